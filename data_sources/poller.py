"""Keeps the subscribed quotes coming: those of a market that trades quickly, the others slowly."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from data_sources.protocol import QuotesWanted
from data_sources.router import Router
from models import sessions
from models.instruments import Instrument
from models.values import Quote

log = logging.getLogger(__name__)
TRADING_S = 3.0
RESTING_S = 15.0
LIVE_STATES = frozenset({"open"})


class Poller:
    """Asks the router for the subscribed set again and again, until ``closing`` is set."""

    def __init__(
        self,
        router: Router,
        push: Callable[[tuple[Quote, ...]], None],
        polled: Callable[[], None],
        closing: threading.Event,
    ) -> None:
        self._router, self._push, self._polled, self._closing = router, push, polled, closing
        self._changed = threading.Event()
        self._wanted: tuple[Instrument, ...] = ()

    def start(self) -> None:
        """Begin polling in a thread of its own."""
        threading.Thread(target=self._run, name="poller", daemon=True).start()

    def subscribe(self, instruments: tuple[Instrument, ...]) -> None:
        """Replace the set; what the cache knows of it is pushed at once."""
        if cached := self._router.cached_quotes(instruments):
            self._push(cached)
        self._wanted = instruments
        self._changed.set()

    def _run(self) -> None:
        for_all_at = 0.0
        while not self._closing.is_set():
            if self._changed.is_set():
                self._changed.clear()
                for_all_at = 0.0
            wanted = self._wanted
            live = _live(wanted, time.time())
            if time.monotonic() < for_all_at:
                self._round(live)
            else:
                for_all_at = time.monotonic() + RESTING_S
                self._round(wanted)
            self._wait(TRADING_S if live else RESTING_S)

    def _round(self, wanted: tuple[Instrument, ...]) -> None:
        """Ask once. A bug in one round must not end the quotes."""
        if not wanted:
            return
        try:
            self._router.quotes(QuotesWanted(instruments=wanted), self._push)
        except Exception:
            if not self._closing.is_set():  # a pool that is shut down takes no more work
                log.exception("polling")
        self._polled()

    def _wait(self, seconds: float) -> None:
        """Sleep, but wake for a new subscription or for the end within half a second."""
        until = time.monotonic() + seconds
        while not self._closing.is_set() and time.monotonic() < until:
            if self._changed.wait(min(0.5, max(0.0, until - time.monotonic()))):
                return


def _live(wanted: tuple[Instrument, ...], now: float) -> tuple[Instrument, ...]:
    """Those whose market trades now."""
    return tuple(item for item in wanted if sessions.state(item.market, now) in LIVE_STATES)
