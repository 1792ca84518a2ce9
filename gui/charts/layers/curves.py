"""Lines along the bars: averages, members of a comparison, closes; signed bars; the levels they are read against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.curve import Curve
from gui.charts.frame import Fill, Frame, Line, Mark, rects
from gui.charts.layers.base import FAR, NOWHERE, Layer, Pace, Word, first_known, least
from gui.charts.layers.candles import COLUMNS_UNDER, ends, inks, sides
from gui.look.theme import faded
from models.values import Floats

DASH_PX = 4
STROKE_FROM, FINE_FROM = 1.0, 0.35  # device pixels of a bar: under it a column of pixels shows several
AREA = 0.16  # of the line's colour under it


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A curve with the way it is drawn and named. width: logical pixels.

    fine: a stroke where two or three bars share a pixel column too, for a few thousand of them at most.
    """

    title: str
    curve: Curve
    colour: QColor
    width: float = 1.0
    dashed: bool = False
    area: bool = False
    fine: bool = False


class Curves(Layer):
    """Some lines; the last one lies on top."""

    pace = Pace.NEWEST
    inside = True

    def __init__(self, drawn: Sequence[Drawn], *, fits: bool = True) -> None:
        """``fits``: whether the axis must have room for them."""
        self.drawn, self._fits = tuple(drawn), fits

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Each as a stroke, or as columns of pixels where several bars share one."""
        first, stop = max(0, frame.first - 1), frame.stop
        if stop - first == 2 and frame.bar_width >= STROKE_FROM and frame.begin:
            yield from self._newest(frame, first)
            return
        for one in self.drawn:
            yield from strokes(frame, one, frame.y)

    def _newest(self, frame: Frame, first: int) -> Iterator[Mark]:
        """The last piece of every line, the rows of all of them at once: it is drawn with each quote."""
        rows = frame.y(np.array([[one.curve.at(first), one.curve.at(first + 1)] for one in self.drawn])).tolist()
        left, right = (first + 0.5 - frame.x0) * frame.bar_width, (first + 1.5 - frame.x0) * frame.bar_width
        for one, (before, now) in zip(self.drawn, rows, strict=True):
            for run in runs(np.array([[left, before], [right, now]])):
                if one.area:
                    yield _area(frame, one, run)
                yield Line(colour=one.colour, points=run, width=one.width * frame.scale, dashed=one.dashed)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Of all of them."""
        if not self._fits or not self.drawn:
            return NOWHERE
        found = [one.curve.extremes(first, stop) for one in self.drawn]
        return least(low for low, _ in found), -least(-high for _, high in found)

    def base(self, first: int) -> float:
        """The first line's value at the first bar in sight that has one."""
        return first_known(self.drawn[0].curve.part(first, first + FAR)) if self.drawn and first >= 0 else np.nan

    def words(self, frame: Frame, bar: int) -> list[Word]:
        """A value a line."""
        return [Word(one.title, frame.values.text(one.curve.at(bar)), one.colour) for one in self.drawn]


