"""The histories of the rows on screen: their figures out of daily bars, and their lines of the day out of minutes.

Only what is on screen is asked for, a few at a time. An instrument's days are asked for when it is first seen, once
its session of today has begun (what goes ex today is known then), and once that session is settled: twice a day.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from data_sources.client import DataClient
from data_sources.protocol import BarsWanted
from gui.wires.asking import Asking, Wish
from gui.wires.bridge import Bridge
from models import sessions
from models.figures.day_line import day_line
from models.figures.history import figures_of, live_session, reach
from models.figures.values import Figures
from models.frozen import frozen
from models.instruments import EXCHANGES, Instrument, Kind, Market
from models.values import Bars, Floats, Interval

AT_ONCE, DAYS_AT_ONCE = 6, 2  # wants that are out: daily bars, minutes
KEPT = 1000  # series in memory, 20 kB each; the one that was longest off screen goes first
A_TURN = 60  # figures of rows off screen that are made in one turn of the GUI thread, 0.1 ms each
LATE = 4  # answers without the newest settled session; then it did not trade in it
BEGUN_S = 90.0  # after the opening a source knows of the session
AGAIN_S = 60.0  # a day's line is asked for again while its market trades
SETTLED_S = 600.0  # after the close the last auction is in the minutes
SETTLE_MS = 100  # answers that come together are told together


@frozen(kw_only=True)
class _Moment:
    """Where a market is: what its newest price is of, its newest settled session, the one that has begun for sure."""

    market: Market
    final: dt.date
    begun: dt.date
    first: dt.date


@dataclass(slots=True)
class _Series:
    """Daily bars of one row, when they were asked for (None: may be incomplete), what figures were made for."""

    market: Market
    bars: Bars
    until: dt.date | None = None
    moment: _Moment | None = None
    made: tuple[object, ...] = ()


class Histories(QObject):
    """``changed``: a dict of id to Figures, None where they are given up. ``day_changed``: of id to percent a minute.

    Both hold only what is new. See models/figures/history.py and day_line.py for what the numbers are.
    """

    changed = Signal(object)
    day_changed = Signal(object)

    def __init__(self, client: DataClient, bridge: Bridge, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._clock = clock
        self._asking = Asking(client, bridge, AT_ONCE, self._take, clock)
        self._asking_days = Asking(client, bridge, DAYS_AT_ONCE, self._take_day, clock)
        self._held: OrderedDict[str, _Series] = OrderedDict()
        self._keys: tuple[str, ...] = ()
        self._halted: Collection[str] = ()
        self._sweep: list[str] = []
        self._swept: object = None
        self._drawn: dict[str, tuple[dt.date, float]] = {}  # the day of a row's line, and when it came
        self._previous: Mapping[str, float] = {}
        self._figures: dict[str, Figures | None] = {}
        self._lines: dict[str, Floats] = {}
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._tell)

    def want(
        self, instruments: Sequence[Instrument], keys: tuple[str, ...], halted: Collection[str] = frozenset()
    ) -> None:
        """The rows on screen and the period columns shown; called about once a second.

        halted: ids that are suspended and have not traded in their market's session.
        """
        self._keys, self._halted = keys, halted
        now = self._clock()
        shown = [one for one in instruments if one.kind is not Kind.FX]
        moments = {market: _moment(market, keys, now) for market in {one.market for one in shown}}
        wishes = dict[str, Wish]()
        for one in shown:
            moment = moments[one.market]
            if self._is_due(one.id, moment):
                wishes[one.id] = _wish(one, moment, now)
        self._asking.wish(wishes)
        self._remake([one.id for one in shown])

    def day_lines(self, instruments: Sequence[Instrument], previous: Mapping[str, float]) -> None:
        """The rows on screen whose line of the day is shown (() when that column is not), about once a second.

        previous: close before, by id, as the quote says it; rows without one have no line.
        """
        self._previous = previous
        now = self._clock()
        wishes = dict[str, Wish]()
        for one in instruments:
            if one.kind is Kind.FX or one.id not in previous:
                continue
            day = live_session(one.market, now)
            if self._is_day_due(one, day, now):
                want = BarsWanted(instrument=one, interval=Interval.MIN1, start=day, end=day)
                wishes[one.id] = Wish(want=want, tag=(one.market, day))
        self._asking_days.wish(wishes)

    def retire(self) -> None:
        """Wait for nothing any more."""
        self._settled.stop()
        self._asking.cancel()
        self._asking_days.cancel()

    # daily bars

    def _is_due(self, name: str, moment: _Moment) -> bool:
        series = self._held.get(name)
        if series is None:
            return True
        self._held.move_to_end(name)
        asked = series.moment
        return asked is None or (asked.final, asked.begun) != (moment.final, moment.begun) or asked.first > moment.first

    def _take(self, name: str, moment: _Moment, bars: Bars, early: bool) -> bool:
        """Keep an answer unless a better one is held; whether it is whole."""
        until = None if early else self._whole_until(name, moment, bars)
        held = self._held.get(name)
        if until is not None or held is None or _newest(bars) > _newest(held.bars):
            self._keep(name, _Series(moment.market, bars, until, moment if until is not None else None))
        return until is not None

    def _whole_until(self, name: str, moment: _Moment, bars: Bars) -> dt.date | None:
        """The day up to which nothing is missing; None when the newest settled session may be."""
        if bars.doubt or not len(bars):
            return None
        quiet = name in self._halted or self._asking.failures(name) >= LATE - 1
        return moment.final if quiet or _newest(bars) >= moment.final else None

    def _keep(self, name: str, series: _Series) -> None:
        self._held[name] = series
        self._held.move_to_end(name)
        while len(self._held) > KEPT:
            gone, _ = self._held.popitem(last=False)
            self._figures[gone] = None
        self._make(name, series)

    def _remake(self, shown: Sequence[str]) -> None:
        """The figures whose session, columns or halt are others now: of the rows on screen, and of some others."""
        lives = {market: live_session(market, self._clock()) for market in EXCHANGES}
        if self._swept != (lives, self._keys):
            self._swept, self._sweep = (lives, self._keys), list(self._held)
        turn = [*shown, *self._sweep[:A_TURN]]
        del self._sweep[:A_TURN]
        for name in turn:
            series = self._held.get(name)
            if series is not None and series.made != self._made_of(name, lives[series.market]):
                self._make(name, series)

    def _make(self, name: str, series: _Series) -> None:
        live = live_session(series.market, self._clock())
        series.made = self._made_of(name, live)
        self._figures[name] = figures_of(
            series.bars, self._keys, live, market=series.market, until=series.until, halted=name in self._halted
        )
        self._settle()

    def _made_of(self, name: str, live: dt.date) -> tuple[object, ...]:
        return live, self._keys, name in self._halted

    # lines of the day

    def _is_day_due(self, one: Instrument, day: dt.date, now: float) -> bool:
        drawn, at = self._drawn.get(one.id, (None, 0.0))
        if drawn != day or at > now:  # a clock that was set back
            return True
        begins, ends = sessions.stretch(one.market, now)
        if begins <= now < ends:
            return now - at >= AGAIN_S
        return at < ends or at < ends + SETTLED_S <= now

    def _take_day(self, name: str, tag: tuple[Market, dt.date], bars: Bars, early: bool) -> bool:
        market, day = tag
        before = self._previous.get(name)
        if before is not None:
            self._lines[name] = day_line(bars, before, market, day)
            self._settle()
        if not early:
            self._drawn[name] = day, self._clock()
        return True

    # telling

    def _settle(self) -> None:
        if not self._settled.isActive():
            self._settled.start()

    def _tell(self) -> None:
        figures, self._figures = self._figures, {}
        lines, self._lines = self._lines, {}
        if figures:
            self.changed.emit(figures)
        if lines:
            self.day_changed.emit(lines)


def _moment(market: Market, keys: tuple[str, ...], now: float) -> _Moment:
    today = sessions.local_date(market, now)
    begun = sessions.on_or_before(market, today)
    if now < sessions.open_time(market, begun) + BEGUN_S:
        begun = sessions.on_or_before(market, begun - sessions.DAY)
    return _Moment(market=market, final=sessions.last_final_date(market, now), begun=begun, first=reach(keys, today))


def _wish(one: Instrument, moment: _Moment, now: float) -> Wish:
    """Its days up to now, with what went ex where something can."""
    today = sessions.local_date(one.market, now)
    actions = one.kind is Kind.STOCK
    return Wish(want=BarsWanted(instrument=one, start=moment.first, end=today, actions=actions), tag=moment)


def _newest(bars: Bars) -> dt.date:
    day: dt.date = bars.date[-1].astype(dt.date) if len(bars) else dt.date.min
    return day
