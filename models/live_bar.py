"""What a live quote does to the newest bar: it changes it, begins the next one, or says nothing about it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from models import periods, sessions
from models.adjustment import MADE_OF_DAYS
from models.frozen import frozen
from models.instruments import Instrument, Market
from models.values import Adjust, Bars, Basis, Interval, Quote


@frozen(kw_only=True)
class Tail:
    """The newest bar of a series. Prices in its currency, volume in shares; NaN where unknown.

    time: UTC seconds of the bar's start; 0 where nobody needs it (days). before: shares that the day had traded when
    an intraday bar began, so that the bar's own volume is the day's less these; of a week or month, what was traded
    before its newest day (below zero after a count that began anew). total: the day's volume at the newest quote. Both
    NaN until a quote has told; a daily bar needs neither.
    """

    date: dt.date
    open: float
    high: float
    low: float
    close: float
    volume: float
    time: int = 0
    before: float = math.nan
    total: float = math.nan


def tail_of(bars: Bars) -> Tail | None:
    """The last bar held."""
    if not len(bars):
        return None
    numbers = {name: float(getattr(bars, name)[-1]) for name in ("open", "high", "low", "close", "volume")}
    return Tail(date=bars.date[-1].astype(dt.date), time=int(bars.time[-1]), **numbers)


def takes_quotes(bars: Bars) -> bool:
    """Whether today's prices continue this series: traded prices do, qfq ends at them, hfq does not."""
    return bars.basis is Basis.RAW and bars.adjust is not Adjust.HFQ and not bars.close_only


def begins(tail: Tail, before: Tail, interval: Interval) -> bool:
    """Whether ``tail`` is another bar than ``before``: days differ by date, all others by the time of their start."""
    return tail.date > before.date if interval is Interval.DAY else tail.time > before.time


def is_running(tail: Tail, market: Market, interval: Interval, now: float, *, extended: bool = False) -> bool:
    """Whether the newest bar can still change at ``now``, UTC seconds; auctions that settle late count.

    extended: the trade outside the hours has bars of its own.
    """
    if interval in MADE_OF_DAYS:
        last = periods.last_session(market, *periods.period(interval, tail.date))
        return not sessions.is_final(market, last, now)
    end = tail.time + interval.minutes * 60
    if interval.intraday and end < sessions.close_time(market, tail.date):
        return now < end
    return not sessions.is_final(market, tail.date, now, extended=extended and interval.intraday)


def with_quote(
    tail: Tail, quote: Quote, instrument: Instrument, interval: Interval = Interval.DAY, *, extended: bool = False
) -> Tail | None:
    """The newest bar after ``quote``, the same or the next one; None when the quote is older or has no price.

    A quote stamped with a day of rest (some sources send their own clock) begins no bar. An intraday bar takes the
    quote's last price, and the day's open, high and low only while it is the day's first; with ``extended`` it takes
    the trade outside the hours, whose volume no quote tells. What was traded since the quote before counts to the bar
    that it is seen in.
    """
    if quote.currency != instrument.currency:
        return None
    if interval.intraday:
        return _intraday(tail, quote, instrument.market, interval, extended=extended)
    day = sessions.local_date(instrument.market, quote.exchange_time)
    if quote.last is None or day < tail.date or not sessions.is_session(instrument.market, day):
        return None
    same = day == tail.date or (interval in MADE_OF_DAYS and day <= periods.period(interval, tail.date)[1])
    open_ = tail.open if same and math.isfinite(tail.open) else quote.open or quote.last
    seen = [open_, quote.last, quote.high or quote.last, quote.low or quote.last]
    if same:
        seen += [price for price in (tail.high, tail.low) if math.isfinite(price)]
    time = tail.time if same else _opening(instrument.market, day)
    made = Tail(date=day, time=time, open=open_, high=max(seen), low=min(seen), close=quote.last, volume=math.nan)
    if interval in MADE_OF_DAYS:
        return _with_days(made, tail, quote, same=same)
    volume = quote.volume if quote.volume is not None else tail.volume if same else math.nan
    return replace(made, volume=volume)


def _with_days(made: Tail, tail: Tail, quote: Quote, *, same: bool) -> Tail:
    """A week or month: its volume is that of the days before, and the quote's of today."""
    if not same:
        volume = math.nan if quote.volume is None else quote.volume
        return replace(made, volume=volume, before=0.0)
    before = tail.before if made.date == tail.date else tail.volume
    known = quote.volume is not None and math.isfinite(before)
    volume = before + (quote.volume or 0.0) if known else tail.volume
    return replace(made, volume=volume, before=before)


def _opening(market: Market, day: dt.date) -> int:
    return int(sessions.open_time(market, day))


# minutes


def _intraday(tail: Tail, quote: Quote, market: Market, interval: Interval, *, extended: bool) -> Tail | None:
    price, at, outside = _traded(quote, extended=extended)
    found = periods.slot(interval, market, at, extended=outside)
    if price is None or found is None or found[0] < tail.time or (not outside and unopened(quote, market, at)):
        return None
    start, day = found[0], sessions.local_date(market, at)
    same, first = start == tail.time, not outside and start == _opening(market, day)
    open_ = tail.open if same and math.isfinite(tail.open) else quote.open or price if first else price
    seen = [open_, price]
    if first:
        seen += [each for each in (quote.high, quote.low) if each]
    if same:
        seen += [each for each in (tail.high, tail.low) if math.isfinite(each)]
    made = Tail(date=day, time=start, open=open_, high=max(seen), low=min(seen), close=price, volume=math.nan)
    return _counted(made, tail, None if outside else quote.volume, first=first)


def _traded(quote: Quote, *, extended: bool) -> tuple[float | None, float, bool]:
    """Price, moment and whether it was outside the hours: what the bar is to be changed by."""
    late = quote.extended_time
    if extended and quote.extended_last is not None and late is not None and late >= quote.exchange_time:
        return quote.extended_last, late, True
    return quote.last, quote.exchange_time, False


def unopened(quote: Quote, market: Market, at: float) -> bool:
    """Whether ``quote``, of the moment ``at`` (UTC seconds), tells nothing of that day yet.

    Before the opening a price is that of the day before, unless the auction has ended and something was traded in it.
    """
    opening = sessions.open_time(market, sessions.local_date(market, at))
    if at >= opening:
        return False
    ends = sessions.AUCTIONS[market][0][1] * 60.0 if market in sessions.AUCTIONS else 0.0
    return at < opening + ends or not quote.volume


def _counted(made: Tail, tail: Tail, total: float | None, *, first: bool) -> Tail:
    """``made`` with its volume; ``total`` is the day's so far. A bar that begins before any total was seen has none.

    A total that shrank is another source's, or the count began anew: then what the bar has stays, and counting goes
    on from there.
    """
    same = made.time == tail.time
    held = tail.volume if same else math.nan
    if total is None:
        return replace(made, volume=held, before=tail.before if same else math.nan, total=_told(made, tail))
    before = 0.0 if first else tail.before if same else _told(made, tail)
    least = held if math.isfinite(held) else 0.0
    volume = total - before
    if not math.isfinite(before) or volume < least:
        volume = least if math.isfinite(before) and not same else held
        before = total - volume
    return replace(made, volume=volume, before=before, total=total)


def _told(made: Tail, tail: Tail) -> float:
    """The total that was seen before, if it was the same day's."""
    return tail.total if made.date == tail.date else math.nan
