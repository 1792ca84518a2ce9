"""Figures as they stand in a note: title at the left, unit under it, chart, and at the foot the source and footnotes.

Painted by the code that paints the screen, on any painter: a picture, an SVG, paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui.charts.chart import Chart
from gui.charts.out.page import paint_chart
from gui.look.theme import SMALL_PX, UNIT, Theme, font
from models.traffic.captions import Caption

HEADING_PX = 16
MARGIN, BETWEEN = 4 * UNIT, 7 * UNIT  # around the page, and between two figures
GAP = 2 * UNIT
LEAD = UNIT // 2  # between two paragraphs
LOWEST_CHART = 0.5  # of the page's height: footnotes that have no room beside it are counted instead
LINES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
ENDLESS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """One figure, or several side by side (two of a split). charts: of the captions, in their order.

    A chart may be None: nothing is held, and its place says ``empty``.
    """

    charts: Sequence[Chart | None]
    captions: Sequence[Caption]
    theme: Theme
    texts: Mapping[str, str]
    lang: str
    empty: str = ""

    @property
    def title(self) -> str:
        """Of the first figure."""
        return self.captions[0].title if self.captions else ""

    @property
    def foot(self) -> str:
        """The source of each, once."""
        return "  ".join(dict.fromkeys(one.source for one in self.captions))

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Into (0, 0, size) logical pixels; all charts begin and end at one height."""
        painter.fillRect(QRect(0, 0, size.width(), size.height()), self.theme.panel)
        if not self.captions:
            return
        whole = QRect(MARGIN, MARGIN, size.width() - 2 * MARGIN, size.height() - 2 * MARGIN)
        wide = _columns(whole, len(self.captions))[0].width()
        heads = [self._head(one) for one in self.captions]
        feet = self._feet(wide, whole.width(), size.height())
        head = max((_high(lines, wide) for lines in heads), default=0)
        under = _columns(whole, len(feet))
        foot = max((_high(lines, room.width()) for lines, room in zip(feet, under, strict=True)), default=0)
        for chart, lines, room in zip(self.charts, heads, _columns(whole, len(heads)), strict=True):
            _put(painter, lines, room)
            self._chart(painter, chart, room.adjusted(0, head + GAP, 0, -(foot + 2 * GAP)), scale)
        for lines, room in zip(feet, under, strict=True):
            top = room.bottom() - foot - GAP
            painter.fillRect(QRect(room.left(), top, room.width(), 1), self.theme.line)
            _put(painter, lines, QRect(room.left(), top + GAP, room.width(), foot))

    def _chart(self, painter: QPainter, chart: Chart | None, room: QRect, scale: float) -> None:
        if chart is not None and chart.axis.count:
            paint_chart(painter, chart, room, scale, self.theme, self.texts, self.lang)
            return
        painter.setFont(font(SMALL_PX))
        painter.setPen(self.theme.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty)

    def _head(self, caption: Caption) -> list[Words]:
        """Title, unit, and what the numbers are if they are not what they seem."""
        look = self.theme
        lines = [
            Words(caption.title, font(HEADING_PX, bold=True), look.text),
            Words(caption.unit, font(SMALL_PX), look.muted),
        ]
        return [*lines, Words(caption.warning, font(SMALL_PX, bold=True), look.warn)] if caption.warning else lines

    def _feet(self, wide: int, whole: int, high: int) -> list[list[Words]]:
        """One under each figure, or one under all where they would say the same."""
        same = len({(one.source, one.notes) for one in self.captions}) == 1
        return [self._foot(one, whole if same else wide, high) for one in self.captions[: 1 if same else None]]

    def _foot(self, caption: Caption, wide: int, high: int) -> list[Words]:
        """Source and footnotes, as many as leave the chart its room; those left out are counted."""
        lines = [Words(caption.source, font(SMALL_PX), self.theme.muted)]
        most = high * (1.0 - LOWEST_CHART) - _high(self._head(caption), wide) - 2 * MARGIN
        for place, note in enumerate(caption.notes, 1):
            said = self.texts["trafficfile.note"].format(place=place, note=note)
            lines.append(Words(said, font(SMALL_PX), self.theme.muted))
            left = len(caption.notes) - place
            if _high(lines, wide) > most and len(lines) > 1:
                more = self.texts["trafficfile.more"].format(count=left + 1)
                return [*lines[:-1], Words(more, font(SMALL_PX), self.theme.muted)]
        return lines


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    face: QFont
    colour: QColor

    def high(self, wide: int) -> int:
        """Logical pixels that it takes."""
        return QFontMetrics(self.face).boundingRect(QRect(0, 0, wide, ENDLESS), LINES, self.text).height()


def _columns(whole: QRect, count: int) -> list[QRect]:
    """Rooms of one width, side by side."""
    wide = (whole.width() - (count - 1) * BETWEEN) // count
    return [QRect(whole.left() + at * (wide + BETWEEN), whole.top(), wide, whole.height()) for at in range(count)]


def _high(lines: Sequence[Words], wide: int) -> int:
    return sum(line.high(wide) + LEAD for line in lines)


def _put(painter: QPainter, lines: Sequence[Words], room: QRect) -> None:
    top = room.top()
    for line in lines:
        high = line.high(room.width())
        painter.setFont(line.face)
        painter.setPen(line.colour)
        painter.drawText(QRect(room.left(), top, room.width(), high), LINES, line.text)
        top += high + LEAD
