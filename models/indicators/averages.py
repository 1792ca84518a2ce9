"""Averages that several indicators share: whole columns by TA-Lib, and their states for the newest bar.

A smoothed average needs a beginning. TA-Lib begins with the mean of the first n values; Chinese software begins with
the first value (EMA) or with 50 (K and D). Copies of the wanted beginning put before the column make TA-Lib's mean
that beginning; as it fades, only the head of a long column is computed that way. TA-Lib's own switch for it
(``TA_SetCompatibility``) holds for the whole process and hides n - 1 values.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

import numpy as np

from models.indicators.library import talib
from models.indicators.values import NAN, Bar, Columns, Indicator, Output, Parameter, Params
from models.values import Floats

FADED = 40  # after so many times n + 1 values a seed weighs e**-40 or less: a double cannot show it


def periods_of(params: Params) -> list[int]:
    """The parameters ``period1``, ``period2`` ... that are on."""
    return [int(value) for key, value in params.items() if key.startswith("period") and value]


def a_line_each(
    key: str, label: str, preset: Sequence[int], least: int = 1, most: int = 2000
) -> tuple[tuple[Parameter, ...], tuple[Output, ...]]:
    """Parameters and lines of an indicator that is drawn once for each of some periods; 0 turns one off."""
    numbered = list(enumerate(preset, 1))
    return (
        tuple(Parameter(f"period{n}", period, least, most, optional=True) for n, period in numbered),
        tuple(Output(f"{key}{n}", label, of=f"period{n}") for n, _ in numbered),
    )


def moving(key: str, column: str, preset: Sequence[int], *, overlay: bool = False, volume: bool = False) -> Indicator:
    """The moving averages of a column, called MA whatever they are of."""
    parameters, outputs = a_line_each(key, "MA", preset)
    return Indicator(
        key=key, overlay=overlay, volume=volume, parameters=parameters, outputs=outputs, needs=(column,),
        lines=lambda columns, params: means(getattr(columns, column), periods_of(params)),
        start=lambda columns, params: Means(columns, column, periods_of(params)),
    )  # fmt: skip


def means(column: Floats, periods: Sequence[int]) -> list[Floats]:
    """The mean of the last n values for each n; NaN before there are n."""
    return [talib().SMA(column, period) for period in periods]


def exponentials(column: Floats, periods: Sequence[int]) -> list[Floats]:
    """The exponential average (alpha = 2 / (n + 1)) for each n, seeded with the first value: known from the first bar.

    ``column`` has one value at least.
    """
    return [_begun(talib().EMA, column, period, np.full(period - 1, column[0])) for period in periods]


def smoothed(column: Floats, length: int, seed: float) -> Floats:
    """Wilder's average (alpha = 1 / m; SMA(X, m, 1) in Chinese formulas), seeded with ``seed`` before the first bar."""
    return _begun(talib().RMA, column, length, np.full(length, seed))


def _begun(average: Callable[[Floats, int], Floats], column: Floats, length: int, before: Floats) -> Floats:
    """The average over ``column`` as if ``before`` stood before it, where its first value would be without."""
    line, head = average(column, length), column[: FADED * (length + 1)]
    line[: len(head)] = average(np.concatenate((before, head)), length)[len(before) :]
    return line


class Exponential:
    """The state of one exponential average; the first value it takes is its seed."""

    __slots__ = ("_alpha", "_held")

    def __init__(self, period: int, held: float | None) -> None:
        self._alpha, self._held = 2.0 / (period + 1), held

    def look(self, value: float) -> float:
        """The average if ``value`` comes next."""
        return value if self._held is None else self._held + self._alpha * (value - self._held)

    def take(self, value: float) -> None:
        """``value`` is final."""
        self._held = self.look(value)


def exponential(column: Floats, period: int) -> Exponential:
    """The state after ``column``, which may be empty; as good as from its beginning."""
    column = column[-FADED * (period + 1) :]
    return Exponential(period, float(exponentials(column, [period])[0][-1]) if len(column) else None)


class Wilder:
    """Wilder's average seeded with the mean of the first n values, NaN before; ``column`` is what was before."""

    __slots__ = ("_count", "_held", "_length")

    def __init__(self, column: Floats, length: int) -> None:
        self._length, self._count = length, min(len(column), length)
        begun = self._count == length
        self._held = float(talib().RMA(column, length)[-1]) if begun else float(column.sum())  # a sum until then

    def look(self, value: float) -> float:
        """The average if ``value`` comes next."""
        before = (self._length - 1) * self._held if self._count == self._length else self._held
        return (before + value) / self._length if self._count >= self._length - 1 else NAN

    def take(self, value: float) -> None:
        """``value`` is final."""
        begun = self._count >= self._length - 1
        self._held = self.look(value) if begun else self._held + value
        self._count = min(self._count + 1, self._length)


class Means:
    """The state of moving averages of one column of the bars."""

    __slots__ = ("_held", "_name", "_periods", "_sums")

    def __init__(self, columns: Columns, name: str, periods: Sequence[int]) -> None:
        self._name, self._periods = name, tuple(periods)
        most = max(self._periods, default=1)
        self._held = deque(getattr(columns, name)[-most:].tolist(), most)
        self._sum()

    def look(self, bar: Bar) -> list[float]:
        """The averages if ``bar`` comes next."""
        value: float = getattr(bar, self._name)
        return [(before + value) / period for before, period in zip(self._sums, self._periods, strict=True)]

    def take(self, bar: Bar) -> None:
        """``bar`` is final."""
        self._held.append(getattr(bar, self._name))
        self._sum()

    def _sum(self) -> None:
        """Sums of the newest n - 1 values, added up afresh so that no rounding gathers."""
        held = np.array(self._held)
        counts = [period - 1 for period in self._periods]
        self._sums = [float(held[len(held) - n :].sum()) if len(held) >= n else NAN for n in counts]
