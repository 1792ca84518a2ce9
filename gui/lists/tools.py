"""The small buttons beside the column sets: sections by strength, columns, filter, and everything else in a menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.look.labels import tip
from gui.look.theme import UNIT

BUTTONS = {"strength": "⇅", "columns": "▤", "filter": "⌕", "menu": "☰"}


class Tools(QWidget):
    """Tells which button was pressed: "strength", "columns" or "filter". The menu is filled by who knows the acts."""

    pressed = Signal(str)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, UNIT, 0)
        box.setSpacing(0)
        for name, sign in BUTTONS.items():
            button = self.buttons[name] = QToolButton(text=sign)
            button.setProperty("role", "thin")
            button.setToolTip(tip(texts[f"tools.{name}"]))
            button.setAccessibleName(texts[f"tools.{name}"])
            box.addWidget(button)
            if name != "menu":
                button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
        self.buttons["strength"].setCheckable(True)
        self.menu = QMenu(self)
        self.buttons["menu"].setMenu(self.menu)
        self.buttons["menu"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_order(self, *, sections: bool) -> None:
        """Whether sections stand by strength."""
        self.buttons["strength"].setChecked(sections)
