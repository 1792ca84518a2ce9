"""The alerts at work: the watch is told what changed, what fires is logged and told, and what was seen is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.looked import LastLook
from models.alerts.readings import aged, readings
from models.alerts.splits import rebased
from models.alerts.targets import members_of
from models.alerts.values import Fired
from models.alerts.watch import Watch
from models.errors import AppError
from models.lists.values import Lists
from models.store import QuoteStore
from models.values import Action

if TYPE_CHECKING:
    from models.alerts.digest import Digest, Event

KEPT = 500  # entries of the log that are held here; the data process has all
RECALLED = 2000  # of former runs: an alert that fires once must be among them to stay silent


class Alerting(QObject):
    """``fired`` tells what fired in one step, ``logged`` the log (the newest first), ``digest_ready`` a Digest.

    ``rebased`` tells alerts whose level follows a split; who holds the lists keeps them. ``chosen`` is an instrument
    that somebody wants to see. It outlives a window that is built anew.
    """

    fired = Signal(object)
    logged = Signal(object)
    digest_ready = Signal(object)
    rebased = Signal(object)
    chosen = Signal(str)

    def __init__(
        self,
        client: DataClient,
        bridge: Bridge,
        clock: Callable[[], float] = time.time,
        events: Callable[[], Iterable[Event]] = tuple,
    ) -> None:
        super().__init__()
        self._client, self._bridge, self._clock = client, bridge, clock
        self.watch = Watch()
        self.lists = Lists()
        self.log: tuple[Fired, ...] = ()
        self.problem = ""  # why the log is not on disk
        self._look = LastLook(client, bridge, events)
        self._look.ready.connect(self.digest_ready)
        self._asked: Future[Any] | None = None
        self._store: QuoteStore | None = None
        self._rows: tuple[QuoteStore | None, int, list[int]] = (None, 0, [])  # whom alerts watch, in a store of a size
        self._ticked = clock()

    @property
    def digest(self) -> Digest | None:
        """What happened since somebody last looked, until it is dismissed."""
        return self._look.digest

    @property
    def store(self) -> QuoteStore | None:
        """The prices that the alerts look at."""
        return self._store

    def begin(self) -> None:
        """Ask for the log, and what was last seen."""
        self._asked = self._client.alert_log(RECALLED)
        self._bridge.when_done(self._asked, self._recall, self._miss)
        self._look.begin(self._clock())

    def follow(self, lists: Lists) -> None:
        """Watch the alerts of these lists, for their members."""
        same = (lists.alerts, lists.lists) == (self.lists.alerts, self.lists.lists)
        self.lists = lists
        self._look.follow(lists)
        if not same:
            self.watch.set(lists.alerts, members_of(lists))
            self._rows = (None, 0, [])

    def step(self, store: QuoteStore, rows: Sequence[int], now: float) -> tuple[Fired, ...]:
        """Look at the rows of ``store`` that changed; after each flush. ``now``: UTC seconds."""
        self._store = store
        watched = self.watch.instruments
        looked = [row for row in rows if store.instruments[row].id in watched]
        return self._look_at(looked, store, now) if looked else ()

    def tick(self, now: float) -> None:
        """A second passed: prices age without a word, and what is seen is kept."""
        if self._store is not None:
            if levels := self.watch.ages:
                self._look_at(
                    aged(self._store, self._watched(self._store), levels, self._ticked, now), self._store, now
                )
            self._look.tick(self._store, now)
        self._ticked = now

    def take_actions(self, actions: Mapping[str, Sequence[Action]]) -> None:
        """Splits and distributions by instrument id: levels of split shares follow, the digest is adjusted."""
        now = self._clock()
        self._look.take_actions(actions, self._store, now)
        if changed := rebased(self.lists.alerts.values(), self.lists.known, actions, now):
            self.rebased.emit(changed)

    def dismiss(self) -> None:
        """The digest has been read."""
        self._look.dismiss()

    def retire(self) -> None:
        """The program ends: keep what was seen, wait for nothing any more."""
        if self._store is not None:
            self._look.keep(self._store, self._clock())
        self._look.retire()
        if self._asked is not None:
            self._client.forget(self._asked)
            self._asked = None

    # inside

    def _look_at(self, rows: Sequence[int], store: QuoteStore, now: float) -> tuple[Fired, ...]:
        fired = self.watch.step(readings(store, rows, now, self.watch.is_quiet), now) if rows else ()
        if fired:
            for one in fired:
                self._bridge.when_done(self._client.log_alert(one), self._written, self._not_written)
            self.log = (*reversed(fired), *self.log)[:KEPT]
            self.logged.emit(self.log)
            self.fired.emit(fired)
        return fired

    def _watched(self, store: QuoteStore) -> list[int]:
        if self._rows[:2] != (store, len(store)):  # rows are added to it as lists name more
            names = self.watch.instruments & store.row_of.keys()
            self._rows = (store, len(store), sorted(store.row_of[name] for name in names))
        return self._rows[2]

    def _recall(self, log: object) -> None:
        """What fired in former runs; some may have fired in this one already."""
        self._asked = None
        before = [one for one in (log if isinstance(log, tuple) else ()) if one not in self.log]
        self.log = (*self.log, *before)[:KEPT]
        self.watch.recall(before)
        self.logged.emit(self.log)

    def _miss(self, error: AppError) -> None:
        """Without a log nothing is remembered; alerts are watched all the same."""
        self._asked = None
        self._say(error.detail)

    def _written(self, _: object) -> None:
        if self.problem:
            self._say("")

    def _not_written(self, error: AppError) -> None:
        self._say(error.detail)

    def _say(self, problem: str) -> None:
        self.problem = problem
        self.logged.emit(self.log)
