"""A part of the form with several lines of the same fields: assets, former names, companies. Lines come and go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.theme import PADDING, UNIT
from gui.sources.section import Section
from models.frozen import frozen

Line = tuple[str, ...]
LEAST_PX, TYPED_PX = 60, 120  # of what is typed: at all, and beside all the others


@frozen(kw_only=True)
class Field:
    """key: of its texts. width: pixels, 0 takes what the others leave. choices: what can be chosen; () is typed.

    only: what the line's first field must say for this one to mean anything; "" is anything.
    below: it goes under the others where a line has no room to type in.
    """

    key: str
    width: int = 0
    choices: tuple[str, ...] = ()
    only: str = ""
    below: bool = False


class Row(QWidget):
    """``edited``: something else is chosen, or what was typed is left. ``gone``: it shall be taken out."""

    edited = Signal()
    gone = Signal()

    def __init__(self, fields: Sequence[Field], texts: Mapping[str, str]) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(PADDING, 0, PADDING, UNIT)
        self._halves = QHBoxLayout(), QHBoxLayout()
        for one in (self._box, *self._halves):
            one.setSpacing(UNIT)
        self._box.addLayout(self._halves[0], 1)
        self._box.addLayout(self._halves[1])
        self.parts = [self._part(one, texts) for one in fields]
        for one, part in zip(fields, self.parts, strict=True):
            self._halves[one.below].addWidget(part, 0 if one.width else 1)
        out = QToolButton(text=texts["products.remove"], clicked=self.gone)
        out.setProperty("role", "thin")
        self._halves[1].addWidget(out)
        self._halves[1].addStretch(any(one.below for one in fields))
        self._fields = tuple(fields)
        self.edited.connect(self._allow)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """One line, or two where what is typed would be cut."""
        super().resizeEvent(event)
        below = any(one.below for one in self._fields)
        wide = sum(half.minimumSize().width() for half in self._halves) + 2 * PADDING + UNIT + TYPED_PX - LEAST_PX
        fits = not below or wide <= self.width()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """That of two lines, where there can be two."""
        least = super().minimumSizeHint()
        if not any(one.below for one in self._fields):
            return least
        return QSize(max(half.minimumSize().width() for half in self._halves) + 2 * PADDING, least.height())

    # inside

    def _part(self, one: Field, texts: Mapping[str, str]) -> QLineEdit | QComboBox:
        part: QLineEdit | QComboBox
        if one.choices:
            part = QComboBox()
            for choice in one.choices:
                part.addItem(texts[f"products.{one.key}.{choice or 'none'}"], choice)
            part.activated.connect(self.edited)
        else:
            part = QLineEdit(placeholderText=texts[f"products.{one.key}"])
            part.setMinimumWidth(LEAST_PX)
            part.editingFinished.connect(self.edited)
        part.setAccessibleName(texts[f"products.{one.key}"])
        if one.width:
            part.setFixedWidth(one.width)
        return part

    def fill(self, line: Line) -> None:
        """Show a line; what cannot be chosen shows the first choice."""
        for part, said in zip(self.parts, line, strict=True):
            if isinstance(part, QComboBox):
                part.setCurrentIndex(max(0, part.findData(said)))
            else:
                part.setText(said)
                part.setCursorPosition(0)
        self._allow()

    def line(self) -> Line:
        """What stands there."""
        return tuple(part.currentData() if isinstance(part, QComboBox) else part.text() for part in self.parts)

    def _allow(self) -> None:
        """What means nothing in this line cannot be changed."""
        first = self.line()[0]
        for one, part in zip(self._fields, self.parts, strict=True):
            part.setEnabled(one.only in ("", first))


class Rows(Section):
    """``edited``: a line has changed, or is gone. The sentence beside the title is for what is wrong with a line."""

    edited = Signal()

    def __init__(self, key: str, fields: Sequence[Field], texts: Mapping[str, str]) -> None:
        super().__init__(texts[f"products.{key}"])
        self._fields, self._texts = tuple(fields), texts
        self.rows: list[Row] = []
        self.new = QPushButton(texts["products.add_line"], clicked=self._begin)
        self.tools(self.new)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.box.addLayout(self._lines)
        self.new.setAccessibleName(f"{texts['products.add_line']}: {texts[f'products.{key}']}")

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines in the place of all."""
        while len(self.rows) > len(lines):
            self._drop(self.rows[-1])
        while len(self.rows) < len(lines):
            self._append()
        for row, line in zip(self.rows, lines, strict=True):
            row.fill(line)

    def lines(self) -> tuple[Line, ...]:
        """What stands in all of them, empty ones too."""
        return tuple(row.line() for row in self.rows)

    def _begin(self) -> None:
        """An empty line, with the keyboard in what is typed first."""
        row = self._append()
        typed = next(part for part in row.parts if isinstance(part, QLineEdit))
        typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self) -> Row:
        row = Row(self._fields, self._texts)
        row.edited.connect(self.edited)
        row.gone.connect(lambda: self._take_out(row))
        row.fill(tuple("" for _ in self._fields))
        self._lines.addWidget(row)
        self.rows.append(row)
        return row

    def _take_out(self, row: Row) -> None:
        self._drop(row)
        self.edited.emit()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.blockSignals(True)  # a field that loses the keyboard with its line has not been edited
        row.hide()
        row.deleteLater()
