"""Numbers drawn from a sheet of glyphs: all numeric cells of a table in one drawing call.

``QPainter.drawText`` lays out each string anew, 8 microseconds a cell; a fragment of a ready picture costs a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

if TYPE_CHECKING:
    from numpy.typing import NDArray

COMMON = "0123456789+-.,:% "  # the others come with the first text that needs them
PLANE = 0x10000  # what lies beyond the basic plane is drawn as "?"
FIELDS = 10  # QPainter::PixmapFragment: x y left top width height scaleX scaleY rotation opacity


class GlyphSheet:
    """One font in several colours at one device scale. Glyphs are added when they are first needed."""

    def __init__(self, font: QFont, colours: Sequence[QColor], scale: float) -> None:
        self._font, self._colours, self._scale = font, tuple(colours), scale
        metrics = QFontMetricsF(font)
        self.height = metrics.height()
        self._cell_height = round(np.ceil(self.height * scale))
        self._ascent = metrics.ascent()
        self._place = np.full(PLANE, -1, np.int16)
        self._glyphs = ""
        self._widths = np.zeros(0)
        self._lefts = np.zeros(0)
        self._sheet = QPixmap(1, 1)
        self._fragments = np.empty((1024, FIELDS))
        self._add(COMMON)

    def draw(
        self,
        painter: QPainter,
        texts: Sequence[str],
        right: NDArray[np.float64],
        middle: NDArray[np.float64],
        colour: NDArray[np.intp],
    ) -> None:
        """Draw ``texts`` ending at ``right``, centred on ``middle`` (logical pixels), in the numbered colours."""
        glyphs = self._glyphs_of("".join(texts))
        if not len(glyphs):
            return
        lengths = np.fromiter(map(len, texts), np.intp, len(texts))
        cell = np.repeat(np.arange(len(texts)), lengths)
        widths = self._widths[glyphs]
        ends = np.cumsum(widths)
        stops = ends[np.cumsum(lengths)[cell] - 1]
        fragments = self._room(len(glyphs))
        fragments[:, 0] = (np.round(right * self._scale)[cell] - stops + ends - widths / 2) / self._scale
        top = np.round((middle - self.height / 2) * self._scale)
        fragments[:, 1] = (top[cell] + self._cell_height / 2) / self._scale
        fragments[:, 2] = self._lefts[glyphs]
        fragments[:, 3] = colour[cell] * self._cell_height
        fragments[:, 4] = widths
        first = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(first, len(fragments), self._sheet)

    def _room(self, count: int) -> NDArray[np.float64]:
        """``count`` fragments in one piece of memory, with what is the same for all filled in."""
        if len(self._fragments) < count:
            self._fragments = np.empty((2 * count, FIELDS))
        fragments = self._fragments[:count]
        fragments[:, 5:] = (self._cell_height, 1 / self._scale, 1 / self._scale, 0.0, 1.0)
        return fragments

    def _glyphs_of(self, joined: str) -> NDArray[np.int16]:
        codes = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
        codes = np.where(codes < PLANE, codes, ord("?"))
        glyphs = self._place[codes]
        if (glyphs < 0).any():
            self._add(dict.fromkeys(map(chr, codes[glyphs < 0])))
            glyphs = self._place[codes]
        return glyphs

    def _add(self, glyphs: Iterable[str]) -> None:
        """Draw the sheet again with more glyphs: it happens a few times in a program's life."""
        self._glyphs += "".join(glyphs)
        metrics = QFontMetricsF(self._font)
        self._widths = np.array([np.ceil(metrics.horizontalAdvance(glyph) * self._scale) for glyph in self._glyphs])
        room = self._widths + 2  # a glyph may reach a pixel over its advance
        self._lefts = np.cumsum(room) - room
        for place, glyph in enumerate(self._glyphs):
            self._place[ord(glyph)] = place
        self._sheet = QPixmap(round(room.sum()), self._cell_height * len(self._colours))
        self._sheet.fill(Qt.GlobalColor.transparent)
        self._sheet.setDevicePixelRatio(self._scale)
        self._draw_glyphs()
        self._sheet.setDevicePixelRatio(1.0)
        self._tint_rows()

    def _draw_glyphs(self) -> None:
        """The first row, in the first colour."""
        with QPainter(self._sheet) as painter:
            painter.setFont(self._font)
            painter.setPen(self._colours[0])
            for left, glyph in zip(self._lefts, self._glyphs, strict=True):
                painter.drawText(QPointF(left / self._scale, self._ascent), glyph)

    def _tint_rows(self) -> None:
        """The same shapes in the other colours: copying a row is quicker than drawing its glyphs again."""
        row = self._sheet.copy(0, 0, self._sheet.width(), self._cell_height)
        for place, colour in enumerate(self._colours[1:], 1):
            with QPainter(row) as painter:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
                painter.fillRect(row.rect(), colour)
            with QPainter(self._sheet) as painter:
                painter.drawPixmap(0, place * self._cell_height, row)
