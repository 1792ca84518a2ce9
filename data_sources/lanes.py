"""A lane per host group: one request at a time, within its budget, and left alone after a refusal."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from data_sources.catalog import Group
from data_sources.protocol import SourceState
from models.errors import AppError, NoSuchData, RateLimited, Unreachable

T = TypeVar("T")
URGENT, ORDINARY = 0, 1
FAILURES_BEFORE_REST = 3  # of answers that cannot be read; silence and refusals rest a host at once
LONGEST_REST_S = 240.0  # a rest doubles each time; somebody whose network is back should not wait for longer
LONGEST_BAN_S = 1800.0  # a vendor that says "too often" means it


class Lane:
    """Serialises the requests to one host group; urgent ones (quotes) pass waiting ordinary ones (history).

    Threads call ``run`` and wait there. ``clock`` is monotonic seconds, ``wall`` UTC seconds.
    """

    def __init__(
        self,
        group: Group,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._budget = group
        self._clock, self._wall = clock, wall
        self._free = threading.Condition()
        self._queue: list[tuple[int, int]] = []
        self._numbers = itertools.count()
        self._busy = False
        self._closed = False
        self._tokens, self._filled_at = float(group.burst), clock()
        self._rests_until = 0.0
        self._bad_in_a_row = self._rests_in_a_row = 0
        self._last_error: AppError | None = None
        self._last_ok = self._last_failed = 0.0
        self._requests = 0

    def run(self, call: Callable[[], T], priority: int = ORDINARY) -> T:
        """``call()`` when it is this caller's turn.

        Raises Unreachable or RateLimited without calling while the group rests, and what ``call`` raises.
        """
        self._enter(priority)
        try:
            return self._noted(call)
        finally:
            self._leave()

    def resting(self) -> AppError | None:
        """Why this group is left alone just now, or None."""
        wait = self._rests_until - self._clock()
        if wait <= 0 or self._last_error is None:
            return None
        kind = RateLimited if isinstance(self._last_error, RateLimited) else Unreachable
        return kind(self._last_error.detail, wait_s=wait)

    def state(self, source: str) -> SourceState:
        """One line for the source page."""
        wait = max(0.0, self._rests_until - self._clock())
        error = self._last_error
        name = "resting" if wait else "failed" if error else "ok" if self._last_ok else "idle"
        return SourceState(
            source=source,
            group=self._budget.id,
            state=name,
            reason=error.detail if error else "",
            last_ok=self._last_ok,
            last_failed=self._last_failed,
            rests_until=self._wall() + wait if wait else 0.0,
            requests=self._requests,
        )

    def close(self) -> None:
        """Turn away everybody who waits."""
        with self._free:
            self._closed = True
            self._free.notify_all()

    def _enter(self, priority: int) -> None:
        ticket = (priority, next(self._numbers))
        with self._free:
            heapq.heappush(self._queue, ticket)
            while not self._closed and (self._busy or self._queue[0] != ticket):
                self._free.wait()
            if self._closed:
                raise Unreachable("closing")
            heapq.heappop(self._queue)
            self._busy = True

    def _leave(self) -> None:
        with self._free:
            self._busy = False
            self._free.notify_all()

    def _noted(self, call: Callable[[], T]) -> T:
        if resting := self.resting():
            raise resting
        self._spend()
        try:
            value = call()
        except NoSuchData:  # the host did its work
            self._praise()
            raise
        except AppError as error:
            self._blame(error)
            raise
        self._praise()
        return value

    def _spend(self) -> None:
        """Wait for a token of the budget, then take it."""
        with self._free:
            self._refill()
            wait = (1.0 - self._tokens) / self._budget.per_s
            if wait > 0:
                if self._free.wait_for(lambda: self._closed, timeout=wait):
                    raise Unreachable("closing")
                self._refill()
            self._tokens -= 1.0
            self._requests += 1

    def _refill(self) -> None:
        now = self._clock()
        self._tokens = min(self._budget.burst, self._tokens + (now - self._filled_at) * self._budget.per_s)
        self._filled_at = now

    def _praise(self) -> None:
        self._bad_in_a_row = self._rests_in_a_row = 0
        self._last_error, self._last_ok = None, self._wall()

    def _blame(self, error: AppError) -> None:
        self._last_error, self._last_failed = error, self._wall()
        self._bad_in_a_row += 1
        if isinstance(error, RateLimited):
            self._rest(LONGEST_BAN_S, at_least=error.wait_s)
        elif isinstance(error, Unreachable) or self._bad_in_a_row >= FAILURES_BEFORE_REST:
            self._rest(LONGEST_REST_S)

    def _rest(self, longest: float, at_least: float = 0.0) -> None:
        seconds = max(at_least, min(longest, self._budget.rests_s[0] * 2.0**self._rests_in_a_row))
        self._rests_in_a_row = min(self._rests_in_a_row + 1, 10)
        self._rests_until = self._clock() + seconds
