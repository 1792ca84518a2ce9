"""Imported closes as bars, so that they are reviewed, charted and compared like any other source's."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models import sessions
from models.facts import Imported, Said
from models.instruments import Instrument
from models.values import Bars


def bars_from_imported(rows: Iterable[Imported], instrument: Instrument, fetched_at: float = 0.0) -> Bars | None:
    """Bars of closes alone out of a user's tables, as traded; None without any. The last row of a date counts.

    source: "imported: Wind", every vendor named where there are several. Splits and dividends are not known.
    """
    closes = {row.date: row for row in rows if row.what is Said.CLOSE and row.instrument == instrument.id}
    if not closes:
        return None
    days = sorted(closes)
    nothing = np.full(len(days), np.nan)
    vendors = ", ".join(dict.fromkeys(closes[day].vendor for day in days))
    return Bars(
        instrument=instrument.id,
        date=np.array(days, "datetime64[D]"),
        time=np.array([int(sessions.open_time(instrument.market, day)) for day in days]),
        open=nothing, high=nothing, low=nothing, volume=nothing, turnover=nothing,
        close=np.array([closes[day].value for day in days]),
        currency=instrument.currency,
        source=f"imported: {vendors}",
        fetched_at=fetched_at,
    )  # fmt: skip
