"""Keeps a stream alive: a new connection after every end, every subscription again, patience between tries.

yfinance's ``WebSocket.listen`` returns without a word when the server closes, when the line drops, and after one
message it cannot read. A line that is half open says nothing at all: silence in an open market ends it.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from models import sessions
from models.instruments import Instrument, Market

log = logging.getLogger(__name__)
TICK_S = 0.25  # how long a new subscription or the end may wait for the line
SILENCE_S = 45.0
FIRST_S, LONGEST_S = 1.0, 60.0
JOIN_S = 5.0


class Ended(Exception):
    """The connection is over: silent, closed, or no longer wanted."""


class Line(Protocol):
    """One connection. ``listen`` hands on messages until it ends, and calls ``idle`` at least every TICK_S."""

    def subscribe(self, symbols: list[str]) -> None:
        """Ask for these symbols, too."""

    def unsubscribe(self, symbols: list[str]) -> None:
        """Ask for these no longer."""

    def listen(self, heard: Callable[[Mapping[str, Any]], None], idle: Callable[[], None]) -> None:
        """Returns or raises when the connection is over."""

    def close(self) -> None:
        """Never raises."""


class Supervisor:
    """One thread that keeps one line. ``heard`` gets a message, and says whether it could be used.

    ``clock``: UTC seconds, for sessions. ``monotonic``: for silence. ``pause``: waits that many seconds or until the
    end. ``jitter``: uniform in [0, 1).
    """

    def __init__(
        self,
        connect: Callable[[], Line],
        heard: Callable[[Mapping[str, Any]], bool],
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Any] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._connect, self._heard = connect, heard
        self._clock, self._monotonic, self._jitter = clock, monotonic, jitter
        self._closed, self._changed = threading.Event(), threading.Event()
        self._pause = pause or self._closed.wait
        self._wanted: dict[str, Market] = {}
        self._sent: set[str] = set()
        self._failures, self._quiet_since = 0, 0.0
        self.connections, self.used, self.dropped = 0, 0, 0
        self._state = "idle"
        self._thread = threading.Thread(target=self._run, name="stream", daemon=True)
        self._thread.start()

    def want(self, symbols: Mapping[str, Instrument]) -> None:
        """The whole set from now on."""
        self._wanted = {symbol: one.market for symbol, one in symbols.items()}
        self._changed.set()

    def state(self) -> str:
        """One of: idle (nothing wanted), connecting, live, waiting (between two tries) or closed."""
        return self._state

    def close(self) -> None:
        """End the line and the thread."""
        self._closed.set()
        self._changed.set()
        self._thread.join(JOIN_S)

    def _run(self) -> None:
        while not self._closed.is_set():
            if not self._wanted:
                self._state = "idle"
                self._changed.wait()
                self._changed.clear()
                continue
            self._hold_a_line()
            if self._wanted and not self._closed.is_set():
                self._state = "no connection, waiting to try again"
                self._pause(self._wait())
        self._state = "closed"

    def _hold_a_line(self) -> None:
        line: Line | None = None
        self._state, self._sent, self._quiet_since = "connecting", set(), self._monotonic()
        self._failures += 1  # until something usable is heard
        try:
            line = self._connect()
            self.connections += 1
            self._send(line)
            self._state = "live"
            line.listen(self._take, lambda: self._between(line))
            log.info("stream: ended without a word")
        except Exception as error:  # noqa: BLE001 - whatever ends a line, the next one is the answer
            log.info("stream: %s: %s", type(error).__name__, error)
        finally:
            if line is not None:
                line.close()

    def _send(self, line: Line) -> None:
        """Make the server's subscriptions what is wanted."""
        self._changed.clear()
        wanted = set(self._wanted)
        if more := wanted - self._sent:
            line.subscribe(sorted(more))
        if fewer := self._sent - wanted:
            line.unsubscribe(sorted(fewer))
        self._sent = wanted

    def _take(self, message: Mapping[str, Any]) -> None:
        if self._heard(message):
            self.used += 1
            self._failures, self._quiet_since = 0, self._monotonic()
        else:
            self.dropped += 1

    def _between(self, line: Line) -> None:
        """Between two messages: raises Ended when the line is to end."""
        if self._closed.is_set() or not self._wanted:
            raise Ended("not wanted any more")
        if self._changed.is_set():
            self._send(line)
        now = self._monotonic()
        if not self._open_now():
            self._quiet_since = now
        elif now - self._quiet_since > SILENCE_S:
            raise Ended("silent while a market is open")

    def _open_now(self) -> bool:
        now = self._clock()
        return any(sessions.state(market, now) == "open" for market in set(self._wanted.values()))

    def _wait(self) -> float:
        """Seconds until the next try: anywhere up to 1, 2, 4, ... 60, so that clients do not come all at once."""
        return self._jitter() * wait_up_to(self._failures)


def wait_up_to(failures: int) -> float:
    """The longest wait after that many lines in a row without a usable message."""
    doubled = FIRST_S * 2.0 ** min(max(failures - 1, 0), 10)
    return min(doubled, LONGEST_S)


def by_symbol(instruments: Iterable[Instrument], spelled: Callable[[Instrument], str | None]) -> dict[str, Instrument]:
    """Symbol -> instrument, without those that have none."""
    return {symbol: one for one in instruments if (symbol := spelled(one)) is not None}
