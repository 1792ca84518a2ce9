"""The blocks of a Document as strips for paper: in the look that Word files and the clipboard have, too."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from gui.render.figures import INSET, Drawn, Figures
from gui.render.grid import Grid, Line
from gui.render.passage import Passage, Run, even
from gui.render.sheeted import footing, paint_empty, small
from gui.render.strips import Strip, paged
from models.documents import look
from models.documents.cells import footnotes
from models.documents.values import (
    Block,
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    Style,
    Table,
    Tone,
    Words,
)  # fmt: skip
from models.workbook import Sheet, clean

TITLE_PX, LEAD_PX, BODY_PX, WARN_PX, NOTE_PX, TINY_PX = 24, 14, 13, 12, 11, 10
HEADING_PX, FIGURE_PX = (16, 14), 13
BOX, BAR, BULLET, DOT = 10.0, 3.0, 14.0, 1.8  # inside a box, its edge, how far items stand in, half of their mark
AFTER = 6.0  # between paragraphs
EMPTY_HIGH = 56.0
BETWEEN = 16.0  # two places side by side
FOOTED = 3  # lines under a figure that stay on its page
SECTION = 9  # lines of a table under one band that stay on one page
CHART_SCALE = 4.0  # how finely a drawing is laid out on paper
SIZES = {Style.LEAD: LEAD_PX, Style.WARNING: WARN_PX, Style.NOTE: NOTE_PX, Style.SOURCE: NOTE_PX, Style.SMALL: TINY_PX}
GROUNDS = {Style.LEAD: (look.BAND, look.ACCENT), Style.WARNING: (look.WARN_GROUND, look.WARN)}
QUIET = (Style.NOTE, Style.SOURCE, Style.SMALL)


class Strips:
    """A document's strips in the width of the text, logical pixels."""

    def __init__(self, document: Document, figures: Figures, wide: float) -> None:
        self._document, self._figures, self._wide = document, figures, wide

    def all(self) -> list[Strip]:
        """From title to disclaimer."""
        made = list(self._top())
        for group in _grouped(self._document.blocks):
            made += self._block(group[0]) if len(group) == 1 else [self._row_of(group)]
        return made + list(self._end())

    def _top(self) -> Iterator[Strip]:
        held = self._document
        title = self._passage([_run(held.title, look.ACCENT, bold=True)], TITLE_PX, leading=1.35)
        yield from (replace(one, keeps=True) for one in _lines(title))
        if held.subtitle:
            yield from _lines(self._passage([_run(held.subtitle, look.MUTED)], BODY_PX), keeps=True)
        beside = " · ".join(one for one in (held.author, held.date, held.state) if one)
        if beside:
            yield from _lines(self._passage([_run(beside, look.MUTED)], NOTE_PX), keeps=True)
        yield _rule(self._wide, look.ACCENT, 1.5, before=AFTER)

    def _end(self) -> Iterator[Strip]:
        if self._document.disclaimer:
            yield replace(_rule(self._wide, look.HAIR, 0.8, before=4 * AFTER), keeps=True)
        for one in self._document.disclaimer:
            yield from _first_apart(_lines(self._passage([_run(one, look.MUTED)], TINY_PX)), AFTER)

    def _block(self, block: Block) -> Iterator[Strip]:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        return self._table(block.sheet) if isinstance(block, Table) else self._figure(block)

    def _row_of(self, group: Sequence[Block]) -> Strip:
        """Places without data side by side: they need no room, only their words."""
        wide = (self._wide - BETWEEN) / len(group)
        made = [_stack(Strips(self._document, self._figures, wide).part(one)) for one in group]

        def paint(painter: QPainter, left: float, top: float) -> None:
            for place, one in enumerate(made):
                one.paint(painter, left + place * (wide + BETWEEN), top)

        return Strip(height=max(one.height for one in made), paint=paint, before=3 * AFTER)

    def part(self, block: Block) -> list[Strip]:
        """The strips of one block."""
        return list(self._block(block))

    def _heading(self, block: Heading) -> Iterator[Strip]:
        level = min(max(block.level, 1), len(HEADING_PX)) - 1
        made = self._passage([_run(block.text, look.ACCENT, bold=True)], HEADING_PX[level], leading=1.4)
        yield from _first_apart(_lines(made, keeps=True), 3 * AFTER)
        if not level:
            yield replace(_rule(self._wide, look.ACCENT, 0.8, before=2.0), keeps=True)

    # text

    def _paragraph(self, block: Paragraph) -> Iterator[Strip]:
        if block.style in GROUNDS:
            yield self._box(block)
            return
        pixels = self._size(block.style)
        item = BULLET if block.style is Style.ITEM else 0.0
        made = even(self._runs(block), pixels, self._wide - item)
        lines = _lines(made, shift=item)
        if item:
            lines[0] = _dotted(lines[0])
        yield from _first_apart(_held_together(lines), AFTER / 2 if item or block.style in QUIET else AFTER)

    def _box(self, block: Paragraph) -> Strip:
        ground, edge = GROUNDS[block.style]
        made = even(self._runs(block), self._size(block.style), self._wide - 2 * BOX - BAR)
        height = made.height + BOX

        def paint(painter: QPainter, left: float, top: float) -> None:
            painter.fillRect(QRectF(left, top, self._wide, height), QColor(f"#{ground}"))
            painter.fillRect(QRectF(left, top, BAR, height), QColor(f"#{edge}"))
            made.paint(painter, left + BAR + BOX, top + BOX / 2)

        return Strip(height=height, paint=paint, before=2 * AFTER)

    def _size(self, style: Style) -> int:
        """Latin letters are set smaller: they look larger than Chinese ones of a size."""
        pixels = SIZES.get(style, BODY_PX)
        return pixels - 1 if self._document.lang != "zh" and pixels >= WARN_PX else pixels

    def _runs(self, block: Paragraph) -> list[Run]:
        usual = look.MUTED if block.style in QUIET else look.WARN if block.style is Style.WARNING else look.INK
        return [self._worded(one, usual, bold=False) for one in block.words]

    def _worded(self, one: Words, usual: str, *, bold: bool) -> Run:
        held = self._document
        colour = look.colour_of(one.tone, held.up, held.down) or usual
        return _run(one.text, colour, bold=bold or one.tone is Tone.STRONG)

    def _passage(self, runs: Sequence[Run], pixels: int, leading: float = 1.5) -> Passage:
        return Passage(runs, pixels, self._wide, leading=leading)

    # tables and figures

    def _table(self, sheet: Sheet) -> Iterator[Strip]:
        above = [one for text in sheet.above if text for one in _lines(small(text, self._wide), keeps=True)]
        yield from _first_apart(above, AFTER)
        rows = self._grid(sheet, heat=False)
        under = [_loosened(_lines(small(text, self._wide))) for text in sheet.under if text]
        if under:
            rows[-1] = replace(rows[-1], keeps=True)
        yield from _first_apart(rows, AFTER)
        for lines in under:
            yield from _first_apart(lines, AFTER / 2)

    def _grid(self, sheet: Sheet, *, heat: bool) -> list[Strip]:
        held = self._document
        made = Grid(sheet, self._wide, held.lang, held.up, held.down, heat=heat)
        head = _row(made.head)
        lines = [replace(_row(one), head=head, keeps=keeps) for one, keeps in zip(made.lines, _kept(made), strict=True)]
        return [replace(head, keeps=True), *lines]

    def _figure(self, block: FigureBlock) -> Iterator[Strip]:
        title = self._passage([_run(block.title, look.ACCENT, bold=True)], FIGURE_PX, leading=1.4)
        head = [title, *([small(block.unit, self._wide)] if block.unit else [])]
        head += [small(block.warning, self._wide, look.WARN)] if block.warning else []
        yield from _first_apart([one for each in head for one in _lines(each, keeps=True)], 3 * AFTER)
        inside = self._inside(block)
        aside = block.table.under if block.table is not None else ()
        under = footing(block, (*aside, *footnotes(block.notes)), self._wide)
        foot = _loosened([one for each in under for one in _lines(each)])
        if foot:
            inside[-1] = replace(inside[-1], keeps=True)
        yield from _first_apart(inside, AFTER)
        yield from _first_apart(foot, AFTER)

    def _inside(self, block: FigureBlock) -> list[Strip]:
        """The drawing, the table, or what stands in their place."""
        if block.table is not None:
            return self._grid(block.table, heat=True)
        drawn = self._figures.drawn(block)
        if drawn is not None:
            return [self._drawing(drawn)]
        room = self._wide
        return [Strip(
            height=EMPTY_HIGH,
            paint=lambda painter, left, top: paint_empty(painter, QRectF(left, top, room, EMPTY_HIGH), block.empty),
        )]  # fmt: skip

    def _drawing(self, drawn: Drawn) -> Strip:
        size = QSize(round(self._wide), INSET.height())

        def paint(painter: QPainter, left: float, top: float) -> None:
            painter.save()
            painter.translate(left, top)
            drawn.paint(painter, size, CHART_SCALE)
            painter.restore()

        return Strip(height=float(size.height()), paint=paint)


