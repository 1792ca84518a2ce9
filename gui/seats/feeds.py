"""What a chart of bars asks for: its bars, more of them where the reader scrolls back, and minutes again later."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future

from data_sources.protocol import BarsWanted
from gui.charts.panel import ChartPanel
from gui.look import numbers
from gui.parts import Parts
from models import sessions
from models.charts.days import ask_from, due, due_days, further, kept_from
from models.charts.values import ChartSpec
from models.errors import AppError, NoSuchData
from models.extended import has_extended
from models.instruments import Instrument
from models.live_bar import is_running
from models.reasons import said
from models.values import Bars, Quote

RESTS_S = 30.0  # after earlier bars could not be had
AROUND = dt.timedelta(days=30)  # before a day that is gone to
LISTED = dt.timedelta(days=14)  # bars that begin so much later than they were asked for begin with the listing


class Feed(ABC):
    """Latest wins: what arrives for something that is no longer wanted is dropped.

    quote_of: the newest quote of an id, if there is one.
    """

    def __init__(
        self, parts: Parts, panel: ChartPanel, quote_of: Callable[[str], Quote | None], clock: Callable[[], float]
    ) -> None:
        self.parts, self.panel, self.quote_of, self.clock = parts, panel, quote_of, clock
        self.instrument: Instrument | None = None
        self.spec = ChartSpec()
        self.shown: Bars | None = None
        self._futures: list[Future[Bars]] = []

    @property
    def waiting(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self._futures)

    @abstractmethod
    def ask(self, instrument: Instrument, spec: ChartSpec) -> None:
        """Ask for what ``spec`` shows of it; what is cached is shown at once."""

    def apply(self, quote: Quote) -> None:
        """A quote of what is shown."""
        self.panel.apply(quote)

    def tick(self, now: float) -> None:
        """A second passed: the age under the chart grows."""
        if self.shown is not None:
            self.panel.say_origin(self.origin(self.shown), late=bool(self.shown.doubt))

    def go_to(self, date: dt.date) -> None:
        """Bring a day into sight."""
        if self.panel.canvas is not None:
            self.panel.canvas.go_to(date)

    def cancel(self) -> None:
        """Wait for nothing any more."""
        for future in self._futures:
            self.parts.client.forget(future)
        self.instrument, self.shown, self._futures = None, None, []

    def send(
        self, want: BarsWanted, take: Callable[[Bars, bool], None], miss: Callable[[AppError], None], *, cached: bool
    ) -> None:
        """Ask for bars. take: called with them and whether they are early; cached: whether early ones are of use."""
        held: list[Future[Bars]] = []
        bridge, client = self.parts.bridge, self.parts.client

        def still(call: Callable[[], None], *, ends: bool = True) -> None:
            if held[0] not in self._futures:
                return
            if ends:
                self._futures.remove(held[0])
            call()

        early = (lambda bars: bridge.post(lambda: still(lambda: take(bars, True), ends=False))) if cached else None
        held.append(client.bars(want, partial=early))
        self._futures.append(held[0])
        bridge.when_done(
            held[0], lambda bars: still(lambda: take(bars, False)), lambda error: still(lambda: miss(error))
        )

    def failed(self, error: AppError) -> None:
        """Say in place why there is nothing, with a way to ask again."""
        one, spec, texts = self.instrument, self.spec, self.parts.texts
        if one is not None:
            why = texts["chart.failed"].format(name=one.id, why=said(error.detail, texts))
            self.panel.show_failure(why, lambda: self.ask(one, spec))

    def origin(self, bars: Bars) -> str:
        """Source, span, age, and what is doubtful about it."""
        texts = self.parts.texts
        line = texts["chart.origin"].format(
            source=texts.get(f"source.{bars.source}", bars.source), first=bars.date[0], last=bars.date[-1],
            age=numbers.age(self.clock() - bars.fetched_at, self.parts.lang),
        )  # fmt: skip
        said_of = [texts["chart.doubt"].format(why=said(bars.doubt, texts))] if bars.doubt else []
        said_of += [f"  {said(bars.remark, texts)}"] if bars.remark else []
        return line + "".join(said_of)

    def reapply(self) -> None:
        """What arrived may be older than the newest quote."""
        if self.instrument is not None and (quote := self.quote_of(self.instrument.id)) is not None:
            self.apply(quote)


class BarFeed(Feed):
    """Bars of one interval; where the window reaches the first of them, as much again."""

    def __init__(
        self, parts: Parts, panel: ChartPanel, quote_of: Callable[[str], Quote | None], clock: Callable[[], float]
    ) -> None:
        super().__init__(parts, panel, quote_of, clock)
        self._start = dt.date.max
        self._all = self._asking = False  # whether there is nothing earlier, and whether an answer is awaited
        self._asked = self._had = self._rests = self._warned = 0.0
        self._goal: dt.date | None = None  # a day that is to come into sight once its bars are there
        self._barren = 0  # answers in a row that brought nothing earlier: the first may have been a long holiday
        panel.made.connect(self._watch)
        self._watch()

    def ask(self, instrument: Instrument, spec: ChartSpec) -> None:
        """Ask for the span that its interval opens with."""
        self.cancel()
        self.instrument, self.spec, self._all = instrument, spec, False
        self._rests = self._warned = self._had = 0.0
        self._barren, self._goal = 0, None
        self._start = ask_from(spec.interval, self._today(instrument))
        self._send(self._take, self.failed_first, cached=True)

    def go_to(self, date: dt.date) -> None:
        """Where it is before the first bar, as near as can be until the earlier ones have come."""
        self._goal = date
        self._go()

    def tick(self, now: float) -> None:
        """Minutes may have been missed, when the computer slept say: they are asked for again now and then.

        Days are when another one begins: what went ex since changes the adjusted ones before.
        """
        self._say_running(now)
        if now >= self._warned:  # until then the foot says what could not be had
            super().tick(now)
        one, spec = self.instrument, self.spec
        if one is None or self.shown is None or self._asking:
            return
        again = due(one.market, self._asked, now, extended=self._extended(one))
        if again if spec.interval.intraday else due_days(one.market, self._had, self._asked, now):
            self._send(self._take, self._quietly, cached=False)

    def apply(self, quote: Quote) -> None:
        """The newest bar moves, or the next one begins."""
        super().apply(quote)
        self._say_running(self.clock())

    def look_back(self) -> None:
        """The window has moved: where it reaches before the first bar, ask for what is earlier."""
        canvas, one, held = self.panel.canvas, self.instrument, self.shown
        if canvas is None or one is None or held is None or self._asking or self._all or not self._stands(canvas):
            return
        start = further(self.spec.interval, self._today(one), self._start)
        if start is None or held.date[0].astype(dt.date) > self._start + LISTED:
            self._all = True
        elif self.clock() >= self._rests:
            start = self._far_enough(one, start)
            self.panel.say_waiting(self.parts.texts["chart.further"])
            self._send(lambda bars, _: self._take_earlier(bars, start), self._miss_earlier, start, cached=False)

    def failed_first(self, error: AppError) -> None:
        """No bars, or none but those that were cached."""
        self._asking, self._warned = False, self.clock() + RESTS_S
        self.failed(error)

    # inside

    def _say_running(self, now: float) -> None:
        one, tail = self.instrument, self.panel.tail
        if one is not None and tail is not None:
            running = is_running(tail, one.market, self.spec.interval, now, extended=self._extended(one))
            self.panel.say_running(running=running)

    def _watch(self) -> None:
        if self.panel.canvas is not None:
            self.panel.canvas.moved.connect(self.look_back)

    def _stands(self, canvas: object) -> bool:
        """Whether the window stands at the first bar of what was asked for."""
        return self.panel.price is not None and canvas.window[0] < 0  # type: ignore[attr-defined, no-any-return]

    def _far_enough(self, one: Instrument, start: dt.date) -> dt.date:
        """``start``, or a little before the day that is gone to."""
        if self._goal is None or self._goal >= start:
            return start
        return kept_from(self.spec.interval, self._goal, AROUND, self._today(one))

    def _go(self) -> None:
        goal, held = self._goal, self.shown
        if goal is not None and held is not None:
            if self._all or goal >= held.date[0].astype(dt.date):
                self._goal = None
            super().go_to(goal)

    def _today(self, instrument: Instrument) -> dt.date:
        return sessions.local_date(instrument.market, self.clock())

    def _extended(self, instrument: Instrument) -> bool:
        return self.spec.extended and self.spec.interval.intraday and has_extended(instrument.market)

    def _send(
        self, take: Callable[[Bars, bool], None], miss: Callable[[AppError], None], start: dt.date | None = None, *,
        cached: bool,
    ) -> None:  # fmt: skip
        one, spec = self.instrument, self.spec
        if one is None:
            return
        self._asking, self._asked = True, self.clock()
        want = BarsWanted(
            instrument=one, interval=spec.interval, start=start or self._start, end=self._today(one),
            adjust=spec.adjust, actions=True, extended=self._extended(one), looked_at=True,
        )  # fmt: skip
        self.send(want, take, miss, cached=cached)

    def _take(self, bars: Bars, early: bool) -> None:
        self._asking = early
        if not early and not bars.doubt:
            self._had = self.clock()
        if len(bars):
            self._show(bars)
        elif not early and self.shown is None:
            self.failed(NoSuchData("no bars in this span"))

    def _take_earlier(self, bars: Bars, start: dt.date) -> None:
        """More of them; where nothing is new, what was asked for was in a break or there is nothing earlier."""
        held, self._asking = self.shown, False
        if held is not None and len(bars) and bars.time[0] < held.time[0]:
            self._start, self._barren = start, 0
            self._show(bars)
            return
        self.panel.say_waiting("")
        if bars.doubt:  # the cache answered
            self._rests = self.clock() + RESTS_S
            return
        self._start, self._barren = start, self._barren + 1
        self._all = self._barren > 1
        self.look_back()

    def _miss_earlier(self, error: AppError) -> None:
        self._quietly(error)
        self._goal = None
        self._rests = self._warned = self.clock() + RESTS_S
        self.panel.say_waiting("")
        self.failed(error)

    def _quietly(self, error: AppError) -> None:
        """What is shown stays; it is asked for again."""
        self._asking = False

    def _show(self, bars: Bars) -> None:
        if self.instrument is not None:
            self.shown, self._warned = bars, 0.0
            self.panel.show_bars(bars, self.instrument, self.origin(bars), late=bool(bars.doubt))
            self.reapply()
            self._go()
