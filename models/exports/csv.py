"""A Book as comma-separated text (RFC 4180) in UTF-8, with its mark, by which Excel knows it, or without.

Each sheet begins with its headings, where other programs look for them; the sentences above and under its table stand
below it, after an empty line. Several sheets follow one another, each under its title. Numbers are unrounded with a
point, percentages in percent, dates ISO 8601, moments with their offset; a missing number is an empty field, never 0.
A text that a spreadsheet would run has a quote before it, as in exported lists.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

import numpy as np

from models.exports.ticks import Tick, unwatched
from models.listfiles.tables import quoted
from models.workbook import Book, Cells, Columns, Line, Sheet, Value, clean, plain

if TYPE_CHECKING:
    pass

PIECE = 1_000  # rows at a time
_BLANK = ("\t", "\r", "\n")  # what some programs leave out before a formula


def write(book: Book) -> bytes:
    """The text's bytes, with the mark; nothing in a Book can make it fail."""
    out = io.BytesIO()
    write_to(book, out)
    return out.getvalue()


def write_to(book: Book, file: IO[bytes], tick: Tick = unwatched) -> int:
    """Write the text with its mark into ``file``; how many texts had to be changed for it. tick: as of a workbook."""
    file.write(codecs.BOM_UTF8)
    return write_plain_to(book, file, tick)


def write_plain_to(book: Book, file: IO[bytes], tick: Tick = unwatched) -> int:
    """The same without the mark, for programs that take it for a part of the first heading."""
    fields, done = Fields(), 0
    whole = sum(len(sheet.lines) for sheet in book.sheets)
    for place, sheet in enumerate(book.sheets):
        title = [[fields.text(sheet.title)]] if len(book.sheets) > 1 else []
        head = [fields.text(column.title) for column in sheet.columns]
        file.write(_encoded([*([[]] if place else []), *title, head]))
        for rows in _pieces(sheet.lines, fields):
            file.write(_encoded(rows))
            done += len(rows)
            tick(done, whole)
        file.write(_encoded(_said(sheet, fields)))
    return fields.changed


def _encoded(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _said(sheet: Sheet, fields: Fields) -> Iterator[list[str]]:
    """Sentences under the table, after an empty line."""
    drawn = (sheet.graph.title, sheet.graph.unit) if sheet.graph is not None else ()
    said = [text for text in (*drawn, *sheet.above, *sheet.under) if text]
    if said:
        yield []
    yield from ([fields.text(text)] for text in said)


def _pieces(lines: tuple[Line, ...] | Columns, fields: Fields) -> Iterator[list[Iterable[str]]]:
    for first in range(0, len(lines), PIECE):
        if isinstance(lines, Columns):
            columns = [fields.column(cells[first : first + PIECE]) for cells in lines.cells]
            yield list(zip(*columns, strict=True))
        else:
            yield [[fields.of(value) for value in line.values] for line in lines[first : first + PIECE]]


class Fields:
    """Values as fields. changed: how many texts had to be changed to be held by one."""

    def __init__(self) -> None:
        self.changed = 0

    def column(self, cells: Cells) -> list[str]:
        """A part of a long column."""
        if isinstance(cells, np.ndarray) and cells.dtype.kind == "f":
            return [_number(value) for value in cells.tolist()]
        return [self.of(value) for value in plain(cells)]

    def of(self, value: Value) -> str:
        """Any value."""
        if isinstance(value, str):
            return self.text(value)
        if value is None:
            return ""
        if isinstance(value, dt.date):  # a moment is one, too
            return value.isoformat()
        return _number(value) if isinstance(value, float) else str(value)

    def text(self, text: str) -> str:
        """A text that no program takes for a formula; marks of encodings are no part of it."""
        kept = clean(text).replace("\ufeff", "")
        self.changed += kept != text
        return f"'{kept}" if kept.startswith(_BLANK) else quoted(kept)


def _number(value: float) -> str:
    """All its digits; a missing one is an empty field."""
    if not math.isfinite(value):
        return ""
    written = f"{value}"
    if "e" in written:
        return np.format_float_positional(value, trim="-")
    return written.removesuffix(".0")
