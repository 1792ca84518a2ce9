"""The item that draws a chart: every layer's marks in order, and only what moves when the window stands still.

While the same bars and values are in sight, all but the newest bar, the last price, the pointer and the legend are kept
as one picture. A live bar and a moving pointer then cost a copy and a few marks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.charts.brush import Brush
from gui.charts.chart import Chart
from gui.charts.frame import EVERYWHERE, Clip, Frame, Mark
from gui.charts.layers.base import Layer, Pace
from gui.charts.touched import Box, together, touched
from gui.look.theme import faded

DIM = 0.45
SMALL = 400_000  # device pixels
Frames = Sequence[Frame]


class Picture(QGraphicsItem):
    """Asks ``frames`` what is to be seen when something has changed; [] is nothing.

    repaint: asks for a paint of some of the view (logical pixels), or of all of it.
    """

    def __init__(
        self, chart: Callable[[], Chart | None], frames: Callable[[], Frames], size: Callable[[], QRectF],
        repaint: Callable[[QRegion | None], None], ground: QColor,
    ) -> None:  # fmt: skip
        super().__init__()
        self._chart, self._frames, self._size, self._repaint, self._ground = chart, frames, size, repaint, ground
        self._brush = Brush()
        self._sight: object = None
        self._kept: QPixmap | None = None
        self._ahead: tuple[Frames, list[Mark], list[Box]] | None = None  # what is drawn next over the kept picture
        self._touched: list[Box] = []  # by what the last one drew there
        self.dimmed = False
        self.count = 0  # pictures painted
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def prepare(self) -> None:
        """The view's size changed."""
        self._ahead = None
        self.prepareGeometryChange()

    def change(self) -> None:
        """Anything may be different."""
        self._ahead = None
        self._repaint(None)

    def change_live(self) -> None:
        """The newest bar, the pointer, or what else moves is different: only where that was and will be is painted."""
        chart, frames = self._chart(), self._frames()
        if chart is None or not frames or self._kept is None or self.dimmed:
            self.change()
            return
        if sight_of(chart, frames) != self._sight:
            self.change()
            return
        self._ahead = ahead = self._live(chart, frames)
        everything = small(frames)
        self._repaint(None if everything else region(together([*self._touched, *ahead[2]]), frames[0].scale))

    def boundingRect(self) -> QRectF:  # noqa: N802
        """The whole view."""
        return self._size()

    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        """One frame."""
        ahead, self._ahead = self._ahead, None
        chart, frames = self._chart(), self._frames() if ahead is None else ahead[0]
        if chart is None or not frames:
            painter.fillRect(self._size(), self._ground)
            return
        self.count += 1
        _, marks, self._touched = self._live(chart, frames) if ahead is None else ahead
        self._paint_still(painter, chart, frames)
        self._brush.draw(painter, frames[0].scale, marks)
        if self.dimmed:  # a veil over all: marks that are faint one by one would be seen through each other
            painter.fillRect(self._size(), faded(self._ground, 1.0 - DIM))

    def _live(self, chart: Chart, frames: Frames) -> tuple[Frames, list[Mark], list[Box]]:
        """What is drawn over the kept picture, and where."""
        marks, scale = list(live(chart, frames)), frames[0].scale
        boxes = [] if small(frames) else touched(marks, lambda label: self._brush.covers(label, scale))
        return frames, marks, boxes

    def _paint_still(self, painter: QPainter, chart: Chart, frames: Frames) -> None:
        sight, scale = sight_of(chart, frames), frames[0].scale
        if self.dimmed or sight != self._sight:
            painter.fillRect(self._size(), self._ground)
        if sight != self._sight:
            moved = _content(self._sight) == _content(sight)
            self._sight, self._kept = sight, None
            if moved:  # panned or zoomed: a kept picture would be used once
                self._brush.draw(painter, scale, still(chart, frames))
                return
        if self._kept is None:
            self._kept = self._render(chart, frames)
        painter.drawPixmap(0, 0, self._kept)

    def _render(self, chart: Chart, frames: Frames) -> QPixmap:
        sheet = frames[0].sheet
        picture = QPixmap(sheet.width + sheet.right, sheet.height + sheet.bottom)
        picture.setDevicePixelRatio(sheet.scale)
        picture.fill(sheet.theme.panel)
        with QPainter(picture) as painter:
            self._brush.draw(painter, sheet.scale, still(chart, frames))
        return picture


def small(frames: Frames) -> bool:
    """Whether a copy of the kept picture costs less than finding out which parts of it are needed."""
    sheet = frames[0].sheet
    return (sheet.width + sheet.right) * (sheet.height + sheet.bottom) < SMALL


def region(boxes: Sequence[Box], scale: float) -> QRegion:
    """Boxes of device pixels as a region of logical ones."""
    found = QRegion()
    for box in boxes:
        left, top = math.floor(box.left / scale) - 1, math.floor(box.top / scale) - 1
        right, bottom = math.ceil(box.right / scale) + 1, math.ceil(box.bottom / scale) + 1
        found += QRect(left, top, right - left, bottom - top)
    return found


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
        chart.number,
        chart.revision,
        chart.settled,
        sheet.x0,
        sheet.x1,
        sheet.width,
        sheet.height,
        sheet.scale,
        panes,
    )


def _content(sight: Any) -> Any:
    """Of a sight, what is shown and in which size; the rest of it changes with every step of a pan."""
    return sight and (sight[:3], sight[5:8])


def still(chart: Chart, frames: Frames) -> Iterator[Mark]:
    """What stays: the still layers, and the bars that no quote can change."""
    settled = chart.settled
    for pane, frame in zip(chart.panes, frames, strict=True):
        before = replace(frame, end=settled)
        for layer in pane.layers:
            if layer.pace is not Pace.MOVING:
                yield from _within(layer, before if layer.pace is Pace.NEWEST else frame)


def live(chart: Chart, frames: Frames) -> Iterator[Mark]:
    """The newest bar, then what follows quotes and pointer."""
    settled = chart.settled
    in_sight = frames[0].x0 < chart.axis.count and frames[0].x1 > settled
    for pane, frame in zip(chart.panes, frames, strict=True) if in_sight else ():
        newest = replace(frame, begin=settled)
        for layer in pane.of(Pace.NEWEST):
            yield from _within(layer, newest)
    for pane, frame in zip(chart.panes, frames, strict=True):
        for layer in pane.of(Pace.MOVING):
            yield from _within(layer, frame)


def _within(layer: Layer, frame: Frame) -> Iterator[Mark]:
    if not layer.inside:
        yield from layer.marks(frame)
        return
    yield Clip(top=frame.top, width=frame.width, height=frame.height)
    yield from layer.marks(frame)
    yield EVERYWHERE
