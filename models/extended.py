"""Trading outside the hours: before the opening and after the close of New York. Pure.

Only the US has it. Such bars are never part of a regular series: thin prices would stand in its highs and lows.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models import sessions
from models.instruments import ZONES, Market
from models.sessions import Span
from models.values import Bars, Interval

MARKETS = (Market.US,)


def has_extended(market: Market) -> bool:
    """Whether shares of ``market`` trade outside its hours."""
    return market in MARKETS


def can_be_extended(market: Market, interval: Interval) -> bool:
    """Whether a series of ``interval`` with the trade outside the hours is another than one without."""
    return interval.intraday and has_extended(market)


def opening(market: Market, date: dt.date) -> float:
    """UTC seconds of the day's first trade outside the hours; of the opening where there is none."""
    spans = hours(market, date) or sessions.HOURS[market]
    return sessions.moment(ZONES[market], date, spans[0][0])


def hours(market: Market, date: dt.date) -> tuple[Span, ...]:
    """The stretches of ``date`` with those before the opening and after the close; the usual hours elsewhere.

    In New York 04:00 to 09:30 and 16:00 to 20:00; after a half day 13:00 to 17:00. Empty when it is no session.
    """
    usual = sessions.hours(market, date)
    if not usual or not has_extended(market):
        return usual
    before, after = (dt.timedelta(minutes=minutes) for minutes in sessions.AROUND[market])
    first, last = (dt.datetime.combine(date, at) for at in (usual[0][0], usual[-1][1]))
    return ((first - before).time(), usual[0][0]), *usual, (usual[-1][1], (last + after).time())


def extended(bars: Bars, market: Market) -> NDArray[np.bool_]:
    """Which of ``bars`` begin outside the regular hours of their day; none of a daily series, none but of the US."""
    if not bars.interval.intraday or not has_extended(market):
        return np.zeros(len(bars), bool)
    dates, which = np.unique(bars.date, return_inverse=True)
    held = [regular(market, date) for date in dates.tolist()]
    first, end = np.array(held, np.int64).reshape(-1, 2)[which].T
    outside: NDArray[np.bool_] = (bars.time < first) | (bars.time >= end)
    return outside


@lru_cache(maxsize=256)
def regular(market: Market, date: dt.date) -> tuple[int, int]:
    """Opening and close, UTC seconds; of the usual hours when it is no session."""
    spans = sessions.hours(market, date) or sessions.HOURS[market]
    first, last = (sessions.moment(ZONES[market], date, at) for at in (spans[0][0], spans[-1][1]))
    return int(first), int(last)
