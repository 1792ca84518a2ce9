"""Draws marks, each kind in one batch: one call for all rectangles of a colour, one for all pieces of a line."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QStaticText, QTransform

from gui.charts.frame import EVERYWHERE, Anchor, Clip, Dots, Fill, Label, Line, Mark
from gui.charts.touched import Box
from gui.look.laidout import KEPT, LaidOut
from gui.look.theme import SMALL_PX, font

TAG_HEIGHT, TAG_PAD = 18, 4
DASHES = (4.0, 3.0)


class Brush:
    """Marks are in device pixels; the painter's unit may be the logical pixel."""

    def __init__(self) -> None:
        self._faces = {False: font(SMALL_PX), True: font(SMALL_PX, bold=True)}
        self._texts = LaidOut()
        self._measured: dict[tuple[str, bool], tuple[QStaticText, float, float]] = {}

    def draw(self, painter: QPainter, scale: float, marks: Iterable[Mark]) -> None:
        """All of ``marks``, in order. scale: device pixels a logical one."""
        logical = painter.worldTransform()
        device = QTransform(logical).scale(1 / scale, 1 / scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        clip = wanted = EVERYWHERE
        for mark in marks:
            if isinstance(mark, Clip):
                wanted = mark
                continue
            if wanted != clip:  # layers of a pane follow each other: most clips are what there is already
                clip = wanted
                _clip(painter, scale, wanted)
            if isinstance(mark, Label):
                self._label(painter, scale, mark)
                continue
            if scale != 1.0:
                painter.setWorldTransform(device)
            _fill(painter, mark) if isinstance(mark, Fill) else (
                _line(painter, mark) if isinstance(mark, Line) else _dots(painter, mark)
            )
            if scale != 1.0:
                painter.setWorldTransform(logical)
        if clip != EVERYWHERE:
            _clip(painter, scale, EVERYWHERE)

    def covers(self, mark: Label, scale: float) -> Box:
        """The device pixels that a label takes, its tag included."""
        _, width, height = self._text(mark)
        width = (width + 2 * TAG_PAD) * scale
        left = mark.x - TAG_PAD * scale
        left -= 0.0 if mark.anchor is Anchor.LEFT else width if mark.anchor is Anchor.RIGHT else width / 2
        half = max(TAG_HEIGHT, height) / 2 * scale
        return Box(left - TAG_PAD * scale, mark.y - half, left + width + TAG_PAD * scale, mark.y + half)

    def _label(self, painter: QPainter, scale: float, mark: Label) -> None:
        text, width, height = self._text(mark)
        shift = 0.0 if mark.anchor is Anchor.LEFT else width if mark.anchor is Anchor.RIGHT else width / 2
        x, y = mark.x / scale - shift, mark.y / scale
        if mark.ground is not None:
            tag = QRectF(x - TAG_PAD, y - TAG_HEIGHT / 2, width + 2 * TAG_PAD, TAG_HEIGHT)
            painter.fillRect(tag, mark.ground)
        painter.setFont(self._faces[mark.bold])
        painter.setPen(mark.colour)
        painter.drawStaticText(QPointF(x, y - height / 2), text)

    def _text(self, mark: Label) -> tuple[QStaticText, float, float]:
        """A label laid out, its width and height (logical pixels)."""
        key = (mark.text, mark.bold)
        held = self._measured.get(key)
        if held is None:
            if len(self._measured) > KEPT:
                self._measured.clear()
            text = self._texts.text(mark.text, self._faces[mark.bold])
            held = self._measured[key] = text, text.size().width(), text.size().height()
        return held


def _clip(painter: QPainter, scale: float, mark: Clip) -> None:
    if mark.height:
        painter.setClipRect(QRectF(0, mark.top / scale, mark.width / scale, mark.height / scale))
    else:
        painter.setClipping(False)


def _fill(painter: QPainter, mark: Fill) -> None:
    if len(mark.rects):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark.colour)
        painter.drawRects(shiboken6.wrapInstance(mark.rects.ctypes.data, QRect), len(mark.rects))


def _line(painter: QPainter, mark: Line) -> None:
    """Pieces, not a polyline: Qt joins a line wider than a pixel ten times as slowly as it draws its pieces."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, mark.smooth)
    if mark.ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark.ground)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in mark.points.tolist()]))
    if len(mark.points) == 2 and mark.colour.alpha():
        painter.setPen(_pen(mark))
        painter.drawLine(QLineF(*mark.points[0].tolist(), *mark.points[1].tolist()))
    elif mark.colour.alpha() and len(mark.points) > 1:
        painter.setPen(_pen(mark))
        pieces = np.ascontiguousarray(np.concatenate([mark.points[:-1], mark.points[1:]], axis=1), np.float64)
        painter.drawLines(shiboken6.wrapInstance(pieces.ctypes.data, QLineF), len(pieces))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _dots(painter: QPainter, mark: Dots) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark.colour)
    for x, y in mark.points.tolist():
        painter.drawEllipse(QPointF(x, y), mark.radius, mark.radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _pen(mark: Line) -> QPen:
    pen = QPen(mark.colour, mark.width)
    if mark.dashed:
        pen.setDashPattern(DASHES)
    return pen
