"""The button with the drawing tools and what can be done to all drawings of a chart."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from gui.look.labels import tip
from gui.seats.keys import ACTS

KEYS = {act: key for key, act in ACTS.items()}  # the chart's own keys do it: here they are only said
TOOLS = ("draw.trend", "draw.ray", "draw.horizontal", "draw.vertical", "draw.rectangle", "draw.text")
MEASURES = ("measure", "ruler")
ALL = ("draw.lock_all", "draw.unlock_all", "draw.hide_all", "draw.show_all", "draw.remove_all")


class DrawMenu(QToolButton):
    """Tells ``asked(act)``, which gui/charts/drawn.py understands."""

    asked = Signal(str)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self._actions: dict[str, QAction] = {}
        self.setProperty("role", "chart")
        self.setToolTip(tip(texts["draw.tip"]))
        self.setAccessibleName(texts["draw.tip"])
        menu = QMenu(self)
        for group in (TOOLS, MEASURES, ALL):
            if menu.actions():
                menu.addSeparator()
            for act in group:
                self._add(menu, act)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.show_tool("")

    def show_tool(self, act: str) -> None:
        """The tool that the next press on the chart is for, "" for none."""
        self.setText(f"{self._named(act) if act else self._texts['draw.title']} ▾")
        for name, action in self._actions.items():
            action.setChecked(name == act)

    def _add(self, menu: QMenu, act: str) -> None:
        key = f"\t{KEYS[act]}" if act in KEYS else ""
        action = QAction(f"{self._named(act)}{key}", menu, checkable=act not in ALL)
        action.triggered.connect(lambda _=False: self._ask(act))
        self._actions[act] = action
        menu.addAction(action)

    def _named(self, act: str) -> str:
        return self._texts[f"draw.{act.removeprefix('draw.')}"]

    def _ask(self, act: str) -> None:
        self._actions[act].setChecked(False)  # it is when the chart says so
        self.asked.emit(act)
