"""A table's cells as they are printed: text, side, colour, ground. Markdown, HTML and Word print the same."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.documents.look import BAND, FAINT, WARN, shade
from models.frozen import frozen
from models.numbers import MISSING
from models.sheet_text import LEFT, cell_text
from models.workbook import Column, Format, Line, Sheet, Value, Weight

DIRECTED = (Format.PERCENT, Format.POINTS)
MANY, GAP = 5, "   "  # notes on lines of their own, and what parts those that run on
FIRM = "\u00a0"  # between a number and its note no line ends
SUMS = (Weight.BAND, Weight.TOTAL)  # what stands over rows, or sums them up


@frozen(kw_only=True)
class Cell:
    """One cell. span: how many columns it takes; colour, ground: RRGGBB, "" is the usual one."""

    text: str
    left: bool
    span: int = 1
    strong: bool = False
    colour: str = ""
    ground: str = ""


def heads(sheet: Sheet) -> tuple[Cell, ...]:
    """The heading of every column."""
    return tuple(Cell(text=one.title, left=one.format in LEFT, strong=True) for one in sheet.columns)


def rows(sheet: Sheet, lang: str, up: str, down: str, *, heat: bool = False) -> Iterator[tuple[Cell, ...]]:
    """The cells of every line. heat: the first column of percentages has a ground as strong as its number."""
    hot, most = _hottest(sheet) if heat else (-1, 0.0)
    for line in sheet.lines:
        pairs = zip(line.values, sheet.columns, strict=True)
        made = [_cell(value, column, line, lang, up, down) for value, column in pairs]
        if line.weight in SUMS:
            yield tuple(_joined(made))
            continue
        if 0 <= hot < len(made):
            made[hot] = _heated(made[hot], line.values[hot], most)
        yield tuple(made)


def _cell(value: Value, column: Column, line: Line, lang: str, up: str, down: str) -> Cell:
    sums = line.weight in SUMS
    text = shown(value, column.format, lang)
    missing = text == MISSING
    if sums and missing:
        text = ""
    colour = FAINT if missing else _direction(value, column.format, up, down)
    if line.weight is Weight.WARN and column.format is Format.TEXT:
        colour = WARN
    left = column.format in LEFT or (sums and isinstance(value, str))
    return Cell(text=text, left=left, strong=sums, colour=colour, ground=BAND if sums else "")


def shown(value: Value, format_: Format, lang: str) -> str:
    """A value as its column prints it; what is missing is "--", nothing in a column of text."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "" if format_ is Format.TEXT else MISSING
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if format_ is Format.PRICE and not isinstance(value, str | dt.date):
        return price(float(value))
    return cell_text(value, format_, lang, 2)


def price(value: float) -> str:
    """Two decimals, and up to four where there are as many."""
    text = f"{value:,.4f}"
    return text.removesuffix("0").removesuffix("0")


def _direction(value: Value, format_: Format, up: str, down: str) -> str:
    """The colour of what is printed: what rounds to zero has none."""
    if format_ not in DIRECTED or isinstance(value, str | dt.date) or value is None or not math.isfinite(value):
        return ""
    rounded = round(value, 2)
    return up if rounded > 0 else down if rounded < 0 else ""


def _hottest(sheet: Sheet) -> tuple[int, float]:
    """The first column of percentages, and its largest size outside the bands."""
    place = next((at for at, one in enumerate(sheet.columns) if one.format is Format.PERCENT), -1)
    plain = [line.values[place] for line in sheet.lines if line.weight not in SUMS]
    sizes = [abs(one) for one in plain if isinstance(one, int | float) and math.isfinite(one)]
    return (place, max(sizes)) if place >= 0 and sizes else (-1, 0.0)


def _heated(cell: Cell, value: Value, most: float) -> Cell:
    if cell.colour in ("", FAINT) or not isinstance(value, int | float):
        return cell
    return replace(cell, ground=shade(cell.colour, abs(value) / most))


def _joined(cells: Sequence[Cell]) -> Iterator[Cell]:
    """A band's cells: its words take the empty ones behind them, numbers stay in their columns."""
    at = 0
    while at < len(cells):
        stop = at + 1
        while stop < len(cells) and cells[at].left and cells[at].text and not cells[stop].text:
            stop += 1
        yield replace(cells[at], span=stop - at)
        at = stop


def footnotes(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes under a figure, numbered where there are several; many run on in one paragraph."""
    held = [one for one in notes if one]
    if len(held) < 2:
        return tuple(held)
    if len(held) <= MANY:
        return tuple(f"{place}. {one}" for place, one in enumerate(held, 1))
    return (GAP.join(f"{place}.{FIRM}{one}" for place, one in enumerate(held, 1)),)
