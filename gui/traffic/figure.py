"""One figure: its title and unit, the drawing, where it comes from and what must be said; or what would be here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.look.labels import plain, tip
from gui.look.theme import PADDING, UNIT
from gui.parts import Parts
from gui.traffic.colours import Colours
from gui.traffic.empty import Empty
from models.charts.marks import Mark
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.values import Granularity

if TYPE_CHECKING:
    from gui.traffic.plot.chart import TrafficChart
    from gui.traffic.plot.view import TrafficView

LEAST_PX = 150  # of the drawing
NOTES = 3  # footnotes that are written out
ACTS = ("import", "refresh")
EVERY = tuple(map(str, Granularity))  # further acts: the numbers of other periods, where those are held


class FigureView(QWidget):
    """based, hovered, picked: as of TrafficView. wanted(act): of ACTS or EVERY, in a place without data."""

    based = Signal(object, bool)
    hovered = Signal(str)
    picked = Signal(str)
    wanted = Signal(str)
    moved = Signal()

    def __init__(self, parts: Parts, height: int = 0) -> None:
        """height: logical pixels of the drawing, 0 is all there is."""
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self.view: TrafficView | None = None
        self.figure: Caption | None = None
        self._due: tuple[Panel, Caption, Colours, Sequence[Mark]] | None = None
        self._subject: object = None  # what was drawn: its window stays while it is the same
        self.title, self.unit = plain(role="title"), plain(role="foot")
        self.title.cut = Qt.TextElideMode.ElideMiddle  # which part of a split figure it is stands at its end
        self.source = plain(role="foot")
        self.notes = [plain(role="foot") for _ in range(NOTES + 1)]  # one line each; a tool tip has the rest of it
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(height or LEAST_PX)
        if height:
            self._stack.setMaximumHeight(height)
        self._why = plain(role="foot")
        self._acts = {name: self._act(name) for name in (*EVERY, *ACTS)}
        self._stack.addWidget(Empty(self._why, list(self._acts.values())))
        self._lay_out()
        parts.plotting.when_ready(self._draw)

    @property
    def drawn(self) -> TrafficChart | None:
        """What is on the canvas; None in an empty place."""
        there = self.view is not None and self._stack.currentWidget() is self.view
        return self.view.shown if there and self.view is not None else None

    def show_figure(self, panel: Panel, figure: Caption, colours: Colours, events: Sequence[Mark]) -> None:
        """Draw it, in the window that was in sight while the subject is the same."""
        self.figure, self._due = figure, (panel, figure, colours, events)
        self._entitle(figure)
        self._draw()

    def show_empty(self, title: str, unit: str, source: str, why: str, *, waits: bool, held: str = "") -> None:
        """What would be here, and how to get it. held: of EVERY, what is there instead."""
        self.figure = self._due = self._subject = None
        for label, text in ((self.title, title), (self.unit, unit), (self.source, source)):
            label.setText(text)
            label.setToolTip(tip(text))
        self._note(())
        self._why.setText(why)
        for name, made in self._acts.items():
            made.setVisible(not waits and (name in ACTS or name == held))
        self._stack.setCurrentIndex(0)

    def stand_out(self, product: str) -> None:
        """A product stands out, "" none."""
        if self.view is not None:
            self.view.stand_out(product)

    def dim(self, *, on: bool) -> None:
        """What is shown is about to be replaced."""
        if self.view is not None:
            self.view.dim(on=on)

    # inside

    def _entitle(self, figure: Caption) -> None:
        for label, text in ((self.title, figure.title), (self.unit, figure.unit), (self.source, figure.source)):
            label.setText(text)
            label.setToolTip(tip(text))
        self._note(figure.notes)

    def _note(self, said: Sequence[str]) -> None:
        """The first of them; all stand in the tool tip."""
        notes = [self._texts["traffic.footnote"].format(place=at, text=one) for at, one in enumerate(said, 1)]
        more = len(notes) - NOTES
        seen = notes[:NOTES] + ([self._texts["traffic.footnotes.more"].format(count=more)] if more > 0 else [])
        for place, label in enumerate(self.notes):
            label.setVisible(place < len(seen))
            label.setText(seen[place] if place < len(seen) else "")
            label.setToolTip(tip("\n".join(notes)))

    def _make(self) -> TrafficView:
        """A canvas, when there is something to draw: most places stay empty or hidden."""
        from gui.traffic.plot.view import TrafficView

        parts = self._parts
        made = TrafficView(parts.texts, parts.lang, parts.theme)
        for mine, theirs in (
            (self.based, made.based), (self.hovered, made.hovered), (self.picked, made.picked),
            (self.moved, made.moved),
        ):  # fmt: skip
            theirs.connect(mine)
        parts.pointing.join(made)
        self._stack.addWidget(made)
        return made

    def _draw(self) -> None:
        if not shiboken6.isValid(self) or self._due is None or not self._parts.plotting.ready:
            return
        if self.view is None:
            self.view = self._make()
        from gui.traffic.plot.chart import TrafficChart

        panel, figure, colours, events = self._due
        parts = self._parts
        made = TrafficChart(
            panel, figure.which, parts.theme, parts.texts, parts.lang, colours=colours, events=events
        )  # fmt: skip
        subject = _subject(panel)
        self.view.put(made, stay=subject == self._subject)
        self._subject = subject
        self._stack.setCurrentWidget(self.view)

    def _act(self, name: str) -> QPushButton:
        made = QPushButton(self._texts[f"traffic.empty.{name}"], clicked=lambda: self.wanted.emit(name))
        made.hide()  # one that is not hidden takes room in a place that is never empty
        return made

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        box.setSpacing(2)
        box.addWidget(self.title)
        box.addWidget(self.unit)
        box.addWidget(self._stack, 1)
        for label in (self.source, *self.notes):
            box.addWidget(label)


def _subject(panel: Panel) -> object:
    """What a window that a hand has brought into sight belongs to."""
    view = panel.view
    return view.category, view.products, view.metric, view.granularity, view.align, view.days, view.first, view.last
