"""Asks for many bars (or facts) at once and tells at each answer what is there, and what failed and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from models.errors import AppError

Given = TypeVar("Given")


class Gathering(Generic[Given]):
    """One round of wants, by name, each asked for by ``ask``. ``cancel`` ends it silently."""

    def __init__(
        self,
        client: DataClient,
        bridge: Bridge,
        wants: Mapping[str, Any],
        told: Callable[[Mapping[str, Given], Mapping[str, str]], None],
        ask: Callable[[Any], Future[Given]] | None = None,
    ) -> None:
        self._client, self._told = client, told
        self._found: dict[str, Given] = {}
        self._failures: dict[str, str] = {}
        ask = ask or client.bars
        self._open: dict[str, Future[Any]] = {name: ask(want) for name, want in wants.items()}
        self._asked = len(self._open)
        for name, future in list(self._open.items()):
            bridge.when_done(future, self._taker(name), self._misser(name))

    @property
    def progress(self) -> tuple[int, int]:
        """Answered, and asked for."""
        return self._asked - len(self._open), self._asked

    def cancel(self) -> None:
        """Wait no more."""
        futures, self._open = list(self._open.values()), {}
        for future in futures:
            self._client.forget(future)

    def _taker(self, name: str) -> Callable[[Given], None]:
        def take(given: Given) -> None:
            if self._open.pop(name, None) is not None:
                self._found[name] = given
                self._told(self._found, self._failures)

        return take

    def _misser(self, name: str) -> Callable[[AppError], None]:
        def miss(error: AppError) -> None:
            if self._open.pop(name, None) is not None:
                self._failures[name] = error.detail
                self._told(self._found, self._failures)

        return miss
