"""EMA 指数均线: exponential averages of the close, seeded with the first close, so known from the first bar.

EMA(X, n) of 通达信 and 同花顺: Y = (2 X + (n - 1) Y') / (n + 1), Y = X at the first bar. TA-Lib's own is seeded with
the mean of the first n closes and begins n - 1 bars later; the two meet as the seed fades.
"""

from __future__ import annotations

from models.indicators.averages import Exponential, a_line_each, exponential, exponentials, periods_of
from models.indicators.values import Bar, Columns, Indicator, Params
from models.values import Floats

PARAMETERS, OUTPUTS = a_line_each("ema", "EMA", (5, 10, 20, 60, 120, 250))


def _lines(columns: Columns, params: Params) -> list[Floats]:
    return exponentials(columns.close, periods_of(params))


class _State:
    def __init__(self, columns: Columns, params: Params) -> None:
        self._averages: list[Exponential] = [exponential(columns.close, period) for period in periods_of(params)]

    def look(self, bar: Bar) -> list[float]:
        return [one.look(bar.close) for one in self._averages]

    def take(self, bar: Bar) -> None:
        for one in self._averages:
            one.take(bar.close)


INDICATOR = Indicator(
    key="ema",
    overlay=True,
    parameters=PARAMETERS,
    outputs=OUTPUTS,
    needs=("close",),
    lines=_lines,
    start=_State,
)
