"""A Sheet painted as a table for print: bands, numbers at the right, a ground behind percentages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.render.passage import Passage, Run, width_of
from models.documents import look
from models.documents.cells import Cell, heads, rows
from models.workbook import Sheet, clean

TEXT_PX, PAD_X, PAD_Y, LEADING = 11, 5.0, 1.6, 1.3
SLACK = 1.5  # what a layout may need more than the letters of a line are wide
MOST_PX = 230.0  # that a column asks for before others have what they need: longer texts go to a second line
SHORT_PX = 84.0  # of words that should stand in one line before long texts get more
APART = 8.0  # between the end of a number and words behind it
RULE, HAIR = 1.2, 0.6
Widths: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell ready to paint. left, wide: of its column or columns; indent: what stands free before its words."""

    cell: Cell
    passage: Passage
    left: float
    wide: float
    indent: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row of cells. band: of a sector."""

    cells: tuple[Placed, ...]
    height: float
    band: bool
    heading: bool = False

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Grounds, words and the hairline under them."""
        for one in self.cells:
            if one.cell.ground:
                ground = QRectF(left + one.left, top, one.wide, self.height)
                painter.fillRect(ground, QColor(f"#{one.cell.ground}"))
            below = self.height - one.passage.height
            down = below - PAD_Y if self.heading else below / 2
            one.passage.paint(painter, left + one.left + one.indent, top + down)
        self._rules(painter, left, top)

    def _rules(self, painter: QPainter, left: float, top: float) -> None:
        wide = max(one.left + one.wide for one in self.cells)
        ink = QColor(f"#{look.ACCENT if self.heading else look.HAIR}")
        if self.heading:
            painter.fillRect(QRectF(left, top, wide, RULE), ink)
        painter.fillRect(QRectF(left, top + self.height - HAIR, wide, HAIR), ink)


class Grid:
    """A table as wide as it is told to be. head: its headings; lines: of the sheet, in order."""

    def __init__(self, sheet: Sheet, wide: float, lang: str, up: str, down: str, *, heat: bool = False) -> None:
        top, body = heads(sheet), [tuple(row) for row in rows(sheet, lang, up, down, heat=heat)]
        self._indents = [PAD_X + (APART if _follows(place, top) else 0.0) for place in range(len(top))]
        wanted = [_wanted(place, top, body, indent + PAD_X) for place, indent in enumerate(self._indents)]
        self._edges = [0.0, *accumulate(shared(wanted, wide))]
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
        made, place = list[Placed](), 0
        for cell in row:
            made.append(self._placed(cell, place, heading=heading))
            place += cell.span
        height = max((one.passage.height for one in made), default=0.0) + 2 * PAD_Y
        return Line(tuple(made), height, not heading and any(cell.ground == look.BAND for cell in row), heading)

    def _placed(self, cell: Cell, place: int, *, heading: bool) -> Placed:
        left, indent = self._edges[place], self._indents[place]
        wide = self._edges[place + cell.span] - left
        ink = QColor(f"#{look.MUTED if heading else cell.colour or look.INK}")
        side = Qt.AlignmentFlag.AlignLeft if cell.left else Qt.AlignmentFlag.AlignRight
        run = Run(clean(cell.text), ink, cell.strong)
        passage = Passage([run], TEXT_PX, wide - indent - PAD_X, leading=LEADING, side=side)
        return Placed(cell, passage, left, wide, indent)


def _follows(place: int, top: Sequence[Cell]) -> bool:
    """Whether words begin right behind the end of a number."""
    return place > 0 and top[place].left and not top[place - 1].left


def _wanted(place: int, top: Sequence[Cell], body: Sequence[Sequence[Cell]], around: float) -> Widths:
    """Of a column: its longest word, its longest line where that is short, or not very long, and in any case."""
    held = [top[place], *(cell for row in body if (cell := _at(row, place)) is not None)]
    lines = [line for cell in held for line in clean(cell.text).split("\n")]
    bold = any(cell.strong for cell in held)
    whole = max((width_of(line, TEXT_PX, bold=bold) for line in lines), default=0.0)
    words = [word for line in lines for word in _words(line)]
    least = max((width_of(word, TEXT_PX, bold=bold) for word in words), default=0.0)
    extra = around + SLACK
    least = min(least, MOST_PX)
    return least + extra, max(least, min(whole, SHORT_PX)) + extra, min(whole, MOST_PX) + extra, whole + extra


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


def shared(wanted: Sequence[Widths], wide: float) -> list[float]:
    """The width of each column, together ``wide``: more for those that want more, what is left for all alike."""
    steps = [[one[step] for one in wanted] for step in range(4)]
    if sum(steps[0]) >= wide:
        return [one * wide / sum(steps[0]) for one in steps[0]]
    for low, high in pairwise(steps):
        if sum(high) >= wide:
            part = (wide - sum(low)) / (sum(high) - sum(low))
            return [least + (most - least) * part for least, most in zip(low, high, strict=True)]
    more = (wide - sum(steps[-1])) / max(len(wanted), 1)
    return [one + more for one in steps[-1]]
