"""How far back Yahoo's bars reach, and how many requests a span takes."""

from __future__ import annotations

import datetime as dt

from models.errors import NoSuchData
from models.values import Interval

DAY = dt.timedelta(days=1)
A_REQUEST = 7 * DAY  # of one-minute bars
LOOK_BACK = {  # days; Yahoo counts in seconds, therefore one less than its limit
    Interval.MIN1: 29,
    Interval.MIN5: 59,
    Interval.MIN15: 59,
    Interval.MIN30: 59,
    Interval.HOUR: 729,
}
Piece = tuple[dt.date, dt.date | None]


def pieces(interval: Interval, start: dt.date, end: dt.date, today: dt.date) -> tuple[Piece, ...]:
    """Dates (first, day after the last) of each request; None leaves the end open.

    An open end is asked for wherever possible: it brings every later split, and the library remembers failures of
    ranges that are over. What begins before the reach is cut to it. Raises NoSuchData for a span out of reach.
    """
    if start > today:
        raise NoSuchData("no sessions in this span", source="yahoo")
    if not interval.intraday:
        return ((start, None),)
    days = LOOK_BACK[interval]
    first = max(start, today - days * DAY)
    if end < first:
        raise NoSuchData(f"keeps no bars that old: {interval.minutes}-minute ones for {days} days", source="yahoo")
    return ((first, None),) if interval is not Interval.MIN1 else _weeks(first, end, today)


def _weeks(first: dt.date, end: dt.date, today: dt.date) -> tuple[Piece, ...]:
    found: list[Piece] = []
    while first <= end and first + A_REQUEST <= today:
        found.append((first, first + A_REQUEST))
        first += A_REQUEST
    if first <= end:
        found.append((first, None))
    return tuple(found)
