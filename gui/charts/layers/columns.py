"""Bars side by side in groups: one group a place on the axis, one bar a series. A missing number is an empty slot."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, Rects, rects
from gui.charts.layers.base import NOWHERE, Layer, least
from gui.charts.layers.box import width_of
from gui.look.numbers import MISSING
from gui.look.theme import mixed
from models.values import Floats

GROUP, ALONE = 0.82, 0.62  # of the room of a place: that bars take, and that a bar alone takes
WIDEST_PX, LEAST_PX, APART_FROM = 56, 2, 5  # logical pixels of a bar; from which on there is a gap beside it
DENSE = 2.5  # device pixels of a place under which a pixel column shows several
PALE = 0.26  # how much colour is inside an open bar
OVER_PX, BETWEEN, MOST_LABELS = 9, 3.0, 60  # a value over its bar: its middle; device pixels between two; how many


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """The bars of one series. inks: a colour for all of them, or one each. open: which are drawn hollow.

    text: what stands on a bar.
    """

    title: str
    values: Floats
    inks: tuple[QColor, ...]
    open: Floats
    text: Callable[[int], str]


class Columns(Layer):
    """Groups of bars from zero up; where the axis has no zero or is inverted, from the foot of the pane.

    The first series stands at the left. Where there is no room for all, those in front are drawn (see ``most``).
    """

    inside = True

    def __init__(self, columns: Sequence[Column], head: float = 1.0) -> None:
        """head: how much higher than its bars the axis is."""
        self.columns, self._head = tuple(columns), head

    def most(self, frame: Frame) -> int:
        """How many bars of a group there is room for."""
        return max(1, int(frame.bar_width * GROUP / frame.px(LEAST_PX)))

    def slots(self, frame: Frame) -> tuple[float, float, int]:
        """How far left of a place's middle its first bar begins, the room of a bar, and how many there are."""
        count = max(1, min(len(self.columns), self.most(frame)))
        room = frame.bar_width * (ALONE if count == 1 else GROUP)
        slot = min(room / count, float(frame.px(WIDEST_PX)))
        return slot * count / 2, slot, count

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Bars, then what stands on them where all of it fits."""
        if not self.columns or frame.stop <= frame.first:
            return
        if frame.bar_width < DENSE:
            yield from self._dense(frame)
            return
        before, slot, count = self.slots(frame)
        for number, one in enumerate(self.columns[:count]):
            yield from self._bars(frame, one, before - number * slot, slot)
        yield from self._labels(frame, before, slot, count)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Zero, and the highest."""
        parts = [one.values[max(0, first) : max(0, stop)] for one in self.columns]
        high = -least(-float(np.max(part[np.isfinite(part)], initial=-np.inf)) for part in parts if len(part))
        return (0.0, high * self._head) if math.isfinite(high) else NOWHERE

    def at(self, frame: Frame, bar: int, x: float) -> int | None:
        """Which bar of a group lies at a column."""
        if not 0 <= bar < frame.axis.count:
            return None
        before, slot, count = self.slots(frame)
        number = math.floor((x - (float(frame.x(np.array(float(bar)))) - before)) / slot)
        return number if 0 <= number < count else None

    def _bars(self, frame: Frame, one: Column, before: float, slot: float) -> Iterator[Mark]:
        first, stop = frame.first, min(frame.stop, len(one.values))
        bars = first + np.flatnonzero(np.isfinite(one.values[first:stop]))
        gap = frame.px(1) if slot >= frame.px(APART_FROM) else 0
        edge = frame.x(bars.astype(float)) - before
        left = np.round(edge)
        right = np.maximum(np.round(edge + slot) - 1 - gap, left)
        top, foot = standing(frame, one.values[bars])
        for ink, which in _by_ink(one, bars):
            solid = which & ~one.open[bars].astype(bool)
            yield Fill(colour=ink, rects=rects(left[solid], top[solid], right[solid], foot[solid]))
            empty = which & one.open[bars].astype(bool)
            if empty.any():
                yield from hollow(frame, ink, rects(left[empty], top[empty], right[empty], foot[empty]))

    def _labels(self, frame: Frame, before: float, slot: float, count: int) -> Iterator[Mark]:
        """What stands on each bar, or on none of them where some would cover another or a higher bar."""
        first, stop = frame.first, min(frame.stop, len(self.columns[0].values))
        if (stop - first) * count > MOST_LABELS:
            return
        bars = np.repeat(np.arange(first, stop), count)
        left = frame.x(bars.astype(float)) - before + np.tile(np.arange(count), stop - first) * slot
        values = np.array([one.values[first:stop] for one in self.columns[:count]]).T.ravel()
        said = [one.text(bar) for bar in range(first, stop) for one in self.columns[:count]]
        known = np.isfinite(values)
        said = [text if sure else MISSING for text, sure in zip(said, known.tolist(), strict=True)]
        tops = standing(frame, np.where(known, values, 0.0))[0]
        tops = np.maximum(tops, frame.top + frame.px(2 * OVER_PX))
        wide = np.array([frame.px(width_of(text)) for text in said], float)
        placed = spread(left, left + slot, tops, wide, (float(frame.px(2 * OVER_PX)), float(frame.width)))
        for text, sure, x, top in zip(said, known.tolist(), placed, tops.tolist(), strict=False):
            ink = frame.theme.text if sure else frame.theme.faint
            yield Label(text=text, x=x, y=top - frame.px(OVER_PX), colour=ink, anchor=Anchor.MIDDLE)

    def _dense(self, frame: Frame) -> Iterator[Mark]:
        """The first series, the highest of what a pixel column holds."""
        one = self.columns[0]
        pixel, first, _ = frame.axis.stretches(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
        if not len(pixel):
            return
        high = np.fmax.reduceat(one.values[: frame.stop], first)
        known = np.isfinite(high)
        top, foot = standing(frame, high[known])
        yield Fill(colour=one.inks[0], rects=rects(pixel[known], top, pixel[known], foot))


def standing(frame: Frame, values: Floats) -> tuple[Floats, Floats]:
    """First and last row of bars of some heights; nothing is lower than one row, so that zero is not missing."""
    last = frame.top + frame.rows - 1
    zero = float(frame.y(np.array(0.0)))
    foot = last if not math.isfinite(zero) or frame.values.inverted else min(max(round(zero), frame.top), last)
    rows = np.clip(np.nan_to_num(np.round(frame.y(values)), nan=foot), frame.top - 1, foot)
    return rows, np.full(len(rows), float(foot))


def spread(left: Floats, right: Floats, top: Floats, wide: Floats, room: tuple[float, float]) -> list[float]:
    """The middles of labels that stand on bars, each over its own as far as it can; [] where one has no place.

    left, right, top: of the bars. room: the height of a label, and how wide the plot is. None of them lies on a higher
    bar, on another label, or beyond the plot. The highest bars choose first.
    """
    height, plot = room
    found = np.full(len(left), np.nan)
    for one in np.argsort(top, kind="stable").tolist():
        half = wide[one] / 2
        for middle in ((left[one] + right[one]) / 2, left[one] + half, right[one] - half):
            begin, end = middle - half, middle + half
            bars = (left < end - 1) & (right > begin + 1) & (top < top[one])
            labels = (np.abs(found - middle) < half + wide / 2 + BETWEEN) & (np.abs(top - top[one]) < height)
            if begin >= 0 and end <= plot and not bars.any() and not labels.any():
                found[one] = middle
                break
        else:
            return []
    return found.tolist()


def hollow(frame: Frame, ink: QColor, bars: Rects) -> Iterator[Mark]:
    """Bars as an edge of their colour around a pale ground."""
    edge = frame.px(1)
    yield Fill(colour=ink, rects=bars)
    inside = bars + np.array([edge, edge, -edge, 0], np.int32)
    inside = inside[(inside[:, 2] >= inside[:, 0]) & (inside[:, 3] >= inside[:, 1])]
    yield Fill(colour=mixed(frame.theme.panel, ink, PALE), rects=inside)


def _by_ink(one: Column, bars: np.ndarray) -> Iterator[tuple[QColor, np.ndarray]]:
    """Each colour with the bars it is of."""
    if len(one.inks) == 1:
        yield one.inks[0], np.ones(len(bars), bool)
        return
    names = np.array([one.inks[bar].name() for bar in bars.tolist()])
    for name in dict.fromkeys(names.tolist()):
        yield QColor(name), names == name
