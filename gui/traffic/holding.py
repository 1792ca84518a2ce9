"""What the data side holds of a metric: asked for once, kept while it is asked for again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from data_sources.protocol.traffic import Held, TrafficWanted
from gui.wires.bridge import Bridge
from models.errors import AppError
from models.traffic.values import Metric

Key = tuple[Metric, dt.date | None]  # a metric, and the day on which its numbers were known
MOST_DAYS = 6  # known-on days that are kept beside today's


class Holding(QObject):
    """``changed``: more is held, or something failed."""

    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__()
        self._client, self._bridge = client, bridge
        self.found: dict[Key, Held] = {}
        self.failures: dict[Key, str] = {}
        self._open: dict[Key, Future[Held]] = {}

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._open)

    def want(self, keys: Iterable[Key]) -> None:
        """Ask for what is not there yet, and has not failed."""
        for key in dict.fromkeys(keys):
            if key not in self.found and key not in self._open and key not in self.failures:
                self._ask(key)

    def again(self) -> None:
        """Something was brought in: what is held is asked for once more, and stays until it has come."""
        keys = list(dict.fromkeys((*self.found, *self._open, *self.failures)))
        for future in self._open.values():
            self._client.forget(future)
        self._open.clear()
        self.failures.clear()
        for key in keys:
            self._ask(key)

    def strangers(self) -> tuple[tuple[str, str], ...]:
        """Products that only imports name, with the category they stood under."""
        return tuple(dict.fromkeys(one for held in self.found.values() for one in held.strangers))

    def retire(self) -> None:
        """Wait for nothing any more."""
        futures, self._open = list(self._open.values()), {}
        for future in futures:
            self._client.forget(future)

    def _ask(self, key: Key) -> None:
        metric, known_on = key
        future = self._client.traffic(TrafficWanted(metric=metric, known_on=known_on))
        self._open[key] = future
        self._bridge.when_done(
            future, lambda held: self._take(key, future, held), lambda error: self._miss(key, future, error)
        )

    def _take(self, key: Key, future: Future[Held], held: Held) -> None:
        if self._ends(key, future):
            self.found.pop(key, None)
            self.found[key] = held
            dated = [one for one in self.found if one[1] is not None]
            for old in dated[:-MOST_DAYS]:
                del self.found[old]
            self.changed.emit()

    def _miss(self, key: Key, future: Future[Held], error: AppError) -> None:
        if self._ends(key, future):
            self.failures[key] = error.detail
            self.changed.emit()

    def _ends(self, key: Key, future: Future[Held]) -> bool:
        if self._open.get(key) is not future:
            return False
        del self._open[key]
        return True
