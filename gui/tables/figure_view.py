"""Figure 1 on screen: a calm table of a review, columns as wide as they need to be, the least important give way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QStaticText

from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, Theme, font
from gui.tables.figure import COLUMNS, SPARK, FigureModel, Line
from gui.tables.painted import PaintedTable
from models.review.standing_values import SPARKS, Standing
from models.review.values import Review

# columns that give way where there is no room, the first goes first; what is hidden is in copies and files
SPARE = ("sessions", "source", "benchmark", "base", "contribution", "id", SPARK, "cap", "end")
LEAST_NAME = 108
GAP, MARGIN = 3, 4  # between two bars of a sparkline; above and below them


class FigureView(PaintedTable):
    """Shows a review; copies its lines as tab-separated text."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._theme, self._texts = theme, LaidOut()
        self._plain, self._bold = font(), font(bold=True)
        self._model = FigureModel(texts, lang, theme, self)
        self.setModel(self._model)
        self.set_widths(column.width for column in COLUMNS)

    def set_review(self, review: Review, standing: Standing | None = None) -> None:
        """Show another review; the same line stays in sight."""
        at = self.verticalScrollBar().value()
        self._model.set_review(review, standing)
        self.verticalScrollBar().setValue(at)

    def give_name_room(self) -> None:
        """No number is looked for behind a scroll bar."""
        wide, hidden = LEAST_NAME + sum(one.width for one in COLUMNS[1:]), set[str]()
        for key in SPARE:
            if wide > self.viewport().width():
                hidden.add(key)
                wide -= next(one.width for one in COLUMNS if one.key == key)
        for place, one in enumerate(COLUMNS):
            if self.isColumnHidden(place) != (one.key in hidden):
                self.setColumnHidden(place, one.key in hidden)
        others = sum(self.columnWidth(place) for place in range(1, len(COLUMNS)))
        self.setColumnWidth(0, max(LEAST_NAME, self.viewport().width() - others))

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
        face = self._bold if line.band else self._plain
        painter.setFont(face)
        for place, (column, (left, width)) in enumerate(zip(COLUMNS, self.spans(), strict=True)):
            if not width:
                continue
            cell = QRect(left, top, width, ROW_HEIGHT)
            ground = self._theme.selection if chosen else self._model.ground(line, column.key)
            if ground is not None:
                painter.fillRect(cell, ground)
            if column.key == SPARK:
                self._spark(painter, cell, line)
            elif text := self._model.text(line, place):
                painter.setPen(self._model.ink(line, column.key))
                self._cell(painter, cell, self._texts.text(text, face, cell.width() - 2 * PADDING), left=column.left)

    def _cell(self, painter: QPainter, cell: QRect, text: QStaticText, *, left: bool) -> None:
        size = text.size()
        x = cell.left() + PADDING if left else cell.right() + 1 - PADDING - size.width()
        painter.drawStaticText(QPointF(x, cell.top() + (ROW_HEIGHT - size.height()) / 2), text)

    def _spark(self, painter: QPainter, cell: QRect, line: Line) -> None:
        """A bar a window above or below the line of no change; a window without closes is a gap."""
        held = line.standing.spark if line.standing is not None else ()
        known = [one for one in held if one is not None]
        if not known:
            return
        room = QRectF(cell).adjusted(PADDING, MARGIN, -PADDING, -MARGIN)
        wide = (room.width() - (SPARKS - 1) * GAP) / SPARKS
        zero, unit = _scale(known, room)
        painter.fillRect(QRectF(room.left(), zero, room.width(), 1.0), self._theme.line)
        for place, value in enumerate(held):
            if value is not None:
                left, high = room.left() + place * (wide + GAP), abs(value) * unit
                bar = QRectF(left, zero - high if value > 0 else zero + 1.0, wide, max(1.0, high))
                painter.fillRect(bar, self._theme.direction(round(value, 2)))


def _scale(known: Sequence[float], room: QRectF) -> tuple[float, float]:
    """Where no change stands, and pixels a percent: the highest and the lowest bar fill the room."""
    top, bottom = max([0.0, *known]), min([0.0, *known])
    reach = max(top - bottom, 1e-9)
    unit = (room.height() - 1.0) / reach
    return room.top() + top * unit, unit
