"""Who answers wants about traffic: the shelf, and for a refresh the sources behind the router."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from data_sources.traffic.shelf import Shelf
from data_sources.user.db import UserData
from models.errors import CacheError
from models.traffic.values import Batch, Origin, Series
from models.traffic.vintages import changed


class TrafficDesk:
    """What the data process does about traffic. ``refusal``: why nothing may be written, "" where it may."""

    def __init__(
        self, user: UserData, facts: str, *, refusal: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self._user, self._refusal, self._clock = user, refusal, clock
        self.shelf = Shelf(user.traffic, facts)

    def keep(self, name: str, source: str, known_at: float, series: Sequence[Series]) -> tuple[Batch | None, int, int]:
        """Keep what a source says that was not known; its batch (None: nothing new), new points, restated ones.

        Where nothing may be written it is refused: what a paid source gives is the user's.
        """
        if self._refusal:
            raise CacheError(self._refusal)
        kept, new, other = list[Series](), 0, 0
        for one in series:
            part, fresh, restated = changed(self.shelf.of(one.key), one)
            new, other = new + fresh, other + restated
            if part is not None:
                kept.append(part)
        if not kept:
            return None, 0, 0
        batch = Batch(origin=Origin.FETCHED, name=name, source=source, known_at=known_at, taken_at=self._clock())
        return self._user.traffic.take(batch, kept, {}), new, other
