"""The canvas of every chart: pyqtgraph's view carries it, the picture is painted by us, hands do what the mouse does.

pyqtgraph's own axes cost 4 ms a frame and its items work in data units; here one item draws batches of device pixels.
Importing this module imports pyqtgraph (0.35 s): see gui/charts/loading.py for when.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.charts.chart import START, Chart
from gui.charts.frame import Frame
from gui.charts.hands.base import Hand, Spot, Where
from gui.charts.hands.moving import DatePull, Pan, Split, ValuePull
from gui.charts.pane import Pane
from gui.charts.picture import Picture
from gui.charts.turns import take_turn
from gui.look.theme import Theme

ZOOM = 1.15
BAR_PX, LEAST_START = 5, 40  # logical pixels a bar has at first, and how many bars there are at least
GRIP_PX = 3  # how near to the line between two panes a press is meant for it


class ChartView(pg.GraphicsView):
    """Shows a Chart. ``set_chart`` begins another, ``put_chart`` keeps the dates in sight, ``refresh`` says bars moved.

    moved: the window is another. pointed: the moment under the pointer (UTC seconds as the axis tells them), None when
    it left. pressed: a button went down on it.
    """

    moved = Signal()
    pointed = Signal(object)
    pressed = Signal()

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.theme, self.texts, self.lang = theme, texts, lang
        self.chart: Chart | None = None
        self.cursor_at: tuple[float, float | None] | None = None
        self.hands: list[Hand] = [Split(), ValuePull(), DatePull(), Pan()]
        self._holding: Hand | None = None
        self._due = False  # whether a turn is awaited
        self._picture = Picture(lambda: self.chart, self.frames, self._whole, self._repaint, theme.panel)
        self.scene().addItem(self._picture)
        self.setCacheMode(pg.GraphicsView.CacheModeFlag.CacheNone)
        self.viewport().setAutoFillBackground(False)  # the picture covers all: a ground under it is a copy for nothing
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # what is shown

    def set_chart(self, chart: Chart) -> None:
        """Show another chart, its newest bars."""
        self.chart, self._holding = chart, None
        self.reset()

    def put_chart(self, chart: Chart) -> None:
        """The same subject with more or other bars: the same dates stay in sight, and what hands have pulled."""
        old = self.chart
        self.chart, self._holding = chart, None
        if old is None or not old.axis.count or not chart.axis.count:
            self.reset()
            return
        keep(old, chart)
        if chart.still or old.still:
            self._look(*chart.newest())
            return
        at_end = old.x1 >= old.axis.count
        last = chart.axis.place(old.axis.moment(old.axis.count - 1)) if at_end else 0.0
        edge = round(old.x1)
        x1 = last + old.x1 - (old.axis.count - 1) if at_end else (
            chart.axis.place(old.axis.moment(edge)) + old.x1 - edge
        )  # fmt: skip
        self._look(x1 - old.span, x1)

    def refresh(self, began: int = 0) -> None:
        """The newest bar has changed, or ``began`` ones have begun: they come into sight if those before were."""
        chart = self.chart
        if chart is None:
            return
        before = chart.axis.count - began
        if began and before > chart.x1 - 1 >= before - 1:
            self._look(chart.x0 + began, chart.x1 + began)
        elif began and chart.still:
            self.reset()
        elif not self._due:
            self._due = True
            take_turn(self, self._follow)

    def redraw(self) -> None:
        """Something other than the newest bar is different."""
        if self.chart is not None:
            self.chart.revision += 1
        self._picture.change()

    def repaint_live(self) -> None:
        """Only what moves is different: pointer, drawings under way, tags."""
        self._picture.change_live()

    @property
    def drawn(self) -> bool:
        """Whether a picture with bars in it has been painted."""
        return self._picture.count > 0

    @property
    def painted_count(self) -> int:
        """Pictures painted so far."""
        return self._picture.count

    def dim(self, *, on: bool) -> None:
        """Show the picture fainter: it is about to be replaced."""
        if on is not self._picture.dimmed:
            self._picture.dimmed = on
            self._picture.change()

    # the window

    @property
    def window(self) -> tuple[float, float]:
        """First and last bar in sight, as fractions."""
        return (self.chart.x0, self.chart.x1) if self.chart is not None else (0.0, 1.0)

    def show_bars(self, x0: float, x1: float) -> None:
        """Show the bars x0..x1; values fit themselves."""
        if self.chart is not None and self.chart.axis.count:
            self._look(x0, x1)

    def reset(self) -> None:
        """The newest bars at their first size, and axes that fit themselves."""
        if self.chart is not None:
            for pane in self.chart.panes:
                pane.held = None
            self.chart.start = min(START, max(LEAST_START, int((self.width() - self._axis_px) / BAR_PX)))
            self._look(*self.chart.newest())

    def invert(self) -> None:
        """Turn the prices upside down, or back."""
        if (pane := self.pane(0)) is not None:
            pane.scale = replace(pane.scale, inverted=not pane.scale.inverted)
            self.redraw()

    def show_all(self) -> None:
        """Every bar."""
        if self.chart is not None:
            self._move(-self.chart.right_bars, self.chart.axis.count + 2 * self.chart.right_bars)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show ``factor`` times as many bars, keeping the bar ``around`` (default: the newest in sight) in place."""
        if self.chart is None:
            return
        x0, x1 = self.window
        begin, end = self.chart.within(x0, (x1 - x0) * factor)
        span = end - begin
        keep = x1 if around is None else around
        self._move(keep - span * (keep - x0) / (x1 - x0), span)

    def pan(self, bars: float) -> None:
        """Move the window by bars."""
        x0, x1 = self.window
        self._move(x0 + bars, x1 - x0)

    def go_to(self, date: dt.date) -> int:
        """Bring a day (the next one that has bars) into the middle, with the crosshair on it; the bar it is."""
        if self.chart is None or not self.chart.axis.count:
            return -1
        bar = min(self.chart.axis.bar_of_date(date), self.chart.axis.count - 1)
        self._move(bar - self.chart.span / 2, self.chart.span)
        self.point_at(bar)
        self._tell_pointer()
        return bar

    def bar_of(self, x: float) -> float:
        """The bar at a logical column, as a fraction: its left edge is a whole number."""
        x0, x1 = self.window
        left = self.chart.left_px if self.chart is not None else 0
        return x0 + (x - left) / max(1.0, self.width() - self._axis_px - left) * (x1 - x0)

    # the pointer

    def point_at(self, bar: int | None) -> None:
        """Put the crosshair on a bar, without a row; None takes it away."""
        frames = self.frames()
        if bar is None or not frames:
            self.cursor_at = None
        else:
            self.cursor_at = ((bar + 0.5 - frames[0].x0) * frames[0].bar_width, None)
        self._picture.change_live()

    def point_at_moment(self, moment: float | None) -> None:
        """Put the crosshair where another chart's pointer is, if this one has such a bar in sight."""
        if moment is None or self.chart is None or not self.chart.axis.count:
            self.point_at(None)
            return
        bar = self.chart.axis.bar_at(moment)
        self.point_at(bar if bar is not None and self.chart.x0 <= bar + 0.5 <= self.chart.x1 else None)

    def step(self, bars: int) -> None:
        """The crosshair one bar on; where it would leave, the window follows."""
        if self.chart is None or not self.chart.axis.count:
            return
        x0, x1 = self.window
        newest = min(self.chart.axis.newest, int(x1) - 1)
        bar = self.pointed_bar
        bar = newest if bar is None else min(max(bar + bars, 0), self.chart.axis.count - 1)
        if bar < x0 or bar + 1 > x1:
            self.pan(bar - x0 if bar < x0 else bar + 1 - x1)
        self.point_at(bar)
        self._tell_pointer()

    @property
    def pointed_bar(self) -> int | None:
        """The bar under the crosshair."""
        if self.cursor_at is None or self.chart is None:
            return None
        bar = math.floor(self.bar_of(self.cursor_at[0] / self.devicePixelRatioF()))
        return bar if 0 <= bar < self.chart.axis.count else None

    def spot(self, at: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Spot | None:
        """What lies at a logical position. keys: held meanwhile."""
        frames = self.frames()
        if not frames:
            return None
        scale = self.devicePixelRatioF()
        x, y = at.x() * scale, at.y() * scale
        place = next((n for n, frame in enumerate(frames) if y < frame.top + frame.height), len(frames) - 1)
        frame, grip = frames[place], GRIP_PX * scale
        where = Where.VALUES if x >= frame.width else Where.DATES if y >= frame.sheet.height else Where.PLOT
        for above, one in enumerate(frames[:-1]):
            if abs(y - one.top - one.height) <= grip and x < frame.width:
                place, frame, where = above, one, Where.SPLITTER
        bar = frame.x0 + x / frame.bar_width - 0.5
        return Spot(x=x, y=y, where=where, pane=place, frame=frame, bar=bar, value=frame.value_at(y), keys=keys)

    def pane(self, number: int) -> Pane | None:
        """A pane from the top."""
        panes = self.chart.panes if self.chart is not None else []
        return panes[number] if 0 <= number < len(panes) else None

    def rows(self, number: int) -> int:
        """Device pixels that a pane is high."""
        return self.frames()[number].height

    def frames(self) -> Sequence[Frame]:
        """What is to be painted now, a frame a pane; none without bars."""
        if self.chart is None or not self.chart.axis.count:
            return []
        scale = self.devicePixelRatioF()
        size = round(self.width() * scale), round(self.height() * scale)
        return self.chart.frames(*size, scale, self.theme, self.texts, self.lang, self.cursor_at)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """The picture is as large as the widget."""
        super().resizeEvent(event)
        if hasattr(self, "_picture"):  # pyqtgraph resizes from its constructor
            self._picture.prepare()
            self._keep_width(self.width() - event.oldSize().width())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The first hand that it is meant for holds until the release."""
        self.pressed.emit()
        spot = self.spot(event.position(), event.modifiers())
        if spot is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._holding = next((hand for hand in self.hands if hand.press(self, spot, event)), None)
        if self._holding is not None and self._holding.cursor is not None:
            self.setCursor(self._holding.cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The crosshair follows the pointer, and what a hand holds with it."""
        spot = self.spot(event.position(), event.modifiers())
        if spot is None:
            return
        if self._holding is not None:
            self._holding.drag(self, spot)
        else:
            shapes = (hand.over(self, spot) for hand in self.hands)
            self.setCursor(next((shape for shape in shapes if shape is not None), Qt.CursorShape.CrossCursor))
        self.cursor_at = (spot.x, spot.y) if spot.where in (Where.PLOT, Where.SPLITTER) else None
        self._tell_pointer()
        self._picture.change_live()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        hand, self._holding = self._holding, None
        spot = self.spot(event.position(), event.modifiers())
        if hand is not None and spot is not None:
            hand.release(self, spot)
            self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let an axis fit itself again, go back to the newest bars, or what a hand makes of it."""
        spot = self.spot(event.position(), event.modifiers())
        if spot is not None:
            any(hand.double(self, spot) for hand in self.hands)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The right button is for the first hand that has something to offer there."""
        spot = self.spot(QPointF(event.pos()), event.modifiers())
        taken = spot is not None and any(hand.menu(self, spot, event.globalPos()) for hand in self.hands)
        event.setAccepted(taken)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the pointer; sideways, or with Shift, move."""
        across, along = event.angleDelta().x() / 120.0, event.angleDelta().y() / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, along = across or along, 0.0
        if along:
            self.zoom(ZOOM**-along, around=self.bar_of(event.position().x()))
        if across:
            x0, x1 = self.window
            self.pan(-across * (x1 - x0) * 0.05)
        event.accept()

    def leaveEvent(self, event: Any) -> None:  # noqa: N802
        """The crosshair leaves with the pointer."""
        super().leaveEvent(event)
        self.cursor_at = None
        self._tell_pointer()
        self._picture.change_live()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and Right move the crosshair bar by bar, Up and Down zoom, Home and End go to the ends."""
        key = event.key()
        if any(hand.key(self, key) for hand in self.hands):
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.pan(-1e9 if key == Qt.Key.Key_Home else 1e9)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.zoom(1 / ZOOM if key == Qt.Key.Key_Up else ZOOM)
        else:
            event.ignore()

    # inside

    def _follow(self) -> None:
        """Paint what quotes have changed since the last turn."""
        self._due = False
        self._picture.change_live()

    def _whole(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height())

    def _repaint(self, part: QRegion | None) -> None:
        """Asked of the widget itself: the scene would make one rectangle of several."""
        self.viewport().update() if part is None else self.viewport().update(part)

    @property
    def _axis_px(self) -> int:
        return self.chart.axis_px if self.chart is not None else 0

    def _tell_pointer(self) -> None:
        bar = self.pointed_bar
        self.pointed.emit(None if bar is None or self.chart is None else self.chart.axis.time(bar))

    def _keep_width(self, more: int) -> None:
        """The view is so many pixels wider: bars stay as wide as they were, and the newest in sight where it was."""
        before = self.width() - more - self._axis_px
        if not self.drawn:
            self.reset()
        elif self.chart is not None and more and before > 0:
            x0, x1 = self.window
            begin, end = self.chart.within(x0, (x1 - x0) * (self.width() - self._axis_px) / before)
            self._move(x1 - (end - begin), end - begin)

    def _move(self, x0: float, span: float) -> None:
        """Show ``span`` bars from x0, without leaving the data."""
        if self.chart is not None:
            self._look(*self.chart.within(x0, span))

    def _look(self, x0: float, x1: float) -> None:
        if self.chart is not None:
            self.chart.x0, self.chart.x1 = self.chart.newest() if self.chart.still else (x0, x1)
            self._picture.change()
            self.moved.emit()


def keep(old: Chart, new: Chart) -> None:
    """What hands have pulled stays as it was: heights, and the ends of axes."""
    before = {pane.key: pane for pane in old.panes}
    for pane in new.panes:
        if (same := before.get(pane.key)) is not None:
            pane.weight = same.weight
            pane.held = same.held if same.scale.log == pane.scale.log else None
            pane.scale = replace(pane.scale, inverted=same.scale.inverted)
