"""The line that a date is typed into, to bring it into the middle of the chart (Alt+G)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT
from models.search.fold import folded

DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")
YEAR = re.compile(r"(\d{4})年?")
WIDTH, HEIGHT = 260, 36


class GoToLine(QFrame):
    """``chosen`` tells a date; what is none is said beside the line and stays."""

    chosen = Signal(object)

    def __init__(self, texts: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit(placeholderText=texts["goto.hint"], maxLength=20)
        self.line.setAccessibleName(texts["goto.hint"])
        self.said = plain(role="error")
        box = QHBoxLayout(self)
        box.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        box.addWidget(self.line)
        box.addWidget(self.said)
        self.said.hide()
        self.line.returnPressed.connect(self._tell)
        self.line.textEdited.connect(self.said.hide)
        self.hide()

    def open(self) -> None:
        """Show it in the lower left corner of what it belongs to, ready to type."""
        parent = self.parentWidget()
        self.setGeometry(PADDING, parent.height() - HEIGHT - 3 * PADDING, WIDTH, HEIGHT)
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _tell(self) -> None:
        date = date_of(self.line.text())
        if date is None:
            self.said.setText(self._texts["goto.bad"])
            self.said.show()
            return
        self._leave()
        self.chosen.emit(date)

    def _leave(self) -> None:
        self.hide()
        self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)


def date_of(text: str) -> dt.date | None:
    """A date as people write it: 2024-09-20, 20240920, 2024年9月20日, 2024/9 (its first day), 2024; None if none."""
    said = folded(text)
    for form in (DATE, MONTH, YEAR):
        if match := form.fullmatch(said):
            numbers = [int(part) for part in match.groups() if part]
            try:
                return dt.date(*(*numbers, 1, 1)[:3])
            except ValueError:
                return None
    return None