class Histogram(Layer):
    """Bars from zero, up or down, in the colours of up and down; MACD's, say."""

    pace = Pace.NEWEST
    inside = True

    def __init__(self, title: str, curve: Curve) -> None:
        self._title, self.curve = title, curve

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """One rectangle a bar, or a pixel column of several."""
        if frame.bar_width < COLUMNS_UNDER:
            held = self.curve.spans(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
            value = np.where(np.abs(held.high) >= np.abs(held.low), held.high, held.low)
            left = right = held.pixel.astype(float)
        else:
            first, stop = frame.first, min(max(frame.first, frame.stop), self.curve.count)
            value, (left, right) = self.curve.part(first, stop), sides(frame, first, stop)
        known = np.isfinite(value)
        value, left, right = value[known], left[known], right[known]
        top, foot = ends(frame, np.maximum(value, 0.0), np.minimum(value, 0.0))
        for colour, which in inks(frame, value >= 0):
            yield Fill(colour=colour, rects=rects(left[which], top[which], right[which], foot[which]))

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Its own, and zero."""
        low, high = self.curve.extremes(first, stop)
        return min(low, 0.0), max(high, 0.0)

    def words(self, frame: Frame, bar: int) -> list[Word]:
        """Its value, in the colour of its sign."""
        value = self.curve.at(bar)
        return [Word(self._title, frame.values.text(value), frame.theme.direction(value))]


class Levels(Layer):
    """Dotted lines across at values that mean something: overbought, oversold, zero, a previous close."""

    def __init__(self, levels: Sequence[float]) -> None:
        self._levels = tuple(levels)

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """All in one batch."""
        rows = np.round(frame.y(np.array(self._levels, float)))
        rows = rows[(rows >= frame.top) & (rows < frame.top + frame.height)]
        yield Fill(colour=frame.theme.faint, rects=dotted(frame, rows))


def dotted(frame: Frame, rows: Floats) -> np.ndarray:
    """Dotted lines over the whole width."""
    dots = np.arange(frame.left, frame.width, frame.px(DASH_PX))
    x, y = np.meshgrid(dots, rows)
    return rects(x.ravel(), y.ravel(), x.ravel() + frame.px(1), y.ravel())


def strokes(frame: Frame, one: Drawn, y: Callable[[Floats], Floats]) -> Iterator[Mark]:
    """A curve between the bars of a frame, whose values ``y`` turns into rows."""
    if frame.bar_width < (FINE_FROM if one.fine else STROKE_FROM):
        yield from _columns(frame, one, y)
        return
    held = one.curve.count if frame.end is None else min(frame.end, one.curve.count)
    first, stop = max(0, frame.first - 1), min(frame.stop + 1, held)  # a line goes on beyond both edges
    if stop <= first:
        return
    rows = y(one.curve.part(first, stop))
    points = np.stack([frame.x(np.arange(first, stop, dtype=float)), rows], axis=1)
    for run in runs(points):
        if one.area:
            yield _area(frame, one, run)
        yield Line(colour=one.colour, points=run, width=one.width * frame.scale, dashed=one.dashed)


def _columns(frame: Frame, one: Drawn, y: Callable[[Floats], Floats]) -> Iterator[Mark]:
    held = one.curve.spans(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
    if not len(held.pixel):
        return
    high, low = np.round(y(held.high)), np.round(y(held.low))
    seen = np.isfinite(high) & np.isfinite(low)
    top, foot, pixel = np.minimum(high, low)[seen], np.maximum(high, low)[seen], held.pixel[seen]
    if one.area:
        points = np.stack([pixel.astype(float), top], axis=1)  # one shape: a see-through rectangle a column is slow
        for run in np.split(points, np.flatnonzero(np.diff(pixel) > 1) + 1):
            yield _area(frame, one, run)
    yield Fill(colour=one.colour, rects=rects(pixel, top, pixel + (frame.px(one.width) - 1), foot))


def _area(frame: Frame, one: Drawn, run: Floats) -> Line:
    foot = frame.top + frame.rows
    around = np.concatenate([[[run[0, 0], foot]], run, [[run[-1, 0], foot]]])
    return Line(colour=faded(one.colour, 0.0), points=around, ground=faded(one.colour, AREA), smooth=False)


def runs(points: Floats) -> list[Floats]:
    """The stretches between gaps, each of two points or more; a point alone becomes a dash of its own width."""
    known = np.isfinite(points[:, 1])
    if known.all():
        return [points if len(points) > 1 else _dash(points)]
    edges = np.flatnonzero(np.diff(known.astype(np.int8), prepend=0, append=0))
    return [
        points[begin:end] if end - begin > 1 else _dash(points[begin:end])
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def _dash(point: Floats) -> Floats:
    return point + np.array([[-1.0, 0.0], [1.0, 0.0]])
