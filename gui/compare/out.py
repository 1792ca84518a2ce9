"""What leaves the compare screen: the table on the clipboard, a picture of the chart, a workbook."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication, QPainter

from data_sources.protocol import FileWanted
from gui import dialogs
from gui.charts.picture import paint_whole
from gui.compare.plot import Plot
from gui.compare.report import Report
from gui.look.picture import framed
from gui.parts import Parts
from models.compare import paper
from models.errors import AppError
from models.reasons import said
from models.workbook import PAPER_COLOURS

SIZE = QSize(1200, 675)  # logical pixels of a picture for a report
FILES = ("xlsx", "csv")


class Out(QObject):
    """``say(text, role)``: how it went."""

    def __init__(
        self, parts: Parts, plot: Plot, report: Report, say: Callable[[str, str], None],
        failures: Callable[[], dict[str, str]], clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        super().__init__(report)
        self._parts, self._plot, self._report, self._say = parts, plot, report, say
        self._failures, self._clock = failures, clock

    def do(self, name: str) -> None:
        """copy, picture, xlsx or csv."""
        texts, made = self._parts.texts, self._report.made
        if made is None:
            return
        if name in FILES:
            first = f"{texts['duel.file']}_{made.first}_{made.last}.{name}"
            target, _ = dialogs.to_write(self._report, texts[f"duel.out.{name}"], first, texts[f"duel.kind.{name}"])
            if target:
                self.write(target)
            return
        self._report.table.copy() if name == "copy" else self._copy_picture()
        self._say(texts["duel.copied"], "foot")

    def write(self, target: str) -> None:
        """The table and the lines of what is shown; as text when the target's name says so."""
        made, texts = self._report.made, self._parts.texts
        if made is None:
            return
        colours = PAPER_COLOURS[self._parts.theme.convention]
        book = paper.as_book(
            made, texts, self._parts.lang, colours=colours, made_at=self._clock(), failures=self._failures(),
            waiting=self._report.waiting,
        )  # fmt: skip
        want = FileWanted(book=book, format="csv" if target.lower().endswith(".csv") else "xlsx", target=target)
        self._parts.bridge.when_done(
            self._parts.client.file(want),
            lambda size: self._say(texts["review.exported"].format(file=target), "foot"),
            self._failed,
        )

    def _failed(self, error: AppError) -> None:
        texts = self._parts.texts
        self._say(texts["review.export_failed"].format(why=said(error.detail, texts)), "error")

    def _copy_picture(self) -> None:
        """The chart as it is seen, at the size of a report, with its title and where it is from."""
        view, theme = self._plot.view, self._parts.theme
        chart = view.chart if view is not None else None
        if view is None or chart is None:
            return

        def paint(painter: QPainter) -> None:
            scale = painter.device().devicePixelRatioF()
            size = round(SIZE.width() * scale), round(SIZE.height() * scale)
            paint_whole(painter, chart, chart.frames(*size, scale, theme, view.texts, view.lang))

        picture = framed(paint, SIZE, self._report.title.text(), self._report.foot.text(), theme)
        QGuiApplication.clipboard().setImage(picture)
