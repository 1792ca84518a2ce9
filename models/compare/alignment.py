"""Series of several calendars on one axis: the local dates on which at least one of them traded.

Monday in New York and Monday in Shanghai stand at one place, though they are not one moment: that is how the note, its
readers and every newspaper count. Where a market was closed, a share was suspended or the newest bar is late, the last
value is carried and says of which day it is; before its first value a series has none. Days on which nobody trades are
no places. Visits make no axis, unless nothing else is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.compare.series import Series
from models.values import Days, Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
else:
    Flags = np.ndarray

NAT = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aligned:
    """n series on T dates. dates: the axis, strictly increasing. values: n x T, NaN where a series has none.

    stands: n x T, the day each value is of (NaT where none); one that is not of the axis's own date is carried.
    rows: a series' line by its key. series: in the order of the lines.
    """

    dates: Days
    series: tuple[Series, ...]
    rows: Mapping[str, int]
    values: Floats
    stands: Days

    @property
    def carried(self) -> Flags:
        """Where a value is of an earlier day, n x T."""
        return carried(self.stands, self.dates)


def carried(stands: Days, dates: Days) -> Flags:
    """Where a value is of an earlier day than its place."""
    made: Flags = (stands != dates) & ~np.isnat(stands)
    return made


def align(series: Iterable[Series], axis_of: Collection[str] | None = None) -> Aligned:
    """The series on their common axis, in their order. axis_of: the keys whose dates make it; all when None.

    One of a benchmark that is only measured against, and not shown, makes no place of its own.
    """
    held = tuple(series)
    counted = [one for one in held if axis_of is None or one.key in axis_of]
    dates = _axis(counted)
    values = np.full((len(held), len(dates)), np.nan)
    stands = np.full((len(held), len(dates)), NAT)
    for row, one in enumerate(held):
        if len(one.date):
            values[row], stands[row] = _laid(one, dates)
    return Aligned(
        dates=dates, series=held, rows={one.key: row for row, one in enumerate(held)}, values=values, stands=stands
    )


def _axis(series: list[Series]) -> Days:
    chosen = [one for one in series if one.price and len(one.date)] or [one for one in series if len(one.date)]
    return np.unique(np.concatenate([one.date for one in chosen])) if chosen else np.array([], "datetime64[D]")


def _laid(one: Series, dates: Days) -> tuple[Floats, Days]:
    """The newest value on or before each date, and its day."""
    place = np.searchsorted(one.date, dates, side="right") - 1
    held = np.maximum(place, 0)
    until = one.until[held]
    there = (place >= 0) & (np.isnat(until) | (dates < until))
    value = np.where(there, one.value[held], np.nan)
    return value, np.where(there & np.isfinite(value), one.date[held], NAT)
