"""The button that takes a chart out: copy, picture, paper, table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from gui.look.labels import tip
from gui.seats.outs import ACTS

GROUPS_BEGIN = ("png", "xlsx", "print")


class OutMenu(QToolButton):
    """Tells ``asked(act)``, one of ACTS."""

    asked = Signal(str)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.setText("⤓")
        self.setProperty("role", "chart")
        self.setToolTip(tip(texts["out.tip"]))
        self.setAccessibleName(texts["out.tip"])
        menu = QMenu(self)
        for act in ACTS:
            if act in GROUPS_BEGIN:
                menu.addSeparator()
            menu.addAction(texts[f"out.{act}"]).triggered.connect(lambda _=False, act=act: self.asked.emit(act))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
