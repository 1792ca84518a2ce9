"""ATR 真实波幅: Wilder's average of the true range, in the price's unit, by TA-Lib.

The true range reaches from the lower of low and previous close to the higher of high and previous close; the first
bar has none, so the first value stands n bars after it. 通达信's ATR is the plain mean of the last n true ranges.
"""

from __future__ import annotations

import math

from models.indicators.averages import FADED, Wilder
from models.indicators.library import talib
from models.indicators.values import NAN, Bar, Columns, Indicator, Output, Parameter, Params
from models.values import Floats


def _lines(columns: Columns, params: Params) -> tuple[Floats]:
    return (talib().ATR(columns.high, columns.low, columns.close, int(params["period"])),)


class _State:
    def __init__(self, columns: Columns, params: Params) -> None:
        period = int(params["period"])
        newest = columns.rows(slice(-FADED * (period + 1) - 1, None))
        self._average = Wilder(talib().TRANGE(newest.high, newest.low, newest.close)[1:], period)
        self._before = float(columns.close[-1]) if len(columns) else NAN

    def look(self, bar: Bar) -> tuple[float]:
        return (self._average.look(self._range(bar)),)

    def take(self, bar: Bar) -> None:
        if not math.isnan(self._before):  # the first bar has no range
            self._average.take(self._range(bar))
        self._before = bar.close

    def _range(self, bar: Bar) -> float:
        if math.isnan(self._before):
            return NAN
        return max(bar.high, self._before) - min(bar.low, self._before)


INDICATOR = Indicator(
    key="atr",
    overlay=False,
    parameters=(Parameter("period", 14, 1, 500),),
    outputs=(Output("atr", "ATR", of="period"),),
    needs=("high", "low", "close"),
    lines=_lines,
    start=_State,
)
