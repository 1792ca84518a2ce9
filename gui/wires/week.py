"""The window the desk looks at, and the bars of every member over it: one download for the review and the list."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from data_sources.protocol import review_bars
from gui.wires.besides import Besides
from gui.wires.bridge import Bridge
from gui.wires.gathering import Gathering
from models import sessions
from models.instruments import EXCHANGES, Market
from models.review.values import Review, Window
from models.review.windows import this_week
from models.universe import Universe
from models.values import Action, Bars

SETTLE_MS = 150  # answers that come together are calculated together


class Week(QObject):
    """``changed``: the window is another one, or more of its bars are known."""

    changed = Signal()

    def __init__(
        self,
        client: DataClient,
        bridge: Bridge,
        universe: Universe,
        window: Window,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._client, self._bridge, self._universe, self._clock = client, bridge, universe, clock
        self.window = window
        self._bars: Mapping[str, Bars] = {}
        self._failures: Mapping[str, str] = {}
        self._day = dt.datetime.fromtimestamp(clock()).date()
        self._begun: frozenset[Market] = frozenset()
        self._made: dict[bool, Review] = {}
        self._round: Gathering[Bars] | None = None
        self.besides = Besides(client, bridge, universe)
        self.besides.changed.connect(self._settle)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._tell)

    @property
    def bars(self) -> dict[str, Bars]:
        """What is held of the window so far, by instrument id."""
        return dict(self._bars)

    @property
    def failures(self) -> dict[str, str]:
        """Why an instrument has no bars, by its id."""
        return dict(self._failures)

    @property
    def progress(self) -> tuple[int, int]:
        """Instruments answered, and all that were asked for."""
        return (0, 0) if self._round is None else self._round.progress

    @property
    def busy(self) -> bool:
        """Whether answers are awaited."""
        done, asked = self.progress
        return done < asked or self._settled.isActive()

    @property
    def interrupted(self) -> bool:
        """Whether an answer failed or is awaited: worth asking again when the data process has been replaced."""
        return self.busy or bool(self._failures)

    def look_at(self, window: Window) -> None:
        """Another window; the old answers are dropped."""
        self.window, self._bars, self._failures = window, {}, {}
        self.refresh()

    def tick(self) -> bool:
        """A second passed. True when another day has begun; the running week then moves on.

        A market that begins to trade in the window has live percentages from then on: that is told too.
        """
        today = dt.datetime.fromtimestamp(self._clock()).date()
        if today == self._day:
            if self._begun != self._trading():
                self._tell()
            return False
        following = self.window == this_week(self._day)
        self._day = today
        if following:
            self.look_at(this_week(today))
        else:
            self._tell()
        return True

    def refresh(self) -> None:
        """Ask for every member and benchmark again; the cache answers what it knows."""
        self.retire()
        wanted = self._universe.needed(everyone=True)
        wants = {one.id: review_bars(one, self.window.first, self.window.last) for one in wanted}
        self._round = Gathering(self._client, self._bridge, wants, self._take)
        self.besides.refresh()
        self._tell()

    def review(self, *, everyone: bool) -> Review:
        """The review of what is known so far."""
        from models.review.calculation import review

        if everyone not in self._made:
            held = (self._universe, self.window, self._bars, self._failures, self._clock())
            self._made[everyone] = review(*held, everyone=everyone, beside=self.besides.known())
        return self._made[everyone]

    @property
    def running(self) -> bool:
        """Whether today belongs to the window, in any market: live prices then are its newest."""
        now = self._clock()
        return any(self.window.last >= sessions.local_date(market, now) for market in EXCHANGES)

    def bases(self) -> dict[str, tuple[float, dt.date]]:
        """Base closes, for the live window percentage of the list, where trading in the window has begun.

        Elsewhere the last price is the base itself, and 0.00 % would be a claim about days that were not traded.
        """
        from models.overrides import laid_over
        from models.review.bases import bases

        known = self._universe.instruments
        held = bases(laid_over(self._bars, self.besides.overrides, known), self.window)
        return {name: base for name, base in held.items() if known[name].market in self._begun}

    def actions(self) -> dict[str, tuple[Action, ...]]:
        """What the bars say of splits and distributions, by instrument id."""
        return {name: bars.actions for name, bars in self._bars.items() if bars.actions}

    def changes(self) -> dict[str, float]:
        """The percentages of a window that is over, members and benchmarks."""
        if not self._bars:
            return {}
        made = self.review(everyone=True)
        rows = (*made.rows, *made.benchmarks)
        return {row.instrument.id: row.change_pct for row in rows if row.change_pct is not None}

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._settled.stop()
        self.besides.retire()
        if self._round is not None:
            self._round.cancel()

    def _trading(self) -> frozenset[Market]:
        """The markets that have traded in the window."""
        now = self._clock()
        return frozenset(market for market in Market if sessions.begun(market, self.window.first, now))

    def _tell(self) -> None:
        self._made.clear()
        self._begun = self._trading()
        self.changed.emit()

    def _take(self, bars: Mapping[str, Bars], failures: Mapping[str, str]) -> None:
        self._bars, self._failures = {**self._bars, **bars}, failures
        done, asked = self.progress
        if done == asked:
            self.besides.complete()
        self._settle()

    def _settle(self) -> None:
        if not self._settled.isActive():
            self._settled.start()
