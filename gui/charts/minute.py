"""分时 as a chart: the minutes of one session or several around the close before, and what a quote changes in them."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QColor

from gui.charts.chart import AXIS_PX, Chart
from gui.charts.curve import Curve
from gui.charts.layers.base import Layer
from gui.charts.layers.curves import Curves, Drawn
from gui.charts.layers.ground import Grid, ValueAxis
from gui.charts.layers.minutes import (
    Centre,
    LastMinute,
    MinuteDates,
    MinuteVolume,
    MinuteWords,
    TwoAxes,
    TwoSided,
)
from gui.charts.layers.moving import Crosshair, Legend
from gui.charts.layers.sessions import Sessions
from gui.charts.minute_axis import MinuteAxis
from gui.charts.pane import Pane
from gui.charts.price import Look
from gui.charts.scale import Reading, Scale
from gui.look.theme import Theme, faded
from models.charts.minute_line import Average, Block, MinuteLine
from models.charts.values import ChartSpec
from models.instruments import Instrument, Kind
from models.values import Floats

PRICE_WEIGHT, VOLUME_WEIGHT = 3.0, 1.0
PRICE_INK, AVERAGE_INK = 0, 1  # of the theme's series colours
CARRIED = 0.4  # how much colour the line has over a long hole
QUIET = 15  # minutes; in a hole up to so long nobody traded, and the price stood


class MinuteLines:
    """The columns of a line as curves that end at its newest minute; those that are drawn do not join two days."""

    def __init__(self, line: MinuteLine, instrument: Instrument, theme: Theme) -> None:
        self.line, self.decimals, self._priced = line, instrument.decimals, instrument.kind is Kind.STOCK
        self.average_colour = theme.ramp[AVERAGE_INK]
        stop = line.newest + 1
        self.price, self.average, self.volume = (
            Curve(column[:stop]) for column in (line.price, line.average, line.volume)
        )
        shapes = [_shapes(line, block) for block in line.blocks]
        self.prices, self.averages, self.carried = (
            [Curve(shape[number][:stop]) for shape in shapes] for number in range(3)
        )
        self._rising = _rising(line)

    @property
    def centre(self) -> float:
        """The close before the first day; NaN when nothing tells."""
        return self.line.centre

    @property
    def newest(self) -> tuple[int, float]:
        """The newest minute that has a price, and the price; NaN before any."""
        place = self.line.newest
        return place, float(self.line.price[place]) if place >= 0 else math.nan

    def rising(self, first: int, stop: int) -> np.ndarray:
        """Which minutes of first..stop-1 are not under the minute before."""
        return self._rising[first:stop]

    def average_words(self, bar: int) -> str | None:
        """The key of what the average of a minute is called; None of what has none, as an index."""
        if not self._priced:
            return None
        kind = next((block.average for block in self.line.blocks if block.first <= bar < block.stop), Average.NONE)
        return "chart.average.estimated" if kind is Average.ESTIMATED else "chart.average"

    def put(self, line: MinuteLine) -> None:
        """The same axis after a quote: the newest minute is another, or a later one has a price."""
        first, self.line = max(0, self.price.count - 1), line
        curves = [self.price, self.average, self.volume, self.prices[-1], self.averages[-1], self.carried[-1]]
        columns = [line.price, line.average, line.volume, *_shapes(line, line.blocks[-1])]
        for place in range(first, line.newest + 1):
            for curve, column in zip(curves, columns, strict=True):
                curve.put(place, float(column[place]))
        self._rising = _rising(line)


class MinuteChart:
    """``chart`` is what to show; ``put`` follows the line."""

    def __init__(self, line: MinuteLine, instrument: Instrument, spec: ChartSpec, look: Look) -> None:
        self._look, self._instrument = look, instrument
        self.lines = MinuteLines(line, instrument, look.theme)
        zone = look.zone if spec.local_time and look.zone else instrument.zone
        self.axis = MinuteAxis(line, instrument.zone)
        self.axis.zone = zone
        self.chart = Chart(axis=self.axis, panes=self._panes(), still=True, right_bars=0.0, left_px=AXIS_PX)

    @property
    def line(self) -> MinuteLine:
        """What is drawn."""
        return self.lines.line

    def put(self, line: MinuteLine) -> None:
        """The same sessions after a quote: its newest minute moves, or a later one has a price."""
        self.lines.put(line)
        self.axis.move_to(line.newest)

    def _panes(self) -> list[Pane]:
        return [self._price(), self._volume()]

    def _price(self) -> Pane:
        lines, centre, decimals = self.lines, self.lines.centre, self._instrument.decimals
        known = math.isfinite(centre) and centre > 0.0
        layers = [
            Grid(), self._sessions, Centre(centre), *self._strokes(), TwoAxes(centre, decimals), LastMinute(lines),
            TwoSided(decimals), Legend([[MinuteWords(lines)]]),
        ]  # fmt: skip
        return Pane(
            key="minute", layers=layers, weight=PRICE_WEIGHT, middle=centre if known else None,
            least=lines.line.reach(decimals) if known else None,
            scale=Scale(
                reading=Reading.PERCENT if known else Reading.PRICE, base=centre, decimals=decimals,
                lang=self._look.lang,
            ),
        )  # fmt: skip

    def _strokes(self) -> list[Layer]:
        ramp, lines = self._look.theme.ramp, self.lines
        faint, ink = faded(ramp[PRICE_INK], CARRIED), ramp[PRICE_INK]
        width = 1.5 if len(lines.line.blocks) == 1 else 1.0  # minutes of several days are near each other
        return [
            Curves([_drawn(curve, faint) for curve in lines.carried]),
            Curves([_drawn(curve, ink, width=width, area=True) for curve in lines.prices]),
            Curves([_drawn(curve, lines.average_colour, width=width) for curve in lines.averages]),
        ]

    def _volume(self) -> Pane:
        layers = [
            Grid(), self._sessions, MinuteVolume(self.lines), ValueAxis(), MinuteDates(), Crosshair(),
        ]  # fmt: skip
        scale = Scale(reading=Reading.BIG, lang=self._look.lang)
        return Pane(key="volume", layers=layers, weight=VOLUME_WEIGHT, scale=scale, floor=0.0)

    @property
    def _sessions(self) -> Sessions:
        return Sessions(self.axis, self._instrument.market)


def _drawn(curve: Curve, colour: QColor, *, width: float = 1.0, area: bool = False) -> Drawn:
    return Drawn(title="", curve=curve, colour=colour, width=width, area=area, fine=True)


def _shapes(line: MinuteLine, block: Block) -> tuple[Floats, Floats, Floats]:
    """Price and average of a day as they are drawn, and the faint line over its long holes."""
    price, average = _only(line.price, block), _only(line.average, block)
    return carried(price, QUIET), carried(average, QUIET), carried(price, len(price))


def carried(column: Floats, longest: int) -> Floats:
    """``column`` with the number before in each hole of up to ``longest`` minutes between two that are known."""
    known = np.flatnonzero(np.isfinite(column))
    made = column.copy()
    if len(known):
        places = np.arange(known[0], known[-1])
        number = np.searchsorted(known, places, side="right") - 1
        short = known[number + 1] - known[number] - 1 <= longest
        made[places[short]] = column[known[number[short]]]
    return made


def _only(column: Floats, block: Block) -> Floats:
    """A column within one day."""
    made = np.full(len(column), np.nan)
    made[block.first : block.stop] = column[block.first : block.stop]
    return made


def _rising(line: MinuteLine) -> np.ndarray:
    """Which minutes are not under the one before; a day's first one is measured from the close before it."""
    rising = np.ones(len(line), bool)
    for block in line.blocks:
        here = slice(block.first, block.stop)
        before = np.concatenate([[block.previous_close], _going_on(line.price[here], block.previous_close)[:-1]])
        rising[here] = ~(line.price[here] < before)
    return rising


def _going_on(price: Floats, before: float) -> Floats:
    """``price`` with the newest one before in every hole, ``before`` in front of the first."""
    known = np.isfinite(price)
    places = np.maximum.accumulate(np.where(known, np.arange(len(price)), -1))
    return np.where(places >= 0, price[np.maximum(places, 0)], before)
