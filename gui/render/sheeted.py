"""A figure that is no chart on a page of its own: a table, or a place without data; and the words around any figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.render.grid import Grid
from gui.render.passage import Passage, Run
from gui.traffic.out.page import MARGIN
from models.documents import look
from models.documents.values import Document, FigureBlock
from models.workbook import clean

PAGE_PX = 900  # logical pixels: how wide a figure is that leaves alone
TITLE_PX, SMALL_PX, NOTE_PX, EMPTY_PX = 16, 11, 10, 12
GAP, EMPTY_HIGH = 8.0, 200.0
EMPTY_GROUND = "FAFBFC"


class Sheeted:
    """A figure that is a table, or one without data, on a page as high as it needs to be."""

    def __init__(self, block: FigureBlock, document: Document, texts: Mapping[str, str]) -> None:
        self.title, self.foot, self.texts = block.title, block.source, texts
        wide = PAGE_PX - 2 * MARGIN
        self._head, self._under = heading(block, wide, TITLE_PX), footing(block, _aside(block, texts), wide)
        self._grid = None
        if block.table is not None:
            self._grid = Grid(block.table, wide, document.lang, document.up, document.down, heat=True)
        self._empty = block.empty
        self.size = QSize(PAGE_PX, round(self._middle + sum(map(height_of, (self._head, self._under))) + 2 * MARGIN))

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Into (0, 0, size) logical pixels, on white."""
        painter.fillRect(QRect(0, 0, size.width(), size.height()), Qt.GlobalColor.white)
        top = stacked(painter, self._head, float(MARGIN), float(MARGIN)) + GAP
        if self._grid is not None:
            self._grid.paint(painter, MARGIN, top)
        else:
            wide = size.width() - 2 * MARGIN
            paint_empty(painter, QRectF(MARGIN, top, wide, self._middle - 2 * GAP), self._empty)
        stacked(painter, self._under, MARGIN, top + self._middle - GAP)

    @property
    def _middle(self) -> float:
        return (self._grid.height if self._grid is not None else EMPTY_HIGH) + 2 * GAP


def heading(block: FigureBlock, wide: float, pixels: int) -> list[Passage]:
    """Title, unit and what is wrong with the numbers."""
    made = [Passage([Run(clean(block.title), QColor(f"#{look.INK}"), True)], pixels, wide, leading=1.4)]
    if block.unit:
        made.append(small(block.unit, wide))
    if block.warning:
        made.append(small(block.warning, wide, look.WARN))
    return made


def footing(block: FigureBlock, notes: Sequence[str], wide: float, pixels: int = NOTE_PX) -> list[Passage]:
    """Source and footnotes. notes: as they are numbered there."""
    source = [small(block.source, wide)] if block.source else []
    return source + [small(one, wide, pixels=pixels) for one in notes if one]


def small(text: str, wide: float, colour: str = look.MUTED, *, pixels: int = SMALL_PX) -> Passage:
    """A line of what stands around a figure."""
    return Passage([Run(clean(text), QColor(f"#{colour}"))], pixels, wide, leading=1.4)


def paint_empty(painter: QPainter, room: QRectF, said: str) -> None:
    """The place of a figure without data: a frame that says so, and no axes."""
    painter.fillRect(room, QColor(f"#{EMPTY_GROUND}"))
    pen = QPen(QColor(f"#{look.FAINT}"), 0.8)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room)
    words = Passage(
        [Run(clean(said), QColor(f"#{look.MUTED}"))], EMPTY_PX, room.width() - 8 * GAP,
        side=Qt.AlignmentFlag.AlignHCenter,
    )  # fmt: skip
    words.paint(painter, room.left() + 4 * GAP, room.center().y() - words.height / 2)


def stacked(painter: QPainter, passages: Sequence[Passage], left: float, top: float) -> float:
    """One under another; where they end."""
    for one in passages:
        one.paint(painter, left, top)
        top += one.height
    return top


def height_of(passages: Sequence[Passage]) -> float:
    """Logical pixels of all of them."""
    return sum(one.height for one in passages)


def _aside(block: FigureBlock, texts: Mapping[str, str]) -> list[str]:
    """What belongs under a table, and the footnotes, numbered as on pages of charts."""
    under = block.table.under if block.table is not None else ()
    return [*under, *(texts["trafficfile.note"].format(place=at, note=one) for at, one in enumerate(block.notes, 1))]
