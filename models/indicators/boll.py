"""BOLL 布林线: the mean of n closes, and edges k standard deviations above and below it.

The deviation is the sample's (divided by n - 1): 通达信 and 同花顺 write BOLL with STD, their 估算标准差; the
population's is their STDP. TA-Lib's BBANDS takes the population's, so k is widened by sqrt(n / (n - 1)).
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from models.indicators.library import talib
from models.indicators.values import NAN, Bar, Columns, Indicator, Kind, Output, Parameter, Params
from models.values import Floats


def _lines(columns: Columns, params: Params) -> tuple[Floats, ...]:
    period = int(params["period"])
    width = params["width"] * math.sqrt(period / (period - 1))
    lines: tuple[Floats, ...] = talib().BBANDS(columns.close, period, width, width)
    return lines


class _State:
    """Mean and squares of the newest n - 1 closes; the next one is merged into them (Welford)."""

    def __init__(self, columns: Columns, params: Params) -> None:
        self._period, self._width = int(params["period"]), params["width"]
        self._held = deque(columns.close[-self._period :].tolist(), self._period - 1)
        self._weigh()

    def look(self, bar: Bar) -> tuple[float, float, float]:
        away = bar.close - self._mean
        mean = self._mean + away / self._period
        reach = self._width * math.sqrt((self._squares + away * (bar.close - mean)) / (self._period - 1))
        return mean + reach, mean, mean - reach

    def take(self, bar: Bar) -> None:
        self._held.append(bar.close)
        self._weigh()

    def _weigh(self) -> None:
        held = np.array(self._held)
        full = len(held) == self._period - 1
        self._mean = float(held.mean()) if full else NAN
        self._squares = float(((held - self._mean) ** 2).sum())


INDICATOR = Indicator(
    key="boll",
    overlay=True,
    parameters=(Parameter("period", 20, 2, 2000), Parameter("width", 2.0, 0.1, 10.0)),
    outputs=(Output("upper", "UPPER", Kind.BAND), Output("mid", "MID"), Output("lower", "LOWER", Kind.BAND)),
    needs=("close",),
    lines=_lines,
    start=_State,
)
