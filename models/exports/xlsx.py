"""A Book as an Excel workbook: numbers with formats, dates as dates, and no text that Excel could run.

Every string is written as text, with the quote prefix where its first character would start a formula in a
program that reopens and retypes it; so nothing a source or a file says becomes a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from typing import Any

from models.charts import native
from models.errors import ExportError
from models.workbook import Book, Column, Format, Line, Sheet, Value, Weight, clean

# openpyxl's stubs know half of a write-only sheet
WriteOnlyWorksheet = Any

NUMBER_FORMATS = {
    Format.PRICE: "#,##0.00##",
    Format.PERCENT: "+0.00%;-0.00%;0.00%",
    Format.POINTS: "+0.00;-0.00;0.00",
    Format.COUNT: "0",
    Format.BIG: "#,##0",
    Format.PART: "0.00%",
    Format.PLAIN: "#,##0.######",
    Format.DATE: "yyyy-mm-dd",
    Format.MOMENT: "yyyy-mm-dd hh:mm",
}
FACE, SIZE = "Arial", 10  # a font named by nobody becomes a serif one in LibreOffice
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TWO_LINES = 28.0  # points
_ROWS = 1_048_576  # of a sheet; the library writes more, and Excel calls the file damaged
_BAD_TITLE = re.compile(r"[\[\]:*?/\\]")


def write(book: Book) -> bytes:
    """The workbook's bytes. Raises ExportError when a value cannot be written."""
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    made.properties.title = clean(book.title)
    made.properties.creator = "Suanli Desk"
    made.properties.created = book.created.replace(tzinfo=None)
    for sheet in book.sheets:
        _write_sheet(made.create_sheet(_title(sheet.title)), sheet, book)
    out = io.BytesIO()
    try:
        made.save(out)
    except (ValueError, TypeError) as error:
        raise ExportError(str(error)) from error
    return out.getvalue()


def _title(text: str) -> str:
    """A sheet's name as Excel takes it; an empty one gets the library's own."""
    return _BAD_TITLE.sub("-", clean(text))[:31].strip("'") or "Sheet"


def _write_sheet(target: WriteOnlyWorksheet, sheet: Sheet, book: Book) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(sheet.columns, 1):
        target.column_dimensions[get_column_letter(place)].width = column.width
    top = native.ROWS if sheet.graph is not None else 0
    header = top + len(sheet.above) + 1
    if header + len(sheet.lines) + len(sheet.under) > _ROWS:
        raise ExportError(f"a sheet of a workbook holds {_ROWS:,} rows at most: write CSV, or a shorter range")
    if not top:  # what is frozen would leave no room for the table under a chart
        target.freeze_panes = f"A{header + 1}"
    target.sheet_view.showGridLines = False
    target.page_setup.orientation, target.page_setup.fitToHeight = "landscape", 0
    target.sheet_properties.pageSetUpPr = _fit_to_page()
    target.print_title_rows = f"{header}:{header}"
    _leave_free(target, top)
    for text in sheet.above:
        target.append([_text(target, text, bold=not top and text is sheet.above[0], colour="5A6472" if top else None)])
    if any("\n" in column.title for column in sheet.columns):  # not every program makes room for a second line
        target.row_dimensions[header].height = _TWO_LINES
    target.append([_heading(target, column) for column in sheet.columns])
    for line in sheet.lines:
        cells = zip(line.values, sheet.columns, strict=True)
        target.append([None if top and _absent(v) else _cell(target, v, c, line, book) for v, c in cells])
    for text in sheet.under:
        target.append([_text(target, text, colour="5A6472")])
    if sheet.graph is not None:
        target.add_chart(native.made(sheet.graph, sheet, target.title, header + 1), "A1")


def _leave_free(target: WriteOnlyWorksheet, rows: int) -> None:
    """Rows under a chart, of a height that no program chooses."""
    for place in range(1, rows + 1):
        target.row_dimensions[place].height = native.ROW_POINTS
        target.append([])


def _absent(value: Value) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _text(
    target: WriteOnlyWorksheet, text: str, *, bold: bool = False, colour: str | None = None, indent: int = 0
) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    content = clean(text)
    cell = WriteOnlyCell(target, value=content)
    cell.data_type = "s"
    cell.font = Font(name=FACE, size=SIZE, bold=bold, color=colour)
    cell.alignment = Alignment(horizontal="left" if indent else None, vertical="center", indent=indent)
    if content.lstrip().startswith(_RISKY):
        cell.quotePrefix = True
    return cell


def _heading(target: WriteOnlyWorksheet, column: Column) -> Any:
    from openpyxl.styles import Alignment, Border, Side

    cell = _text(target, column.title, bold=True, colour="5A6472")
    left = column.format is Format.TEXT
    side = "left" if left else "right"
    cell.alignment = Alignment(horizontal=side, wrap_text=True, vertical="bottom", indent=int(left))
    cell.border = Border(bottom=Side(style="thin", color="9AA4B2"))
    return cell


def _cell(target: WriteOnlyWorksheet, value: Value, column: Column, line: Line, book: Book) -> Any:
    """One cell; a missing number is an empty-looking "--", never 0."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    band = line.weight is Weight.BAND
    if isinstance(value, str):
        cell = _text(target, value, bold=band, indent=0 if band else 1)
    elif _absent(value):
        cell = _text(target, "" if band or column.format is Format.TEXT else "--", colour="9AA4B2")
        cell.alignment = Alignment(horizontal="right")
    else:
        number: Any = _plain(value, column)
        cell = WriteOnlyCell(target, value=number)
        cell.alignment = Alignment(vertical="center")
        cell.number_format = NUMBER_FORMATS.get(column.format, "General")
        cell.font = Font(name=FACE, size=SIZE, bold=band, color=_colour(value, column, book))
    if band:
        cell.fill = PatternFill("solid", fgColor="EEF0F3")
    return cell


def _plain(value: Value, column: Column) -> Value:
    """A percentage as the fraction Excel formats; a moment in UTC, as its title says: Excel knows no zones."""
    if column.format in (Format.PERCENT, Format.PART) and isinstance(value, float | int):
        return value / 100.0
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    return value


def _colour(value: Value, column: Column, book: Book) -> str | None:
    if column.format not in (Format.PERCENT, Format.POINTS) or not isinstance(value, float | int):
        return None
    return book.up if value > 0 else book.down if value < 0 else None
