"""The choices that fewer people need, in one menu: each with why it cannot be made, where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from gui.look.labels import tip
from gui.traffic import buttons

Texts = Mapping[str, str]
Does = Callable[[bool], None]


class Switch:
    """A button in the row and a line of the menu that are one. name: of its texts."""

    def __init__(self, texts: Texts, name: str, does: Does) -> None:
        self._tip = texts[f"traffic.{name}.tip"]
        self.button: QToolButton = buttons.switch(texts, name, does)
        self.action = QAction(texts[f"traffic.{name}"], self.button, checkable=True)
        self.action.triggered.connect(does)

    def show(self, *, down: bool, why: str = "") -> None:
        """Down or up; why: it cannot be pressed, "" it can."""
        told = f"{self._tip}\n{why}" if why else self._tip
        buttons.press(self.button, down=down and not why)
        self.action.setChecked(down and not why)
        for made in (self.button, self.action):
            made.setEnabled(not why)
            made.setToolTip(tip(told))


def menu_of(texts: Texts, switches: Mapping[str, Switch], align: QToolButton) -> QToolButton:
    """The button of the menu: the switches in their order, and behind them what things are aligned at."""
    made = buttons.menu_button(texts, "more_tools")
    menu = made.menu()
    menu.setToolTipsVisible(True)
    for one in switches.values():
        menu.addAction(one.action)
    align.menu().setTitle(texts["traffic.align"])
    menu.addMenu(align.menu())
    return made
