"""A product's colour on a theme; which it is models/traffic/inks.py says."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor

from gui.look.theme import Theme, shade
from models.products.values import Product
from models.traffic import inks


class Colours:
    """The numbers of the colours of all products that are known."""

    def __init__(self, products: Iterable[Product] = ()) -> None:
        self._numbers = inks.numbers(products)

    def number(self, product: str) -> int:
        """Of a product's id, as gui.look.theme.shade takes it."""
        held = self._numbers.get(product)
        return inks.stranger(product) if held is None else held

    def of(self, product: str, theme: Theme) -> QColor:
        """The colour of a product's id."""
        return shade(theme, self.number(product))
