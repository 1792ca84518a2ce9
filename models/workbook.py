"""A workbook as a value: what an export writes, whatever the format. No library, no style beyond meaning."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

Value = str | float | int | dt.date | dt.datetime | None


# up and down on white paper, by the reader's convention
PAPER_COLOURS = {
    "red-up": ("C8222B", "0B7A43"),
    "green-up": ("0B7A43", "C8222B"),
    "blue-orange": ("0B62C4", "A85B00"),
}


class Format(StrEnum):
    """What a column's numbers are. PERCENT and POINTS values are in percent (6.47 means 6.47 %)."""

    TEXT = "text"
    PRICE = "price"
    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"
    BIG = "big"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading, format and width in characters."""

    title: str
    format: Format = Format.TEXT
    width: int = 12


class Weight(StrEnum):
    """What a row is."""

    BAND = "band"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of values, as many as there are columns."""

    values: tuple[Value, ...]
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with the sentences above and under it."""

    title: str
    above: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Sheets in order. up, down: RRGGBB of the reader's convention. created: UTC."""

    sheets: tuple[Sheet, ...]
    title: str
    created: dt.datetime
    up: str
    down: str
