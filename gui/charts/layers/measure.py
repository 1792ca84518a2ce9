"""A chosen range with its card of figures, and the ruler's box."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gui.charts.frame import Anchor, Fill, Frame, Label, Line, Mark, rects
from gui.charts.layers.base import Layer, Pace
from gui.charts.layers.ground import under
from gui.charts.sketch import width_of
from gui.charts.stack import BarStack
from gui.look.theme import faded
from models.charts import measure
from models.charts.measured import Told

SHADE = 0.10
CARD_PX, ROW_PX, PAD_PX, APART_PX = 12, 17, 8, 16
LEGEND_PX = 56  # at the top left, where legends stand
ARROW_PX = 5
TAG_PX = 6
STRETCHES = 32


@dataclass(slots=True, kw_only=True)
class Marked:
    """What is measured now. span: first and last bar. told: its figures, () until they are known.

    newest: close and volume of the last bar as they were then.
    ruler: its two ends (bar and price) and what it says; change: what its colour follows.
    """

    span: tuple[int, int] | None = None
    told: tuple[Told, ...] = ()
    newest: tuple[float, float] = (0.0, 0.0)
    ruler: tuple[measure.Anchor, measure.Anchor] | None = None
    said: str = ""
    change: float = 0.0


class RangeShade(Layer):
    """The bars of the range, in every pane; under the last one the days of its ends."""

    pace = Pace.MOVING

    def __init__(self, marked: Marked) -> None:
        self._marked = marked

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """A shade between two lines."""
        if self._marked.span is None:
            return
        edges = _edges(frame, self._marked.span)
        left, right = (min(max(round(edge), -1), frame.width) for edge in edges)
        foot, end = frame.top + frame.height - 1, min(right, frame.width - 1)
        yield Fill(colour=faded(frame.theme.accent, SHADE), rects=rects(left, frame.top, end, foot))
        inside = np.array([edge for edge in edges if 0 <= edge < frame.width], float).round()
        yield Fill(colour=faded(frame.theme.accent, 0.7), rects=rects(inside, frame.top, inside, foot))
        if frame.last_pane:
            yield from self._days(frame, edges)

    def _days(self, frame: Frame, edges: tuple[float, float]) -> Iterator[Mark]:
        """At the ends; those of a narrow range stand side by side about its middle."""
        span = self._marked.span or (0, 0)
        words = [frame.axis.words(bar, frame.texts) for bar in dict.fromkeys(span)]
        room = [width_of(text) * frame.scale + frame.px(2 * TAG_PX) for text in words]
        places = frame.x(np.array(span[: len(words)], float)).tolist()
        apart = sum(room) / 2 - (places[-1] - places[0])
        if len(places) > 1 and apart > 0:
            places = [places[0] - apart / 2, places[1] + apart / 2]
        places[0] = min(max(places[0], room[0] / 2), frame.width - sum(room) + room[0] / 2)
        if len(places) > 1:
            places[1] = min(max(places[1], places[0] + sum(room) / 2), frame.width - room[1] / 2)
        for text, x in zip(words, places, strict=True):
            made = under(frame, text, x, frame.theme.panel, tag=True)
            yield Label(
                text=text, x=x, y=made.y, colour=frame.theme.panel, anchor=Anchor.MIDDLE, ground=frame.theme.accent
            )  # fmt: skip


class RangeCard(Layer):
    """The figures of the range, on a ground of their own in a corner where no bars are, if there is one."""

    pace = Pace.MOVING

    def __init__(self, marked: Marked, stack: BarStack, stale: Callable[[], None]) -> None:
        """``stale``: called when a quote has moved the last bar of the range."""
        self._marked, self._stack, self._stale = marked, stack, stale

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Label and value, line by line, as many as the pane has room for: others below are painted after it."""
        span, row = self._marked.span, frame.px(ROW_PX)
        room = (frame.height - frame.px(2 * CARD_PX + 2 * PAD_PX)) // row
        told = self._marked.told[: max(0, room)]
        if span is None or not told:
            return
        if repr(newest(self._stack, span[1])) != repr(self._marked.newest):  # NaN is like NaN
            self._stale()
        names = max(width_of(one.label) for one in told)
        width = frame.px(names + max(width_of(one.value) for one in told) + 2 * PAD_PX + APART_PX)
        height = row * len(told) + frame.px(2 * PAD_PX)
        left, top = self._corner(frame, span, width, height)
        yield from _ground(frame, left, top, width, height)
        for line, one in enumerate(told):
            y = top + frame.px(PAD_PX) + (line + 0.5) * row
            ink = frame.theme.direction(one.change) if one.change else frame.theme.text
            yield Label(text=one.label, x=left + frame.px(PAD_PX), y=y, colour=frame.theme.muted)
            yield Label(text=one.value, x=left + width - frame.px(PAD_PX), y=y, colour=ink, anchor=Anchor.RIGHT)

    def _corner(self, frame: Frame, span: tuple[int, int], width: int, height: int) -> tuple[int, int]:
        """The corner with the fewest bars behind it, beside the range if it leaves room; the roomier side first."""
        pad, edges = frame.px(CARD_PX), _edges(frame, span)
        right = max(0, frame.width - width - pad)
        high, low = frame.top + pad, max(frame.top + pad, frame.top + frame.rows - height - pad)
        foot = frame.top + frame.height - height - pad
        legend = min(frame.top + frame.px(LEGEND_PX), max(low, foot))
        corners = [(pad, legend), (right, high), (pad, low), (right, low)]
        if edges[0] < frame.width - edges[1]:
            corners = [corners[1], corners[0], corners[3], corners[2]]
        aside = [one for one in corners if one[0] + width < edges[0] or one[0] > edges[1]]
        return min(aside or corners, key=lambda at: self._covered(frame, *at, width, height))

    def _covered(self, frame: Frame, left: int, top: int, width: int, height: int) -> int:
        """In how many of some stretches of its columns a bar stands behind it."""
        first, last = (frame.x0 + x / frame.bar_width for x in (left, left + width))
        held = self._stack.columns(first, last, STRETCHES)
        a, b = frame.y(held.low), frame.y(held.high)
        return int(np.count_nonzero((np.minimum(a, b) <= top + height) & (np.maximum(a, b) >= top)))


