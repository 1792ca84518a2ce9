"""The item that draws a chart: every layer's marks in order, and only what moves when the window stands still.

While the same bars and prices are in sight, all but the newest bar, the last price, the pointer and the legend are kept
as one picture. A live bar and a moving pointer then cost a copy and a few marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import shiboken6
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.charts.frame import Anchor, Fill, Frame, Label, Layer, Line, Mark
from gui.charts.layers import LAYERS, MOVING, NEWEST, STILL
from gui.look.laidout import LaidOut
from gui.look.theme import SMALL_PX, font

DIM = 0.45
TAG_HEIGHT, TAG_PAD = 18, 4


class Picture(QGraphicsItem):
    """Asks ``frame`` what is to be seen each time it is painted."""

    def __init__(self, frame: Callable[[], Frame | None], size: Callable[[], QRectF]) -> None:
        super().__init__()
        self._frame, self._size = frame, size
        self._pen = Brush()
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
        frame = self._frame()
        if frame is None:
            return
        self.count += 1
        painter.setOpacity(DIM if self.dimmed else 1.0)
        if frame.sight != self._sight:  # panned or zoomed: a kept picture would be used once
            self._sight, self._still = frame.sight, None
            self._pen.draw(painter, frame, _marks(LAYERS, frame))
            return
        if self._still is None:
            self._still = self._render(frame)
        painter.drawPixmap(0, 0, self._still)
        self._pen.draw(painter, frame, _marks(NEWEST, replace(frame, begin=frame.settled)))
        self._pen.draw(painter, frame, _marks(MOVING, frame))

    def _render(self, frame: Frame) -> QPixmap:
        picture = QPixmap(frame.width + frame.right, frame.height + frame.bottom)
        picture.setDevicePixelRatio(frame.scale)
        picture.fill(frame.theme.panel)
        with QPainter(picture) as painter:
            self._pen.draw(painter, frame, _marks(STILL, replace(frame, end=frame.settled)))
        return picture


def _marks(layers: Iterable[Layer], frame: Frame) -> Iterable[Mark]:
    return (mark for layer in layers for mark in layer(frame))


class Brush:
    """Draws marks, which are in device pixels, with a painter whose unit is the logical pixel."""

    def __init__(self) -> None:
        self._faces = {False: font(SMALL_PX), True: font(SMALL_PX, bold=True)}
        self._texts = LaidOut()

    def draw(self, painter: QPainter, frame: Frame, marks: Iterable[Mark]) -> None:
        """All of ``marks``, in order."""
        logical = painter.worldTransform()
        device = QTransform(logical).scale(1 / frame.scale, 1 / frame.scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for mark in marks:
            if isinstance(mark, Label):
                self._label(painter, frame.scale, mark)
                continue
            if frame.scale != 1.0:
                painter.setWorldTransform(device)
            _fill(painter, mark) if isinstance(mark, Fill) else _line(painter, mark)
            if frame.scale != 1.0:
                painter.setWorldTransform(logical)

    def _label(self, painter: QPainter, scale: float, mark: Label) -> None:
        text = self._texts.text(mark.text, self._faces[mark.bold])
        width = text.size().width()
        shift = {Anchor.LEFT: 0.0, Anchor.MIDDLE: width / 2, Anchor.RIGHT: width}[mark.anchor]
        x, y = mark.x / scale - shift, mark.y / scale
        if mark.ground is not None:
            tag = QRectF(x - TAG_PAD, y - TAG_HEIGHT / 2, width + 2 * TAG_PAD, TAG_HEIGHT)
            painter.fillRect(tag, mark.ground)
        painter.setFont(self._faces[mark.bold])
        painter.setPen(mark.colour)
        painter.drawStaticText(QPointF(x, y - text.size().height() / 2), text)


def _fill(painter: QPainter, mark: Fill) -> None:
    if len(mark.rects):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark.colour)
        painter.drawRects(shiboken6.wrapInstance(mark.rects.ctypes.data, QRect), len(mark.rects))


def _line(painter: QPainter, mark: Line) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(mark.colour, mark.width))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in mark.points.tolist()]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
