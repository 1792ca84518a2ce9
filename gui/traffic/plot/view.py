"""The canvas of a traffic figure: its periods fill the width, its base is dragged, and who is pointed at stands out."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent

from gui.charts.canvas import ChartView
from gui.charts.hands.base import Hand, Spot, Where
from gui.compare.base import BaseHand, BaseLine
from gui.look.theme import Theme
from gui.traffic.plot.chart import TrafficChart
from gui.traffic.plot.periods import PeriodAxis, ProductAxis

CLICK_PX = 4  # a hand is not that steady


class TrafficView(ChartView):
    """Shows a TrafficChart.

    based(date, quiet): the base is dragged into the period that begins then; quiet: the hand has not let go.
    hovered: the product whose line, bar or name is under the pointer, "" none. picked: one is clicked.
    """

    based = Signal(object, bool)
    hovered = Signal(str)
    picked = Signal(str)

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__(texts, lang, theme)
        self.shown: TrafficChart | None = None
        self._going_home = False
        self.touched = False  # whether a hand has moved the window
        self.moved.connect(self._moved)
        self.hands[:0] = [BaseHand(self._base_line, self._drag_base), PointHand()]
        self._pressed: QPointF | None = None

    def put(self, drawn: TrafficChart, *, stay: bool = False) -> None:
        """Another figure. stay: the periods that a hand has brought into sight stay there, where it has them too."""
        before, touched = self.shown, self.touched
        seen = self._seen() if stay and touched else None
        if before is not None:
            drawn.stand_out(before.focus)
        self.shown = drawn
        drawn.fit(self.width())
        self.set_chart(drawn.chart)
        axis = drawn.chart.axis
        if seen is not None and isinstance(axis, PeriodAxis) and axis.dated:
            self._stay(axis, *seen)

    def stand_out(self, product: str) -> None:
        """A product stands out while somebody points at it elsewhere; "" none."""
        if self.shown is not None and self.shown.stand_out(product):
            self.redraw()

    def rebased(self, place: int) -> list[str]:
        """Another period is 100; the ids of products that are based on some other one."""
        if self.shown is None:
            return []
        late = self.shown.rebased(place)
        self.redraw()
        return late

    def step_base(self, by: int) -> None:
        """The base some periods on, by keys."""
        if self.shown is not None and self.shown.base is not None and self.chart is not None:
            bar = min(max(self.shown.base.bar + by, 0), self.chart.axis.count - 1)
            self._drag_base(bar, still=False)

    def reset(self) -> None:
        """The window of the view, and axes that fit themselves."""
        if self.chart is None or self.shown is None:
            return
        for pane in self.chart.panes:
            pane.held = None
        self._going_home = True
        self._look(*self.shown.home)
        self._going_home = False

    def point_at_moment(self, moment: float | None) -> None:
        """The crosshair of a chart beside this one is there."""
        bar = None if moment is None or self.chart is None else self.chart.axis.bar_at(moment)
        inside = bar is not None and self.chart is not None and self.chart.x0 <= bar + 0.5 <= self.chart.x1
        self.point_at(bar if inside else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click may begin here, or a drag."""
        self._pressed = event.position() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Where nothing was moved, who is under the pointer is picked."""
        pressed, self._pressed, focus = self._pressed, None, self.shown.focus if self.shown is not None else ""
        super().mouseReleaseEvent(event)
        if pressed is not None and focus and (event.position() - pressed).manhattanLength() < CLICK_PX:
            self.picked.emit(focus)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """A narrow canvas says less beside its plot."""
        super().resizeEvent(event)
        if getattr(self, "shown", None) is not None:  # pyqtgraph resizes from its constructor
            self.shown.fit(self.width())
            self.redraw()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nobody is pointed at any more."""
        super().leaveEvent(event)
        self.tell("")

    def tell(self, product: str) -> None:
        """A product is under the pointer; "" none."""
        if self.shown is not None and self.shown.stand_out(product):
            self.redraw()
            self.hovered.emit(product)

    # inside

    def _base_line(self) -> BaseLine | None:
        return self.shown.base if self.shown is not None else None

    def _drag_base(self, bar: int, still: bool) -> None:
        if self.shown is None or self.shown.base is None:
            return
        if bar != self.shown.base.bar or not still:
            self.rebased(bar)
            self.based.emit(self.shown.date_of(bar), still)

    def _tell_pointer(self) -> None:
        axis = self.chart.axis if self.chart is not None else None
        bar = self.pointed_bar
        told = axis.told(bar) if bar is not None and isinstance(axis, PeriodAxis | ProductAxis) else None
        self.pointed.emit(told)

    def _keep_width(self, more: int) -> None:
        """The periods in sight stay, not the width of one."""

    def _moved(self) -> None:
        self.touched = not self._going_home

    def _seen(self) -> tuple[int, int] | None:
        """Moments of the first and the last period in sight."""
        axis = self.chart.axis if self.chart is not None else None
        if not isinstance(axis, PeriodAxis) or not axis.dated or not axis.count:
            return None
        x0, x1 = self.window
        last = axis.count - 1
        return axis.time(min(max(round(x0), 0), last)), axis.time(min(max(math.ceil(x1) - 1, 0), last))

    def _stay(self, axis: PeriodAxis, first: int, last: int) -> None:
        begin, end = axis.place(first), axis.place(last)
        home = self.shown.home if self.shown is not None else (0.0, 1.0)
        lead, tail = math.ceil(home[0]) - home[0], home[1] - math.ceil(home[1])
        if 0 <= begin <= end < axis.count:
            self.show_bars(math.floor(begin) - lead, math.floor(end) + 1 + tail)
            self.touched = True


class PointHand(Hand):
    """Whoever is under the pointer stands out. It takes no press."""

    def over(self, view: TrafficView, spot: Spot) -> Qt.CursorShape | None:  # type: ignore[override]
        """On the plot the line or bar, beside it the name."""
        if view.shown is not None:
            view.tell(_product(view.shown, spot))
        return None


def _product(drawn: TrafficChart, spot: Spot) -> str:
    if spot.where is Where.VALUES:
        return drawn.figure.names.at(spot.frame, spot.y)
    if spot.where is not Where.PLOT:
        return ""
    return drawn.product_at(spot.frame, round(spot.bar), spot.x, spot.y)
