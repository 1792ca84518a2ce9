"""What has been said of a table so far, a chip each: pressed, it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.look.flow import Flow
from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT
from models.imports.traffic.values import Hints
from models.imports.traffic.wording import answers_given
from models.listfiles.values import short


class Given(QWidget):
    """``taken_back`` tells the field of Hints."""

    taken_back = Signal(str)

    def __init__(self, texts: Mapping[str, str], lang: str) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self.label = plain(role="foot")
        self.chips: list[QPushButton] = []
        self._flow = Flow(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(PADDING, UNIT, PADDING, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.label)
        box.addWidget(self._flow, 1)
        self.hide()

    def show_hints(self, hints: Hints, assumed: Collection[str], *, remembered: bool) -> None:
        """assumed: fields that nobody has said, and that are asked about. remembered: as it was the last time."""
        given = [one for one in answers_given(hints, self._texts, self._lang) if one[0] not in assumed]
        self.label.setText(self._texts["imports.remembered" if remembered else "imports.said"])
        self.label.setMinimumWidth(self.label.sizeHint().width())
        self.chips = [self._chip(name, words) for name, words in given]
        self._flow.fill(self.chips, self)
        self.setVisible(bool(given))

    def _chip(self, name: str, words: str) -> QPushButton:
        made = QPushButton(f"{short(words)}  ×".replace("&", "&&"))
        made.setToolTip(self._texts["imports.take_back"])
        made.setAccessibleName(words)
        made.clicked.connect(lambda: self.taken_back.emit(name))
        return made
