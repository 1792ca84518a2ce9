"""A stretch of time that is measured: a quiet ground between two hairlines, and how long it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gui.charts.frame import Fill, Frame, Mark, rects
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.ground import under
from gui.look.theme import faded

GROUND = 0.10


class Span(Layer):
    """``bars``: the first and the last bar that are measured, in either order; None: nothing is."""

    pace = Pace.MOVING
    bars: tuple[int, int] | None = None

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """From the middle of one bar to the middle of the other, with both dates on the axis."""
        if self.bars is None or not frame.axis.count:
            return
        first, last = sorted(min(max(bar, 0), frame.axis.count - 1) for bar in self.bars)
        left, right = (float(x) for x in frame.x(np.array([first, last], float)))
        foot = frame.top + frame.height - 1
        begin, end = max(0.0, left), min(float(frame.width - 1), right)
        if end >= begin:
            yield Fill(colour=faded(frame.theme.accent, GROUND), rects=rects(begin, frame.top, end, foot))
        edges = [x for x in (left, right) if 0 <= x < frame.width]
        if edges:
            columns = np.array(edges)
            yield Fill(colour=frame.theme.accent, rects=rects(columns, frame.top, columns, foot))
        if frame.last_pane:
            for bar, x in ((first, left), (last, right)):
                if 0 <= x < frame.width:
                    yield under(frame, f"{frame.axis.date(bar):%m-%d}", x, frame.theme.panel, tag=True)
