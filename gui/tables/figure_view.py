"""Figure 1 on screen: a calm table of a review, columns as wide as they need to be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QStaticText

from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from gui.tables.figure import COLUMNS, FigureModel
from gui.tables.painted import PaintedTable
from models.review.values import Review, Row


class FigureView(PaintedTable):
    """Shows a review; copies its lines as tab-separated text."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._theme, self._texts = theme, LaidOut()
        self._plain, self._bold = font(), font(bold=True)
        self._model = FigureModel(texts, lang, theme, self)
        self.setModel(self._model)
        self.set_widths(column.width for column in COLUMNS)

    def set_review(self, review: Review) -> None:
        """Show another review."""
        self._model.set_review(review)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All exposed lines in one pass: a delegate under a style sheet takes 20 ms for as many cells."""
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.panel)
            for row in range(self._model.rowCount()):
                if event.rect().intersects(self.line_rect(row)):
                    self._line(painter, row, chosen=row in selected)

    def _line(self, painter: QPainter, row: int, *, chosen: bool) -> None:
        line, top = self._model.line(row), self.rowViewportPosition(row)
        face = self._plain if isinstance(line, Row) else self._bold
        painter.setFont(face)
        for place, (column, (left, width)) in enumerate(zip(COLUMNS, self.spans(), strict=True)):
            cell = QRect(left, top, width, ROW_HEIGHT)
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
