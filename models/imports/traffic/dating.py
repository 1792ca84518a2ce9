"""The periods of a table together: what one leaves open the others decide, and what none decides is asked."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from models.frozen import frozen
from models.imports.traffic.context import Context
from models.imports.traffic.periods import Form, Written, days_of
from models.imports.traffic.values import Asked, Hints, Option, Question
from models.traffic.values import ASSUMED, Granularity

YEAR, NEAR = 12 * 31, 62  # days of months of 31
LATE = dt.timedelta(days=6)  # a file may be named by a day before its last period ends
FRESH = dt.timedelta(days=NEAR)  # and is soon made: a day long after is of something else
WEEK = dt.timedelta(days=7)


@frozen(kw_only=True)
class Period:
    """Days, both included, and flags of their points."""

    start: dt.date
    end: dt.date
    granularity: Granularity
    flags: int = 0

    @property
    def week_start(self) -> int | None:
        """Weekday of a week's first day."""
        return self.start.weekday() if self.granularity is Granularity.WEEK else None


Dated = dict[Written, Period | str]  # or why it is none


def dated(
    found: Sequence[Written], context: Context, hints: Hints, dates: str, sheet: str, today: dt.date
) -> tuple[Dated, list[Question]]:
    """Every period of ``found``, which stand in the table's order, once each. dates: which day of its week one is."""
    found = list(dict.fromkeys(found))
    order, question = _order(found, hints, sheet)
    if question is not None:
        return {}, [question]
    years, question = _years(found, context, hints, sheet, today)
    if question is not None:
        return {}, [question]
    made: Dated = {}
    for one in found:
        made[one] = _period(one, years.get(one, 0), order)
    return _lengths(made, context, hints, dates, sheet)


def _period(one: Written, year: int, order: str) -> Period | str:
    if not one.year and not year:
        return "no year is written, and the periods stand in no order"
    try:
        start, end, granularity = days_of(one, one.year or year, order)
    except ValueError:
        return "there is no such day"
    if granularity is None:
        return f"{(end - start).days + 1} days are no day, week or month"
    return Period(start=start, end=end, granularity=granularity, flags=_flags(one))


def _flags(one: Written) -> int:
    return ASSUMED if one.form in (Form.MONTH, Form.WEEK) else 0


# 03/09/2024


def _order(found: list[Written], hints: Hints, sheet: str) -> tuple[str, Question | None]:
    slashed = [day for one in found if one.slashed for day in (one.first, one.last) if day[1]]
    if not slashed:
        return "", None
    days_first, months_first = (any(day[place] > 12 for day in slashed) for place in (1, 2))
    if days_first != months_first:
        return ("dmy" if days_first else "mdy"), None
    if hints.order in ("dmy", "mdy"):
        return hints.order, None
    year, one, two = slashed[0]
    options = tuple(
        Option(value=order, means=f"{one:02d}/{two:02d}/{year} = {year}-{month:02d}-{day:02d}")
        for order, month, day in (("dmy", two, one), ("mdy", one, two)) if month <= 12
    )  # fmt: skip
    why = "days and months cannot be told apart"
    return "", Question(asked=Asked.ORDER, sheet=sheet, why=why, example=f"{one:02d}/{two:02d}/{year}", options=options)


# 0913-0919


def _years(
    found: list[Written], context: Context, hints: Hints, sheet: str, today: dt.date
) -> tuple[dict[Written, int], Question | None]:
    """The year in which each ends that is written without one."""
    open_ = [one for one in found if not one.year]
    if not open_:
        return {}, None
    turns = _turns(open_)
    if turns is None:
        return {}, None
    newest = max(open_, key=lambda one: (turns[one], _ends(one)))
    year = _said_year(newest, turns, found, context) or hints.year
    if not year:
        return {}, _which_year(newest, sheet, today)
    return {one: year - (turns[newest] - turns[one]) for one in open_}, None


