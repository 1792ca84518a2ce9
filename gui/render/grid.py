"""A Sheet painted as a table for print: bands, numbers at the right, a ground behind percentages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.render.passage import Passage, Run, width_of
from models.documents import look
from models.documents.cells import Cell, heads, rows
from models.workbook import Sheet, clean

TEXT_PX, PAD_X, PAD_Y, LEADING = 11, 5.0, 2.8, 1.3
SLACK = 1.5  # what a layout may need more than the letters of a line are wide
MOST_PX = 230.0  # that a column asks for: longer texts go to a second line
RULE, HAIR = 1.2, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row of cells ready to paint. band: of a sector."""

    cells: tuple[tuple[Cell, Passage, float, float], ...]  # with left edge and width
    height: float
    band: bool
    heading: bool = False

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Grounds, words and the hairline under them."""
        for cell, passage, at, wide in self.cells:
            if cell.ground:
                painter.fillRect(QRectF(left + at, top, wide, self.height), QColor(f"#{cell.ground}"))
            below = self.height - passage.height
            passage.paint(painter, left + at + PAD_X, top + (below - PAD_Y if self.heading else below / 2))
        self._rules(painter, left, top)

    def _rules(self, painter: QPainter, left: float, top: float) -> None:
        wide = max(at + wide for _, _, at, wide in self.cells)
        ink = QColor(f"#{look.ACCENT if self.heading else look.HAIR}")
        if self.heading:
            painter.fillRect(QRectF(left, top, wide, RULE), ink)
        painter.fillRect(QRectF(left, top + self.height - HAIR, wide, HAIR), ink)


class Grid:
    """A table as wide as it is told to be. head: its headings; lines: of the sheet, in order."""

    def __init__(
        self, sheet: Sheet, wide: float, lang: str, up: str, down: str, *, heat: bool = False, pixels: int = TEXT_PX
    ) -> None:
        self._pixels = pixels
        top, body = heads(sheet), [tuple(row) for row in rows(sheet, lang, up, down, heat=heat)]
        widths = _shared([_wanted(place, top, body, pixels) for place in range(len(top))], wide)
        self._edges = [sum(widths[:place]) for place in range(len(widths) + 1)]
        self.head = self._line(top, heading=True)
        self.lines = [self._line(row) for row in body]

    @property
    def height(self) -> float:
        """Of all of it."""
        return self.head.height + sum(one.height for one in self.lines)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Headings and lines."""
        for one in (self.head, *self.lines):
            one.paint(painter, left, top)
            top += one.height

    def _line(self, row: Sequence[Cell], *, heading: bool = False) -> Line:
        made, place = [], 0
        for cell in row:
            left, right = self._edges[place], self._edges[place + cell.span]
            made.append((cell, self._passage(cell, right - left, heading=heading), left, right - left))
            place += cell.span
        height = max((passage.height for _, passage, _, _ in made), default=0.0) + 2 * PAD_Y
        return Line(tuple(made), height, not heading and any(cell.ground == look.BAND for cell in row), heading)

    def _passage(self, cell: Cell, wide: float, *, heading: bool) -> Passage:
        ink = QColor(f"#{look.MUTED if heading else cell.colour or look.INK}")
        side = Qt.AlignmentFlag.AlignLeft if cell.left else Qt.AlignmentFlag.AlignRight
        return Passage(
            [Run(clean(cell.text), ink, cell.strong)], self._pixels, wide - 2 * PAD_X, leading=LEADING, side=side
        )


def _wanted(place: int, top: Sequence[Cell], body: Sequence[Sequence[Cell]], pixels: int) -> tuple[float, float]:
    """The least and the best width of a column: its longest word, and its longest line."""
    held = [top[place], *(cell for row in body if (cell := _at(row, place)) is not None)]
    lines = [line for cell in held for line in clean(cell.text).split("\n")]
    bold = any(cell.strong for cell in held)
    best = max((width_of(line, pixels, bold=bold) for line in lines), default=0.0)
    words = [word for line in lines for word in _words(line)]
    least = max((width_of(word, pixels, bold=bold) for word in words), default=0.0)
    return min(least, MOST_PX) + 2 * PAD_X + SLACK, min(best, MOST_PX) + 2 * PAD_X + SLACK


def _words(line: str) -> list[str]:
    """What should not be broken: words and numbers; Chinese may be broken after three of its marks."""
    return line.split() if line.isascii() else [line[at : at + 3] for at in range(0, len(line), 3)]


def _at(row: Sequence[Cell], place: int) -> Cell | None:
    """The cell of a column; None where it is part of a wider one."""
    at = 0
    for cell in row:
        if at == place:
            return cell if cell.span == 1 else None
        at += cell.span
    return None


def _shared(wanted: Sequence[tuple[float, float]], wide: float) -> list[float]:
    """The width of each column: what is too much is taken from those that can give, what is left is spread."""
    least, best = [one[0] for one in wanted], [one[1] for one in wanted]
    if sum(best) <= wide:
        more = (wide - sum(best)) / max(len(best), 1)
        return [one + more for one in best]
    give = sum(best) - sum(least)
    if sum(least) >= wide or not give:
        return [one * wide / sum(least) for one in least]
    part = (wide - sum(least)) / give
    return [low + (high - low) * part for low, high in zip(least, best, strict=True)]
