"""What every layer can be asked, and how often it must be painted again."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Frame, Mark
from models.values import Floats

FAR = 1000  # bars that a base is looked for in
NOWHERE = (math.nan, math.nan)


class Pace(Enum):
    """When a layer's picture changes while the window stands still."""

    STILL = "still"  # never
    NEWEST = "newest"  # its newest bar with a quote
    MOVING = "moving"  # with every quote and the pointer


class Word(NamedTuple):
    """A value in the legend: what it is called, as what it is written, and its colour. "" has no title."""

    title: str
    text: str
    colour: QColor


def least(numbers: Iterable[float]) -> float:
    """The least of some numbers; NaN counts for nothing, and is the answer where there is no other."""
    return min((one for one in numbers if not math.isnan(one)), default=math.nan)


def first_known(values: Floats) -> float:
    """The first number among some; NaN without any."""
    known = np.flatnonzero(np.isfinite(values))
    return float(values[known[0]]) if len(known) else math.nan


class Layer(ABC):
    """``marks`` draws the bars frame.first..frame.stop-1; the rest has an answer that says nothing."""

    pace = Pace.STILL
    inside = False  # whether what it draws ends at the edges of its pane

    @abstractmethod
    def marks(self, frame: Frame) -> Iterator[Mark]:
        """What to draw, in order."""

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Least and greatest value of the bars first..stop-1 that must be in sight; NaN: no say."""
        return NOWHERE

    def base(self, first: int) -> float:
        """The value that a percent axis calls 0 when ``first`` is the first bar in sight; NaN: no say."""
        return math.nan

    def words(self, frame: Frame, bar: int) -> list[Word]:
        """What the legend says of a bar."""
        return []


@lru_cache(maxsize=4096)
def word_width(text: str) -> float:
    """Logical pixels a legend's word takes, its space included: digits are 7 wide, Chinese 12."""
    return sum(12.5 if ord(mark) > 0x2E80 else 7.2 for mark in text) + 6 if text else 0.0
