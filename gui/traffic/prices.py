"""Shares of the companies that live of the products, under their traffic: 100 at the window's first period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.compare.bars import MemberBars
from gui.look.labels import plain, tip
from gui.look.theme import PADDING, UNIT, Theme, shade
from gui.outs.menu import OutMenu
from gui.outs.outs import Outs
from gui.parts import Parts
from gui.traffic.out.prices import PricesSource
from models.compare.series import price_series
from models.compare.values import Currency
from models.instruments import Instrument
from models.reasons import said
from models.traffic.lags import period_closes
from models.traffic.panel import Panel
from models.values import Bars, Floats

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView
    from gui.charts.chart import Chart

LEAST_PX, LEAD = 150, 40  # of the drawing; days before the window that are asked for
FIRST_SHADE = 10  # shares have the second turn of the ramp: nobody takes one for a product


class Prices(QWidget):
    """Follows a panel; asks for bars itself. Its periods are those of the panel."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self._panel: Panel | None = None
        self._above: Chart | None = None
        self.rows: dict[str, Floats] = {}  # 100 at the first period that has a close, by instrument id
        self.view: ChartView | None = None
        self._bars = MemberBars(parts.client, parts.bridge)
        self._bars.changed.connect(self._draw)
        self.title, self._state = plain(role="foot"), plain(role="foot")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(PADDING, 0, PADDING, UNIT)
        self._box.setSpacing(2)
        self.outs = Outs(parts, lambda: PricesSource(parts, self), self)
        self.outs.told.connect(parts.writing.say)
        self._out = OutMenu(parts.texts)
        self._out.asked.connect(self.outs.do)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._out)
        self._box.addLayout(head)
        self._box.addWidget(self._state)
        self._spare = QWidget()
        self._box.addWidget(self._spare, 1)  # words stay together at the top while there is no chart
        self.title.setText(self._texts["traffic.prices.title"])
        self.title.setToolTip(tip(self._texts["traffic.prices.tip"]))
        self.setMinimumHeight(LEAST_PX)
        parts.plotting.when_ready(self._draw)

    def show_panel(self, panel: Panel, above: Chart | None) -> None:
        """Whose shares, and on which periods. above: what they stand under, as wide and in the same window."""
        self._panel, self._above = panel, above
        if panel.stop > panel.first:
            first, last = panel.start[panel.first].astype(object), panel.end[panel.stop - 1].astype(object)
            self._bars.want(self.exposed.values(), first - np.timedelta64(LEAD, "D").astype(object), last)
        self._draw()

    def look(self, x0: float, x1: float) -> None:
        """The same periods as in the figure above."""
        if self.view is not None and self.view.chart is not None and self.view.window != (x0, x1):
            self.view.show_bars(x0, x1)

    @property
    def exposed(self) -> dict[str, Instrument]:
        """The companies of the products that are shown, each once, in the order of the products."""
        known = {**{one.id: one for one in self._parts.universe.strip}, **self._parts.universe.instruments}
        known |= self._parts.lists.lists.known
        held = (link.instrument for one in (self._panel.members if self._panel else ()) for link in one.product.exposed)
        return {name: known[name] for name in dict.fromkeys(held) if name in known}

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._bars.retire()
        self.outs.retire()

    @property
    def panel(self) -> Panel | None:
        """Whose periods they have."""
        return self._panel

    @property
    def bars(self) -> Mapping[str, Bars]:
        """What they are made of, by instrument id."""
        return self._bars.found

    def chart_in(self, look: Theme) -> Chart | None:
        """The same lines in the same window, in the colours of ``look``."""
        from gui.charts.canvas import keep

        if self._panel is None or self.view is None or self.view.chart is None or not self.rows:
            return None
        made = self._chart(self._panel, self.exposed, look)
        keep(self.view.chart, made)
        made.x0, made.x1 = self.view.window
        return made

    # inside

    def _make(self) -> ChartView:
        """A canvas, when shares are shown for the first time."""
        from gui.traffic.plot.priced import PriceView

        made = PriceView(self._parts.texts, self._parts.lang, self._parts.theme)
        self._parts.pointing.join(made)
        self._box.addWidget(made, 1)
        made.hide()
        return made

    def _draw(self) -> None:
        if not shiboken6.isValid(self) or self._panel is None or not self._parts.plotting.ready:
            return
        if self.view is None:
            self.view = self._make()
        panel, held = self._panel, self.exposed
        self.rows = {name: row for name, one in held.items() if (row := self._row(one, panel)) is not None}
        self._say(held)
        self.view.setVisible(bool(self.rows))
        self._spare.setVisible(not self.rows)
        if self.rows:
            self.view.set_chart(self._chart(panel, held, self._parts.theme))
            if self._above is not None:
                self.look(self._above.x0, self._above.x1)

    def _row(self, one: Instrument, panel: Panel) -> Floats | None:
        """Total return on the panel's periods, as nobody's split is a fall. None without bars."""
        bars = self._bars.found.get(one.id)
        if bars is None or not len(panel.start):
            return None
        series = price_series(one, bars, Currency.LOCAL, {})
        closes = period_closes(series.date, series.value, panel.start, panel.end)
        inside = np.flatnonzero(np.isfinite(closes[panel.first : panel.stop]))
        return closes / closes[panel.first + int(inside[0])] * 100.0 if len(inside) else None

    def _chart(self, panel: Panel, held: dict[str, Instrument], look: Theme) -> Chart:
        from gui.traffic.plot.priced import price_chart

        lines = [
            (held[name].name(self._parts.lang), row, shade(look, FIRST_SHADE + place))
            for place, (name, row) in enumerate(self.rows.items())
        ]
        return price_chart(panel, lines, self._texts, self._above.axis_px if self._above is not None else 0)

    def _say(self, held: dict[str, Instrument]) -> None:
        failed = self._bars.failures
        if not held:
            text = self._texts["traffic.prices.nobody"]
        elif failed:
            name, why = next(iter(failed.items()))
            text = self._texts["traffic.prices.failed"].format(name=name, why=said(why, self._texts))
        else:
            done, asked = self._bars.progress
            waits = self._texts["traffic.prices.waiting"].format(done=done, asked=asked) if done < asked else ""
            text = waits or ("" if self.rows else self._texts["traffic.prices.none"])
        self._state.setText(text)
        self._state.setVisible(bool(text))
