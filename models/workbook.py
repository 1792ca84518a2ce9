"""A workbook as a value: what an export writes, whatever the format. No library, no style beyond meaning."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767 // 2  # Excel counts UTF-16 units

Value = str | float | int | dt.date | dt.datetime | None


# up and down on white paper, by the reader's convention
PAPER_COLOURS = {
    "red-up": ("C8222B", "0B7A43"),
    "green-up": ("0B7A43", "C8222B"),
    "blue-orange": ("0B62C4", "A85B00"),
}


# lines and bars on white paper, of similar weight, in an order colour-blind eyes can tell apart
PAPER_RAMP = ("2368B8", "B86B0C", "0F8069", "B23E68", "7652C4", "85730A", "127FA6", "B5502C", "5D7D27", "7A634A")


class Format(StrEnum):
    """What a column's numbers are. PERCENT, POINTS and PART values are in percent (6.47 means 6.47 %).

    PART is of a whole and has no sign; PLAIN shows the digits there are; TENTHS are large amounts, to one decimal.
    """

    TEXT = "text"
    PRICE = "price"
    PERCENT = "percent"
    POINTS = "points"
    PART = "part"
    COUNT = "count"
    BIG = "big"
    PLAIN = "plain"
    TENTHS = "tenths"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading, format and width in characters.

    heat: its numbers stand on the colour of their direction, the stronger the larger they are. wrap: long texts take
    several lines.
    """

    title: str
    format: Format = Format.TEXT
    width: int = 12
    heat: bool = False
    wrap: bool = False


class Weight(StrEnum):
    """What a row is. TOTAL: a sum over rows; WARN: one that a reader must look at."""

    BAND = "band"
    PLAIN = "plain"
    TOTAL = "total"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of values, as many as there are columns."""

    values: tuple[Value, ...]
    weight: Weight = Weight.PLAIN


class Plot(StrEnum):
    """How a chart on a sheet draws its columns. SHARE: 100 % stacked columns."""

    LINE = "line"
    COLUMN = "column"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One line or kind of bar. column: number of the sheet's column it draws, 0 is the first; colour: RRGGBB."""

    column: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A chart that draws columns of its own sheet, above the table; spreadsheets keep it alive.

    The axis shows what stands in the cells: display units that divide it are known to some programs only, and the
    others would show numbers 10,000 times too large beside the unit. unit: in words, under the title. labels: number
    of the column with the periods' names. rank: 1 stands at the top. A missing value is a gap.
    """

    plot: Plot
    title: str
    unit: str
    labels: int
    runs: tuple[Run, ...]
    log: bool = False
    rank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparks:
    """Small charts in the cells of a column, of numbers in other columns of their row. All are places, 0 is the first."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with the sentences above and under it.

    graph: stands above all. Beside it a missing number is an empty cell, as spreadsheets draw any text as 0; a
    sentence must say so.
    """

    title: str
    graph: Graph | None = None
    above: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    under: tuple[str, ...] = ()
    sparks: Sparks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Sheets in order. up, down: RRGGBB of the reader's convention. created: UTC."""

    sheets: tuple[Sheet, ...]
    title: str
    created: dt.datetime
    up: str
    down: str


def clean(text: str) -> str:
    """``text`` without what a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)[:_LONGEST]