class RulerBox(Layer):
    """From one point to another: how far, in price and percent, bars and days."""

    pace = Pace.MOVING

    def __init__(self, marked: Marked) -> None:
        self._marked = marked

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """The box, an arrow each way, and the words beyond the end."""
        if self._marked.ruler is None:
            return
        bars, values = zip(*self._marked.ruler, strict=True)
        x, y = frame.x(np.array(bars, float)), frame.y(np.array(values, float))
        if not np.isfinite(y).all():
            return
        far = 4 * frame.width
        points = np.stack([np.clip(x, -far, far), np.clip(y, frame.top, frame.top + frame.height - 1)], axis=1)
        (x0, y0), (x1, y1) = points.tolist()
        colour = frame.theme.direction(self._marked.change)
        (left, right), (top, foot) = sorted((x0, x1)), sorted((y0, y1))
        box = rects(round(left), round(top), round(min(right, frame.width - 1)), round(foot))
        yield Fill(colour=faded(colour, SHADE), rects=box)
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        yield from _arrow(frame, colour, (middle[0], y0), (middle[0], y1))
        yield from _arrow(frame, colour, (x0, middle[1]), (x1, middle[1]))
        yield from self._words(frame, middle[0], y0, y1)

    def _words(self, frame: Frame, x: float, y0: float, y1: float) -> Iterator[Mark]:
        width, height = frame.px(width_of(self._marked.said) + 2 * PAD_PX), frame.px(ROW_PX + PAD_PX)
        away = frame.px(PAD_PX)
        top = y1 + away if y1 >= y0 else y1 - away - height
        left = min(max(x - width / 2, 0), max(0, frame.width - width))
        top = min(max(top, frame.top), frame.top + frame.height - height)
        yield from _ground(frame, round(left), round(top), width, height)
        yield Label(
            text=self._marked.said, x=left + width / 2, y=top + height / 2, anchor=Anchor.MIDDLE,
            colour=frame.theme.direction(self._marked.change),
        )  # fmt: skip


def newest(stack: BarStack, bar: int) -> tuple[float, float]:
    """Close and volume of a bar, if it is held."""
    held = 0 <= bar < stack.count
    return (float(stack.rows.at("close", bar)), float(stack.rows.at("shares", bar))) if held else (0.0, 0.0)


def _edges(frame: Frame, span: tuple[int, int]) -> tuple[float, float]:
    """The columns between which the bars of a range stand."""
    left, right = ((bar - frame.x0) * frame.bar_width for bar in (span[0], span[1] + 1))
    return left, right


def _ground(frame: Frame, left: int, top: int, width: int, height: int) -> Iterator[Mark]:
    """Something raised: a ground within a hairline."""
    edge = frame.px(1)
    yield Fill(colour=frame.theme.line, rects=rects(left, top, left + width - 1, top + height - 1))
    inner = rects(left + edge, top + edge, left + width - 1 - edge, top + height - 1 - edge)
    yield Fill(colour=frame.theme.raised, rects=inner)


def _arrow(frame: Frame, colour: object, a: tuple[float, float], b: tuple[float, float]) -> Iterator[Mark]:
    """A line with a head at its end."""
    long = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    if long < 1.0:
        return
    ahead = np.array([b[0] - a[0], b[1] - a[1]]) / long
    aside, size = np.array([-ahead[1], ahead[0]]), min(frame.px(ARROW_PX), long)
    head = np.array([b - (ahead + aside) * size, b, b - (ahead - aside) * size])
    yield Line(colour=colour, points=np.array([a, b]), width=frame.scale, smooth=False)  # type: ignore[arg-type]
    yield Line(colour=colour, points=head, width=frame.scale)  # type: ignore[arg-type]
