"""The charts of a grid by their places: made, woken and put to sleep one in a turn, so that no turn is felt.

A chart that nobody can see asks for nothing and draws nothing; when it is seen again it hears the quotes it has missed,
and asks anew if it was away for long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from gui.parts import Parts
from gui.seats.seat import Seat
from models.charts.values import ChartSpec
from models.instruments import Instrument
from models.values import Quote

OLD_S = 60.0  # bars that were not looked at for so long may lack some


class Wanted(NamedTuple):
    """What is to be at a place."""

    spec: ChartSpec
    instrument: Instrument | None


class Seats(QObject):
    """``made`` tells the place of a chart that is there now, ``seen`` that it shows what is wanted there, or will.

    ``specified``: it is shown another way.
    """

    made = Signal(int)
    seen = Signal(int)
    specified = Signal(int, object)

    def __init__(self, parts: Parts, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._clock = parts, clock
        self._held: dict[int, Seat] = {}
        self._wanted: Mapping[int, Wanted] = {}
        self._asleep: dict[int, float] = {}  # since when; in the past of all times, if it waited for bars
        self._quotes: dict[str, Quote] = {}
        self._queue: list[int] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    def at(self, place: int) -> Seat | None:
        """The chart at a place, if it has been made."""
        return self._held.get(place)

    @property
    def places(self) -> tuple[int, ...]:
        """Where charts have been made."""
        return tuple(self._held)

    def items(self) -> Iterable[tuple[int, Seat]]:
        """Places and charts that have been made."""
        return self._held.items()

    @property
    def busy(self) -> bool:
        """Whether some are still to be made or woken."""
        return bool(self._queue)

    def show(self, wanted: Mapping[int, Wanted], first: int) -> None:
        """These are in sight and no others. The chart at ``first`` is seen to at once, the others a turn each."""
        self._wanted = wanted
        for place in set(self._held) - set(wanted) - set(self._asleep):
            self._lull(place)
        self._queue = sorted((place for place in wanted if place != first), key=lambda place: place in self._held)
        if first in wanted:
            self._see_to(first)
        if self._queue:
            self._turn.start()

    def ask_again(self) -> None:
        """What was under way may be lost: everything in sight is asked for once more."""
        for place in self._wanted:
            if (seat := self._held.get(place)) is not None and seat.instrument is not None:
                seat.show_instrument(seat.instrument)

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""
        self._quotes.update((quote.instrument, quote) for quote in quotes)
        for place, seat in self._held.items():
            if place not in self._asleep:
                seat.apply(quotes)

    def tick(self, now: float) -> None:
        """A second passed."""
        for place, seat in self._held.items():
            if place not in self._asleep:
                seat.tick(now)

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._turn.stop()
        self._queue.clear()
        for seat in self._held.values():
            seat.retire()

    def _go_on(self) -> None:
        if self._queue:
            self._see_to(self._queue.pop(0))
        if self._queue:
            self._turn.start()

    def _see_to(self, place: int) -> None:
        """The chart at a place shows what is wanted there."""
        spec, instrument = self._wanted[place]
        seat = self._held.get(place) or self._make(place, spec)
        slept = self._asleep.pop(place, None)
        if slept is not None:
            seat.apply(tuple(self._quotes.values()))
        seat.present(spec, instrument, anew=slept is not None and self._clock() - slept > OLD_S)
        self.seen.emit(place)

    def _make(self, place: int, spec: ChartSpec) -> Seat:
        self._held[place] = seat = Seat(self._parts, spec, self._clock)
        seat.apply(tuple(self._quotes.values()))
        seat.specified.connect(lambda said: self.specified.emit(place, said))
        self.made.emit(place)
        return seat

    def _lull(self, place: int) -> None:
        seat = self._held[place]
        self._asleep[place] = float("-inf") if seat.waiting else self._clock()
        seat.retire()
