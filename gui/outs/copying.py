"""A figure's numbers on the clipboard, as its sheet has them: tab-separated text, and a table for what takes one.

Not together with the picture: a program that is given both takes the table, and nobody could paste the picture there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gui.look import clipboard
from gui.look.numbers import MISSING, part
from models.workbook import Format, Sheet, Value


def put_sheet(sheet: Sheet) -> None:
    """Headings and lines, with the sentences that belong to them under the table."""
    titles = [column.title.replace("\n", " ") for column in sheet.columns]
    clipboard.put_table(titles, _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[list[str]]:
    formats = [column.format for column in sheet.columns]
    for line in sheet.lines:
        yield [_cell(value, kind) for value, kind in zip(line.values, formats, strict=True)]
    drawn = (sheet.graph.title, sheet.graph.unit) if sheet.graph is not None else ()
    for said in (*drawn, *sheet.above, *sheet.under):
        if said:
            yield [said, *[""] * (len(formats) - 1)]


def _cell(value: Value, kind: Format) -> str:
    """As it is read; a missing number is "--"."""
    if value is None:
        return "" if kind is Format.TEXT else MISSING
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if kind is Format.PART:
        return part(float(value))
    return f"{value:,.6f}".rstrip("0").rstrip(".")
