"""The pages behind the figures: an import, the products, the versions of a number. Each is made when first wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT
from gui.parts import Parts
from gui.traffic.board import Board
from models.imports.traffic.values import TrafficPreview
from models.products.values import Product


class Aside(QStackedWidget):
    """``first`` stands in front until something else is wanted, and again when that is closed.

    taken: an import's preview, now on disk; None when one was taken back.
    """

    taken = Signal(object)

    def __init__(self, parts: Parts, board: Board, first: QWidget) -> None:
        super().__init__()
        self._parts, self._board, self._texts = parts, board, parts.texts
        self._first = first
        self._retired: list[Callable[[], None]] = []
        self._made: dict[str, tuple[QWidget, QWidget]] = {}  # what was made, and the page it stands on
        self.addWidget(first)

    def bring_in(self, *, paste: bool = False, path: str = "") -> None:
        """The page of imports; with what is on the clipboard, or a file."""
        page = self._page("import", self._imports)
        self.setCurrentWidget(self._made["import"][1])
        page.setFocus()
        if paste:
            page.paste()  # type: ignore[attr-defined]
        elif path:
            page.open(path)  # type: ignore[attr-defined]

    def take_back(self) -> None:
        """The newest import goes; the figures stay in front."""
        self._page("import", self._imports).undo()  # type: ignore[attr-defined]

    def edit_products(self, product: str = "") -> None:
        """The page of products; with one of them."""
        page = self._page("products", self._products)
        if product:
            page.show_product(product)  # type: ignore[attr-defined]
        self.setCurrentWidget(self._made["products"][1])

    def show_versions(self, product: str) -> None:
        """Every number ever known of a product, in the view's metric."""
        one, view = self._board.products.get(product), self._parts.traffic.held
        if one is None:
            return
        held = self._board.held(view)
        page = self._page("versions", self._versions)
        page.show_product(one, view.metric, held.batches if held is not None else ())  # type: ignore[attr-defined]
        self.setCurrentWidget(self._made["versions"][1])

    def back(self) -> None:
        """The figures. Qt would give the keyboard to the first button, which looks as if it were chosen."""
        self.setCurrentWidget(self._first)
        self._first.setFocus()

    def retire(self) -> None:
        """Wait for nothing any more."""
        for retire in self._retired:
            retire()

    # inside

    def _page(self, name: str, make: Callable[[], tuple[QWidget, QWidget]]) -> QWidget:
        if name not in self._made:
            self._made[name] = make()
            self.addWidget(self._made[name][1])
        return self._made[name][0]

    def _imports(self) -> tuple[QWidget, QWidget]:
        from gui.imports.page import ImportPage

        page = ImportPage(self._parts, self._known)
        page.taken.connect(self._take)
        page.undone.connect(lambda: self.taken.emit(None))
        page.closed.connect(self.back)
        self._retired.append(page.retire)
        return page, page

    def _known(self) -> tuple[Product, ...]:
        """Those of now: an import may name others."""
        return self._board.products.all()

    def _products(self) -> tuple[QWidget, QWidget]:
        from gui.traffic.out.products import listed
        from gui.traffic.products.page import ProductsPage

        parts = self._parts
        page = ProductsPage(parts.products, parts.universe, parts.texts, parts.lang, parts.theme)
        framed = Framed(page, self._texts["traffic.products"], self._texts["traffic.back"], self.back)
        outs = listed(parts, page.view, page.lines)
        framed.tools(outs.button())
        self._retired.append(outs.retire)
        return page, framed

    def _versions(self) -> tuple[QWidget, QWidget]:
        from gui.traffic.versions import Versions

        page = Versions(self._parts)
        self._retired.append(page.retire)
        return page, Framed(page, self._texts["traffic.versions"], self._texts["traffic.back"], self.back)

    def _take(self, made: object) -> None:
        if isinstance(made, TrafficPreview):
            self.taken.emit(made)
            self.back()


class Framed(QWidget):
    """A page under a line with its name and the way back, which Esc goes too."""

    def __init__(self, page: QWidget, title: str, back: str, does: Callable[[], None]) -> None:
        super().__init__(objectName="page")
        self._does = does
        bar = self._bar = QHBoxLayout()
        bar.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        bar.addStrut(TOOLBAR_HEIGHT - 2 * UNIT)
        bar.addWidget(plain(title, role="title"), 1)
        bar.addWidget(QPushButton(back, clicked=does))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(page, 1)

    def tools(self, *widgets: QWidget) -> None:
        """Beside the name."""
        for widget in widgets:
            self._bar.insertWidget(1, widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc, where the page has no use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self._does()
        else:
            super().keyPressEvent(event)
