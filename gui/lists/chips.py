"""Small toggle buttons: one for each market, flag or tag that is there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from gui.look.labels import tip
from gui.look.theme import SMALL_PX, Theme, font

HEIGHT, SIDE, DOT, WIDEST = 20, 7, 8, 120


class Chip(QAbstractButton):
    """A word, or a dot of a flag's colour. On or off; Space and a click toggle it."""

    switched = Signal()

    def __init__(self, theme: Theme, value: str, said: str, dot: QColor | None = None) -> None:
        super().__init__()
        self.value, self._theme, self._dot = value, theme, dot
        self._face = font(SMALL_PX)
        self.setText(said)
        self.setShortcut(QKeySequence())  # Qt made one of "R&D": Alt+D
        self.setAccessibleName(said)
        self.setToolTip(tip(said))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self.switched)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its word, to a limit."""
        if self._dot is not None:
            return QSize(HEIGHT + 4, HEIGHT)
        return QSize(min(QFontMetrics(self._face).horizontalAdvance(self.text()) + 2 * SIDE, WIDEST), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A frame, in the accent with a ground when it is on or has the keyboard."""
        look, on = self._theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.accent if on or self.hasFocus() else look.line)
            painter.setBrush(look.selection if on else look.hover if self.underMouse() else look.panel)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            if self._dot is not None:
                self._mark(painter, self._dot)
            else:
                painter.setFont(self._face)
                painter.setPen(look.text if on else look.muted)
                room = self.rect().adjusted(SIDE - 1, 0, -SIDE + 1, 0)
                said = QFontMetrics(self._face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, said)

    def _mark(self, painter: QPainter, dot: QColor) -> None:
        """A filled dot; an empty ring is "no flag"."""
        middle = self.rect().toRectF().center()
        painter.setPen(dot)
        painter.setBrush(dot if self.value else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, DOT / 2, DOT / 2)
