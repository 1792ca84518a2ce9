"""Tables side by side: parted where the headings begin anew, at an empty column or by the same word."""

from __future__ import annotations

from itertools import pairwise

from models.imports.cells import plain
from models.imports.traffic.headers import role_of
from models.imports.traffic.shapes import HEAD, WHEN, Row
from models.imports.traffic.values import Role
from models.imports.values import Grid


def panes_of(grid: Grid) -> list[Grid]:
    """The sheet once for each of its tables from left to right, the others' cells left empty; places stay."""
    for row in grid.rows[:HEAD]:
        cuts = [cut for one, two in pairwise(_corners(row)) if (cut := _empty(grid, row, one, two))]
        if cuts:
            return [_between(grid, first, last) for first, last in pairwise((0, *cuts, 10_000))]
    return [grid]


def _corners(row: Row) -> list[int]:
    """Places of headings that begin a table."""
    return [
        at for at, cell in enumerate(row) if isinstance(cell, str) and role_of(plain(cell)) in (Role.PRODUCT, *WHEN)
    ]


def _empty(grid: Grid, row: Row, first: int, last: int) -> int:
    """Where to part two places: at an empty column, or at the second of two equal headings; 0 for nowhere."""
    for at in range(first + 1, last):
        if not plain(row[at]) and not any(len(one) > at and plain(one[at]) for one in grid.rows):
            return at
    return last if plain(row[first]).lower() == plain(row[last]).lower() else 0


def _between(grid: Grid, first: int, last: int) -> Grid:
    rows = tuple((*[None] * min(first, len(row)), *row[first:last]) for row in grid.rows)
    return Grid(title=grid.title, rows=rows)
