"""REL 相对强弱线: the close over the benchmark's, 100 at the first bar both have; above 100 it has gained on it.

A ratio of what is not above zero means nothing: such bars have no value (后复权 or 前复权 prices may be negative).
"""

from __future__ import annotations

import numpy as np

from models.indicators.values import NAN, Bar, Columns, Indicator, Output, Params
from models.values import Floats

BLOCK = 1 << 14  # bars at a time: what was divided is still in the processor's cache when it is scaled


def _lines(columns: Columns, _: Params) -> tuple[Floats]:
    close, benchmark = columns.close, columns.benchmark
    assert benchmark is not None  # it is among the needs
    if columns.least("close") > 0.0 and columns.least("benchmark") > 0.0:
        return (_rebased(close, benchmark),)
    line, sound = np.full(len(close), NAN), (close > 0.0) & (benchmark > 0.0)
    if sound.any():
        line[sound] = _rebased(close[sound], benchmark[sound])
    return (line,)


def _rebased(close: Floats, benchmark: Floats) -> Floats:
    line, scale = np.empty(len(close)), 100.0 * (benchmark[0] / close[0])
    for begin in range(0, len(close), BLOCK):
        part = slice(begin, begin + BLOCK)
        np.divide(close[part], benchmark[part], out=line[part])
        line[part] *= scale
    return line


class _State:
    """The scale that makes the first common bar 100."""

    def __init__(self, columns: Columns, _: Params) -> None:
        self._scale: float | None = None
        if columns.benchmark is not None and len(columns):
            first = int(np.argmax(sound := (columns.close > 0.0) & (columns.benchmark > 0.0)))
            if sound[first]:
                self._scale = 100.0 * float(columns.benchmark[first] / columns.close[first])

    def look(self, bar: Bar) -> tuple[float]:
        if not (bar.close > 0.0 and bar.benchmark > 0.0):
            return (NAN,)
        return (100.0 if self._scale is None else bar.close / bar.benchmark * self._scale,)

    def take(self, bar: Bar) -> None:
        if self._scale is None and bar.close > 0.0 and bar.benchmark > 0.0:
            self._scale = 100.0 * bar.benchmark / bar.close


INDICATOR = Indicator(
    key="rel",
    overlay=False,
    parameters=(),
    outputs=(Output("rel", "REL"),),
    needs=("close", "benchmark"),
    lines=_lines,
    start=_State,
    levels=(100.0,),
)
