r"""Rows of a sheet as the XML of its part, a piece of the table at a time: fifteen times as fast as cell by cell.

Every text is written as text (an inline string), with the quote prefix where its first character would start a formula
in a program that reopens and retypes it; so nothing a source or a file says becomes a formula. What XML or Excel would
read as something else is escaped: "\r", and "_x0041_", which Excel takes for the number of a character.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from models.exports.looks import Dress, Looks
from models.exports.paragraphs import row_height
from models.workbook import Cells, Column, Columns, Format, Line, Value, Weight, clean, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

PIECE = 1_000  # rows at a time: 20 ms, then somebody may stop it
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PARTS = (Format.PERCENT, Format.PART)  # written as the fraction that Excel formats
_EPOCH = dt.date(1899, 12, 30)
_FIRST = dt.date(1900, 3, 1)  # Excel's calendar has a 29 February 1900; before it nothing is certain
_SECONDS = 86_400
_DAYS = 25_569  # from _EPOCH to 1970
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = re.compile(r"[&<>\r]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_REPEATED = 4_096  # texts of a column whose cells are kept: codes and names come again and again


def letters(place: int) -> str:
    """A column's letters; 0 is A."""
    made = ""
    while place >= 0:
        made = chr(65 + place % 26) + made
        place = place // 26 - 1
    return made


def row(number: int, cells: str, height: float | None = None, *, fixed: bool = True) -> str:
    """A row. number: 1 is the top; height: in points; fixed: no program may find a better one."""
    high = f' ht="{height:g}"' if height is not None else ""
    high += ' customHeight="1"' if high and fixed else ""
    return f'<row r="{number}"{high}>{cells}</row>'


class Texts:
    """Makes texts fit for a cell, and counts those that had to be changed for it."""

    def __init__(self) -> None:
        self.changed = 0

    def rest(self, text: str, looks: tuple[int, int]) -> str:
        """What stands of a text's cell after its place. looks: as it is, and where it is risky."""
        kept = clean(text)
        self.changed += kept != text
        style = looks[kept.lstrip().startswith(RISKY)]
        return f's="{style}" t="inlineStr"><is>{_run(kept)}</is></c>' if kept else f's="{style}"/>'


def _run(text: str) -> str:
    written = _CODED.sub("_x005F_", text) if "_x" in text else text
    written = _MARKUP.sub(lambda found: _ESCAPES[found[0]], written)
    edge = ' xml:space="preserve"' if text != text.strip() or not text.isprintable() else ""
    return f"<t{edge}>{written}</t>"


def _most(lines: tuple[Line, ...], place: int) -> float:
    """The largest number of a column, whatever its sign, of the rows that show heat."""
    held = (line.values[place] for line in lines if line.weight is Weight.PLAIN)
    return max((abs(one) for one in held if isinstance(one, int | float) and math.isfinite(one)), default=0.0)


def _style(value: float, dress: Dress, most: float) -> int:
    """The number of a number's look."""
    if dress.whole != dress.number and value == math.floor(value):
        return dress.whole
    shades = dress.hotter if value > 0 else dress.colder if value < 0 else ()
    if shades and most > 0:
        return shades[round((len(shades) - 1) * abs(value) / most)]
    return dress.up if value > 0 else dress.down if value < 0 else dress.number


