"""Single cells: numbers with their units, dates in the forms vendors write, codes that kept their zeros."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache

from models.imports.values import Cell

EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's serials, its leap-year error included
SERIALS = (10_000, 80_000)  # 1927 to 2119
YEARS = (1980, 2100)
NOTHING = {"", "-", "--", "---", "—", "——", "N/A", "#N/A", "NAN", "NULL", "NONE", "/"}
SCALES = {
    "万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3,
    "TRILLION": 1e12, "BILLION": 1e9, "MILLION": 1e6, "THOUSAND": 1e3,
    "BN": 1e9, "MN": 1e6, "MM": 1e6, "T": 1e12, "B": 1e9, "M": 1e6, "K": 1e3,
}  # fmt: skip
_WORD = "|".join(SCALES)
_NUMBER = re.compile(rf"([+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)({_WORD})?(?:元|股|港元|美元)?")
_DATE = re.compile(r"((?:19|20)\d\d)([-/.年])(\d{1,2})(?:\2|月)(\d{1,2})日?")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_ALONE = re.compile(rf"(?:{_DATE.pattern}|{_COMPACT.pattern})(?:[ T]\d.*)?")
LONGEST = 100  # characters of a number or a date; a longer cell is none


def plain(cell: Cell) -> str:
    """A cell as text for comparing: full-width marks narrowed, blanks trimmed, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = str(cell)
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def number(cell: Cell, unit: float = 1.0) -> float | None:
    """The number in ``cell`` times ``unit``; None where nothing stands. A scale in the cell (1.2亿) goes before.

    Raises ValueError when something else stands there.
    """
    if isinstance(cell, bool):
        raise ValueError("not a number")
    if isinstance(cell, int | float):
        return _finite(float(cell) * unit)
    text = plain(cell).upper().replace(",", "").replace(" ", "").lstrip("¥$").removeprefix("HK$").removeprefix("US$")
    if text in NOTHING:
        return None
    match = _NUMBER.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        raise ValueError("not a number")
    return _finite(float(match[1]) * (SCALES[match[2]] if match[2] else unit))


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def date(cell: Cell) -> dt.date | None:
    """The date that ``cell`` is: ISO, 2024/9/13, 20240913, 2024年9月13日, an Excel serial; None for anything else."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, bool) or cell is None:
        return None
    text = plain(cell)
    if isinstance(cell, int | float):
        return _serial(float(cell)) or within(text)
    return _alone(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)  # a column of a hundred thousand rows holds a few hundred dates
def _alone(text: str) -> dt.date | None:
    return within(text) if _ALONE.fullmatch(text) else None


def _serial(value: float) -> dt.date | None:
    if not value.is_integer() or not SERIALS[0] <= value <= SERIALS[1]:
        return None
    return EPOCH + dt.timedelta(days=int(value))


def within(text: str) -> dt.date | None:
    """The first date that stands somewhere in ``text``, as in a heading; None without one."""
    match = _DATE.search(text)
    parts = (match[1], match[3], match[4]) if match else None
    if parts is None and (compact := _COMPACT.search(text)):
        parts = (compact[1], compact[2], compact[3])
    if parts is None:
        return None
    try:
        found = dt.date(*(int(part) for part in parts))
    except ValueError:
        return None
    return found if YEARS[0] <= found.year <= YEARS[1] else None
