"""MA 均线: the mean of the last n closes (TA-Lib's SMA, MA(CLOSE, n) in Chinese formulas), several lines at once."""

from __future__ import annotations

from models.indicators.averages import Means, means, periods_of
from models.indicators.values import Columns, Indicator, Output, Parameter, Params
from models.values import Floats

PRESET = (5, 10, 20, 60, 120, 250)


def _lines(columns: Columns, params: Params) -> list[Floats]:
    return means(columns.close, periods_of(params))


def _start(columns: Columns, params: Params) -> Means:
    return Means(columns, "close", periods_of(params))


INDICATOR = Indicator(
    key="ma",
    overlay=True,
    parameters=tuple(Parameter(f"period{n}", period, 1, 2000, optional=True) for n, period in enumerate(PRESET, 1)),
    outputs=tuple(Output(f"ma{n}", "MA", of=f"period{n}") for n in range(1, len(PRESET) + 1)),
    needs=("close",),
    lines=_lines,
    start=_start,
)
