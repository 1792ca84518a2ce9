"""The bars themselves: candles, hollow or filled, and open-high-low-close bars."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Fill, Frame, Mark, Rects, rects
from gui.charts.layers.base import FAR, Layer, Pace, Word, first_known
from gui.charts.stack import BarStack
from gui.look import numbers
from gui.look.theme import mixed
from models.charts.values import Style
from models.values import Floats

HOLLOW_FROM = 5  # device pixels of a bar: narrower bodies have no inside
COLUMNS_UNDER = 2.5  # device pixels of a bar under which a pixel column shows several
BODY_SHARE = 0.7
APART_FROM = 4  # device pixels of a bar: under it a body of three would touch its neighbour
NOWHERE_ROW = -9.0  # above every pane
NARROW_PX = 400  # logical pixels of a plot under which the close is said alone
UNFINISHED = 0.55  # how much colour the newest bar has while its session runs


class Candles(Layer):
    """Wicks and bodies of a stack. partial: the newest bar's session is still running."""

    pace = Pace.NEWEST
    inside = True

    def __init__(self, stack: BarStack, style: Style = Style.HOLLOW, decimals: int = 2) -> None:
        self.stack, self._style, self._decimals = stack, style, decimals
        self.partial = False
        self.factors: Floats | None = None  # what each bar's traded prices were multiplied with
        self.previous_close: float | None = None

    def marks(self, frame: Frame) -> Iterator[Mark]:
        """Rising ones, then falling ones, each colour in one batch."""
        left, right, columns = bodies(frame, self.stack)
        share = UNFINISHED if self.partial and frame.begin >= self.stack.count - 1 else 1.0
        draw = self._bars if self._style is Style.BARS else self._bodies
        yield from draw(frame, left, right, columns, share)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Of lows and highs."""
        return self.stack.extremes(first, stop)

    def base(self, first: int) -> float:
        """The close of the first bar in sight that has one."""
        return first_known(self.stack.rows.part("close", first, first + FAR)) if first >= 0 else np.nan

    def words(self, frame: Frame, bar: int) -> list[Word]:
        """Open, high, low, close and the change from the bar before."""
        if not 0 <= bar < self.stack.count:
            return []
        rows, texts = self.stack.rows, frame.texts
        close, before = float(rows.at("close", bar)), self.reference(bar)
        ink = frame.theme.direction(close - before)
        names = ("close",) if self.stack.close_only else ("open", "high", "low", "close")
        said = [
            Word(texts[f"chart.{name}"], numbers.price(float(rows.at(name, bar)), self._decimals), ink)
            for name in names
        ]
        change = Word("", numbers.percent((close / before - 1.0) * 100.0 if before > 0 else None), ink)
        running = self.partial and bar == self.stack.count - 1
        notes = [self._factor(bar), texts["chart.running"] if running else ""]
        said = said[3:] if frame.width < frame.px(NARROW_PX) else said  # the close alone
        return [*said, change, *(Word("", note, frame.theme.muted) for note in notes if note)]

    def _factor(self, bar: int) -> str:
        """By how much a bar is adjusted; "" where it is as traded."""
        held = self.factors
        known = held is not None and bar < len(held) and held[bar] != 1.0
        return f"×{held[bar]:.4f}" if known and held is not None else ""

    def reference(self, bar: int) -> float:
        """What a bar's change is measured from: the close before it, or the quote's previous close for the newest."""
        if bar == self.stack.count - 1 and self.previous_close:
            return self.previous_close
        return float(self.stack.rows.at("close", bar - 1) if bar else self.stack.rows.at("open", bar))

    def _bodies(
        self, frame: Frame, left: Floats, right: Floats, columns: tuple[Floats, ...], share: float
    ) -> Iterator[Mark]:
        open_, high, low, close, _ = columns
        middle = (left + right) // 2
        wick_top, wick_foot = ends(frame, high, low)
        top, foot = ends(frame, np.maximum(open_, close), np.minimum(open_, close))
        up = close >= open_
        wide = frame.bar_width >= COLUMNS_UNDER
        for colour, which in inks(frame, up, share):
            wicks = rects(middle[which], wick_top[which], middle[which], wick_foot[which])
            whole = rects(left[which], top[which], right[which], foot[which])
            yield Fill(colour=colour, rects=np.concatenate([wicks, whole]) if wide else wicks)
        if self._style is Style.HOLLOW and frame.bar_width >= HOLLOW_FROM:
            yield Fill(colour=frame.theme.panel, rects=_insides(frame, up, left, top, right, foot))

    def _bars(
        self, frame: Frame, left: Floats, right: Floats, columns: tuple[Floats, ...], share: float
    ) -> Iterator[Mark]:
        open_, high, low, close, _ = columns
        middle = (left + right) // 2
        top, foot = ends(frame, high, low)
        opened, closed = row(frame, open_), row(frame, close)
        wide = frame.bar_width >= COLUMNS_UNDER
        for colour, which in inks(frame, close >= open_, share):
            stems = rects(middle[which], top[which], middle[which], foot[which])
            first = rects(left[which], opened[which], middle[which], opened[which])
            last = rects(middle[which], closed[which], right[which], closed[which])
            yield Fill(colour=colour, rects=np.concatenate([stems, first, last]) if wide else stems)


def inks(frame: Frame, up: Floats, share: float = 1.0) -> Iterator[tuple[QColor, Floats]]:
    """The colours of rising and of falling bars, with which bars have them."""
    for colour, which in ((frame.theme.up, up), (frame.theme.down, ~up)):
        yield (colour if share == 1.0 else mixed(frame.theme.panel, colour, share)), which


def row(frame: Frame, values: Floats) -> Floats:
    """The rows of values; out of sight where they have none."""
    rows = np.round(frame.y(values))
    return np.where(np.isfinite(rows), rows, NOWHERE_ROW)


def ends(frame: Frame, high: Floats, low: Floats) -> tuple[Floats, Floats]:
    """The rows of two values, the upper one first, whichever way the axis goes; nothing where a log has none."""
    one = row(frame, high)
    other = np.round(frame.y(low))
    other = np.where(np.isfinite(other), other, one)
    return np.minimum(one, other), np.maximum(one, other)


def bodies(frame: Frame, stack: BarStack) -> tuple[Floats, Floats, tuple[Floats, ...]]:
    """Left and right pixel of each body, and open, high, low, close, volume: bars, or pixel columns of many bars."""
    if frame.bar_width < COLUMNS_UNDER:
        held = stack.columns(frame.x0, frame.x1, frame.width, frame.first, frame.stop)
        return held.pixel, held.pixel, (held.open, held.high, held.low, held.close, held.volume)
    first, stop = frame.first, max(frame.first, frame.stop)
    left, right = sides(frame, first, stop)
    return left, right, tuple(stack.rows.part(name, first, stop) for name in ("open", "high", "low", "close", "volume"))


def sides(frame: Frame, first: int, stop: int) -> tuple[Floats, Floats]:
    """Left and right pixel of the bodies of some bars."""
    middle = np.floor(frame.x(np.arange(first, stop, dtype=float)))
    half = max(1, int(frame.bar_width * BODY_SHARE / 2)) if frame.bar_width >= APART_FROM else 0
    return middle - half, middle + half


def _insides(frame: Frame, up: Floats, left: Floats, top: Floats, right: Floats, foot: Floats) -> Rects:
    edge = max(1, int(frame.scale))
    inside = up & (foot - top > 2 * edge)
    return rects(left[inside] + edge, top[inside] + edge, right[inside] - edge, foot[inside] - edge)
