"""Identical questions in flight share one answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Flights:
    """The first caller of a key does the work in its own thread; others with the same key wait for what comes of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[Hashable, Future[Any]] = {}

    def shared(self, key: Hashable, make: Callable[[], T]) -> T:
        """``make()``, or the answer or error of the call of it that is under way."""
        with self._lock:
            flight = self._open.get(key)
            leads = flight is None
            if flight is None:
                flight = self._open[key] = Future()
        if not leads:
            value: T = flight.result()
            return value
        try:
            made = make()
        except BaseException as error:
            self._land(key)
            flight.set_exception(error)
            raise
        self._land(key)
        flight.set_result(made)
        return made

    def _land(self, key: Hashable) -> None:
        with self._lock:
            del self._open[key]
