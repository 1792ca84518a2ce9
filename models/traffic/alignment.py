"""Products side by side from a day of their own: their launch, or an event. Pure.

Offset 0 is the period that holds the day, 1 the one after; a launch may lie long before the first number that is held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from models.frozen import frozen
from models.traffic.cuts import bounds_of, numbers_of
from models.traffic.values import Granularity
from models.values import Days, Floats, Ints


@frozen(kw_only=True, eq=False)
class Shift:
    """How n products on T periods come to lie on W offsets.

    offsets: W, one after another. start, end: the days that they are for the first product that has one of its own.
    source: n x W, the period each place is taken from, -1 where there is none.
    """

    offsets: Ints
    start: Days
    end: Days
    source: Ints

    def moved(self, column: np.ndarray, empty: float) -> np.ndarray:
        """A column of n x T on the offsets, n x W; ``empty`` where there is no period."""
        if not column.shape[1]:
            return np.full(self.source.shape, empty, column.dtype)
        made = np.take_along_axis(column, np.maximum(self.source, 0), axis=1)
        made[self.source < 0] = empty
        return made


def shift_of(
    value: Floats, start: Days, granularity: Granularity, week_end: int, days: Sequence[dt.date | None]
) -> Shift:
    """How the rows of ``value`` (n x T) lie around their ``days``; a product without a day (None) is left out.

    start: the first days of the T periods, without holes, cut as ``granularity`` and ``week_end`` say. The offsets run
    from the earliest to the latest that any product with a day has a number at; without any there are none.
    """
    count = value.shape[1]
    there = np.isfinite(value)
    numbers = numbers_of(start, granularity, week_end)
    zeros = [_number(day, granularity, week_end) - int(numbers[0]) if day and count else None for day in days]
    offsets = _offsets(there, zeros)
    source = np.full((len(value), len(offsets)), -1, np.int64)
    for row, zero in enumerate(zeros):
        if zero is not None:
            place = offsets + zero
            source[row] = np.where((place >= 0) & (place < count), place, -1)
    first = next((zero for zero in zeros if zero is not None), 0)
    begin, end = bounds_of(offsets + first + (int(numbers[0]) if count else 0), granularity, week_end)
    return Shift(offsets=offsets, start=begin, end=end, source=source)


def _number(day: dt.date, granularity: Granularity, week_end: int) -> int:
    return int(numbers_of(np.array([day], "datetime64[D]"), granularity, week_end)[0])


def _offsets(there: np.ndarray, zeros: Sequence[int | None]) -> Ints:
    held = [np.flatnonzero(row) - zero for row, zero in zip(there, zeros, strict=True) if zero is not None]
    ends = [edge for row in held if len(row) for edge in (int(row[0]), int(row[-1]))]
    return np.arange(min(ends), max(ends) + 1) if ends else np.empty(0, np.int64)
