"""Keeps the subscribed quotes coming: rows on screen of markets that trade quickly, the others slowly.

All rows that are asked for at the same source first go in one batch, and each batch is a round of its own: a source
that hangs holds up its own rows only.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from data_sources.pace import OVER, pace
from data_sources.protocol import QuotesWanted
from data_sources.router import Router
from data_sources.streams import Streams
from models import sessions
from models.instruments import Instrument
from models.values import Quote

log = logging.getLogger(__name__)
TICK_S = 0.5  # how exactly a pace is kept
SLEPT_S = 30.0  # a loop that was away for longer was asleep
STAGGER_S = 1.0  # between the first rounds after a sleep
JOINS = 0.5  # a row joins a batch that leaves anyway once this part of its pace has passed
NEVER = float("-inf")


@dataclass(slots=True)
class _Row:
    """One subscribed instrument. asked_at: monotonic seconds. confirmed: answered since its market closed."""

    instrument: Instrument
    visible: bool
    asked_at: float = NEVER
    confirmed: bool = False


class Poller:
    """Asks the router for the subscribed rows until ``closing`` is set.

    ``clock``: monotonic seconds, in which paces are kept; ``wall``: UTC seconds, which say what a market does.
    ``always_open``: every market counts as trading; for load runs only.
    """

    def __init__(
        self,
        router: Router,
        push: Callable[[tuple[Quote, ...]], None],
        polled: Callable[[], None],
        closing: threading.Event,
        streams: Streams,
        *,
        always_open: bool = False,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._router, self._push, self._polled, self._closing = router, push, polled, closing
        self._streams, self._always_open = streams, always_open
        self._clock, self._wall = clock, wall
        self._changed = threading.Event()
        self._lock = threading.Lock()
        self._rows: dict[str, _Row] = {}
        self._busy: set[str] = set()
        self._not_before: dict[str, float] = {}
        self._seen_at = (clock(), wall())
        self._rounds = ThreadPoolExecutor(8, thread_name_prefix="round")

    def start(self) -> None:
        """Begin polling in a thread of its own."""
        threading.Thread(target=self._run, name="poller", daemon=True).start()

    def close(self) -> None:
        """Begin no more rounds."""
        self._rounds.shutdown(wait=False, cancel_futures=True)

    def subscribe(self, instruments: tuple[Instrument, ...], visible: tuple[str, ...] = ()) -> None:
        """Replace the set; what the cache knows of it is pushed at once. ``visible`` empty: all rows are on screen."""
        if cached := self._router.cached_quotes(instruments):
            self._push(cached)
        shown = frozenset(visible)
        with self._lock:
            old, self._rows = self._rows, {}
            for one in instruments:
                row = self._rows[one.id] = old.get(one.id) or _Row(one, visible=True)
                row.visible = not shown or one.id in shown
            seen = tuple(row.instrument for row in self._rows.values() if row.visible)
        self._streams.subscribe(seen)
        self._changed.set()

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self.tick()
            except Exception:
                if not self._closing.is_set():  # a pool that is shut down takes no more work
                    log.exception("polling")
            self._changed.wait(TICK_S)
            self._changed.clear()

    def tick(self) -> None:
        """Begin a round for each source that has something due and is not in one."""
        now, wall = self._clock(), self._wall()
        if self._slept(now, wall):
            self._resume(now)
        for source, members in self._due(now, wall).items():
            self._rounds.submit(self._round, source, members)

    def _slept(self, now: float, wall: float) -> bool:
        """Whether the machine or this process stood still; a clock set back is neither."""
        before, self._seen_at = self._seen_at, (now, wall)
        return now - before[0] > SLEPT_S or wall - before[1] > SLEPT_S

    def _resume(self, now: float) -> None:
        """Connections are dead and prices old: ask for all again, one source after the other."""
        self._router.resumed()
        self._streams.resumed()
        with self._lock:
            for row in self._rows.values():
                row.asked_at = NEVER
            sources = self._router.batches(row.instrument for row in self._rows.values())
        self._not_before = {source: now + place * STAGGER_S for place, source in enumerate(sorted(sources))}

    def _due(self, now: float, wall: float) -> dict[str, tuple[Instrument, ...]]:
        """The batches that leave now; their rows and sources are marked."""
        leaving: dict[str, tuple[Instrument, ...]] = {}
        with self._lock:
            paces = {row.instrument.id: self._pace(row, wall) for row in self._rows.values()}
            passed = {name: (now - self._rows[name].asked_at) / every for name, every in paces.items()}
            batches = self._router.batches(
                row.instrument for row in self._rows.values() if passed[row.instrument.id] >= JOINS
            )
            for source, members in batches.items():
                held_back = source in self._busy or now < self._not_before.get(source, NEVER)
                if not source or held_back or all(passed[one.id] < 1.0 for one in members):
                    continue
                self._busy.add(source)
                leaving[source] = members
                for one in members:
                    self._rows[one.id].asked_at = now
        return leaving

    def _pace(self, row: _Row, wall: float) -> float:
        market = row.instrument.market
        state = "open" if self._always_open else sessions.state(market, wall)
        row.confirmed = row.confirmed and state in OVER
        streamed = self._streams.is_fresh(row.instrument.id)
        return pace(market, state, visible=row.visible, streamed=streamed, confirmed=row.confirmed)

    def _round(self, source: str, members: tuple[Instrument, ...]) -> None:
        """Ask once. A bug in one round must not end the quotes."""
        try:
            answer = self._router.quotes(QuotesWanted(instruments=members), self._arrived)
            self._confirm({one.instrument for one in answer.quotes} - {name for name, _ in answer.failures})
        except Exception:
            if not self._closing.is_set():
                log.exception("polling")
        finally:
            with self._lock:
                self._busy.discard(source)
        self._polled()

    def _arrived(self, quotes: tuple[Quote, ...]) -> None:
        if newest := self._streams.polled(quotes):
            self._push(newest)

    def _confirm(self, answered: set[str]) -> None:
        wall = self._wall()
        with self._lock:
            for row in self._rows.values():
                if row.instrument.id in answered and sessions.state(row.instrument.market, wall) in OVER:
                    row.confirmed = True