def _run(text: str, colour: str, *, bold: bool = False) -> Run:
    return Run(clean(text), QColor(f"#{colour}"), bold)


def _lines(made: Passage, *, keeps: bool = False, shift: float = 0.0) -> list[Strip]:
    """A strip a line."""

    def painted(place: int) -> Strip:
        return Strip(
            height=made.rows[place].height, keeps=keeps,
            paint=lambda painter, left, top: made.paint_row(painter, place, left + shift, top),
        )  # fmt: skip

    return [painted(place) for place in range(len(made.rows))]


def _held_together(lines: list[Strip]) -> list[Strip]:
    """Neither the first nor the last line of a paragraph stands alone on a page."""
    places = {0, len(lines) - 2} if len(lines) > 1 else set[int]()
    return [replace(one, keeps=True) if at in places else one for at, one in enumerate(lines)]


def _loosened(foot: list[Strip]) -> list[Strip]:
    """Source and first notes stay with their figure, long notes may go on over the page; no line of them alone."""
    last = len(foot) - 1
    return [replace(one, keeps=at < last and (at < FOOTED or at == last - 1)) for at, one in enumerate(foot)]


def _first_apart(strips: Sequence[Strip], before: float) -> list[Strip]:
    return [replace(one, before=before) if not at else one for at, one in enumerate(strips)]


