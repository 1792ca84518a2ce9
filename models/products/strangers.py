"""Products that only the user's tables name: they are shown like any other, under the name that is written there."""

from __future__ import annotations

from collections.abc import Iterable

from models.products.universe import Products
from models.products.values import CATEGORIES, Product

OTHER = "other"


def with_strangers(products: Products, strangers: Iterable[tuple[str, str]]) -> Products:
    """``products`` and behind them those of ``strangers`` (name, category or "") that are none of them."""
    new = {
        name: Product(id=name, name_zh=name, name_en=name, category=category if category in CATEGORIES else OTHER)
        for name, category in strangers
        if products.get(name) is None
    }
    return Products((*products.all(), *new.values())) if new else products
