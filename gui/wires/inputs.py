"""Everything a note is made of, in the window: the week's bars, and what is asked for beside them when it is wanted."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from data_sources.protocol import TrafficWanted, WitnessWanted, review_bars, witness_for
from gui.start import Backstage
from gui.wires.bridge import Bridge
from gui.wires.gathering import Gathering
from gui.wires.products import ProductBook
from gui.wires.week import Week
from models import sessions
from models.errors import AppError
from models.instruments import Instrument
from models.review.values import Window
from models.universe import Universe
from models.values import Bars

if TYPE_CHECKING:  # nobody makes a note before the first paint
    from data_sources.protocol import Held
    from models.note.inputs import Inputs

MOST = 8  # second sources asked for at once: each keeps a thread of the data process
EVENTS = 8  # so many answers are told together
SETTLE_MS = 400  # what comes together makes one note


class NoteInputs(QObject):
    """``changed``: another window, or more is known. Nothing is asked for until ``want``; a failure leaves a gap."""

    changed = Signal()

    def __init__(
        self,
        client: DataClient,
        bridge: Bridge,
        week: Week,
        products: ProductBook,
        universe: Universe,
        backstage: Backstage,
        clock: Callable[[], float] = time.time,
        *,
        simulated: bool = False,
        offline: bool = False,
    ) -> None:
        super().__init__()
        self._client, self._bridge, self._week, self._clock = client, bridge, week, clock
        self._products, self._universe, self._backstage = products, universe, backstage
        self._simulated, self._offline = simulated, offline
        self._rows: tuple[Instrument, ...] = ()
        self._beside: tuple[Instrument, ...] = ()
        self._others = _Others(client, bridge, self._soon)
        self._seconds = _Seconds(client, bridge, self._soon)
        self._held: Held | None = None
        self._asked: Future[Held] | None = None
        self._wanted, self._window = False, week.window
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.changed)
        week.changed.connect(self._follow)

    @property
    def progress(self) -> tuple[int, int]:
        """Second sources answered, and all that are asked for."""
        return self._seconds.progress

    @property
    def busy(self) -> bool:
        """Whether answers are awaited."""
        done, asked = self.progress
        return done < asked or self._asked is not None or self._settled.isActive()

    def want(self, *, everyone: bool = False, also: Iterable[str] = (), currency: str = "") -> None:
        """Somebody makes a note of the week from now on; see models/note/wanted.py for whose rows it shows."""
        from models.note import wanted

        asked = self._universe.needed(everyone=True)  # the week has these
        self._rows = wanted.rows(self._universe, everyone=everyone, also=also)
        self._beside = tuple(one for one in wanted.beside(self._universe, currency=currency) if one not in asked)
        self._products.begin()
        if not self._wanted:
            self._wanted = True
            self._ask_traffic()
        self._follow()

    def again(self) -> None:
        """Something was brought in, or the user says so: ask once more for what failed, and for the traffic."""
        if self._wanted:
            self._seconds.forgive()
            self._others.forgive()
            self._ask_traffic()
            self._follow()

    def inputs(self) -> Inputs:
        """All of it as it is known now."""
        import resources
        from models.note.inputs import Inputs
        from models.note.printed import printed_from
        from models.products.strangers import with_strangers

        week, held = self._week, self._held
        strangers = held.strangers if held is not None else ()
        return Inputs(
            window=week.window, universe=self._universe,
            bars=_ordered(week.bars | self._others.found), failures=_ordered(week.failures | self._others.failures),
            witnesses=_ordered(self._seconds.found), beside=week.besides.known(),
            series=held.series if held is not None else (),
            products=with_strangers(self._products.products, strangers).all(),
            events=self._backstage.library(), printed=printed_from(resources.printed()), now=self._clock(),
            simulated=self._simulated, offline=self._offline,
        )  # fmt: skip

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._week.changed.disconnect(self._follow)
        self._settled.stop()
        self._seconds.cancel()
        self._others.drop()
        if self._asked is not None:
            self._client.forget(self._asked)
            self._asked = None

    # inside

    def _follow(self) -> None:
        """The week has another window or more bars. Prices go first: the rest waits until they have all come."""
        if self._window != self._week.window:
            self._window = self._week.window
            self._seconds.cancel()
            self._others.drop()
        if self._week.busy:
            return
        if self._wanted:
            self._others.look_at(self._beside, self._week.window)
            self._seconds.look_at(self._rows, self._week.bars, self._week.window)
        self._soon()

    def _soon(self) -> None:
        if not self._settled.isActive():
            self._settled.start()

    def _ask_traffic(self) -> None:
        if self._asked is not None:
            self._client.forget(self._asked)
        future = self._asked = self._client.traffic(TrafficWanted())
        self._bridge.when_done(future, self._take_traffic, self._miss_traffic)

    def _take_traffic(self, held: Held) -> None:
        self._asked, self._held = None, held
        self._soon()

    def _miss_traffic(self, _: AppError) -> None:
        """Without the user's data there is no traffic."""
        self._asked = None


