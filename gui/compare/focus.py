"""The line under the pointer stands out, and so does one whose name the pointer is over. It takes no press."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from gui.charts.hands.base import Hand, Spot, Where
from gui.charts.layers.box import nearest

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView
    from gui.compare.chart import CompareChart

NAME_PX = 8  # half a name's height


class FocusHand(Hand):
    """stand_out(key): whose line it is, "" nobody's."""

    def __init__(self, chart: Callable[[], CompareChart | None], stand_out: Callable[[str], None]) -> None:
        self._chart, self._stand_out = chart, stand_out

    def over(self, view: ChartView, spot: Spot) -> Qt.CursorShape | None:
        """On the plot the nearest line, beside it the nearest name."""
        drawn = self._chart()
        if drawn is not None:
            self._stand_out(self._key(drawn, spot))
        return None

    @staticmethod
    def _key(drawn: CompareChart, spot: Spot) -> str:
        lines = drawn.main if spot.pane == 0 else drawn.pairs
        if spot.where is Where.VALUES and spot.pane == 0:
            placed = drawn.ends.placed(spot.frame)
            place = nearest(np.array([row for _, _, row, _ in placed]), spot.y, spot.frame.px(NAME_PX))
            return "" if place is None else drawn.key_of(placed[place][0].title)
        if spot.where is not Where.PLOT or not lines.keys:
            return ""
        bar = round(spot.bar)
        return lines.at(spot.frame, bar, spot.y)
