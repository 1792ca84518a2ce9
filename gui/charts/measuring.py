"""区间统计 and the ruler on a chart of bars: what hands have marked, measured and worded."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from gui.charts.hands.base import Hand, Spot
from gui.charts.hands.measuring import RangeHand, RulerHand
from gui.charts.hands.snapping import magnet
from gui.charts.layers.base import Layer
from gui.charts.layers.measure import Marked, RangeCard, RangeShade, RulerBox, newest
from gui.charts.panel import ChartPanel
from gui.charts.sketch import Sketch
from gui.charts.stack import BarStack
from models.charts import measure, measured
from models.values import Adjust, Basis, Days, Floats, Ints

AT_ONCE = 100_000  # bars that are measured between two pictures; more (0.04 us a bar) wait until the hand rests
REST_MS = 120


class Measuring(QObject):
    """The hands and layers of measuring; ``charted`` when another chart is on the panel.

    ended: a tool that was taken is used or given up.
    """

    ended = Signal()

    def __init__(self, panel: ChartPanel, sketch: Sketch) -> None:
        super().__init__(panel)
        self._panel, self._sketch, self.marked = panel, sketch, Marked()
        self.range = RangeHand(self._select, self._clear_range, self.ended.emit)
        self.ruler = RulerHand(self._placed, self._stretch, self._clear_ruler, self.ended.emit)
        self._subject: object = None
        self._moments: tuple[int, int] | None = None  # of the range's ends: bars are renumbered when others come
        self._cut: Cut | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._measure)

    @property
    def hands(self) -> tuple[Hand, ...]:
        """In the order they are asked."""
        return self.range, self.ruler

    @property
    def armed(self) -> bool:
        """Whether the next press is for one of them."""
        return any(hand.armed or hand.under_way for hand in (self.range, self.ruler))

    def put_away(self) -> None:
        """Nothing is measured any more."""
        self.range.put_away()
        self.ruler.put_away()

    def layers(self, stack: BarStack) -> tuple[list[Layer], list[Layer]]:
        """Those of every pane, and those of the prices."""
        return [RangeShade(self.marked)], [RulerBox(self.marked), RangeCard(self.marked, stack, self._later)]

    def charted(self) -> None:
        """Another chart is there: of the same bars the range stays on its days, of others it goes."""
        bars, one, ground = self._panel.bars, self._panel.instrument, self._sketch.ground
        subject = None if bars is None or one is None else (one.id, bars.interval, bars.adjust)
        if subject != self._subject or ground is None:
            self._subject = subject
            self.put_away()
            return
        self.range.drop()  # what is under way counts bars that have other numbers now
        self.ruler.clear()
        if self._moments is None:
            return
        axis = ground.places.axis
        first, last = (round(axis.place(moment)) for moment in self._moments)
        if first < axis.count and last >= 0:
            self._select(max(first, 0), min(last, axis.count - 1))
        else:
            self.range.put_away()

    # inside

    def _select(self, first: int, last: int) -> None:
        """Small ranges are measured before the next picture, large ones when the hand rests."""
        ground = self._sketch.ground
        if ground is None:
            return
        axis = ground.places.axis
        self._moments = axis.time(first), axis.time(last)
        self.marked.span = first, last
        self._later()
        self._repaint()

    def _later(self) -> None:
        first, last = self.marked.span or (0, 0)
        self._next.stop()
        self._timer.start(0 if last - first < AT_ONCE else REST_MS)

    def _take(self) -> None:
        """The columns first: of a million bars with a live one they are copies, which takes a turn of its own."""
        ground, span = self._sketch.ground, self.marked.span
        if ground is not None and span is not None:
            self._cut, self.marked.newest = Cut(ground.stack, *span), newest(ground.stack, span[1])
            self._next.start()

    def _measure(self) -> None:
        cut, bars, one = self._cut, self._panel.bars, self._panel.instrument
        self._cut = None
        if cut is None or bars is None or one is None:
            return
        as_traded = bars.adjust is Adjust.NONE and bars.basis is Basis.RAW
        held = measure.measure(
            cut, cut.first, cut.last, interval=bars.interval, as_traded=as_traded, actions=bars.actions or ()
        )
        intraday, texts, lang = bars.interval.intraday, self._panel.texts, self._panel.lang
        self.marked.told = () if held is None else measured.lines(held, one, texts, lang, intraday=intraday)
        self._repaint()

    def _placed(self, spot: Spot) -> measure.Anchor:
        bar, ground = round(spot.bar), self._sketch.ground
        if ground is None:
            return measure.Anchor(bar, spot.value)
        return measure.Anchor(bar, magnet(ground, spot.frame, bar, spot.y, strong=False))

    def _stretch(self, start: measure.Anchor, end: measure.Anchor) -> None:
        ground, one = self._sketch.ground, self._panel.instrument
        if ground is None or one is None:
            return
        held = measure.measure_between(ground.stack.date, start, end)
        self.marked.ruler, self.marked.change = (start, end), held.change
        self.marked.said = measured.of_ruler(held, one.decimals, self._panel.texts)
        self._repaint()

    def _clear_range(self) -> None:
        self._timer.stop()
        self._next.stop()
        self._moments, self.marked.span, self.marked.told = None, None, ()
        self._repaint()

    def _clear_ruler(self) -> None:
        self.marked.ruler, self.marked.said = None, ""
        self._repaint()

    def _repaint(self) -> None:
        if self._panel.canvas is not None:
            self._panel.canvas.repaint_live()


class Cut:
    """The bars of a range and those before it back to one that has a close, as models.charts.measure reads them.

    Nothing of the rest is touched: a live bar makes the columns of a whole chart a copy.
    """

    def __init__(self, stack: BarStack, first: int, last: int) -> None:
        self._stack, self._begin, self._stop = stack, _known_before(stack, first), last + 1
        self.first, self.last = first - self._begin, last - self._begin
        self.high, self.low, self.close = (self._floats(name) for name in ("high", "low", "close"))
        self.volume, self.turnover = self._floats("shares"), self._floats("turnover")
        self.date: Days = self._part("date")
        self.time: Ints = self._part("time")

    @property
    def open(self) -> Floats:
        """NaN where there are closes only: the stack has filled it for the eye."""
        held = self._floats("open")
        return np.full(len(held), np.nan) if self._stack.close_only else held

    def _floats(self, name: str) -> Floats:
        return self._part(name)

    def _part(self, name: str) -> np.ndarray:
        return self._stack.rows.part(name, self._begin, self._stop)


def _known_before(stack: BarStack, first: int) -> int:
    """The newest bar before ``first`` that has a close; the first one where there is none."""
    bar = max(0, first - 1)
    while bar and not np.isfinite(stack.rows.at("close", bar)):
        bar -= 1
    return bar
