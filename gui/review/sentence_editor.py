"""One sentence under its paragraph, to be written otherwise: Enter keeps, Esc leaves, the original stands by."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT
from models.note.values import Sentence

HIGHEST = 160  # pixels; what is longer is scrolled
SPARE = 18  # what a field has around its lines
KEEPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SentenceEditor(QWidget):
    """kept(text): it is to be so. reverted: it is to be as it was made. left: nothing is to change."""

    kept = Signal(str)
    reverted = Signal()
    left = Signal()

    def __init__(self, texts: Mapping[str, str], one: Sentence, lang: str) -> None:
        super().__init__(objectName="editor")
        self._ended = False
        self.sentence, self.lang = one.id, lang
        self.field = Field()
        self.field.setPlainText(one.text.get(lang, ""))
        self.field.setAccessibleName(texts["noteview.edit"])
        self.field.entered.connect(self._keep)
        self.field.escaped.connect(lambda: self._end(self.left.emit))
        self.field.abandoned.connect(self._abandon)
        self.made = plain(role="foot")
        self.made.setWordWrap(True)
        self.back = _button(texts["noteview.revert"], lambda: self._end(self.reverted.emit))
        self.buttons = [
            _button(texts["noteview.keep"], self._keep), self.back,
            _button(texts["noteview.leave"], lambda: self._end(self.left.emit)),
        ]  # fmt: skip
        self._lay_out()
        self.show_made(one, texts)

    def show_made(self, one: Sentence, texts: Mapping[str, str]) -> None:
        """What the sentence is as made of the data, which may move while somebody writes."""
        made = one.made.get(self.lang, "")
        self._before = one.text.get(self.lang, "")
        edited = self._before != made
        self.made.setText(texts["noteview.original"].format(text=made))
        self.made.setVisible(edited)
        self.back.setVisible(edited)

    def begin(self) -> None:
        """The keyboard is here, all of it selected by nobody: the cursor stands at the end."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves from its buttons, too."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(self.left.emit)
        else:
            super().keyPressEvent(event)

    # inside

    def _abandon(self) -> None:
        """What was written is kept, unless the keyboard has gone to one of the buttons only."""
        if not self.isAncestorOf(QApplication.focusWidget()):
            self._keep()

    def _keep(self) -> None:
        said = " ".join(self.field.toPlainText().split())
        if said != self._before:
            self._end(lambda: self.kept.emit(said))
        else:
            self._end(self.left.emit)

    def _end(self, tell: object) -> None:
        """Once: a field that goes away loses the keyboard, too."""
        if not self._ended:
            self._ended = True
            tell()  # type: ignore[operator]

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, UNIT, 0, UNIT)
        box.setSpacing(UNIT)
        box.addWidget(self.field)
        box.addWidget(self.made)
        box.addLayout(row)


class Field(QPlainTextEdit):
    """As high as its lines. entered, escaped: by key. abandoned: the keyboard has gone elsewhere in the window."""

    entered = Signal()
    escaped = Signal()
    abandoned = Signal()

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._fit)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A sentence has no lines of its own."""
        if event.key() in KEEPS:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Another window or a menu takes it for a while only."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason,
                              Qt.FocusReason.BacktabFocusReason):  # fmt: skip
            self.abandoned.emit()

    # inside

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        high = min(HIGHEST, lines * self.fontMetrics().lineSpacing() + SPARE)
        if high != self.height():
            self.setFixedHeight(high)


def _button(text: str, does: object) -> QPushButton:
    made = QPushButton(text, clicked=does)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press on it must not look like leaving the field
    made.setAutoDefault(True)  # Enter presses the one the keyboard is at
    return made
