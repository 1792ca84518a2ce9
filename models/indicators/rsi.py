"""RSI 相对强弱: of what the price moved, the part it moved upwards, in percent; three lines as Chinese software shows.

Wilder's, by TA-Lib: average gain / (average gain + average loss), both seeded with the mean of the first n changes,
so the first value stands n bars after the first. 通达信's SMA(MAX(C-REF(C,1),0),N,1)/SMA(ABS(C-REF(C,1)),N,1)*100
goes on the same way from the first change alone; the two meet as the seed fades. There is no value before the price
has moved at all.
"""

from __future__ import annotations

import numpy as np

from models.indicators.averages import FADED, Wilder, a_line_each, periods_of
from models.indicators.library import talib
from models.indicators.values import NAN, Bar, Columns, Indicator, Params
from models.values import Floats

PARAMETERS, OUTPUTS = a_line_each("rsi", "RSI", (6, 12, 24), least=2, most=500)


def _lines(columns: Columns, params: Params) -> list[Floats]:
    close = columns.close
    made: list[Floats] = [talib().RSI(close, period) for period in periods_of(params)]
    if len(close) > 1 and close[1] == close[0]:
        moved = np.flatnonzero(close != close[0])
        still = int(moved[0]) if len(moved) else len(close)
        for line in made:
            line[:still] = NAN  # TA-Lib says 0
    return made


class _Line:
    """Average gain and average loss of one line."""

    def __init__(self, changes: Floats, period: int) -> None:
        newest = changes[-FADED * (period + 1) :]
        if newest[-period:].any():  # else both averages fade with the seed, and what it was still tells
            changes = newest
        self._up, self._down = Wilder(np.maximum(changes, 0.0), period), Wilder(np.maximum(-changes, 0.0), period)

    def look(self, change: float) -> float:
        up, down = self._up.look(max(change, 0.0)), self._down.look(max(-change, 0.0))
        return 100.0 * up / (up + down) if up + down else NAN

    def take(self, change: float) -> None:
        self._up.take(max(change, 0.0))
        self._down.take(max(-change, 0.0))


class _State:
    def __init__(self, columns: Columns, params: Params) -> None:
        changes = np.diff(columns.close)
        self._before = float(columns.close[-1]) if len(columns) else None
        self._lines = [_Line(changes, period) for period in periods_of(params)]

    def look(self, bar: Bar) -> list[float]:
        if self._before is None:
            return [NAN] * len(self._lines)
        return [line.look(bar.close - self._before) for line in self._lines]

    def take(self, bar: Bar) -> None:
        if self._before is not None:
            for line in self._lines:
                line.take(bar.close - self._before)
        self._before = bar.close


INDICATOR = Indicator(
    key="rsi",
    overlay=False,
    parameters=PARAMETERS,
    outputs=OUTPUTS,
    needs=("close",),
    lines=_lines,
    start=_State,
    span=(0.0, 100.0),
    levels=(30.0, 70.0),
)
