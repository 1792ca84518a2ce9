"""Where an axis of values is marked: round numbers, and the decimals that tell them apart."""

from __future__ import annotations

import math

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


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
