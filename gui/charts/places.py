"""Between the anchors of drawings and a chart: on which bar a moment lies, and what a price as traded is there."""

from __future__ import annotations

import numpy as np

from gui.charts.axis import DAY_S, BarAxis
from models.adjustment import scales
from models.drawings.values import Anchor, FactorAt, anchored, factor_at, shown_price
from models.values import Adjust, Bars


class Places:
    """Anchors made on days, weeks or minutes lie on the same day of any other chart of the instrument."""

    def __init__(self, axis: BarAxis, factor: FactorAt | None = None) -> None:
        """``factor``: what prices as traded are multiplied with at a bar's start; None where they are shown."""
        self.axis, self._factor_at = axis, factor

    def bar(self, time: int) -> float:
        """Where a moment lies, by bars: a whole number is the middle of one."""
        axis, day = self.axis, time // DAY_S * DAY_S
        if not axis.count:
            return 0.0
        if not axis.intraday:  # a minute counts to its day; beside the bars a place is a moment
            inside = axis.time(0) <= time and day <= axis.time(axis.count - 1)
            return axis.place(day if inside else time)
        place = axis.place(time)
        return place if time != day or place.is_integer() else self._of_day(time, place)

    def price(self, anchor: Anchor) -> float:
        """What an anchor's price is on this chart."""
        return shown_price(anchor, self._factor)

    def anchor(self, bar: float, price: float) -> Anchor:
        """The anchor at the bar that is nearest to ``bar``. Raises ValueError out of reach."""
        return anchored(self.axis.moment(bar), price, self._factor)

    def moved(self, anchor: Anchor, bars: int, price: float) -> Anchor:
        """Another anchor some bars on, at a price of this chart; 0 bars on it keeps its very moment."""
        return self.anchor(self.bar(anchor.time) + bars, price) if bars else anchored(anchor.time, price, self._factor)

    def _of_day(self, time: int, place: float) -> float:
        """A whole day is at its first bar."""
        if not self.axis.time(0) - DAY_S <= time <= self.axis.time(self.axis.count - 1):
            return place
        day = np.datetime64(time // DAY_S, "D")
        bar = self.axis.bar_of_date(day.astype(object))
        same = bar < self.axis.count and self.axis.dates(bar, bar + 1)[0] == day
        return float(bar) if same else place

    def _factor(self, time: int) -> float:
        """By the bar that a moment lies on: a day may begin before its first minute."""
        if self._factor_at is None:
            return 1.0
        return self._factor_at(self.axis.moment(int(np.floor(self.bar(time) + 1e-9))))


def places_on(bars: Bars, axis: BarAxis) -> Places:
    """The places of a chart of these bars."""
    if bars.adjust is Adjust.NONE or not bars.factors:
        return Places(axis)
    return Places(axis, factor_at(axis.times(0, len(bars)), scales(bars)))
