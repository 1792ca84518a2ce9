"""What will be taken of a table, a line a series; whom an unknown name means is chosen here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from gui.imports.text_table import Later, TextTable
from gui.parts import Parts
from models.imports.traffic.values import TrafficLine
from models.imports.traffic.wording import HEADS, TO_THE_RIGHT, line_cells
from models.listfiles.values import short
from models.products.values import CATEGORIES, Product

RIGHT = frozenset(HEADS.index(key) for key in TO_THE_RIGHT)
PRODUCT = HEADS.index("product")


def settled(line: TrafficLine) -> bool:
    """Whether it is a product of ours, or a new one whose category is known."""
    return line.known or bool(line.category)


class SeriesView(TextTable):
    """``meant``: names as written, a product's id ("" leaves them out). ``categorised``: names, a category.

    A double click, the right button or F2 offers what the selected names may be; Del leaves them out.
    """

    meant = Signal(object, str)
    categorised = Signal(object, str)

    def __init__(self, parts: Parts, products: Callable[[], tuple[Product, ...]]) -> None:
        super().__init__(parts.theme, parts.texts["imports.series"])
        self._texts, self._lang, self._theme, self._products = parts.texts, parts.lang, parts.theme, products
        self._lines: Sequence[TrafficLine] = ()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.doubleClicked.connect(self._offer_at)

    def show_lines(self, lines: Sequence[TrafficLine]) -> None:
        """Other series: those of unknown products first, for they want a look."""
        self._lines = sorted(lines, key=settled)
        theme, texts = self._theme, self._texts
        held, names = self._lines, {one.id: one.name(self._lang) for one in self._products()}
        rows = Later(
            len(held), lambda place: line_cells(held[place], texts, self._lang, lambda name: names.get(name, name))
        )
        colours = {(place, PRODUCT): theme.warn for place, one in enumerate(self._lines) if not settled(one)}
        loud = (PRODUCT, HEADS.index("newest"), HEADS.index("short"))
        tinted = {column: theme.muted for column in range(len(HEADS)) if column not in loud}
        heads = [texts[f"imports.column.{key}"] for key in HEADS]
        self.texts.show(heads, rows, right=RIGHT, colours=colours, tinted=tinted)
        self.fit()

    @property
    def written(self) -> tuple[str, ...]:
        """The selected products as the file writes them."""
        held = (self._lines[place] for place in self.places_chosen)
        return tuple(dict.fromkeys(one.written or one.product for one in held))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """F2 offers, Del leaves out; the rest is a table's."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.written:
            self.meant.emit(self.written, "")
        elif event.key() == Qt.Key.Key_F2 and self.written:
            self._offer_at(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _offer_at(self, index: QModelIndex) -> None:
        self._offer(self.visualRect(index).bottomLeft())

    def _offer(self, at: QPoint) -> None:
        """Whom the selected names may mean."""
        if names := self.written:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.fill(menu, names)
            menu.popup(self.viewport().mapToGlobal(at))

    def fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        """A product of ours, a new one with its category, or nobody."""
        texts = self._texts
        held = menu.addMenu(texts["imports.product.is"])
        for category in CATEGORIES:
            known = [one for one in self._products() if one.category == category]
            if not known:
                continue
            sub = held.addMenu(texts[f"imports.category.{category}"])
            for one in known:
                words = short(one.name(self._lang)).replace("&", "&&")
                sub.addAction(words, lambda one=one: self.meant.emit(names, one.id))
        held.setEnabled(not held.isEmpty())
        new = menu.addMenu(texts["imports.product.new"])
        for category in CATEGORIES:
            words = texts[f"imports.category.{category}"]
            new.addAction(words, lambda category=category: self.categorised.emit(names, category))
        menu.addAction(texts["imports.product.leave"], lambda: self.meant.emit(names, ""))
