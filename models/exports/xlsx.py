"""A Book as an Excel workbook: numbers with formats, dates as dates, and no text that Excel could run.

openpyxl makes everything but the rows: styles, charts, properties, the sheets' settings. The rows are written into the
sheets' parts as they come, so that a long table takes no memory and can be stopped at any moment.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from models.charts import native
from models.documents.look import WARN
from models.errors import ExportError
from models.exports.cells import Rows, Texts, letters, row
from models.exports.looks import SIZE, TITLE_SIZE, Looks, Said
from models.exports.paragraphs import LINE_POINTS, height, reach
from models.exports.sparklines import END, extension
from models.exports.ticks import Tick, unwatched
from models.text_table import width
from models.workbook import Book, Column, Sheet, clean

if TYPE_CHECKING:
    import datetime as dt

_TWO_LINES = 28.0  # points
_ROW_POINTS = 15.0  # of a row; left to itself one program makes it lower than another
_A4 = 9
_ONE_PAGE, _ONE_TABLE = 75, 46  # rows: under a chart, and of a table alone
_ABREAST = 225  # characters that can be read on a page's width
_CHARACTER = 5.4  # points of a column's width
_ROWS = 1_048_576  # of a sheet; the library writes more, and Excel calls the file damaged
_BAD_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_RESERVED = "history"  # a name that Excel keeps for itself
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_SIZE = re.compile(rb'(<dimension ref=")[^"]*(")')
_BUTTON, _WIDEST = 5, 40  # characters: of a filter's button with its margin, and of a column that nobody made so wide
_LONGEST_EDGE = 80
_OLDEST = 1980  # of a date in a ZIP file


def write(book: Book) -> bytes:
    """The workbook's bytes. Raises ExportError when it cannot be written."""
    out = io.BytesIO()
    write_to(book, out)
    return out.getvalue()


def write_to(book: Book, file: IO[bytes], tick: Tick = unwatched) -> int:
    """Write the workbook into ``file``; how many texts had to be changed for it. Raises ExportError.

    tick: hears after every thousand rows how many are written, of how many; what it raises ends the writing.
    """
    whole = sum(len(sheet.lines) for sheet in book.sheets)
    bones, parts, texts = _bones(book)
    done = 0
    with zipfile.ZipFile(bones) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in made.namelist():
            with out.open(_entry(name, book.created), "w", force_zip64=name in parts) as part:
                head, found, tail = _split(made.read(name), parts.get(name))
                part.write(head)
                if found is None:
                    continue
                for xml, count in found.rows(texts):
                    part.write(xml.encode())
                    done += count
                    if count:
                        tick(done, whole)
                part.write(tail)
    return texts.changed


def _entry(name: str, created: dt.datetime) -> zipfile.ZipInfo:
    """A part's entry, dated as the book is: the same book makes the same parts."""
    when = created.timetuple()[:6] if created.year >= _OLDEST else (_OLDEST, 1, 1, 0, 0, 0)
    made = zipfile.ZipInfo(name, when)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _split(part: bytes, found: _Part | None) -> tuple[bytes, _Part | None, bytes]:
    """A part around its rows; of one that has none the whole is its head."""
    if found is None:
        return part, None, b""
    head, tail = _NO_ROWS.split(part, maxsplit=1)
    head = _SIZE.sub(rb"\g<1>" + found.reach.encode() + rb"\2", head, count=1)
    return head + b"<sheetData>", found, b"</sheetData>" + tail.replace(END, found.extension + END)


