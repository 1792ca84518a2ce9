"""The base date on the chart: a dashed line with a grip, which is dragged to rebase everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt

from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, rects
from gui.charts.hands.base import Hand, Spot, Where
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.box import width_of
from gui.charts.layers.ground import tag_under

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView

DASH_PX, GRIP_PX, NEAR_PX = 4, 9, 6
GRIP_TOP_PX, GRIP_WIDE_PX = 4, 36


class BaseLine(Layer):
    """``bar``: where the lines are based. name: what the grip is called."""

    pace = Pace.MOVING

    def __init__(self, name: str, bar: int = 0, *, titled: bool = True) -> None:
        self.bar, self._name, self._titled = bar, name, titled

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Dashes from top to foot, a grip at the top, and the date on the axis."""
        if not frame.axis.count:
            return
        x = float(np.round(frame.x(np.array(float(self.bar)))))
        if not 0 <= x < frame.width:
            return
        dash, ink = frame.px(DASH_PX), frame.theme.muted
        tops = np.arange(frame.top, frame.top + frame.height, 2 * dash)
        yield Fill(colour=ink, rects=rects(x, tops, x + frame.px(1) - 1, tops + dash - 1))
        if self._titled:
            yield from self._grip(frame, x)
        if frame.last_pane:
            text = frame.axis.short(self.bar)
            room = frame.px(width_of(text) / 2 + 5)
            yield from tag_under(frame, text, min(max(x, room), frame.width - room))

    def _grip(self, frame: Frame, x: float) -> Iterator[Mark]:
        """A tag with its name; at the right edge it stands on the other side."""
        wide = frame.px(width_of(self._name) + 12)
        left = x if x + wide < frame.width else x - wide
        top = frame.top + frame.px(GRIP_TOP_PX)
        yield Fill(colour=frame.theme.muted, rects=rects(left, top, left + wide, top + frame.px(2 * GRIP_PX - 1)))
        y = top + frame.px(GRIP_PX)
        yield Label(text=self._name, x=left + wide / 2, y=y, colour=frame.theme.panel, anchor=Anchor.MIDDLE)


class BaseHand(Hand):
    """Takes the dashed line. ``based(bar, still)``: it is here now; still: the hand holds it."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, line: Callable[[], BaseLine | None], based: Callable[[int, bool], None]) -> None:
        self._line, self._based = line, based

    def press(self, view: ChartView, spot: Spot, event: Any) -> bool:
        """Near the line, on the plot or on the dates."""
        return self._near(spot)

    def drag(self, view: ChartView, spot: Spot) -> None:
        """To the bar under the pointer."""
        self._go(view, spot, still=True)

    def release(self, view: ChartView, spot: Spot) -> None:
        """Here it stays."""
        self._go(view, spot, still=False)

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """It can be moved."""
        return self.cursor if self._near(spot) else None

    def _go(self, view: ChartView, spot: Spot, *, still: bool) -> None:
        if view.chart is not None and view.chart.axis.count:
            self._based(min(max(round(spot.bar), 0), view.chart.axis.count - 1), still)

    def _near(self, spot: Spot) -> bool:
        line = self._line()
        if line is None or spot.where not in (Where.PLOT, Where.DATES):
            return False
        x = float(spot.frame.x(np.array(float(line.bar))))
        grip = spot.y < spot.frame.top + spot.frame.px(GRIP_TOP_PX + 2 * GRIP_PX) and 0 <= spot.x - x < spot.frame.px(
            40
        )
        return abs(spot.x - x) <= spot.frame.px(NEAR_PX) or (grip and spot.pane == 0)
