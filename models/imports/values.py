"""What an import is made of: cells as they were read, the numbers taken out of them, and what a reader is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.facts import Imported, Said

Cell = str | float | int | bool | dt.date | None  # a date cell may be a datetime; text stays as it was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet, its rows from the top. Rows may be of different lengths."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A file as it was read. encoding: of a text file, "" for a workbook. remarks: what was left out in reading.

    digest: SHA-256 of its content, hexadecimal. form: "json" for a saved answer of an interface, laid out as a table.
    """

    name: str
    sheets: tuple[Grid, ...]
    encoding: str = ""
    remarks: tuple[str, ...] = ()
    digest: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What is not taken and why, in plain English. row: counted from 1 as a spreadsheet does; 0: the whole sheet."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Every number a file states, in order, and what is left."""

    vendor: str
    rows: tuple[Imported, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be taken, or with ``committed`` what was.

    counts: numbers by kind. refused: the first of ``refused_count``. currencies: of the instruments. first, last:
    dates the numbers are of, None without any.
    """

    name: str
    encoding: str
    vendor: str
    counts: tuple[tuple[Said, int], ...]
    instruments: int
    sample: tuple[Imported, ...]
    refused: tuple[Refused, ...]
    refused_count: int
    currencies: tuple[str, ...]
    first: dt.date | None = None
    last: dt.date | None = None
    remarks: tuple[str, ...] = ()
    committed: bool = False
