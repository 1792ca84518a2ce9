"""Asks for the bars of many rows, some at a time: those on screen first, and what failed later and later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

from data_sources.client import DataClient
from data_sources.protocol import BarsWanted
from gui.wires.bridge import Bridge
from models.errors import AppError
from models.frozen import frozen
from models.values import Bars

FIRST_PAUSE_S, LONGEST_PAUSE_S = 15.0, 600.0  # after a failure; twice as long each time


@frozen(kw_only=True)
class Wish:
    """A want, and what its owner wants to be told with the answer."""

    want: BarsWanted
    tag: Any


@frozen(eq=False)
class _Open:
    wish: Wish
    future: Future[Bars]


class Asking:
    """At most ``most`` wants are out at once.

    told(name, tag, bars, early): an answer, in the GUI thread; ``early`` ones are cached bars before the answer
    itself. It returns whether the answer will do; one that will not counts as a failure.
    """

    def __init__(
        self,
        client: DataClient,
        bridge: Bridge,
        most: int,
        told: Callable[[str, Any, Bars, bool], bool],
        clock: Callable[[], float],
    ) -> None:
        self._client, self._bridge, self._most, self._told, self._clock = client, bridge, most, told, clock
        self._open: dict[str, _Open] = {}
        self._wishes: Mapping[str, Wish] = {}
        self._failed: dict[str, tuple[int, float]] = {}  # how often in a row, and until when it waits

    def wish(self, wishes: Mapping[str, Wish]) -> None:
        """What is wanted now, by name, the most wanted first; what is not any more is waited for no longer."""
        self._wishes = wishes
        for name, held in list(self._open.items()):
            if wishes.get(name) != held.wish:
                self._drop(name)
        self._start()

    def failures(self, name: str) -> int:
        """How often in a row it has failed."""
        return self._failed.get(name, (0, 0.0))[0]

    def cancel(self) -> None:
        """Wait no more."""
        self.wish({})

    def _start(self) -> None:
        now = self._clock()
        for name, wish in self._wishes.items():
            if len(self._open) >= self._most:
                return
            waits = self._failed.get(name, (0, 0.0))[1] - now
            if name not in self._open and not 0 < waits <= LONGEST_PAUSE_S:  # more: the clock was set back
                self._ask(name, wish)

    def _ask(self, name: str, wish: Wish) -> None:
        def early(bars: Bars) -> None:
            self._bridge.post(lambda: self._early(name, wish, bars))

        held = _Open(wish, self._client.bars(wish.want, early))
        self._open[name] = held
        self._bridge.when_done(
            held.future, lambda bars: self._take(name, held, bars), lambda error: self._miss(name, held, error)
        )

    def _early(self, name: str, wish: Wish, bars: Bars) -> None:
        if name in self._open and self._open[name].wish is wish:
            self._told(name, wish.tag, bars, True)

    def _take(self, name: str, held: _Open, bars: Bars) -> None:
        if self._open.get(name) is not held:
            return
        del self._open[name]
        if self._told(name, held.wish.tag, bars, False):
            self._failed.pop(name, None)
            self._wishes = {other: wish for other, wish in self._wishes.items() if other != name}
        else:
            self._put_off(name)
        self._start()

    def _miss(self, name: str, held: _Open, _: AppError) -> None:
        """The row shows what it has; the reason stands on the source page."""
        if self._open.get(name) is held:
            del self._open[name]
            self._put_off(name)
            self._start()

    def _put_off(self, name: str) -> None:
        often = self.failures(name) + 1
        self._failed[name] = often, self._clock() + min(FIRST_PAUSE_S * 2 ** (often - 1), LONGEST_PAUSE_S)

    def _drop(self, name: str) -> None:
        self._client.forget(self._open.pop(name).future)
