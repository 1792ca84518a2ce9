"""What leaves of the traffic tab: its figures on a page, their numbers on the clipboard, and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize

from gui.charts.chart import Chart
from gui.look.theme import Theme, theme
from gui.outs.copying import put_sheet
from gui.outs.outs import REPORT_THEME
from gui.parts import Parts
from gui.traffic.out.page import FigurePage
from gui.traffic.out.pages import FiguresPage
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.sheets.book import as_book, joined
from models.traffic.sheets.figure import figure_sheet
from models.traffic.values import Batch, Series
from models.workbook import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the tab shows now. charts: makes each caption's chart in a theme's colours, None where nothing is held.

    inked: the colour of a product's id on a theme, RRGGBB. vintages: a series a batch of what is shown. numbers:
    of the note, of the captions; only where several views leave together.
    """

    panel: Panel
    captions: tuple[Caption, ...]
    charts: Callable[[Theme], Sequence[Chart | None]]
    inked: Callable[[str, Theme], str]
    vintages: tuple[Series, ...] = ()
    batches: tuple[Batch, ...] = ()
    numbers: tuple[int, ...] = ()


class TrafficSource:
    """What ``seen`` tells of, as outs.Source has it: one view, or all of a page. ``size``: of them on the screen."""

    def __init__(self, parts: Parts, seen: Callable[[], Sequence[Seen]], size: Callable[[], QSize]) -> None:
        self._parts, self._told, self._size = parts, seen, size

    def page(self, look: Theme) -> FigurePage | FiguresPage | None:
        """The figures of one view side by side, those of several in rows; None while there are none."""
        seen = self._seen
        if not seen:
            return None
        if len(seen) == 1:
            return self._page(seen[0].captions, seen[0].charts(look), look)
        pages = [
            self._page((caption,), (chart,), look)
            for one in seen
            for caption, chart in zip(one.captions, one.charts(look), strict=True)
        ]
        return FiguresPage(pages=pages, theme=look, texts=self._parts.texts)

    def book(self, now: float) -> Book | None:
        """Figures with charts, the table, all numbers ever known, sources."""
        books = [self._book(one, now) for one in self._seen]
        if len(books) < 2:
            return books[0] if books else None
        return joined([(one.numbers, len(one.captions), book) for one, book in zip(self._seen, books, strict=True)],
                      self._parts.texts)  # fmt: skip

    def copy_numbers(self) -> bool:
        """The numbers of all figures on the clipboard, in the finest of their units; whether there are any."""
        seen, parts = self._seen, self._parts
        if not seen:
            return False
        first = seen[0]
        every = tuple(dict.fromkeys(place for one in first.captions for place in one.which))
        whole = replace(min(first.captions, key=lambda one: one.size), which=every)
        put_sheet(figure_sheet(first.panel, whole, parts.texts, parts.lang, whole.title, {}))
        return bool(every)

    @property
    def origin(self) -> str:
        """The source of each caption, once."""
        return "  ".join(dict.fromkeys(one.source for seen in self._seen for one in seen.captions))

    def stem(self) -> str:
        """traffic_visits_2024-05-01_2024-09-30; of a page traffic_figures."""
        seen = self._seen
        if not seen or seen[0].panel.stop <= seen[0].panel.first:
            return "traffic"
        panel = seen[0].panel
        what = panel.view.metric if len(seen) == 1 else "figures"
        return f"traffic_{what}_{panel.start[panel.first]}_{panel.end[panel.stop - 1]}"

    def size(self) -> QSize:
        """Of the figures on the screen."""
        return self._size()

    # inside

    @property
    def _seen(self) -> list[Seen]:
        return [one for one in self._told() if one.captions]

    def _page(self, captions: Sequence[Caption], charts: Sequence[Chart | None], look: Theme) -> FigurePage:
        parts = self._parts
        return FigurePage(
            charts=charts, captions=captions, theme=look, texts=parts.texts, lang=parts.lang,
            empty=parts.texts["trafficfile.empty"],
        )  # fmt: skip

    def _book(self, seen: Seen, now: float) -> Book:
        parts = self._parts
        return as_book(
            seen.panel, seen.captions, parts.texts, parts.lang, made_at=now, convention=parts.theme.convention,
            vintages=seen.vintages, batches=seen.batches, colours=self._colours(seen),
        )  # fmt: skip

    def _colours(self, seen: Seen) -> dict[str, str]:
        paper = theme(REPORT_THEME, self._parts.theme.convention)
        return {one.product.id: seen.inked(one.product.id, paper).lstrip("#").upper() for one in seen.panel.members}
