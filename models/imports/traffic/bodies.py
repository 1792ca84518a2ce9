"""The body of a table as columns of points: whose, of which period, how many; and why the rest is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import Any, TypeVar

import numpy as np

from models.frozen import frozen
from models.imports.cells import plain
from models.imports.traffic.dating import joined
from models.imports.traffic.numbers import Column, column, is_number
from models.imports.traffic.periods import Written, written
from models.imports.traffic.shapes import NOTE, TITLE, Table, categories_below
from models.imports.traffic.values import Layout, Role
from models.imports.traffic.words import is_total
from models.imports.values import Cell
from models.values import Ints

Read = TypeVar("Read")
LONGEST = 80  # characters of a product's name
NO_PRODUCT, IS_TOTAL, NO_PERIOD, NOTHING = -1, -2, -1, -3


@frozen(kw_only=True, eq=False)
class Body:
    """The rows of a table. All columns are as long as ``rows``, their numbers from 1 as a spreadsheet counts.

    product: place in ``names``, NO_PRODUCT, or IS_TOTAL. period: place in ``periods``, NO_PERIOD for what is none, and
    NOTHING where no column states one. texts: what other columns say, by role. domains: another name in the row.
    columns: numbers by place of their column. categories: that stand as words between the rows.
    """

    rows: Ints
    product: Ints
    names: tuple[str, ...]
    period: Ints
    periods: tuple[Written, ...]
    strange: dict[int, str]
    texts: dict[Role, tuple[str, ...]]
    domains: tuple[str, ...]
    columns: dict[int, Column]
    cells: dict[int, Sequence[Cell]]
    categories: tuple[str, ...] = ()
    idle: list[tuple[int, str]] = field(default_factory=list)


def body_of(table: Table) -> Body:
    """Everything below the headings of ``table``."""
    places = table.of(Role.VALUE)
    kept, categories, idle = _kept_rows(table, places)
    rows = [table.grid.rows[at] for at in kept]
    down = _down(rows, table)
    names = table.of(Role.PRODUCT)
    product, known = _products(down[names[0]] if names else [None] * len(rows))
    period, periods, strange = _periods(table, down)
    cells = {place: down[place] for place in places}
    return Body(
        rows=np.array(kept, np.int64) + 1,
        product=product,
        names=tuple(known),
        period=period,
        periods=tuple(periods),
        strange=strange,
        texts={role: plain_texts(down[table.of(role)[0]]) for role in TOLD if table.of(role)},
        domains=plain_texts(down[names[1]]) if len(names) > 1 else (),
        columns={place: column(cells[place]) for place in places},
        cells=cells,
        categories=categories,
        idle=idle,
    )


TOLD = (Role.GEO, Role.DEVICE, Role.SOURCE, Role.METRIC, Role.UNIT, Role.CATEGORY)


def _kept_rows(table: Table, places: list[int]) -> tuple[list[int], tuple[str, ...], list[tuple[int, str]]]:
    """Rows that may hold numbers, the category that stands over each, and rows of words alone."""
    kept: list[int] = []
    categories: list[str] = []
    idle: list[tuple[int, str]] = []
    over = ""
    for at in range(table.start, table.stop):
        row = table.grid.rows[at]
        if _has(row, places):
            if not isinstance(row[0], str) or not NOTE.match(row[0]):
                kept.append(at)
                categories.append(over)
        elif words := [text for cell in row if (text := plain(cell))]:
            over = categories_below(words[0]) or over if len(words) == 1 else over
            if not categories_below(words[0]) and not NOTE.match(words[0]) and not TITLE.match(words[0]):
                idle.append((at + 1, words[0][:LONGEST]))
    return kept, tuple(categories), idle


def _has(row: Sequence[Cell], places: list[int]) -> bool:
    return any(place < len(row) and row[place] is not None and row[place] != "" for place in places)


def _down(rows: list[tuple[Cell, ...]], table: Table) -> dict[int, Sequence[Cell]]:
    """The columns that say something. Merged cells leave blanks: in a long table they go on with the one above."""
    columns, nothing = list(zip_longest(*rows)), (None,) * len(rows)
    made: dict[int, Sequence[Cell]] = {
        place: columns[place] if place < len(columns) else nothing
        for place, one in enumerate(table.marks)
        if one is not None and one.role is not Role.IGNORED
    }
    if table.layout is Layout.LONG:
        for place in table.of(Role.PRODUCT, Role.DATE, Role.START, Role.END, Role.CATEGORY):
            made[place] = _filled(made[place])
    return made


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    over: Cell = None
    made = []
    for cell in cells:
        over = over if cell is None or cell == "" else cell
        made.append(over)
    return made


def coded(cells: Sequence[Cell], read: Callable[[Cell], Read]) -> tuple[Ints, list[Read]]:
    """A place in the list of different answers for every cell."""
    alike = len(set(map(type, cells))) < 2  # 1, 1.0 and True are one to a dict
    keys: Sequence[Any] = cells if alike else list(zip(map(type, cells), cells, strict=True))
    by_answer: dict[Read, int] = {}
    by_key = {key: by_answer.setdefault(read(key if alike else key[1]), len(by_answer)) for key in dict.fromkeys(keys)}
    return np.fromiter(map(by_key.__getitem__, keys), np.int64, len(keys)), list(by_answer)


def plain_texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Each cell as text; most say what another says."""
    codes, found = coded(cells, plain)
    return tuple(map(found.__getitem__, codes.tolist()))


def _products(cells: Sequence[Cell]) -> tuple[Ints, list[str]]:
    codes, found = coded(cells, plain)
    place = np.array([_kind(text) for text in found] or [0], np.int64)
    place = np.where(place == 0, np.arange(len(place)), place)
    return place[codes], found


def _kind(text: str) -> int:
    if is_total(text):
        return IS_TOTAL
    return NO_PRODUCT if not text or is_number(text) or len(text) > LONGEST else 0


def _periods(table: Table, down: dict[int, Sequence[Cell]]) -> tuple[Ints, list[Written], dict[int, str]]:
    """Codes of the periods, the periods, and by row what stands there instead of one."""
    dates, starts, ends = (table.of(role) for role in (Role.DATE, Role.START, Role.END))
    size = len(next(iter(down.values()), ()))
    if not dates and not starts and not ends:
        return np.full(size, NOTHING), [], {}
    if dates or not (starts and ends):
        cells = down[(dates or starts or ends)[0]]
        codes, found = coded(cells, written)
    else:
        cells = down[starts[0]]
        codes, found = _pairs(cells, down[ends[0]])
    kept = [one for one in found if one is not None]
    known = {one: at for at, one in enumerate(kept)}
    place = np.array([NO_PERIOD if one is None else known[one] for one in found] or [0], np.int64)[codes]
    strange = {int(row): plain(cells[int(row)])[:30] for row in np.flatnonzero(place == NO_PERIOD)}
    return place, kept, strange


def _pairs(starts: Sequence[Cell], ends: Sequence[Cell]) -> tuple[Ints, list[Written | None]]:
    one, firsts = coded(starts, written)
    two, lasts = coded(ends, written)
    both, codes = np.unique(one * (len(lasts) + 1) + two, return_inverse=True)
    return codes, [joined(firsts[pair // (len(lasts) + 1)], lasts[pair % (len(lasts) + 1)]) for pair in map(int, both)]
