"""EMA 指数均线: exponential averages of the close, seeded with the first close, so known from the first bar.

EMA(X, n) of 通达信 and 同花顺: Y = (2 X + (n - 1) Y') / (n + 1), Y = X at the first bar. TA-Lib's own is seeded with
the mean of the first n closes and begins n - 1 bars later; the two meet as the seed fades.
"""

from __future__ import annotations

from models.indicators.averages import Exponential, exponential, exponentials, periods_of
from models.indicators.values import Bar, Columns, Indicator, Output, Parameter, Params
from models.values import Floats

PRESET = (5, 10, 20, 60, 120, 250)


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
    parameters=tuple(Parameter(f"period{n}", period, 1, 2000, optional=True) for n, period in enumerate(PRESET, 1)),
    outputs=tuple(Output(f"ema{n}", "EMA", of=f"period{n}") for n in range(1, len(PRESET) + 1)),
    needs=("close",),
    lines=_lines,
    start=_State,
)
