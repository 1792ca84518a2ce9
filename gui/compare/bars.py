"""Asks for the daily bars of everybody that is compared: what comes is told at once, what fails with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from data_sources.protocol import BarsWanted
from gui.wires.bridge import Bridge
from models.errors import AppError, NoSuchData
from models.instruments import Instrument
from models.values import Bars

SETTLE_MS = 60  # answers that come together are shown together
AT_ONCE = 12


class MemberBars(QObject):
    """``changed``: more bars, or another failure. Bars are asked for once an instrument and span."""

    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__()
        self._client, self._bridge = client, bridge
        self.found: dict[str, Bars] = {}
        self.failures: dict[str, str] = {}
        self._wanted: dict[str, BarsWanted] = {}
        self._waiting: list[str] = []
        self._open: dict[str, Future[Bars]] = {}
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.changed)

    @property
    def progress(self) -> tuple[int, int]:
        """Answered, and wanted."""
        return len(self._wanted) - len(self._open) - len(self._waiting), len(self._wanted)

    @property
    def unanswered(self) -> frozenset[str]:
        """Who is asked for and has neither come whole nor failed."""
        return frozenset((*self._open, *self._waiting))

    def want(self, instruments: Iterable[Instrument], first: dt.date, last: dt.date) -> None:
        """Who is compared now, and which dates. Who is not any more is waited for no longer."""
        wants = {
            one.id: BarsWanted(instrument=one, start=first, end=last, actions=True, looked_at=True)
            for one in instruments
        }  # fmt: skip
        for name in [name for name, want in self._wanted.items() if wants.get(name) != want]:
            self._drop(name)
        for name, want in wants.items():
            if name not in self._wanted:
                self._wanted[name] = want
                self._waiting.append(name)
        self._start()

    def retry(self) -> None:
        """Ask again for what failed."""
        self.again(list(self.failures))

    def again(self, names: Iterable[str] | None = None) -> None:
        """Ask again for all (or some); bars that are there stay until others come."""
        for name in list(self._wanted if names is None else names):
            want = self._wanted.get(name)
            if want is not None:
                self._drop(name)
                self._wanted[name] = want
                self._waiting.append(name)
        self._start()
        self._settle()

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._settled.stop()
        self._waiting.clear()
        futures, self._open = list(self._open.values()), {}
        for future in futures:
            self._client.forget(future)

    def _start(self) -> None:
        while self._waiting and len(self._open) < AT_ONCE:
            self._ask(self._waiting.pop(0))

    def _ask(self, name: str) -> None:
        want = self._wanted[name]
        future = self._client.bars(want, lambda bars: self._bridge.post(lambda: self._early(name, want, bars)))
        self._open[name] = future
        self._bridge.when_done(
            future, lambda bars: self._take(name, future, bars), lambda error: self._miss(name, future, error)
        )

    def _early(self, name: str, want: BarsWanted, bars: Bars) -> None:
        if self._wanted.get(name) is want and name in self._open and len(bars):
            self.found[name] = bars
            self._settle()

    def _take(self, name: str, future: Future[Bars], bars: Bars) -> None:
        if not len(bars):
            self._miss(name, future, NoSuchData("no bars in this span"))
        elif self._end(name, future):
            self.failures.pop(name, None)
            self.found[name] = bars

    def _miss(self, name: str, future: Future[Bars], error: AppError) -> None:
        if self._end(name, future):
            self.failures[name] = error.detail

    def _end(self, name: str, future: Future[Bars]) -> bool:
        """Whether somebody still waits for this answer; the next one is asked for."""
        if self._open.get(name) is not future:
            return False
        del self._open[name]
        self._start()
        self._settle()
        return True

    def _drop(self, name: str) -> None:
        """The bars stay: a member that comes back is drawn at once."""
        self._wanted.pop(name, None)
        self.failures.pop(name, None)
        if name in self._waiting:
            self._waiting.remove(name)
        if (future := self._open.pop(name, None)) is not None:
            self._client.forget(future)

    def _settle(self) -> None:
        if not self._settled.isActive():
            self._settled.start()
