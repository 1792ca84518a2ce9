"""Series cut into other periods: days into weeks of any first day, or into calendar months. Pure.

A traffic week ends on whatever weekday its user reads it on: the note's Similarweb weeks run from Friday to Thursday.
What was published by the week cannot be cut again: its days are not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from models.traffic.values import BELOW, PARTIAL, SUMMED, Flags, Granularity, Metric, Series, SeriesKey
from models.values import Days, Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEEK = 7
EPOCH = 3  # weekday of 1970-01-01, day 0 of datetime64: a Thursday


class Laid(NamedTuple):
    """Points on a row of periods, columns of its length. Without a point: NaN, step 0, no flag, known_at NaN."""

    value: Floats
    step: Floats
    flags: Flags
    known_at: Floats


class Split(NamedTuple):
    """How days make periods. firsts, lasts: the places of each period's first and last day; start, end: of it."""

    days: Days
    firsts: Ints
    lasts: Ints
    start: Days
    end: Days

    def fits(self, days: Days) -> bool:
        """Whether other days are the same."""
        return days is self.days or (len(days) == len(self.days) and bool((days == self.days).all()))


def cut(series: Series, granularity: Granularity, week_end: int) -> Series | None:
    """``series`` in periods of ``granularity``; None when it cannot be cut so.

    week_end: weekday of a week's last day, 0 is Monday to 6; the Friday-to-Thursday week has 3. Days make any period.
    Weeks and months pass as they are when each lies in a period of its own, so only into weeks of their own last day
    and calendar months; one that is shorter than its period (a month so far) is PARTIAL. Everything else is None:
    weeks of another last day, weeks into months, anything into days. The metrics of SUMMED add up, and so do the steps
    of their days. A RANK is the mean of the days' ranks, RATINGS are those of the period's last day that has any.
    A period is PARTIAL when a day of it is missing (of RATINGS: its last) or only an upper bound, which makes it BELOW
    too; its value is of the days there are. A period without any number is no point. known_at and batch are the
    latest of its days.
    """
    return cut_all((series,), granularity, week_end)[0]


def cut_all(series: Iterable[Series], granularity: Granularity, week_end: int) -> list[Series | None]:
    """Each of ``series`` as ``cut`` makes it; which days make which period is found out once for those alike."""
    found: list[Series | None] = []
    split: Split | None = None
    for one in series:
        if one.key.granularity is granularity:
            found.append(_kept(one, granularity, week_end))
        elif one.key.granularity is not Granularity.DAY or (one.start != one.end).any():
            found.append(None)
        else:
            there = np.isfinite(one.value)
            days = one if there.all() else one.taken(there)
            if split is None or not split.fits(days.start):
                split = _split(days.start, granularity, week_end)
            key = replace(one.key, granularity=granularity, week_start=week_start(granularity, week_end))
            found.append(_of_days(key, days, split))
    return found


def week_start(granularity: Granularity, week_end: int) -> int | None:
    """The weekday a week begins on, 0 is Monday; None for days and months, which have none."""
    return (week_end + 1) % WEEK if granularity is Granularity.WEEK else None


def periods(granularity: Granularity, week_end: int, first: dt.date, last: dt.date) -> tuple[Days, Days]:
    """First and last days (datetime64[D]) of all periods that hold a day from ``first`` to ``last``, both included."""
    ends = np.array([first, last], "datetime64[D]")
    low, high = numbers_of(ends, granularity, week_end)
    return bounds_of(np.arange(low, high + 1), granularity, week_end)


def lay(series: Series, start: Days, end: Days) -> Laid:
    """The points of ``series`` whose period is one of ``start`` to ``end`` (ascending), at that one's place."""
    count = len(start)
    value, step, flags = np.full(count, np.nan), np.zeros(count), np.zeros(count, np.uint8)
    made = Laid(value, step, flags, np.full(count, np.nan))
    at = int(np.searchsorted(start, series.start[0])) if len(series) else 0
    run = slice(at, at + len(series))
    if run.stop <= count and (start[run] == series.start).all() and (end[run] == series.end).all():
        value[run], step[run], flags[run] = series.value, series.step, series.flags  # most: no period is missing
        made.known_at[run] = series.known_at
    elif count:
        place = np.searchsorted(start, series.start)
        held = np.minimum(place, count - 1)
        fits = (start[held] == series.start) & (end[held] == series.end)
        at = held[fits]
        value[at], step[at], flags[at] = series.value[fits], series.step[fits], series.flags[fits]
        made.known_at[at] = series.known_at[fits]
    return made


