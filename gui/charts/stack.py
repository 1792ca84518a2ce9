"""The bars of a chart as numpy columns under a pyramid: any window costs the same, whatever is held."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.charts.axis import BarAxis
from gui.charts.pyramid import Fold, Pyramid
from gui.charts.rows import Rows
from models.instruments import ZONES, Market
from models.live_bar import Tail
from models.values import Bars, Floats, Interval, Ints

PRICES = ("open", "high", "low", "close")


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
    """Bars that may be looked at through any window, and whose newest may change.

    Its rows have ``shares`` and ``turnover`` as the source told them (NaN: unknown); ``volume`` is what is drawn.
    """

    def __init__(self, bars: Bars, market: Market = Market.US) -> None:
        self.close_only, self.intraday = bars.close_only, bars.interval.intraday
        self._by_date = bars.interval is Interval.DAY
        prices = {name: _filled(getattr(bars, name), bars.close) for name in PRICES[:3]}
        volume = np.nan_to_num(bars.volume) if np.isnan(bars.volume).any() else bars.volume
        traded = {"volume": volume, "shares": bars.volume, "turnover": bars.turnover}
        self.rows = Rows({"date": bars.date, "time": bars.time, **prices, "close": bars.close, **traded})
        self.axis = BarAxis(self.rows, ZONES[market], bars.interval.minutes)
        self.axis.daily = self._by_date
        self._tops = Pyramid(self.rows, Fold("high", np.fmax), Fold("low", np.fmin), Fold("volume", np.fmax))

    count = property(lambda self: self.rows.count)
    date = property(lambda self: self.rows.part("date"))
    time = property(lambda self: self.rows.part("time"))
    open = property(lambda self: self.rows.part("open"))
    high = property(lambda self: self.rows.part("high"))
    low = property(lambda self: self.rows.part("low"))
    close = property(lambda self: self.rows.part("close"))
    volume = property(lambda self: self.rows.part("volume"))

    def put(self, tail: Tail) -> bool:
        """Change the newest bar, or add the next one when it begins later; whether one began."""
        began = not self.count or self._later(tail)
        place = self.count if began else self.count - 1
        self.rows.put(
            place, date=np.datetime64(tail.date, "D"), time=tail.time, open=tail.open, high=tail.high, low=tail.low,
            close=tail.close, volume=np.nan_to_num(tail.volume), shares=tail.volume, turnover=np.nan,
        )  # fmt: skip
        self._tops.lift(place)
        return began

    def _later(self, tail: Tail) -> bool:
        """Days differ by date; a week or month carries the date of its newest session and the time of its first."""
        if self._by_date:
            return bool(np.datetime64(tail.date, "D") > self.rows.at("date", self.count - 1))
        return bool(tail.time > self.rows.at("time", self.count - 1))

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Lowest low and highest high of the bars first..stop-1, exactly."""
        high, low, _ = self._tops.over(first, stop)
        return low, high

    def busiest(self, first: int, stop: int) -> float:
        """The greatest volume of the bars first..stop-1; 0 when none is known."""
        return float(np.nan_to_num(self._tops.over(first, stop)[2]))

    def columns(self, x0: float, x1: float, width: int, begin: int = 0, end: int | None = None) -> Columns:
        """What each of ``width`` pixel columns shows of the bars x0..x1, begin..end-1 only. Every extreme is kept."""
        pixel, first, stop = self.axis.stretches(x0, x1, width, begin, end)
        if not len(first):
            nothing = np.empty(0)
            return Columns(first, nothing, nothing, nothing, nothing, nothing)
        high, low, volume = self._tops.cells(first, int(stop[-1]) - 1, (x1 - x0) / width)
        return Columns(pixel, self.rows.take("open", first), high, low, self.rows.take("close", stop - 1), volume)


def _filled(column: Floats, close: Floats) -> Floats:
    """Where a source gives closes only, the close stands for all four."""
    missing = np.isnan(column)
    return np.where(missing, close, column) if missing.any() else column
