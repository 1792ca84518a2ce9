"""The products as the user has them: his edits outlive the window, and are kept a moment after each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook

if TYPE_CHECKING:  # nobody looks at traffic before the first paint
    from models.products.edits import Own
    from models.products.universe import Products
    from models.products.values import Product

KIND, NAME = "products", "own"  # as models.products.paper names them
STEPS = 50


class ProductBook(PaperBook):
    """``changed``: products are other than they were, by whatever hand. skipped: entries on disk nobody can read."""

    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, bundled: Callable[[], Iterable[Mapping[str, Any]]]) -> None:
        """``bundled`` reads the rows that are shipped, when somebody wants them for the first time."""
        super().__init__(client, bridge, KIND)
        self._rows = bundled
        self._own: Own | None = None
        self._laid: Products | None = None
        self._before: list[Own] = []
        self._asked = False
        self.skipped = 0

    @cached_property
    def bundled(self) -> Products:
        """As they are shipped."""
        from models.products.reading import products_from

        return products_from(self._rows())

    @property
    def own(self) -> Own:
        """What the user has changed and added."""
        from models.products.edits import Own

        return Own() if self._own is None else self._own

    @property
    def products(self) -> Products:
        """The products as the user has them."""
        from models.products.edits import with_own

        if self._laid is None:
            self._laid = with_own(self.bundled, self.own)
        return self._laid

    def begin(self) -> None:
        """Ask for what is kept; called when somebody wants products for the first time."""
        if not self._asked:
            self._asked = True
            self._papers.begin()

    def keep(self, product: Product) -> None:
        """A product as the user wants it: changed, or new."""
        from models.products.edits import kept

        self._put(kept(self.own, self.bundled, product))

    def reset(self, product: str) -> None:
        """A bundled product as it was shipped; one of the user's own is gone."""
        from models.products.edits import reset

        self._put(reset(self.own, product))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def undo(self) -> bool:
        """The products before the last step; False when there is none."""
        if not self._before:
            return False
        self._hold(self._before.pop())
        self._papers.touch(NAME)
        return True

    def _put(self, own: Own) -> None:
        if own != self.own:
            self._before = [*self._before[-STEPS:], self.own]
            self._hold(own)
            self._papers.touch(NAME)

    def _hold(self, own: Own) -> None:
        self._own, self._laid = own, None
        self.changed.emit()

    def _paper(self, name: str) -> Any:
        from models.products.paper import own_json

        return own_json(self.own)

    def _take(self) -> None:
        """What is kept has come; what was edited meanwhile lies over it, and so do the steps back."""
        from models.products.edits import merged
        from models.products.paper import own_from

        left, self.skipped = own_from(self._papers.said.get(NAME))
        self._before = [merged(left, one) for one in self._before]
        if (whole := merged(left, self.own)) != self.own:
            self._hold(whole)
