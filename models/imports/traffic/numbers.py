"""Numbers of traffic as they are written, with the precision they were written in.

A number keeps its last printed digit: 12.3万 is 123,000 to within 500. A comma groups thousands or the number is
refused, for 12,3 may be twelve and a bit. A percentage, a sign, a date, an error of the spreadsheet are no counts.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.frozen import frozen
from models.imports.cells import LONGEST, NOTHING, SCALES, plain
from models.imports.values import Cell
from models.values import Floats

Marks = NDArray[np.bool_]
MISSING = NOTHING | {
    "–", "−", "NA", "N.A.", "N/D", "ND", "NO DATA", "NOT AVAILABLE", "暂无", "无", "无数据", "暂无数据", "缺失", "缺",
    "未公布", "未上榜", "未上线", "未收录", "\\", "...", "…", "?", "*",
}  # fmt: skip
DECIMALS = 4  # more than these are not printed: all digits are there
_SIZES = {"十亿": 1e9, "十万": 1e5, "BILLIONS": 1e9, "MILLIONS": 1e6, "THOUSANDS": 1e3, **SCALES}
_WORDS = "|".join(sorted(_SIZES, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<below><=?|≤|小于|不足|低于|少于|LESSTHAN)?(?P<about>≈|~|约|大约|近|ABOUT|APPROX\.?)?"
    r"(?P<digits>\d{1,3}(?P<mark>[,'])\d{3}(?:(?P=mark)\d{3})*(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
    rf"(?P<power>E[+-]?\d{{1,3}})?(?P<size>{_WORDS})?(?:人次|次|个|人|下载|VISITS|DOWNLOADS|VIEWS)?"
    r"(?P<more>\+|余次?|多次?|左右)?"
)
_FIRST = {word[0] for word in (*MISSING, "LESSTHAN", "ABOUT", "APPROX") if word}
_SIGNED = re.compile(r"[+-][\d.,]+.{0,2}")
_SUM = re.compile(r"(\d{1,4}(?:\.\d+)?)亿(\d{1,4}(?:\.\d+)?)万(?:人次|次|个)?")
_NARROW = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d)")  # blanks that group thousands
_COMMA = re.compile(r"\d+,\d{1,2}(?!\d)|\d{4,},\d|\d+\.\d{3},\d|,\d{4,}")


@frozen(kw_only=True)
class Number:
    """value, step: as written, before the unit of a heading. scaled: the cell states a unit of its own."""

    value: float
    step: float = 0.0
    below: bool = False
    scaled: bool = False


def number(cell: Cell) -> Number | None:
    """The number that stands in ``cell``; None where the source says nothing. Raises ValueError for anything else."""
    if isinstance(cell, bool | dt.date):
        raise ValueError("a date or a yes, not a number")
    if isinstance(cell, int | float):
        return _counted(float(cell))
    if isinstance(cell, str) and len(cell) > LONGEST:
        raise ValueError("not a number")  # before anything is done with a cell as long as somebody likes
    found = _written(plain(_NARROW.sub("'", cell) if isinstance(cell, str) else cell))
    if isinstance(found, str):
        raise ValueError(found)
    return found


def _counted(value: float) -> Number:
    if not math.isfinite(value) or value < 0:
        raise ValueError("not a count")
    return Number(value=value, step=float(_steps(np.array([value]))[0]))


@lru_cache(maxsize=65536)
def _written(text: str) -> Number | str | None:
    """The number, or why it is none: as often as not a column says one thing a hundred thousand times."""
    try:
        return _parsed(text)
    except ValueError as error:
        return str(error)


def _parsed(text: str) -> Number | None:
    bare = re.sub(r"(?<![\d])\s+|\s+(?![\d])", "", text.upper())
    if bare in MISSING or text.upper() in MISSING:
        return None
    if bare[-1:] in "%‰":
        raise ValueError("a percentage, not a count")
    if match := _SUM.fullmatch(bare):
        digits = len(match[2].partition(".")[2])
        return Number(value=round(float(match[1]) * 1e8 + float(match[2]) * 1e4), step=1e4 / 10**digits, scaled=True)
    match = _NUMBER.fullmatch(bare)
    if match is None:
        raise ValueError("a comma that may be a decimal point" if _COMMA.search(bare) else "not a number")
    return _made(match)


def _made(match: re.Match[str]) -> Number:
    digits = match["digits"].replace(match["mark"], "") if match["mark"] else match["digits"]
    size = _SIZES[match["size"]] if match["size"] else 1.0
    value = float(digits + (match["power"] or ""))
    value = _round(value * size) if size != 1.0 else value
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    step = _step(digits, int((match["power"] or "E0")[1:])) * size
    if match["about"] or match["more"]:
        step = max(step, _last_digit(value))
    below = bool(match["below"])
    return Number(value=value, step=0.0 if below else step, below=below, scaled=bool(match["size"]))


def _round(value: float) -> float:
    """Without what binary fractions add: 12.3 * 10,000 is 123,000."""
    return float(f"{value:.15g}")


def _step(digits: str, power: int) -> float:
    places = len(digits.partition(".")[2])
    if places > DECIMALS and (power < places or len(digits) > 9):
        return 0.0
    return float(10.0 ** min(power - places, 300))


def _last_digit(value: float) -> float:
    """The place of the last digit that is not 0: 1e7 of 30,000,000."""
    if value < 1 or not value.is_integer():
        return 0.0
    text = str(int(value))
    return float(10.0 ** (len(text) - len(text.rstrip("0"))))


@frozen(kw_only=True, eq=False)
class Column:
    """Numbers below each other. value: NaN where none is. wrong: why, by row, where something else stands."""

    value: Floats
    step: Floats
    below: Marks
    scaled: Marks
    wrong: dict[int, str]


def column(cells: Sequence[Cell]) -> Column:
    """All numbers of a column, at once where they are plain."""
    kinds = set(map(type, cells))
    if kinds <= {float, int, type(None)}:
        return _plain_column(np.array([np.nan if cell is None else cell for cell in cells], np.float64))
    if kinds <= {str, type(None)} and (made := _plain_texts(cells)) is not None:
        return made
    return _each(cells)


def whole(columns: Sequence[Column]) -> Column:
    """Columns below each other."""
    parts = {name: np.concatenate([getattr(one, name) for one in columns]) for name in PARTS}
    return Column(**parts, wrong={})


PARTS = ("value", "step", "below", "scaled")


def _plain_column(value: Floats) -> Column:
    wrong = {int(row): "not a count" for row in np.flatnonzero((value < 0) | np.isinf(value))}
    value[list(wrong)] = np.nan
    nothing = np.zeros(len(value), np.bool_)
    return Column(value=value, step=_steps(value), below=nothing, scaled=nothing, wrong=wrong)


def _steps(value: Floats) -> Floats:
    """The last digit each has as a decimal number of at most DECIMALS places; 0 where it has more."""
    step = np.zeros(len(value))
    with np.errstate(invalid="ignore", over="ignore"):
        for places in range(DECIMALS, -1, -1):
            moved = value * 10**places
            step[np.abs(moved - np.rint(moved)) < 1e-12 * np.maximum(moved, 1)] = 10.0**-places
    return step


def _plain_texts(cells: Sequence[Cell]) -> Column | None:
    """Where all are digits with at most a point; None when one is not."""
    texts = [str(cell or "").strip() for cell in cells]
    if not re.fullmatch(r"[0-9.\n]*", "\n".join(texts)):
        return None
    try:
        value = np.array([text or "nan" for text in texts]).astype(np.float64)
    except ValueError:
        return None
    if not len(value) or np.isinf(value).any():
        return None
    places = np.array([len(text.partition(".")[2]) for text in texts])
    nothing = np.zeros(len(value), np.bool_)
    step = np.where(places > DECIMALS, 0.0, 10.0 ** -np.minimum(places, DECIMALS).astype(np.float64))
    return Column(value=value, step=step, below=nothing, scaled=nothing, wrong={})


def _each(cells: Sequence[Cell]) -> Column:
    size = len(cells)
    made = Column(
        value=np.full(size, np.nan), step=np.zeros(size), below=np.zeros(size, np.bool_),
        scaled=np.zeros(size, np.bool_), wrong={},
    )  # fmt: skip
    for row, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        try:
            one = number(cell)
        except ValueError as error:
            made.wrong[row] = str(error)
            continue
        if one is not None:
            made.value[row], made.step[row], made.below[row], made.scaled[row] = (
                one.value, one.step, one.below, one.scaled,
            )  # fmt: skip
    return made if not any("comma" in why for why in made.wrong.values()) else _without_commas(made, cells)


def _without_commas(made: Column, cells: Sequence[Cell]) -> Column:
    """Where one comma is a decimal point, 12,345 may be twelve: none of them is taken."""
    for row, cell in enumerate(cells):
        if isinstance(cell, str) and "," in cell and row not in made.wrong:
            made.wrong[row] = "a comma that may be a decimal point"
            made.value[row] = np.nan
    return made


def _is_word(text: str) -> bool:
    """Whether it begins with a letter that begins no number: most names, told without a pattern."""
    first = text[0]
    return first.isascii() and first.isalpha() and first.upper() not in _FIRST and text[-1] not in "%‰"


def is_number(cell: Cell) -> bool:
    """Whether a number, a percentage or a mark for none stands in a cell that is not empty."""
    if isinstance(cell, int | float):
        return True
    text = plain(cell)
    if not text or isinstance(cell, dt.date) or _is_word(text):
        return False
    found = _written(text)
    return not isinstance(found, str) or "percentage" in found or bool(_SIGNED.fullmatch(text))
