"""The comparison as it was left: it outlives the window, and is kept a moment after each change."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook
from models.universe import Universe

if TYPE_CHECKING:  # nobody compares before the first paint: models.compare is imported when somebody does
    from models.compare.chosen import Comparison

KIND, LAST = "compare", "last"
STEPS = 50


class CompareBook(PaperBook):
    """``changed``: another comparison is held, by whatever hand."""

    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, universe: Universe) -> None:
        super().__init__(client, bridge, KIND)
        self._universe = universe
        self._held: Comparison | None = None
        self.sight: tuple[Any, Any] | None = None  # the first and the last date that were looked at
        self._before: list[Comparison] = []
        self._asked = False

    @property
    def held(self) -> Comparison:
        """What is compared."""
        return self._first if self._held is None else self._held

    @cached_property
    def _first(self) -> Comparison:
        from models.compare.chosen import usual

        return usual(self._universe)

    def _paper(self, name: str) -> Any:
        from models.compare.chosen import written

        return written(self.held)

    def begin(self) -> None:
        """Ask for what is kept; called when somebody compares for the first time."""
        if not self._asked:
            self._asked = True
            self._papers.begin()

    def put(self, comparison: Comparison, *, quiet: bool = False) -> None:
        """Another one. quiet: while a hand still moves; the steps back remember the one from before it."""
        if comparison == self.held:
            return
        if not quiet:
            self._before = [*self._before[-STEPS:], self.held]
        self._held = comparison
        self._papers.touch(LAST, later=True)
        self.changed.emit()

    def undo(self) -> bool:
        """The comparison before; False when there is none."""
        if not self._before:
            return False
        self._held = self._before.pop()
        self._papers.touch(LAST, later=True)
        self.changed.emit()
        return True

    def _take(self) -> None:
        """What is kept has come; what was chosen meanwhile counts before it."""
        from models.compare.chosen import read

        left = read(self._papers.said.get(LAST))
        if left is not None and self.held == self._first and left != self.held:
            self._held = left
            self.changed.emit()