class Rows:
    """The rows of one table. empty: a missing number is an empty cell, as a chart draws from it."""

    def __init__(self, columns: Sequence[Column], looks: Looks, texts: Texts, *, empty: bool) -> None:
        self._columns, self._looks, self._texts, self._empty = columns, looks, texts, empty
        self._letters = [f'<c r="{letters(place)}' for place in range(len(columns))]
        self._kept: list[dict[str, str]] = [{} for _ in columns]
        self._wraps = any(one.wrap for one in columns)
        self._most = [0.0] * len(columns)  # the largest number of a column that shows heat

    def written(self, lines: tuple[Line, ...] | Columns, first: int) -> Iterator[tuple[str, int]]:
        """XML of PIECE rows and how many they are. first: number of the first."""
        if isinstance(lines, tuple):
            self._most = [_most(lines, place) if one.heat else 0.0 for place, one in enumerate(self._columns)]
        for start in range(0, len(lines), PIECE):
            stop = min(start + PIECE, len(lines))
            if isinstance(lines, Columns):
                yield self._piece(lines, start, stop, first + start), stop - start
            else:
                rows = (self._line(lines[at], first + at) for at in range(start, stop))
                yield "".join(rows), stop - start

    # a line

    def _line(self, line: Line, number: int) -> str:
        cells = zip(self._letters, line.values, self._columns, self._most, strict=True)
        made = (f'{letter}{number}" {self._cell(value, column, line.weight, most)}'
                for letter, value, column, most in cells)  # fmt: skip
        high = row_height(line, self._columns) if self._wraps and line.weight is not Weight.BAND else None
        return row(number, "".join(made), high, fixed=False)

    def _cell(self, value: Value, column: Column, weight: Weight, most: float) -> str:
        dress = self._looks.dress(column, weight)
        if isinstance(value, str):
            return self._texts.rest(value, (dress.text, dress.risky))
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return self._missing(dress)
        if isinstance(value, dt.date):  # a moment is one, too
            return self._day(value, dress)
        number = value / 100.0 if column.format in PARTS else value + 0
        style = _style(value, dress, most)
        return f's="{style}"><v>{number}</v></c>'

    def _missing(self, dress: Dress) -> str:
        """An empty-looking "--", never 0."""
        said = "" if self._empty else dress.said
        return f's="{dress.missing}" t="inlineStr"><is><t>{said}</t></is></c>' if said else f's="{dress.missing}"/>'

    def _day(self, value: dt.date, dress: Dress) -> str:
        """A date; a moment in UTC, as its title says: Excel knows no zones."""
        if isinstance(value, dt.datetime):
            value = value.astimezone(dt.UTC).replace(tzinfo=None)
            day, past = value.date(), (value - dt.datetime.combine(value.date(), dt.time())).total_seconds() / _SECONDS
        else:
            day, past = value, 0
        if day < _FIRST:
            return self._texts.rest(value.isoformat(), (dress.text, dress.risky))
        serial = (day - _EPOCH).days + past
        return f's="{dress.number}"><v>{serial!r}</v></c>'

    # a piece of long columns

    def _piece(self, lines: Columns, start: int, stop: int, first: int) -> str:
        """Column by column, then row by row."""
        numbers = [f'{at}" ' for at in range(first, first + stop - start)]
        made = [self._column(place, cells[start:stop], numbers) for place, cells in enumerate(lines.cells)]
        heads = (f'<row r="{at}">' for at in range(first, first + stop - start))
        return "".join(
            f"{head}{''.join(cells)}</row>" for head, cells in zip(heads, zip(*made, strict=True), strict=True)
        )

    def _column(self, place: int, cells: Cells, numbers: list[str]) -> list[str]:
        column, letter = self._columns[place], self._letters[place]
        dress = self._looks.dress(column, Weight.PLAIN)
        if isinstance(cells, tuple):
            return [f"{letter}{at}{rest}" for at, rest in zip(numbers, self._rests(place, cells, dress), strict=True)]
        if cells.dtype.kind == "M":
            return self._days(letter, cells, dress, numbers)
        return self._numbers(letter, cells, dress, numbers, column.format in PARTS)

    def _rests(self, place: int, cells: tuple[str | None, ...], dress: Dress) -> Iterator[str]:
        kept, looks = self._kept[place], (dress.text, dress.risky)
        for text in cells:
            if text is None:
                yield self._missing(dress)
                continue
            rest = kept.get(text)
            if rest is None:
                before = self._texts.changed
                rest = self._texts.rest(text, looks)
                if len(kept) < _REPEATED and self._texts.changed == before:  # one that was changed is counted again
                    kept[text] = rest
            yield rest

    def _numbers(self, letter: str, cells: NDArray[Any], dress: Dress, numbers: list[str], parts: bool) -> list[str]:
        written = (cells / 100.0 if parts else cells).tolist()
        styles = np.where(cells > 0, dress.up, np.where(cells < 0, dress.down, dress.number))
        if dress.whole != dress.number:
            styles = np.where(cells == np.floor(cells), dress.whole, styles)
        made = [
            f'{letter}{at}s="{style}"><v>{value}</v></c>'
            for at, style, value in zip(numbers, styles.tolist(), written, strict=True)
        ]
        for at in np.flatnonzero(~np.isfinite(cells)).tolist():
            made[at] = f"{letter}{numbers[at]}{self._missing(dress)}"
        return made

    def _days(self, letter: str, cells: NDArray[Any], dress: Dress, numbers: list[str]) -> list[str]:
        whole = np.datetime_data(cells.dtype)[0] == "D"
        since = cells.astype("datetime64[D]" if whole else "datetime64[s]").astype(np.int64)
        serials = (since + _DAYS if whole else since // _SECONDS + _DAYS + since % _SECONDS / _SECONDS).tolist()
        made = [f'{letter}{at}s="{dress.number}"><v>{day!r}</v></c>' for at, day in zip(numbers, serials, strict=True)]
        odd = np.isnat(cells) | (cells < np.datetime64(_FIRST, "D"))
        for at in np.flatnonzero(odd).tolist():
            (value,) = plain(cells[at : at + 1])
            rest = self._missing(dress) if value is None else self._day(value, dress)  # type: ignore[arg-type]
            made[at] = f"{letter}{numbers[at]}{rest}"
        return made
