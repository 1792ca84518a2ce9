"""What only the user knows of a table, asked in place: a line a question, its answers as buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.look.labels import plain, tip
from gui.look.theme import PADDING, UNIT
from models.imports.traffic.values import Asked, Option, Question
from models.imports.traffic.wording import answer_text, question_text
from models.listfiles.values import short
from models.reasons import said

FREE = (Asked.YEAR, Asked.SOURCE, Asked.PERIOD, Asked.UNIT)  # may be answered with what nobody offers
LINES, BUTTONS = 6, 8
EDIT_PX = 200


class Questions(QWidget):
    """``answered`` tells the Question and a value as models.imports.traffic.answers takes it."""

    answered = Signal(object, str)

    def __init__(self, texts: Mapping[str, str], lang: str) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        self._box.setSpacing(UNIT)
        self._held: tuple[Question, ...] = ()
        self._lines: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.edits: list[QLineEdit] = []
        self.hide()

    def show_questions(self, questions: Iterable[Question]) -> None:
        """Other questions; each is asked once, whatever number of tables leaves it open."""
        once = tuple({one.asked: one for one in sorted(questions, key=lambda one: one.needed)}.values())
        if once != self._held:
            self._held = once
            self._clear()
            for one in sorted(once, key=lambda one: not one.needed)[:LINES]:
                self._lines.append(self._line(one))
                self._box.addWidget(self._lines[-1])
        self.setVisible(bool(once))

    def ask_first(self) -> bool:
        """Give the first answer the keyboard; False when nothing is asked."""
        first = next(iter((*self.buttons, *self.edits)), None)
        if first is not None:
            first.setFocus()
        return first is not None

    def _clear(self) -> None:
        for line in self._lines:
            line.hide()
            self._box.removeWidget(line)
            line.deleteLater()
        self._lines, self.buttons, self.edits = [], [], []

    def _line(self, question: Question) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        asked = plain(short(question_text(question, self._texts)), role="warn" if question.needed else "foot")
        asked.setMinimumWidth(asked.sizeHint().width())
        row.addWidget(asked)
        for option in sorted(question.options, key=lambda one: one.value != question.offered)[:BUTTONS]:
            row.addWidget(self._button(question, option))
        if question.asked in FREE or not question.options:
            row.addWidget(self._edit(question))
        why = plain(short(said(question.why, self._texts)), role="foot")
        why.setToolTip(tip(why.text()))
        row.addWidget(why, 1)
        return line

    def _button(self, question: Question, option: Option) -> QPushButton:
        words = answer_text(question.asked, option.value, self._texts, self._lang)
        if option.means:
            words = self._texts["imports.ask.example"].format(asked=words, example=option.means)
        made = QPushButton(short(words).replace("&", "&&"), autoDefault=True)
        made.clicked.connect(lambda: self.answered.emit(question, option.value))
        self.buttons.append(made)
        return made

    def _edit(self, question: Question) -> QLineEdit:
        made = QLineEdit(placeholderText=self._texts[f"imports.edit.{question.asked}"], maxLength=100)
        made.setFixedWidth(EDIT_PX)
        made.setAccessibleName(question_text(question, self._texts))
        made.returnPressed.connect(lambda: made.text().strip() and self.answered.emit(question, made.text().strip()))
        self.edits.append(made)
        return made
