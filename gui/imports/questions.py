"""What only the user knows of a table, asked in place: a line a question, its answers as buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.look.flow import Flow
from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT
from models.imports.traffic.values import Asked, Option, Question
from models.imports.traffic.wording import answer_text, question_text, reason_text
from models.listfiles.values import short

FREE = (Asked.YEAR, Asked.SOURCE, Asked.PERIOD, Asked.UNIT)  # may be answered with what nobody offers
LINES, BUTTONS = 6, 8
EDIT_PX = 176


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
        self._likely: set[Asked] = set()
        self._lines: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.edits: list[QLineEdit] = []
        self.hide()

    def show_questions(self, questions: Iterable[Question], assumed: Iterable[Question] = ()) -> None:
        """Other questions; each is asked once, whatever number of tables leaves it open.

        assumed: those that count as answered with what they offer, until somebody says otherwise.
        """
        asked = {one.asked: one for one in sorted(questions, key=lambda one: one.needed)}
        likely = {one.asked for one in assumed} - set(asked)
        once = (*asked.values(), *(one for one in assumed if one.asked in likely))
        if (once, likely) != (self._held, self._likely):
            self._held, self._likely = once, likely
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
        loud = question.needed or question.asked in self._likely
        parts: list[QWidget] = [plain(short(self._words(question)), role="warn" if loud else "foot")]
        options = sorted(question.options, key=lambda one: one.value != question.offered)[:BUTTONS]
        parts += [self._button(question, option) for option in options]
        if question.asked in FREE or not question.options:
            parts.append(self._edit(question))
        parts.append(plain(short(reason_text(question.why, self._texts)), role="foot"))
        for label in (parts[0], parts[-1]):
            label.setMinimumHeight(parts[1].sizeHint().height())  # in line with the buttons
        line = Flow()
        line.fill(parts, self)
        return line

    def _words(self, question: Question) -> str:
        asked = question_text(question, self._texts)
        if question.asked not in self._likely:
            return asked
        likely = answer_text(question.asked, question.offered, self._texts, self._lang)
        return self._texts["imports.assumed"].format(what=asked, value=likely)

    def _button(self, question: Question, option: Option) -> QPushButton:
        words = answer_text(question.asked, option.value, self._texts, self._lang)
        if option.means:
            words = self._texts["imports.ask.example"].format(asked=words, example=option.means)
        made = QPushButton(short(words).replace("&", "&&"), autoDefault=True)
        made.clicked.connect(lambda: self.answered.emit(question, option.value))
        self.buttons.append(made)
        return made

    def _edit(self, question: Question) -> QLineEdit:
        made = _Answer(placeholderText=self._texts[f"imports.edit.{question.asked}"], maxLength=100)
        made.setAccessibleName(question_text(question, self._texts))
        made.returnPressed.connect(lambda: made.text().strip() and self.answered.emit(question, made.text().strip()))
        self.edits.append(made)
        return made


class _Answer(QLineEdit):
    """As wide as two dates."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """In a line that flows."""
        return QSize(EDIT_PX, super().sizeHint().height())
