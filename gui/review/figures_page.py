"""Figures 2 to 6 of the note on a page, as they go into its files; a place without data says how to get them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from gui.look.theme import UNIT
from gui.parts import Parts
from gui.traffic.colours import Colours
from gui.traffic.figure import FigureView
from models.note.values import Figure, Form
from models.products.values import Product
from models.traffic import presets
from models.traffic.panel import Panel

DRAWING_PX = 236
TWO_PX = 620  # from this width on two stand side by side


class FiguresPage(QScrollArea):
    """wanted(act, panel): of gui.traffic.figure.ACTS, in the place of a figure without data."""

    wanted = Signal(str, object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._parts, self._columns = parts, 0
        self._panels: dict[int, Panel | None] = {}
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget(objectName="page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(UNIT)
        self.views = {number: self._figure(number) for number in presets.NUMBERS}
        self.setWidget(page)
        self._place(2)

    def show_figures(self, figures: Sequence[Figure], products: Sequence[Product], lang: str) -> None:
        """Those of a note; figure 1 is a table of its own."""
        colours = Colours(products)
        for one in figures:
            view, caption = self.views.get(one.number), one.captions[lang]
            if view is None:
                continue
            self._panels[one.number] = one.panel
            if one.form is Form.PLOT and one.panel is not None:
                view.show_figure(one.panel, caption, colours, ())
            else:
                why = caption.notes[0] if caption.notes else ""
                view.show_empty(caption.title, caption.unit, caption.source, why, waits=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Side by side where there is room for it."""
        super().resizeEvent(event)
        self._place(2 if self.viewport().width() >= TWO_PX else 1)

    # inside

    def _figure(self, number: int) -> FigureView:
        made = FigureView(self._parts, DRAWING_PX)
        made.wanted.connect(lambda act: self.wanted.emit(act, self._panels.get(number)))
        return made

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, view in enumerate(self.views.values()):
            self._grid.addWidget(view, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
