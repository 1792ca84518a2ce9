"""Where a chart of days leaves out more than a weekend: holidays, and the days a share was suspended."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gui.charts.axis import RESTED, BarAxis
from gui.charts.frame import Fill, Frame, Mark, rects
from gui.charts.layers.base import Layer

BAR_PX = 4  # logical pixels of a bar: narrower ones leave no room between them
DOT_PX, STEP_PX = 2, 6


class Rests(Layer):
    """A dotted line between two bars; the crosshair says how many days nothing was traded."""

    inside = True

    def __init__(self, axis: BarAxis) -> None:
        self._axis = axis

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing where bars are too narrow."""
        first, stop = max(1, frame.first), frame.stop
        if frame.bar_width < frame.px(BAR_PX) or stop <= first:
            return
        days = self._axis.dates(first - 1, stop).astype(np.int64)
        begins = np.flatnonzero(np.diff(days) >= RESTED) + first
        x = np.round(frame.x(begins.astype(float) - 0.5))
        tops = np.arange(frame.top, frame.top + frame.height, frame.px(STEP_PX))
        left, top = (one.ravel() for one in np.meshgrid(x, tops))
        yield Fill(colour=frame.theme.line, rects=rects(left, top, left, top + frame.px(DOT_PX) - 1))