def numbers_of(days: Days, granularity: Granularity, week_end: int) -> Ints:
    """The number of the period each day lies in, counted from one in 1970; one more is the next period."""
    if granularity is Granularity.MONTH:
        return days.astype("datetime64[M]").view(np.int64)
    whole = days.astype("datetime64[D]", copy=False).view(np.int64)
    if granularity is Granularity.DAY:
        return whole
    return (whole + (EPOCH - 1 - week_end)) // WEEK


def bounds_of(numbers: Ints, granularity: Granularity, week_end: int) -> tuple[Days, Days]:
    """First and last days (datetime64[D]) of the periods of these numbers."""
    if granularity is Granularity.MONTH:
        months = numbers.view("datetime64[M]")
        return months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]") - 1
    if granularity is Granularity.DAY:
        return numbers.view("datetime64[D]"), numbers.view("datetime64[D]")
    start = (numbers * WEEK - (EPOCH - 1 - week_end)).view("datetime64[D]")
    return start, start + (WEEK - 1)


def _kept(series: Series, granularity: Granularity, week_end: int) -> Series | None:
    """A series of periods of this length, each laid into its own; None when one crosses a border or two share one."""
    numbers = numbers_of(series.start, granularity, week_end)
    start, end = bounds_of(numbers, granularity, week_end)
    if (series.end > end).any() or (np.diff(numbers) == 0).any():
        return None
    begins = week_start(granularity, week_end)
    short = (series.start != start) | (series.end != end)
    if not short.any() and series.key.week_start == begins:
        return series
    return replace(
        series, key=replace(series.key, week_start=begins), start=start, end=end,
        flags=series.flags | np.where(short, PARTIAL, 0).astype(np.uint8),
    )  # fmt: skip


def _split(days: Days, granularity: Granularity, week_end: int) -> Split:
    numbers = numbers_of(days, granularity, week_end)
    borders = np.flatnonzero(numbers[1:] != numbers[:-1])
    firsts = np.concatenate(([0], borders + 1))[: len(days)]
    lasts = np.concatenate((borders, [len(days) - 1]))[: len(days)]
    start, end = bounds_of(numbers[firsts], granularity, week_end)
    for shared in (start, end):
        shared.setflags(write=False)  # every series of these days has them, and none a copy
    return Split(days, firsts, lasts, start, end)


def _of_days(key: SeriesKey, days: Series, split: Split) -> Series:
    """Periods of days that all have a number."""
    if not len(days):
        return replace(days, key=key)
    _, firsts, lasts, start, end = split
    if key.metric is Metric.RATINGS:
        value, step, flags = _last(days, lasts, days.end[lasts] != end)
    else:
        missing = (lasts - firsts + 1) != (end - start).view(np.int64) + 1
        value, step, flags = _added(days, firsts, missing)
        if key.metric not in SUMMED:
            count = lasts - firsts + 1
            value, step = value / count, step / count
    return Series(
        key=key, start=start, end=end, value=value, step=step, flags=flags,
        known_at=np.maximum.reduceat(days.known_at, firsts), batch=np.maximum.reduceat(days.batch, firsts),
    )  # fmt: skip


def _added(days: Series, firsts: Ints, missing: NDArray[np.bool_]) -> tuple[Floats, Floats, Flags]:
    value, step = np.add.reduceat(days.value, firsts), np.add.reduceat(days.step, firsts)
    return value, step, _doubted(np.bitwise_or.reduceat(days.flags, firsts), missing)


def _last(days: Series, lasts: Ints, missing: NDArray[np.bool_]) -> tuple[Floats, Floats, Flags]:
    return days.value[lasts], days.step[lasts], _doubted(days.flags[lasts], missing)


def _doubted(flags: Flags, missing: NDArray[np.bool_]) -> Flags:
    """PARTIAL where days are missing, or one is only a bound."""
    doubtful = missing | ((flags & BELOW) != 0)
    made: Flags = flags | (doubtful * np.uint8(PARTIAL)).astype(np.uint8)
    return made
