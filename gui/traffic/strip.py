"""The row of the note's figures and of categories: where most people begin."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from gui.look.flow import Flow
from gui.look.theme import UNIT
from gui.traffic.buttons import button, choice, press
from models.traffic.edits import CHIPS
from models.traffic.presets import NUMBERS

BAR_PX, HEIGHT = 1, 22


class Strip(Flow):
    """figure(number): one of the note's. whole: all of them on a page. category(name): of products, ALL of all.

    picked: the products are to be chosen one by one.
    """

    figure = Signal(int)
    whole = Signal()
    category = Signal(str)
    picked = Signal()

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self.figures: dict[int, QToolButton] = {
            number: choice(
                texts["traffic.figure"].format(number=number), texts[f"traffic.figure.{number}.tip"],
                lambda number=number: self.figure.emit(number),
            )
            for number in NUMBERS
        }  # fmt: skip
        self.all = choice(texts["traffic.whole"], texts["traffic.whole.tip"], self.whole.emit)
        self.categories = {
            name: choice(texts[f"traffic.category.{name or 'all'}"], texts["traffic.category.tip"],
                         lambda name=name: self.category.emit(name))
            for name in CHIPS
        }  # fmt: skip
        self.pick = button(texts["traffic.pick"], texts["traffic.pick.tip"])
        self.pick.clicked.connect(self.picked)
        widgets: list[QWidget] = [*self.figures.values(), self.all, _bar(), *self.categories.values(), self.pick]
        self.fill(widgets, widgets[0])

    def show_view(self, numbers: tuple[int, ...], category: str | None, count: int, *, whole: bool) -> None:
        """numbers: figures of the note that are shown. category: None when products are chosen, ``count`` of them."""
        for number, made in self.figures.items():
            press(made, down=not whole and number in numbers)
        press(self.all, down=whole)
        for name, made in self.categories.items():
            press(made, down=not whole and name == category)
        text = (
            self._texts["traffic.pick"] if category is not None else self._texts["traffic.picked"].format(count=count)
        )
        if self.pick.text() != text:
            self.pick.setText(text)
            self.replace()


def _bar() -> QFrame:
    """A hairline between the two groups."""
    made = QFrame(objectName="rule")
    made.setFixedSize(BAR_PX, HEIGHT - UNIT)
    return made
