"""The benchmark beside a chart's bars: asked for when an indicator needs it, laid on the bars' days."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data_sources.protocol import BarsWanted
from models import sessions
from models.indicators import INDICATORS
from models.indicators.benchmark import beside
from models.values import Bars, Quote

if TYPE_CHECKING:
    from gui.charts.panel import ChartPanel
    from gui.parts import Parts


class Against(QObject):
    """Follows a panel: where its spec has an indicator against a benchmark, the market's own is given to it.

    quote_of: the newest quote of an id, if there is one.
    """

    def __init__(self, parts: Parts, panel: ChartPanel, quote_of: Callable[[str], Quote | None]) -> None:
        super().__init__(panel)
        self._parts, self._panel, self._quote_of = parts, panel, quote_of
        self._future: Future[Bars] | None = None
        self._want: BarsWanted | None = None
        self._held: Bars | None = None
        self._laid: Bars | None = None  # the panel's bars that it was laid on
        panel.charted.connect(self._look)

    def apply(self, quote: Quote) -> None:
        """A quote of anything: the benchmark's counts for the newest bar, if it is of that bar's day."""
        want, tail = self._want, self._panel.tail
        if want is None or quote.instrument != want.instrument.id or quote.last is None or tail is None:
            return
        if sessions.local_date(want.instrument.market, quote.exchange_time) == tail.date:
            self._panel.set_benchmark_now(quote.last)

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
            if self._of(want) != self._of(self._want):
                self._held = None
            self.cancel()
            self._ask(want)
        elif self._laid is not bars and self._late(bars):
            self._ask(want)
        if self._held is not None and self._laid is not bars:
            self._lay(self._held, bars)

    @staticmethod
    def _of(want: BarsWanted | None) -> object:
        return None if want is None else (want.instrument, want.interval)

    def _late(self, bars: Bars) -> bool:
        """What came with the minutes of an hour ago says nothing of the last hour."""
        held = self._held
        return held is not None and self._future is None and bars.interval.intraday and bars.time[-1] > held.time[-1]

    def _ask(self, want: BarsWanted) -> None:
        self._want = want
        self._future = future = self._parts.client.bars(want)
        self._parts.bridge.when_done(future, self._taker(want), lambda _: self._miss(future))

    def _wanted(self) -> BarsWanted | None:
        bars, one = self._panel.bars, self._panel.instrument
        choices = self._panel.spec.indicators
        needs = any("benchmark" in INDICATORS[choice.key].needs for choice in choices if choice.key in INDICATORS)
        if bars is None or one is None or not len(bars) or not needs or self._panel.line is not None:
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

    def _miss(self, future: Future[Bars]) -> None:
        """Asked for again with the next bars."""
        if future is self._future:
            self._future = None
            if self._held is None:
                self._want = None

    def _lay(self, held: Bars, bars: Bars) -> None:
        self._laid = bars
        self._panel.set_benchmark(beside(bars, held))
        if self._want is not None and (quote := self._quote_of(self._want.instrument.id)) is not None:
            self.apply(quote)
