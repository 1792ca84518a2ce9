"""What stands between and on the numbers: level breaks, renames and moves; and what is under bars: names, hairlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from gui.charts.frame import Anchor, Fill, Frame, Label, Line, Mark, rects
from gui.charts.layers.base import Layer
from gui.charts.layers.box import elided, width_of
from gui.charts.layers.ground import dates, under, values
from gui.look.theme import faded, mixed
from models.traffic.panel import Break
from models.traffic.wording import source_text

DASH_PX, TAG_PX, TAG_TOP_PX, TAG_PAD_PX = 4, 17, 3, 6
TAG_GROUND = 0.14  # of the ink
MOVE_PX, MOVE_OVER_PX, OVER_LABEL_PX, NEAR_PX = 4, 11, 23, 8
NAME_PAD_PX = 8


class RowsGrid(Layer):
    """Hairlines at the marks of the values and the edges of the pane; bars need none upright."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Grid first, then the edges."""
        rows = np.round(frame.y(np.array([value for value, _ in values(frame)], float)))
        yield Fill(colour=frame.theme.grid, rects=rects(frame.left, rows, frame.width - 1, rows))
        edges = rects(frame.width, frame.top, frame.width, frame.top + frame.height)
        foot = rects(0, frame.top + frame.height, frame.width + frame.right, frame.top + frame.height)
        yield Fill(colour=frame.theme.line, rects=np.concatenate([edges, foot]))


class PeriodNames(Layer):
    """The names of periods at the foot: the newest may reach under the names beside the plot, none leaves the picture.

    One that its left neighbour would touch is left out.
    """

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A label a mark."""
        end = float("-inf")
        for tick in dates(frame):
            x = (tick.bar + 0.5 - frame.x0) * frame.bar_width
            half = frame.px(width_of(tick.text) / 2 + 3)
            x = x if not 0 <= x < half else float(half)
            if half <= x < frame.width and x - half >= end:
                end = x + half + frame.px(NAME_PAD_PX / 2)
                yield under(frame, tick.text, x, frame.theme.text if tick.strong else frame.theme.muted)


class ProductNames(Layer):
    """The names under groups of bars, as much of each as its group is wide."""

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A label a group."""
        room = frame.bar_width / frame.scale - NAME_PAD_PX
        for bar in range(frame.first, frame.stop):
            x = float(frame.x(np.array(float(bar))))
            if 0 < x < frame.width:
                yield under(frame, elided(frame.axis.short(bar), room), x, frame.theme.text)


class Breaks(Layer):
    """Dashes in front of the period in which many of a source's products moved at once, with a tag at the top."""

    inside = True

    def __init__(self, breaks: Sequence[Break], texts: Mapping[str, str]) -> None:
        self.breaks, self._texts = tuple(breaks), texts

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Tags under each other where one would cover the last."""
        dash, ink = frame.px(DASH_PX), frame.theme.warn
        for one, x, (left, top, right, foot) in self._tags(frame):
            tops = np.arange(foot, frame.top + frame.height, 2 * dash)
            dashes = rects(round(x), tops, round(x) + frame.px(1) - 1, tops + dash - 1)
            yield Fill(colour=faded(ink, 0.75), rects=dashes)
            yield Fill(colour=mixed(frame.theme.panel, ink, TAG_GROUND), rects=rects(left, top, right, foot))
            yield Label(text=self._tag(one), x=(left + right) / 2, y=(top + foot) / 2, colour=ink, anchor=Anchor.MIDDLE)

    def at(self, frame: Frame, x: float, y: float) -> list[str]:
        """What the tag at a position is about."""
        return [self._words(one) for one, _, (left, top, right, foot) in self._tags(frame)
                if left <= x <= right and top <= y <= foot]  # fmt: skip

    def _tags(self, frame: Frame) -> Iterator[tuple[Break, float, tuple[int, int, int, int]]]:
        rows: list[int] = []  # how far right the tags of each row reach
        for one in sorted(self.breaks, key=lambda held: held.place):
            x = float(frame.x(np.array(one.place - 0.5)))
            if not 0 <= x < frame.width:
                continue
            wide = frame.px(width_of(self._tag(one)) + 2 * TAG_PAD_PX)
            left = round(min(x, frame.width - wide - 1))
            row = next((number for number, end in enumerate(rows) if end < left), len(rows))
            rows[row : row + 1] = [left + wide]
            top = frame.top + frame.px(TAG_TOP_PX + row * (TAG_PX + 2))
            yield one, x, (left, top, left + wide, top + frame.px(TAG_PX))

    def _tag(self, one: Break) -> str:
        return self._texts["traffic.break"].format(middle=f"{one.middle:+.0f}%")

    def _words(self, one: Break) -> str:
        told = {
            "source": source_text(one.source, self._texts),
            "count": len(one.products),
            "middle": f"{one.middle:+.0f}%",
        }
        return self._texts["traffic.break.said"].format(**told)


class Moves(Layer):
    """A small square, standing on its corner, over the period in which a product was renamed or moved.

    moves: period, product, and what its footnote says. row: where a product's number of a period lies; NaN: nowhere.
    over: logical pixels above it.
    """

    inside = True

    def __init__(
        self, moves: Sequence[tuple[int, str, str]], row: Callable[[Frame, int, str], tuple[float, float]],
        over: int = MOVE_OVER_PX,
    ) -> None:  # fmt: skip
        self._moves, self._row, self._over = tuple(moves), row, over

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Over the numbers they belong to."""
        size = MOVE_PX * frame.scale
        corners = np.array([[0.0, -size], [size, 0.0], [0.0, size], [-size, 0.0]])
        for _, x, y in self._placed(frame):
            at = corners + np.array([x, y])
            yield Line(colour=faded(frame.theme.text, 0.0), points=at, ground=frame.theme.text)

    def at(self, frame: Frame, x: float, y: float) -> list[str]:
        """What the marks near a position are about."""
        near = frame.px(NEAR_PX)
        return [said for said, left, top in self._placed(frame) if abs(left - x) <= near >= abs(top - y)]

    def _placed(self, frame: Frame) -> Iterator[tuple[str, float, float]]:
        for place, product, said in self._moves:
            if frame.first <= place < frame.stop:
                x, y = self._row(frame, place, product)
                if np.isfinite(x + y):
                    yield said, x, max(y - frame.px(self._over), frame.top + frame.px(MOVE_PX))
