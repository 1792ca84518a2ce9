"""Where days begin on an axis of minutes, and the trade outside the hours, shaded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gui.charts.axis import LONGEST_MINUTES, BarAxis
from gui.charts.frame import Fill, Frame, Mark, rects
from gui.charts.layers.base import Layer
from gui.look.theme import faded
from models.extended import has_extended, regular
from models.instruments import Market

DAY_PX = 48  # narrower days run into each other
SHADE = 0.07  # of the label's colour


class Run(NamedTuple):
    """Bars first..stop-1 of one day; the regular hours are opened..closed-1 of them."""

    first: int
    stop: int
    opened: int
    closed: int


class Sessions(Layer):
    """A line where a day of the exchange begins, and a shade over what is before its opening and after its close."""

    inside = True

    def __init__(self, axis: BarAxis, market: Market) -> None:
        self._axis, self._market = axis, market

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing where days are too narrow to be told apart."""
        runs = self.runs(frame.first, frame.stop, frame.width // frame.px(DAY_PX))
        if not runs:
            return
        foot = frame.top + frame.height - 1
        ends = [(one.first, one.opened) for one in runs] + [(one.closed, one.stop) for one in runs]
        outside = np.array([(first, stop) for first, stop in ends if stop > first], float).reshape(-1, 2)
        left, right = np.round(frame.x(outside - 0.5)).T
        yield Fill(colour=faded(frame.theme.muted, SHADE), rects=rects(left, frame.top, right - 1, foot))
        begins = np.array([one.first for one in runs if one.first > 0 and self._begins(one.first)], float)
        column = np.round(frame.x(begins - self._axis.lead))
        yield Fill(colour=frame.theme.line, rects=rects(column, frame.top, column, foot))

    def runs(self, first: int, stop: int, most: int) -> list[Run]:
        """The days of the bars first..stop-1; none of an axis of days, or when there are more than ``most``."""
        if not self._axis.intraday or not 0 < stop - first <= LONGEST_MINUTES:
            return []
        dates, times = self._axis.dates(first, stop), self._axis.times(first, stop)
        edges = [0, *(np.flatnonzero(dates[1:] != dates[:-1]) + 1).tolist(), len(dates)]
        if len(edges) - 1 > most:
            return []
        found = []
        for begin, end in pairwise(edges):
            inner = (begin, end)
            if has_extended(self._market):
                hours = regular(self._market, dates[begin].astype(object))
                inner = tuple((begin + np.searchsorted(times[begin:end], hours)).tolist())
            found.append(Run(first + begin, first + end, first + inner[0], first + inner[1]))
        return found

    def _begins(self, bar: int) -> bool:
        """Whether the day begins with this bar, not only what is in sight of it."""
        before, here = self._axis.dates(bar - 1, bar + 1)
        return bool(before != here)
