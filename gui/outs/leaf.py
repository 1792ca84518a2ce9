"""A table as a page: title, headings, lines, and at the foot where it is from. On any painter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui.look.theme import PADDING, ROW_HEIGHT, SMALL_PX, TITLE_PX, Theme, font, mixed
from gui.outs.reading import Reading

MARGIN, TITLE, HEAD, FOOT = 2 * PADDING, 30, 24, 24
NARROWEST, WIDEST, LEAST_PAGE = 40, 360, 480
MOST_LINES = 200  # of many more nobody could read one; the files with data hold all
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
BAND = 0.045  # of the text's colour in the ground of a heading among the lines
TOKENS = ("text", "muted", "faint", "warn", "error", "accent", "up", "down")


def in_theme(colour: QColor | None, own: Theme, look: Theme) -> QColor:
    """A colour of one theme as the other has it."""
    held = (getattr(look, name) for name in TOKENS if colour is not None and getattr(own, name) == colour)
    return next(held, look.text)


@dataclass(frozen=True, kw_only=True)
class TablePage:
    """own: the theme whose colours the table has on the screen. origin: the line at the foot."""

    reading: Reading
    title: str
    origin: str
    theme: Theme
    own: Theme
    texts: Mapping[str, str]

    @property
    def foot(self) -> str:
        """Where it is from, and what is not on the page."""
        count, shown = len(self.reading.rows), self._shown
        if count <= shown:
            return self.origin
        return f"{self.origin}  {self.texts['out.lines'].format(shown=shown, count=f'{count:,}')}".strip()

    @cached_property
    def report(self) -> QSize:
        """Logical pixels that it needs: nothing is scrolled away."""
        high = TITLE + HEAD + FOOT + ROW_HEIGHT * self._shown
        return QSize(max(LEAST_PAGE, sum(self._widths)) + 2 * MARGIN, high + 2 * MARGIN)

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Into (0, 0, size) logical pixels."""
        painter.fillRect(QRect(0, 0, size.width(), size.height()), self.theme.panel)
        wide = size.width() - 2 * MARGIN
        top = MARGIN + TITLE + HEAD
        _line(painter, QRect(MARGIN, MARGIN, wide, TITLE), self.title, font(TITLE_PX, bold=True), self.theme.text)
        self._cells(painter, MARGIN + TITLE, self.reading.heads, lambda _: self.theme.muted)
        painter.fillRect(QRect(MARGIN, top - 1, wide, 1), self.theme.line)
        for place, row in enumerate(self.reading.rows[: self._shown]):
            self._row(painter, top + place * ROW_HEIGHT, place, row, wide)
        under = size.height() - MARGIN - FOOT
        painter.fillRect(QRect(MARGIN, under, wide, 1), self.theme.line)
        _line(painter, QRect(MARGIN, under, wide, FOOT), self.foot, font(SMALL_PX), self.theme.muted)

    @property
    def _shown(self) -> int:
        return min(len(self.reading.rows), MOST_LINES)

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        """As wide as what stands in each column."""
        metrics, made = QFontMetrics(font()), []
        for place, head in enumerate(self.reading.heads):
            texts = {head, *(row[place] for row in self.reading.rows[: self._shown])}
            wide = max(metrics.horizontalAdvance(text[:WIDEST]) for text in texts) + 2 * PADDING + 1
            made.append(min(max(wide, NARROWEST), WIDEST))
        return tuple(made)

    def _ink(self, row: int, place: int) -> QColor:
        return in_theme(self.reading.ink(row, place), self.own, self.theme)

    def _row(self, painter: QPainter, top: int, place: int, row: tuple[str, ...], wide: int) -> None:
        band = place in self.reading.bands
        if band:
            painter.fillRect(QRect(MARGIN, top, wide, ROW_HEIGHT), mixed(self.theme.panel, self.theme.text, BAND))
        self._cells(painter, top, row, lambda at: self._ink(place, at), bold=band)

    def _cells(
        self, painter: QPainter, top: int, texts: tuple[str, ...], ink: Callable[[int], QColor], *, bold: bool = False
    ) -> None:
        left, face = MARGIN, font(bold=bold)
        for place, (text, wide) in enumerate(zip(texts, self._widths, strict=True)):
            room = QRect(left + PADDING, top, wide - 2 * PADDING, ROW_HEIGHT)
            _line(painter, room, text, face, ink(place), right=self.reading.right[place])
            left += wide


def _line(painter: QPainter, room: QRect, text: str, face: QFont, ink: QColor, *, right: bool = False) -> None:
    painter.setFont(face)
    painter.setPen(ink)
    part = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, RIGHT if right else LEFT, part)
