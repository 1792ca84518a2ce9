"""Many series as columns of all their points one after another: a hundred thousand small arrays cost seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np

from models.traffic.values import Flags, Series, SeriesKey
from models.values import Days, Floats, Ints


class Stacked(Sequence[Series]):
    """Series in a fixed order, each made when it is asked for.

    keys: no two alike. edges: where the points of each begin, and where the last ones end. known_at: UTC seconds, of
    all points. The columns are as Series has them, the points of a series the earliest first.
    """

    def __init__(
        self, keys: Sequence[SeriesKey], edges: Ints, start: Days, end: Days, value: Floats, step: Floats,
        flags: Flags, known_at: float,
    ) -> None:  # fmt: skip
        self.keys = tuple(keys)
        self.edges, self.known_at = edges, known_at
        self.columns: dict[str, Any] = {"start": start, "end": end, "value": value, "step": step, "flags": flags}

    @property
    def points(self) -> int:
        """How many points all of them have."""
        return int(self.edges[-1])

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Series: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Series, ...]: ...
    def __getitem__(self, place: int | slice) -> Series | tuple[Series, ...]:
        found = range(len(self.keys))[place]
        return self._series(found) if isinstance(found, int) else tuple(map(self._series, found))

    def __iter__(self) -> Iterator[Series]:
        return map(self._series, range(len(self.keys)))

    def _series(self, place: int) -> Series:
        part = slice(int(self.edges[place]), int(self.edges[place + 1]))
        count = part.stop - part.start
        return Series(
            key=self.keys[place], **{name: column[part] for name, column in self.columns.items()},
            known_at=np.full(count, self.known_at), batch=np.zeros(count, np.int64),
        )  # fmt: skip
