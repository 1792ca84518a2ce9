"""The line that says that a pack is looked at instead of what is held now, and the ways out of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.look.labels import plain, tip
from gui.look.numbers import local_minute
from gui.look.theme import PADDING, UNIT
from gui.render.errands import Opened


class PackLine(QWidget):
    """closed: what is held now is wanted again. compared: what the pack states otherwise is to be seen."""

    closed = Signal()
    compared = Signal()

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(objectName="page")
        self._texts = texts
        self.said = plain(role="warn")
        self.differs, close = QPushButton(), QPushButton(texts["noteview.pack.close"])
        self.differs.clicked.connect(self.compared)
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 0, PADDING, UNIT)
        row.setSpacing(UNIT)
        row.addWidget(self.said, 1)
        row.addWidget(self.differs)
        row.addWidget(close)
        self.hide()

    def show_pack(self, opened: Opened | None, name: str = "") -> None:
        """A pack is looked at; None: none is."""
        self.setVisible(opened is not None)
        if opened is not None:
            window = opened.note.inputs.window
            told = {"name": name, "first": window.first, "last": window.last, "made": local_minute(opened.made_at)}
            self.said.setText(self._texts["noteview.pack"].format(**told))
            self.said.setToolTip(tip(self.said.text()))
            count = len(opened.difference.restated) + len(opened.difference.reworded)
            self.differs.setText(self._texts["noteview.pack.differs"].format(count=count))
            self.differs.setEnabled(count > 0)
