"""Who answers wants about traffic: the shelf, and for a refresh the sources behind the router."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from data_sources.protocol import Fetched, SeriesWanted, TrafficRefreshed
from data_sources.traffic import fetching
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

    def refresh(
        self, want: TrafficRefreshed, ask: Callable[[str, SeriesWanted], Series], partial: Callable[[Fetched], None]
    ) -> Fetched:
        """Ask sources and keep what is new. Raises CacheError before anything is asked where nothing may be kept."""
        self._permit()
        return fetching.refresh(want, ask, self, self._clock, partial)

    def keep(
        self, origin: Origin, name: str, source: str, known_at: float, series: Sequence[Series]
    ) -> tuple[Batch, int, int]:
        """Keep what a source says that was not known; its batch (number 0: nothing new), new points, restated ones."""
        self._permit()
        kept, new, other = list[Series](), 0, 0
        for one in series:
            part, fresh, restated = changed(self.shelf.of(one.key), one)
            new, other = new + fresh, other + restated
            if part is not None:
                kept.append(part)
        batch = Batch(origin=origin, name=name, source=source, known_at=known_at, taken_at=self._clock())
        return (self._user.traffic.take(batch, kept, {}) if kept else batch), new, other

    def _permit(self) -> None:
        """What a paid source gives is the user's: it is kept on disk or not asked for."""
        if self._refusal:
            raise CacheError(self._refusal)
