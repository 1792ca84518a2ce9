"""What leaves of a price chart: the picture of what is seen, and its bars with their indicators."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize

from gui.charts.canvas import keep
from gui.charts.out.page import Page
from gui.look.theme import Theme
from models.charts import table
from models.exports.origins import Origin, sources_sheet
from models.review.paper import source_name
from models.workbook import Book, Format

if TYPE_CHECKING:
    from gui.charts.panel import ChartPanel

MOST_ROWS = 200_000  # of a table: what is seen of longer series, the newest of it


class PricedSource:
    """A panel's chart, as outs.Source has it."""

    def __init__(self, panel: ChartPanel) -> None:
        self._panel = panel

    def page(self, look: Theme) -> Page | None:
        """The same bars in the same window, in the colours of ``look``; an age would not stay true, a moment does."""
        panel = self._panel
        made, canvas = panel.made_in(look), panel.canvas
        if made is None or canvas is None or canvas.chart is None:
            return None
        keep(canvas.chart, made.chart)
        made.chart.x0, made.chart.x1 = canvas.window
        foot = "  ".join(table.origin(panel.bars, panel.texts)) if panel.bars is not None else panel.origin
        return Page(chart=made.chart, title=panel.titled, foot=foot, theme=look, texts=panel.texts, lang=panel.lang)

    def book(self, now: float) -> Book | None:
        """A row a bar that is seen, or all when all are few; with the lines of the indicators."""
        panel = self._panel
        price = panel.price
        bars = panel.bars if price is None or panel.bars is None else price.bars
        if bars is None or panel.instrument is None:
            return None
        rows = self._rows(len(bars))
        lines = [
            table.Series(
                title=f"{study.title} {line.title}", values=line.curve.part(0, len(bars))[rows],
                format=Format.BIG if study.of.volume else Format.PRICE,
            )
            for study in (price.studies if price is not None else ()) for line in study.lines
        ]  # fmt: skip
        held = bars.rows(rows)
        made = table.sheet(
            panel.titled, held.date, [*table.of_bars(held, panel.texts), *lines], panel.texts,
            time=held.time if held.interval.intraday else None, zone=panel.instrument.zone,
            under=table.origin(bars, panel.texts),
        )  # fmt: skip
        asked = dt.datetime.fromtimestamp(bars.fetched_at, dt.UTC)
        origin = Origin(what=panel.titled, source=source_name(bars.source, panel.texts), as_of=asked, note=bars.remark)
        sheets = [made, sources_sheet([origin], panel.texts)]
        return table.book(panel.titled, sheets, now, panel.theme.convention)

    def stem(self) -> str:
        """NVDA.US_1d_20240925."""
        bars = self._panel.bars
        if bars is None or not len(bars):
            return "chart"
        return f"{bars.instrument}_{bars.interval}_{np.datetime_as_string(bars.date[-1]).replace('-', '')}"

    def size(self) -> QSize:
        """Of the canvas, with room for title and source."""
        return self._panel.size()

    def _rows(self, count: int) -> slice:
        if count <= MOST_ROWS or self._panel.canvas is None:
            return slice(0, count)
        x0, x1 = self._panel.canvas.window
        stop = min(count, int(np.ceil(x1)))
        return slice(max(0, int(x0), stop - MOST_ROWS), stop)
