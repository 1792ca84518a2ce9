"""The benchmark beside a chart's bars: asked for when an indicator needs it, laid on the bars' days."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data_sources.protocol import BarsWanted
from models.indicators import INDICATORS
from models.indicators.benchmark import beside
from models.values import Bars

if TYPE_CHECKING:
    from gui.charts.panel import ChartPanel
    from gui.parts import Parts


class Against(QObject):
    """Follows a panel: where its spec has an indicator against a benchmark, the market's own is given to it."""

    def __init__(self, parts: Parts, panel: ChartPanel) -> None:
        super().__init__(panel)
        self._parts, self._panel = parts, panel
        self._future: Future[Bars] | None = None
        self._want: BarsWanted | None = None
        self._held: Bars | None = None
        self._laid: Bars | None = None  # the panel's bars that it was laid on
        panel.charted.connect(self._look)

    def cancel(self) -> None:
        """Wait for nothing any more."""
        if self._future is not None:
            self._parts.client.forget(self._future)
        self._future = self._want = None

    def _look(self) -> None:
        bars, want = self._panel.bars, self._wanted()
        if want is None or bars is None:
            return
        if want != self._want:
            self.cancel()
            self._want, self._held = want, None
            self._future = self._parts.client.bars(want)
            self._parts.bridge.when_done(self._future, self._taker(want), None)
        elif self._held is not None and self._laid is not bars:
            self._lay(self._held, bars)

    def _wanted(self) -> BarsWanted | None:
        bars, one = self._panel.bars, self._panel.instrument
        choices = self._panel.spec.indicators
        needs = any("benchmark" in INDICATORS[choice.key].needs for choice in choices if choice.key in INDICATORS)
        if bars is None or one is None or not len(bars) or not needs:
            return None
        universe = self._parts.universe
        other = universe.instruments.get(universe.benchmarks.get(one.market, ""))
        if other is None or other == one:
            return None
        first, last = bars.date[0].astype(object), bars.date[-1].astype(object)
        return BarsWanted(instrument=other, interval=bars.interval, start=first, end=last)

    def _taker(self, want: BarsWanted) -> Callable[[Bars], None]:
        def take(held: Bars) -> None:
            if want == self._want and self._panel.bars is not None:
                self._future, self._held = None, held
                self._lay(held, self._panel.bars)

        return take

    def _lay(self, held: Bars, bars: Bars) -> None:
        self._laid = bars
        self._panel.set_benchmark(beside(bars, held))
