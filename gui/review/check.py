"""A text of somebody else's is pasted and checked: verdicts beside it, and its claims marked in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSplitter, QTextEdit, QVBoxLayout, QWidget

from gui.look.labels import plain, redress
from gui.look.theme import PADDING, UNIT, Theme, faded
from gui.review.ledger import Ledger
from gui.review.verdicts import state_ink
from models.claims.values import Checked, State
from models.review.values import Window

GROUND, LOUD = 0.16, 0.36  # of a mark; of the one that is looked at
MOST = 60_000  # characters that are read in one go


class CheckPage(QWidget):
    """wanted(text): it is to be checked. What comes of it is shown by ``show_checked``."""

    wanted = Signal(str)

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._checked: tuple[Checked, ...] = ()
        self._window: Window | None = None
        self._text = ""  # that was checked
        self._wide: list[int] = []  # where in it characters stand that are two of Qt's
        self._looked: Checked | None = None
        self._grounds = {(state, loud): _ground(faded(state_ink(state, theme), LOUD if loud else GROUND))
                         for state in State for loud in (False, True)}  # fmt: skip
        self.field = QPlainTextEdit()
        self.field.setPlaceholderText(texts["noteview.check.hint"])
        self.field.setAccessibleName(texts["noteview.page.check"])
        self.field.textChanged.connect(self._changed)
        self.field.cursorPositionChanged.connect(self._follow)
        self.go = QPushButton(texts["noteview.check.go"], clicked=self.check)
        self.go.setToolTip(texts["noteview.check.go.tip"])
        self.clear = QPushButton(texts["noteview.check.clear"], clicked=self.field.clear)
        self.state = plain(role="foot")
        self.ledger = Ledger(texts, theme, texts["noteview.check.none"])
        self.ledger.looked.connect(self._look)
        QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.check)  # fmt: skip # noqa: E501
        self._lay_out()
        self._enable()

    def show_window(self, window: Window) -> None:
        """The days a text means that names none."""
        self._window = window
        told = {"first": window.first, "last": window.last}
        self.state.setText(self._texts["noteview.check.window"].format(**told))
        redress(self.state, "foot")

    def check(self) -> None:
        """Ask for what is written now."""
        text = self.field.toPlainText()
        if not text.strip():
            return
        if len(text) > MOST:
            self.say(self._texts["noteview.check.long"].format(most=f"{MOST:,}"), "warn")
            return
        self._text, self._wide = text, _wide(text)
        self.say(self._texts["noteview.check.busy"], "foot")
        self.wanted.emit(text)

    def say(self, text: str, role: str) -> None:
        """How it goes."""
        redress(self.state, role)
        self.state.setText(text)

    def show_checked(self, text: str, checked: Sequence[Checked]) -> None:
        """What was found of a text, unless another has been sent since."""
        if text == self._text:
            self._checked, self._looked = tuple(checked), None
            self.ledger.show_checked(self._checked, self._window)
            wrong = sum(one.state is State.CONTRADICTED for one in checked)
            key = "noteview.check.wrong" if wrong else "noteview.check.done" if checked else "claims.none"
            self.say(self._texts[key].format(count=len(checked), wrong=wrong), "warn" if wrong else "foot")
            QTimer.singleShot(0, self, self._mark)  # a thousand marks are a turn of their own

    # inside

    def _changed(self) -> None:
        """What stands there now was not checked: the marks go, the verdicts stay until the next."""
        self._enable()
        if self._checked and self.field.toPlainText() != self._text:
            self.field.setExtraSelections([])

    def _enable(self) -> None:
        there = not self.field.document().isEmpty()
        for button in (self.go, self.clear):
            button.setEnabled(there)

    def _mark(self) -> None:
        if self.field.toPlainText() == self._text:
            self.field.setExtraSelections([self._selection(one) for one in self._checked])

    def _selection(self, one: Checked) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = self._over(one)
        made.format = self._grounds[one.state, one is self._looked]
        return made

    def _look(self, one: Checked) -> None:
        self._looked = one
        self._mark()
        cursor = self._over(one)
        cursor.setPosition(cursor.selectionStart())
        self.field.setTextCursor(cursor)
        self.field.ensureCursorVisible()

    def _over(self, one: Checked) -> QTextCursor:
        """The claim's words, selected. Qt counts UTF-16 units, a claim characters."""
        made = QTextCursor(self.field.document())
        made.setPosition(self._units(one.claim.start))
        made.setPosition(self._units(one.claim.end), QTextCursor.MoveMode.KeepAnchor)
        return made

    def _units(self, place: int) -> int:
        at = max(0, min(place, len(self._text)))
        return at + bisect_left(self._wide, at)

    def _follow(self) -> None:
        """The cursor stands in a claim: its verdict is looked at."""
        if not self.field.hasFocus() or self.field.toPlainText() != self._text:
            return
        at = len(self._text.encode("utf-16-le")[: 2 * self.field.textCursor().position()].decode("utf-16-le", "ignore"))
        found = [place for place, one in enumerate(self._checked) if one.claim.start <= at < one.claim.end]
        if found and self._checked[found[0]] is not self._looked:
            QTimer.singleShot(0, self, lambda: self.ledger.look_at(found[0]))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        row.setSpacing(UNIT)
        row.addWidget(self.state, 1)
        row.addWidget(self.clear)
        row.addWidget(self.go)
        top = QWidget(objectName="page")
        box = QVBoxLayout(top)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.field, 1)
        sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        sides.addWidget(top)
        sides.addWidget(self.ledger)
        sides.setStretchFactor(0, 1)
        sides.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sides)


def _wide(text: str) -> list[int]:
    """Counted once for all claims: a long text has a thousand."""
    return [place for place, mark in enumerate(text) if mark > "\uffff"]


def _ground(colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(colour)
    return made
