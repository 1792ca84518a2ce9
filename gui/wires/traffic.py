"""What the traffic tab shows, as it was left: it outlives the window, and is kept a moment after each change."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook

if TYPE_CHECKING:  # nobody looks at traffic before the first paint: its models are imported when somebody does
    from models.traffic.chosen import View

KIND, LAST, PAGE = "traffic", "last", "page"  # as models.traffic.paper names them
STEPS = 50


class TrafficBook(PaperBook):
    """``changed``: another view is held, by whatever hand. ``whole``: whether the note's figures stand on one page."""

    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__(client, bridge, KIND)
        self._held: View | None = None
        self.whole = False
        self._before: list[tuple[View, bool]] = []
        self._after: list[tuple[View, bool]] = []
        self._asked = False

    @property
    def held(self) -> View:
        """What is shown."""
        return self._first if self._held is None else self._held

    @cached_property
    def _first(self) -> View:
        from models.traffic.chosen import View

        return View()

    def _paper(self, name: str) -> Any:
        from models.traffic.paper import written

        return self.whole if name == PAGE else written(self.held)

    def begin(self) -> None:
        """Ask for what is kept; called when somebody looks for the first time."""
        if not self._asked:
            self._asked = True
            self._papers.begin()

    def put(self, view: View, *, whole: bool = False, quiet: bool = False) -> None:
        """Another one. quiet: while a hand still moves; the steps back remember the one from before it."""
        if (view, whole) == (self.held, self.whole):
            return
        if not quiet:
            self._before = [*self._before[-STEPS:], (self.held, self.whole)]
            self._after = []
        self._show(view, whole)

    def undo(self) -> bool:
        """The view before; False when there is none."""
        return self._turn(self._before, self._after)

    def redo(self) -> bool:
        """The view that was taken back last; False when there is none."""
        return self._turn(self._after, self._before)

    def _turn(self, come_from: list[tuple[View, bool]], go_to: list[tuple[View, bool]]) -> bool:
        if not come_from:
            return False
        go_to.append((self.held, self.whole))
        self._show(*come_from.pop())
        return True

    def _show(self, view: View, whole: bool) -> None:
        self._held, self.whole = view, whole
        self._papers.touch(LAST, PAGE, later=True)
        self.changed.emit()

    def _take(self) -> None:
        """What is kept has come; what was chosen meanwhile counts before it."""
        from models.traffic.paper import read

        left, whole = read(self._papers.said.get(LAST)), self._papers.said.get(PAGE) is True
        if self._held is None and (left is not None or whole):
            self._held, self.whole = left or self._first, whole
            self.changed.emit()
