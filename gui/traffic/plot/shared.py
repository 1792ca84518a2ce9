"""The figure of shares: each product's part of what all products with a number have together."""

from __future__ import annotations

import numpy as np

from gui.charts.frame import Frame
from gui.charts.layers.stacked import Part, Stacked
from gui.charts.scale import Reading, Scale
from gui.look.numbers import MISSING
from gui.traffic.plot.figure import Figure, Scene, Value, ordered
from gui.traffic.plot.members import Shown, beside, columns, newest
from gui.traffic.plot.names import Beside, Names
from gui.traffic.plot.periods import PeriodAxis
from models.traffic.shares import shares


class ShareFigure(Figure):
    """A column a period. Where a product has no whole number, the others' shares are of less: it says of how many."""

    upright = False
    floor = 0.0

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.axis = PeriodAxis(scene.panel, scene.texts)
        whole = shares(*columns(scene.shown, len(scene.panel.start)))
        self.percent, self.covered = whole.percent, whole.covered
        self.scale = Scale(reading=Reading.COUNT)
        self.names = Names(self._ends_of, self.rooms(["100.0%"], swatch=False))
        count, of = len(scene.panel.start), len(scene.shown)
        held = np.array([one.open for one in scene.shown]).reshape(of, count).any(axis=0)
        over = [f"{some}/{of}" if 0 < some < of else "" for some in self.covered.tolist()]
        self.least = 0.0, 100.0 * self.head
        self.stacked = Stacked(self._parts(), held, over)
        self.layers = (self.stacked,)

    def window(self) -> tuple[float, float]:
        """The columns of the window."""
        first, stop = self.scene.window
        return float(first), float(stop)

    def at(self, frame: Frame, bar: int, x: float, y: float) -> str:
        """Whose part it is."""
        number = self.stacked.at(frame, bar, y)
        return "" if number is None else self.scene.shown[number].key

    def spot(self, frame: Frame, bar: int, key: str) -> tuple[float, float]:
        """The middle of its part's upper edge."""
        number = next((place for place, one in enumerate(self.scene.shown) if one.key == key), None)
        if number is None:
            return super().spot(frame, bar, key)
        return float(frame.x(np.array(float(bar)))), self.stacked.spot(frame, bar, number)[2]

    def extent(self) -> tuple[float, float]:
        """The whole."""
        return 0.0, 100.0

    @property
    def unit(self) -> str:
        """Percent."""
        return self.scene.texts["traffic.unit.share"]

    def heading(self, bar: int) -> str:
        """Of how many products the whole is, where some are missing."""
        held = int(self.covered[bar])
        told = {"count": held, "of": len(self.scene.shown)}
        return self.scene.texts["traffic.covered"].format(**told) if 0 < held < len(self.scene.shown) else ""

    def values(self, bar: int) -> list[Value]:
        """The share, and what it is made of."""
        held = enumerate(self.scene.shown)
        found = [self._value(one, place, bar) for place, one in held if np.isfinite(self.percent[place, bar])]
        return ordered(found, lowest=False)

    def stand_out(self, key: str) -> None:
        """One product's parts keep their colour."""
        self.focus = self.names.focus = key
        self.stacked.parts = self._parts()

    def _parts(self) -> tuple[Part, ...]:
        theme, focus = self.scene.theme, self.focus
        return tuple(
            Part(title=one.title, percent=self.percent[place], ink=beside(theme, one.ink, one.key, focus))
            for place, one in enumerate(self.scene.shown)
        )

    def _value(self, one: Shown, place: int, bar: int) -> Value:
        said = one.text(bar, self.scene.unit)
        return Value(
            key=one.key, title=one.title, ink=one.ink, number=float(self.percent[place, bar]), note=self.note(one, bar),
            text=f"{self.percent[place, bar]:.1f}%  ({said})",
        )  # fmt: skip

    def _ends_of(self, frame: Frame) -> list[Beside]:
        """Beside its part in the last column in sight; of one that has none there, beside its newest."""
        first, stop = max(0, frame.first), min(max(round(frame.x1), 1), frame.axis.count)
        found = []
        for number, one in enumerate(self.scene.shown):
            place = newest(self.percent[number], first, stop)
            if place >= 0:
                x, row, _ = self.stacked.spot(frame, place, number)
                gone = place < stop - 1
                text = MISSING if gone else f"{self.percent[number, place]:.1f}%"
                found.append(Beside(
                    key=one.key, title=one.title, ink=one.ink, text=text, rank=float(self.percent[number, place]),
                    x=float(frame.width) if gone else x, row=row, gone=gone,
                ))  # fmt: skip
        return found
