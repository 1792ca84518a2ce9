"""Moving the window, pulling the axes and the lines between panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from gui.charts.hands.base import Hand, Spot, Where

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView

PULL = 0.005  # of the range, a logical pixel
SMALLEST_PANE = 40  # logical pixels


class Pan(Hand):
    """The plot follows the pointer; up and down only where the axis was pulled before."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """Anywhere on the plot."""
        self._grip = spot
        return spot.where is Where.PLOT

    def drag(self, view: ChartView, spot: Spot) -> None:
        """By as many bars as the pointer moved."""
        grip, self._grip = self._grip, spot
        view.pan((grip.x - spot.x) / spot.frame.bar_width)
        pane = view.pane(grip.pane)
        if pane is not None and pane.held is not None:
            low, high = pane.held
            off = (spot.y - grip.y) / spot.frame.rows * (high - low) * (-1 if spot.frame.values.inverted else 1)
            pane.held = (low + off, high + off)
            view.redraw()

    def double(self, view: ChartView, spot: Spot) -> bool:
        """Back to the newest bars."""
        if spot.where is Where.PLOT:
            view.reset()
        return spot.where is Where.PLOT


class ValuePull(Hand):
    """The axis of values is pulled longer or shorter; a double click lets it fit itself again."""

    cursor = Qt.CursorShape.SizeVerCursor

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """On the axis."""
        self._grip = spot
        return spot.where is Where.VALUES

    def drag(self, view: ChartView, spot: Spot) -> None:
        """About the middle of what is shown."""
        pane = view.pane(self._grip.pane)
        if pane is None or self._grip.frame.values.log != pane.scale.log:  # linear for a while: its ends follow
            return
        frame, moved = self._grip.frame, (spot.y - self._grip.y) / spot.frame.scale
        middle, half = (frame.low + frame.high) / 2, (frame.high - frame.low) / 2
        half *= max(0.05, 1.0 + moved * PULL) if moved > 0 else 1.0 / (1.0 - moved * PULL)
        pane.held = (middle - half, middle + half)
        view.redraw()

    def double(self, view: ChartView, spot: Spot) -> bool:
        """Let go."""
        pane = view.pane(spot.pane)
        if spot.where is not Where.VALUES or pane is None:
            return False
        pane.held = None
        view.redraw()
        return True

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """It can be pulled."""
        return self.cursor if spot.where is Where.VALUES else None


class DatePull(Hand):
    """The time axis is pulled: more or fewer bars, the newest in sight stays."""

    cursor = Qt.CursorShape.SizeHorCursor

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """On the axis."""
        self._grip = spot
        return spot.where is Where.DATES

    def drag(self, view: ChartView, spot: Spot) -> None:
        """To the left: fewer bars."""
        moved = (spot.x - self._grip.x) / spot.frame.scale
        self._grip = spot
        view.zoom(1.0 - moved * PULL)

    def double(self, view: ChartView, spot: Spot) -> bool:
        """Back to the newest bars at their first size."""
        if spot.where is Where.DATES:
            view.reset()
        return spot.where is Where.DATES

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """It can be pulled."""
        return self.cursor if spot.where is Where.DATES else None


class Split(Hand):
    """The line between two panes is moved."""

    cursor = Qt.CursorShape.SplitVCursor

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """On the line."""
        self._above, self._y = spot.pane, spot.y
        return spot.where is Where.SPLITTER

    def drag(self, view: ChartView, spot: Spot) -> None:
        """The two panes share what they had."""
        one, other = view.pane(self._above), view.pane(self._above + 1)
        if one is None or other is None:
            return
        rows = view.rows(self._above) + view.rows(self._above + 1)
        least = SMALLEST_PANE * spot.frame.scale
        wanted = min(max(view.rows(self._above) + spot.y - self._y, least), rows - least)
        self._y = spot.y
        whole = one.weight + other.weight
        one.weight = whole * wanted / rows
        other.weight = whole - one.weight
        view.redraw()

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """It can be moved."""
        return self.cursor if spot.where is Where.SPLITTER else None
