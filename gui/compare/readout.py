"""What every line says at the pointer: a box beside it, the highest first, and what is carried from which day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Fill, Frame, Mark, rects
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.box import BoxLine, box
from gui.charts.layers.curves import Curves
from models.values import Floats

MOST = 32  # lines of a box
DOT_PX, DOT_FROM = 5, 5.0  # a hollow mark, and pixels of a bar from which there is room for it
Said = Callable[[int], Sequence["Value"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A line at a bar. number: as the axis counts; carried: the day it is carried from, "" when it is the bar's own."""

    title: str
    number: float
    text: str
    colour: QColor
    carried: str = ""


class Readout(Layer):
    """said: what the lines say at a bar. focus: the title that stands out. quiet: whether to say nothing."""

    pace = Pace.MOVING

    def __init__(self, said: Said, focus: Callable[[], str], quiet: Callable[[Frame], bool]) -> None:
        self._said, self._focus, self._quiet = said, focus, quiet

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing while the pointer is elsewhere, or over something that has a box of its own."""
        at = frame.cursor
        bar = frame.bar_at(at[0]) if at is not None else None
        if at is None or bar is None or self._quiet(frame):
            return
        values = sorted(self._said(bar), key=lambda one: -one.number)[:MOST]
        if not values:
            return
        focus = self._focus()
        head = BoxLine(text=frame.axis.words(bar, frame.texts), ink=frame.theme.muted)
        lines = [head, *(self._line(one, frame, stands=one.title == focus) for one in values)]
        middle = frame.top + frame.height / 2
        yield from box(frame, lines, at[0], at[1] if at[1] is not None else middle)

    @staticmethod
    def _line(one: Value, frame: Frame, *, stands: bool) -> BoxLine:
        said = frame.texts["duel.carried"].format(date=one.carried) if one.carried else ""
        text = f"{one.title}  {said}" if said else one.title
        return BoxLine(text=text, right=one.text, swatch=one.colour, bold=stands)


class Carried(Layer):
    """Hollow marks where a line's value is of an earlier day: nothing traded there."""

    inside = True

    def __init__(self, curves: Curves, carried: Callable[[], Sequence[Floats]]) -> None:
        """carried: for each line, in order, whether each of its values is carried."""
        self._curves, self._carried = curves, carried

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Only where bars are wide enough to tell them apart."""
        if frame.bar_width < DOT_FROM * frame.scale:
            return
        first, stop = max(0, frame.first), frame.stop
        outer, edge = frame.px(DOT_PX) // 2, frame.px(1)
        for one, flags in zip(self._curves.drawn, self._carried(), strict=True):
            bars = first + np.flatnonzero(flags[first:stop])
            values = one.curve.part(first, stop)[bars - first]
            seen = np.isfinite(values)
            x, y = np.round(frame.x(bars[seen].astype(float))), np.round(frame.y(values[seen]))
            yield Fill(colour=one.colour, rects=rects(x - outer, y - outer, x + outer, y + outer))
            inner = outer - edge
            yield Fill(colour=frame.theme.panel, rects=rects(x - inner, y - inner, x + inner, y + inner))
