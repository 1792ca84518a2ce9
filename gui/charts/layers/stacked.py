"""Shares of a whole on top of each other, 100 percent together: one column a place, the first series at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, rects
from gui.charts.layers.base import Layer
from gui.charts.layers.box import width_of
from gui.charts.layers.columns import DENSE, hollow
from gui.look.theme import contrast
from models.values import Floats

WIDTH, WIDEST_PX, APART_FROM = 0.72, 96, 6  # of the room of a place; logical pixels; from which on there are gaps
LABEL_PX, PAD_PX, OVER_PX = 15, 6, 9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One series. percent: of the whole, NaN where it has no part in it."""

    title: str
    percent: Floats
    ink: QColor


class Stacked(Layer):
    """open: places of which only a part is known, drawn hollow. over: what stands above each place, "" nothing."""

    inside = True

    def __init__(self, parts: Sequence[Part], open_: Floats, over: Sequence[str]) -> None:
        self.parts, self._open, self._over = tuple(parts), open_, tuple(over)  # parts: colours may become others
        held = np.array([np.nan_to_num(one.percent) for one in self.parts]).reshape(len(self.parts), len(open_))
        self._tops = np.cumsum(held, axis=0)
        self._known = np.array([np.isfinite(one.percent) for one in self.parts]).reshape(held.shape)

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Series by series from the foot up, with their percentages where there is room."""
        bars, left, right = self._columns(frame)
        if not self.parts or not len(bars):
            return
        edges = np.round(frame.y(np.concatenate([np.zeros((1, len(bars))), self._tops[:, bars]])))
        apart = frame.px(1) if frame.bar_width >= frame.px(APART_FROM) else 0
        for number, one in enumerate(self.parts):
            top, foot = edges[number + 1], edges[number] - 1
            tops = np.where(foot - top >= 2 * apart, top + apart, top)  # a hairline between two
            yield from self._part(
                frame, one, self._known[number, bars] & (foot >= top), bars, (left, tops, right, foot)
            )
            yield from self._labels(frame, one, bars, left, right, (top + foot) / 2, foot - top)
        yield from self._above(frame, bars, left, right, edges[-1])

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """The whole."""
        return 0.0, 100.0

    def spot(self, frame: Frame, bar: int, number: int) -> tuple[float, float, float]:
        """Right edge of a series' part, its middle and its top; NaN where it has none."""
        if not 0 <= bar < len(self._open) or not self._known[number, bar]:
            return float("nan"), float("nan"), float("nan")
        foot = self._tops[number - 1, bar] if number else 0.0
        rows = frame.y(np.array([(foot + self._tops[number, bar]) / 2, self._tops[number, bar]]))
        x = float(frame.x(np.array(float(bar)))) + self._half(frame)
        return x, float(rows[0]), float(rows[1])

    def at(self, frame: Frame, bar: int, y: float) -> int | None:
        """Which series lies at a row."""
        if not 0 <= bar < len(self._open) or not self.parts:
            return None
        value = frame.value_at(y)
        number = int(np.searchsorted(self._tops[:, bar], value))
        return number if value > 0 and number < len(self.parts) and self._known[number, bar] else None

    def _half(self, frame: Frame) -> float:
        return min(frame.bar_width * WIDTH, float(frame.px(WIDEST_PX))) / 2

    def _columns(self, frame: Frame) -> tuple[np.ndarray, Floats, Floats]:
        """The places to draw with their left and right pixel; where they are dense the last one of each pixel."""
        if frame.bar_width < DENSE:
            pixel, _, stop = frame.axis.stretches(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
            return stop - 1, pixel.astype(float), pixel.astype(float)
        bars = np.arange(frame.first, max(frame.first, min(frame.stop, len(self._open))))
        middle = frame.x(bars.astype(float))
        half = self._half(frame)
        left = np.round(middle - half)
        return bars, left, np.maximum(np.round(middle + half) - 1, left)

    def _part(
        self, frame: Frame, one: Part, seen: np.ndarray, bars: np.ndarray, sides: tuple[Floats, ...]
    ) -> Iterator[Mark]:
        part = rects(*sides)
        flags = self._open[bars].astype(bool)
        yield Fill(colour=one.ink, rects=part[seen & ~flags])
        if (seen & flags).any():
            yield from hollow(frame, one.ink, part[seen & flags])

    def _labels(
        self, frame: Frame, one: Part, bars: np.ndarray, left: Floats, right: Floats, middle: Floats, high: Floats
    ) -> Iterator[Mark]:
        if not len(bars) or (right[0] - left[0]) / frame.scale < LABEL_PX:
            return
        room = (right[0] - left[0]) / frame.scale - PAD_PX
        full = _ink_on(frame, one.ink)
        for place in np.flatnonzero(high >= frame.px(LABEL_PX)).tolist():
            text = f"{one.percent[bars[place]]:.1f}"
            if width_of(text) <= room:
                ink = frame.theme.text if self._open[bars[place]] else full
                x = float(left[place] + right[place]) / 2
                yield Label(text=text, x=x, y=float(middle[place]), colour=ink, anchor=Anchor.MIDDLE)

    def _above(self, frame: Frame, bars: np.ndarray, left: Floats, right: Floats, tops: Floats) -> Iterator[Mark]:
        room = frame.bar_width / frame.scale - PAD_PX
        for place, bar in enumerate(bars.tolist()):
            text = self._over[bar]
            if text and width_of(text) <= room:
                x, y = float(left[place] + right[place]) / 2, float(tops[place]) - frame.px(OVER_PX)
                yield Label(text=text, x=x, y=y, colour=frame.theme.muted, anchor=Anchor.MIDDLE)


def _ink_on(frame: Frame, ground: QColor) -> QColor:
    """Of the two inks there are the one that can be read on a colour."""
    return max((frame.theme.panel, frame.theme.text), key=lambda ink: contrast(ink, ground))
