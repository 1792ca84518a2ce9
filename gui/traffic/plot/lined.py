"""The figure of lines: counts, or an index that is 100 in one period; linear or logarithmic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gui.charts.frame import Frame
from gui.charts.scale import Reading, Scale
from gui.look.numbers import MISSING
from gui.traffic.plot.figure import Figure, Scene, Value, counts, ordered
from gui.traffic.plot.lines import Lines, Trace
from gui.traffic.plot.members import Shown, columns
from gui.traffic.plot.names import Beside, Names
from gui.traffic.plot.periods import PeriodAxis
from models.traffic.indexed import Indexed, indexed
from models.traffic.values import SUMMED
from models.values import Floats

FEW, LEAST_SIDE, SIDE, MOST_SIDE = 2, 0.12, 0.03, 0.5  # free periods beside the first and the last point
WIDEST_INDEX = "10,000.0"


class LineFigure(Figure):
    """place: the period that is 100; None: counts are shown."""

    def __init__(self, scene: Scene, place: int | None) -> None:
        super().__init__(scene)
        self.place = place
        self.log = scene.panel.view.log and not scene.ranked
        self.axis = PeriodAxis(scene.panel, scene.texts)
        self.lines = Lines(scene.shown, self._values(), scene.theme, self._top)
        self.layers = (self.lines,)
        if place is None and not self.log and scene.panel.view.metric in SUMMED:
            self.floor = 0.0  # 66,120 to 68,930 is no cliff
        self.scale = counts(scene, log=self.log) if place is None else Scale(log=self.log, reading=Reading.COUNT)
        self.names = Names(self._ends_of, self.rooms(self._widest(), swatch=False), lowest=scene.ranked)

    @property
    def unit(self) -> str:
        """Of an index its base."""
        if self.place is None:
            return super().unit
        return self.scene.texts["traffic.unit.index"].format(period=self.axis.words(self.place, self.scene.texts))

    def window(self) -> tuple[float, float]:
        """The points of the window, with a little room beside the first and the last."""
        first, stop = self.scene.window
        count = stop - first
        side = min(MOST_SIDE, max(LEAST_SIDE, SIDE * count))
        return first + 0.5 - (MOST_SIDE if count <= FEW else side), stop - 0.5 + side

    def at(self, frame: Frame, bar: int, x: float, y: float) -> str:
        """The nearest line."""
        return self.lines.at(frame, bar, y)

    def values(self, bar: int) -> list[Value]:
        """Of every line that has a number there."""
        held = [self._value(one, bar) for one in self.lines.traces if np.isfinite(one.shown.values[bar])]
        return ordered(held, lowest=self.scene.ranked)

    def spot(self, frame: Frame, bar: int, key: str) -> tuple[float, float]:
        """The point of its line."""
        value = next((one.values[bar] for one in self.lines.traces if one.shown.key == key), np.nan)
        return float(frame.x(np.array(float(bar)))), float(frame.y(np.array(value)))

    def stand_out(self, key: str) -> None:
        """One line is thicker, the others paler."""
        self.focus = self.lines.focus = self.names.focus = key

    def rebased(self, place: int) -> list[str]:
        """Another period is 100; the keys of those without a whole number there, based on another."""
        self.place = place
        self.lines.put(self._values())
        return self.late()

    def late(self) -> list[str]:
        """Who has no whole number in the base period."""
        place = self.place
        if place is None:
            return []
        return [one.key for one, at in zip(self.scene.shown, self._indexed(place).places, strict=True) if at != place]

    def _indexed(self, place: int) -> Indexed:
        return indexed(*columns(self.scene.shown, len(self.scene.panel.start)), place)

    def _top(self, low: float, high: float) -> float:
        """Room for the tags of level breaks, which the best lines would run through."""
        more = self.head - 1.0
        return high * (high / low) ** more if self.log else high + (high - low) * more

    def _values(self) -> list[Floats]:
        place = self.place
        rows = [one.values for one in self.scene.shown] if place is None else list(self._indexed(place).value)
        return [np.where(row > 0, row, np.nan) for row in rows] if self.log else rows

    def _value(self, one: Trace, bar: int) -> Value:
        said = one.shown.text(bar, self.scene.unit)
        number = float(one.values[bar])
        return Value(
            key=one.shown.key, title=one.shown.title, ink=one.shown.ink, note=self.note(one.shown, bar),
            number=float(one.shown.values[bar]) if self.place is None else number,
            text=said if self.place is None else f"{self._text(one, bar)}  ({said})", change=one.shown.change(bar),
        )  # fmt: skip

    def extent(self) -> tuple[float, float]:
        """Of the lines as the axis counts them."""
        low, high = self.lines.extremes(*self.scene.window)
        return low if self.floor is None else self.floor, high

    def _ends_of(self, frame: Frame) -> list[Beside]:
        return self.lines.ends(frame, self._text, own=bool(self.scene.panel.offsets))

    def _text(self, one: Trace, bar: int) -> str:
        if self.place is None:
            return one.shown.text(bar, self.scene.unit)
        return f"{one.values[bar]:,.1f}" if np.isfinite(one.values[bar]) else MISSING

    def _widest(self) -> list[str]:
        return [WIDEST_INDEX] if self.place is not None else widest(self.scene.shown, self.scene)


def widest(shown: Sequence[Shown], scene: Scene) -> list[str]:
    """The largest numbers of the window as they will be written."""
    first, stop = scene.window
    found = []
    for one in shown:
        part = one.values[first:stop]
        if np.isfinite(part).any():
            found.append(one.text(first + int(np.nanargmax(part)), scene.unit))
    return found
