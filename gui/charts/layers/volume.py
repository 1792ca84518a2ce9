"""The volume of each bar at the foot of a pane, fainter than the candles, with its own averages over it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from gui.charts.frame import Fill, Frame, Mark, rects
from gui.charts.layers.base import Layer, Pace, Word
from gui.charts.layers.candles import bodies, inks
from gui.charts.layers.curves import Drawn, strokes
from gui.charts.stack import BarStack
from gui.look import numbers
from gui.look.theme import mixed

INK = 0.4


class Volume(Layer):
    """Bars from the pane's foot up; the busiest in sight is as high as there is room."""

    pace = Pace.NEWEST
    inside = True

    def __init__(self, stack: BarStack, averages: tuple[Drawn, ...] = ()) -> None:
        self._stack, self._averages = stack, averages

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Rising days, falling days, averages."""
        busiest = self._stack.busiest(math.floor(frame.x0), math.ceil(frame.x1))
        if not busiest or frame.foot < 2:
            return
        left, right, columns = bodies(frame, self._stack)
        foot = frame.top + frame.height - 1
        tops = foot - np.round(columns[4] / busiest * (frame.foot - 1))
        for colour, which in inks(frame, columns[3] >= columns[0]):
            bars = rects(left[which], tops[which], right[which], foot)
            yield Fill(colour=mixed(frame.theme.panel, colour, INK), rects=bars)
        for one in self._averages:
            yield from strokes(frame, one, lambda values: foot - values / busiest * (frame.foot - 1))

    def words(self, frame: Frame, bar: int) -> list[Word]:
        """The volume, and its averages."""
        if self._stack.close_only or not 0 <= bar < self._stack.count:
            return []
        held = float(self._stack.rows.at("volume", bar))
        said = [Word(frame.texts["chart.volume"], numbers.big(held, frame.lang), frame.theme.text)]
        return said + [
            Word(one.title, numbers.big(one.curve.at(bar), frame.lang), one.colour) for one in self._averages
        ]
