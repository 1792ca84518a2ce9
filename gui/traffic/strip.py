"""The row of the note's figures and of the products' category: where most people begin."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from gui.look.flow import Flow
from gui.look.labels import plain
from gui.traffic import buttons
from models.traffic.edits import CHIPS
from models.traffic.presets import NUMBERS

CHOSEN = None  # the line of the box that stands for products chosen one by one


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
            number: buttons.choice(
                str(number), texts[f"traffic.figure.{number}.tip"], lambda number=number: self.figure.emit(number)
            )
            for number in NUMBERS
        }
        self.all = buttons.choice(texts["traffic.whole"], texts["traffic.whole.tip"], self.whole.emit)
        self.categories = buttons.box(texts, "category", self._choose)
        self.pick = buttons.button(texts["traffic.pick"], texts["traffic.pick.tip"])
        self.pick.clicked.connect(self.picked)
        widgets: list[QWidget] = [
            plain(texts["traffic.figures"], role="foot"), *self.figures.values(), self.all, buttons.Rule(),
            self.categories, self.pick,
        ]  # fmt: skip
        self.fill(widgets, widgets[1])

    def show_view(self, numbers: tuple[int, ...], category: str | None, count: int, *, whole: bool) -> None:
        """numbers: figures of the note that are shown. category: None when products are chosen, ``count`` of them."""
        texts = self._texts
        for number, made in self.figures.items():
            buttons.press(made, down=not whole and number in numbers)
        buttons.press(self.all, down=whole)
        lines = [(texts[f"traffic.category.{name or 'all'}"], name) for name in CHIPS]
        words = texts["traffic.picked.whole"] if whole else texts["traffic.picked"].format(count=count)
        chosen = [(words, CHOSEN)] if whole or category is None else []
        buttons.offer(self.categories, [*lines, *chosen], CHOSEN if chosen else category)
        self.replace()

    def _choose(self, name: str | None) -> None:
        if name is not CHOSEN:
            self.category.emit(name)
