"""The canvas of a price chart: pyqtgraph holds the range and hands over the mouse, the picture is painted by us.

pyqtgraph's own axes cost 4 ms a frame and its items work in data units; here one item draws batches of device pixels.
Importing this module imports pyqtgraph (0.35 s): see gui/charts/loading.py for when.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.charts.frame import Frame
from gui.charts.picture import Picture
from gui.charts.stack import BarStack
from gui.look.theme import Theme
from models.live_bar import Tail

AXIS_PX, DATES_PX = 68, 24
MARGIN = 0.06  # of the price range, above and below
FEWEST, START = 12, 160
RIGHT_BARS = 4
ZOOM = 1.15


class CandleView(pg.GraphicsView):
    """One instrument's bars, newest at the right. ``show_bars`` moves the window, ``put`` changes the newest bar."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.panel)
        self.theme, self.texts, self.lang = theme, texts, lang
        self.stack: BarStack | None = None
        self.decimals, self.previous_close = 2, None
        self.cursor_at: tuple[float, float] | None = None
        self._box = Range(self)
        self._picture = Picture(self.frame, lambda: QRectF(0, 0, self.width(), self.height()))
        self.scene().addItem(self._box)
        self.scene().addItem(self._picture)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_bars(self, stack: BarStack, decimals: int) -> None:
        """Show other bars, their newest ones."""
        self.stack, self.decimals, self.previous_close = stack, decimals, None
        self.reset()

    def put_stack(self, stack: BarStack) -> None:
        """The same instrument with more bars: the window stays at the same dates."""
        old, (x0, x1) = self.stack, self.window
        self.stack = stack
        more = 0
        if old is not None and old.count and stack.count:
            more = int(np.searchsorted(stack.date, old.date[0])) - int(np.searchsorted(old.date, stack.date[0]))
        self.show_bars(x0 + more, x1 + more)

    def put(self, tail: Tail) -> None:
        """Change the newest bar, or let the next one begin; one that begins beside the edge comes into sight."""
        if self.stack is None:
            return
        before, (x0, x1) = self.stack.count, self.window
        self.stack.put(tail)
        began = self.stack.count - before
        if began and before > x1 - 1 >= before - 1:
            x0, x1 = x0 + began, x1 + began
        self.show_bars(x0, x1)

    @property
    def drawn(self) -> bool:
        """Whether a picture with bars in it has been painted."""
        return self._picture.count > 0

    def dim(self, *, on: bool) -> None:
        """Show the picture fainter: it is about to be replaced."""
        self._picture.dimmed = on
        self._picture.update()

    @property
    def window(self) -> tuple[float, float]:
        """First and last bar in sight, as fractions."""
        (x0, x1), _ = self._box.viewRange()
        return float(x0), float(x1)

    def show_bars(self, x0: float, x1: float) -> None:
        """Show the bars x0..x1 and fit the prices in sight."""
        if self.stack is None or not self.stack.count:
            return
        low, high = self.stack.extremes(int(np.floor(x0)), int(np.ceil(x1)))
        if np.isfinite(low + high):
            room = (high - low) * MARGIN or abs(high) * 0.01 or 1.0
            self._box.setRange(xRange=(x0, x1), yRange=(low - room, high + room), padding=0)
        self._picture.update()

    def reset(self) -> None:
        """The newest bars at their first size."""
        if self.stack is not None:
            stop = self.stack.count + RIGHT_BARS
            self.show_bars(max(-RIGHT_BARS, stop - START), stop)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show ``factor`` times as many bars, keeping the bar ``around`` (default: the newest in sight) in place."""
        if self.stack is None:
            return
        x0, x1 = self.window
        wanted = min(max((x1 - x0) * factor, FEWEST), self.stack.count + 2 * RIGHT_BARS)
        keep = x1 if around is None else around
        share = (keep - x0) / (x1 - x0)
        self._move(keep - wanted * share, wanted)

    def pan(self, bars: float) -> None:
        """Move the window by bars."""
        x0, x1 = self.window
        self._move(x0 + bars, x1 - x0)

    def bar_of(self, x: float) -> float:
        """The bar at a logical column, as a fraction."""
        x0, x1 = self.window
        return x0 + x / max(1.0, self.width() - AXIS_PX) * (x1 - x0)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Plot and axes share the widget."""
        super().resizeEvent(event)
        if hasattr(self, "_picture"):  # pyqtgraph resizes from its constructor
            self._box.setGeometry(QRectF(0, 0, max(1, self.width() - AXIS_PX), max(1, self.height() - DATES_PX)))
            self._picture.prepare()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The crosshair follows the pointer."""
        super().mouseMoveEvent(event)
        scale, at = self.devicePixelRatioF(), event.position()
        inside = at.x() < self.width() - AXIS_PX and at.y() < self.height() - DATES_PX
        self.cursor_at = (at.x() * scale, at.y() * scale) if inside else None
        self._picture.update()

    def leaveEvent(self, event: Any) -> None:  # noqa: N802
        """The crosshair leaves with the pointer."""
        super().leaveEvent(event)
        self.cursor_at = None
        self._picture.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and Down zoom, Left and Right move, Home and End go to the ends."""
        steps = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0, Qt.Key.Key_Home: -1e9, Qt.Key.Key_End: 1e9}
        if event.key() in steps:
            self.pan(steps[event.key()] * (1 if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) else 5))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.zoom(1 / ZOOM if event.key() == Qt.Key.Key_Up else ZOOM)
        else:
            super().keyPressEvent(event)

    def _move(self, x0: float, span: float) -> None:
        """Show ``span`` bars from x0, without leaving the data."""
        if self.stack is not None:
            last = self.stack.count + RIGHT_BARS - span
            x0 = min(max(x0, -RIGHT_BARS), max(last, -RIGHT_BARS))
            self.show_bars(x0, x0 + span)

    def frame(self) -> Frame | None:
        """What is to be painted now."""
        if self.stack is None or not self.stack.count:
            return None
        scale = self.devicePixelRatioF()
        (x0, x1), (low, high) = self._box.viewRange()
        width, height = round(self.width() * scale), round(self.height() * scale)
        right, bottom = round(AXIS_PX * scale), round(DATES_PX * scale)
        return Frame(
            stack=self.stack, x0=x0, x1=x1, low=low, high=high, scale=scale,
            width=max(1, width - right), height=max(1, height - bottom), right=right, bottom=bottom,
            theme=self.theme, texts=self.texts, lang=self.lang, decimals=self.decimals,
            cursor=self.cursor_at, previous_close=self.previous_close,
            busiest=self.stack.busiest(int(np.floor(x0)), int(np.ceil(x1))),
        )  # fmt: skip


class Range(pg.ViewBox):
    """pyqtgraph's view box as the holder of the range; wheel and drag move bars, prices fit themselves."""

    def __init__(self, view: CandleView) -> None:
        super().__init__(enableMenu=False, enableMouse=False)
        self._view = view

    def wheelEvent(self, event: Any, axis: Any = None) -> None:  # noqa: N802
        """Zoom at the pointer."""
        steps = event.delta() / 120.0
        self._view.zoom(ZOOM**-steps, around=self._view.bar_of(event.scenePos().x()))
        event.accept()

    def mouseDragEvent(self, event: Any, axis: Any = None) -> None:  # noqa: N802
        """Move the window with the hand."""
        event.accept()
        moved = event.scenePos().x() - event.lastScenePos().x()
        self._view.pan(self._view.bar_of(0.0) - self._view.bar_of(moved))

    def mouseClickEvent(self, event: Any) -> None:  # noqa: N802
        """A double click goes back to the newest bars."""
        if event.double():
            self._view.reset()
