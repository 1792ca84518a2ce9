"""The streaming sources of a data process: who is subscribed where, and what is pushed, guarded and completed.

A stream says a price and little else; the rest of the row comes from the newest polled quote of the same upstream,
so that a tick never blanks what is known. Two vendors are never mixed in one row.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from data_sources import catalog
from data_sources.catalog import Entry
from data_sources.guards import checked_quotes
from data_sources.protocol import SourceState
from data_sources.sources import Sources
from data_sources.streaming import StreamProvider
from models import sessions
from models.instruments import Instrument
from models.values import Quote

WELL = ("", "idle", "connecting", "live")  # what a stream says while nothing is wrong with it
FRESH_S = 30.0  # a row that was pushed within this needs polling as a cross-check only
Push = Callable[[tuple[Quote, ...]], None]


@dataclass(slots=True)
class _Told:
    """The newest push of an instrument. at: monotonic seconds; time: the exchange's."""

    at: float
    time: float


class Streams:
    """Starts a stream for the rows its markets have on screen. Without a streaming source in the catalogue: nothing.

    ``push``: where quotes go; ``note``: keeps them for the next start. ``clock``: monotonic seconds.
    """

    def __init__(self, sources: Sources, push: Push, note: Push, clock: Callable[[], float] = time.monotonic) -> None:
        self._push, self._note, self._clock = push, note, clock
        self._lock = threading.Lock()
        self._asked: dict[str, Instrument] = {}
        self._told: dict[str, _Told] = {}
        self._polled: dict[str, Quote] = {}
        self._last_ok: dict[str, float] = {}
        self._open: dict[str, tuple[Entry, StreamProvider]] = {}
        self._off = [entry for entry in catalog.SOURCES if entry.stream and not sources.is_open(entry.id)]
        for entry in catalog.SOURCES:
            if entry.stream and sources.is_open(entry.id):
                self._open[entry.id] = (entry, self._provider(entry, sources))

    def subscribe(self, instruments: tuple[Instrument, ...]) -> None:
        """Stream these from now on, as far as there are streams for their markets."""
        with self._lock:
            self._asked = {one.id: one for one in instruments}
        for entry, provider in self._open.values():
            provider.subscribe(tuple(one for one in instruments if one.market in entry.markets))

    def is_fresh(self, instrument: str) -> bool:
        """Whether a stream has brought this row lately."""
        told = self._told.get(instrument)
        return told is not None and self._clock() - told.at < FRESH_S

    def polled(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """Note polled quotes; those that are older than what a stream has brought since are left out."""
        if not self._open:
            return quotes
        with self._lock:
            self._polled.update((one.instrument, one) for one in quotes)
            return tuple(one for one in quotes if not self._is_overtaken(one))

    def _is_overtaken(self, polled: Quote) -> bool:
        """Whether a stream that still speaks has said something newer; polls know whole seconds only."""
        told = self._told.get(polled.instrument)
        fresh = told is not None and self._clock() - told.at < FRESH_S
        return told is not None and fresh and polled.exchange_time < int(told.time)

    def resumed(self) -> None:
        """The machine slept: connections are dead."""
        for _, provider in self._open.values():
            provider.restart()

    def states(self) -> tuple[SourceState, ...]:
        """One line a streaming source."""
        off = [SourceState(source=entry.id, group=entry.group, state="off") for entry in self._off]
        return (*off, *(self._line(entry, provider) for entry, provider in self._open.values()))

    def close(self) -> None:
        """End their processes."""
        for _, provider in self._open.values():
            provider.close()

    def _provider(self, entry: Entry, sources: Sources) -> StreamProvider:
        return StreamProvider(
            entry.id, entry.module, sources.context(entry), lambda quotes: self._arrived(entry, quotes)
        )

    def _line(self, entry: Entry, provider: StreamProvider) -> SourceState:
        last_ok = self._last_ok.get(entry.id, 0.0)
        well = provider.state in WELL
        name = "failed" if not well else "ok" if last_ok else "idle"
        return SourceState(
            source=entry.id, group=entry.group, state=name, reason="" if well else provider.state, last_ok=last_ok
        )

    def _arrived(self, entry: Entry, quotes: tuple[Quote, ...]) -> None:
        """In the stream's reading thread: complete, check, keep, push."""
        with self._lock:
            asked = tuple(self._asked.values())
            whole = [self._completed(entry, one) for one in quotes if one.instrument in self._asked]
        given = (replace(one, source=entry.id) for one in whole if one is not None)
        checked = checked_quotes(given, asked, entry.id, time.time())
        if not checked:
            return
        with self._lock:
            for one in checked:
                self._told[one.instrument] = _Told(self._clock(), one.exchange_time)
        self._last_ok[entry.id] = time.time()
        self._note(checked)
        self._push(checked)

    def _completed(self, entry: Entry, new: Quote) -> Quote | None:
        """``new`` with what a poll of the same upstream knows; None while that is nothing and ``new`` no whole row."""
        base = self._polled.get(new.instrument)
        if base is not None and catalog.BY_ID[base.source].group == entry.group:
            return completed(new, base, self._asked[new.instrument])
        return new if new.previous_close is not None and new.last is not None else None


def completed(new: Quote, base: Quote, one: Instrument) -> Quote:
    """``new`` with the fields only ``base`` has, if both are of one session; the day's range takes the new price in.

    A trade outside the session changes nothing but itself: the day's numbers and their time stay those of ``base``.
    """
    if new.last is None:
        outside = {name: getattr(new, name) for name in ("extended_last", "extended_time", "received_at")}
        return replace(base, **outside)
    if _day(new, one) != _day(base, one):
        return new
    missing: dict[str, Any] = {
        field.name: getattr(base, field.name) for field in fields(Quote) if getattr(new, field.name) is None
    }
    high = new.last if base.high is None else max(base.high, new.high or new.last, new.last)
    low = new.last if base.low is None else min(base.low, new.low or new.last, new.last)
    return replace(new, **(missing | {"high": high, "low": low, "extended_last": None, "extended_time": None}))


def _day(quote: Quote, one: Instrument) -> dt.date:
    return sessions.local_date(one.market, quote.exchange_time)
