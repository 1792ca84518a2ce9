"""The opened sources of a data process, each behind the lane of its host group."""

from __future__ import annotations

import contextlib
import importlib
import logging
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from data_sources import catalog, keys
from data_sources.catalog import Entry, Place
from data_sources.lanes import Lane
from data_sources.protocol import Asked, Boot, Given, SourceContext, SourceState
from data_sources.provider import Provider
from data_sources.rejections import described
from data_sources.source import Source
from data_sources.standing import Standing
from data_sources.transports import jobs
from models.errors import AppError, NoSuchData, Unreachable, Unreadable, failure_of
from models.instruments import Market
from models.values import Quote

log = logging.getLogger(__name__)
USUAL = SourceContext(folder="")  # its deadlines
Check = Callable[[Given], Given]
HASTE_S = 5.0  # within this other groups are looked at again when one that was silent answers


def as_given(answer: Given) -> Given:
    """No check at all."""
    return answer


class Sources:
    """Opens a source at its first use. Offline, only local ones are open; simulated, only that one."""

    def __init__(self, boot: Boot) -> None:
        self._boot = boot
        self._open = {entry.id: entry for entry in catalog.SOURCES if _allowed(entry, boot)}
        self._lanes = {group.id: Lane(group) for group in catalog.GROUPS}
        self._standing = {entry.id: Standing() for entry in catalog.SOURCES}
        self._providers: dict[str, Provider] = {}
        self._direct: dict[str, Source] = {}
        self._opening = threading.Lock()

    def is_open(self, source: str) -> bool:
        """Whether ``source`` may be asked in this run."""
        return source in self._open

    def open_for(self, wanted: tuple[Entry, ...], kind: str, market: Market | None) -> tuple[Entry, ...]:
        """The entries of ``wanted`` that may be asked; the simulated market stands in for all of them."""
        if self._boot.simulated:
            return (catalog.BY_ID["simulated"],)
        return tuple(e for e in wanted if kind in e.gives and (market is None or market in e.markets))

    def answer(self, entry: Entry, want: Asked, priority: int, check: Check = as_given) -> Given:
        """The answer of ``entry``, in its lane's turn, once it has passed ``check``. Raises errors of models.errors."""
        if entry.id not in self._open:
            raise Unreachable("offline", source=entry.id)
        lane, standing = self._lanes[entry.group], self._standing[entry.id]
        was_silent = lane.silent()

        def call(sent: Callable[[], None]) -> Given:
            standing.asked(time.monotonic())
            return self._noted(standing, lambda: self._ask(entry, want, sent, check))

        alone = entry.id if entry.place is Place.LIBRARY else ""
        try:
            given = lane.run(call, priority, alone)
        finally:
            if lane.resting() is not None:
                standing.falls_back()
        if was_silent:
            self._network_is_back()
        return given

    def is_returning(self, entry: Entry) -> bool:
        """True while ``entry`` has to show that it is well before it goes first again."""
        return entry.id in self._open and self._standing[entry.id].owed > 0

    def may_be_tested(self, entry: Entry) -> bool:
        """Whether a returning source may be asked something small now."""
        free = self._lanes[entry.group].resting() is None
        return free and self._standing[entry.id].may_be_tested(time.monotonic())

    def of_group(self, group: str) -> tuple[Entry, ...]:
        """The open sources of a host group."""
        return tuple(entry for entry in self._open.values() if entry.group == group)

    def try_now(self, group: str) -> None:
        """The next one may ask ``group`` whatever it rests for. An unknown group is nobody's."""
        if group in self._lanes:
            self._lanes[group].reset()

    def states(self) -> tuple[SourceState, ...]:
        """One line a source that answers; those that push by themselves speak for themselves."""
        return tuple(self._line(entry) for entry in catalog.SOURCES if not entry.stream)

    def drop_connections(self) -> None:
        """After a sleep: what was connected is not any more, and who was silent may be there."""
        with self._opening:
            stale, self._direct = tuple(self._direct.values()), {}
            for provider in self._providers.values():
                provider.recycle()
        for source in stale:
            source.close()
        self._network_is_back()

    def close(self) -> None:
        """Turn away who waits, end the workers, close the sessions."""
        for lane in self._lanes.values():
            lane.close()
        for provider in tuple(self._providers.values()):
            provider.close()
        for source in tuple(self._direct.values()):
            source.close()

    def context(self, entry: Entry) -> SourceContext:
        """What ``entry`` is told when it is opened; its folder is made."""
        folder = Path(self._boot.profile) / "sources" / entry.id
        if entry.id == catalog.LAST_RESORT:
            folder = Path(self._boot.facts)
        elif entry.place is not Place.LOCAL:
            with contextlib.suppress(OSError):  # a profile that cannot be written; the source does without
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return SourceContext(
            folder=str(folder),
            proxy=self._boot.proxy,
            ca_bundle=self._boot.ca_bundle,
            now=time.time(),
            profile=self._boot.profile if entry.id in keys.PAID else "",
        )

    def _line(self, entry: Entry) -> SourceState:
        if entry.id not in self._open:
            return SourceState(source=entry.id, group=entry.group, state="off")
        if self._lacks_key(entry):
            return SourceState(source=entry.id, group=entry.group, state="off", reason=keys.NO_KEY)
        lane = self._lanes[entry.group]
        refusal = lane.resting()
        return self._standing[entry.id].line(lane.state(entry.id), refusal.detail if refusal else "")

    def _lacks_key(self, entry: Entry) -> bool:
        """Whether it wants a key that nobody gave; a keyring is not opened for that, an answer shows it had one."""
        if entry.id not in keys.PAID or self._standing[entry.id].last_ok:
            return False
        return entry.id not in dict(keys.places(Path(self._boot.profile)))

    def _noted(self, standing: Standing, ask: Callable[[], Given]) -> Given:
        """``ask()``, with how it went on the source's record."""
        try:
            given = ask()
        except NoSuchData:
            standing.answered(time.time())
            raise
        except AppError as error:
            if error.detail == keys.NO_KEY:
                standing.has_no_key()
            else:
                standing.failed(time.time(), error)
            raise
        standing.answered(time.time())
        if isinstance(given, tuple):
            delays = [one.delay_s for one in given if isinstance(one, Quote)]
            standing.delay_s = max(delays, default=standing.delay_s)
        return given

    def _ask(self, entry: Entry, want: Asked, sent: Callable[[], None], check: Check) -> Given:
        if entry.place is Place.LIBRARY:
            return _passed(self._provider(entry).answer(want, sent), check)
        source = self._source(entry)
        with jobs.running(sent, USUAL.deadline(want)):
            try:
                return check(source.parse(source.download(want), want, time.time()))
            except AppError as error:
                error.payload = error.payload or jobs.last_body()
                raise
            except Exception as error:  # a bug of one source is no reason to leave the others unasked
                log.exception("%s: %s", entry.id, want)
                raise Unreadable(failure_of(error).detail, source=entry.id, payload=jobs.last_body()) from error

    def _provider(self, entry: Entry) -> Provider:
        with self._opening:
            if entry.id not in self._providers:
                self._providers[entry.id] = Provider(entry.id, entry.module, self.context(entry))
            return self._providers[entry.id]

    def _source(self, entry: Entry) -> Source:
        with self._opening:
            if entry.id not in self._direct:
                module = importlib.import_module(entry.module)
                self._direct[entry.id] = module.open_source(self.context(entry))
            return self._direct[entry.id]

    def _network_is_back(self) -> None:
        for lane in self._lanes.values():
            lane.hasten(random.uniform(0.0, HASTE_S))  # noqa: S311 - spreads the probes, guards nothing


def _passed(given: Given, check: Check) -> Given:
    """``check(given)``; what it refuses goes along in words, the raw answer stayed in the worker."""
    try:
        return check(given)
    except Unreadable as error:
        error.payload = error.payload or described(given)
        raise


def _allowed(entry: Entry, boot: Boot) -> bool:
    if boot.simulated or entry.id == "simulated":
        return boot.simulated and entry.id == "simulated"
    return entry.place is Place.LOCAL or not boot.offline
