"""Gets what a figure lacks: a table is imported on a page of its own, or a source is asked for its products."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.parts import Parts
from gui.traffic.refreshing import Refreshing
from models.products.values import Product
from models.traffic.panel import Panel

IMPORT = "import"


class Supply(QStackedWidget):
    """``first`` stands in front until an import is wanted. brought: more is held. told(sentence, role): how it goes."""

    brought = Signal()
    told = Signal(str, str)

    def __init__(self, parts: Parts, first: QWidget, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._parts, self._first, self._today = parts, first, today
        self._refreshing = Refreshing(parts)
        self._refreshing.told.connect(self.told)
        self._refreshing.ended.connect(self.brought)
        self._page: QWidget | None = None
        self._retire: Callable[[], None] = lambda: None
        self.addWidget(first)

    def get(self, act: str, panel: Panel | None) -> None:
        """IMPORT, or ask for the panel's products over its window."""
        if act == IMPORT or panel is None:
            self.bring_in()
        else:
            products = tuple(one.product for one in panel.members)
            source = self._refreshing.source_for(panel.view.metric)
            self._refreshing.begin(source, products, panel.view, self._today())

    def bring_in(self) -> None:
        """The page of imports."""
        if self._page is None:
            from gui.imports.page import ImportPage

            page = ImportPage(self._parts, self._known)
            page.taken.connect(lambda _: self._taken())
            page.undone.connect(self.brought)
            page.closed.connect(self.back)
            self._page, self._retire = page, page.retire
            self.addWidget(page)
        self.setCurrentWidget(self._page)
        self._page.setFocus()

    def back(self) -> None:
        """The note."""
        self.setCurrentWidget(self._first)
        self._first.setFocus()

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._retire()
        self._refreshing.retire()

    # inside

    def _taken(self) -> None:
        self.brought.emit()
        self.back()

    def _known(self) -> tuple[Product, ...]:
        return tuple(self._parts.products.products.all())
