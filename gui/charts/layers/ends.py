"""Names and values beside the ends of the lines, instead of a legend: moved apart where they would cover each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.curve import Curve
from gui.charts.frame import Anchor, Fill, Frame, Label, Line, Mark
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.box import elided, width_of
from gui.charts.layers.curves import Curves, Drawn
from gui.charts.layers.ground import ValueAxis, values
from gui.charts.layers.moving import Crosshair, apart
from gui.look.theme import faded

LINE_PX, LEAD_PX, GAP_PX = 16, 10, 6
VALUE_PX, NAME_PX, LEAST_NAME_PX = 58, 104, 30  # room of a value, of a name at most, and at least
LEAD = 0.45  # of the colour, of what leads from a line to its name
TICK_PX = 46  # room of the axis's own marks, at the far right


def room_for(titles: Sequence[str]) -> int:
    """Logical pixels that the axis needs beside lines of these names."""
    widest = max((width_of(title, bold=True) for title in titles), default=0.0)
    return round(LEAD_PX + min(max(widest, LEAST_NAME_PX), NAME_PX) + GAP_PX + VALUE_PX + TICK_PX)


def _own_ink(one: Drawn) -> QColor:
    return one.colour


class FarAxis(ValueAxis):
    """The marks of the value axis at the far right: the names stand beside the lines."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A label a mark, none of them cut."""
        room = frame.px(7)
        for value, text in values(frame):
            row = float(frame.y(np.array(value)))
            if frame.top + room <= row <= frame.top + frame.height - room:
                x = frame.width + frame.right - frame.px(GAP_PX)
                yield Label(text=text, x=x, y=row, colour=frame.theme.faint, anchor=Anchor.RIGHT)


class FarCrosshair(Crosshair):
    """The value at the pointer stands at the far right, too."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """As ever, but for the tag."""
        end = frame.width + frame.right - frame.px(GAP_PX)
        for mark in super().marks(frame):
            beside = isinstance(mark, Label) and mark.x > frame.width
            yield replace(mark, x=end, anchor=Anchor.RIGHT) if beside else mark  # type: ignore[type-var]


class EndNames(Layer):
    """A name and the newest value in sight for each line, in its colour. focus: the title that stands out, "" none."""

    pace = Pace.MOVING

    def __init__(
        self, curves: Curves, focus: Callable[[], str] = lambda: "", ink: Callable[[Drawn], QColor] = _own_ink
    ) -> None:
        """ink: the colour of a line's name, where that is not the line's."""
        self._curves, self._focus, self._ink = curves, focus, ink

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Thin leads from the ends of the lines to their names."""
        focus = self._focus()
        for one, end, row, value in self.placed(frame):
            stands = one.title == focus
            ink = self._ink(one)
            last = min(float(frame.x(np.array(float(_stop(frame) - 1)))), frame.width)
            points = np.array([[last, end], [float(frame.width), end], [frame.width + frame.px(LEAD_PX - 3), row]])
            yield Line(colour=faded(ink, LEAD), points=points, width=frame.scale)
            yield from self._words(frame, one, row, value, stands=stands)

    def placed(self, frame: Frame) -> list[tuple[Drawn, float, float, float]]:
        """Each line with the row it ends at, the row of its name, and its value; no more than there is room for."""
        held = [(one, end_of(one.curve, frame)) for one in self._curves.drawn]
        held = [(one, value) for one, value in held if np.isfinite(value)]
        if not held:
            return []
        least = frame.px(LINE_PX)
        held = _most(held, max(1, (frame.height - least) // least), self._focus())
        ends = frame.y(np.array([value for _, value in held]))
        half = least // 2
        rows = apart(ends, least, frame.top + half, frame.top + frame.height - half)
        ends = np.clip(ends, frame.top, frame.top + frame.height)
        return [(one, float(end), row, value) for (one, value), end, row in zip(held, ends, rows, strict=True)]

    def _words(self, frame: Frame, one: Drawn, row: float, value: float, *, stands: bool) -> Iterator[Mark]:
        left, right = frame.width + frame.px(LEAD_PX), frame.width + frame.right - frame.px(TICK_PX)
        ink = frame.theme.panel if stands else self._ink(one)
        if stands:
            half = frame.px(LINE_PX) // 2
            ground = np.array(
                [[left - frame.px(3), round(row) - half, right + frame.px(3), round(row) + half]], np.int32
            )
            yield Fill(colour=one.colour, rects=ground)
        room = (right - left) / frame.scale - VALUE_PX - GAP_PX
        yield Label(text=elided(one.title, room, bold=True), x=left, y=row, colour=ink, bold=True)
        yield Label(text=frame.values.text(value), x=right, y=row, colour=ink, anchor=Anchor.RIGHT, bold=stands)


def end_of(curve: Curve, frame: Frame) -> float:
    """The newest known value in sight; NaN when there is none."""
    part = curve.part(max(0, int(np.floor(frame.x0))), _stop(frame))
    known = np.flatnonzero(np.isfinite(part))
    return float(part[known[-1]]) if len(known) else float("nan")


def _stop(frame: Frame) -> int:
    """The bar after the last whose middle is in sight, which is where its value is drawn."""
    return min(max(round(frame.x1), round(frame.x0) + 1), frame.axis.count)


def _most(held: list[tuple[Drawn, float]], most: int, focus: str) -> list[tuple[Drawn, float]]:
    """The names there is room for: the highest and the lowest, and the one that stands out."""
    if len(held) <= most:
        return held
    order = sorted(held, key=lambda one: one[1])
    low, high = order[: most // 2], order[len(order) - (most - most // 2) :]
    stands = [one for one in order[len(low) : len(order) - len(high)] if one[0].title == focus]
    return [*low[: len(low) - len(stands)], *high, *stands]
