"""A workbook as a value: what an export writes, whatever the format. No library, no style beyond meaning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Cells = NDArray[Any] | tuple[str | None, ...]  # of a long column
else:
    Cells = object

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # UTF-16 units in a cell of Excel's
_CUT = "…"  # at the end of a text that was longer
_BETWEEN = "\x00"  # texts in a pipe
_AT_ONCE = 1_000  # rows of long columns that are Python objects at a time

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


class Columns(Sequence[Line]):
    """The rows of a long table, held as columns: no object a row, and cheap to send to another process.

    cells: a column each, all of one length. float64 (NaN is missing), int64, datetime64[D] (NaT is missing),
    datetime64[s] of moments in UTC, or a tuple of texts (None is missing). Arrays are shared, never copied, and
    read-only from then on. Read as a sequence it makes plain Lines, for whoever wants a few of them.
    """

    __slots__ = ("cells",)

    def __init__(self, cells: Sequence[Cells]) -> None:
        """Raises ValueError when the columns are not of one length."""
        if len({len(column) for column in cells}) > 1:
            raise ValueError("columns of several lengths")
        for column in cells:
            if isinstance(column, np.ndarray):
                column.setflags(write=False)
        self.cells = tuple(cells)

    def __reduce__(self) -> tuple[Any, ...]:
        return _columns, (tuple(map(_packed, self.cells)),)  # a pickled array forgets that it is read-only

    def __len__(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, place: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(place, slice):
            return tuple(map(self.__getitem__, range(*place.indices(len(self)))))
        at = range(len(self))[place]
        return next(iter(self._lines(at, at + 1)))

    def __iter__(self) -> Iterator[Line]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self._lines(first, first + _AT_ONCE)

    def _lines(self, first: int, stop: int) -> Iterator[Line]:
        held = [plain(column[first:stop]) for column in self.cells]
        return (Line(values=values) for values in zip(*held, strict=True))


def _packed(cells: Cells) -> Any:
    """Texts as one: to send them one by one would hold the window up."""
    if isinstance(cells, np.ndarray) or not cells or None in cells:
        return cells
    joined = _BETWEEN.join(cells)  # type: ignore[arg-type]
    return joined if joined.count(_BETWEEN) == len(cells) - 1 else cells


def _columns(packed: tuple[Any, ...]) -> Columns:
    return Columns([tuple(one.split(_BETWEEN)) if isinstance(one, str) else one for one in packed])


def plain(cells: Cells) -> Sequence[Value]:
    """A column's cells, or some of them, as values: what is missing is None, a moment knows that it is in UTC."""
    if isinstance(cells, tuple):
        return cells
    kind = cells.dtype.kind
    if kind == "f":
        return [value if value - value == 0 else None for value in cells.tolist()]  # neither NaN nor infinite
    if kind == "M" and np.datetime_data(cells.dtype)[0] != "D":
        moments = cells.astype("datetime64[s]").tolist()
        return [None if one is None else one.replace(tzinfo=dt.UTC) for one in moments]
    held: list[Value] = cells.tolist()
    return held


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
    of the column with the periods' names. rank: 1 stands at the top. zero: the axis of lines begins at 0, so that a
    step of 3 % is no cliff. A missing value is a gap.
    """

    plot: Plot
    title: str
    unit: str
    labels: int
    runs: tuple[Run, ...]
    log: bool = False
    rank: bool = False
    zero: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparks:
    """Small charts in the cells of a column, of numbers in others of their row. All are places, 0 is the first."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with the sentences above and under it.

    lines: a tuple of Line, or Columns where there are many. graph: stands above all. Beside it a missing number is an
    empty cell, as spreadsheets draw any text as 0; a sentence must say so.
    """

    title: str
    graph: Graph | None = None
    above: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] | Columns
    under: tuple[str, ...] = ()
    sparks: Sparks | None = None
    alarms: tuple[int, ...] = ()
    filtered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Sheets in order. up, down: RRGGBB of the reader's convention. created: UTC. author: in the file's properties.

    alarm: what every printed page must say; "" where nothing stands against the numbers.
    """

    sheets: tuple[Sheet, ...]
    title: str
    created: dt.datetime
    up: str
    down: str
    author: str = "Suanli Desk"
    alarm: str = ""


def clean(text: str) -> str:
    """``text`` without what a workbook cannot hold; one that is too long for a cell ends with "…"."""
    held = _UNWRITABLE.sub("", text) if not text.isprintable() else text
    if len(held) * 2 <= _LONGEST or _units(held) <= _LONGEST:
        return held
    return _cut(held) + _CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    """As many characters as leave room for the mark, none of them by half."""
    return text.encode("utf-16-le")[: (_LONGEST - 1) * 2].decode("utf-16-le", "ignore")
