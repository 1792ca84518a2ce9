"""Two small shapes of a price: where it stands between low and high, and the way it came."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.look.theme import Theme
from models.values import Floats

THICK, MARK = 3, 7


def range_bar(painter: QPainter, room: QRect, low: float, high: float, last: float | None, theme: Theme) -> None:
    """A bar from low to high with a mark at the last price; beyond the ends it stands at the end."""
    middle = room.center().y() + 0.5
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.line)
    painter.drawRoundedRect(QRectF(room.left(), middle - THICK / 2, room.width(), THICK), 1.5, 1.5)
    if last is not None and high > low:
        part = min(max((last - low) / (high - low), 0.0), 1.0)
        painter.setBrush(theme.text)
        painter.drawEllipse(QPointF(room.left() + MARK / 2 + part * (room.width() - MARK), middle), MARK / 2, MARK / 2)
    painter.restore()


def sparkline(painter: QPainter, room: QRect, closes: Floats, theme: Theme) -> None:
    """A line through the closes (oldest first) in the colour of its way from first to last; gaps are bridged."""
    held = np.asarray(closes, float)
    places = np.flatnonzero(np.isfinite(held))
    if len(places) < 2:
        return
    values, span = held[places], float(np.ptp(held[places]))
    x = room.left() + places / (len(held) - 1) * (room.width() - 4)
    share = (values - values.min()) / span if span else np.full(len(values), 0.5)
    y = room.bottom() - share * (room.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.direction(float(values[-1] - values[0]))
    painter.setPen(QPen(ink, 1.2))
    painter.drawPolyline([QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(float(x[-1]), float(y[-1])), 2, 2)
    painter.restore()
