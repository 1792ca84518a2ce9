"""Choosing a range of bars (Shift), and the ruler between two points (Alt)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from gui.charts.hands.base import Spot, Where
from gui.charts.hands.reaching import Reaching
from models.charts.measure import Anchor

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView

Call = Callable[[], None]
Placed = Callable[[Spot], Anchor]


class _Marking(Reaching):
    """A gesture with a key held, or once after ``arm``; a press elsewhere or Esc clears what it has marked."""

    keys = Qt.KeyboardModifier.NoModifier

    def __init__(self, cleared: Call, ended: Call) -> None:
        super().__init__()
        self._cleared, self._ended = cleared, ended
        self.armed = self.marked = False

    def arm(self) -> None:
        """The next press is for it."""
        self.drop()
        self.armed = True

    def put_away(self) -> None:
        """Neither armed nor under way, nothing marked."""
        self._disarm()
        self.clear()

    def clear(self) -> None:
        """Nothing is marked or under way; armed it may be still."""
        self.drop()
        if self.marked:
            self.marked = False
            self._cleared()

    def begins(self, view: ChartView, spot: Spot) -> bool:
        """On the plot, with its key or armed."""
        wanted = spot.where is Where.PLOT and (self.armed or spot.keys == self.keys)
        if not wanted:
            return False
        self.two_clicks, self.marked = self.armed, True
        self.begin(view, spot)
        return True

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """A press on the plot that is not for it ends what was marked."""
        taken = super().press(view, spot, event)
        if not taken and self.marked and spot.where is Where.PLOT:
            self.put_away()
        return taken

    @abstractmethod
    def begin(self, view: ChartView, spot: Spot) -> None:
        """The first end is here."""

    def end(self, view: ChartView, spot: Spot) -> None:
        """What is marked stays."""
        self._disarm()

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """Armed, the pointer is a cross."""
        shape = super().over(view, spot)
        return self.cursor if shape is None and self.armed and spot.where is Where.PLOT else shape

    def key(self, view: ChartView, key: int) -> bool:
        """Esc ends it."""
        if key != Qt.Key.Key_Escape or not (self.armed or self.marked):
            return False
        self.put_away()
        return True

    def _disarm(self) -> None:
        if self.armed:
            self.armed = False
            self._ended()


class RangeHand(_Marking):
    """Tells ``selected`` the first and the last bar of a range each time it is another, in that order."""

    keys = Qt.KeyboardModifier.ShiftModifier

    def __init__(
        self, selected: Callable[[int, int], None], cleared: Call = lambda: None, ended: Call = lambda: None
    ) -> None:  # fmt: skip
        """``cleared``: no range any more. ``ended``: it is not armed any more."""
        super().__init__(cleared, ended)
        self._selected = selected
        self._first = 0
        self._told: tuple[int, int] | None = None

    def begin(self, view: ChartView, spot: Spot) -> None:
        """Of one bar, first."""
        self._first, self._told = _bar(spot), None
        self.reach(view, spot)

    def reach(self, view: ChartView, spot: Spot) -> None:
        """From the first bar to this one."""
        first, last = sorted((self._first, _bar(spot)))
        if (first, last) != self._told:
            self._told = first, last
            self._selected(first, last)


class RulerHand(_Marking):
    """Tells ``stretched`` both ends of a ruler. placed: the place that a spot stands for."""

    keys = Qt.KeyboardModifier.AltModifier

    def __init__(
        self, placed: Placed, stretched: Callable[[Anchor, Anchor], None], cleared: Call, ended: Call
    ) -> None:  # fmt: skip
        super().__init__(cleared, ended)
        self._placed, self._stretched = placed, stretched
        self._start: Anchor | None = None

    def begins(self, view: ChartView, spot: Spot) -> bool:
        """On the prices only: other panes have other values."""
        return spot.pane == 0 and super().begins(view, spot)

    def begin(self, view: ChartView, spot: Spot) -> None:
        """Without a length, first."""
        self._start = self._placed(spot)
        self.reach(view, spot)

    def reach(self, view: ChartView, spot: Spot) -> None:
        """To this place; while the pointer is in another pane, to the last one."""
        if self._start is not None and spot.pane == 0:
            self._stretched(self._start, self._placed(spot))


def _bar(spot: Spot) -> int:
    return min(max(round(spot.bar), 0), spot.frame.axis.count - 1)
