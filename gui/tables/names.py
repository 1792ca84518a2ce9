"""The name cell of a row: name, code in small letters, the flag before it, a dot where something is noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from gui.look.flags import flag_colour
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, SMALL_PX, Theme, font
from models.lists.values import Mark

if TYPE_CHECKING:
    from gui.tables.model import QuoteTableModel

INDENT = 12
KEPT = 400
FLAG, DOT = 7, 3
UNMARKED = Mark()


class Names:
    """Drawn once for a width, then copied: laying them out took a third of a flush."""

    def __init__(self, model: QuoteTableModel, theme: Theme, scale: float) -> None:
        self._model, self._theme, self._scale = model, theme, scale
        self._plain, self._small = font(), font(SMALL_PX)
        self._texts = LaidOut()
        self._kept: dict[tuple[str, str, int, str, bool], QPixmap] = {}

    def draw(self, painter: QPainter, rows: Sequence[int], middles: Sequence[float], left: int, width: int) -> None:
        """The cells of some rows."""
        store, lang, marks = self._model.store, self._model.lang, self._model.ground.marks
        for row, middle in zip(rows, middles, strict=True):
            one = store.instruments[row]
            mark = marks.get(one.id, UNMARKED)
            key = (one.id, one.name(lang), width, mark.flag, bool(mark.note or mark.tags))
            picture = self._kept.get(key)
            if picture is None:
                if len(self._kept) > KEPT:
                    self._kept.clear()
                picture = self._kept[key] = self._made(*key)
            painter.drawPixmap(QPointF(left, middle - ROW_HEIGHT / 2), picture)

    def _made(self, code: str, name: str, width: int, flag: str, noted: bool) -> QPixmap:
        picture = QPixmap(round(width * self._scale), round(ROW_HEIGHT * self._scale))
        picture.setDevicePixelRatio(self._scale)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            start = width - QFontMetrics(self._small).horizontalAdvance(code)
            self._text(painter, self._theme.muted, code, start, width, small=True)
            room = start - PADDING - INDENT - 6
            self._text(painter, self._theme.text, name, PADDING + INDENT, int(room), small=False)
            if flag:
                painter.fillRect(QRect(PADDING, (ROW_HEIGHT - FLAG) // 2, FLAG, FLAG), flag_colour(self._theme, flag))
            if noted:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.muted)
                painter.drawEllipse(QRectF(PADDING - DOT - 2, (ROW_HEIGHT - DOT) / 2, DOT, DOT))
        return picture

    def _text(self, painter: QPainter, colour: QColor, text: str, left: float, room: int, *, small: bool) -> None:
        face = self._small if small else self._plain
        laid = self._texts.text(text, face, room)
        painter.setPen(colour)
        painter.setFont(face)
        painter.drawStaticText(QPointF(left, (ROW_HEIGHT - laid.size().height()) / 2), laid)
