"""A picture to give away: what was painted, under its title, over a quiet line of source and time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from gui.look.theme import BODY_PX, PADDING, SMALL_PX, TITLE_PX, Theme, font

SCALE = 2.0  # sharp on every screen it may be pasted on
MARGIN, HEAD, FOOT = 2 * PADDING, 30, 24
LONGEST = 8192  # pixels of the picture: programs that take pictures refuse larger ones
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def framed(paint: Callable[[QPainter], None], size: QSize, title: str, foot: str, theme: Theme) -> QImage:
    """A picture at twice the scale, on the theme's panel.

    ``paint`` draws from (0, 0) into ``size`` logical pixels, and cannot draw outside. Title and foot end in an
    ellipsis where they have no room. What is longer than a program takes is drawn at a smaller scale.
    """
    whole = QSize(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN + HEAD + FOOT)
    scale = min(SCALE, LONGEST / max(whole.width(), whole.height()))
    picture = QImage(whole * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.panel)
    with QPainter(picture) as painter:
        room = QRect(MARGIN, MARGIN, size.width(), HEAD)
        painter.setPen(theme.text)
        _line(painter, room, title, font(TITLE_PX, bold=True))
        room.moveTop(MARGIN + HEAD + size.height())
        painter.fillRect(QRect(room.left(), room.top(), size.width(), 1), theme.line)
        painter.setPen(theme.muted)
        _line(painter, QRect(room.left(), room.top(), size.width(), FOOT), foot, font(SMALL_PX))
        _inside(painter, QRect(QPoint(MARGIN, MARGIN + HEAD), size), paint)
    return picture


def _line(painter: QPainter, room: QRect, text: str, face: QFont) -> None:
    painter.setFont(face)
    part = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, LEFT, part)


def _inside(painter: QPainter, room: QRect, paint: Callable[[QPainter], None]) -> None:
    painter.save()
    painter.setClipRect(room)
    painter.translate(room.topLeft())
    painter.setFont(font(BODY_PX))
    paint(painter)
    painter.restore()
