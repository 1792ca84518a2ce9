"""The opened sources of a data process, each behind the lane of its host group."""

from __future__ import annotations

import contextlib
import importlib
import threading
import time
from pathlib import Path

from data_sources import catalog
from data_sources.catalog import Entry, Place
from data_sources.lanes import Lane
from data_sources.protocol import Asked, Boot, Given, SourceContext, SourceState
from data_sources.provider import Provider
from data_sources.source import Source
from models.errors import Unreachable
from models.instruments import Market


class Sources:
    """Opens a source at its first use. Offline, only local ones are open; simulated, only that one."""

    def __init__(self, boot: Boot) -> None:
        self._boot = boot
        self._open = {entry.id: entry for entry in catalog.SOURCES if _allowed(entry, boot)}
        self._lanes = {group.id: Lane(group) for group in catalog.GROUPS}
        self._providers: dict[str, Provider] = {}
        self._direct: dict[str, Source] = {}
        self._opening = threading.Lock()

    def is_open(self, source: str) -> bool:
        """Whether ``source`` may be asked in this run."""
        return source in self._open

    def open_for(self, wanted: tuple[Entry, ...], kind: str, market: Market) -> tuple[Entry, ...]:
        """The entries of ``wanted`` that may be asked; the simulated market stands in for all of them."""
        if self._boot.simulated:
            return (catalog.BY_ID["simulated"],)
        return tuple(e for e in wanted if kind in e.gives and market in e.markets)

    def answer(self, entry: Entry, want: Asked, priority: int) -> Given:
        """The answer of ``entry``, in its lane's turn. Raises errors of models.errors."""
        if entry.id not in self._open:
            raise Unreachable("offline", source=entry.id)
        return self._lanes[entry.group].run(lambda: self._ask(entry, want), priority)

    def states(self) -> tuple[SourceState, ...]:
        """One line a source."""
        return tuple(
            self._lanes[entry.group].state(entry.id)
            if entry.id in self._open
            else SourceState(source=entry.id, state="off")
            for entry in catalog.SOURCES
        )

    def close(self) -> None:
        """Turn away who waits, end the workers, close the sessions."""
        for lane in self._lanes.values():
            lane.close()
        for provider in tuple(self._providers.values()):
            provider.close()
        for source in tuple(self._direct.values()):
            source.close()

    def _ask(self, entry: Entry, want: Asked) -> Given:
        if entry.place is Place.LIBRARY:
            return self._provider(entry).answer(want)
        source = self._source(entry)
        return source.parse(source.download(want), want, time.time())

    def _provider(self, entry: Entry) -> Provider:
        with self._opening:
            if entry.id not in self._providers:
                self._providers[entry.id] = Provider(entry.id, entry.module, self._context(entry))
            return self._providers[entry.id]

    def _source(self, entry: Entry) -> Source:
        with self._opening:
            if entry.id not in self._direct:
                module = importlib.import_module(entry.module)
                self._direct[entry.id] = module.open_source(self._context(entry))
            return self._direct[entry.id]

    def _context(self, entry: Entry) -> SourceContext:
        folder = Path(self._boot.profile) / "sources" / entry.id
        if entry.id == catalog.LAST_RESORT:
            folder = Path(self._boot.facts)
        elif entry.place is not Place.LOCAL:
            with contextlib.suppress(OSError):  # a profile that cannot be written; the source does without
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return SourceContext(
            folder=str(folder), proxy=self._boot.proxy, ca_bundle=self._boot.ca_bundle, now=time.time()
        )


def _allowed(entry: Entry, boot: Boot) -> bool:
    if boot.simulated or entry.id == "simulated":
        return boot.simulated and entry.id == "simulated"
    return entry.place is Place.LOCAL or (entry.place is not Place.STREAM and not boot.offline)
