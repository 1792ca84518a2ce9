"""The part of the chooser for column sets: choose one, save the present columns under a name, delete one's own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from gui.lists.sets import SetSwitch
from gui.look.labels import plain, tip
from gui.look.theme import PADDING, UNIT, Theme
from models.lists.columns import SETS
from models.search.fold import folded

LONGEST = 24


class SetKeeper(QWidget):
    """Saves nothing itself; says under its line why a name cannot be taken."""

    chosen = Signal(str)
    saved = Signal(str, tuple)
    deleted = Signal(str)

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._texts, self._keys, self._on = texts, (), ""
        self._taken = {folded(name) for name in SETS} | {folded(texts.get(f"set.{name}", name)) for name in SETS}
        self.switch = SetSwitch(texts, theme)
        self.line = QLineEdit(placeholderText=texts["set.name"], maxLength=LONGEST)
        self.line.setAccessibleName(texts["set.name"])
        self.save = QToolButton(text=texts["set.save"])
        self.delete = QToolButton(text=texts["lists.delete"])
        self.said = plain(role="error")
        self._lay_out()
        self.switch.chosen.connect(self.chosen)
        self.line.returnPressed.connect(self._save)
        self.line.textEdited.connect(self.said.hide)
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(lambda: self.deleted.emit(self._on))

    def show_sets(self, own: Mapping[str, tuple[str, ...]], keys: tuple[str, ...], on: str) -> None:
        """The user's own sets by name, the columns shown now, and the set they are ("" if none)."""
        self._on = on
        self.switch.show_sets(tuple(own), on)
        self.show_keys(keys)
        self.delete.setVisible(on in own)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """The columns shown now: what would be saved."""
        self._keys = keys

    def _save(self) -> None:
        name = " ".join(self.line.text().split())
        why = "empty" if not name else "shipped" if folded(name) in self._taken else "" if self._keys else "none"
        self.said.setVisible(bool(why))
        if why:
            self.said.setText(self._texts[f"set.bad.{why}"])
            return
        self.line.clear()
        self.saved.emit(name, self._keys)

    def _lay_out(self) -> None:
        for button in (self.save, self.delete):
            button.setProperty("role", "thin")
        self.delete.setToolTip(tip(self._texts["set.delete"]))
        self.delete.setAccessibleName(self._texts["set.delete"])
        self.delete.hide()
        self.said.setContentsMargins(PADDING, 0, PADDING, 0)
        self.said.setWordWrap(True)
        self.said.hide()
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.setSpacing(UNIT)
        row.addWidget(self.line, 1)
        row.addWidget(self.save)
        row.addWidget(self.delete)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.switch)
        box.addLayout(row)
        box.addWidget(self.said)
