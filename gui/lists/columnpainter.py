"""Paints the lines of the column chooser: check, title and sample, and under them what the column means."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.lists.columnlines import LINE, ColumnLine, ColumnLines
from gui.look.theme import PADDING, SMALL_PX, Theme, font
from gui.look.titles import meaning

HEADING_HEIGHT, TITLE_HEIGHT, TOP_HEIGHT = 24, 21, 24
BOX, GRIP = 12, 10
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
Index = QModelIndex | QPersistentModelIndex


class ColumnPainter(QStyledItemDelegate):
    """The shown columns on top take one line each, with a grip; those in groups have their meaning under them."""

    def __init__(self, model: ColumnLines, texts: Mapping[str, str], theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._model, self._texts, self._theme, self._view = model, texts, theme, view
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """By what stands in the line."""
        line: ColumnLine = index.data(LINE)
        if not line.key or line.on_top:
            return QSize(0, TOP_HEIGHT if line.key else HEADING_HEIGHT)
        return QSize(0, TITLE_HEIGHT + self._meaning_height(line.key, self._view.viewport().width()) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        line: ColumnLine = index.data(LINE)
        room = QRect(option.rect)
        if not line.key:
            self._heading(painter, room, line.said)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self._theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, self._theme.hover)
        above = QRect(room.left() + PADDING, room.top() + (0 if line.on_top else 2), room.width() - 2 * PADDING, 20)
        if line.on_top:
            above.setHeight(room.height())
            self._grip(painter, above)
        self._check(painter, above, on=line.key in self._model.shown)
        above.setLeft(above.left() + BOX + PADDING)
        self._words(painter, above, line)
        if not line.on_top:
            below = QRect(above.left(), room.top() + TITLE_HEIGHT, above.width(), room.height() - TITLE_HEIGHT)
            self._meaning(painter, below, line.key)

    def _heading(self, painter: QPainter, room: QRect, said: str) -> None:
        painter.setFont(font(SMALL_PX, bold=True))
        painter.setPen(self._theme.muted)
        painter.drawText(room.adjusted(PADDING, 4, -PADDING, 0), LEFT, said)
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), self._theme.line)

    def _check(self, painter: QPainter, room: QRect, *, on: bool) -> None:
        box = QRect(room.left(), room.center().y() - BOX // 2 + 1, BOX, BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.accent if on else self._theme.muted)
        painter.setBrush(self._theme.accent if on else self._theme.raised)
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if on:
            painter.setPen(QPen(self._theme.panel, 1.6))
            at = box.topLeft().toPointF()
            painter.drawPolyline([at + QPointF(2.8, 6.2), at + QPointF(5.2, 8.6), at + QPointF(9.4, 3.6)])
        painter.restore()

    def _grip(self, painter: QPainter, room: QRect) -> None:
        """Six dots at the right edge: this line can be dragged."""
        for column in (0, 4):
            for row in (-4, 0, 4):
                painter.fillRect(room.right() - 5 + column, room.center().y() + row, 2, 2, self._theme.faint)
        room.setRight(room.right() - GRIP - PADDING)

    def _words(self, painter: QPainter, room: QRect, line: ColumnLine) -> None:
        """Title at the left, sample at the right; the title has the first right to the room."""
        face = QFontMetrics(font())
        painter.setFont(font())
        painter.setPen(self._theme.text)
        painter.drawText(room, LEFT, face.elidedText(line.said, Qt.TextElideMode.ElideRight, room.width()))
        left = room.left() + face.horizontalAdvance(line.said) + 2 * PADDING
        rest = QRect(left, room.top(), room.right() - left + 1, room.height())
        if rest.width() > 0:
            painter.setPen(self._theme.muted)
            sample = self._model.sample(line.key)
            painter.drawText(rest, RIGHT, face.elidedText(sample, Qt.TextElideMode.ElideRight, rest.width()))

    def _meaning(self, painter: QPainter, room: QRect, key: str) -> None:
        painter.setFont(font(SMALL_PX))
        painter.setPen(self._theme.muted)
        painter.drawText(room, int(WRAPPED), meaning(key, self._texts))

    def _meaning_height(self, key: str, width: int) -> int:
        """Of the whole sentence, on as many lines as it takes."""
        if (key, width) not in self._heights:
            room = QRect(0, 0, max(width - 2 * PADDING - BOX - PADDING, 1), 1000)
            taken = QFontMetrics(font(SMALL_PX)).boundingRect(room, int(WRAPPED), meaning(key, self._texts))
            self._heights[key, width] = taken.height()
        return self._heights[key, width]
