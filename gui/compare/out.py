"""What leaves the compare screen: the table on the clipboard; the chart as a picture, on paper, and as a workbook."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QSize

from gui.charts.out.page import Page
from gui.compare.plot import Plot
from gui.compare.report import Report
from gui.look.theme import Theme
from gui.outs.outs import Outs
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from models.compare import paper
from models.exports.origins import sources_sheet
from models.workbook import PAPER_COLOURS, Book


class ComparedSource:
    """The lines that are in sight with the title and the line under them, as outs.Source has it."""

    def __init__(self, parts: Parts, plot: Plot, report: Report, failures: Callable[[], dict[str, str]]) -> None:
        self._parts, self._plot, self._report, self._failures = parts, plot, report, failures

    def page(self, look: Theme) -> Page | None:
        """The same lines in the same window, in the colours of ``look``."""
        chart = self._plot.chart_in(look)
        if chart is None:
            return None
        report, parts = self._report, self._parts
        return Page(
            chart=chart, title=report.title.text(), foot=report.foot.text(), theme=look, texts=parts.texts,
            lang=parts.lang,
        )  # fmt: skip

    def book(self, now: float) -> Book | None:
        """The table and the lines."""
        if (made := self._report.made) is None or not made.rows:
            return None
        parts = self._parts
        colours = PAPER_COLOURS[parts.theme.convention]
        book = paper.as_book(
            made, parts.texts, parts.lang, colours=colours, made_at=now, failures=self._failures(),
            waiting=self._report.waiting,
        )  # fmt: skip
        origins = paper.origins(made, parts.texts, parts.lang)
        return replace(book, sheets=(*book.sheets, sources_sheet(origins, parts.texts)))

    def stem(self) -> str:
        """Compare_2024-09-23_2024-09-25."""
        made, name = self._report.made, self._parts.texts["duel.file"]
        return name if made is None else f"{name}_{made.first}_{made.last}"

    def size(self) -> QSize:
        """Of the chart on the screen."""
        return self._plot.size()


class Out(QObject):
    """``say(text, role)``: how it went."""

    def __init__(
        self, parts: Parts, plot: Plot, report: Report, say: Callable[[str, str], None],
        failures: Callable[[], dict[str, str]], clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        super().__init__(report)
        self._texts, self._report, self._say = parts.texts, report, say
        source = ComparedSource(parts, plot, report, failures)
        self.table = TableOuts(parts, report.table, self._told, book=source.book, clock=clock)
        self._outs = Outs(parts, lambda: source, report, clock)
        self._outs.told.connect(say)
        self.write = self._outs.write

    def do(self, name: str) -> None:
        """table, or one of outs.ACTS."""
        if name != "table":
            self._outs.do(name)
        elif self._report.made is not None:
            self._report.table.copy()
            self._say(self._texts["duel.copied"], "foot")

    def retire(self) -> None:
        """Wait for a picture that is being packed."""
        self._outs.retire()
        self.table.retire()

    def _told(self) -> Told:
        """Of the table by itself."""
        return Told(title=self._report.title.text(), origin=self._report.foot.text())
