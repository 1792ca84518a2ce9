"""What follows the pointer and the quotes: the last price, the crosshair and the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gui.charts.frame import Anchor, Fill, Frame, Label, Mark, rects
from gui.charts.layers.base import Layer, Pace, Word, word_width
from gui.charts.layers.candles import Candles
from gui.charts.layers.curves import dotted
from gui.charts.layers.ground import beside, tag_under
from gui.look.theme import faded

LEGEND_PX, LINE_PX, LEFT_PX = 12, 17, 8
TAG_PX = 18
CUT_SHARE = 0.96  # of the plot's width that a legend may use
MOST_LINES = 3
NARROW_PX = 400  # of a plot whose values are said only while the pointer is on it
GROUND = 0.8  # of what stands behind a legend: bars are felt through it, words are read


class LastPrice(Layer):
    """The newest close as a tag on the axis and a dotted line across."""

    pace = Pace.MOVING

    def __init__(self, candles: Candles) -> None:
        self._candles = candles

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Nothing while the price is out of sight."""
        stack = self._candles.stack
        if not stack.count:
            return
        last = float(stack.rows.at("close", stack.count - 1))
        row = float(frame.y(np.float64(last)))
        if not frame.top <= row < frame.top + frame.rows:
            return
        colour = frame.theme.direction(last - self._candles.reference(stack.count - 1))
        yield Fill(colour=faded(colour, 0.7), rects=dotted(frame, np.array([round(row)])))
        yield beside(frame, frame.values.text(last), row, colour)


class Crosshair(Layer):
    """Hairlines at the pointer, and what lies there on both axes."""

    pace = Pace.MOVING

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """The column through every pane, the row in the pointer's own."""
        if (at := frame.cursor) is None or at[0] >= frame.width:  # the plot became narrower under the pointer
            return
        bar = frame.bar_at(at[0])
        x = (bar + 0.5 - frame.x0) * frame.bar_width if bar is not None else at[0]
        lines = [rects(round(x), frame.top, round(x), frame.top + frame.height - 1)]
        if at[1] is not None and at[1] < frame.top + frame.rows:
            lines.append(rects(frame.left, round(at[1]), frame.width - 1, round(at[1])))
            yield beside(frame, frame.values.text(frame.value_at(at[1])), at[1], frame.theme.muted)
        yield Fill(colour=faded(frame.theme.muted, 0.6), rects=np.concatenate(lines))
        if bar is not None and frame.last_pane:
            text = frame.axis.words(bar, frame.texts)
            room = frame.px(word_width(text) / 2 + 4)
            yield from tag_under(frame, text, min(max(x, room), frame.width - room))


class Legend(Layer):
    """The pane's title and its layers' words about the bar under the pointer, or the newest."""

    pace = Pace.MOVING

    def __init__(self, layers: Sequence[Sequence[Layer]], title: str = "") -> None:
        """``layers``: whose words stand on a line together, line by line."""
        self._lines, self._title = tuple(map(tuple, layers)), title

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Line by line; a line that is too long goes on under itself. A small chart is left to its bars."""
        bar = frame.bar_at(frame.cursor[0]) if frame.cursor else None
        bar = frame.axis.newest if bar is None else bar
        narrow = frame.width < frame.px(NARROW_PX)
        quiet = narrow and frame.cursor is None
        ink = frame.theme.muted if quiet else frame.theme.text
        row, title = 0, [Word("", self._title, ink)] if self._title else []
        for layers in [()] if quiet else self._lines[:1] if narrow else self._lines:
            words = [*title, *(word for layer in layers for word in layer.words(frame, bar))]
            title, placed = [], _placed(frame, words, most=1 if narrow else MOST_LINES)
            labels = [
                Label(text=text, x=x, y=y, colour=colour, anchor=Anchor.LEFT)
                for x, line, text, colour in placed
                if (y := frame.top + frame.px(LEGEND_PX + (row + line) * LINE_PX)) < frame.top + frame.rows
            ]
            if labels:
                yield _ground(frame, labels)
            yield from labels
            row += 1 + max((line for _, line, _, _ in placed), default=-1)


def apart(rows: np.ndarray, least: int, top: int, foot: int) -> list[float]:
    """Rows moved so far that any two are ``least`` apart, in the same order, within top..foot while there is room."""
    order = np.argsort(rows, kind="stable")
    placed = np.clip(rows[order].astype(float), top, foot)
    for place in range(1, len(placed)):
        placed[place] = max(placed[place], placed[place - 1] + least)
    over = placed[-1] - foot if len(placed) else 0.0
    if over > 0:
        placed[-1] -= over
        for place in range(len(placed) - 2, -1, -1):
            placed[place] = min(placed[place], placed[place + 1] - least)
    found = np.empty(len(rows))
    found[order] = placed
    return found.tolist()


def _ground(frame: Frame, labels: Sequence[Label]) -> Fill:
    """Behind each line of words, as far as it goes: what is written over bars and curves could not be read."""
    ends: dict[float, float] = {}
    for one in labels:
        ends[one.y] = max(ends.get(one.y, 0.0), one.x + frame.px(word_width(one.text)))
    left, half = frame.left + frame.px(LEFT_PX / 2), frame.px(LINE_PX / 2)
    rows = np.array(list(ends))
    boxes = rects(left, np.round(rows - half), np.round(list(ends.values())), np.round(rows + half) - 1)
    return Fill(colour=faded(frame.theme.panel, GROUND), rects=boxes)


def _placed(frame: Frame, words: Sequence[Word], most: int) -> list[tuple[float, int, str, object]]:
    """Where each text of a line stands: its column, and how many lines further down."""
    found: list[tuple[float, int, str, object]] = []
    left = float(frame.left + frame.px(LEFT_PX))
    x, line = left, 0
    for word in words:
        width = frame.px(word_width(word.title) + word_width(word.text))
        if x + width > frame.width * CUT_SHARE and x > left:
            x, line = left, line + 1
        if line >= most:
            break
        for text, colour in ((word.title, frame.theme.muted), (word.text, word.colour)):
            if text:
                found.append((x, line, text, colour))
                x += frame.px(word_width(text))
    return found
