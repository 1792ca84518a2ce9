"""When a market trades: hours, lunch, and from when on a day's bar is final. Pure; ``now`` is UTC seconds.

Weekdays only: holidays and half days are not known here yet, so "open" is provisional on a holiday.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.instruments import ZONES, Market

Span = tuple[dt.time, dt.time]
HOURS: dict[Market, tuple[Span, ...]] = {
    Market.CN: ((dt.time(9, 30), dt.time(11, 30)), (dt.time(13), dt.time(15))),
    Market.HK: ((dt.time(9, 30), dt.time(12)), (dt.time(13), dt.time(16))),
    Market.US: ((dt.time(9, 30), dt.time(16)),),
    Market.FX: ((dt.time(0), dt.time(23, 59)),),
}
AROUND: dict[Market, Span] = {  # first auction to last after-hours trade
    Market.CN: (dt.time(9, 15), dt.time(15, 30)),
    Market.HK: (dt.time(9), dt.time(16, 10)),
    Market.US: (dt.time(4), dt.time(20)),
    Market.FX: (dt.time(0), dt.time(23, 59)),
}
SETTLES = dt.timedelta(minutes=30)  # closing auctions end up to ten minutes late, vendors later
SATURDAY = 5


def local(market: Market, now: float) -> dt.datetime:
    """``now`` on the exchange's clock."""
    return dt.datetime.fromtimestamp(now, ZoneInfo(ZONES[market]))


def local_date(market: Market, now: float) -> dt.date:
    """The exchange's calendar day."""
    return local(market, now).date()


def open_time(market: Market, date: dt.date) -> float:
    """UTC seconds of the opening on ``date``."""
    return _moment(market, date, HOURS[market][0][0]).timestamp()


def close_time(market: Market, date: dt.date) -> float:
    """UTC seconds of the close on ``date``."""
    return _moment(market, date, HOURS[market][-1][1]).timestamp()


def is_final(market: Market, date: dt.date, now: float) -> bool:
    """True when the bar of ``date`` cannot change any more."""
    return now >= close_time(market, date) + SETTLES.total_seconds()


def is_over(market: Market, date: dt.date, now: float) -> bool:
    """True when no bar up to ``date`` can change any more: on a weekend, that of the Friday before."""
    while date.weekday() >= SATURDAY:
        date -= dt.timedelta(days=1)
    return is_final(market, date, now)


def last_final_date(market: Market, now: float) -> dt.date:
    """The newest weekday whose bar is final."""
    day = local_date(market, now)
    while day.weekday() >= SATURDAY or not is_final(market, day, now):
        day -= dt.timedelta(days=1)
    return day


def state(market: Market, now: float) -> str:
    """What the market does now: open, lunch, pre, post or closed. Sessions begin and end on whole minutes."""
    return _state(market, int(now // 60))


@lru_cache(maxsize=16)
def _state(market: Market, minute: int) -> str:
    here = local(market, minute * 60.0)
    at, (first, last) = here.time(), AROUND[market]
    if here.weekday() >= SATURDAY or not first <= at < last:
        return "closed"
    if any(start <= at < end for start, end in HOURS[market]):
        return "open"
    if at < HOURS[market][0][0]:
        return "pre"
    return "post" if at >= HOURS[market][-1][1] else "lunch"


def _moment(market: Market, date: dt.date, at: dt.time) -> dt.datetime:
    return dt.datetime.combine(date, at, ZoneInfo(ZONES[market]))
