"""The line for a period of the user's own: 60 sessions, or since a day."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.theme import UNIT
from models.lists.columns import period_of
from models.search.fold import folded

COUNT = re.compile(r"(\d{1,4})\s*[日天d]?")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class PeriodLine(QWidget):
    """``wanted`` tells a column key, pct:60 or pct:2024-09-20. What is neither is said under the line and stays."""

    wanted = Signal(str)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self.line = QLineEdit(placeholderText=texts["columns.period"], maxLength=20)
        self.line.setAccessibleName(texts["columns.period"])
        self.button = QToolButton(text=texts["columns.add"])
        self.button.setProperty("role", "thin")
        self.said = plain(role="error")
        self.said.setWordWrap(True)
        self.said.hide()
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(row)
        box.addWidget(self.said)
        self.line.returnPressed.connect(self._tell)
        self.button.clicked.connect(self._tell)
        self.line.textEdited.connect(self.said.hide)

    def accept(self) -> None:
        """It has been taken: ready for another."""
        self.line.clear()
        self.said.hide()

    def say(self, key: str) -> None:
        """Why it was not taken."""
        self.said.setText(self._texts[key])
        self.said.show()

    def _tell(self) -> None:
        key = key_of(self.line.text())
        if key:
            self.wanted.emit(key)
        else:
            self.say("columns.bad")


def key_of(text: str) -> str:
    """The column key of a period as people write it, "" if it is none."""
    said = folded(text)
    if match := COUNT.fullmatch(said):
        key = f"pct:{int(match[1])}"
    elif match := DATE.fullmatch(said):
        key = f"pct:{match[1]}-{match[2]:>02}-{match[3]:>02}"
    else:
        return ""
    return key if period_of(key) is not None else ""
