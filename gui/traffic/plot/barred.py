"""The figures of bars: a group a period with a bar a product, or a group a product with its newest periods."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.frame import Frame
from gui.charts.layers.columns import Column, Columns
from gui.look.theme import mixed
from gui.traffic.plot.figure import Figure, Scene, Value, counts, ordered
from gui.traffic.plot.lined import widest
from gui.traffic.plot.members import Shown, beside, newest
from gui.traffic.plot.names import Beside, Names
from gui.traffic.plot.periods import PeriodAxis, ProductAxis

MOST_PERIODS, PALEST = 6, 0.34  # side by side; how much colour the earliest of them has
OVER = 1.05  # how much higher than its bars an axis is at least: numbers stand on them


class PeriodBars(Figure):
    """A group a period; each member keeps its slot, so that a missing number is an empty one."""

    upright = False

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.axis = PeriodAxis(scene.panel, scene.texts)
        self.columns = Columns((), max(self.head, OVER))
        self.layers, self.scale = (self.columns,), counts(scene)
        self.floor = None if scene.ranked else 0.0
        self.names = Names(
            self._listed, self.rooms(widest(scene.shown, scene), swatch=True), listed=True, lowest=scene.ranked,
            hidden=lambda frame: len(scene.shown) - self.columns.slots(frame)[2],
        )  # fmt: skip
        self.stand_out("")

    def window(self) -> tuple[float, float]:
        """The groups of the window."""
        first, stop = self.scene.window
        return float(first), float(stop)

    def at(self, frame: Frame, bar: int, x: float, y: float) -> str:
        """Whose slot it is."""
        place = self.columns.at(frame, bar, x)
        return "" if place is None else self.scene.shown[place].key

    def values(self, bar: int) -> list[Value]:
        """Of every member with a number."""
        held = [self._value(one, bar) for one in self.scene.shown if np.isfinite(one.values[bar])]
        return ordered(held, lowest=self.scene.ranked)

    def spot(self, frame: Frame, bar: int, key: str) -> tuple[float, float]:
        """The top of its bar."""
        place = next((number for number, one in enumerate(self.scene.shown) if one.key == key), -1)
        before, slot, count = self.columns.slots(frame)
        if not 0 <= place < count:
            return super().spot(frame, bar, key)
        x = float(frame.x(np.array(float(bar)))) - before + (place + 0.5) * slot
        return x, float(frame.y(np.array(self.scene.shown[place].values[bar])))

    def stand_out(self, key: str) -> None:
        """One member's bars keep their colour."""
        self.focus = self.names.focus = key
        self.columns.columns = tuple(self._column(one) for one in self.scene.shown)

    def _column(self, one: Shown) -> Column:
        ink = beside(self.scene.theme, one.ink, one.key, self.focus)
        unit, coarse = self.scene.unit, self.scene.coarse
        return Column(title=one.title, values=one.values, inks=(ink,), open=one.open,
                      text=lambda bar: one.text(bar, unit, coarse))  # fmt: skip

    def _value(self, one: Shown, bar: int) -> Value:
        return Value(
            key=one.key, title=one.title, ink=one.ink, number=float(one.values[bar]),
            text=one.text(bar, self.scene.unit), change=one.change(bar), note=self.note(one, bar),
        )  # fmt: skip

    def _listed(self, frame: Frame) -> list[Beside]:
        first, last = max(0, frame.first), min(frame.stop, frame.axis.count) - 1
        found = []
        for one in self.scene.shown[: self.columns.slots(frame)[2]]:
            place = newest(one.values, first, last + 1)
            if place >= 0:
                found.append(Beside(
                    key=one.key, title=one.title, ink=one.ink, text=one.text(last, self.scene.unit),
                    rank=float(one.values[place]), gone=place < last,
                ))  # fmt: skip
        return found


class ProductBars(Figure):
    """A group a product, the newest number first: its periods side by side, the earlier the paler."""

    upright = False

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        first, stop = scene.window
        self.periods = tuple(range(max(first, stop - MOST_PERIODS), stop))
        self.axis = ProductAxis([one.title for one in scene.shown])
        self.columns = Columns((), OVER)
        self.layers, self.scale = (self.columns,), counts(scene)
        self.floor = None if scene.ranked else 0.0
        self._period_axis = PeriodAxis(scene.panel, scene.texts)
        titles = [self._period_axis.short(bar) for bar in self.periods]
        self.names = Names(self._listed, self.rooms([], swatch=True, titles=titles), listed=True)
        self.stand_out("")

    def window(self) -> tuple[float, float]:
        """Every product."""
        return 0.0, float(max(1, len(self.scene.shown)))

    def at(self, frame: Frame, bar: int, x: float, y: float) -> str:
        """Whose group it is."""
        return self.scene.shown[bar].key if 0 <= bar < len(self.scene.shown) else ""

    def values(self, bar: int) -> list[Value]:
        """A line a period, the newest first."""
        one = self.scene.shown[bar]
        made = []
        for number, period in reversed(list(enumerate(self.periods))):
            made.append(Value(
                key=one.key, title=self._period_axis.short(period), ink=self._tint(one.ink, number), number=period,
                text=one.text(period, self.scene.unit), change=one.change(period), note=self.note(one, period),
            ))  # fmt: skip
        return made

    def stand_out(self, key: str) -> None:
        """One product keeps its colour."""
        self.focus = key
        self.columns.columns = tuple(self._column(number, period) for number, period in enumerate(self.periods))

    def _column(self, number: int, period: int) -> Column:
        scene, shown = self.scene, self.scene.shown
        inks = [beside(scene.theme, self._tint(one.ink, number), one.key, self.focus) for one in shown]
        return Column(
            title=self._period_axis.short(period), values=np.array([one.values[period] for one in shown]),
            inks=tuple(inks), open=np.array([bool(one.open[period]) for one in shown]),
            text=lambda bar: shown[bar].text(period, scene.unit, scene.coarse),
        )  # fmt: skip

    def _tint(self, ink: QColor, number: int) -> QColor:
        """The newest in full colour."""
        last = len(self.periods) - 1
        return ink if number == last else mixed(self.scene.theme.panel, ink, PALEST + (1 - PALEST) * number / last)

    def _listed(self, frame: Frame) -> list[Beside]:
        return [
            Beside(key=f"{period}", title=self._period_axis.short(period), text="", rank=float(period),
                   ink=self._tint(self.scene.theme.muted, number))
            for number, period in enumerate(self.periods)
        ]  # fmt: skip
