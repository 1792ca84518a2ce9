"""The windows before a review's own, as many sessions each, and what a share did over them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from models import sessions
from models.instruments import Market
from models.review.calculation import measured
from models.review.standing_values import SPARKS
from models.review.values import Row, Window
from models.values import Bars

NO_DAYS: Mapping[Market, frozenset[dt.date]] = {market: frozenset() for market in Market}


def windows(market: Market, window: Window, length: int) -> tuple[Window, ...]:
    """The SPARKS windows of ``length`` sessions that end with ``window``, by the market's calendar, oldest first.

    () where the market had no session in the window: there is nothing to put beside it.
    """
    if not length:
        return ()
    days = _sessions_before(market, window.first, (SPARKS - 1) * length)
    before = (Window(first=days[at], last=days[at + length - 1]) for at in range(0, len(days), length))
    return (*before, window)


def _sessions_before(market: Market, day: dt.date, count: int) -> list[dt.date]:
    """The last sessions before ``day``, ascending."""
    found: list[dt.date] = []
    while len(found) < count:
        day = sessions.on_or_before(market, day - sessions.DAY)
        found.append(day)
    return found[::-1]


def spark(row: Row, over: Sequence[Window], bars: Mapping[str, Bars]) -> tuple[float | None, ...]:
    """Percent of each window by the review's own definition; the last is the row's own change. None is not held."""
    if not over:
        return (None,) * SPARKS
    before = (measured(row.instrument, one, bars, {}, NO_DAYS).change_pct for one in over[:-1])
    return (*before, row.change_pct)
