"""What stands around the charts of the tab: toolbar, panel of indicators, date line, exports, and the keys for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.charts.out.priced import PricedSource
from gui.outs.menu import OutMenu
from gui.outs.outs import Outs
from gui.parts import Parts
from gui.seats import keys
from gui.seats.draw_menu import DrawMenu
from gui.seats.goto import GoToLine
from gui.seats.seat import Seat
from gui.seats.study_panel import StudyPanel
from gui.seats.toolbar import Toolbar


class Room(Protocol):
    """The tab, as far as its furniture sees it; it is a QWidget."""

    @property
    def seat(self) -> Seat:
        """The active chart."""

    def set_tools(self, tools: QWidget) -> None:
        """Put tools over the charts; they hear which chart is active and tell by ``wanted`` how it is to be shown."""

    def set_side(self, side: QWidget) -> None:
        """The same beside the charts."""

    def do(self, act: str) -> None:
        """An act of keys.ACTS that is the grid's."""


class Furniture(QObject):
    """Made after the first paint."""

    def __init__(self, parts: Parts, room: Room) -> None:
        super().__init__(room)  # type: ignore[arg-type]
        self._parts, self._room = parts, room
        self.toolbar, self.studies = Toolbar(parts.texts), StudyPanel(parts.texts)
        self.outs = Outs(parts, lambda: PricedSource(room.seat.panel), room)  # type: ignore[arg-type]
        self._goto: GoToLine | None = None
        self.drawing, leaving = DrawMenu(parts.texts), OutMenu(parts.texts)
        self.drawing.asked.connect(self.do)
        leaving.asked.connect(self.outs.do)
        for menu in (self.drawing, leaving):
            self.toolbar.add(menu)
        self.toolbar.asked.connect(self.do)
        self.outs.told.connect(self.toolbar.tell)
        self.studies.left.connect(self._give_back)
        room.set_tools(self.toolbar)
        room.set_side(self.studies)
        self.serve(room, lambda: room.seat)  # type: ignore[arg-type]

    def serve(self, window: QWidget, active: Callable[[], Seat]) -> None:
        """The keys work in ``window`` and in all that is in it. ``active``: makes its chart active, and tells it."""
        keys.bind(window, active, lambda act: (active(), self.do(act)))

    def tools(self, active: Callable[[], Seat]) -> Toolbar:
        """Another row of tools, for a chart's own window; ``active`` as above."""
        made, leaving = Toolbar(self._parts.texts), OutMenu(self._parts.texts)
        made.asked.connect(lambda act: (active(), self.do(act)))
        leaving.asked.connect(lambda act: (active(), self.outs.do(act)))
        made.add(leaving)
        return made

    def do(self, act: str) -> None:
        """An act of keys.ACTS, or of the toolbar."""
        acts: dict[str, Callable[[], None]] = {
            "studies": self._toggle_studies,
            "go_to": self._open_goto,
            "snapshot": lambda: self.outs.do("copy"),
        }
        if act in acts:
            acts[act]()
        elif (drawn := self._room.seat.drawn) is None or not drawn.act(act):
            self._room.do(act)

    def say(self, sentence: str) -> None:
        """What came of an act."""
        self.toolbar.tell(sentence, "foot")

    def show_tool(self, act: str) -> None:
        """The tool that the next press on the chart is for."""
        self.drawing.show_tool(act)

    def retire(self) -> None:
        """Wait for nothing any more."""
        self.outs.retire()

    def _toggle_studies(self) -> None:
        self.studies.dismiss() if self.studies.isVisible() else self.studies.open()

    def _open_goto(self) -> None:
        seat = self._room.seat
        if (canvas := seat.panel.canvas) is None:
            return
        if self._goto is not None:
            self._goto.deleteLater()
        self._goto = GoToLine(self._parts.texts, canvas)
        self._goto.chosen.connect(seat.go_to)
        self._goto.open()

    def _give_back(self) -> None:
        canvas = self._room.seat.panel.canvas
        if canvas is not None:
            canvas.setFocus()
