"""The menu that takes something out: copy, picture, paper, table. The same lines everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from gui.look.labels import tip
from gui.outs.outs import ACTS, NUMBERS

GROUPS_BEGIN = ("png", "xlsx", "print")


def fill(menu: QMenu, texts: Mapping[str, str], do: Callable[[str], object], acts: Iterable[str] = ACTS) -> None:
    """A line for each act, a rule between groups; ``do`` hears which."""
    for act in acts:
        if act in GROUPS_BEGIN:
            menu.addSeparator()
        menu.addAction(texts[f"out.{act}"]).triggered.connect(lambda _=False, act=act: do(act))


class OutMenu(QToolButton):
    """Tells ``asked(act)``: NUMBERS, or one of ACTS. Its lines are made when it is first opened."""

    asked = Signal(str)

    def __init__(self, texts: Mapping[str, str], acts: Iterable[str] = (NUMBERS, *ACTS)) -> None:
        super().__init__()
        self.setText("⤓")
        self.setProperty("role", "chart")
        self.setToolTip(tip(texts["out.tip"]))
        self.setAccessibleName(texts["out.tip"])
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: menu.isEmpty() and fill(menu, texts, self.asked.emit, acts))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
