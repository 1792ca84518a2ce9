"""Where a time axis is marked and what it says there: dates and hours as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.values import Ints

if TYPE_CHECKING:
    from gui.charts.axis import BarAxis

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EPOCH = dt.date(1970, 1, 5)  # a Monday
MINUTES = (360, 240, 120, 60, 30, 15, 10, 5, 2, 1)
TOO_MANY = 4  # times the room: so many periods are not looked at


@dataclass(frozen=True, slots=True)
class DateTick:
    """A mark under a bar; ``strong`` where a year begins, or a day on an axis of minutes."""

    bar: float
    text: str
    strong: bool

    @classmethod
    def of(cls, axis: BarAxis, bar: int, lang: str, *, alone: bool) -> DateTick:
        """What is new at a bar: year, month, day or minute; the first mark in sight says the month with its day."""
        now, before = axis.date(bar), axis.date(bar - 1)
        if axis.intraday and axis.session(bar) == axis.session(bar - 1):
            return cls(bar, f"{axis.clock(bar):%H:%M}", strong=False)
        if now.year != before.year:
            return cls(bar, f"{now.year}", strong=True)
        month, day = _month_and_day(now, lang)
        if now.month != before.month and not axis.intraday:
            return cls(bar, month, strong=False)
        whole = alone or axis.intraday
        return cls(bar, (month + day if whole else day).strip(), strong=axis.intraday)


def day_words(date: dt.date, lang: str) -> str:
    """A day as an axis of minutes has it."""
    return "".join(_month_and_day(date, lang))


def month_words(date: dt.date, lang: str) -> str:
    """A month without its year."""
    return _month_and_day(date, lang)[0]


def with_room(ticks: Sequence[DateTick], least: float) -> list[DateTick]:
    """The marks that are at least so many bars apart: of strong ones those in front, then of the others."""
    strong = _apart([tick for tick in ticks if tick.strong], [], least)
    return sorted(
        [*strong, *_apart([tick for tick in ticks if not tick.strong], strong, least)], key=lambda one: one.bar
    )


def day_marks(
    begins: Callable[[dt.date], int], date: Callable[[int], dt.date], first: int, stop: int, most: int
) -> list[int]:
    """The bars of the finest kind of period (decades .. days) that begin in first..stop-1 and still have room."""
    chosen: list[int] = []
    since, until = date(max(0, first - 1)), date(stop - 1)
    for periods in PERIODS:
        days = _until(periods(since), since, until, TOO_MANY * max(1, most))
        places = None if days is None else sorted({bar for bar in map(begins, days) if first <= bar < stop})
        if places is None or len(places) > max(1, most):
            break
        chosen = places
    return chosen


def minute_marks(minutes: Ints, first: int, most: int, length: int) -> list[int]:
    """The bars where the finest step of the clock that has room begins. ``minutes``: of one bar more in front."""
    chosen: list[int] = []
    for step in (step for step in MINUTES if step >= length):
        begun = np.flatnonzero(np.diff(minutes // step)) + first
        if len(begun) > max(1, most):
            break
        chosen = begun.tolist()
    return chosen


def _apart(ticks: Sequence[DateTick], beside: Sequence[DateTick], least: float) -> list[DateTick]:
    kept: list[DateTick] = []
    for tick in ticks:
        if all(abs(tick.bar - one.bar) >= least for one in (*beside, *kept[-1:])):
            kept.append(tick)
    return kept


def _month_and_day(date: dt.date, lang: str) -> tuple[str, str]:
    return (f"{date.month}月", f"{date.day}日") if lang == "zh" else (MONTHS[date.month - 1], f" {date.day}")


def _until(days: Iterator[dt.date], since: dt.date, until: dt.date, most: int) -> list[dt.date] | None:
    """The days in (since, until]; None when there are more than anybody could mark."""
    found: list[dt.date] = []
    for day in days:
        if day > until:
            return found
        if len(found) > most:
            return None
        if day > since:
            found.append(day)
    return found


def _years(step: int) -> Callable[[dt.date], Iterator[dt.date]]:
    def periods(since: dt.date) -> Iterator[dt.date]:
        year = since.year // step * step
        while year <= dt.MAXYEAR - step:
            if year >= dt.MINYEAR:
                yield dt.date(year, 1, 1)
            year += step

    return periods


def _months(step: int) -> Callable[[dt.date], Iterator[dt.date]]:
    def periods(since: dt.date) -> Iterator[dt.date]:
        month = (since.year * 12 + since.month - 1) // step * step
        while month // 12 <= dt.MAXYEAR:
            yield dt.date(month // 12, month % 12 + 1, 1)
            month += step

    return periods


def _days(step: int) -> Callable[[dt.date], Iterator[dt.date]]:
    def periods(since: dt.date) -> Iterator[dt.date]:
        day = EPOCH + dt.timedelta(days=(since - EPOCH).days // step * step)
        while True:
            yield day
            day += dt.timedelta(days=step)

    return periods


# decades, lustra, two years, years, quarters, months, weeks, days
PERIODS = (_years(10), _years(5), _years(2), _years(1), _months(3), _months(1), _days(7), _days(1))
