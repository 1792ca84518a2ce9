"""Where an axis is marked and what it says there: round prices, and dates as people write them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from models.values import Days, Ints

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def price_step(low: float, high: float, most: int) -> float:
    """The smallest round step that needs at most ``most`` marks between two prices."""
    raw = (high - low) / max(1, most)
    size = 10.0 ** math.floor(math.log10(raw))
    return next(step * size for step in STEPS if step * size >= raw * (1 - 1e-9))


def price_ticks(low: float, high: float, most: int) -> list[float]:
    """Round prices between low and high, ascending."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return []
    step = price_step(low, high, most)
    return [n * step for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def decimals_of(step: float, least: int) -> int:
    """Decimals that tell two neighbouring marks apart, at least those of the instrument."""
    needed = 0
    while needed < 6 and abs(round(step, needed) - step) > step * 1e-6:
        needed += 1
    return max(least, needed)


@dataclass(frozen=True, slots=True)
class DateTick:
    """A mark under a bar; ``strong`` where a year begins."""

    bar: int
    text: str
    strong: bool


class DateMarks:
    """The bars where years, quarters, months and weeks begin, found once for a series."""

    def __init__(self, dates: Days) -> None:
        self._dates = dates
        month = dates.astype("datetime64[M]").astype(np.int64)
        week = (dates.astype(np.int64) + 3) // 7  # 1970-01-01 was a Thursday: weeks begin on Monday
        self._ranks: tuple[Ints, ...] = (
            *(_begins(month // 12 // years) for years in (10, 5, 2, 1)),
            _begins(month // 3),
            _begins(month),
            _begins(week),
        )

    def ticks(self, first: int, stop: int, most: int, lang: str) -> list[DateTick]:
        """At most about ``most`` marks between two bars: the finest rank that still fits."""
        chosen = np.empty(0, np.int64)
        for rank in self._ranks:
            inside = rank[np.searchsorted(rank, first) : np.searchsorted(rank, stop)]
            if len(inside) > max(1, most):
                break
            chosen = inside
        else:
            if stop - first <= max(1, most):
                chosen = np.arange(max(0, first), min(stop, len(self._dates)))
        return [self._tick(int(bar), lang, alone=not place) for place, bar in enumerate(chosen[chosen > 0])]

    def _tick(self, bar: int, lang: str, *, alone: bool) -> DateTick:
        """What is new at a bar: its year, its month or its day; the first mark in sight says the month with its day."""
        now, before = self._dates[bar].astype(object), self._dates[bar - 1].astype(object)
        if now.year != before.year:
            return DateTick(bar, f"{now.year}", strong=True)
        month, day = (f"{now.month}月", f"{now.day}日") if lang == "zh" else (MONTHS[now.month - 1], f" {now.day}")
        if now.month != before.month:
            return DateTick(bar, month, strong=False)
        return DateTick(bar, (month + day if alone else day).strip(), strong=False)


def _begins(period: Ints) -> Ints:
    """The places where a new period begins; the first bar counts."""
    return np.flatnonzero(np.diff(period, prepend=period[:1] - 1)) if len(period) else np.empty(0, np.int64)
