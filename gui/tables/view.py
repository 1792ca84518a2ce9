"""The view of the live table: Qt keeps headers, selection, scrolling and the item model; we paint the cells.

A delegate per cell costs ten times as much: 30 ms a flush against 3 (benchmarks/table.py).
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.look.theme import ROW_HEIGHT, Theme
from gui.tables.columns import COLUMNS
from gui.tables.model import QuoteTableModel
from gui.tables.paint import LinePainter
from gui.tables.painted import PaintedTable

FLASH_S, FLASH_TICK_MS = 0.4, 80
TRIANGLE = 22  # pixels from the left edge
FOLD_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Space)


class QuoteTableView(PaintedTable):
    """Paints a QuoteTableModel. ``chosen`` tells the line that became current."""

    chosen = Signal(int)

    def __init__(self, model: QuoteTableModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self._lines: LinePainter | None = None
        self._flashes: dict[int, tuple[float, int]] = {}
        self._fading = QTimer(self, interval=FLASH_TICK_MS)
        self._fading.timeout.connect(self._fade)
        self._sort: tuple[int, bool] | None = None
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.setModel(model)  # after the headers are set up: Qt asks it for every heading it may have to measure
        self.set_widths(column.width for column in COLUMNS)

    def flash(self, places: Sequence[int]) -> None:
        """Light up lines whose price moved."""
        until = time.monotonic() + FLASH_S
        for place in places:
            row = self._model.lines[place].row
            if row is not None and self._model.store.moved[row]:
                self._flashes[row] = (until, int(self._model.store.moved[row]))
        if self._flashes and not self._fading.isActive():
            self._fading.start()

    # Qt's calls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All exposed lines in one pass."""
        exposed = event.rect()
        region = event.region()
        places = [
            (place, self.rowViewportPosition(place))
            for place in self._places(exposed)
            if region.intersects(self.line_rect(place))
        ]
        now = time.monotonic()
        flashes = {row: ((until - now) / FLASH_S, way) for row, (until, way) in self._flashes.items()}
        selected = frozenset(index.row() for index in self.selectionModel().selectedRows())
        with QPainter(self.viewport()) as painter:
            painter.fillRect(exposed, self._theme.panel)
            self._line_painter().paint(painter, places, self.spans(), self.viewport().width(), selected, flashes)

    def dataChanged(self, top: QModelIndex, bottom: QModelIndex, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Repaint the lines of the span that changed and are on screen."""
        changed, seen = self._model.changed, self._places(self.viewport().rect())
        for place in seen if changed is None else changed.intersection(seen):
            if top.row() <= place <= bottom.row():
                self.viewport().update(self.line_rect(place))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: N802
        """Tell who follows the selection."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Fold with Left, Right, Space and Enter on a heading."""
        if event.key() not in FOLD_KEYS or not self._fold_current():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on a heading's triangle folds."""
        super().mousePressEvent(event)
        if event.position().x() < TRIANGLE and event.button() == Qt.MouseButton.LeftButton:
            self._fold_current()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A heading folds."""
        if not self._fold_current():
            super().mouseDoubleClickEvent(event)

    # inside

    def _line_painter(self) -> LinePainter:
        """Made for the screen the window is on, which may change."""
        scale = self.devicePixelRatioF()
        if self._lines is None or not self._lines.fits(scale):
            self._lines = LinePainter(self._model, self._theme, scale)
        return self._lines

    def on_screen(self) -> range:
        """The places of the lines that can be seen."""
        return self._places(self.viewport().rect())

    def _places(self, exposed: QRect) -> range:
        first, last = self.rowAt(exposed.top()), self.rowAt(exposed.bottom())
        if first < 0:
            return range(0)
        return range(first, (len(self._model.lines) if last < 0 else last + 1))

    def _sort_by(self, column: int) -> None:
        """First click falls, the second rises, the third is list order again."""
        self._sort = {(column, True): (column, False), (column, False): None}.get(self._sort, (column, True))
        if not COLUMNS[column].by:
            self._sort = None
        chosen, falling = self._sort or (-1, False)
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self._model.sort(chosen, order)
        self.horizontalHeader().setSortIndicatorShown(chosen >= 0)
        self.horizontalHeader().setSortIndicator(chosen, order)

    def _fold_current(self) -> bool:
        place = self.currentIndex().row()
        if place < 0 or self._model.lines[place].row is not None:
            return False
        section = self._model.lines[place].section
        self._model.fold(section)
        heading = next(p for p, line in enumerate(self._model.lines) if line.section == section)
        self.setCurrentIndex(self._model.index(heading, 0))
        return True

    def _fade(self) -> None:
        """Repaint the price cells that still glow; stop when none does."""
        now, seen = time.monotonic(), self._places(self.viewport().rect())
        for row, (until, _) in list(self._flashes.items()):
            place = self._model.place_of(self._model.store.instruments[row].id)
            if place is not None and place in seen:
                top, left = self.rowViewportPosition(place), self.columnViewportPosition(1)
                self.viewport().update(QRect(left, top, self.columnWidth(1) + 4, ROW_HEIGHT))
            if now > until:
                del self._flashes[row]
        if not self._flashes:
            self._fading.stop()
