"""Drawings of one instrument, as frozen values. The last one lies on top.

A drawing hangs on moments and prices, not on places of a picture. Prices are kept as traded: what the chart shows is
that price times the factor of the same day (``shown_price``), so a line stays at its bar when the adjustment changes,
and when a new distribution moves all adjusted prices.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.values import Floats, Ints

RAMP = 10  # colours of the theme's series
COLOURS = ("accent", "text", "muted", *(f"ramp{number}" for number in range(RAMP)))  # tokens of the theme
WIDEST = 4
LONGEST_TEXT = 500
LONGEST_ID = 64
LATEST = 253_402_300_799  # the end of the year 9999, UTC seconds
GREATEST = 1e15


class Kind(StrEnum):
    """TREND: from anchor to anchor. RAY: through the second and on. RECTANGLE: between two corners."""

    TREND = "trend"
    RAY = "ray"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    RECTANGLE = "rectangle"
    TEXT = "text"

    @property
    def anchors(self) -> int:
        """How many anchors it hangs on."""
        return 2 if self in (Kind.TREND, Kind.RAY, Kind.RECTANGLE) else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A bar and a price. time: UTC seconds of the bar's start; for days midnight UTC of the exchange's date.

    price: as traded, in the instrument's currency. Raises ValueError unless both are numbers within reason.
    """

    time: int
    price: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.price) and abs(self.price) <= GREATEST and abs(self.time) <= LATEST):
            raise ValueError("an anchor out of reach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a drawing looks. colour: one of COLOURS. width: 1 to 4 pixels. Raises ValueError for another."""

    colour: str = "accent"
    width: int = 1
    dash: bool = False

    def __post_init__(self) -> None:
        if self.colour not in COLOURS or not 1 <= self.width <= WIDEST:
            raise ValueError("no such style")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One drawing. id: given by who draws it, the same for good. text: of a TEXT, or a line's remark.

    A locked one is neither moved nor removed. Raises ValueError when it has not as many anchors as its kind.
    """

    id: str
    kind: Kind
    anchors: tuple[Anchor, ...]
    style: Style = Style()
    text: str = ""
    locked: bool = False
    visible: bool = True

    def __post_init__(self) -> None:
        if not 0 < len(self.id) <= LONGEST_ID or len(self.anchors) != self.kind.anchors:
            raise ValueError("not a drawing")
        if len(self.text) > LONGEST_TEXT:
            raise ValueError("a text too long")


Drawings = tuple[Drawing, ...]
FactorAt = Callable[[int], float]


def factor_at(time: Ints | Sequence[int], factor: Floats | Sequence[float]) -> FactorAt:
    """What a price as traded is multiplied with at a moment, from the columns of a chart's bars.

    time: UTC seconds, rising. Between two bars the earlier one's factor holds, outside the first and last one's. 1
    where there is none, or none above zero.
    """
    times, factors = np.asarray(time, dtype=np.int64), np.asarray(factor, dtype=np.float64)

    def at(moment: int) -> float:
        if not len(times):
            return 1.0
        row = min(max(int(np.searchsorted(times, moment, side="right")) - 1, 0), len(times) - 1)
        held = float(factors[row])
        return held if 0 < held < math.inf else 1.0

    return at


def shown_price(anchor: Anchor, at: FactorAt) -> float:
    """Where an anchor stands on a chart whose prices are adjusted by these factors."""
    return anchor.price * at(anchor.time)


def anchored(time: int, price: float, at: FactorAt) -> Anchor:
    """The anchor at a place of such a chart: ``shown_price`` gives ``price`` again. Raises ValueError out of reach."""
    return Anchor(time=time, price=price / at(time))
