"""The chart of one instrument's bars: its panes as a ChartSpec asks for them, and what a quote changes in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gui.charts.axis import BarAxis
from gui.charts.chart import Chart
from gui.charts.curve import Curve
from gui.charts.layers.base import Layer
from gui.charts.layers.candles import Candles
from gui.charts.layers.curves import Curves, Drawn, Levels
from gui.charts.layers.ground import DateAxis, Grid, ValueAxis
from gui.charts.layers.moving import Crosshair, LastPrice, Legend
from gui.charts.layers.rests import Rests
from gui.charts.layers.sessions import Sessions
from gui.charts.layers.volume import Volume
from gui.charts.pane import Pane
from gui.charts.scale import Reading, Scale
from gui.charts.stack import PRICES, BarStack
from gui.charts.studies import Study
from gui.charts.studies import studies as made_of
from gui.look.theme import Theme
from models.adjustment import scales
from models.charts import values
from models.charts.values import ChartSpec, Style
from models.indicators.values import Bar, Columns
from models.instruments import Instrument
from models.live_bar import Tail, tail_of
from models.values import Bars, Floats

PRICE_WEIGHT, FOOT = 3.0, 0.2
STUDY_DECIMALS = 2  # of what has no unit
READINGS = {values.Scale.PERCENT: Reading.PERCENT, values.Scale.INDEX: Reading.INDEX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a chart is drawn and worded. zone: IANA name of the reader's own clock. most: room for panes under prices."""

    theme: Theme
    lang: str
    zone: str = ""
    most: int = 99


Maker = Callable[[Bars, BarAxis, Look], Sequence[Layer]]  # of layers that lie on those bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What stands beside the bars. behind, over: under and on the prices.

    benchmark: closes on their dates. benchmark_now: beside the newest bar once it is live, NaN where no quote tells.
    """

    benchmark: Floats | None = None
    benchmark_now: float = math.nan
    behind: tuple[Maker, ...] = ()
    over: tuple[Maker, ...] = ()


class PriceChart:
    """``chart`` is what to show; ``put`` changes its newest bar."""

    def __init__(
        self, bars: Bars, instrument: Instrument, spec: ChartSpec, look: Look, extra: Extra | None = None
    ) -> None:
        self._spec, self._look, self._extra = spec, look, extra or Extra()
        self._held, self.stack = bars, BarStack(bars, instrument.market)
        self.benchmark_now = self._extra.benchmark_now
        self._decimals, self._market = instrument.decimals, instrument.market
        self._tail, self._moved = tail_of(bars), False
        columns = Columns.of(bars, self._extra.benchmark)
        self.studies = list(made_of(spec.indicators, columns, look.theme))
        self._closes = Curve(bars.close) if self._as_line else None
        self.candles = Candles(self.stack, spec.style, instrument.decimals)
        self.candles.partial = not bars.last_is_final
        self.candles.factors = scales(bars) if bars.factors else None
        self._clock()
        self.chart = Chart(axis=self.stack.axis, panes=self._panes())

    def put(self, tail: Tail) -> int:
        """The newest bar is this, or the next one begins; how many began."""
        began, before = self.stack.put(tail), self._tail
        place = self.stack.count - 1
        if began and before is not None:
            for study in self.studies:
                study.advance(self._bar(before, place - 1))
        for study in self.studies:
            study.put(place, self._bar(tail, place))
        if self._closes is not None:
            self._closes.put(place, tail.close)
        self._tail, self._moved, self.candles.partial = tail, True, True
        return int(began)

    @property
    def bars(self) -> Bars:
        """What is drawn: the bars that were given, the newest ones as quotes have made them."""
        held, rows = self._held, self.stack.rows
        if not self._moved:
            return held
        settled = max(0, len(held) - 1)
        names = {name: name for name in (*PRICES, "date", "time", "turnover")} | {"volume": "shares"}
        columns = {
            name: np.concatenate([getattr(held, name)[:settled], rows.part(row, settled)])
            for name, row in names.items()
        }
        return held.with_columns(last_is_final=not self.candles.partial, **columns)

    @property
    def _as_line(self) -> bool:
        return self.stack.close_only or self._spec.style in (Style.LINE, Style.AREA)

    def _clock(self) -> None:
        if self._spec.local_time and self._look.zone and self.stack.intraday:
            self.stack.axis.zone = self._look.zone

    def _bar(self, tail: Tail, place: int) -> Bar:
        held = self._extra.benchmark
        if held is None or not len(held):
            return Bar.of(tail, math.nan)
        live = place >= len(held) - 1 and math.isfinite(self.benchmark_now)
        return Bar.of(tail, self.benchmark_now if live else float(held[min(place, len(held) - 1)]))

    def _panes(self) -> list[Pane]:
        own = [study for study in self.studies if not study.of.overlay and not study.of.volume]
        self.panes_wanted = len(own)  # whether there is room for them or not
        panes = [self._price(), *map(self._study, own[: self._look.most])]
        panes[-1].layers = [*panes[-1].layers, DateAxis()]
        return panes

    def _price(self) -> Pane:
        bars, over = self._bars(), [study for study in self.studies if study.of.overlay]
        lines = [layer for study in over for layer in study.layers()]
        averages = tuple(one for study in self.studies if study.of.volume for one in study.drawn())
        volume = [Volume(self.stack, averages)] if self._spec.volume and not self.stack.close_only else []
        legend = Legend([[self.candles, *volume], lines])
        layers = [
            Grid(), *self._sessions, *self._made(self._extra.behind), *volume, bars, *lines,
            *self._made(self._extra.over), ValueAxis(), LastPrice(self.candles), Crosshair(), legend,
        ]  # fmt: skip
        return Pane(key="price", layers=layers, weight=PRICE_WEIGHT, foot=FOOT if volume else 0.0, scale=self._scale())

    @property
    def _sessions(self) -> list[Layer]:
        if self.stack.intraday:
            return [Sessions(self.stack.axis, self._market)]
        return [Rests(self.stack.axis)] if self.stack.axis.daily else []

    def _made(self, makers: Sequence[Maker]) -> list[Layer]:
        return [layer for make in makers for layer in make(self._held, self.stack.axis, self._look)]

    def _bars(self) -> Layer:
        if self._closes is None:
            return self.candles
        return Curves([Drawn(
            title="", curve=self._closes, colour=self._look.theme.accent, width=1.5,
            area=self._spec.style is Style.AREA,
        )])  # fmt: skip

    def _scale(self) -> Scale:
        asked = self._spec.scale
        plain = Scale(decimals=self._decimals, lang=self._look.lang, log=asked is values.Scale.LOG)
        return replace(plain, reading=READINGS.get(asked, Reading.PRICE))

    def _study(self, study: Study) -> Pane:
        layers = study.layers()
        levels = [Levels(study.of.levels)] if study.of.levels else []
        scale = Scale(decimals=self._study_decimals(study), lang=self._look.lang, at=study.of.levels)
        return Pane(
            key=study.title, least=study.of.span, scale=scale,
            layers=[Grid(), *self._sessions, *levels, *layers, ValueAxis(), Crosshair(), Legend([layers], study.title)],
        )  # fmt: skip

    def _study_decimals(self, study: Study) -> int:
        """Differences of prices have one more than prices: those of a share of a few cents would all be 0.00."""
        priced = study.of.span is None and "benchmark" not in study.of.needs
        return self._decimals + 1 if priced else STUDY_DECIMALS
