"""How a pane's values become rows, and where its axis is marked: linear or log, as prices, percent or an index."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np

from gui.charts.ticks import decimals_of, price_ticks
from gui.look import numbers
from models.values import Floats

ROUNDING = 1e-9  # a value that went through a logarithm and back
LOG_SPAN = 3.0  # a log axis that spans a smaller ratio is marked at round steps, as a linear one


class Reading(StrEnum):
    """What an axis tells of a value."""

    PRICE = "price"
    PERCENT = "percent"  # over the base
    INDEX = "index"  # the base is 100
    CHANGE = "change"  # the values are percent already
    POINTS = "points"  # the values are percentage points, which carry no sign of percent
    BIG = "big"  # 万 亿 or K M B
    COUNT = "count"  # in a unit that is said elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How values are shown. base: the value that counts as 0 % or 100. decimals: of a price. lang: for large numbers.

    at: marks that are wanted instead of round ones. unit: of what is counted, 1e4 for 万.
    """

    log: bool = False
    reading: Reading = Reading.PRICE
    base: float = math.nan
    decimals: int = 2
    lang: str = "en"
    inverted: bool = False
    at: tuple[float, ...] = ()
    unit: float = 1.0

    def inner(self, values: Floats) -> Floats:
        """Values as the rows are proportional to them; NaN for what a log cannot show."""
        if not self.log:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log(values)
        return np.where(np.isfinite(logs), logs, np.nan)

    def outer(self, inner: float) -> float:
        """The value at a place that ``inner`` gave."""
        return math.exp(inner) if self.log else inner

    def text(self, value: float, step: float = 0.0) -> str:
        """A value as the axis writes it; ``step``: between two marks, for the decimals."""
        if not math.isfinite(value):
            return numbers.MISSING
        if self.reading is Reading.BIG:
            return numbers.big(value, self.lang)
        if self.reading is Reading.COUNT:
            return numbers.counted(value, self.unit, step)
        if self.reading in (Reading.CHANGE, Reading.POINTS):
            said = _percent(value, step)
            return said if self.reading is Reading.CHANGE else said.removesuffix("%")
        if self.reading is Reading.PRICE or not self._based:
            return numbers.price(value, decimals_of(step, self.decimals))
        if self.reading is Reading.PERCENT:
            return _percent((value / self.base - 1.0) * 100.0, step / self.base * 100.0)
        return f"{value / self.base * 100.0:,.{decimals_of(step / self.base * 100.0, 1)}f}"

    def ticks(self, low: float, high: float, most: int) -> list[tuple[float, str]]:
        """Round values between two (inner) ends and what they say, ascending."""
        return _ticks(self, low, high, most)

    def marked(self, low: float, high: float, most: int) -> list[tuple[float, str]]:
        """``ticks``, worked out."""
        if self.at:
            return [(value, f"{value:g}") for value in self.at]
        first, last = self.outer(low), self.outer(high)
        to, back = self._said()
        marks = [back(mark) for mark in self._round(*sorted((to(first), to(last))), most)]
        step = min((abs(b - a) for a, b in pairwise(marks)), default=0.0)
        return [(value, self.text(value, step)) for value in sorted(marks)]

    @property
    def _based(self) -> bool:
        """A percentage of nothing or less, as 后复权 by difference can be, would have the wrong sign."""
        return math.isfinite(self.base) and self.base > 0.0

    def _said(self) -> tuple[Callable[[float], float], Callable[[float], float]]:
        """From a value to the number that is rounded, and back."""
        if self._based and self.reading in (Reading.PERCENT, Reading.INDEX):
            off = 100.0 if self.reading is Reading.PERCENT else 0.0
            return (lambda v: v / self.base * 100.0 - off), (lambda p: (p + off) / 100.0 * self.base)
        return float, float

    def _round(self, low: float, high: float, most: int) -> list[float]:
        wide = self.log and low > 0 and high / low > LOG_SPAN
        return log_ticks(low, high, most) if wide else price_ticks(low, high, most)


@lru_cache(maxsize=64)  # the grid and the axis ask for the same, and again with each quote
def _ticks(scale: Scale, low: float, high: float, most: int) -> list[tuple[float, str]]:
    return scale.marked(low, high, most)


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """1, 2, 5 or only powers of ten, perhaps not each, between two positive numbers: the finest that has room."""
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    chosen: list[float] = []
    for steps in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
        marks = [step * 10.0**power for power in exponents for step in steps]
        marks = [mark for mark in marks if low * (1 - ROUNDING) <= mark <= high * (1 + ROUNDING)]
        if len(marks) > most:
            break
        chosen = marks
    powers = [power for power in exponents if low <= 10.0**power <= high]
    if not chosen and len(powers) > most:
        return [10.0**power for power in powers[:: math.ceil(len(powers) / max(1, most))]]
    return chosen or price_ticks(low, high, most)


def _percent(value: float, step: float) -> str:
    places = decimals_of(step, 0) if step else 2
    return f"{value:+,.{places}f}%" if round(value, places) else f"{0:.{places}f}%"
