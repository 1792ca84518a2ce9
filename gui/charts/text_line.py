"""The line that a text on a chart is typed into, where it will stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from gui.look.theme import UNIT
from models.drawings.values import LONGEST_TEXT

WIDTH, HEIGHT = 240, 32


class TextLine(QFrame):
    """``written`` tells the text when Enter is pressed or the focus goes elsewhere; Esc leaves it as it was."""

    written = Signal(str)

    def __init__(self, texts: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit(placeholderText=texts["draw.text.hint"], maxLength=LONGEST_TEXT)
        self.line.setAccessibleName(texts["draw.text.hint"])
        box = QHBoxLayout(self)
        box.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        box.addWidget(self.line)
        self.line.editingFinished.connect(self._tell)
        self.hide()

    def open(self, at: QPointF, text: str) -> None:
        """Show it with its left end at a logical position of what it belongs to, ready to type."""
        room = self.parentWidget().rect()
        left = min(max(0, round(at.x()) - UNIT), max(0, room.width() - WIDTH))
        top = min(max(0, round(at.y() - HEIGHT / 2)), max(0, room.height() - HEIGHT))
        self.setGeometry(left, top, WIDTH, HEIGHT)
        self.line.setText(text)
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close, and say nothing."""
        if self.isVisible():
            self.line.blockSignals(True)  # it ends its editing when it loses the focus
            self.hide()
            self.line.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes; no key goes to the chart."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        if self.isVisible():
            self.leave()
            if self.window().isActiveWindow():
                self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
            self.written.emit(self.line.text().strip())
