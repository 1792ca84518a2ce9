"""What leaves the compare screen: the table on the clipboard, a picture of the chart, a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QPainter

from data_sources.protocol import FileWanted
from gui.charts.canvas import ChartView
from gui.charts.picture import paint_whole
from gui.look.picture import framed
from gui.look.theme import Theme
from gui.parts import Parts
from models.compare import paper
from models.compare.returns import Table
from models.workbook import PAPER_COLOURS

SIZE = QSize(1200, 675)  # logical pixels of a picture for a report


def copy_picture(view: ChartView, theme: Theme, title: str, foot: str) -> None:
    """The chart as it is seen, at the size of a report, with its title and where it is from."""
    chart = view.chart
    if chart is None:
        return

    def paint(painter: QPainter) -> None:
        scale = painter.device().devicePixelRatioF()
        size = round(SIZE.width() * scale), round(SIZE.height() * scale)
        paint_whole(painter, chart, chart.frames(*size, scale, theme, view.texts, view.lang))

    QGuiApplication.clipboard().setImage(framed(paint, SIZE, title, foot, theme))


def book_wanted(
    parts: Parts, table: Table, failures: Mapping[str, str], target: str, made_at: float
) -> FileWanted:  # fmt: skip
    """The workbook, or the text when the target's name says so."""
    colours = PAPER_COLOURS[parts.theme.convention]
    book = paper.as_book(table, parts.texts, parts.lang, colours=colours, made_at=made_at, failures=failures)
    return FileWanted(book=book, format="csv" if target.lower().endswith(".csv") else "xlsx", target=target)
