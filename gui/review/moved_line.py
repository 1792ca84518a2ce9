"""Under an edited sentence whose data have changed: what it would be now, to be taken, or left as the user wrote it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT
from models.note.values import Sentence


class MovedLine(QWidget):
    """taken: the sentence of now is wanted. kept: the user's own stays."""

    taken = Signal()
    kept = Signal()

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self.said = plain(role="warn")
        self.said.setWordWrap(True)
        take, keep = QPushButton(texts["noteview.moved.take"]), QPushButton(texts["noteview.moved.keep"])
        take.clicked.connect(self.taken)
        keep.clicked.connect(self.kept)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        for button in (take, keep):
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING + UNIT, 0, 0, UNIT)
        box.setSpacing(UNIT)
        box.addWidget(self.said)
        box.addLayout(row)

    def show_sentence(self, one: Sentence, lang: str) -> None:
        """The sentence as the data make it now."""
        self.said.setText(self._texts["noteview.moved"].format(text=one.made.get(lang, "")))
