"""Paints lines of the live table: names as laid-out text, all numbers in one call per weight from a glyph sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap

from gui.look.glyphs import GlyphSheet
from gui.look.laidout import LaidOut
from gui.look.theme import PADDING, ROW_HEIGHT, SMALL_PX, Theme, faded, font
from gui.tables.columns import COLUMNS, Ink
from gui.tables.model import Line, QuoteTableModel
from models.freshness import Freshness

INDENT = 12
FLASH_ALPHA = 0.22
KEPT_NAMES = 400
UNSEEN = 0.005  # a change in percent that is written 0.00 has no direction


class Tone(IntEnum):
    """Rows of a glyph sheet: the colours a number can have."""

    TEXT = 0
    MUTED = 1
    FAINT = 2
    UP = 3
    DOWN = 4


@dataclass(slots=True)
class Numbers:
    """Numeric cells waiting to be drawn together. Positions are logical pixels."""

    texts: list[str] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    middle: list[float] = field(default_factory=list)
    tones: list[int] = field(default_factory=list)

    def put(self, text: str, right: float, middle: float, tone: Tone) -> None:
        """One more cell."""
        self.texts.append(text)
        self.right.append(right)
        self.middle.append(middle)
        self.tones.append(tone)

    def draw(self, painter: QPainter, sheet: GlyphSheet) -> None:
        """All of them at once."""
        if self.texts:
            places = (np.array(self.right), np.array(self.middle), np.array(self.tones, np.intp))
            sheet.draw(painter, self.texts, *places)


class LinePainter:
    """Draws the lines of one model in one theme at one device scale."""

    def __init__(self, model: QuoteTableModel, theme: Theme, scale: float) -> None:
        self._model, self._theme, self._scale = model, theme, scale
        self._plain, self._bold, self._small = font(), font(bold=True), font(SMALL_PX)
        colours = (theme.text, theme.muted, theme.faint, theme.up, theme.down)
        self._sheets = [GlyphSheet(face, colours, scale) for face in (self._plain, self._bold)]
        self._texts = LaidOut()
        self._names: dict[tuple[int, int], QPixmap] = {}

    def fits(self, scale: float) -> bool:
        """Whether this painter was made for the device scale of a screen."""
        return scale == self._scale

    def paint(
        self,
        painter: QPainter,
        places: Iterable[tuple[int, int]],
        spans: Sequence[tuple[int, int]],
        width: int,
        selected: frozenset[int],
        flashes: dict[int, tuple[float, int]],
    ) -> None:
        """Lines at (place, top); ``spans`` are the columns' (left, width), flashes row -> (part left, direction)."""
        rows, headings = Numbers(), Numbers()
        for place, top in places:
            line, whole = self._model.lines[place], QRect(0, top, width, ROW_HEIGHT)
            if place in selected:
                painter.fillRect(whole, self._theme.selection)
            if line.row is None:
                self._heading(painter, line, whole, spans, headings)
            else:
                self._flash(painter, line.row, whole, spans[1], flashes)
                self._row(painter, line, whole, spans, rows)
        rows.draw(painter, self._sheets[0])
        headings.draw(painter, self._sheets[1])

    def _heading(
        self, painter: QPainter, line: Line, whole: QRect, spans: Sequence[tuple[int, int]], numbers: Numbers
    ) -> None:
        painter.fillRect(QRect(0, whole.top(), whole.width(), 1), self._theme.line)
        middle = whole.top() + ROW_HEIGHT / 2
        for place, ((left, width), column) in enumerate(zip(spans, COLUMNS, strict=True)):
            text = self._model.text(line, place)
            if column.left:
                painter.setPen(self._theme.text)
                self._text(painter, text, self._bold, left + PADDING, middle, width - PADDING)
            elif text:
                tone = Tone.MUTED
                if column.ink is Ink.DIRECTION:
                    tone = _direction(self._model.mean(line.section, column.by))
                numbers.put(text, left + width - PADDING, middle, tone)

    def _row(
        self, painter: QPainter, line: Line, whole: QRect, spans: Sequence[tuple[int, int]], numbers: Numbers
    ) -> None:
        row, middle = line.row or 0, whole.top() + ROW_HEIGHT / 2
        stale = self._model.freshness(row) is Freshness.STALE
        for place, ((left, width), column) in enumerate(zip(spans, COLUMNS, strict=True)):
            if column.left:
                self._name(painter, row, left, width, middle)
                continue
            tone = Tone.FAINT if stale else Tone(column.ink) if column.ink is not Ink.DIRECTION else None
            if tone is None:
                tone = _direction(self._model.store.value(row, column.by))
            numbers.put(self._model.text(line, place), left + width - PADDING, middle, tone)

    def _name(self, painter: QPainter, row: int, left: int, width: int, middle: float) -> None:
        """The name and its code: drawn once for a width, then copied. Laying them out took a third of a flush."""
        picture = self._names.get((row, width))
        if picture is None:
            if len(self._names) > KEPT_NAMES:
                self._names.clear()
            picture = self._names[row, width] = self._named(row, width)
        painter.drawPixmap(QPointF(left, middle - ROW_HEIGHT / 2), picture)

    def _named(self, row: int, width: int) -> QPixmap:
        """The name, and its code in small letters at the right edge."""
        picture = QPixmap(round(width * self._scale), round(ROW_HEIGHT * self._scale))
        picture.setDevicePixelRatio(self._scale)
        picture.fill(Qt.GlobalColor.transparent)
        one, middle = self._model.store.instruments[row], ROW_HEIGHT / 2
        with QPainter(picture) as painter:
            painter.setPen(self._theme.muted)
            start = width - QFontMetrics(self._small).horizontalAdvance(one.id)
            self._text(painter, one.id, self._small, start, middle, width)
            painter.setPen(self._theme.text)
            room = start - PADDING - INDENT - 6
            self._text(painter, one.name(self._model.lang), self._plain, PADDING + INDENT, middle, int(room))
        return picture

    def _text(self, painter: QPainter, text: str, face: QFont, left: float, middle: float, room: int) -> None:
        laid = self._texts.text(text, face, room)
        painter.setFont(face)
        painter.drawStaticText(QPointF(left, middle - laid.size().height() / 2), laid)

    def _flash(
        self, painter: QPainter, row: int, whole: QRect, span: tuple[int, int], flashes: dict[int, tuple[float, int]]
    ) -> None:
        """A soft glow behind a price that has just moved."""
        left, direction = flashes.get(row, (0.0, 0))
        if left > 0 and direction:
            cell = QRect(span[0] + PADDING, whole.top() + 2, span[1] - PADDING + 3, ROW_HEIGHT - 4)
            painter.fillRect(cell, faded(self._theme.direction(direction), FLASH_ALPHA * left))


def _direction(value: float | None) -> Tone:
    if value is None or abs(value) < UNSEEN:
        return Tone.MUTED
    return Tone.UP if value > 0 else Tone.DOWN
