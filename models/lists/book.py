"""What a list's table shows, as a workbook: sections as bands with the mean of their members, numbers as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite

from models.workbook import PAPER_COLOURS, Book, Column, Format, Line, Sheet, Value, Weight

MEANT = (Format.PERCENT, Format.POINTS)  # a mean of prices or of volumes says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A section as the table shows it: its title ("" has no band of its own) and a row of values a member."""

    title: str
    rows: tuple[tuple[Value, ...], ...]


def book_of(
    title: str, columns: Sequence[Column], bands: Sequence[Band], notes: Sequence[str], *, convention: str,
    created: dt.datetime,
) -> Book:  # fmt: skip
    """A workbook of one sheet. The first column is the name; every row has a value for every column.

    title: of the list, above the table. notes: source, as of, window, a line each under it. convention: which colour
    is up ("red-up", "green-up", "blue-orange"). created: UTC. Percentages are in percent, a missing value is None or
    NaN.
    """
    up, down = PAPER_COLOURS[convention]
    lines = tuple(line for band in bands for line in _lines(band, columns))
    sheet = Sheet(title=title, above=(title,), columns=tuple(columns), lines=lines, under=tuple(notes))
    return Book(sheets=(sheet,), title=title, created=created, up=up, down=down)


def _lines(band: Band, columns: Sequence[Column]) -> list[Line]:
    rows = [Line(values=row) for row in band.rows]
    if not band.title:
        return rows
    means = tuple(mean(band.rows, place) if one.format in MEANT else None for place, one in enumerate(columns))
    return [Line(values=(band.title, *means[1:]), weight=Weight.BAND), *rows]


def mean(rows: Sequence[Sequence[Value]], place: int) -> float | None:
    """The equal-weighted mean of a column, sum / count, over the rows that have a number there; None without any."""
    held = [float(row[place]) for row in rows if isinstance(row[place], int | float) and isfinite(row[place])]  # type: ignore[arg-type]
    return fsum(held) / len(held) if held else None
