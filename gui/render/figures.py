"""The figures of a note as pictures: alone, as a document has them, and as pages with all their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

import resources
from gui.charts.out.encoding import packed_png
from gui.charts.out.page import Leaf as OnPaper
from gui.charts.out.page import paint_chart, picture, svg
from gui.look.theme import Theme, theme
from gui.render.job import Job, Leaf, Plot
from gui.render.sheeted import PAGE_PX, SMALL_PX, TITLE_PX, Sheeted, footing, heading, height_of
from gui.traffic.colours import Colours
from gui.traffic.out.page import LOWEST_CHART, MARGIN, FigurePage
from gui.traffic.plot.chart import TrafficChart
from models.documents.values import FigureBlock, Picture
from models.traffic.captions import Caption

PAPER = "light"
INSET = QSize(640, 250)  # logical pixels of a drawing inside a document, as wide as the text of A4
INSET_SCALE = 3.125  # 300 points an inch
PAGE = QSize(PAGE_PX, 520)  # of a figure that leaves alone
PAGE_SCALE = 3.0
LINE_SHARE = 1.25  # what a line of a page of figures takes of one of ours


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A chart in the place of a document's figure: vectors on whatever painter it is given."""

    chart: TrafficChart
    theme: Theme
    texts: Mapping[str, str]
    lang: str
    title: str
    foot: str

    def paint(self, painter: QPainter, size: QSize, scale: float) -> None:
        """Into (0, 0, size) logical pixels, on white."""
        room = QRect(0, 0, size.width(), size.height())
        painter.fillRect(room, self.theme.panel)
        self.chart.fit(size.width())
        paint_chart(painter, self.chart.chart, room, scale, self.theme, self.texts, self.lang)


class Figures:
    """The figures of one leaf. Every drawing is made anew: a chart is bound to the size it is painted in."""

    def __init__(self, leaf: Leaf, job: Job) -> None:
        self.document, self.lang = leaf.document, leaf.document.lang
        self.texts = resources.texts(self.lang)
        self._theme = theme(PAPER, job.convention)
        self._colours = Colours(job.products)
        self._plots = {one.number: one for one in leaf.plots}

    @property
    def blocks(self) -> list[FigureBlock]:
        """All of them, in the document's order."""
        return [one for one in self.document.blocks if isinstance(one, FigureBlock)]

    def drawn(self, block: FigureBlock) -> Drawn | None:
        """The chart of a figure that is one and has numbers."""
        plot = self._plots.get(block.number)
        if plot is None or block.empty or block.table is not None:
            return None
        return Drawn(self._chart(plot), self._theme, self.texts, self.lang, block.title, block.source)

    def inset(self, block: FigureBlock) -> Picture | None:
        """A chart as a document shows it under its own title; None of what is no chart."""
        drawn = self.drawn(block)
        if drawn is None:
            return None
        return Picture(
            png=packed_png(picture(drawn, INSET, INSET_SCALE)), svg=svg(drawn, INSET),
            width=INSET.width(), height=INSET.height(), scale=INSET_SCALE,
        )  # fmt: skip

    def png(self, block: FigureBlock) -> bytes:
        """The whole figure: title, unit, drawing, source and footnotes."""
        page, size = self._page(block)
        return packed_png(picture(page, size, PAGE_SCALE))

    def svg(self, block: FigureBlock) -> bytes:
        """The same as vectors."""
        return svg(*self._page(block))

    # inside

    def _chart(self, plot: Plot) -> TrafficChart:
        return TrafficChart(
            plot.panel, plot.caption.which, self._theme, self.texts, self.lang, colours=self._colours
        )  # fmt: skip

    def _page(self, block: FigureBlock) -> tuple[OnPaper, QSize]:
        drawn = self.drawn(block)
        if drawn is None:
            sheet = Sheeted(block, self.document, self.texts)
            return sheet, sheet.size
        drawn.chart.fit(PAGE.width() - 2 * MARGIN)
        page = FigurePage(
            charts=[drawn.chart.chart], captions=[_caption(block)], theme=self._theme, texts=self.texts, lang=self.lang
        )
        return page, QSize(PAGE.width(), max(PAGE.height(), _high_for(block)))


def _caption(block: FigureBlock) -> Caption:
    """The words of a figure as a page of figures takes them."""
    return Caption(
        which=(), title=block.title, unit=block.unit, counter="", source=block.source, notes=block.notes,
        warning=block.warning,
    )  # fmt: skip


def _high_for(block: FigureBlock) -> int:
    """Logical pixels of a page that leaves its chart half of the height and has room for every footnote."""
    wide = PAGE.width() - 2 * MARGIN
    around = height_of([*heading(block, wide, TITLE_PX), *footing(block, block.notes, wide, SMALL_PX)])
    return round((around * LINE_SHARE + 2 * MARGIN) / (1.0 - LOWEST_CHART))