def _ordered(held: Mapping[str, Any]) -> dict[str, Any]:
    """By name instead of by who answered first: the same answers make the same inputs."""
    return dict(sorted(held.items()))


class _Others:
    """Bars of what a note speaks of beside its rows: one round a window."""

    def __init__(self, client: DataClient, bridge: Bridge, told: Callable[[], None]) -> None:
        self._client, self._bridge, self._told = client, bridge, told
        self._of: tuple[tuple[Instrument, ...], Window] | None = None
        self._round: Gathering[Bars] | None = None
        self.found: dict[str, Bars] = {}
        self.failures: dict[str, str] = {}

    def look_at(self, instruments: tuple[Instrument, ...], window: Window) -> None:
        """Ask for these, unless they have been asked for."""
        if self._of == (instruments, window):
            return
        self.drop()
        self._of = instruments, window
        wants = {one.id: review_bars(one, window.first, window.last) for one in instruments}
        self._round = Gathering(self._client, self._bridge, wants, self._take)

    def forgive(self) -> None:
        """Ask again at the next look when something failed."""
        self._of = None if self.failures else self._of

    def drop(self) -> None:
        """Wait for nothing any more, and forget what came."""
        if self._round is not None:
            self._round.cancel()
        self._of, self.found, self.failures = None, {}, {}

    def _take(self, found: Mapping[str, Bars], failures: Mapping[str, str]) -> None:
        self.found, self.failures = dict(found), dict(failures)
        self._told()


class _Seconds:
    """The second sources of rows, a few asked at once. What failed is asked for again when somebody forgives it."""

    def __init__(self, client: DataClient, bridge: Bridge, told: Callable[[], None]) -> None:
        self._client, self._bridge, self._told = client, bridge, told
        self._wants: dict[str, WitnessWanted] = {}
        self._queue: deque[str] = deque()
        self._open: dict[str, Future[Bars]] = {}
        self.found: dict[str, Bars] = {}

    @property
    def progress(self) -> tuple[int, int]:
        """Answered, and wanted."""
        return len(self._wants) - len(self._queue) - len(self._open), len(self._wants)

    def look_at(self, rows: Iterable[Instrument], bars: Mapping[str, Bars], window: Window) -> None:
        """These rows are to be confirmed; what is not among them any more is waited for no longer."""
        wants = {
            one.id: witness_for(one, bars[one.id], window.first, window.last)
            for one in rows
            if one.id in bars and len(bars[one.id])
        }
        for name in [name for name, want in self._wants.items() if wants.get(name) != want]:
            self._drop(name)
        for name, want in wants.items():
            if name not in self._wants or self._may_be_newer(name, bars[name]):
                self._wants[name] = want
                self._queue.append(name)
        self._ask_more()

    def forgive(self) -> None:
        """What failed is asked for at the next look."""
        waiting = {*self._queue, *self._open, *self.found}
        self._wants = {name: want for name, want in self._wants.items() if name in waiting}

    def cancel(self) -> None:
        """Wait for nothing any more, and forget what came."""
        for name in list(self._wants):
            self._drop(name)

    def _may_be_newer(self, name: str, bars: Bars) -> bool:
        """Whether the first source was asked again since, and the second before its last close."""
        held = self.found.get(name)
        if held is None or name in self._open or name in self._queue or held.fetched_at >= bars.fetched_at:
            return False
        want = self._wants[name]
        return not sessions.is_over(want.instrument.market, want.end, held.fetched_at)

    def _drop(self, name: str) -> None:
        del self._wants[name]
        self.found.pop(name, None)
        if name in self._queue:
            self._queue.remove(name)
        if name in self._open:
            self._client.forget(self._open.pop(name))

    def _ask_more(self) -> None:
        while self._queue and len(self._open) < MOST:
            self._ask(self._queue.popleft())

    def _ask(self, name: str) -> None:
        future = self._open[name] = self._client.witness(self._wants[name])
        self._bridge.when_done(
            future, lambda bars: self._end(name, future, bars), lambda _: self._end(name, future, None)
        )

    def _end(self, name: str, future: Future[Bars], bars: Bars | None) -> None:
        if self._open.get(name) is not future:
            return
        del self._open[name]
        if bars is not None:
            self.found[name] = bars
        self._ask_more()
        if not self._open or self.progress[0] % EVENTS == 0:
            self._told()
