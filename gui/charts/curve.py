"""One line of numbers along the bars: an indicator, or a member of a comparison. NaN is a gap, never a zero."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gui.charts.axis import stretches
from gui.charts.pyramid import Fold, Pyramid
from gui.charts.rows import Rows
from models.values import Floats, Ints


@dataclass(frozen=True, slots=True)
class Spans:
    """For each pixel column that holds any number: the least and the greatest of them."""

    pixel: Ints
    low: Floats
    high: Floats


class Curve:
    """A column of numbers, as long as the axis it lies on, under a pyramid."""

    def __init__(self, values: Floats) -> None:
        self._rows = Rows({"value": values})

    @cached_property
    def _tops(self) -> Pyramid:
        """Made when it is first looked at: a line nobody sees costs nothing."""
        return Pyramid(self._rows, Fold("value", np.fmax), Fold("value", np.fmin))

    @property
    def count(self) -> int:
        """Rows held."""
        return self._rows.count

    def part(self, first: int, stop: int) -> Floats:
        """The numbers first..stop-1."""
        return self._rows.part("value", max(0, first), stop)

    def at(self, place: int) -> float:
        """One number; NaN beside the line."""
        return float(self._rows.at("value", place)) if 0 <= place < self.count else np.nan

    def put(self, place: int, value: float) -> None:
        """The newest number is another, or the next one begins."""
        tops = self._tops
        self._rows.put(place, value=value)
        tops.lift(place)

    def replace(self, values: Floats) -> None:
        """Other numbers in the place of all."""
        self._rows = Rows({"value": values})
        vars(self).pop("_tops", None)

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Least and greatest number of first..stop-1; NaN when there is none."""
        high, low = self._tops.over(first, stop)
        return low, high

    def spans(self, x0: float, x1: float, width: int, begin: int = 0, end: int | None = None) -> Spans:
        """What each of ``width`` pixel columns shows. Neighbours touch, so that the line has no holes."""
        stop_at = self.count if end is None else min(end, self.count)
        pixel, first, stop = stretches(x0, x1, width, begin, stop_at)
        if not len(first):
            return Spans(first, np.empty(0), np.empty(0))
        high, low = self._tops.cells(first, int(stop[-1]) - 1, (x1 - x0) / width)
        held = np.isfinite(high)
        return _touching(Spans(pixel[held], low[held], high[held]))


def _touching(spans: Spans) -> Spans:
    """Each column reaches to the one on its left, where there is one."""
    beside = np.flatnonzero(np.diff(spans.pixel) == 1) + 1
    low, high = spans.low.copy(), spans.high.copy()
    low[beside] = np.minimum(low[beside], spans.high[beside - 1])
    high[beside] = np.maximum(high[beside], spans.low[beside - 1])
    return Spans(spans.pixel, low, high)
