"""The chart tab: a grid of charts under a row of tools; detached charts have windows of their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from gui.charts.panel import ChartPanel
from gui.look.theme import TOOLBAR_HEIGHT
from gui.parts import Parts
from gui.seats.detached import Away
from gui.seats.grid import Grid
from gui.seats.seat import Seat
from gui.seats.stage import Stage
from gui.seats.windows import Windows
from models.charts.values import ChartSpec
from models.instruments import Instrument
from models.values import Quote

if TYPE_CHECKING:
    from gui.seats.furniture import Furniture

STEPS = {"previous": -1, "next": 1}  # rows of the list


class Tools(Protocol):
    """What stands over the charts and is about the active one; it is a QWidget."""

    def show_spec(self, spec: ChartSpec) -> None:
        """The active chart shows this."""


class ChartTab(QWidget):
    """``chosen``: an instrument became current in a chart; the list and the other tabs follow."""

    chosen = Signal(object)

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts = parts
        self._retired = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._furnish)
        self._moving = False  # while charts move, Qt hands the keyboard to whatever stands beside them
        self._focused: QWidget | None = None  # the window that had the keyboard last
        self._tools: list[Tools] = []
        self._furniture: Furniture | None = None
        self._away: dict[int, Away] = {}
        self.grid = Grid(parts.theme)
        self.windows = Windows(parts.theme, parts.texts, parts.lang)
        self.stage = Stage(parts, clock, self)
        self._lay_out()
        self._connect()
        for place in self.stage.seats.places:
            self._take_in(place)
        self._arrange()
        parts.plotting.when_ready(self._furnish_later)  # after the first paint

    @property
    def panel(self) -> ChartPanel:
        """The chart that keys go to."""
        return self.seat.panel

    @property
    def seat(self) -> Seat:
        """The active chart, or the first while that is still to be made."""
        return self.stage.active or next(seat for _, seat in self.stage.seats.items())

    @property
    def charted(self) -> tuple[Instrument, ...]:
        """What is on the charts that are seen."""
        return self.stage.charted

    @property
    def busy(self) -> bool:
        """Whether charts are still to be made."""
        return self.stage.seats.busy or self._soon.isActive()

    def set_tools(self, tools: QWidget) -> None:
        """Put tools over the charts; they hear which chart is active and tell by ``wanted`` how it is to be shown."""
        self._row.insertWidget(0, tools, 1)
        self._hear(tools)

    def set_side(self, side: QWidget) -> None:
        """Put something of the same kind beside the charts."""
        self._beside.addWidget(side)
        self._hear(side)

    def show_instrument(self, instrument: Instrument) -> None:
        """The list's current row changed."""
        self.stage.show_instrument(instrument)

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """New quotes came."""
        self.stage.apply(quotes)

    def tick(self, now: float) -> None:
        """A second passed."""
        self.stage.seats.tick(now)

    def inherit(self, old: ChartTab) -> None:
        """Windows of charts stand where those of another tab stand."""
        self.windows.remember(old.windows.geometries())
        for place in sorted(old.stage.detached):
            self.stage.detach(place)

    def do(self, act: str) -> None:
        """An act of the grid's (see gui/seats/keys.py)."""
        if act == "large":
            self._enlarge()
        elif act in STEPS:
            self.stage.step(STEPS[act])

    def retire(self) -> None:
        """Wait for nothing any more."""
        if self._retired:
            return
        self._retired = True
        self._soon.stop()
        self.stage.retire()
        if self._furniture is not None:
            self._furniture.retire()
        QApplication.instance().focusChanged.disconnect(self._focus)
        self.windows.closed.disconnect(self._bring_back)
        self.windows.close_all()

    # Qt's calls

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """In front again."""
        super().showEvent(event)
        self.stage.hide(on=False)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Another tab is in front: its charts ask for nothing. A window that is made small hides nothing."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.stage.hide(on=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc shows all charts again; what is left is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.stage.spec.large:
            self.stage.enlarge()
        else:
            super().keyPressEvent(event)

    # inside

    def _enlarge(self) -> None:
        """The active chart as large as its window, and back."""
        window = self.windows.at(self.stage.spec.active)
        if window is not None:
            window.enlarge()
        else:
            self.stage.enlarge()

    def _toggle_window(self) -> None:
        place = self.stage.spec.active
        if place in self.stage.detached:
            self.stage.attach(place)
        elif self.stage.active is not None:
            self.stage.detach(place)

    def _take_in(self, place: int) -> None:
        """A chart has been made."""
        seat = self.stage.seats.at(place)
        seat.active.connect(lambda: self.stage.activate(place))
        seat.linked.connect(lambda group: self.stage.link(place, group))
        seat.panel.made.connect(lambda: self._watch(seat))
        if seat.panel.canvas is not None:
            self._watch(seat)
        seat.said.connect(lambda sentence: self._heard("say", sentence))
        seat.tooled.connect(lambda act: self._heard("show_tool", act))
        self._arrange()

    def _heard(self, what: str, word: str) -> None:
        """A chart tells something that stands over all of them."""
        if self._furniture is not None:
            getattr(self._furniture, what)(word)

    def _watch(self, seat: Seat) -> None:
        """A chart can be pointed at and pressed now."""
        self._parts.pointing.join(seat.panel.canvas)
        seat.panel.canvas.pressed.connect(seat.active)

    def _arrange(self) -> None:
        """Everything stands as the grid says."""
        self._moving = True
        spec, stage = self.stage.spec, self.stage
        for place in self.windows.places - stage.detached:
            self.windows.close(place)
        for place, seat in stage.seats.items():
            if place in stage.detached:
                self._let_go(place, seat)
            else:
                self.grid.put(place, seat)
            if place < spec.shape:  # a template may have fewer charts than there were
                seat.show_link(spec.charts[place].link, several=spec.shape > 1)
                self.windows.show_spec(place, stage.instrument_at(place), spec.charts[place])
        self.grid.arrange(spec.shape, spec.active, large=spec.large)
        self._moving = False
        self._show_spec()

    def _let_go(self, place: int, seat: Seat) -> None:
        if place in self.windows.places:
            return
        if place not in self._away:
            self._away[place] = Away(self._parts.texts)
            self._away[place].wanted.connect(lambda: self.stage.attach(place))
        self.windows.open(place, seat, self.window(), front=place == self.stage.spec.active)
        self.grid.put(place, self._away[place])
        self.grid.uncover(place)

    def _serve(self, place: int) -> None:
        """Keys and tools of a chart's own window."""
        if self._furniture is None:
            return

        def front() -> Seat:
            self.stage.activate(place)
            return self.seat

        tools = self._furniture.tools(front)
        tools.wanted.connect(lambda spec: self.stage.specify(place, spec))
        self.windows.at(place).put_on_top(tools)
        self._furniture.serve(self.windows.at(place), front)

    def _bring_back(self, place: int) -> None:
        """A window closes: its chart stands in the grid again."""
        self.grid.put(place, self.stage.seats.at(place))
        self.grid.uncover(place)
        if place in self.stage.detached:
            self.stage.attach(place)

    def _focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """The keyboard went to a chart: it is the active one, unless its whole window came to the front."""
        if self._moving or now is None or not shiboken6.isValid(now):
            return
        before, self._focused = self._focused, QWidget.window(now)  # a chart's own "window" is what it shows
        if before is not self._focused:
            return
        for place, seat in self.stage.seats.items():
            if seat.isAncestorOf(now):
                self.stage.activate(place)
                return

    def _hear(self, tools: QWidget) -> None:
        self._tools.append(tools)  # type: ignore[arg-type]
        tools.wanted.connect(lambda spec: self.stage.specify(self.stage.spec.active, spec))
        self._show_spec()

    def _show_spec(self) -> None:
        for one in self._tools:
            one.show_spec(self.stage.chart)

    def _furnish_later(self) -> None:
        """In a turn of its own: it takes as long as the chart."""
        if shiboken6.isValid(self) and not self._retired:
            self._soon.start()

    def _furnish(self) -> None:
        """The first paint is over: what it did not wait for."""
        from gui.seats.furniture import Furniture
        from gui.seats.layout_menu import LayoutMenu

        self._furniture = Furniture(self._parts, self)

        stage = self.stage
        menu = LayoutMenu(self._parts.texts, self._parts.theme, self._parts.layouts, lambda: stage.spec)
        menu.shaped.connect(stage.reshape)
        menu.loaded.connect(stage.load)
        menu.enlarged.connect(self._enlarge)
        menu.detached.connect(self._toggle_window)
        stage.changed.connect(lambda: menu.show_grid(stage.spec))
        self._row.addWidget(menu)
        for place in self.windows.places:  # taken over from another tab
            self._serve(place)
        self._arrange()

    def _connect(self) -> None:
        self.stage.seats.made.connect(self._take_in)
        self.stage.seats.seen.connect(self.grid.uncover)
        self.stage.changed.connect(self._arrange)
        self.stage.chosen.connect(self.chosen)
        self.windows.closed.connect(self._bring_back)
        self.windows.opened.connect(self._serve)
        QApplication.instance().focusChanged.connect(self._focus)

    def _lay_out(self) -> None:
        top = QWidget()
        top.setObjectName("page")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setFixedHeight(TOOLBAR_HEIGHT)
        self._row = QHBoxLayout(top)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self.grid, 1)
        box.addLayout(self._beside, 1)
