"""A part of the page: a title, a quiet sentence beside it, buttons at the right, a hairline above."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.look.labels import plain, redress
from gui.look.theme import PADDING, TOOLBAR_HEIGHT


class Section(QWidget):
    """Its content is put under the head with ``add``."""

    def __init__(self, title: str, *, line: bool = True) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._note = plain(role="foot")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, PADDING)
        self.box.setSpacing(0)
        if line:
            self.box.addWidget(rule())
        head = self._head = QHBoxLayout()
        head.setContentsMargins(PADDING, 0, PADDING, 0)
        head.setSpacing(PADDING)
        name = plain(title, role="title")
        name.setFixedHeight(TOOLBAR_HEIGHT)
        name.setMinimumWidth(name.sizeHint().width())
        head.addWidget(name)
        head.addWidget(self._note, 1)
        self.box.addLayout(head)

    def tools(self, *widgets: QWidget) -> None:
        """Put something at the right of the head."""
        for widget in widgets:
            self._head.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Put something under what is there."""
        self.box.addWidget(widget)

    def say(self, text: str, role: str = "foot") -> None:
        """The sentence beside the title: "foot", "warn" or "error"."""
        redress(self._note, role)
        self._note.setText(text)


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line


def empty(text: str) -> QWidget:
    """What stands where there is nothing: what would be here."""
    label = plain(text, role="foot")
    label.setContentsMargins(PADDING, 0, PADDING, 0)
    label.setFixedHeight(24)
    return label
