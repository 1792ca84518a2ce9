"""Extremes over any stretch of rows in the same time, whatever is held: a pyramid with eight cells to one above.

Level k holds what 8^k rows come to; a row that changes touches one cell a level.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gui.charts.rows import Rows
from models.values import Floats, Ints

FACTOR = 8
SMALLEST_LEVEL = 4096  # fewer cells than this are searched directly


class Fold(NamedTuple):
    """A column and what several of its rows come to: the greatest or the least number; NaN counts for nothing."""

    column: str
    by: np.ufunc


class Pyramid:
    """``over`` folds a stretch of rows, ``cells`` folds many stretches that follow each other."""

    def __init__(self, rows: Rows, *folds: Fold) -> None:
        self._rows, self._folds = rows, folds
        self._levels: list[list[Floats]] = []
        self._found: tuple[object, list[float]] = (None, [])
        under = [rows.part(fold.column) for fold in folds]
        while len(under[0]) > SMALLEST_LEVEL:
            starts = np.arange(0, len(under[0]), FACTOR)
            under = [fold.by.reduceat(column, starts) for fold, column in zip(folds, under, strict=True)]
            self._levels.append(under)

    def lift(self, place: int) -> None:
        """A row has changed or begun: bring the cells above it up to date."""
        self._found = (None, [])
        for level in range(len(self._levels)):
            begin, place = place // FACTOR * FACTOR, place // FACTOR
            for number, fold in enumerate(self._folds):
                under = self._part(level, number, begin, begin + FACTOR)
                self._set(level, number, place, float(fold.by.reduce(under)))

    def over(self, first: int, stop: int) -> list[float]:
        """What each fold says of the rows first..stop-1, exactly; NaN where there is none.

        The newest answer is kept: the same window is asked for by the axis, by the volume, and when it is painted.
        """
        first, stop = max(0, first), min(self._rows.count, stop)
        if self._found[0] != (first, stop):
            cover = self._cover(first, stop)
            self._found = (first, stop), [self._over(number, cover) for number in range(len(self._folds))]
        return self._found[1]

    def _over(self, number: int, cover: list[tuple[int, int, int]]) -> float:
        fold = self._folds[number].by
        pieces = [float(fold.reduce(self._part(level, number, begin, end))) for level, begin, end in cover]
        return float(fold.reduce(pieces)) if pieces else np.nan

    def cells(self, first: Ints, last: int, per: float) -> list[Floats]:
        """What each fold says of the stretches that begin at ``first``, ascending, up to row ``last``.

        per: about so many rows a stretch. Cells of the pyramid at its edges are counted to the later one.
        """
        level = self._level_for(per)
        size = FACTOR**level
        begin, end = int(first[0]) // size, last // size + 1
        at = first // size - begin
        return [fold.by.reduceat(self._part(level, n, begin, end), at) for n, fold in enumerate(self._folds)]

    def _level_for(self, per: float) -> int:
        """The coarsest level whose cells are well under a stretch long."""
        level = 0
        while level < len(self._levels) and 2 * FACTOR ** (level + 1) <= per:
            level += 1
        return level

    def _cover(self, first: int, stop: int) -> list[tuple[int, int, int]]:
        """(level, begin, end) cells that together are exactly first..stop: coarse in the middle, fine at both ends."""
        pieces = []
        for level in range(len(self._levels) + 1):
            if first >= stop:
                break
            if level == len(self._levels) or stop - first < 2 * FACTOR:
                pieces.append((level, first, stop))
                break
            inner_first, inner_stop = -(-first // FACTOR) * FACTOR, stop // FACTOR * FACTOR
            pieces += [(level, first, inner_first), (level, inner_stop, stop)]
            first, stop = inner_first // FACTOR, inner_stop // FACTOR
        return [piece for piece in pieces if piece[1] < piece[2]]

    def _part(self, level: int, number: int, begin: int, end: int) -> Floats:
        """Cells of a level; level 0 are the rows themselves."""
        if level == 0:
            return self._rows.part(self._folds[number].column, begin, end)
        return self._levels[level - 1][number][begin:end]

    def _set(self, level: int, number: int, place: int, value: float) -> None:
        column = self._levels[level][number]
        if place >= len(column):
            self._levels[level][number] = np.append(column, value)
        else:
            column[place] = value
