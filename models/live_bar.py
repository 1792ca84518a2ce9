"""What a live quote does to the newest daily bar: it changes it, begins the next one, or says nothing about it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from models import sessions
from models.instruments import Instrument
from models.values import Adjust, Bars, Basis, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The newest bar of a series. Prices in its currency, volume in shares; NaN where unknown."""

    date: dt.date
    open: float
    high: float
    low: float
    close: float
    volume: float


def tail_of(bars: Bars) -> Tail | None:
    """The last bar held."""
    if not len(bars):
        return None
    numbers = {name: float(getattr(bars, name)[-1]) for name in ("open", "high", "low", "close", "volume")}
    return Tail(date=bars.date[-1].astype(dt.date), **numbers)


def takes_quotes(bars: Bars) -> bool:
    """Whether today's prices continue this series: traded prices do, qfq ends at them, hfq does not."""
    return bars.basis is Basis.RAW and bars.adjust is not Adjust.HFQ and not bars.close_only


def with_quote(tail: Tail, quote: Quote, instrument: Instrument) -> Tail | None:
    """The newest bar after ``quote``, of the same day or the next one; None when the quote is older or has no price.

    A quote stamped with a day of rest (some sources send their own clock) begins no bar.
    """
    if quote.last is None or quote.currency != instrument.currency:
        return None
    day = sessions.local_date(instrument.market, quote.exchange_time)
    if day < tail.date or not sessions.is_session(instrument.market, day):
        return None
    same = day == tail.date
    open_ = tail.open if same and math.isfinite(tail.open) else quote.open or quote.last
    seen = [open_, quote.last, quote.high or quote.last, quote.low or quote.last]
    if same:
        seen += [price for price in (tail.high, tail.low) if math.isfinite(price)]
    volume = quote.volume if quote.volume is not None else tail.volume if same else math.nan
    return Tail(date=day, open=open_, high=max(seen), low=min(seen), close=quote.last, volume=volume)