def _dotted(line: Strip) -> Strip:
    """With the mark of an item before it."""

    def paint(painter: QPainter, left: float, top: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(f"#{look.ACCENT}"))
        painter.drawEllipse(QPointF(left + BULLET / 2 - 1.0, top + line.height / 2), DOT, DOT)
        line.paint(painter, left, top)

    return replace(line, paint=paint)


def _rule(wide: float, colour: str, thick: float, before: float) -> Strip:
    return Strip(
        height=thick, before=before,
        paint=lambda painter, left, top: painter.fillRect(QRectF(left, top, wide, thick), QColor(f"#{colour}")),
    )  # fmt: skip


def _row(line: Line) -> Strip:
    return Strip(height=line.height, paint=line.paint)


def _kept(grid: Grid) -> list[bool]:
    """Which rows stay with the next: short sections are whole, of long ones neither end stands alone."""
    starts = [0, *(place for place, one in enumerate(grid.lines) if one.band and place), len(grid.lines)]
    kept = [False] * len(grid.lines)
    for start, stop in pairwise(starts):
        for place in range(start, stop - 1):
            whole = grid.lines[start].band and stop - start <= SECTION
            kept[place] = whole or place - start < 2 or place == stop - 2
    return kept


def _grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks one by one, but two places without data that follow each other."""
    made: list[list[Block]] = []
    for one in blocks:
        beside = made and len(made[-1]) == 1 and _is_empty(made[-1][0]) and _is_empty(one)
        if beside:
            made[-1].append(one)
        else:
            made.append([one])
    return made


def _is_empty(block: Block) -> bool:
    return isinstance(block, FigureBlock) and bool(block.empty) and block.table is None


def _stack(strips: Sequence[Strip]) -> Strip:
    """Strips as one that is not broken."""
    (puts,) = paged(strips, math.inf)

    def paint(painter: QPainter, left: float, top: float) -> None:
        for one in puts:
            one.strip.paint(painter, left, top + one.top)

    return Strip(height=puts[-1].top + puts[-1].strip.height, paint=paint)
