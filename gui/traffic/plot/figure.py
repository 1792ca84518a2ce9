"""What every kind of figure is made of: its members in a scene, and what the chart around it asks."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.axis import BarAxis
from gui.charts.frame import Frame
from gui.charts.layers.base import Layer
from gui.charts.scale import Reading, Scale
from gui.look.theme import Theme
from gui.traffic.plot.members import Shown, unit_words
from gui.traffic.plot.names import Names, Rooms, rooms_for
from models.traffic.panel import Panel
from models.traffic.units import Unit
from models.traffic.values import PARTIAL, RESTATED, Metric

HEAD = 1.09
MARKS, MARGIN = 7, 0.06  # marks of an axis that is a few hundred pixels high; what is beyond its values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """What figures are drawn of. shown: with numbers in the window, the largest newest one first.

    largest: of all their numbers there; NaN without any.
    """

    panel: Panel
    shown: tuple[Shown, ...]
    unit: Unit
    largest: float
    theme: Theme
    texts: Mapping[str, str]
    lang: str

    @property
    def window(self) -> tuple[int, int]:
        """The periods of the view's window."""
        count = len(self.panel.start)
        first = min(max(self.panel.first, 0), max(0, count - 1))
        return first, min(max(self.panel.stop, first + 1), count)

    @property
    def ranked(self) -> bool:
        """Whether 1 is the best."""
        return self.panel.view.metric is Metric.RANK

    @property
    def coarse(self) -> float:
        """The last digit that is written on bars, as plain counts: the largest has four, and no digit is of less."""
        largest = self.largest
        whole = self.unit.size if largest >= 1000 * self.unit.size else 0.0
        return whole or 10.0 ** (math.floor(math.log10(largest)) - 3) if largest > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A line of the box at the pointer. note: what must be known of the number, "" nothing."""

    key: str
    title: str
    text: str
    ink: QColor
    number: float
    change: str = ""
    note: str = ""


class Figure(ABC):
    """axis, layers, names, scale: what its pane is made of. floor, least: as gui.charts.pane.Pane has them."""

    axis: BarAxis
    layers: tuple[Layer, ...]
    names: Names
    scale: Scale
    floor: float | None = None
    least: tuple[float, float] | None = None
    upright = True  # whether hairlines stand at the marks of the time axis

    def __init__(self, scene: Scene) -> None:
        self.scene, self.focus = scene, ""

    @property
    def unit(self) -> str:
        """What the axis counts in."""
        return unit_words(self.scene.unit, self.scene.panel.view.metric, self.scene.texts)

    @property
    def head(self) -> float:
        """How much higher than its values the axis is: tags of level breaks need room over what stands upright."""
        first, stop = self.scene.window
        if self.scene.ranked:
            return 1.0
        return HEAD if any(first <= one.place < stop for one in self.scene.panel.breaks) else 1.0

    @abstractmethod
    def window(self) -> tuple[float, float]:
        """The places in sight at first, as fractions."""

    @abstractmethod
    def at(self, frame: Frame, bar: int, x: float, y: float) -> str:
        """Whose bar or line lies at a position of the plot (key); "" nobody's."""

    def heading(self, bar: int) -> str:
        """What is said beside the name of a place; "" nothing."""
        return ""

    @abstractmethod
    def values(self, bar: int) -> list[Value]:
        """What there is at a place of the axis."""

    def spot(self, frame: Frame, bar: int, key: str) -> tuple[float, float]:
        """Column and row of a member's number in a period; NaN: it is not drawn."""
        return float("nan"), float("nan")

    @abstractmethod
    def stand_out(self, key: str) -> None:
        """A member stands out, the others step back; "" none does."""

    def rooms(self, values: list[str], *, swatch: bool, titles: list[str] | None = None) -> Rooms:
        """The columns beside the plot."""
        named = [one.title for one in self.scene.shown] if titles is None else titles
        return rooms_for(named, values, self._marks(), swatch=swatch)

    def note(self, one: Shown, bar: int) -> str:
        """Why a number is not to be taken as it is."""
        if one.flags[bar] & PARTIAL:
            return self.scene.texts["traffic.partial"]
        return self.scene.texts["traffic.restated"] if one.flags[bar] & RESTATED else ""

    def extent(self) -> tuple[float, float]:
        """Least and greatest value of the axis at first; NaN without any."""
        return 0.0, self.scene.largest

    def _marks(self) -> list[str]:
        """About what the axis will say, for its room."""
        low, high = self.extent()
        if not np.isfinite(low + high):
            return []
        if self.scale.log and low > 0:
            low, high = float(np.log(low)), float(np.log(high))
        return [text for _, text in self.scale.ticks(low, high + ((high - low) * MARGIN or 1.0), MARKS)]


def ordered(values: list[Value], *, lowest: bool) -> list[Value]:
    """The largest first; of ranks the first."""
    return sorted(values, key=lambda one: one.number if lowest else -one.number)


def counts(scene: Scene, *, log: bool = False) -> Scale:
    """An axis of counts in the scene's unit; ranks have the first on top."""
    return Scale(log=log, reading=Reading.COUNT, unit=scene.unit.size, inverted=scene.ranked)
