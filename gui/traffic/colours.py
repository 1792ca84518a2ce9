"""Which colour a product has: the same one in every figure, whatever else is shown beside it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from PySide6.QtGui import QColor

from gui.look.theme import Theme, shade
from models.products.values import CATEGORIES, Product

TURN, SHADES = 3, 30  # how far apart categories begin on the ramp; how many colours there are in all


class Colours:
    """A product's number is its place among those of its category; categories begin at different colours.

    What nobody knows has a number of its own name: it stays, but another may have it too.
    """

    def __init__(self, products: Iterable[Product] = ()) -> None:
        self._numbers: dict[str, int] = {}
        counted: dict[str, int] = {}
        for one in products:
            place = counted[one.category] = counted.get(one.category, -1) + 1
            self._numbers.setdefault(one.id, _number(place, _begin(one.category)))

    def number(self, product: str) -> int:
        """Of a product's id, as gui.look.theme.shade takes it."""
        held = self._numbers.get(product)
        return zlib.crc32(product.encode()) % SHADES if held is None else held

    def of(self, product: str, theme: Theme) -> QColor:
        """The colour of a product's id."""
        return shade(theme, self.number(product))


def _begin(category: str) -> int:
    return TURN * CATEGORIES.index(category) if category in CATEGORIES else 0


def _number(place: int, begin: int) -> int:
    """The colours of a turn before those of the next, each turn from where the category begins."""
    turn, step = divmod(place, 10)
    return turn % (SHADES // 10) * 10 + (begin + step) % 10
