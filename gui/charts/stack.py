"""The bars of a chart as numpy columns with a min/max pyramid: any window costs the same, whatever is held.

Level k holds the highest high and the lowest low of 8^k bars; a live bar touches one cell a level.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from gui.charts.ticks import DateMarks
from models.live_bar import Tail
from models.values import Bars, Days, Floats, Ints

FACTOR = 8
SMALLEST_LEVEL = 2048  # fewer cells than this are searched directly
SPARE = 64  # room for bars that begin while the chart is open


@dataclass(frozen=True, slots=True)
class Columns:
    """One bar for each pixel column that holds any: first open, extremes, last close, greatest volume."""

    pixel: Ints
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats


class BarStack:
    """Bars that may be looked at through any window, and whose newest may change."""

    def __init__(self, bars: Bars) -> None:
        self.count = len(bars)
        self.close_only = bars.close_only
        self._date: Days = bars.date
        self._close = bars.close
        self._open, self._high, self._low = (
            _filled(getattr(bars, name), bars.close) for name in ("open", "high", "low")
        )
        self._volume = np.nan_to_num(bars.volume) if np.isnan(bars.volume).any() else bars.volume
        self._owned = False
        self.marks = DateMarks(self._date)
        self._levels = _levels((self._high, np.fmax), (self._low, np.fmin), (self._volume, np.fmax))

    date = property(lambda self: self._date[: self.count])
    open = property(lambda self: self._open[: self.count])
    high = property(lambda self: self._high[: self.count])
    low = property(lambda self: self._low[: self.count])
    close = property(lambda self: self._close[: self.count])
    volume = property(lambda self: self._volume[: self.count])

    def put(self, tail: Tail) -> None:
        """Change the newest bar, or add the next one when its date is later."""
        self._own()
        began = not self.count or np.datetime64(tail.date, "D") > self._date[self.count - 1]
        if began:
            self._grow()
        place = self.count - 1
        self._date[place] = np.datetime64(tail.date, "D")
        self._open[place], self._high[place], self._low[place] = tail.open, tail.high, tail.low
        self._close[place], self._volume[place] = tail.close, np.nan_to_num(tail.volume)
        self._lift(place)
        if began:
            self.marks = DateMarks(self.date)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Lowest low and highest high of the bars first..stop-1, exactly."""
        first, stop = max(0, first), min(self.count, stop)
        if first >= stop:
            return np.nan, np.nan
        low, high = np.inf, -np.inf
        for level, begin, end in self._cover(first, stop):
            highs, lows, _ = self._levels[level]
            low, high = min(low, lows[begin:end].min()), max(high, highs[begin:end].max())
        return float(low), float(high)

    def busiest(self, first: int, stop: int) -> float:
        """The greatest volume of the bars first..stop-1; 0 when none is known."""
        first, stop = max(0, first), min(self.count, stop)
        cells = [self._levels[level][2][begin:end].max() for level, begin, end in self._cover(first, stop)]
        return float(max(cells, default=0.0))

    def columns(self, x0: float, x1: float, width: int, begin: int = 0, end: int | None = None) -> Columns:
        """What each of ``width`` pixel columns shows of the bars x0..x1, begin..end-1 only. Every extreme is kept."""
        per, end = (x1 - x0) / width, self.count if end is None else end
        edges = np.clip(np.floor(x0 + np.arange(width + 1) * per), begin, max(begin, end)).astype(np.int64)
        held = edges[1:] > edges[:-1]
        first, stop = edges[:-1][held], edges[1:][held]
        if not len(first):
            nothing = np.empty(0)
            return Columns(first, nothing, nothing, nothing, nothing, nothing)
        level = self._level_for(per)
        size = FACTOR**level
        highs, lows, volumes = self._levels[level]
        end = (int(stop[-1]) - 1) // size + 1
        cells = first // size
        return Columns(
            np.flatnonzero(held),
            self._open[first],
            np.maximum.reduceat(highs[:end], cells),
            np.minimum.reduceat(lows[:end], cells),
            self._close[stop - 1],
            np.maximum.reduceat(volumes[:end], cells),
        )

    def _level_for(self, bars_per_column: float) -> int:
        """The coarsest level whose cells are well under a column wide."""
        level = 0
        while level + 1 < len(self._levels) and 2 * FACTOR ** (level + 1) <= bars_per_column:
            level += 1
        return level

    def _cover(self, first: int, stop: int) -> list[tuple[int, int, int]]:
        """(level, begin, end) cells that together are exactly first..stop: coarse in the middle, fine at both ends."""
        pieces = []
        for level in range(len(self._levels)):
            if first >= stop:
                break
            if level == len(self._levels) - 1 or stop - first < 2 * FACTOR:
                pieces.append((level, first, stop))
                break
            inner_first, inner_stop = -(-first // FACTOR) * FACTOR, stop // FACTOR * FACTOR
            pieces += [(level, first, inner_first), (level, inner_stop, stop)]
            first, stop = inner_first // FACTOR, inner_stop // FACTOR
        return [piece for piece in pieces if piece[1] < piece[2]]

    def _own(self) -> None:
        """The columns came read-only from a Bars: copied at the first change, with room for more."""
        if not self._owned:
            self._owned = True
            self._resize(self.count + SPARE)

    def _grow(self) -> None:
        self.count += 1
        if self.count > len(self._close):
            self._resize(self.count + SPARE)

    def _resize(self, room: int) -> None:
        for name in ("_date", "_open", "_high", "_low", "_close", "_volume"):
            old = getattr(self, name)
            new = np.zeros(room, old.dtype) if old.dtype.kind == "M" else np.full(room, np.nan)
            new[: len(old)] = old
            setattr(self, name, new)
        self._levels[0] = (self._high, self._low, self._volume)

    def _lift(self, place: int) -> None:
        """Bring the pyramid's cells above ``place`` up to date."""
        for level in range(1, len(self._levels)):
            begin, place = place // FACTOR * FACTOR, place // FACTOR
            under, over = self._levels[level - 1], self._levels[level]
            if place >= len(over[0]):
                self._levels[level] = over = tuple(np.append(column, np.nan) for column in over)  # type: ignore[assignment]
            for column, source, take in zip(over, under, (np.nanmax, np.nanmin, np.nanmax), strict=True):
                column[place] = take(source[begin : begin + FACTOR])


Level = tuple[Floats, Floats, Floats]


def _filled(column: Floats, close: Floats) -> Floats:
    """Where a source gives closes only, the close stands for all four."""
    missing = np.isnan(column)
    return np.where(missing, close, column) if missing.any() else column


def _levels(*columns: tuple[Floats, np.ufunc]) -> list[Level]:
    levels: list[Level] = [tuple(column for column, _ in columns)]  # type: ignore[list-item]
    while len(levels[-1][0]) > SMALLEST_LEVEL:
        starts = np.arange(0, len(levels[-1][0]), FACTOR)
        under = zip(levels[-1], columns, strict=True)
        levels.append(tuple(ufunc.reduceat(column, starts) for column, (_, ufunc) in under))  # type: ignore[arg-type]
    return levels


def days(stack: BarStack) -> tuple[dt.date, dt.date] | None:
    """First and last day held."""
    if not stack.count:
        return None
    return stack.date[0].astype(dt.date), stack.date[-1].astype(dt.date)
