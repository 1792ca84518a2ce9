"""What stands behind and beside the values: hairlines, the axes and their marks."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from gui.charts.dates import DateTick
from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, rects
from gui.charts.layers.base import Layer, word_width

LABEL_PX, PAD_PX = 44, 6
DATE_PX = 76
TOP_PX = 7  # half a label: none is cut by the edge of its pane


class Grid(Layer):
    """Hairlines at the marks of both axes, and the lines around the pane."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Grid first, then the edges."""
        foot = frame.top + frame.height - 1
        rows = np.round(frame.y(np.array([value for value, _ in values(frame)], float)))
        columns = np.round(frame.x(np.array([tick.bar for tick in dates(frame)], float)))
        lines = [rects(frame.left, rows, frame.width - 1, rows), rects(columns, frame.top, columns, foot)]
        yield Fill(colour=frame.theme.grid, rects=np.concatenate(lines))
        edges = rects(frame.width, frame.top, frame.width, frame.top + frame.height)
        under = rects(0, frame.top + frame.height, frame.width + frame.right, frame.top + frame.height)
        yield Fill(colour=frame.theme.line, rects=np.concatenate([edges, under]))


class ValueAxis(Layer):
    """The pane's values on the right."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A label a mark, none of them cut."""
        room, marks = frame.px(TOP_PX), values(frame)
        rows = frame.y(np.array([value for value, _ in marks], float)).tolist()
        for row, (_, text) in zip(rows, marks, strict=True):
            if frame.top + room <= row <= frame.top + frame.height - room:
                yield Label(text=text, x=frame.width + frame.px(PAD_PX), y=row, colour=frame.theme.muted)


class DateAxis(Layer):
    """Dates and hours at the foot, under the last pane."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A label a mark, none of them cut."""
        for tick in dates(frame):
            x = (tick.bar + 0.5 - frame.x0) * frame.bar_width
            half = frame.px(word_width(tick.text) / 2)
            if half < x < frame.width - half:
                ink = frame.theme.text if tick.strong else frame.theme.muted
                yield under(frame, tick.text, x, ink)


def values(frame: Frame) -> list[tuple[float, str]]:
    """Where the pane's axis is marked, and what it says there."""
    return frame.values.ticks(frame.low, frame.high, max(2, frame.rows // frame.px(LABEL_PX)))


def dates(frame: Frame) -> list[DateTick]:
    """Where the time axis is marked, whatever part of it is being drawn."""
    first, stop = math.floor(frame.x0), math.ceil(frame.x1)
    return frame.axis.ticks(first, stop, frame.width // frame.px(DATE_PX), frame.lang)


def tag_under(frame: Frame, text: str, x: float) -> Iterator[Mark]:
    """A tag on the time axis; marks that it would cut in two are not seen at all."""
    half, ticks = word_width(text) / 2, dates(frame)
    middles = np.array([(tick.bar + 0.5 - frame.x0) * frame.bar_width for tick in ticks])
    halves = np.array([frame.px(word_width(tick.text) / 2) for tick in ticks])
    cut = np.abs(middles - x) < halves + frame.px(half)
    top, foot = frame.sheet.height + 1, frame.sheet.height + frame.bottom - 1
    boxes = rects(np.round(middles - halves)[cut], top, np.round(middles + halves)[cut], foot)
    yield Fill(colour=frame.theme.panel, rects=boxes)
    yield under(frame, text, x, frame.theme.panel, tag=True)


def under(frame: Frame, text: str, x: float, ink: object, *, tag: bool = False) -> Label:
    """A label on the time axis; with ``tag`` on a ground of its own."""
    y = frame.sheet.height + frame.bottom / 2
    behind = frame.theme.muted if tag else None
    return Label(text=text, x=x, y=y, colour=ink, anchor=Anchor.MIDDLE, ground=behind)  # type: ignore[arg-type]


def beside(frame: Frame, text: str, row: float, colour: object) -> Label:
    """A tag on the value axis."""
    return Label(
        text=text, x=frame.width + frame.px(PAD_PX), y=row, colour=frame.theme.panel, ground=colour, bold=True,  # type: ignore[arg-type]
    )  # fmt: skip
