"""Periods as tables write them: days, ranges of days, weeks by number and months, with or without a year.

Numbers stand for a period only where a period is expected: ``weak`` ones (0913, 202409, 45548) are dates in a column
of dates or below a heading, and counts elsewhere.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import StrEnum
from functools import lru_cache

from models.frozen import frozen
from models.imports.cells import EPOCH, plain
from models.imports.values import Cell
from models.traffic.values import Granularity

SERIALS = (36_526, 73_415)  # Excel's numbers of the days 2000 to 2100
LONGEST = 60
NAMES = {name: place for place, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*)\.?"
Day = tuple[int, int, int]  # year, month, day; 0 where it is not written


class Form(StrEnum):
    """How a period is written."""

    RANGE = "range"
    DAY = "day"
    MONTH = "month"
    WEEK = "week"


@frozen(kw_only=True)
class Written:
    """A period as it is written. first, last: of a RANGE; first only of the others, its last number a WEEK's.

    slashed: 03/09/2024, of which first holds the two numbers in their order. weak: may be a plain number as well.
    """

    form: Form
    first: Day
    last: Day = (0, 0, 0)
    slashed: bool = False
    weak: bool = False

    @property
    def year(self) -> int:
        """The year that is written, 0 for none."""
        return self.first[0] or self.last[0]


def written(cell: Cell) -> Written | None:
    """The period that a whole cell is."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, dt.date):
        return Written(form=Form.DAY, first=(cell.year, cell.month, cell.day))
    if isinstance(cell, int | float):
        return _numeral(float(cell))
    text = plain(cell).lower()
    return _text(text) if text and len(text) <= LONGEST else None


def _numeral(value: float) -> Written | None:
    if not value.is_integer() or value < SERIALS[0]:
        return None
    if value <= SERIALS[1]:
        day = EPOCH + dt.timedelta(days=int(value))
        return Written(form=Form.DAY, first=(day.year, day.month, day.day), weak=True)
    return _text(str(int(value))) if value < 1e8 else None


@lru_cache(maxsize=16384)
def _text(text: str) -> Written | None:
    text = re.sub(r"(?<=\d)[t ]\d{1,2}:\d\d(?::\d\d)?.*$", "", text).strip(" ()[]（）.,;")
    text = re.sub(r"\((?:周|星期).\)", "", text)
    return _month(text) or _week(text) or _range(text) or _single(text)


_MONTHS = (
    (re.compile(r"((?:19|20)\d\d)[-/](\d{1,2})"), False),
    (re.compile(r"((?:19|20)\d\d)\.(\d\d)"), False),
    (re.compile(r"(\d{4}|\d{2})年 ?(\d{1,2})月份?"), False),
    (re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])"), True),
)
_NAMED = (
    re.compile(rf"(?P<name>{_NAME})[ ,/'-]*(?P<year>(?:19|20)\d\d)"),
    re.compile(rf"(?P<name>{_NAME}) ?[-'] ?(?P<year>\d\d)"),
    re.compile(rf"(?P<year>(?:19|20)\d\d)[ /-]?(?P<name>{_NAME})"),
    re.compile(rf"(?P<year>)(?P<name>{_NAME})"),
)


def _month(text: str) -> Written | None:
    for pattern, weak in _MONTHS:
        if match := pattern.fullmatch(text):
            return _of_month(_full(int(match[1])), int(match[2]), weak=weak)
    if match := re.fullmatch(r"(\d{1,2})[/.-]((?:19|20)\d\d)", text):
        return _of_month(int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})月份?", text):
        return _of_month(0, int(match[1]))
    for pattern in _NAMED:
        if match := pattern.fullmatch(text):
            return _of_month(_full(int(match["year"] or 0)), NAMES[match["name"][:3]])
    return None


def _of_month(year: int, month: int, *, weak: bool = False) -> Written | None:
    return Written(form=Form.MONTH, first=(year, month, 0), weak=weak) if 1 <= month <= 12 else None


