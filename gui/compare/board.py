"""What is compared, worked out: bars become series, series meet on one axis, members are based on one day."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QObject, Signal

from gui.compare.bars import MemberBars
from gui.compare.live import Live
from gui.compare.wording import months_before
from gui.parts import Parts
from models import sessions
from models.compare.alignment import Aligned, align
from models.compare.baskets import caps_of
from models.compare.chosen import Comparison, against_of
from models.compare.currency import is_spare
from models.compare.newest import put
from models.compare.rebasing import Based, rebase
from models.compare.returns import Table, returns
from models.compare.series import Series, price_series
from models.compare.values import (
    Basket,
    Single,
    Weighting,
    instruments_of,
    own_benchmarks,
    pairs_of,
    parts_of,
    visits_of,
)
from models.compare.visits import visits_line
from models.instruments import Instrument, Market
from models.overrides import laid_over
from models.traffic.published import Traffic
from models.values import Bars, Floats, Quote

YEARS = 3  # of bars, where the base is not older
LEAD = 40  # days before the base that are asked for
USUAL_MONTHS = 3  # from the usual base to today


class Board(QObject):
    """Holds no picture. ``realigned``: other members or dates; ``rebased``: other values; ``ticked``: newest values.

    told: progress and failures are others.
    """

    realigned = Signal()
    rebased = Signal()
    ticked = Signal()
    told = Signal()

    def __init__(self, parts: Parts, traffic: Traffic, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._parts, self._traffic, self._clock = parts, traffic, clock
        self.held = parts.comparing.held
        self.bars = MemberBars(parts.client, parts.bridge)
        self.bars.changed.connect(self._gathered)
        self._series: dict[str, tuple[tuple[object, ...], Series]] = {}
        self._live = Live()
        self._by_id: dict[str, Instrument] = {}
        self._asked_from = self._asked_until = self.today
        self.aligned: Aligned = align(())
        self.based: Based = rebase(self.aligned, (), self.base)
        self.benchmarks: dict[str, Floats] = {}

    # what is wanted

    def begin(self) -> None:
        """Ask for what the comparison needs, and show what is there."""
        self._want()
        self._realign()

    def take(self, held: Comparison) -> None:
        """Another comparison."""
        before, self.held = self.held, held
        needs = ("members", "against", "currency", "hidden")
        if held.base != before.base and self._first() < self._asked_from:
            self._want()
        if any(getattr(held, key) != getattr(before, key) for key in needs):
            self._want()
            self._realign()
        elif held.base != before.base:
            self._rebase()
            self.rebased.emit()
        elif held.excess != before.excess:
            self.rebased.emit()

    @property
    def today(self) -> dt.date:
        """The latest exchange-local date of the three markets."""
        now = self._clock()
        return max(sessions.local_date(market, now) for market in (Market.CN, Market.HK, Market.US))

    @property
    def base(self) -> dt.date:
        """The base date that is wanted: what was chosen, or three months back; offline the day before the window."""
        if self.held.base is not None:
            return self.held.base
        if self._parts.offline:
            return self._parts.week.window.first - dt.timedelta(days=1)
        return months_before(self.today, USUAL_MONTHS)

    @property
    def against(self) -> dict[str, str]:
        """The instrument id each shown member is measured against, by key."""
        return against_of(self.held, own_benchmarks(self.held.shown, self._parts.universe.benchmarks))

    def instrument(self, name: str) -> Instrument | None:
        """Somebody by id: of the universe, its strip, or the comparison."""
        known = {one.id: one for one in (*instruments_of(self.held.members), *self._parts.universe.strip)}
        return self._parts.universe.instruments.get(name) or known.get(name)

    def table(self, first: dt.date, last: dt.date) -> Table:
        """What the members returned from one date to another."""
        return returns(
            self.based, first, last, scale=self.held.scale, currency=self.held.currency, against=self.against
        )

    @property
    def unfetched(self) -> dict[str, str]:
        """Why somebody that is needed cannot be fetched, by instrument id; older bars of him may be there still."""
        return {name: why for name, why in self.bars.failures.items() if not is_spare(name, self.bars.found)}

    @property
    def failures(self) -> dict[str, str]:
        """Why somebody that is needed has no bars, by instrument id."""
        return {name: why for name, why in self.unfetched.items() if name not in self.bars.found}

    @property
    def waiting(self) -> tuple[str, ...]:
        """Instrument ids whose bars are still on their way, as far as they do not reach back to the base yet."""
        day = np.datetime64(self.base, "D")
        there = {name for name, bars in self.bars.found.items() if len(bars) and bars.date[0] <= day}
        return tuple(name for name in self._by_id if name in self.bars.unanswered and name not in there)

    # what comes

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """Quotes came: the newest values follow, once for all of them."""
        self._live.hear(quotes)
        concerned = [self._by_id[quote.instrument] for quote in quotes if quote.instrument in self._by_id]
        if any(self._live.begins(one) for one in concerned):
            self._realign()
            return
        rows, series = self.aligned.rows, self.aligned.series
        there = [one for one in concerned if one.id in rows]
        told = {one.id: now for one in there if (now := self._live.moved(one, series[rows[one.id]])) is not None}
        aligned = put(self.aligned, told) if told else None
        if aligned is not None:
            self.aligned = aligned
            self._rebase()
            self.ticked.emit()

    def tick(self) -> None:
        """Another day has begun somewhere: its bars are wanted."""
        if self.today != self._asked_until:
            self._want()

    def retire(self) -> None:
        """Wait for nothing any more."""
        self.bars.retire()

    # inside

    def _want(self) -> None:
        needed = {one.id: one for one in instruments_of(self.held.shown)}
        for name in dict.fromkeys(self.against.values()):
            if (one := self.instrument(name)) is not None:
                needed[name] = one
        marks = [Single(instrument=needed[name]) for name in self.against.values() if name in needed]
        pairs = pairs_of((*self.held.shown, *marks), self.held.currency)  # an excess is in one currency
        self._by_id = needed
        self._asked_from, self._asked_until = self._first(), self.today
        self.bars.want((*needed.values(), *pairs), self._asked_from, self.today)

    def _first(self) -> dt.date:
        """From when bars are wanted: some years back, or from before an older base."""
        years = self.today - dt.timedelta(days=366 * YEARS)
        return min(years, dt.date(self.base.year, 1, 1) - dt.timedelta(days=LEAD))

    def _gathered(self) -> None:
        self._realign()
        self.told.emit()

    def _realign(self) -> None:
        shown, needed = self.held.shown, self._by_id.values()
        held = self._live.bars(needed, laid_over(self.bars.found, self._parts.week.besides.overrides, self._by_id))
        series = [self._price(one, held) for one in needed if one.id in held]
        newest = self._live.newest(needed, {one.key: one for one in series})
        series += [line for one in visits_of(shown) if (line := visits_line(one, self._traffic)) is not None]
        placed = {one.id for one in instruments_of(shown)} | {one.key for one in visits_of(shown)}
        aligned = align(series, placed)
        self.aligned = put(aligned, newest) or aligned
        self._rebase()
        self.realigned.emit()

    def _price(self, one: Instrument, held: Mapping[str, Bars]) -> Series:
        """A series is made again only of other bars, or in another currency."""
        pairs = {name: held[name] for name in held if len(name) == len("USDCNY") and name.startswith("USD")}
        key = (held[one.id], self.held.currency, *pairs.values())
        made = self._series.get(one.id)
        if made is None or len(made[0]) != len(key) or any(a is not b for a, b in zip(made[0], key, strict=True)):
            self._series[one.id] = made = key, price_series(one, held[one.id], self.held.currency, pairs)
        return made[1]

    def _rebase(self) -> None:
        self.based = rebase(self.aligned, self.held.shown, self.base, self._caps())
        self._withhold()
        names = dict.fromkeys(self.against.values())
        marks = [Single(instrument=one, benchmark=True) for name in names if (one := self.instrument(name)) is not None]
        growth = rebase(self.aligned, marks, self.base).growth
        self.benchmarks = {
            one.instrument.id: self._known(one.instrument.id, growth[row]) for row, one in enumerate(marks)
        }

    def _known(self, name: str, growth: Floats) -> Floats:
        """A benchmark up to the first session that it lacks: after that an excess would be over a stale value."""
        row = self.aligned.rows.get(name)
        if row is not None and not np.isnat(last := self.aligned.stands[row, -1:]).any() and len(last):
            lacks = self.aligned.series[row].due(last[0].astype(dt.date))
            growth[self.based.dates > np.datetime64(lacks, "D")] = np.nan
        return growth

    def _withhold(self) -> None:
        """A basket has no line while some of its members are on their way: without them it would be another basket."""
        waiting = set(self.waiting)
        for row, member in enumerate(self.based.members):
            baskets = [part for part in parts_of(member) if isinstance(part, Basket)]
            if not waiting.isdisjoint(one.id for one in instruments_of(baskets)):
                self.based.growth[row] = np.nan

    def _caps(self) -> dict[str, float]:
        """Caps of the base date, of those that stand in a basket by cap."""
        parts = [part for member in self.held.shown for part in parts_of(member)]
        caps = [one for one in parts if isinstance(one, Basket) and one.weighting is Weighting.CAP]
        if not caps:
            return {}
        needed = {one.id: one for basket in caps for one in basket.members}
        held = self.bars.found
        return caps_of(needed.values(), self.base, held, self._parts.week.besides.known(), held)
