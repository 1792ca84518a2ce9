"""The peek: a card over the right side of the table that follows the current row. It never takes the keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from gui.lists.card import Card, PeekFacts
from gui.look.theme import PADDING, Theme

WIDTH, LEFT_FREE = 308, 90
CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Space)
__all__ = ["Peek", "PeekFacts"]


class Peek(QWidget):
    """Lies over a table. While it is open, Esc and Space close it; every other key is the table's.

    Opening is the table's business: Space on a row, then ``open``. ``closed`` tells that it is gone.
    """

    closed = Signal()

    def __init__(self, table: QTableView, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._theme = table, theme
        self._card = Card(texts, lang, theme)
        self._facts: PeekFacts | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(texts["peek.title"])
        self.hide()
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)

    def open(self, facts: PeekFacts) -> None:
        """Show the card."""
        self.show_facts(facts)
        self._place()
        self.show()
        self.raise_()

    def show_facts(self, facts: PeekFacts) -> None:
        """Another row is current, or its values moved."""
        self._facts = facts
        self.setAccessibleDescription(self._card.said(facts))
        if self.isVisible():
            self._place()
            self.update()

    def dismiss(self) -> None:
        """Hide the card."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The table's keys that close the card, and its size."""
        if self.isVisible():
            if isinstance(event, QKeyEvent) and event.key() in CLOSING:
                return self._closing(event)
            if event.type() == QEvent.Type.Resize:
                self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The card on its ground, with a hairline around it."""
        if self._facts is None:
            return
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.line)
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._theme.raised)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._card.paint(painter, self._facts, self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on the card is none on the row under it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nor is its end."""
        event.accept()

    # inside

    def _closing(self, event: QKeyEvent) -> bool:
        """Before any shortcut of the window, and before the table opens it again."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.dismiss()
        return True

    def _place(self) -> None:
        """At the right of the lines, under the header, no higher than the table; names stay in sight."""
        if self._facts is None:
            return
        lines: QRect = self._table.viewport().geometry()
        width = max(min(WIDTH, lines.width() - LEFT_FREE), 1)
        height = min(self._card.height(self._facts, width), lines.height() - 2 * PADDING)
        self.setGeometry(lines.right() - width - PADDING, lines.top() + PADDING, width, max(height, 1))
