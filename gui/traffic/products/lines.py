"""The list of products: a heading for each category, and under it whom the filter leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt

from gui.look.labels import tip
from gui.look.theme import ROW_HEIGHT, SMALL_PX, Theme, font
from models.frozen import frozen
from models.products.edits import Own, is_touched
from models.products.naming import folded
from models.products.universe import Products
from models.products.values import Product

Index = QModelIndex | QPersistentModelIndex
HEADING_HEIGHT = 26
PRODUCT = Qt.ItemDataRole.UserRole


@frozen(kw_only=True)
class ProductLine:
    """said: what stands there. product: None for a heading."""

    said: str
    product: Product | None = None


class ProductLines(QAbstractListModel):
    """``show_products`` and ``filter`` lay it out anew; a line that says the same keeps its place in the list."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._lang, self._theme = texts, lang, theme
        self._products, self._own, self._wanted = Products(), Own(), ""
        self.lines: tuple[ProductLine, ...] = ()

    def show_products(self, products: Products, own: Own) -> None:
        """What there is, and what of it the user has touched."""
        self._products, self._own = products, own
        self._lay_out()

    def filter(self, text: str) -> None:
        """Only those of whom ``text`` is part of a name, vendor, domain or app."""
        self._wanted = folded(text)
        self._lay_out()

    def place_of(self, product: str) -> int:
        """The line of an id; -1 when it is filtered out."""
        places = (at for at, one in enumerate(self.lines) if one.product is not None and one.product.id == product)
        return next(places, -1)

    def name(self, product: str) -> str:
        """Its name for the reader; that of a new one where nobody has the id."""
        held = self._products.get(product)
        return held.name(self._lang) if held is not None else self._texts["products.new"]

    @property
    def count(self) -> int:
        """How many products are shown."""
        return sum(one.product is not None for one in self.lines)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, dressed as a heading where it is one."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.said
        if role == PRODUCT:
            return line.product
        if role == Qt.ItemDataRole.ToolTipRole and line.product is not None:
            return tip("\n".join(dict.fromkeys(_names(line.product))))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, HEADING_HEIGHT if line.product is None else ROW_HEIGHT)
        if line.product is None and role == Qt.ItemDataRole.FontRole:
            return font(SMALL_PX, bold=True)
        if line.product is None and role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.muted
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Products can be chosen, headings not."""
        if not index.isValid() or self.lines[index.row()].product is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    # inside

    def _lay_out(self) -> None:
        lines: list[ProductLine] = []
        for category in self._products.categories():
            found = [one for one in self._products.of_category(category) if self._has(one)]
            if found:
                heading = self._texts["products.heading"]
                name = self._texts[f"products.category.{category}"]
                lines.append(ProductLine(said=heading.format(category=name, count=len(found))))
                lines += [ProductLine(said=self._said(one), product=one) for one in found]
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def _said(self, one: Product) -> str:
        name = one.name(self._lang)
        if not is_touched(self._own, one.id):
            return name
        key = "products.line.changed" if one.id in self._own.changes else "products.line.own"
        return self._texts[key].format(name=name)

    def _has(self, one: Product) -> bool:
        return not self._wanted or any(self._wanted in folded(name) for name in _names(one))


def _names(one: Product) -> list[str]:
    """Everything it is known by, and who makes it."""
    former, assets = (tuple(each.name for each in held) for held in (one.former, one.assets))
    return [one.name_zh, one.name_en, one.id, one.vendor, *one.aliases, *former, *assets]
