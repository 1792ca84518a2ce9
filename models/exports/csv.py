"""A Book as comma-separated text (RFC 4180) in UTF-8 with its mark, by which Excel knows it.

Each sheet begins with its headings, where other programs look for them; the sentences above and under its table stand
below it, after an empty line. Several sheets follow one another, each under its title. Numbers are unrounded with a
point, percentages in percent, dates ISO 8601, moments with their offset; a missing number is an empty field, never 0.
A text that a spreadsheet would run has a quote before it, as in exported lists.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator

import numpy as np

from models.listfiles.tables import quoted
from models.workbook import Book, Sheet, Value, clean


def write(book: Book) -> bytes:
    """The text's bytes; nothing in a Book can make it fail."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for place, sheet in enumerate(book.sheets):
        if place:
            writer.writerow([])
        if len(book.sheets) > 1:
            writer.writerow([_text(sheet.title)])
        writer.writerows(_rows(sheet))
    return out.getvalue().encode("utf-8-sig")


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    yield [_text(column.title) for column in sheet.columns]
    for line in sheet.lines:
        yield [_field(value) for value in line.values]
    drawn = (sheet.graph.title, sheet.graph.unit) if sheet.graph is not None else ()
    said = [*drawn, *sheet.above, *sheet.under]
    if any(said):
        yield []
    yield from _sentences(said)


def _sentences(said: Iterable[str]) -> Iterator[list[str]]:
    return ([_text(text)] for text in said if text)


def _field(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, dt.date):  # a moment is one, too
        return value.isoformat()
    return np.format_float_positional(value, trim="-") if isinstance(value, float) else str(value)


def _text(text: str) -> str:
    return quoted(clean(text).replace("\ufeff", ""))
