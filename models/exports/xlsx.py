"""A Book as an Excel workbook: numbers with formats, dates as dates, and no text that Excel could run.

Every string is written as text, with the quote prefix where its first character would start a formula in a
program that reopens and retypes it; so nothing a source or a file says becomes a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from typing import Any, NamedTuple

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


class Look(NamedTuple):
    """What decides how a cell looks."""

    bold: bool = False
    colour: str | None = None
    side: str | None = None
    indent: int = 0
    format: str = ""
    band: bool = False
    heading: bool = False
    quoted: bool = False


Styles = dict[Look, Any]  # of one workbook


def write(book: Book) -> bytes:
    """The workbook's bytes. Raises ExportError when a value cannot be written."""
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    made.properties.title = clean(book.title)
    made.properties.creator = "Suanli Desk"
    made.properties.created = book.created.replace(tzinfo=None)
    styles: Styles = {}
    for sheet in book.sheets:
        _write_sheet(made.create_sheet(_title(sheet.title)), sheet, book, styles)
    out = io.BytesIO()
    try:
        made.save(out)
    except (ValueError, TypeError) as error:
        raise ExportError(str(error)) from error
    return out.getvalue()


def _title(text: str) -> str:
    """A sheet's name as Excel takes it; an empty one gets the library's own."""
    return _BAD_TITLE.sub("-", clean(text))[:31].strip("'") or "Sheet"


def _write_sheet(target: WriteOnlyWorksheet, sheet: Sheet, book: Book, styles: Styles) -> None:
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
        look = Look(bold=not top and text is sheet.above[0], colour="5A6472" if top else None)
        target.append([_text(target, text, look, styles)])
    if any("\n" in column.title for column in sheet.columns):  # not every program makes room for a second line
        target.row_dimensions[header].height = _TWO_LINES
    target.append([_heading(target, column, styles) for column in sheet.columns])
    for line in sheet.lines:
        cells = zip(line.values, sheet.columns, strict=True)
        target.append([None if top and _absent(v) else _cell(target, v, c, line, book, styles) for v, c in cells])
    for text in sheet.under:
        target.append([_text(target, text, Look(colour="5A6472"), styles)])
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


def _text(target: WriteOnlyWorksheet, text: str, look: Look, styles: Styles) -> Any:
    """A cell that is text whatever it says."""
    content = clean(text)
    look = look._replace(quoted=content.lstrip().startswith(_RISKY))
    return _put(target, content, look, styles)


def _put(target: WriteOnlyWorksheet, content: Any, look: Look, styles: Styles) -> Any:
    """A cell in a look; one that was worked out before is taken as it is, at a tenth of its price."""
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(target, value=content)
    if isinstance(content, str):
        cell.data_type = "s"
    if (held := styles.get(look)) is not None:
        cell._style = held  # noqa: SLF001 - what the library itself copies of one cell to another
        return cell
    _dress(cell, look)
    styles[look] = cell._style  # noqa: SLF001
    return cell


def _dress(cell: Any, look: Look) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=FACE, size=SIZE, bold=look.bold, color=look.colour)
    vertical = "bottom" if look.heading else "center"
    cell.alignment = Alignment(
        horizontal=look.side, vertical=vertical, indent=look.indent, wrap_text=True if look.heading else None
    )
    if look.heading:
        cell.border = Border(bottom=Side(style="thin", color="9AA4B2"))
    if look.band:
        cell.fill = PatternFill("solid", fgColor="EEF0F3")
    if look.format:
        cell.number_format = look.format
    if look.quoted:
        cell.quotePrefix = True


def _heading(target: WriteOnlyWorksheet, column: Column, styles: Styles) -> Any:
    left = column.format is Format.TEXT
    look = Look(bold=True, colour="5A6472", side="left" if left else "right", indent=int(left), heading=True)
    return _text(target, column.title, look, styles)


def _cell(target: WriteOnlyWorksheet, value: Value, column: Column, line: Line, book: Book, styles: Styles) -> Any:
    """One cell; a missing number is an empty-looking "--", never 0."""
    band = line.weight is Weight.BAND
    if isinstance(value, str):
        look = Look(bold=band, side=None if band else "left", indent=0 if band else 1, band=band)
        return _text(target, value, look, styles)
    if _absent(value):
        said = "" if band or column.format is Format.TEXT else "--"
        return _text(target, said, Look(colour="9AA4B2", side="right", band=band), styles)
    shape = NUMBER_FORMATS.get(column.format, "General")
    look = Look(bold=band, colour=_colour(value, column, book), format=shape, band=band)
    return _put(target, _plain(value, column), look, styles)


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
