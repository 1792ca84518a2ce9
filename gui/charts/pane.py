"""A pane of a chart: layers over each other, the scale they share, and how much of the height they get."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from gui.charts.layers.base import Layer, Pace, least
from gui.charts.scale import Reading, Scale

MARGIN = 0.06  # of the values' range, above and below
FLAT = 0.01  # of a value, where there is no range


@dataclass(slots=True, kw_only=True)
class Pane:
    """weight: its height against the others'. foot: the share of it that is kept free of values at its foot.

    least: what its axis shows at least. held: the ends that a hand has pulled it to (inner values);
    None: they follow what is in sight. middle: a value that stays in the middle, as the previous close of 分时.
    floor: a value that lies on the lowest row, as the 0 of volumes.
    """

    key: str
    layers: Sequence[Layer]
    weight: float = 1.0
    foot: float = 0.0
    scale: Scale = field(default_factory=Scale)
    least: tuple[float, float] | None = None
    held: tuple[float, float] | None = None
    middle: float | None = None
    floor: float | None = None

    def fitted(self, first: int, stop: int) -> Scale:
        """The scale for the bars in sight: based at the first of them, and linear where a log has no values.

        Ends that a hand has pulled are places on a log axis: it stays one.
        """
        scale = self.scale
        if scale.reading in (Reading.PERCENT, Reading.INDEX) and not math.isfinite(scale.base):
            scale = replace(scale, base=self._first(lambda layer: layer.base(max(0, first))))
        if scale.log and self.held is None and not self._low(first, stop) > 0:
            scale = replace(scale, log=False)
        return scale

    def ends(self, scale: Scale, first: int, stop: int) -> tuple[float, float]:
        """The lowest and the highest value the axis shows (inner values)."""
        if self.held is not None:
            return self.held
        found = [*(layer.extremes(first, stop) for layer in self.layers), *([self.least] if self.least else [])]
        low = least(one for one, _ in found)
        high = -least(-one for _, one in found)
        if self.middle is not None and math.isfinite(low + high):
            reach = max(abs(high - self.middle), abs(low - self.middle), abs(self.middle) * FLAT / 5)
            low, high = self.middle - reach, self.middle + reach
        if not math.isfinite(low + high):
            return 0.0, 1.0
        if scale.log:
            low, high = (float(scale.inner(np.array(end))) for end in (low, high))
        low = low if self.floor is None else self.floor
        room = (high - low) * MARGIN or abs(high) * FLAT or 1.0
        return (low - room if self.floor is None else low), high + room

    def of(self, pace: Pace) -> list[Layer]:
        """Its layers of one pace, in order."""
        return [layer for layer in self.layers if layer.pace is pace]

    def _low(self, first: int, stop: int) -> float:
        return least(layer.extremes(first, stop)[0] for layer in self.layers)

    def _first(self, said: object) -> float:
        bases = (said(layer) for layer in self.layers)  # type: ignore[operator]
        return next((base for base in bases if math.isfinite(base)), math.nan)
