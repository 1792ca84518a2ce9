"""KDJ 随机指标: where the close lies between the lowest low and the highest high of n bars, smoothed twice.

RSV = (C - LLV(L, n)) / (HHV(H, n) - LLV(L, n)) * 100; K = SMA(RSV, m1, 1); D = SMA(K, m2, 1); J = 3 K - 2 D, as in
通达信 and 同花顺. K and D are 50 before the first bar that has n behind it (KLineChart, 同花顺), so
K = 2/3 * 50 + 1/3 * RSV there. While highest and lowest are one price there is no RSV: K stays, D comes on towards K.
TA-Lib's KDJ and STOCH seed with a mean and begin later.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from models.indicators.averages import FADED, smoothed
from models.indicators.library import talib
from models.indicators.values import NAN, Bar, Columns, Indicator, Output, Parameter, Params
from models.values import Floats

SEED = 50.0


def _lines(columns: Columns, params: Params) -> tuple[Floats, Floats, Floats]:
    begin = int(params["period"]) - 1
    k = _fast(columns, int(params["period"]), int(params["k"]))
    d = smoothed(k, int(params["d"]), SEED)
    j = 3.0 * k
    j -= 2.0 * d
    k, d, j = (np.concatenate((np.full(min(begin, len(columns)), NAN), line)) for line in (k, d, j))
    return k, d, j


def _fast(columns: Columns, period: int, length: int) -> Floats:
    """K from the first bar that has ``period`` behind it."""
    low, reach = _lowest_and_reach(columns, period)
    place: Floats = columns.close[period - 1 :] - low
    place *= 100.0
    if not len(reach) or reach.min() > 0.0:
        place /= reach
        return smoothed(place, length, SEED)
    moved = reach > 0.0
    held = np.concatenate(([SEED], smoothed(place[moved] / reach[moved], length, SEED)))
    kept: Floats = held[np.cumsum(moved)]
    return kept


def _lowest_and_reach(columns: Columns, period: int) -> tuple[Floats, Floats]:
    low: Floats = talib().MIN(columns.low, period)[period - 1 :]
    return low, talib().MAX(columns.high, period)[period - 1 :] - low


class _State:
    def __init__(self, columns: Columns, params: Params) -> None:
        self._period, self._k_length, self._d_length = (int(params[key]) for key in ("period", "k", "d"))
        self._highs, self._lows = (
            deque(one[-self._period :].tolist(), self._period - 1) for one in (columns.high, columns.low)
        )
        self._k = self._d = SEED
        if len(columns) >= self._period:
            self._k, self._d = (float(line[-1]) for line in _lines(self._enough(columns), params)[:2])

    def _enough(self, columns: Columns) -> Columns:
        """The newest bars, when none of them keeps a K from before; else all."""
        newest = columns.rows(slice(-FADED * (self._k_length + self._d_length + 2) - self._period, None))
        return newest if _lowest_and_reach(newest, self._period)[1].min() > 0.0 else columns

    def look(self, bar: Bar) -> tuple[float, float, float]:
        if len(self._highs) < self._period - 1:
            return NAN, NAN, NAN
        low = min(bar.low, *self._lows)
        reach = max(bar.high, *self._highs) - low
        k = self._k
        if reach > 0.0:
            k += ((bar.close - low) / reach * 100.0 - k) / self._k_length
        d = self._d + (k - self._d) / self._d_length
        return k, d, 3.0 * k - 2.0 * d

    def take(self, bar: Bar) -> None:
        if len(self._highs) == self._period - 1:
            self._k, self._d, _ = self.look(bar)
        self._highs.append(bar.high)
        self._lows.append(bar.low)


INDICATOR = Indicator(
    key="kdj",
    overlay=False,
    parameters=(Parameter("period", 9, 2, 500), Parameter("k", 3, 1, 100), Parameter("d", 3, 1, 100)),
    outputs=(Output("k", "K"), Output("d", "D"), Output("j", "J")),
    needs=("high", "low", "close"),
    lines=_lines,
    start=_State,
    span=(0.0, 100.0),
    levels=(20.0, 80.0),
)
