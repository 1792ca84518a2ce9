"""Figures of several views on one page, as the weekly note has them: two in a row, each with its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

from gui.look.theme import Theme
from gui.traffic.out.page import FigurePage

COLUMNS, WIDE, HIGH = 2, 900, 520  # figures in a row; logical pixels of one in a report


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """pages: a figure each, in the order they are read."""

    pages: Sequence[FigurePage]
    theme: Theme
    texts: Mapping[str, str]

    @property
    def title(self) -> str:
        """Of all of them."""
        return self.texts["traffic.title"]

    @property
    def foot(self) -> str:
        """The source of each, once."""
        return "  ".join(dict.fromkeys(one.foot for one in self.pages))

    @property
    def report(self) -> QSize:
        """Logical pixels in a report: as many rows as there are."""
        return QSize(WIDE * COLUMNS, HIGH * self._rows)

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Each into its part of (0, 0, size) logical pixels."""
        painter.fillRect(QRect(0, 0, size.width(), size.height()), self.theme.panel)
        part = QSize(size.width() // COLUMNS, size.height() // max(1, self._rows))
        for place, one in enumerate(self.pages):
            painter.save()
            painter.translate(place % COLUMNS * part.width(), place // COLUMNS * part.height())
            one.paint(painter, part, scale)
            painter.restore()

    @property
    def _rows(self) -> int:
        return -(-len(self.pages) // COLUMNS)
