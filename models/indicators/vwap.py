"""VWAP 成交均价: the mean price weighted by volume, of (high + low + close) / 3 as TA-Lib's and TradingView's.

Intraday it begins afresh with every trading day. Over days it is the mean of the last n bars: one anchored at the
first bar would change whenever older bars are loaded. The turnover is not used, which would be exact for traded prices
alone: it belongs neither to adjusted prices nor to an index, and the live bar of some sources has none.
No value while nothing was traded.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from models.indicators.library import talib
from models.indicators.values import NAN, Bar, Columns, Indicator, Output, Parameter, Params
from models.values import Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 1 << 14  # bars at a time, in whole days: the columns in between stay in the processor's cache


def _lines(columns: Columns, params: Params) -> tuple[Floats]:
    return (_by_day(columns) if columns.intraday else _rolling(columns, int(params["period"])),)


def _rolling(columns: Columns, period: int) -> Floats:
    price, volume = talib().TYPPRICE(columns.high, columns.low, columns.close), columns.volume
    line: Floats = talib().VWMA(price, volume, period)
    if not columns.least("volume") > 0.0:  # a running sum of fractions does not come back to zero
        line[_last(volume > 0.0) <= np.arange(len(line)) - period] = NAN
    return line


def _last(flags: NDArray[np.bool_]) -> Ints:
    """The place of the newest flag up to each bar, -1 before the first."""
    places: Ints = np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1 - len(flags)))
    return places


def _by_day(columns: Columns) -> Floats:
    days = columns.date.view(np.int64)
    begins = np.flatnonzero(days[1:] != days[:-1]) + 1
    begins = np.concatenate(([0], begins))
    line = np.empty(len(columns))
    for part, inside in _blocks(begins, len(columns)):
        line[part] = _day_means(columns, part, inside)
    return line


def _blocks(begins: Ints, count: int) -> list[tuple[slice, Ints]]:
    """Whole days, some 16,000 bars at a time, with where in them each day begins."""
    cuts = np.searchsorted(begins, np.arange(0, count, BLOCK))
    cuts = np.unique(cuts[cuts < len(begins)])
    ends = np.append(begins[cuts[1:]], count)
    whole = zip(cuts, np.append(cuts[1:], len(begins)), ends, strict=True)
    return [(slice(int(begins[a]), int(end)), begins[a:b] - begins[a]) for a, b, end in whole]


def _day_means(columns: Columns, part: slice, begins: Ints) -> Floats:
    volume = columns.volume[part]
    lengths = np.diff(np.append(begins, len(volume)))
    line, sums = _restarted(_paid(columns, part), begins, lengths), _restarted(volume, begins, lengths)
    if not columns.least("volume") > 0.0:
        sums[_last(volume > 0.0) < np.repeat(begins, lengths)] = NAN
    line /= sums
    return line


def _paid(columns: Columns, part: slice) -> Floats:
    paid: Floats = talib().TYPPRICE(columns.high[part], columns.low[part], columns.close[part])
    paid *= columns.volume[part]
    return paid


def _restarted(column: Floats, begins: Ints, lengths: Ints) -> Floats:
    """The running sum from each day's beginning.

    There, what the day before came to is taken off; the rounding that is left is known at that bar and taken off too.
    """
    steps = column.copy()
    steps[begins[1:]] -= np.add.reduceat(column, begins)[:-1]
    line: Floats = talib().CUMSUM(steps)
    line -= np.repeat(line[begins] - column[begins], lengths)
    return line


def _price(bar: Bar) -> float:
    return (bar.high + bar.low + bar.close) / 3.0


class _Day:
    """The running day."""

    def __init__(self, columns: Columns) -> None:
        self._date: dt.date | None = None
        self._paid = self._volume = 0.0
        if len(columns):
            self._date = columns.date[-1].astype(dt.date)
            rows = columns.rows(columns.date == columns.date[-1])
            self._paid, self._volume = float(_paid(rows, slice(None)).sum()), float(rows.volume.sum())

    def look(self, bar: Bar) -> tuple[float]:
        paid, volume = self._with(bar)
        return (paid / volume if volume else NAN,)

    def take(self, bar: Bar) -> None:
        self._paid, self._volume = self._with(bar)
        self._date = bar.date

    def _with(self, bar: Bar) -> tuple[float, float]:
        paid = _price(bar) * bar.volume
        return (self._paid + paid, self._volume + bar.volume) if bar.date == self._date else (paid, bar.volume)


class _Rolling:
    """The newest n - 1 bars."""

    def __init__(self, columns: Columns, period: int) -> None:
        rows = columns.rows(slice(max(len(columns) - period + 1, 0), None))
        self._full = period - 1
        self._paid = deque((_paid(rows, slice(None)) if len(rows) else rows.close).tolist(), self._full)
        self._volume = deque(rows.volume.tolist(), self._full)
        self._sum()

    def look(self, bar: Bar) -> tuple[float]:
        volume = self._volumes + bar.volume
        if len(self._volume) < self._full or not volume:
            return (NAN,)
        return ((self._sums + _price(bar) * bar.volume) / volume,)

    def take(self, bar: Bar) -> None:
        self._paid.append(_price(bar) * bar.volume)
        self._volume.append(bar.volume)
        self._sum()

    def _sum(self) -> None:
        self._sums, self._volumes = sum(self._paid), sum(self._volume)


def _start(columns: Columns, params: Params) -> _Day | _Rolling:
    return _Day(columns) if columns.intraday else _Rolling(columns, int(params["period"]))


INDICATOR = Indicator(
    key="vwap",
    overlay=True,
    parameters=(Parameter("period", 20, 2, 2000),),
    outputs=(Output("vwap", "VWAP"),),
    needs=("high", "low", "close", "volume"),
    lines=_lines,
    start=_start,
)
