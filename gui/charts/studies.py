"""The indicators of a chart: computed once over its bars, then only their newest numbers, quote after quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from gui.charts.curve import Curve
from gui.charts.layers.base import Layer
from gui.charts.layers.curves import Curves, Drawn, Histogram
from gui.look.theme import Theme
from models.charts.values import IndicatorChoice
from models.indicators import INDICATORS
from models.indicators.values import Bar, Columns, Indicator, Kind, Output


@dataclass(slots=True, eq=False)
class Line:
    """One line of an indicator, as it is drawn."""

    output: Output
    title: str
    curve: Curve
    colour: QColor


class Study:
    """An indicator with its parameters over some bars. ``put`` follows the newest bar, ``advance`` ends it."""

    def __init__(self, choice: IndicatorChoice, columns: Columns, theme: Theme, colour: int) -> None:
        """``colour``: of the first line, a number in the theme's ramp."""
        self.of: Indicator = INDICATORS[choice.key]
        names = [one.key for one in self.of.parameters]
        self._params = self.of.complete(dict(zip(names, choice.params, strict=False)))
        values = self.of.compute(columns, self._params)
        self._live = self.of.live(columns.settled(), self._params) if len(columns) else None
        first = colour if choice.colour is None else choice.colour
        self.lines = [
            Line(
                one,
                self.of.title(one, self._params),
                Curve(values[one.key]),
                theme.ramp[(first + place) % len(theme.ramp)],
            )
            for place, one in enumerate(self.of.shown(self._params))
        ]

    @property
    def title(self) -> str:
        """MACD(12,26,9), say: what stands at the head of its pane. A line that is off has no number."""
        numbers = ",".join(f"{value:g}" for value in self._params.values() if value)
        return f"{self.of.key.upper()}({numbers})" if numbers else self.of.key.upper()

    def layers(self) -> list[Layer]:
        """Bars first, lines over them."""
        bars = [Histogram(one.title, one.curve) for one in self.lines if one.output.kind is Kind.HISTOGRAM]
        return [*bars, Curves(self.drawn())]

    def drawn(self) -> list[Drawn]:
        """Its lines, without its bars."""
        lines = (one for one in self.lines if one.output.kind is not Kind.HISTOGRAM)
        return [Drawn(title=one.title, curve=one.curve, colour=one.colour) for one in lines]

    def put(self, place: int, bar: Bar) -> None:
        """The newest bar is this."""
        if self._live is not None:
            values = self._live.value(bar)
            for one in self.lines:
                one.curve.put(place, values[one.output.key])

    def advance(self, bar: Bar) -> None:
        """The newest bar is final as this, and another begins."""
        if self._live is not None:
            self._live.advance(bar)


def studies(
    choices: Sequence[IndicatorChoice], columns: Columns, theme: Theme
) -> Iterator[Study]:  # fmt: skip
    """The studies of a chart; those over the prices share one run of colours, each pane begins anew."""
    over = 0
    for choice in choices:
        if choice.key not in INDICATORS:
            continue  # of a later version
        overlay = INDICATORS[choice.key].overlay
        made = Study(choice, columns, theme, over if overlay else 0)
        over += len(made.lines) if overlay else 0
        yield made
