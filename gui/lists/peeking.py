"""The peek of the current row: what the card shows is put together here, anew when the row or its numbers change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from gui.look.theme import Theme
from gui.tables.view import QuoteTableView
from models.figures.values import Figures
from models.instruments import Instrument
from models.lists.values import Mark
from models.store import QuoteStore
from models.values import Quote

if TYPE_CHECKING:
    from gui.lists.card import PeekFacts
    from gui.lists.peek import Peek


class Peeking:
    """quotes, figures, marks: by instrument id, kept up to date by who has them."""

    def __init__(self, view: QuoteTableView, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        self._view = view
        self._look = (texts, lang, theme)
        self._one: Instrument | None = None
        self.figures: Mapping[str, Figures] = {}

    @cached_property
    def card(self) -> Peek:
        """Made when somebody peeks for the first time."""
        from gui.lists import peek

        return peek.Peek(self._view, *self._look)

    def open(self, one: Instrument | None) -> None:
        """Show the card of an instrument."""
        self._one = one
        if one is not None:
            self.card.open(self._facts(one))

    def follow(self, one: Instrument) -> None:
        """Another row is current."""
        self._one = one
        self.renew()

    def renew(self) -> None:
        """Numbers have moved."""
        if self._one is not None and "card" in vars(self) and self.card.isVisible():
            self.card.show_facts(self._facts(self._one))

    def _facts(self, one: Instrument) -> PeekFacts:
        ground = self._view.model().ground
        row = ground.store.row_of.get(one.id)
        mark = ground.marks.get(one.id)

        from gui.lists import card

        return card.PeekFacts(
            instrument=one,
            quote=None if row is None else _with_limits(ground.store, row),
            figures=self.figures.get(one.id),
            mark=mark if isinstance(mark, Mark) else Mark(),
            state="" if row is None else ground.state(row),
            now=ground.now,
        )


def _with_limits(store: QuoteStore, row: int) -> Quote | None:
    """The row's quote with the limits that its columns show: stated ones that may be, else those of the rule."""
    quote = store.quote(row)
    limits = {"limit_up": store.value(row, "ceiling"), "limit_down": store.value(row, "floor")}
    return None if quote is None else replace(quote, **limits)
