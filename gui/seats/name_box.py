"""A small box under a button in which a name is written. What cannot be a name is said in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from gui.look.labels import plain, redress
from models.charts.values import LONGEST_NAME, named

WIDTH = 240
STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # another window, or its own menu


class NameBox(QFrame):
    """Enter keeps, Esc or a press elsewhere discards."""

    def __init__(
        self, title: str, name: str, keep: Callable[[str], str], note: Callable[[str], str], window: QWidget
    ) -> None:
        """``keep``: takes the name, or says why not. ``note``: what to say of a name while it is written."""
        super().__init__(window)
        self._keep, self._note = keep, note
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("namebox")
        self.line = QLineEdit(name, maxLength=LONGEST_NAME, accessibleName=title)
        self.line.returnPressed.connect(self._take)
        self.line.textEdited.connect(self._say_note)
        self.line.installEventFilter(self)
        self.said = plain(role="foot")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(4)
        box.addWidget(plain(title, role="foot"))
        box.addWidget(self.line)
        box.addWidget(self.said)
        self.setFixedWidth(WIDTH)

    def open_under(self, button: QWidget) -> None:
        """Its right edge under the button's."""
        self.adjustSize()
        corner = button.mapTo(self.parentWidget(), QPoint(button.width() - self.width(), button.height()))
        self.move(max(corner.x(), 0), corner.y())
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The keys of the line are its own, whatever shortcuts there are; Esc and going elsewhere end it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in STAYS:
            self.close()
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        why = self._keep(named(self.line.text()))
        if why:
            self._say(why, "error")
        else:
            self.close()

    def _say_note(self, text: str) -> None:
        self._say(self._note(named(text)), "foot")

    def _say(self, words: str, role: str) -> None:
        redress(self.said, role)
        self.said.setText(words)
