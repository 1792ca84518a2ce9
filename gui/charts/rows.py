"""Columns of one length whose settled rows are shared and never copied, and whose newest rows may change.

A chart of a million bars that gets a quote must not copy sixty megabytes to change one row: what came stays where it
is, read-only, and the rows that move live in a short part of their own behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

SPARE = 64  # room for rows that begin while the chart is open
Column = np.ndarray


class Rows:
    """``part`` and ``take`` read across both parts, ``put`` changes the newest row or begins the next one."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._base = dict(columns)
        self._tail: dict[str, Column] = {}
        self._split = self.count = len(next(iter(self._base.values())))

    def part(self, name: str, first: int = 0, stop: int | None = None) -> Column:
        """The rows first..stop-1 of a column; a view as long as they are settled."""
        stop = self.count if stop is None else min(stop, self.count)
        if stop <= self._split:
            return self._base[name][first:stop]
        late = self._tail[name][max(0, first - self._split) : stop - self._split]
        return late if first >= self._split else np.concatenate([self._base[name][first : self._split], late])

    def take(self, name: str, places: Column) -> Column:
        """The rows at ``places``."""
        base = self._base[name]
        if not len(places) or places.max() < self._split:
            taken: Column = base[places]
            return taken
        late = places >= self._split
        found = np.empty(len(places), base.dtype)
        found[~late] = base[places[~late]]
        found[late] = self._tail[name][places[late] - self._split]
        return found

    def at(self, name: str, place: int) -> Any:
        """One number."""
        return self._base[name][place] if place < self._split else self._tail[name][place - self._split]

    def find(self, name: str, value: object, side: str = "left") -> int:
        """Where ``value`` belongs in an ascending column."""
        place = int(np.searchsorted(self._base[name][: self._split], value, side=side))  # type: ignore[call-overload]
        if place < self._split or self.count == self._split:
            return place
        late = self._tail[name][: self.count - self._split]
        return self._split + int(np.searchsorted(late, value, side=side))  # type: ignore[call-overload]

    def put(self, place: int, **values: object) -> None:
        """Change the newest row, or begin the next: ``place`` is the last one or the one after it."""
        self._loosen(place)
        if place == self.count:
            self.count += 1
        for name, value in values.items():
            self._tail[name][place - self._split] = value

    def _loosen(self, place: int) -> None:
        """Make the newest row one that may change, and have room for ``place``."""
        if not self._tail:
            self._split = max(0, self.count - 1)
            self._tail = {name: _room(held[self._split : self.count]) for name, held in self._base.items()}
        elif place - self._split >= len(next(iter(self._tail.values()))):
            self._tail = {name: _room(held) for name, held in self._tail.items()}


def _room(held: Column) -> Column:
    """A copy with spare rows behind it: NaN in a column of numbers, zero in one of dates and counts."""
    spare = np.full(SPARE, np.nan) if held.dtype.kind == "f" else np.zeros(SPARE, held.dtype)
    return np.concatenate([held, spare])
