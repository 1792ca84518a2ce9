"""What leaves of the traffic tab: its figures on a page, their numbers on the clipboard, and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize

from gui.charts.chart import Chart
from gui.look.theme import Theme, theme
from gui.parts import Parts
from gui.seats.outs import REPORT_THEME
from gui.traffic.out.copying import put_sheet
from gui.traffic.out.page import FigurePage
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.sheets.book import as_book
from models.traffic.sheets.figure import figure_sheet
from models.traffic.values import Batch, Series
from models.workbook import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the tab shows now. charts: makes each caption's chart in a theme's colours, None where nothing is held.

    inked: the colour of a product's id on a theme, RRGGBB. vintages: a series a batch of what is shown.
    """

    panel: Panel
    captions: tuple[Caption, ...]
    charts: Callable[[Theme], Sequence[Chart | None]]
    inked: Callable[[str, Theme], str]
    vintages: tuple[Series, ...] = ()
    batches: tuple[Batch, ...] = ()


class TrafficSource:
    """What ``seen`` tells of, as outs.Source has it; ``size``: of the figures on the screen."""

    def __init__(self, parts: Parts, seen: Callable[[], Seen | None], size: Callable[[], QSize]) -> None:
        self._parts, self._seen, self._size = parts, seen, size

    def page(self, look: Theme) -> FigurePage | None:
        """The figures side by side; None while there are none."""
        seen, parts = self._seen(), self._parts
        if seen is None or not seen.captions:
            return None
        return FigurePage(
            charts=seen.charts(look), captions=seen.captions, theme=look, texts=parts.texts, lang=parts.lang,
            empty=parts.texts["trafficfile.empty"],
        )  # fmt: skip

    def book(self, now: float) -> Book | None:
        """Figures with charts, the table, all numbers ever known, sources."""
        seen, parts = self._seen(), self._parts
        if seen is None or not seen.captions:
            return None
        return as_book(
            seen.panel, seen.captions, parts.texts, parts.lang, made_at=now, convention=parts.theme.convention,
            vintages=seen.vintages, batches=seen.batches, colours=self._colours(seen),
        )  # fmt: skip

    def copy_numbers(self) -> bool:
        """The numbers of all figures on the clipboard, in the finest of their units; whether there are any."""
        seen, parts = self._seen(), self._parts
        if seen is None or not seen.captions:
            return False
        every = tuple(dict.fromkeys(place for one in seen.captions for place in one.which))
        whole = replace(min(seen.captions, key=lambda one: one.size), which=every)
        put_sheet(figure_sheet(seen.panel, whole, parts.texts, parts.lang, whole.title, {}))
        return bool(every)

    def stem(self) -> str:
        """traffic_visits_2024-05-01_2024-09-30."""
        seen = self._seen()
        if seen is None or seen.panel.stop <= seen.panel.first:
            return "traffic"
        panel = seen.panel
        return f"traffic_{panel.view.metric}_{panel.start[panel.first]}_{panel.end[panel.stop - 1]}"

    def size(self) -> QSize:
        """Of the figures on the screen."""
        return self._size()

    def _colours(self, seen: Seen) -> dict[str, str]:
        paper = theme(REPORT_THEME, self._parts.theme.convention)
        return {one.product.id: seen.inked(one.product.id, paper).lstrip("#").upper() for one in seen.panel.members}
