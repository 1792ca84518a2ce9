"""The unit that a figure counts in: one for axis, labels, table and the line under the title, chosen once."""

from __future__ import annotations

import math

from models.frozen import frozen
from models.numbers import counted
from models.traffic.values import SUMMED, Metric

# the least of the largest numbers from which on a unit is used, the unit, and the text of its name
LEVELS = {
    "zh": ((1e11, 1e8, "large"), (1e5, 1e4, "small")),
    "en": ((1e11, 1e9, "large"), (1e6, 1e6, "middle"), (1e4, 1e3, "small")),
}


@frozen(kw_only=True)
class Unit:
    """size: how many are one of it. scale: its name is the text "traffic.scale." and this; "" has none.

    places: of ranks and ratings, which have no digits that nobody needs.
    """

    size: float = 1.0
    scale: str = ""
    places: bool = False

    def text(self, value: float, step: float = 0.0) -> str:
        """A number in this unit. step: the last digit that is known, as plain counts; 0: three or four digits."""
        if self.places and math.isfinite(value):
            return counted(value, 1.0, 1.0 if float(value).is_integer() else 0.1)
        return counted(value, self.size, step)


def unit_of(metric: Metric, largest: float, lang: str) -> Unit:
    """What numbers up to ``largest`` are counted in: 万次 or M as a weekly note does, far beyond it 亿 or B.

    Ranks and ratings are told as they are.
    """
    if metric not in SUMMED or not math.isfinite(largest):
        return Unit(places=metric not in SUMMED)
    return next((Unit(size=size, scale=scale) for least, size, scale in LEVELS[lang] if largest >= least), Unit())
