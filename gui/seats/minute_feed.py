"""What 分时 asks for: the minutes of the sessions that are shown, and the days before them for the close before."""

from __future__ import annotations

import datetime as dt
import math

from data_sources.protocol import LOOK_BACK, BarsWanted
from gui.seats.feeds import Feed
from models import sessions
from models.charts.days import due
from models.charts.minute_line import MinuteLine, minute_line, shown_days, with_close_before
from models.charts.values import ChartSpec
from models.errors import AppError, NoSuchData
from models.extended import has_extended
from models.instruments import Instrument
from models.values import Bars, Interval, Quote


class MinuteFeed(Feed):
    """Minutes are shown as soon as they come; the close before is that of the quote, else of the daily bars."""

    days: tuple[dt.date, ...] = ()
    _daily: Bars | None = None
    _missing: AppError | None = None  # why there are no minutes
    _asked = 0.0

    def ask(self, instrument: Instrument, spec: ChartSpec) -> None:
        """Ask for the newest sessions that have begun."""
        self.cancel()
        self.instrument, self.spec = instrument, spec
        self.days, self._daily, self._missing = self._days_now(self.clock()), None, None
        before = BarsWanted(instrument=instrument, start=self.days[0] - LOOK_BACK, end=self.days[-1], looked_at=True)
        self.send(before, self._take_daily, self._miss_daily, cached=True)
        self._ask_minutes(cached=True)

    def apply(self, quote: Quote) -> None:
        """The newest minute moves; the close before may be another than that of the daily bars: what went ex."""
        line, before = self.panel.line, self._before(quote)
        if line is not None and before is not None and before != line.blocks[-1].previous_close:
            self._put(with_close_before(line, before))
        super().apply(quote)

    def tick(self, now: float) -> None:
        """Another session may have begun, or minutes may have been missed."""
        super().tick(now)
        one = self.instrument
        if one is None:
            return
        if self._days_now(now) != self.days:
            self.ask(one, self.spec)
        elif self.panel.line is not None and due(one.market, self._asked, now, extended=self._extended):
            self._ask_minutes(cached=False)

    # inside

    @property
    def _extended(self) -> bool:
        return self.spec.extended and self.instrument is not None and has_extended(self.instrument.market)

    def _days_now(self, now: float) -> tuple[dt.date, ...]:
        if self.instrument is None:
            return ()
        return shown_days(self.instrument.market, now, self.spec.minute_days, extended=self._extended)

    def _ask_minutes(self, *, cached: bool) -> None:
        if self.instrument is None:
            return
        self._asked = self.clock()
        want = BarsWanted(
            instrument=self.instrument, interval=Interval.MIN1, start=self.days[0], end=self.days[-1],
            extended=self._extended, looked_at=True,
        )  # fmt: skip
        self.send(want, self._take, self._miss, cached=cached)

    def _take(self, bars: Bars, early: bool) -> None:
        if len(bars):
            self.shown, self._missing = bars, None
            self._draw()
        elif not early and self.shown is None:
            self._miss(NoSuchData("no bars in this span"))

    def _take_daily(self, bars: Bars, early: bool) -> None:
        if len(bars):
            self._daily = bars
            self._draw()

    def _miss(self, error: AppError) -> None:
        """A session that has begun may have no trade yet; anything else is a failure. What is shown stays."""
        if self.shown is None:
            self._missing = error
            self._draw()

    def _miss_daily(self, error: AppError) -> None:
        """The minutes before tell the close before, or nothing does."""

    def _draw(self) -> None:
        """What has come so far."""
        one = self.instrument
        if one is None or (self.shown is None and self._missing is None):
            return
        quote = self.quote_of(one.id)
        line = minute_line(
            self.shown, one, self.days, daily=self._daily, extended=self._extended,
            previous_close=self._before(quote) if quote is not None else None,
        )  # fmt: skip
        if self._missing is not None and not (self._quiet and math.isfinite(line.centre)):
            self.failed(self._missing)
            return
        self._put(line)
        self.reapply()

    def _put(self, line: MinuteLine) -> None:
        if self.instrument is not None:
            held = self.shown
            origin = self.origin(held) if held is not None else self.parts.texts["chart.minute.empty"]
            late = held is not None and bool(held.doubt)
            self.panel.show_minutes(line, held, self.instrument, origin, late=late)

    @property
    def _quiet(self) -> bool:
        """Whether it may be that nobody has traded yet: the one session that is shown is not over."""
        one = self.instrument
        asked = isinstance(self._missing, NoSuchData) and len(self.days) == 1
        return asked and one is not None and self.clock() < sessions.close_time(one.market, self.days[-1])

    def _before(self, quote: Quote) -> float | None:
        """The close before the newest day, if the quote is of that day."""
        one = self.instrument
        if one is None or not quote.previous_close or quote.currency != one.currency:
            return None
        same = sessions.local_date(one.market, quote.exchange_time) == self.days[-1]
        return quote.previous_close if same else None