def _full(year: int) -> int:
    return year + 2000 if 0 < year < 100 else year


def _week(text: str) -> Written | None:
    match = re.fullmatch(r"(?:((?:19|20)\d\d)[-/年 ]*)?(?:w|wk|week|第) ?(\d{1,2})周?", text)
    if match is None or not 1 <= int(match[2]) <= 53:
        return None
    return Written(form=Form.WEEK, first=(int(match[1] or 0), 0, int(match[2])))


_SEPARATOR = re.compile(r" ?(?:-|–|—|~|至|到|\bto\b|→) ?| / ")


def _range(text: str) -> Written | None:
    """Two days, of which one may leave out what the other says."""
    for match in _SEPARATOR.finditer(text):
        if match.start() == 0 or match.end() == len(text):
            continue
        left, right = _atom(text[: match.start()], english=True), _atom(text[match.end() :], english=True)
        if left is None:
            left, right = _reversed(text[: match.start()], right)
        elif right is None:
            right = _rest(text[match.end() :], left)
        if left is not None and right is not None and left.slashed == right.slashed:
            return Written(form=Form.RANGE, first=left.first, last=right.first, slashed=left.slashed)
    return None


def _rest(text: str, left: Written) -> Written | None:
    """19, 19日 or "19, 2024" after a day of the same month."""
    match = re.fullmatch(r"(\d{1,2})日?(?:,? ?(20\d\d))?", text)
    if match is None or left.slashed or not 1 <= int(match[1]) <= 31:
        return None
    return Written(form=Form.DAY, first=(int(match[2] or 0), left.first[1], int(match[1])))


def _reversed(text: str, right: Written | None) -> tuple[Written | None, Written | None]:
    """13 before "19 sep 2024", or 9月13 before 19日."""
    if right is not None and re.fullmatch(r"\d{1,2}", text) and not right.slashed and not right.weak:
        return Written(form=Form.DAY, first=(right.first[0], right.first[1], int(text))), right
    return None, None


def _single(text: str) -> Written | None:
    return _atom(text, english=False)


_FULL = (
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"),
    re.compile(r"(\d{4}|\d{2})(年) ?(\d{1,2})月 ?(\d{1,2})日?"),
    re.compile(r"((?:19|20)\d\d)()(\d\d)(\d\d)"),
)
_SHORT = (
    (re.compile(r"(\d{1,2})月 ?(\d{1,2})(?:日|号)?"), False),
    (re.compile(r"(\d{1,2})[./](\d{1,2})"), True),
    (re.compile(r"(\d\d)-(\d\d)"), True),
    (re.compile(r"(\d\d)(\d\d)"), True),
)
_ENGLISH = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<name>{_NAME})(?:,?[ -](?P<year>(?:19|20)\d\d))?"),
    re.compile(rf"(?P<name>{_NAME}) ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?"),
)


def _atom(text: str, *, english: bool) -> Written | None:
    """One day. english: "sep 13" without a year is a day, as the end of a range is; else it may be a month of 2013."""
    for pattern in _FULL:
        if match := pattern.fullmatch(text):
            return _day(_full(int(match[1])), int(match[3]), int(match[4]))
    if match := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)", text):
        return _slashed(int(match[4]), int(match[1]), int(match[3]))
    if english and (match := re.fullmatch(r"(2\d)(\d\d)(\d\d)", text)):
        return _day(_full(int(match[1])), int(match[2]), int(match[3]))
    if english and (match := re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)):
        return _day(0, int(match[1]), int(match[2]))
    for short, weak in _SHORT:
        if match := short.fullmatch(text):
            return _day(0, int(match[1]), int(match[2]), weak=weak)
    return _named_day(text, english=english)


def _named_day(text: str, *, english: bool) -> Written | None:
    for pattern in _ENGLISH:
        match = pattern.fullmatch(text)
        if match and (english or match["year"]):
            return _day(int(match["year"] or 0), NAMES[match["name"][:3]], int(match["day"]))
    return None


