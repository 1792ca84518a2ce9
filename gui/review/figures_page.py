"""Figures 2 to 6 of the note on a page, as they go into its files; a place without data says how to get them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from gui.look.theme import UNIT
from gui.parts import Parts
from gui.traffic.colours import Colours
from gui.traffic.figure import FigureView
from models.note.values import Figure, Form
from models.products.values import Product
from models.traffic import presets

DRAWING_PX = 236
TWO_PX = 620  # from this width on two stand side by side


class FiguresPage(QScrollArea):
    """wanted(act, panel): of gui.traffic.figure.ACTS, in the place of a figure without data."""

    wanted = Signal(str, object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._parts, self._columns = parts, 2
        self._figures: dict[int, Figure] = {}
        self._colours, self._lang = Colours(), parts.lang
        self._due: list[int] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._show_next)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget(objectName="page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(UNIT)
        self.views: dict[int, FigureView] = {}
        self.setWidget(page)

    def show_figures(self, figures: Sequence[Figure], products: Sequence[Product]) -> None:
        """Those of a note, each drawn in a turn of its own; figure 1 is a table elsewhere."""
        self._figures = {one.number: one for one in figures if one.number in presets.NUMBERS}
        self._colours = Colours(products)
        for number, view in self.views.items():
            view.setVisible(number in self._figures)
        self._due = list(self._figures)
        self._next.start()

    def show_nothing(self) -> None:
        """There is no note."""
        self.show_figures((), ())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Side by side where there is room for it."""
        super().resizeEvent(event)
        self._place(2 if self.viewport().width() >= TWO_PX else 1)

    # inside

    def _show_next(self) -> None:
        if not self._due:
            return
        number = self._due.pop(0)
        if number not in self.views:
            self.views[number] = self._made(number)
            self._lay_out()
        self._show(self.views[number], self._figures[number])
        if self._due:
            self._next.start()

    def _show(self, view: FigureView, one: Figure) -> None:
        caption = one.captions[self._lang]
        if one.form is Form.PLOT and one.panel is not None:
            view.show_figure(one.panel, caption, self._colours, ())
        else:
            why = caption.notes[0] if caption.notes else ""
            view.show_empty(caption.title, caption.unit, caption.source, why, waits=False)

    def _made(self, number: int) -> FigureView:
        made = FigureView(self._parts, DRAWING_PX)
        made.wanted.connect(lambda act: self.wanted.emit(act, self._figures[number].panel))
        return made

    def _place(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        for place, view in enumerate(self.views.values()):
            self._grid.addWidget(view, place // self._columns, place % self._columns, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