def _ends(one: Written) -> tuple[int, int]:
    last = one.last if one.form is Form.RANGE else one.first
    return (last[1], last[2]) if one.form is not Form.WEEK else (last[2] * 7 // 31 + 1, last[2])


def _turns(found: list[Written]) -> dict[Written, int] | None:
    """How many New Years lie before each, counted from the earliest; None when nobody knows.

    Tables run one way or the other. A New Year lies between two only where none are further apart than NEAR.
    """
    lines = [line for line in (found, found[::-1]) if _goes_on(_gaps(line))]
    if not lines:
        places = [_place(one) for one in found]
        return dict.fromkeys(found, 0) if max(places) - min(places) < YEAR // 2 else None
    line = min(lines, key=lambda one: sum(gap % YEAR for gap in _gaps(one)))
    turns, turn = {line[0]: 0}, 0
    for gap, one in zip(_gaps(line), line[1:], strict=True):
        turn += gap < 0
        turns[one] = turn
    return turns


def _goes_on(gaps: list[int]) -> bool:
    return all(gap >= 0 for gap in gaps) or all(gap % YEAR <= NEAR for gap in gaps)


def _gaps(line: list[Written]) -> list[int]:
    return [_place(after) - _place(before) for before, after in pairwise(line)]


def _place(one: Written) -> int:
    """Where in the year it ends, in days of months of 31."""
    month, day = _ends(one)
    return month * 31 + day


def _said_year(newest: Written, turns: dict[Written, int], found: list[Written], context: Context) -> int:
    """By a day that the caption, the sheet or the file names; by a year alone, where no New Year lies between."""
    for day in context.days:
        years = [
            year
            for year in (day.year + 1, day.year, day.year - 1)
            if (end := _end(newest, year)) and day - FRESH <= end <= day + LATE
        ]
        if years:
            return years[0]
    over = newest.form is Form.RANGE and newest.first[1:] > newest.last[1:]
    written = {one.year for one in found if one.year} or set(context.years[:1])
    return written.pop() if len(written) == 1 and not over and not any(turns.values()) else 0


def _end(one: Written, year: int) -> dt.date | None:
    try:
        return days_of(one, year)[1]
    except ValueError:
        return None


def _which_year(newest: Written, sheet: str, today: dt.date) -> Question:
    possible = [
        year for year in range(today.year + 1, today.year - 9, -1) if (end := _end(newest, year)) and end <= today
    ]
    options = []
    for year in possible[:3]:
        start, end, _ = days_of(newest, year)
        options.append(Option(value=str(year), means=f"{start} - {end}"))
    return Question(
        asked=Asked.YEAR, sheet=sheet, why="periods are written without their year", example=shown(newest),
        options=tuple(options), offered=options[0].value if options else "",
    )  # fmt: skip


def shown(one: Written) -> str:
    """A period as tables write it."""
    if one.form is Form.WEEK:
        return f"W{one.first[2]:02d}"
    first = f"{one.first[1]:02d}" + (f"{one.first[2]:02d}" if one.first[2] else "")
    return first if one.form is not Form.RANGE else f"{first}-{one.last[1]:02d}{one.last[2]:02d}"


# a single day may stand for its week or month


def _lengths(made: Dated, context: Context, hints: Hints, dates: str, sheet: str) -> tuple[Dated, list[Question]]:
    singles = [one for one in made if one.form is Form.DAY]
    days = sorted({period.start for one in singles if isinstance(period := made[one], Period)})
    if not days:
        return made, []
    length = _spacing(days, context.granularity, hints)
    if length is None:
        return {}, [_which_length(days[0], sheet)]
    if length is Granularity.WEEK and not (dates or hints.dates):
        return {}, [_which_day(days[0], sheet)]
    for one in singles:
        if isinstance(period := made[one], Period):
            made[one] = _stretched(period, length, dates or hints.dates)
    return made, []


def _spacing(days: list[dt.date], told: Granularity | None, hints: Hints) -> Granularity | None:
    """By how far apart they are; one alone says nothing."""
    gaps = {(b - a).days for a, b in pairwise(days)}
    firsts = all(day.day == 1 for day in days)
    lasts = all((day + dt.timedelta(days=1)).day == 1 for day in days)
    if gaps and min(gaps) == 1:
        return Granularity.DAY
    if (firsts or lasts) and (gaps or Granularity.MONTH in (told, hints.granularity)):
        return Granularity.MONTH
    weekly = all(gap % 7 == 0 for gap in gaps)
    if weekly and (min(gaps, default=0) == 7 or Granularity.WEEK in (told, hints.granularity)):
        return Granularity.WEEK
    stated = told or hints.granularity
    return stated if stated is Granularity.DAY or (stated is Granularity.WEEK and weekly) else None


def _which_length(day: dt.date, sheet: str) -> Question:
    return Question(
        asked=Asked.GRANULARITY, sheet=sheet, why="a day may stand for itself, its week or its month",
        example=str(day), options=tuple(Option(value=one.value) for one in Granularity),
    )  # fmt: skip


def _which_day(day: dt.date, sheet: str) -> Question:
    first, last = (
        Option(value="first", means=f"{day} - {day + LATE}"),
        Option(value="last", means=f"{day - LATE} - {day}"),
    )
    return Question(
        asked=Asked.DATES, sheet=sheet, why="a day may be the first or the last of its week", example=str(day),
        options=(first, last), offered="first" if day.weekday() == 0 else "",
    )  # fmt: skip


def _stretched(period: Period, length: Granularity, dates: str) -> Period:
    day = period.start
    if length is Granularity.DAY:
        return period
    if length is Granularity.MONTH:
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return Period(start=day.replace(day=1), end=last, granularity=length, flags=ASSUMED)
    start = day if dates == "first" else day - LATE
    return Period(start=start, end=start + LATE, granularity=length, flags=ASSUMED)


def joined(first: Written | None, last: Written | None) -> Written | None:
    """One period of a column of first days and one of last days."""
    if first is None or last is None or first.form is not Form.DAY or last.form is not Form.DAY:
        return None
    return replace(first, form=Form.RANGE, last=last.first, weak=False) if first.slashed == last.slashed else None