class _Part:
    """A sheet's rows, and what the workbook says of them. extension: what openpyxl does not know, at its end."""

    def __init__(self, sheet: Sheet, looks: Looks) -> None:
        self.sheet, self._looks, self.extension = sheet, looks, b""
        place, self._room = reach(sheet.columns)
        self._end = letters(place)
        self.top = native.ROWS if sheet.graph is not None else 0
        self.header = self.top + len(sheet.above) + 1
        self.last = self.header + len(sheet.lines) + len(sheet.under)
        if self.last > _ROWS:
            raise ExportError(f"a sheet of a workbook holds {_ROWS:,} rows at most: write CSV, or a shorter range")
        self.filtered = len(sheet.lines) > 1 and sheet.filtered
        self._right = letters(max(len(sheet.columns), 1) - 1)
        self._ready()

    @property
    def reach(self) -> str:
        """All cells of the sheet, as spreadsheets write it."""
        return f"A1:{self._right}{self.last}"

    @property
    def table(self) -> str:
        """The headings and the lines."""
        return f"A{self.header}:{self._right}{self.header + len(self.sheet.lines)}"

    def rows(self, texts: Texts) -> Iterator[tuple[str, int]]:
        """XML of all rows in order, and how many of the table's lines stand in it."""
        sheet, looks = self.sheet, self._looks
        yield "".join(row(at, "", native.ROW_POINTS) for at in range(1, self.top + 1)), 0
        above = [self._sentence(at, text, self._said(at - self.top - 1), texts) for at, text in self._above]
        yield "".join([*above, self._headings(texts)]), 0
        yield from Rows(sheet.columns, looks, texts, empty=bool(self.top)).written(sheet.lines, self.header + 1)
        yield "".join(self._sentence(at, text, Said.MUTED, texts) for at, text in self._under), 0

    @property
    def paragraphs(self) -> list[str]:
        """The cells of each sentence that takes several lines."""
        said = (*self._above, *self._under)
        return [f"A{at}:{self._end}{at}" for at, text in said if height(text, self._room) is not None]

    @property
    def upright(self) -> bool:
        """Whether it is higher than it is wide, as far as paper goes."""
        return self.last * LINE_POINTS > sum(column.width for column in self.sheet.columns) * _CHARACTER

    @property
    def _above(self) -> Iterator[tuple[int, str]]:
        return enumerate(self.sheet.above, self.top + 1)

    @property
    def _under(self) -> Iterator[tuple[int, str]]:
        return enumerate(self.sheet.under, self.header + len(self.sheet.lines) + 1)

    def _said(self, place: int) -> Said:
        """What a sentence above the table is: the first its title, unless a chart stands above that has one."""
        if place in self.sheet.alarms:
            return Said.ALARM
        return Said.MUTED if self.top else Said.TITLE if place == 0 else Said.PLAIN

    def _sentence(self, number: int, text: str, said: Said, texts: Texts) -> str:
        high = height(text, self._room)
        looks = self._looks.sentence(said, wrap=high is not None)
        if said is Said.TITLE:
            high = (high or LINE_POINTS) * TITLE_SIZE / SIZE + 2
        return row(number, f'<c r="A{number}" {texts.rest(text, looks)}', high)

    def _headings(self, texts: Texts) -> str:
        columns = self.sheet.columns
        cells = (
            f'<c r="{letters(place)}{self.header}" '
            + texts.rest(column.title, self._looks.heading(column, filtered=self.filtered))
            for place, column in enumerate(columns)
        )
        two = any("\n" in column.title for column in columns)  # not every program makes room for a second line
        return row(self.header, "".join(cells), _TWO_LINES if two else None)

    def _ready(self) -> None:
        """Put in every look that a row can need: styles are written before the rows are."""
        looks, columns = self._looks, self.sheet.columns
        for said in Said:
            for wrap in (False, True):
                looks.sentence(said, wrap=wrap)
        for column in columns:
            looks.heading(column, filtered=self.filtered)
            looks.ready(column)


# what openpyxl makes


