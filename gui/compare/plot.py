"""The chart on screen: its canvas, hands on base, range and lines, and what is in sight. Asks for nothing."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from gui.compare.board import Board
from gui.look.labels import plain
from gui.parts import Parts
from models.charts.marks import Mark, placed
from models.values import Interval

if TYPE_CHECKING:
    from gui.charts.chart import Chart
    from gui.charts.hands.measuring import RangeHand
    from gui.compare.base import BaseLine
    from gui.compare.chart import CompareChart
    from gui.compare.view import CompareView
    from gui.look.theme import Theme

LEAD = 0.03  # of what is in sight, before the base
FEWEST = 12


class Plot(QStackedWidget):
    """Follows the board. based(date, quiet): the base is dragged there; quiet: the hand has not let go.

    measured: first and last date of the range that is dragged out, None for none. moved: other dates are in sight.
    """

    based = Signal(object, bool)
    measured = Signal(object)
    moved = Signal()

    def __init__(self, parts: Parts, board: Board) -> None:
        super().__init__()
        self._parts, self._board = parts, board
        self.view: CompareView | None = None
        self.drawn: CompareChart | None = None
        self.marks: tuple[Mark, ...] = ()
        self.span: tuple[dt.date, dt.date] | None = None
        self._touched = self._own = self._held = False
        self._wanted: tuple[dt.date, dt.date] | None = None  # the dates that were left in sight
        self._ruler: RangeHand | None = None
        self._picked = ""
        self._message = plain(parts.texts["duel.empty"], role="foot")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self.addWidget(self._message)
        for keys, does in (("Ctrl", self._step_base), ("Shift", self._step_span)):
            for way, step in (("Left", -1), ("Right", 1)):
                sequence, context = QKeySequence(f"{keys}+{way}"), Qt.ShortcutContext.WidgetWithChildrenShortcut
                QShortcut(sequence, self, context=context).activated.connect(partial(does, step))
        parts.plotting.when_ready(self._make)

    # what is shown

    def realigned(self) -> None:
        """Other members or dates: another chart, with the same dates in sight once somebody has looked at some."""
        if self.view is None:
            return
        from gui.charts.layers.events import Events
        from gui.compare.chart import CompareChart

        board = self._board
        if not len(board.based.dates):
            self.drawn = None
            self.setCurrentIndex(0)
            return
        seen, focus = self._wanted or self.sight, self.drawn.focus if self.drawn is not None else ""
        events = Events(placed(self.marks, board.based.dates, Interval.DAY) if board.held.events else ())
        self.drawn = CompareChart(board, self._parts.theme, self._parts.texts, self._parts.lang, events)
        self.drawn.stand_out(focus)
        self._put_span()
        self._own = True
        self.view.set_chart(self.drawn.chart)
        if self._touched and seen is not None:
            self._look(*seen)
        self._own = False
        self.setCurrentWidget(self.view)
        self.moved.emit()

    def rebased(self) -> None:
        """Other values of the same lines."""
        if self.drawn is not None and self.view is not None:
            self.drawn.rebased()
            self.drawn.rescale()
            self.view.redraw()

    def ticked(self) -> None:
        """Other newest values."""
        if self.drawn is not None and self.view is not None:
            self.view.redraw() if self.drawn.ticked() else self.view.refresh()

    def chart_in(self, look: Theme) -> Chart | None:
        """What is in sight, in the colours of ``look``; None before there is anything."""
        if self.view is None or self.drawn is None or self.view.chart is None:
            return None
        from gui.charts.canvas import keep
        from gui.compare.chart import CompareChart

        parts = self._parts
        made = CompareChart(self._board, look, parts.texts, parts.lang, self.drawn.events)
        made.stand_out(self.drawn.focus)
        made.span.bars = self.drawn.span.bars
        keep(self.view.chart, made.chart)
        made.chart.x0, made.chart.x1 = self.view.window
        return made.chart

    def show_from_base(self) -> None:
        """The base at the left edge, the newest date at the right."""
        self._touched = False
        if self.view is not None:
            self.view.reset()

    def look_at(self, first: dt.date, last: dt.date) -> None:
        """These dates, as they were left."""
        self._touched, self._wanted = True, (first, last)
        self._look(first, last)

    @property
    def sight(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last date in sight that have values; from the base on while nobody has moved the window."""
        if self.view is None or self.drawn is None or not self.drawn.chart.axis.count:
            return None
        axis = self.drawn.chart.axis
        x0, x1 = self.view.window
        first = self.drawn.base.bar if self.settled else min(max(round(x0), 0), axis.count - 1)
        last = min(max(round(x1) - 1, first), axis.count - 1)
        return axis.date(first), axis.date(last)

    @property
    def settled(self) -> bool:
        """Whether nobody has moved the window by hand."""
        return not self._touched

    @property
    def left(self) -> tuple[dt.date, dt.date] | None:
        """The dates that somebody has brought into sight; None while it shows everything since the base."""
        return (self._wanted or self.sight) if self._touched else None

    def stand_out(self, key: str) -> None:
        """A member's line stands out while somebody points at it elsewhere."""
        if self.drawn is not None and self.view is not None and self.drawn.stand_out(key or self._picked):
            self.view.redraw()

    def pick(self, key: str) -> None:
        """A member's line stands out until another does."""
        self._picked = key
        self.stand_out("")

    def take_ruler(self, on: bool) -> None:
        """The next drag measures a range."""
        if self._ruler is not None:
            self._ruler.arm() if on else self._ruler.put_away()

    @property
    def ruler_taken(self) -> bool:
        """Whether the ruler is in hand."""
        return self._ruler is not None and self._ruler.armed

    # inside

    def _make(self) -> None:
        if not shiboken6.isValid(self):
            return
        from gui.charts.hands.measuring import RangeHand
        from gui.compare.base import BaseHand
        from gui.compare.focus import FocusHand
        from gui.compare.view import CompareView

        parts = self._parts
        self.view = CompareView(parts.texts, parts.lang, parts.theme, self._home)
        self._ruler = RangeHand(
            lambda first, last: self._measure((first, last) if first != last else None),  # one bar has no return
            lambda: self._measure(None),
            lambda: self.measured.emit(self.span),
        )
        hands = [FocusHand(lambda: self.drawn, self.stand_out), BaseHand(self._base_line, self._drag_base), self._ruler]
        self.view.hands[:0] = hands
        self.view.moved.connect(self._moved)
        parts.pointing.join(self.view)
        self.addWidget(self.view)
        self.realigned()

    def _base_line(self) -> BaseLine | None:
        return self.drawn.base if self.drawn is not None else None

    def _drag_base(self, bar: int, still: bool) -> None:
        """The first step can be taken back, those after it belong to it."""
        if self.drawn is None:
            return
        if bar != self.drawn.base.bar:
            self.based.emit(self.drawn.chart.axis.date(bar), self._held)
            self._held = True
        if not still:
            self._held = False

    def _step_base(self, by: int) -> None:
        if self.drawn is not None:
            bar = min(max(self.drawn.base.bar + by, 0), self.drawn.chart.axis.count - 1)
            self.based.emit(self.drawn.chart.axis.date(bar), False)

    def _step_span(self, by: int) -> None:
        """The range that is measured, to the crosshair one bar on; the first step begins where the crosshair is."""
        if self.drawn is None or self.view is None or self._ruler is None or not self.drawn.chart.axis.count:
            return
        if self.view.pointed_bar is None:
            self.view.step(0)
        at, held = self.view.pointed_bar, self.drawn.span.bars
        self.view.step(by)
        to = self.view.pointed_bar
        if at is None or to is None:
            return
        begin = at if held is None else held[0]
        self._ruler.marked = begin != to
        self._measure((begin, to) if self._ruler.marked else None)

    def _measure(self, bars: tuple[int, int] | None) -> None:
        if self.drawn is None or self.view is None:
            return
        axis = self.drawn.chart.axis
        last = axis.count - 1  # the chart may have become another one while the hand held
        self.span = None if bars is None else (axis.date(min(*bars, last)), axis.date(min(max(bars), last)))
        self.drawn.span.bars = bars
        self.view.repaint_live()
        self.measured.emit(self.span)

    def _put_span(self) -> None:
        """The range that is measured lies on other bars now."""
        if self.span is not None and self.drawn is not None:
            axis = self.drawn.chart.axis
            self.drawn.span.bars = axis.bar_of_date(self.span[0]), axis.bar_of_date(self.span[1])

    def _home(self) -> tuple[float, float]:
        """From a little before the base to the newest date."""
        if self.drawn is None:
            return 0.0, 1.0
        chart, base = self.drawn.chart, self.drawn.base.bar
        count = max(chart.axis.count - base, FEWEST)
        end = chart.axis.count + chart.right_bars
        return end - count - chart.right_bars - max(0.5, round(count * LEAD)), end

    def _look(self, first: dt.date, last: dt.date) -> None:
        """Bring dates into sight."""
        if self.view is not None and self.drawn is not None:
            chart = self.drawn.chart
            begin, end = chart.axis.bar_of_date(first), chart.axis.bar_of_date(last)
            beside = chart.right_bars if end >= chart.axis.count - 1 else 0.0
            self.view.show_bars(begin, max(end, begin) + 1 + beside)

    def _moved(self) -> None:
        if not self._own and self.view is not None:
            self._touched, self._wanted = not self.view.going_home, None
            self.moved.emit()