def _day(year: int, month: int, day: int, *, weak: bool = False) -> Written | None:
    if year and not 1980 <= year <= 2100:
        return None
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    return Written(form=Form.DAY, first=(year, month, day), weak=weak)


def _slashed(year: int, one: int, two: int) -> Written | None:
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return None
    return Written(form=Form.DAY, first=(year, one, two), slashed=True)


_PIECE = r"(?:\d|[wW第])[\d年月日号周第wW./]*"
_CHUNK = re.compile(rf"(?<![A-Za-z\d.]){_PIECE}(?:\s?(?:-|–|—|~|至|到)\s?{_PIECE})*")

_NAMED_CHUNK = re.compile(
    rf"\b(?:\d{{1,2}} ?[-–~] ?)?(?:\d{{1,2}} )?{_NAME}"
    rf"(?: \d{{1,2}}(?: ?[-–~] ?(?:{_NAME} )?\d{{1,2}})?,?)?[ ,'-]*20\d\d(?!\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def inside(text: str) -> tuple[Written, str] | None:
    """The first period that stands somewhere in a text, and the text without it; ranges before all others."""
    found = []
    for match in (*_CHUNK.finditer(text), *_NAMED_CHUNK.finditer(text)):
        one = _text(match[0].lower())
        if one is not None and not one.weak and (one.form is not Form.RANGE or _plausible(one)):
            found.append((one, f"{text[: match.start()]} {text[match.end() :]}"))
    found.sort(key=lambda pair: pair[0].form is not Form.RANGE)
    return found[0] if found else None


def _plausible(one: Written) -> bool:
    """Whether a range is a day, a week or a month: 3.5-4.5 in a title may be two versions."""
    try:
        return not one.slashed and days_of(one, one.year or 2023)[2] is not None
    except ValueError:
        return False


def years_in(text: str) -> list[int]:
    """Years a text names, those inside its dates included."""
    return [int(match) for match in re.findall(r"(?<!\d)(20[1-4]\d)(?=[^\d万亿千百个]|$|[01]\d)", text)]


def days_of(one: Written, year: int, order: str = "") -> tuple[dt.date, dt.date, Granularity | None]:
    """First and last day and the length; None for a length of none of ours. A DAY's length is that of a day.

    year: in which it ends, where none is written. order: "dmy" or "mdy" of slashed ones. Raises ValueError when there
    is no such day.
    """
    if one.form is Form.MONTH:
        year, month = one.first[0] or year, one.first[1]
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), Granularity.MONTH
    if one.form is Form.WEEK:
        monday = dt.date.fromisocalendar(one.first[0] or year, one.first[2], 1)
        return monday, monday + dt.timedelta(days=6), Granularity.WEEK
    if one.form is Form.DAY:
        day = _date(_ordered(one.first, one.slashed, order), year)
        return day, day, Granularity.DAY
    first, last = (_ordered(day, one.slashed, order) for day in (one.first, one.last))
    return _span(first, last, year)


def _span(first: Day, last: Day, year: int) -> tuple[dt.date, dt.date, Granularity | None]:
    over = first[1:] > last[1:]  # New Year lies between
    end = _date(last, first[0] + over if first[0] and not last[0] else year)
    start = _date(first, end.year - over)
    if end < start:
        raise ValueError("it ends before it begins")
    return start, end, _length(start, end)


def _length(start: dt.date, end: dt.date) -> Granularity | None:
    days = (end - start).days + 1
    if days == 1:
        return Granularity.DAY
    if days == 7:
        return Granularity.WEEK
    whole = start.day == 1 and (end + dt.timedelta(days=1)).day == 1 and days <= 31
    return Granularity.MONTH if whole else None


def _ordered(day: Day, slashed: bool, order: str) -> Day:
    return (day[0], day[2], day[1]) if slashed and order == "dmy" else day


def _date(day: Day, year: int) -> dt.date:
    return dt.date(day[0] or year, day[1], day[2])
