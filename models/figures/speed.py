"""涨速: how far the price has come in the last five minutes, in percent, for many rows, out of the prices pushed.

Time goes in slots of a quarter of a minute, so five minutes are meant to 15 s. A row that was not pushed in a slot
has there the price it had before. Plain wall-clock minutes: over lunch the price stands still.
"""

from __future__ import annotations

import numpy as np

from models.values import Floats, Ints

SLOT_S = 15.0
BACK = 20  # slots in five minutes
LEAST = 4  # slots that a row must be known for: a minute
SLOTS = BACK + 1


class Speeds:
    """The prices of the last five minutes of ``rows`` rows, more as higher rows are pushed. ``now``: UTC seconds."""

    def __init__(self, rows: int) -> None:
        self._ring: Floats = np.full((SLOTS, rows), np.nan)  # a line a slot: the newest price at its end
        self._first: Floats = np.full(rows, np.nan)
        self._since: Ints = np.zeros(rows, np.int64)  # the slot of the first price
        self._slot = -1

    def __len__(self) -> int:
        return len(self._first)

    def push(self, rows: Ints, last: Floats, now: float) -> None:
        """Newest prices of some rows; what is no price is left out. A clock that was set back starts all afresh."""
        self._advance(now)
        priced = last > 0
        if not priced.all():
            rows, last = rows[priced], last[priced]
        if not len(rows):
            return
        if (most := int(rows.max())) >= len(self):
            self._grow(most + 1)
        self._ring[self._slot % SLOTS][rows] = last
        new = np.isnan(self._first[rows])
        if new.any():
            self._first[rows[new]], self._since[rows[new]] = last[new], self._slot

    def restart(self, rows: Ints | slice = slice(None)) -> None:
        """Forget what was pushed of these rows: their market has begun another session, or they are others now."""
        self._ring[:, rows] = np.nan
        self._first[rows] = np.nan

    def values(self, now: float, rows: Ints | slice = slice(None)) -> Floats:
        """Percent a row over five minutes, over what is known when that is a minute at least, else NaN."""
        self._advance(now)
        base = self._ring[(self._slot - BACK) % SLOTS][rows]
        early = np.where(self._since[rows] <= self._slot - LEAST, self._first[rows], np.nan)
        base = np.where(np.isnan(base), early, base)
        made: Floats = (self._ring[self._slot % SLOTS][rows] / base - 1.0) * 100.0
        return made

    def _advance(self, now: float) -> None:
        """Bring the ring to the slot of ``now``: the slots between have the prices of the one before."""
        slot = int(now // SLOT_S)
        if slot < self._slot:
            self.restart()
        elif slot > self._slot >= 0:
            newest = self._ring[self._slot % SLOTS].copy()
            for missed in range(max(self._slot + 1, slot - BACK), slot + 1):
                self._ring[missed % SLOTS] = newest
        self._slot = slot

    def _grow(self, least: int) -> None:
        more = max(least, 2 * len(self)) - len(self)
        self._ring = np.hstack([self._ring, np.full((SLOTS, more), np.nan)])
        self._first = np.append(self._first, np.full(more, np.nan))
        self._since = np.append(self._since, np.zeros(more, np.int64))
