"""Figure 1 on screen: a calm table of a review, columns as wide as they need to be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelection, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QStaticText
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.look.clipboard import put_table
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from gui.tables.figure import COLUMNS, FigureModel
from gui.tables.widths import fit_first
from models.review.values import Review, Row


class FigureView(QTableView):
    """Shows a review; copies its lines as tab-separated text."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._theme, self._texts = theme, LaidOut()
        self._plain, self._bold = font(), font(bold=True)
        self._model = FigureModel(texts, lang, theme, self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
        self.horizontalHeader().setMinimumSectionSize(40)

    def set_review(self, review: Review) -> None:
        """Show another review."""
        self._model.set_review(review)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The names get the room that is left."""
        super().resizeEvent(event)
        fit_first(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All exposed lines in one pass: a delegate under a style sheet takes 20 ms for as many cells."""
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.panel)
            for row in range(self._model.rowCount()):
                top = self.rowViewportPosition(row)
                if event.rect().intersects(QRect(0, top, self.viewport().width(), ROW_HEIGHT)):
                    self._line(painter, row, top, chosen=row in selected)

    def _line(self, painter: QPainter, row: int, top: int, *, chosen: bool) -> None:
        line = self._model.line(row)
        face = self._plain if isinstance(line, Row) else self._bold
        painter.setFont(face)
        for place, column in enumerate(COLUMNS):
            cell = QRect(self.columnViewportPosition(place), top, self.columnWidth(place), ROW_HEIGHT)
            ground = self._theme.selection if chosen else self._model.ground(line, column.key)
            if ground is not None:
                painter.fillRect(cell, ground)
            if text := self._model.text(line, place):
                painter.setPen(self._model.ink(line, column.key))
                self._cell(painter, cell, self._texts.text(text, face, cell.width() - 2 * PADDING), left=column.left)

    def _cell(self, painter: QPainter, cell: QRect, text: QStaticText, *, left: bool) -> None:
        size = text.size()
        x = cell.left() + PADDING if left else cell.right() + 1 - PADDING - size.width()
        painter.drawStaticText(QPointF(x, cell.top() + (ROW_HEIGHT - size.height()) / 2), text)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Qt repaints cells, we paint lines."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with titles."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected lines, or all."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(self._model.rowCount())
        cells = [[self._model.index(row, place).data() for place in range(len(COLUMNS))] for row in rows]
        titles = [self._model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))]
        put_table(titles, cells)
