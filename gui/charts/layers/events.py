"""Announcements and ex-dates as small tags at the foot of a pane: one or two letters each, a number where several are.

The chart's own are filled, the sector's are quiet. What they say stands in a box while the pointer is over a tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, rects
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.box import BoxLine, box, wrapped
from gui.look.theme import Theme, faded, mixed
from models.charts.marks import Cluster, Kind, Placed, clusters, reach, words

TAG_PX, APART_PX, FOOT_PX = 15, 20, 5
WIDEST_PX = 380  # of the text in a box
INK = {  # a category's number in the theme's ramp
    "text": 0, "image": 2, "video": 3, "music": 6, "voice": 6, "app": 8, "search": 8, "agent": 4, "contract": 1,
    "policy": 7,
}  # fmt: skip
QUIET = 0.22


class Events(Layer):
    """``placed`` by bar, ascending. One cluster has one tag; ``at`` tells whose tag lies at a position."""

    inside = True

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = tuple(placed)
        self._places = np.array([one.bar for one in self.placed], float)
        self._held: tuple[float, tuple[Cluster, ...]] = (-1.0, ())

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A tag a cluster, with a hairline up from the chart's own."""
        top, foot = _rows(frame)
        for cluster, x in self._seen(frame):
            colour, own = self._colour(cluster, frame.theme), self._own(cluster)
            half = frame.px(TAG_PX) // 2
            if own:
                yield Fill(colour=faded(colour, 0.25), rects=rects(x, frame.top, x, top))
            back = colour if own else mixed(frame.theme.panel, colour, QUIET)
            yield Fill(colour=back, rects=rects(x - half, top, x + half, foot))
            ink = frame.theme.panel if own else colour
            text = self._letter(cluster, frame)
            yield Label(text=text, x=x, y=(top + foot) / 2, colour=ink, anchor=Anchor.MIDDLE, bold=own)

    def at(self, frame: Frame, x: float, y: float) -> tuple[Placed, ...]:
        """The marks whose tag lies at a position, device pixels."""
        top, foot = _rows(frame)
        half = frame.px(TAG_PX) / 2 + frame.px(1)
        if not top - half <= y <= foot + half:
            return ()
        near = [(abs(at - x), cluster) for cluster, at in self._seen(frame) if abs(at - x) <= half]
        if not near:
            return ()
        cluster = min(near, key=lambda one: one[0])[1]
        return self.placed[cluster.first : cluster.stop]

    def _seen(self, frame: Frame) -> Iterator[tuple[Cluster, float]]:
        """The clusters in sight, and the column of each."""
        for cluster in self._clusters(frame):
            if frame.x0 - 1 <= cluster.at <= frame.x1:
                yield cluster, float(np.round(frame.x(np.array(cluster.at))))

    def _clusters(self, frame: Frame) -> tuple[Cluster, ...]:
        apart = float(frame.px(APART_PX))
        bars = reach(frame.bar_width, apart)
        if self._held[0] != bars:
            self._held = bars, clusters(self._places, frame.bar_width, apart)
        return self._held[1]

    def _own(self, cluster: Cluster) -> bool:
        return any(one.mark.own for one in self.placed[cluster.first : cluster.stop])

    def _colour(self, cluster: Cluster, theme: Theme) -> QColor:
        """Of the only category; of several, or of ex-dates, no category's."""
        kinds = {one.mark.category for one in self.placed[cluster.first : cluster.stop]}
        number = INK.get(kinds.pop()) if len(kinds) == 1 else None
        return theme.muted if number is None else theme.ramp[number % len(theme.ramp)]

    def _letter(self, cluster: Cluster, frame: Frame) -> str:
        count = cluster.stop - cluster.first
        if count > 1:
            return str(count) if count < 100 else "…"
        mark = self.placed[cluster.first].mark
        if mark.kind is Kind.EX:
            return frame.texts["event.letter.ex"]
        return frame.texts.get(f"event.letter.{mark.category}", mark.category[:1].upper())


class EventBox(Layer):
    """What the tag under the pointer says."""

    pace = Pace.MOVING

    def __init__(self, events: Events) -> None:
        self._events = events

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A line a mark, each as long as it needs."""
        at = frame.cursor
        together = self._events.at(frame, at[0], at[1]) if at is not None and at[1] is not None else ()
        if not together or at is None:
            return
        lines = [
            BoxLine(text=line, ink=frame.theme.muted if number else None)
            for text in words(together, frame.texts)
            for number, line in enumerate(wrapped(text, WIDEST_PX))
        ]
        yield from box(frame, lines, at[0], _rows(frame)[0] - frame.px(17 * len(lines) / 2 + 10))


def _rows(frame: Frame) -> tuple[int, int]:
    """First and last row of the tags."""
    foot = frame.top + frame.height - frame.px(FOOT_PX)
    return foot - frame.px(TAG_PX), foot
