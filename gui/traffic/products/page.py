"""The page of products: at the left whom there is, at the right what is known of one. It knows no client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.look.labels import plain, redress
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, UNIT, Theme
from gui.traffic.products.form import ProductForm
from gui.traffic.products.lines import PRODUCT, ProductLines
from models.products.edits import Own, is_touched
from models.products.typed import Typed
from models.products.universe import Products
from models.products.values import Product
from models.reasons import said
from models.universe import Universe

LIST_WIDTH = 190


class Book(Protocol):
    """What keeps the products; see gui/wires/products.py."""

    changed: SignalInstance
    problem: SignalInstance
    bundled: Products
    own: Own
    products: Products
    skipped: int
    can_undo: bool

    def keep(self, product: Product) -> None:
        """A product as the user wants it."""

    def reset(self, product: str) -> None:
        """As it was shipped, or gone."""

    def undo(self) -> bool:
        """One step back."""


class ProductsPage(QWidget):
    """Every edit is kept at once, and can be taken back. ``show_product`` brings one up, ``begin`` a new one."""

    def __init__(self, book: Book, universe: Universe, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._book, self._texts = book, texts
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown = ""  # the id; "" is a new one
        self._aside: dict[str, Typed] = {}  # what was wrong when somebody went to another product
        self.lines = ProductLines(texts, lang, theme, self)
        self.view, self.form = _list(self.lines, texts), ProductForm(texts, lang, universe)
        self.filter = QLineEdit(placeholderText=texts["products.filter"], clearButtonEnabled=True)
        self.new = QPushButton(texts["products.add"], clicked=self._begin)
        self.back = QPushButton(texts["products.undo"], clicked=self._undo)
        self.foot = plain(role="foot")
        self._lay_out()
        self._connect()
        self.renew()
        self.show_product(self.lines.lines[1].product.id if self.lines.count else "")  # type: ignore[union-attr]

    def renew(self) -> None:
        """Products are other than they were."""
        self.lines.show_products(self._book.products, self._book.own)
        if self._shown and self._book.products.get(self._shown) is None:
            self._shown = self._book.products.all()[0].id if self._book.products.all() else ""
        self._choose()
        self._show()
        self.back.setEnabled(self._book.can_undo)
        self._say()

    def show_product(self, product: str) -> None:
        """Bring one up by its id; "" is a new one. What is wrong with the one before waits until it is back."""
        if self.form.pending:
            self._aside[self._shown] = self.form.typed()
        self._shown = product
        self._choose()
        self._show()
        if (left := self._aside.pop(product, None)) is not None:
            self.form.restore(left)
        self._say()

    def begin(self, name: str = "") -> None:
        """A new product; its name when somebody has written it already."""
        self.show_product("")
        self.form.begin(name)

    def _show(self) -> None:
        self.form.show_product(
            self._book.products.get(self._shown),
            self._book.products,
            touched=is_touched(self._book.own, self._shown),
            bundled=self._book.bundled.get(self._shown) is not None,
        )

    def _choose(self) -> None:
        """The list stands on what is shown, where the filter leaves it."""
        place = self.lines.place_of(self._shown)
        if place < 0:
            self.view.clearSelection()
        elif self.view.currentIndex().row() != place:
            self.view.setCurrentIndex(self.lines.index(place))

    def _went(self, index: QModelIndex) -> None:
        product = index.data(PRODUCT)
        if product is not None and product.id != self._shown:
            self.show_product(product.id)

    def _keep(self, product: Product) -> None:
        self._shown = product.id
        self._book.keep(product)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc forgets what is wrong in the form."""
        if event.key() == Qt.Key.Key_Escape and self.form.pending:
            self.form.forget()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.begin()

    def _undo(self) -> None:
        self._book.undo()

    def _filter(self, text: str) -> None:
        self.lines.filter(text)
        self._choose()
        self._say()

    def _say(self, problem: str = "") -> None:
        """How many are shown; why something is not on disk; who waits to be put right; what nobody could read."""
        redress(self.foot, "error" if problem else "warn" if self._aside or self._book.skipped else "foot")
        count, waiting = self.lines.count, [self.lines.name(one) for one in self._aside]
        if problem:
            told = self._texts["products.unkept"].format(why=said(problem, self._texts))
        elif waiting:
            told = self._texts["products.aside"].format(names=", ".join(waiting))
        elif self._book.skipped:
            told = self._texts["products.skipped"].format(count=count, skipped=self._book.skipped)
        else:
            told = self._texts["products.foot"].format(count=count)
        self.foot.setText(told)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(lambda index, _: self._went(index))
        self.form.kept.connect(self._keep)
        self.form.reset.connect(self._book.reset)
        self._book.changed.connect(self.renew)
        self._book.problem.connect(self._say)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._undo)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("page")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        tools = QHBoxLayout()
        tools.setContentsMargins(PADDING, 0, PADDING, 0)
        tools.setSpacing(UNIT)
        for widget in (self.new, self.back):
            tools.addWidget(widget)
        tools.addStretch(1)
        search = QHBoxLayout()
        search.setContentsMargins(PADDING, 0, PADDING, 0)
        search.addWidget(self.filter)
        for part in (search, tools):
            column.addLayout(part)
        column.addWidget(self.view, 1)
        self.foot.setContentsMargins(PADDING, 0, PADDING, 0)
        self.foot.setFixedHeight(TOOLBAR_HEIGHT - PADDING)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(_beside(left, self.form), 1)
        whole.addWidget(self.foot)


def _list(model: ProductLines, texts: Mapping[str, str]) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAccessibleName(texts["products.list"])
    return view


def _beside(left: QWidget, form: QWidget) -> QSplitter:
    scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
    scroll.setWidget(form)
    scroll.setMinimumWidth(1)
    both = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
    both.addWidget(left)
    both.addWidget(scroll)
    both.setStretchFactor(1, 1)
    both.setSizes([LIST_WIDTH, 600])
    return both
