"""Dates and stretches of dates in a Chinese text, in the spellings of broker notes. Pure.

9月23日-25日, 9月23日至9月25日, 0923-0925, 9/23-9/25, 9.23-9.25, 2024-09-23, 2024年9月23日, 9月24日和25日, 9月.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from models.frozen import frozen
from models.review.values import Window

_TO = r"\s*(?:-|–|—|~|至|到)+\s*"
_YEAR = r"(?:(?P<{0}y>20\d\d)\s*[年./-]\s*)?"
_FULL = _YEAR + r"(?P<{0}m>\d{{1,2}})\s*{1}\s*(?P<{0}d>\d{{1,2}})"
_END = r"(?![\d%]|\.\d|\s*(?:%|个百分点|倍|[万亿元]))"
_BEFORE = r"(?<![\d.+\-−/])"


def _full(name: str, between: str) -> str:
    return _FULL.format(name, between)


_RANGES = (
    _full("a", "月") + "日?" + _TO + _YEAR.format("b") + r"(?:(?P<bm>\d{1,2})\s*月\s*)?(?P<bd>\d{1,2})\s*日",
    _BEFORE + _full("a", "/") + _TO + _full("b", "/") + _END,
    _BEFORE + _full("a", r"\.") + _TO + _full("b", r"\.") + _END,
    _BEFORE + r"(?P<ay>20\d\d)-(?P<am>\d\d)-(?P<ad>\d\d)" + _TO + r"(?P<by>20\d\d)-(?P<bm>\d\d)-(?P<bd>\d\d)" + _END,
    _BEFORE + r"(?P<ay>20\d\d)?(?P<am>[01]\d)(?P<ad>[0-3]\d)" + _TO + r"(?P<by>20\d\d)?(?P<bm>[01]\d)(?P<bd>[0-3]\d)"
    + _END,
)  # fmt: skip
_DAYS = (
    _full("a", "月") + r"\s*[日号]?(?!\d)",
    _BEFORE + r"(?P<ay>20\d\d)\s*[./-]\s*(?P<am>\d{1,2})\s*[./-]\s*(?P<ad>\d{1,2})" + _END,
    _BEFORE + r"(?P<am>\d{1,2})/(?P<ad>\d{1,2})(?!/)" + _END,
)
_MONTH = _YEAR.format("a") + r"(?<![\d.])(?P<am>\d{1,2})\s*月(?:份|度)?(?!\s*\d)"
_AND = re.compile(r"\s*[、和及与]\s*(?P<d>\d{1,2})\s*日")
_PATTERNS = tuple(re.compile(one) for one in (*_RANGES, *_DAYS, _MONTH))
_AHEAD = dt.timedelta(days=120)  # a day without a year is of the year that puts it no further ahead than that


@frozen(kw_only=True)
class Named:
    """Days that a text names. start, end: its characters. month: it names a whole month."""

    window: Window
    start: int
    end: int
    month: bool = False

    @property
    def one_day(self) -> bool:
        """Whether it is a single day."""
        return self.window.first == self.window.last

    @property
    def weekly(self) -> bool:
        """Whether it is about as long as a week, of sessions or of days."""
        return 1 <= (self.window.last - self.window.first).days <= 9


def days_in(text: str, near: dt.date) -> tuple[Named, ...]:
    """What ``text`` names, in its order, without overlaps. near: the day that tells which year is meant."""
    found: list[Named] = []
    for pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            taken = any(one.start < hit.end() and hit.start() < one.end for one in found)
            made = None if taken else _named(hit, near)
            if made is not None:
                found += [made, *_further(text, made)]
    return tuple(sorted(found, key=lambda one: one.start))


def _named(hit: re.Match[str], near: dt.date) -> Named | None:
    held = {key: int(value) for key, value in hit.groupdict().items() if value}
    try:
        first = _day(held.get("ay"), held["am"], held.get("ad", 1), near)
        if "ad" not in held:
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        elif "bd" in held:
            last = _day(held.get("by") or first.year, held.get("bm", first.month), held["bd"], near)
        else:
            last = first
    except ValueError:
        return None
    if last < first:
        return None
    return Named(window=Window(first=first, last=last), start=hit.start(), end=hit.end(), month="ad" not in held)


def _further(text: str, one: Named) -> Iterator[Named]:
    """9月24日和25日: the days behind one that do not say their month again."""
    end = one.end
    while one.one_day and (hit := _AND.match(text, end)):
        end = hit.end()
        try:
            day = one.window.first.replace(day=int(hit["d"]))
        except ValueError:
            return
        yield Named(window=Window(first=day, last=day), start=hit.start(), end=end)


def _day(year: int | None, month: int, day: int, near: dt.date) -> dt.date:
    if year is not None:
        return dt.date(year, month, day)
    made = dt.date(near.year, month, day)
    return made if made <= near + _AHEAD else made.replace(year=near.year - 1)


def week_of(day: dt.date, weeks: int = 0) -> Window:
    """Monday to Sunday of the week of ``day``, or of one that many weeks after it."""
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
    return Window(first=monday, last=monday + dt.timedelta(days=6))
