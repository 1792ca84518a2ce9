"""Market caps in one currency, by the daily closes of currency pairs. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np

from models.compare.currency import rates
from models.review.standing_values import Conversion, Money
from models.review.values import Row
from models.values import Bars


def converted(row: Row, target: str, pairs: Mapping[str, Bars]) -> Money | None:
    """The row's market cap in ``target`` (ISO 4217, "" is its own currency) at the rate of the cap's own day.

    pairs: daily bars by id ("USDCNY"), among others. None without a cap, and without a rate of that day or of the
    seven days before.
    """
    own, value = row.instrument.currency, row.market_cap
    if value is None or row.end_date is None:
        return None
    if target in ("", own):
        return Money(value=value, currency=own)
    made = conversion(own, target, row.end_date, pairs)
    return None if made is None else Money(value=value * made.value, currency=target, conversion=made)


def conversion(own: str, target: str, day: dt.date, pairs: Mapping[str, Bars]) -> Conversion | None:
    """What a unit of ``own`` cost on ``day``; None when nobody says."""
    said = rates(own, target, np.array([day], "datetime64[D]"), pairs)
    value = float(said.values[0])
    if not np.isfinite(value):
        return None
    date = min(_day_of(pairs[name], day) for name in said.pairs)
    return Conversion(own=own, target=target, value=value, date=date, pairs=said.pairs, sources=said.sources)


def _day_of(pair: Bars, day: dt.date) -> dt.date:
    """The day whose close counts on ``day``."""
    held = pair.date[(pair.close > 0) & (pair.close < np.inf) & (pair.date <= np.datetime64(day, "D"))]
    found: dt.date = held[-1].astype(dt.date)
    return found
