"""The grid of charts and what may happen to it: which chart is active, what follows what, which are seen.

The list drives the active chart and all of its colour group; the others stay. A single chart follows the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.parts import Parts
from gui.seats import links
from gui.seats.seat import Seat
from gui.seats.seats import Seats, Wanted
from models import symbols
from models.charts.values import ChartSpec, GridSpec, reshaped, with_chart
from models.instruments import Instrument
from models.values import Quote


class Stage(QObject):
    """``changed``: the grid, or what its charts show, is another. ``chosen``: this instrument is the current one now.

    detached: the places whose charts have windows of their own; they are seen whatever the grid shows.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, parts: Parts, clock: Callable[[], float], parent: QObject) -> None:
        """``parent``: goes with it, and so does what its signals are connected to."""
        super().__init__(parent)
        self._parts = parts
        self.seats = Seats(parts, clock, self)
        self.seats.specified.connect(self.specify)
        self.spec = parts.layouts.grid
        self.detached: frozenset[int] = frozenset()
        self._current: Instrument | None = None  # the list's
        self._hidden = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)
        parts.layouts.restored.connect(self.load)
        self._refresh()

    @property
    def active(self) -> Seat | None:
        """The chart that keys and searches go to, if it has been made."""
        return self.seats.at(self.spec.active)

    @property
    def chart(self) -> ChartSpec:
        """What the active chart shows, and how."""
        return self.spec.charts[self.spec.active]

    @property
    def instrument(self) -> Instrument | None:
        """What the active chart shows."""
        return self.instrument_at(self.spec.active)

    def instrument_at(self, place: int) -> Instrument | None:
        """What is shown at a place."""
        name = self.spec.charts[place].instrument
        return self._current if not name or self._follows else self._known(name)

    @property
    def charted(self) -> tuple[Instrument, ...]:
        """What is on the charts that are seen."""
        found = (self.instrument_at(place) for place in self._seen)
        return tuple({one.id: one for one in found if one is not None}.values())

    # what happens

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's current row changed; told the same once more, everything in sight is asked for again."""
        before, self._current = self._current, instrument
        if before is None and not self._follows:
            self._soon.start()  # the grid stays as it was left: its active chart is what the list goes to
            self._put(self._settled(self.spec))
        elif before is not None and before.id == instrument.id == getattr(self.instrument, "id", ""):
            self.seats.ask_again()
        else:
            self._put(self.spec if self._follows else links.showing(self.spec, self.spec.active, instrument.id))

    def activate(self, place: int) -> None:
        """Somebody works with a chart."""
        if place != self.spec.active and place < self.spec.shape:
            self._put(replace(self.spec, active=place, large=self.spec.large and place not in self.detached))
            self._tell()

    def specify(self, place: int, spec: ChartSpec) -> None:
        """A chart is shown another way. Which instrument and which group is told elsewhere."""
        mine = self.spec.charts[place]
        self._put(with_chart(self.spec, place, replace(spec, instrument=mine.instrument, link=mine.link)))

    def link(self, place: int, group: int) -> None:
        """A chart joins a colour group, 0: none."""
        self._put(links.joined(self.spec, place, group))

    def reshape(self, shape: int) -> None:
        """More charts or fewer."""
        self.detached = frozenset(place for place in self.detached if place < shape)
        self._put(self._settled(reshaped(self._said(), shape)))
        self._tell()

    def load(self, grid: GridSpec) -> None:
        """Another grid: a template, or how it was left."""
        self.detached = frozenset()
        self._put(self._settled(grid))
        self._tell()

    def enlarge(self) -> None:
        """The active chart alone, or all of them again."""
        if self.spec.shape > 1 and self.spec.active not in self.detached:
            self._put(replace(self.spec, large=not self.spec.large))

    def detach(self, place: int) -> None:
        """A chart gets a window of its own."""
        self.detached |= {place}
        self._put(replace(self.spec, large=self.spec.large and place != self.spec.active))

    def attach(self, place: int) -> None:
        """A chart comes back to its place."""
        self.detached -= {place}
        self._refresh()

    def step(self, rows: int) -> None:
        """The active chart shows what stands so many rows further down in the list."""
        one = self.instrument
        found = self._parts.neighbours.beside(one.id if one is not None else "", rows)
        if found is not None:
            self.chosen.emit(found)

    def hide(self, *, on: bool) -> None:
        """The tab is not in front, or is again."""
        if on != self._hidden:
            self._hidden = on
            self._refresh()

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""
        self.seats.apply(quotes)

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._hidden, self.detached = True, frozenset()  # the window hides when it closes: nothing is to wake then
        self._soon.stop()
        self._parts.layouts.restored.disconnect(self.load)
        self.seats.retire()

    # inside

    @property
    def _follows(self) -> bool:
        """Whether there is one chart, and it shows whatever the list shows."""
        return self.spec.shape == 1

    @property
    def _seen(self) -> tuple[int, ...]:
        spec, away = self.spec, tuple(sorted(self.detached))
        if self._hidden:
            return away
        inside = (spec.active,) if spec.large else range(spec.shape)
        return tuple(dict.fromkeys((*inside, *away)))

    def _said(self) -> GridSpec:
        """The grid, in which a single chart too says what it shows."""
        alone = self._follows and self._current is not None
        return links.showing(self.spec, 0, self._current.id) if alone else self.spec  # type: ignore[union-attr]

    def _settled(self, grid: GridSpec) -> GridSpec:
        if self._current is None:
            return grid
        return links.settled(grid, self._current.id, (one.id for one in self._parts.neighbours.after(self._current.id)))

    def _put(self, grid: GridSpec) -> None:
        self.spec = grid
        self._parts.layouts.keep(grid)
        self._refresh()

    def _refresh(self) -> None:
        wanted = {place: Wanted(self.spec.charts[place], self.instrument_at(place)) for place in self._seen}
        self.seats.show(wanted, self.spec.active)
        self.changed.emit()

    def _tell(self) -> None:
        """The list goes to what the active chart shows."""
        one = self.instrument
        if one is not None and (self._current is None or one.id != self._current.id):
            self.chosen.emit(one)

    def _known(self, name: str) -> Instrument | None:
        """An instrument by its id; quotes of one that stands in no list are kept from now on."""
        for known in (self._parts.lists.lists.known, self._parts.universe.instruments):
            if name in known:
                return known[name]
        return self._stranger(name)

    def _stranger(self, name: str) -> Instrument | None:
        store = self._parts.store
        if name not in store.row_of:
            found = symbols.read(name, self._parts.universe).instrument
            if found is None:
                return None
            store.add((found,))
        one: Instrument = store.instruments[store.row_of[name]]
        return one
