"""What every answer must pass before it is stored or shown. A wrong price is worse than none.

Rules D2-D8 of the fault list: the instrument and currency asked for, prices positive and in order, no date of
the future, no twenty-fold jump that no split explains.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from data_sources.protocol import BarsWanted
from models.errors import Unreadable
from models.instruments import Instrument
from models.values import ActionKind, Bars, Quote

ORDERED_SHARE = 0.99  # vendors leave a few old rows with a high under the close
SPIKE = 20.0


def checked_bars(bars: Bars, want: BarsWanted, source: str, today: dt.date) -> Bars:
    """``bars`` without its unusable rows. Raises Unreadable when it is not what was asked for."""
    if bars.instrument != want.instrument.id or bars.currency != want.instrument.currency:
        raise Unreadable(
            f"answered {bars.instrument} in {bars.currency} instead of {want.instrument.id}", source=source
        )
    bars = bars.rows(np.isfinite(bars.close) & (bars.date <= np.datetime64(today + dt.timedelta(days=1), "D")))
    if (bars.close <= 0).any():
        raise Unreadable("a close of zero or less", source=source)
    _check_order(bars, source)
    _check_spikes(bars, source)
    return bars if bars.source == source else bars.with_columns(source=source)


def _check_order(bars: Bars, source: str) -> None:
    """Low <= open, close <= high on nearly every row: a swapped column breaks it on most."""
    if bars.close_only or not len(bars):
        return
    top, bottom = np.fmax(bars.open, bars.close), np.fmin(bars.open, bars.close)
    slack = 1e-6 * bars.close
    ordered = (bars.low <= bottom + slack) & (top <= bars.high + slack)
    if ordered.mean() < ORDERED_SHARE and (~ordered).sum() > 1:
        raise Unreadable("open, high, low and close are not in order: columns swapped?", source=source)


def _check_spikes(bars: Bars, source: str) -> None:
    if len(bars) < 2:
        return
    jump = np.abs(np.log(bars.close[1:] / bars.close[:-1]))
    split_days = {a.ex_date for a in bars.actions or () if a.kind is ActionKind.SPLIT}
    for place in np.flatnonzero(jump > np.log(SPIKE)).tolist():
        if bars.date[place + 1].astype(dt.date) not in split_days:
            raise Unreadable(f"the close jumps twenty-fold on {bars.date[place + 1]}", source=source)


def checked_quotes(quotes: Iterable[Quote], asked: Iterable[Instrument], source: str, now: float) -> tuple[Quote, ...]:
    """The quotes that answer what was asked, are priced, in the right currency, and not from the future."""
    currency = {instrument.id: instrument.currency for instrument in asked}
    return tuple(
        quote
        for quote in quotes
        if currency.get(quote.instrument) == quote.currency
        and quote.last is not None
        and quote.last > 0
        and quote.exchange_time < now + 120
        and quote.source == source
    )
