"""What leaves of the shares under a figure of traffic: their chart, and their lines on the figure's periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from gui.charts.out.page import Page
from gui.look.theme import Theme
from gui.parts import Parts
from models.charts.table import Series, book, sheet
from models.exports.naming import stem
from models.exports.origins import Origin, sources_sheet
from models.review.paper import source_name
from models.workbook import Book

if TYPE_CHECKING:
    from gui.traffic.prices import Prices


class PricesSource:
    """As outs.Source has it."""

    def __init__(self, parts: Parts, prices: Prices) -> None:
        self._parts, self._prices = parts, prices

    def page(self, look: Theme) -> Page | None:
        """The lines as they are seen; None while there are none."""
        chart = self._prices.chart_in(look)
        if chart is None:
            return None
        parts = self._parts
        foot = "  ".join(dict.fromkeys(one.source for one in self._origins()))
        return Page(
            chart=chart, title=self._prices.title.text(), foot=foot, theme=look, texts=parts.texts, lang=parts.lang
        )

    def book(self, now: float) -> Book | None:
        """A row a period of the window, a column a share: 100 at the first period that has a close."""
        panel, rows, texts = self._prices.panel, self._prices.rows, self._parts.texts
        if panel is None or not rows:
            return None
        sight, held, lang = slice(panel.first, panel.stop), self._prices.exposed, self._parts.lang
        columns = [
            Series(title=f"{held[name].name(lang)} {name}", values=row[sight])
            for name, row in rows.items()
            if name in held
        ]
        title = self._prices.title.text()
        made = sheet(title, panel.end[sight], columns, texts, under=(texts["traffic.prices.tip"],))
        return book(title, [made, sources_sheet(self._origins(), texts)], now, self._parts.theme.convention)

    def stem(self) -> str:
        """Its title as a file's name."""
        return stem(self._prices.title.text(), "prices")

    def size(self) -> QSize:
        """Of the drawing on the screen."""
        return self._prices.size()

    def _origins(self) -> Iterator[Origin]:
        for name, one in self._prices.exposed.items():
            bars = self._prices.bars.get(name)
            if name in self._prices.rows and bars is not None:
                asked = dt.datetime.fromtimestamp(bars.fetched_at, dt.UTC)
                source = source_name(bars.source, self._parts.texts)
                yield Origin(what=f"{one.name(self._parts.lang)} {name}", source=source, as_of=asked)
