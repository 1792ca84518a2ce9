"""Lines over periods: a missing one is a gap, a part of one is reached by dashes and stands hollow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.curve import Curve
from gui.charts.frame import Anchor, Dots, Fill, Frame, Label, Line, Mark, Rects, rects
from gui.charts.layers.base import NOWHERE, Layer
from gui.charts.layers.box import nearest
from gui.charts.layers.curves import FINE_FROM, STROKE_FROM, runs
from gui.look.theme import Theme
from gui.traffic.plot.members import Shown, beside
from gui.traffic.plot.names import Beside
from models.traffic.values import BELOW
from models.values import Floats, Ints

WIDTH, FOCUS_WIDTH, MANY, MANY_WIDTH = 1.75, 2.75, 12, 1.25  # logical pixels
CROWD, CROWD_WIDTH = 40, 1.0  # so many that nobody follows one: a line of one pixel is drawn twice as fast
DOT, FOCUS_DOT, OPEN_DOT, RIM = 2.6, 3.6, 3.6, 1.4  # radius of a point; the rim of an open one
DOTS_FROM, MOST_DOTS = 20, 900  # logical pixels of a period from which on points are marked; how many of them
BELOW_PX, NEAR_PX = 10, 10


@dataclass(slots=True, kw_only=True, eq=False)
class Trace:
    """A member's line. values: as the axis counts them. curve: without the periods of which only a part is known.

    alone: numbers between two gaps. plain: whether it has no point that must be seen.
    """

    shown: Shown
    values: Floats
    curve: Curve = field(init=False)
    alone: Floats = field(init=False)
    plain: bool = field(init=False)

    def __post_init__(self) -> None:
        self.put(self.values)

    def put(self, values: Floats) -> None:
        """Other numbers."""
        self.values = values
        self.curve = Curve(np.where(self.shown.open, np.nan, values))
        known = np.isfinite(values)
        padded = np.concatenate([[False], known, [False]])
        self.alone = known & ~padded[:-2] & ~padded[2:]
        self.plain = not (self.alone.any() or self.shown.open.any())


class Lines(Layer):
    """focus: whose line stands out, by key."""

    inside = True

    def __init__(
        self, shown: Sequence[Shown], values: Sequence[Floats], theme: Theme, head: Callable[[float, float], float]
    ) -> None:
        """head: the highest value of the axis for the least and the greatest there are."""
        self._theme, self._head, self.focus = theme, head, ""
        self.traces = [Trace(shown=one, values=row) for one, row in zip(shown, values, strict=True)]
        self._seen: tuple[tuple[int, int], tuple[float, float]] | None = None
        self._matrix = np.stack(values) if len(values) else np.empty((0, 0))
        self._open = np.array([one.open for one in shown], bool).reshape(self._matrix.shape)
        self._places = {one.key: place for place, one in enumerate(shown)}

    def put(self, values: Sequence[Floats]) -> None:
        """Other numbers in the place of all."""
        self._seen, self._matrix = None, np.stack(values) if len(values) else self._matrix
        for one, row in zip(self.traces, values, strict=True):
            one.put(row)

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """The smallest first, the one that stands out on top."""
        dots = self._dotted(frame)
        order = list(reversed(self.traces))
        order.sort(key=lambda trace: trace.shown.key == self.focus)
        dense = self._dense(frame) if frame.bar_width < (FINE_FROM if self._few else STROKE_FROM) else None
        if dense is not None and not dots and all(one.plain for one in order):
            yield from (Fill(colour=self._ink(one), rects=dense(one)) for one in order)
            return
        first, points = self._laid(frame)
        for one in order:
            ink, at = self._ink(one), points[self._place(one)]
            if dense is not None:
                yield Fill(colour=ink, rects=dense(one))
            else:
                yield from self._strokes(frame, one, at, ink, first)
            yield from self._dashes(frame, one, at, ink, first)
            yield from self._points(frame, one, at, ink, first, every=dots)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Of all of them."""
        if self._seen is None or self._seen[0] != (first, stop):
            part = self._matrix[:, max(0, first) : max(0, stop)]
            low, high = (float(fold.reduce(part, axis=None, initial=np.nan)) for fold in (np.fmin, np.fmax))
            self._seen = (first, stop), (low, self._head(low, high)) if np.isfinite(low) else NOWHERE
        return self._seen[1]

    def at(self, frame: Frame, bar: int, y: float) -> str:
        """Whose line passes near a row at a period; "" where none does."""
        if not 0 <= bar < frame.axis.count or not self.traces:
            return ""
        rows = frame.y(np.array([one.values[bar] for one in self.traces]))
        place = nearest(rows, y, frame.px(NEAR_PX))
        return "" if place is None else self.traces[place].shown.key

    def ends(self, frame: Frame, text: Callable[[Trace, int], str], *, own: bool = False) -> list[Beside]:
        """Where each line ends in what is in sight; ``text``: what is said of it in the newest period there.

        own: in the last that each has, as lines that are aligned end where they end.
        """
        first, stop = max(0, int(np.floor(frame.x0))), min(max(round(frame.x1), 1), frame.axis.count)
        found = []
        for one in self.traces:
            known = np.flatnonzero(np.isfinite(one.values[first:stop]))
            if len(known):
                place = first + int(known[-1])
                at = np.array(float(place)), np.array(one.values[place])
                said = text(one, place if own else stop - 1)
                found.append(Beside(
                    key=one.shown.key, title=one.shown.title, ink=one.shown.ink, text=said,
                    rank=float(one.values[place]), x=float(frame.x(at[0])), row=float(frame.y(at[1])),
                    gone=place < stop - 1,
                ))  # fmt: skip
        return found

    @property
    def _few(self) -> bool:
        return len(self.traces) <= MANY

    def _dense(self, frame: Frame) -> Callable[[Trace], Rects]:
        """What each line shows in each pixel column: all of them at once, which is five times as fast as one by one."""
        pixel, first, stop = frame.axis.stretches(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
        if not len(pixel) or not self.traces:
            return lambda one: rects([], 0, 0, 0)
        begin, end = int(first[0]), int(stop[-1])
        part = np.where(self._open[:, begin:end], np.nan, self._matrix[:, begin:end])
        high, low = (fold.reduceat(part, first - first[0], axis=1) for fold in (np.fmax, np.fmin))
        high, low = _touching(pixel, high, low)
        rows = np.round(frame.y(high)), np.round(frame.y(low))
        top, foot, seen = np.minimum(*rows), np.maximum(*rows), np.isfinite(rows[0] + rows[1])

        def columns(one: Trace) -> Rects:
            row = self._place(one)
            kept, more = seen[row], frame.px(self._width(one)) - 1
            return rects(pixel[kept], top[row, kept], pixel[kept] + more, foot[row, kept])

        return columns

    def _width(self, one: Trace) -> float:
        plain = WIDTH if self._few else MANY_WIDTH if len(self.traces) <= CROWD else CROWD_WIDTH
        return FOCUS_WIDTH if one.shown.key == self.focus else plain

    def _dotted(self, frame: Frame) -> bool:
        seen = max(0, frame.stop - frame.first) * len(self.traces)
        return frame.bar_width >= frame.px(DOTS_FROM) and seen <= MOST_DOTS

    def _ink(self, one: Trace) -> QColor:
        return beside(self._theme, one.shown.ink, one.shown.key, self.focus)

    def _place(self, one: Trace) -> int:
        return self._places[one.shown.key]

    def _laid(self, frame: Frame) -> tuple[int, Floats]:
        """The first period that is drawn, and where all numbers of all lines lie, n x T x 2."""
        first, stop = max(0, frame.first - 1), min(frame.stop + 1, self._matrix.shape[1])  # beyond both edges
        part = self._matrix[:, first : max(first, stop)]
        points = np.empty((*part.shape, 2))
        points[:, :, 0], points[:, :, 1] = frame.x(np.arange(first, max(first, stop), dtype=float)), frame.y(part)
        return first, points

    def _strokes(self, frame: Frame, one: Trace, points: Floats, ink: QColor, first: int) -> Iterator[Mark]:
        """Between the periods that are whole."""
        hidden = self._open[self._place(one), first : first + len(points)]
        if hidden.any():
            points = np.where(hidden[:, None], np.nan, points)
        for run in runs(points) if len(points) else ():
            yield Line(colour=ink, points=run, width=self._width(one) * frame.scale)

    def _dashes(self, frame: Frame, one: Trace, points: Floats, ink: QColor, first: int) -> Iterator[Mark]:
        """To and from each period of which only a part is known."""
        flags = self._open[self._place(one), first : first + len(points)]
        if one.plain or not flags.any():
            return
        known = np.isfinite(points[:, 1])
        for place in np.flatnonzero((flags[1:] | flags[:-1]) & known[1:] & known[:-1]).tolist():
            yield Line(colour=ink, points=points[place : place + 2], width=self._width(one) * frame.scale, dashed=True)

    def _points(
        self, frame: Frame, one: Trace, points: Floats, ink: QColor, first: int, *, every: bool
    ) -> Iterator[Mark]:  # fmt: skip
        if one.plain and not every:
            return
        seen = slice(frame.first, max(frame.first, min(frame.stop, first + len(points))))
        wanted = every | self._open[self._place(one), seen] | one.alone[seen]
        points = points[frame.first - first :][: len(wanted)]
        kept = np.flatnonzero(wanted & np.isfinite(points[:, 1]))
        bars, points = frame.first + kept, points[kept]
        hollow = self._open[self._place(one), bars]
        plain = FOCUS_DOT if one.shown.key == self.focus else DOT
        if not hollow.all():
            yield Dots(colour=ink, points=points[~hollow], radius=plain * frame.scale)
        if hollow.any():
            yield Dots(colour=ink, points=points[hollow], radius=OPEN_DOT * frame.scale)
            yield Dots(colour=frame.theme.panel, points=points[hollow], radius=(OPEN_DOT - RIM) * frame.scale)
        for x, y in points[(one.shown.flags[bars] & BELOW) != 0].tolist():
            yield Label(text="<", x=x, y=y - frame.px(BELOW_PX), colour=ink, anchor=Anchor.MIDDLE)


def _touching(pixel: Ints, high: Floats, low: Floats) -> tuple[Floats, Floats]:
    """Each column reaches to the one on its left, where there is one: a line has no holes but its gaps."""
    now = np.flatnonzero(np.diff(pixel) == 1) + 1
    before = now - 1
    more_low, more_high = np.fmin(low[:, now], high[:, before]), np.fmax(high[:, now], low[:, before])
    gap = np.isnan(low[:, now])
    found = high.copy(), low.copy()
    found[0][:, now], found[1][:, now] = np.where(gap, np.nan, more_high), np.where(gap, np.nan, more_low)
    return found
