"""MACD: DIF, the fast less the slow exponential average; DEA, the average of DIF; the bar, 2 (DIF - DEA).

As 通达信 and 同花顺: DIF:EMA(CLOSE,12)-EMA(CLOSE,26); DEA:EMA(DIF,9); MACD:(DIF-DEA)*2, each EMA seeded with its
first value, so all three are known from the first bar, at which they are 0. Elsewhere the bar is DIF - DEA.
"""

from __future__ import annotations

import numpy as np

from models.indicators.averages import FADED, exponential
from models.indicators.library import talib
from models.indicators.values import Bar, Columns, Indicator, Kind, Output, Parameter, Params
from models.values import Floats


def _lines(columns: Columns, params: Params) -> tuple[Floats, Floats, Floats]:
    fast, slow, signal = (int(params[key]) for key in ("fast", "slow", "signal"))
    before = max(fast, slow) + signal - 2  # TA-Lib's look-back: filled with the first close, so both seeds are its
    head = columns.close[: FADED * (fast + slow + signal)]
    begun = talib().MACD(np.concatenate((np.full(before, head[0]), head)), fast, slow, signal)
    dif, dea, bars = lines = talib().MACD(columns.close, fast, slow, signal)
    for line, first in zip(lines, begun, strict=True):
        line[: len(head)] = first[before:]
    bars *= 2.0
    if fast > slow:  # TA-Lib exchanges them without a word
        for line in (dif, dea, bars):
            np.negative(line, out=line)
    return dif, dea, bars


class _State:
    def __init__(self, columns: Columns, params: Params) -> None:
        self._fast, self._slow = (exponential(columns.close, int(params[key])) for key in ("fast", "slow"))
        newest = columns.rows(slice(-FADED * int(sum(params.values())), None))
        dif = _lines(newest, params)[0] if len(newest) else newest.close
        self._signal = exponential(dif, int(params["signal"]))

    def look(self, bar: Bar) -> tuple[float, float, float]:
        dif = self._fast.look(bar.close) - self._slow.look(bar.close)
        dea = self._signal.look(dif)
        return dif, dea, 2.0 * (dif - dea)

    def take(self, bar: Bar) -> None:
        self._signal.take(self.look(bar)[0])
        self._fast.take(bar.close)
        self._slow.take(bar.close)


INDICATOR = Indicator(
    key="macd",
    overlay=False,
    parameters=(Parameter("fast", 12, 2, 500), Parameter("slow", 26, 2, 500), Parameter("signal", 9, 1, 500)),
    outputs=(Output("dif", "DIF"), Output("dea", "DEA"), Output("macd", "MACD", Kind.HISTOGRAM)),
    needs=("close",),
    lines=_lines,
    start=_State,
    levels=(0.0,),
)
