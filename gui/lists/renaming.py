"""The line in which a list's name is written, on its tab. What cannot be a name is said beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.look.labels import plain

LEAST, LONGEST = 110, 40
WENT = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class NameLine(QLineEdit):
    """Enter keeps, Esc discards, going elsewhere keeps what can be kept. ``left``: the keyboard is free again."""

    kept = Signal(str, str)  # list id, name
    left = Signal()

    def __init__(
        self, texts: Mapping[str, str], parent: QWidget, title: str = "lists.rename", empty: str = "lists.bad.empty"
    ) -> None:
        """``title``, ``empty``: keys of what is written here, and of what is said when nothing is."""
        super().__init__(parent, maxLength=LONGEST)
        self._empty = texts[empty]
        self.list_id, self._before = "", ""
        self.setAccessibleName(texts[title])
        self.said = plain(role="error")
        self.said.setObjectName("refusal")  # lies over tabs, and hides them
        self.said.setContentsMargins(6, 0, 6, 0)
        self.said.setParent(parent)
        self.said.hide()
        self.hide()
        self.textEdited.connect(self.said.hide)

    def write(self, list_id: str, name: str, room: tuple[QPoint, int]) -> None:
        """Begin, with the old name selected; ``room``: where the tab begins and how wide it is."""
        self.list_id, self._before = list_id, name
        self.setText(name)
        self.place(room)
        self.said.hide()
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, room: tuple[QPoint, int]) -> None:
        """Lie over a tab, inside the strip."""
        strip = self.parentWidget()
        width = min(max(LEAST, room[1]), strip.width())
        left = min(max(room[0].x(), 0), strip.width() - width)
        self.setGeometry(left, 1, width, strip.height() - 2)

    def keep(self) -> None:
        """What was written is kept, if it is a name."""
        if self.isVisible():
            name = self._name()
            self._end()
            self._tell(name)

    def discard(self) -> None:
        """The name stays what it was."""
        self._end()

    # Qt's calls

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are ours while the name is written, whatever shortcuts the window has."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep or discard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.discard()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The user went elsewhere: what was written is kept, unless it is no name."""
        super().focusOutEvent(event)
        if event.reason() in WENT:
            self.keep()

    # inside

    def _keep(self) -> None:
        name = self._name()
        if not name:
            self._refuse()
            return
        self._end()
        self._tell(name)
        self.left.emit()

    def _name(self) -> str:
        return " ".join(self.text().split())

    def _tell(self, name: str) -> None:
        if name and name != self._before:
            self.kept.emit(self.list_id, name)

    def _end(self) -> None:
        self.said.hide()
        self.hide()

    def _refuse(self) -> None:
        """Beside the line: at its right, or at its left where the strip ends."""
        self.said.setText(self._empty)
        self.said.adjustSize()
        strip, width = self.parentWidget(), self.said.sizeHint().width()
        left = self.x() + self.width()
        if left + width > strip.width():
            left = max(self.x() - width, 0)
        self.said.setGeometry(left, self.y(), width, self.height())
        self.said.show()
        self.said.raise_()
