"""Shares on the periods of a figure: lines from 100, on a canvas that shows the same periods as the figure above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.canvas import ChartView
from gui.charts.chart import Chart
from gui.charts.curve import Curve
from gui.charts.layers.curves import Curves, Drawn, Levels
from gui.charts.layers.ends import EndNames, FarAxis, FarCrosshair, room_for
from gui.charts.layers.ground import DateAxis, Grid
from gui.charts.pane import Pane
from gui.charts.scale import Reading, Scale
from gui.traffic.plot.periods import PeriodAxis
from models.traffic.panel import Panel
from models.values import Floats

WIDTH, FEWEST, SIDE = 1.5, 2.0, 0.5


class PriceView(ChartView):
    """At home it shows the window of its panel; a wider one shows the same periods."""

    def reset(self) -> None:
        """The window of the panel."""
        if self.chart is not None:
            for pane in self.chart.panes:
                pane.held = None
            self._look(self.chart.x0, self.chart.x1)

    def point_at_moment(self, moment: float | None) -> None:
        """The crosshair of the figure above is there."""
        bar = None if moment is None or self.chart is None else self.chart.axis.bar_at(moment)
        inside = bar is not None and self.chart is not None and self.chart.x0 <= bar + 0.5 <= self.chart.x1
        self.point_at(bar if inside else None)

    def _keep_width(self, more: int) -> None:
        """The periods in sight stay, not the width of one."""

    def _tell_pointer(self) -> None:
        bar, axis = self.pointed_bar, self.chart.axis if self.chart is not None else None
        self.pointed.emit(axis.told(bar) if bar is not None and isinstance(axis, PeriodAxis) else None)


def price_chart(
    panel: Panel, lines: Sequence[tuple[str, Floats, QColor]], texts: Mapping[str, str], axis_px: int = 0
) -> Chart:
    """Lines (name, values on the panel's periods, colour). axis_px: room beside the plot, as the figure above has."""
    drawn = [Drawn(title=name, curve=Curve(np.asarray(row)), colour=ink, width=WIDTH) for name, row, ink in lines]
    curves = Curves(tuple(drawn))
    layers = [Grid(), Levels([100.0]), curves, DateAxis(), FarAxis(), EndNames(curves), FarCrosshair()]
    pane = Pane(key="prices", layers=layers, scale=Scale(reading=Reading.INDEX, base=100.0))
    return Chart(
        axis=PeriodAxis(panel, texts), panes=[pane], x0=panel.first - SIDE, x1=panel.stop + SIDE, right_bars=SIDE,
        fewest=FEWEST, axis_px=max(axis_px, room_for([name for name, _, _ in lines])),
    )  # fmt: skip