def _bones(book: Book) -> tuple[io.BytesIO, dict[str, _Part], Texts]:
    """The workbook without its rows, the rows by the name of their part, and who counts changed texts."""
    from openpyxl import Workbook
    from openpyxl.utils import quote_sheetname

    if not book.sheets:
        raise ExportError("a workbook without a sheet")
    made, texts = Workbook(), Texts()
    made.remove(made.worksheets[0])
    made.properties.title, made.properties.creator = clean(book.title), clean(book.author)
    made.properties.created = book.created.replace(tzinfo=None)
    names = _names([sheet.title for sheet in book.sheets])
    sheets = [made.create_sheet(name) for name in names]
    looks = Looks(sheets[0], book)
    parts = {}
    for number, (target, sheet) in enumerate(zip(sheets, book.sheets, strict=True), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = part = _Part(sheet, looks)
        part.extension = extension(sheet, quote_sheetname(target.title), part.header + 1, book.up, book.down)
        _set_up(target, part)
        _mark(target, book)
    held = io.BytesIO()
    try:
        made.save(held)
    except (ValueError, TypeError) as error:
        raise ExportError(str(error)) from error
    return held, parts, texts


def _names(titles: list[str]) -> list[str]:
    """Sheets' names as Excel takes them, no two the same."""
    made: list[str] = []
    for title in titles:
        name = _BAD_TITLE.sub("-", clean(title))[:_LONGEST_TITLE].strip("'")
        made.append(_unlike(name or "Sheet", {one.casefold() for one in (*made, _RESERVED)}))
    return made


def _unlike(name: str, taken: set[str]) -> str:
    number, made = 1, name
    while made.casefold() in taken:
        number += 1
        mark = f" {number}"
        made = name[: _LONGEST_TITLE - len(mark)] + mark
    return made


def _set_up(target: Any, part: _Part) -> None:
    """Widths, what stays in sight, the filter, paper and chart of a sheet."""
    sheet = part.sheet
    for place, column in enumerate(sheet.columns):
        target.column_dimensions[letters(place)].width = max(column.width, _room(column) if part.filtered else 0)
    if not part.top:  # what is frozen would leave no room for the table under a chart
        target.freeze_panes = f"A{part.header + 1}"
    if part.filtered:
        target.auto_filter.ref = part.table
    target.sheet_view.showGridLines = False
    target.sheet_format.defaultRowHeight, target.sheet_format.customHeight = _ROW_POINTS, True
    _print(target, part)
    for paragraph in part.paragraphs:
        target.merged_cells.add(paragraph)  # without the library's cells for it: the rows are ours
    if sheet.graph is not None:
        target.add_chart(native.made(sheet.graph, sheet, target.title, part.header + 1), "A1")


def _mark(target: Any, book: Book) -> None:
    """What every printed page says: whose sheets these are, and what stands against them."""
    if book.alarm:
        target.oddHeader.left.text = _edge(book.title)
        target.oddHeader.right.text, target.oddHeader.right.color = "&B" + _edge(book.alarm), WARN


def _edge(text: str) -> str:
    """A text for the edge of a page, where & begins a command; all of an edge is 255 characters."""
    return clean(text)[:_LONGEST_EDGE].replace("&", "&&")


def _room(column: Column) -> int:
    """Characters that a heading of one line takes beside the filter's button; one of several is cut where it says."""
    title = clean(column.title)
    return 0 if "\n" in title else min(width(title) + _BUTTON, _WIDEST)


def _print(target: Any, part: _Part) -> None:
    """A4, as wide as the table or several pages of it; a chart and a short table under it take one page's height."""
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    flat = not any(column.wrap for column in part.sheet.columns)
    one_page = part.last <= _ONE_PAGE if part.top else flat and part.last <= _ONE_TABLE
    abreast = -(-sum(column.width for column in part.sheet.columns) // _ABREAST) or 1
    target.page_setup.orientation = "portrait" if one_page and part.top and part.upright else "landscape"
    target.page_setup.paperSize, target.page_setup.fitToHeight = _A4, int(one_page)
    target.page_setup.fitToWidth = abreast
    if abreast > 1 and not part.top:  # the first column says on every page what a row is
        target.print_title_cols = "A:A"
    target.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, header=0.3, footer=0.35)
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.oddFooter.left.text, target.oddFooter.right.text = "&A", "&P / &N"  # the sheet's name, page of pages
    target.print_title_rows = f"{part.header}:{part.header}"
