"""Workbooks: values only, no formula is evaluated. What a zip may hold is checked before anything is unpacked."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from data_sources.imports.limits import CELLS, COLUMNS, EMPTY_ROWS, ENTRIES, RATIO, ROWS, SMALL, UNPACKED
from models.errors import ImportRejected
from models.imports.values import Cell, Cells, Grid

USUAL = {str, float, int, dt.date, dt.datetime}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DTD = tuple(
    mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_FAR_COLUMN = re.compile(rb'r="(?:[A-Z]{3}|G[S-Z]|[H-Z][A-Z])\d')  # beyond GR, the 200th
_ROW = re.compile(rb'row(?<=[<:]row)\b[^>]*?\br="(\d+)"')  # begins with letters that are searched for quickly
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="[A-Z]+(\d+)"')  # rows need not say which they are


def check_zip(content: bytes) -> None:
    """Raise ImportRejected when unpacking would cost more than a table does."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ImportRejected("a damaged workbook") from error
    if len(parts) > ENTRIES:
        raise ImportRejected(f"a workbook of too many parts: {len(parts)}, more than {ENTRIES}")
    if (size := sum(part.file_size for part in parts)) > UNPACKED:
        raise ImportRejected(
            f"a workbook that unpacks to too much: {size // 1_000_000} MB, more than {UNPACKED // 1_000_000}"
        )
    for part in parts:
        if part.file_size > SMALL and part.file_size > RATIO * max(part.compress_size, 1):
            raise ImportRejected(f"a workbook packed too tightly: more than {RATIO} times, a zip bomb?")


def read(content: bytes, name: str) -> Cells:
    """The cells of a workbook. Raises ImportRejected."""
    if content.startswith(ZIP) and _strange(content):
        return _streamed(content, name)
    return _at_once(content, name)


def _strange(content: bytes) -> bool:
    """Whether a sheet has cells far away from the others, which a reader that keeps a rectangle cannot hold.

    Raises ImportRejected when a part declares a DTD: no workbook needs one, and entities are how one explodes.
    """
    strange = False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.infolist():
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                text = _unpacked(packed, part)
                if any(mark in text for mark in _DTD):
                    raise ImportRejected("a workbook with a DTD or entities in it")
                strange = strange or ("sheet" in part.filename and _far(text))
    return strange


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part's bytes, at most as many as it declares: a part that holds more lies."""
    try:
        with packed.open(part) as file:
            text = file.read(part.file_size)
            if file.read(1):
                raise ImportRejected("a workbook whose parts are longer than they say")
            return text
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise ImportRejected("a damaged workbook") from error


def _far(text: bytes) -> bool:
    if _FAR_COLUMN.search(text):
        return True
    last = 0
    for match in (_ROW if _ROW.search(text) else _CELL).finditer(text):
        row = int(match[1][:9])
        if row > ROWS or row - last > EMPTY_ROWS:
            return True
        last = row
    return False


def _at_once(content: bytes, name: str) -> Cells:
    """By calamine, which is quick and keeps a rectangle of cells."""
    import python_calamine

    sheets, budget, remarks = [], CELLS, list[str]()
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        tables = [one.name for one in book.sheets_metadata if one.typ is python_calamine.SheetTypeEnum.WorkSheet]
        for title in tables:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            grid = _grid(title, rows, budget, remarks)
            budget -= sum(len(row) for row in grid.rows)
            sheets.append(grid)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise ImportRejected(_plain(error)) from error
    return Cells(name=name, sheets=tuple(sheets), remarks=tuple(dict.fromkeys(remarks)))


def _streamed(content: bytes, name: str) -> Cells:
    """By openpyxl row by row, without regard to the size the file declares."""
    import openpyxl

    sheets, budget, remarks = [], CELLS, ["cells far outside the table were left out"]
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            grid = _grid(sheet.title, sheet.iter_rows(max_col=COLUMNS, values_only=True), budget, remarks)
            budget -= sum(len(row) for row in grid.rows)
            sheets.append(grid)
    except Exception as error:  # a hostile file makes a parser raise whatever it likes
        raise ImportRejected(_plain(error)) from error
    return Cells(name=name, sheets=tuple(sheets), remarks=tuple(dict.fromkeys(remarks)))


def _grid(title: str, rows: Iterable[Iterable[Any]], budget: int, remarks: list[str]) -> Grid:
    kept: list[tuple[Cell, ...]] = []
    for row in _until_empty(rows):
        if len(kept) >= ROWS or budget <= 0:
            remarks.append(f"rows after the {len(kept)}th were left out")
            break
        cells = tuple(row)
        if len(cells) > COLUMNS and any(cell not in ("", None) for cell in cells[COLUMNS:]):
            remarks.append(f"columns after the {COLUMNS}th were left out")
        kept.append(_trimmed(cells[:COLUMNS]))
        budget -= len(kept[-1])
    return Grid(title=title, rows=tuple(kept))


def _until_empty(rows: Iterable[Iterable[Any]]) -> Iterator[Iterable[Any]]:
    """Rows until so many empty ones follow each other that nothing more is expected."""
    empty = 0
    for row in rows:
        cells = tuple(row)
        empty = 0 if any(cell not in ("", None) for cell in cells) else empty + 1
        if empty > EMPTY_ROWS:
            return
        yield cells


def _trimmed(cells: tuple[Any, ...]) -> tuple[Cell, ...]:
    """Without the empty cells at the end, and with nothing in it but what a Cell can be."""
    if cells and cells[-1] not in ("", None) and USUAL.issuperset(map(type, cells)):
        return cells
    last = max((place for place, cell in enumerate(cells) if cell not in ("", None)), default=-1)
    return tuple(cell if isinstance(cell, str | int | float | dt.date) else _other(cell) for cell in cells[: last + 1])


def _other(cell: Any) -> Cell:
    """A time of day or a span as text; nothing as nothing."""
    return None if cell is None else str(cell)


def _plain(error: Exception) -> str:
    return f"not readable as a workbook: {type(error).__name__}: {error}"[:200]
