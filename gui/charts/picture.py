"""The item that draws a chart: every layer's marks in order, and only what moves when the window stands still.

While the same bars and values are in sight, all but the newest bar, the last price, the pointer and the legend are kept
as one picture. A live bar and a moving pointer then cost a copy and a few marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.charts.brush import Brush
from gui.charts.chart import Chart
from gui.charts.frame import EVERYWHERE, Clip, Frame, Mark
from gui.charts.layers.base import Layer, Pace

DIM = 0.45
Frames = Sequence[Frame]


class Picture(QGraphicsItem):
    """Asks ``frames`` what is to be seen each time it is painted; [] is nothing."""

    def __init__(
        self, chart: Callable[[], Chart | None], frames: Callable[[], Frames], size: Callable[[], QRectF]
    ) -> None:
        super().__init__()
        self._chart, self._frames, self._size = chart, frames, size
        self._brush = Brush()
        self._sight: object = None
        self._still: QPixmap | None = None
        self.dimmed = False
        self.count = 0  # pictures painted
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def prepare(self) -> None:
        """The view's size changed."""
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """The whole view."""
        return self._size()

    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        """One frame."""
        chart, frames = self._chart(), self._frames()
        if chart is None or not frames:
            return
        self.count += 1
        painter.setOpacity(DIM if self.dimmed else 1.0)
        scale, sight = frames[0].scale, sight_of(chart, frames)
        if sight != self._sight:  # panned or zoomed: a kept picture would be used once
            self._sight, self._still = sight, None
            self._brush.draw(painter, scale, still(chart, frames))
        else:
            if self._still is None:
                self._still = self._render(chart, frames)
            painter.drawPixmap(0, 0, self._still)
        self._brush.draw(painter, scale, live(chart, frames))

    def _render(self, chart: Chart, frames: Frames) -> QPixmap:
        sheet = frames[0].sheet
        picture = QPixmap(sheet.width + sheet.right, sheet.height + sheet.bottom)
        picture.setDevicePixelRatio(sheet.scale)
        picture.fill(sheet.theme.panel)
        with QPainter(picture) as painter:
            self._brush.draw(painter, sheet.scale, still(chart, frames))
        return picture


def paint_whole(painter: QPainter, chart: Chart, frames: Frames) -> None:
    """A chart on any painter, once: for a file or a printer."""
    brush = Brush()
    brush.draw(painter, frames[0].scale, still(chart, frames))
    brush.draw(painter, frames[0].scale, live(chart, frames))


def sight_of(chart: Chart, frames: Frames) -> object:
    """What must be the same for a kept picture of everything but the newest bar to be right."""
    sheet = frames[0].sheet
    panes = tuple((frame.low, frame.high, frame.top, frame.height, frame.values) for frame in frames)
    return (
        id(chart),
        chart.revision,
        chart.settled,
        sheet.x0,
        sheet.x1,
        sheet.width,
        sheet.height,
        sheet.scale,
        panes,
    )


def still(chart: Chart, frames: Frames) -> Iterator[Mark]:
    """What stays: the still layers, and the bars that no quote can change."""
    settled = chart.settled
    for pane, frame in zip(chart.panes, frames, strict=True):
        for layer in pane.layers:
            if layer.pace is not Pace.MOVING:
                yield from _within(layer, replace(frame, end=settled) if layer.pace is Pace.NEWEST else frame)


def live(chart: Chart, frames: Frames) -> Iterator[Mark]:
    """The newest bar, then what follows quotes and pointer."""
    settled = chart.settled
    for pace in (Pace.NEWEST, Pace.MOVING):
        for pane, frame in zip(chart.panes, frames, strict=True):
            shown = replace(frame, begin=settled) if pace is Pace.NEWEST else frame
            for layer in pane.of(pace):
                yield from _within(layer, shown)


def _within(layer: Layer, frame: Frame) -> Iterator[Mark]:
    if not layer.inside:
        yield from layer.marks(frame)
        return
    yield Clip(top=frame.top, width=frame.width, height=frame.height)
    yield from layer.marks(frame)
    yield EVERYWHERE
