"""When an alert fires. Pure: it is told what changed, and says what fired.

A crossing is a value that lay on one side of the level and now is on it or beyond. The first value that an alert sees
only says on which side it is, so an alert that is already true waits. There is no hysteresis: a level is meant to the
last digit, and the cool-down keeps a price quiet that flaps around it. What is crossed while an alert sleeps, cools
down or may not look (auction, stale, halted, out of hours) is not made up for, but a side seen before an auction or a
night is still the side to cross from: a gap at the opening fires.

Changes of the day, excess and volume ratio begin each exchange-local day at 0. A price begins it where it was, unless
the previous close says that prices are other ones now (a split): then at the previous close. Changes over a window
begin anew with another window, as with a new week: on its first day at the previous close, else where they are seen.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from enum import StrEnum
from math import inf, isfinite, nan
from typing import NamedTuple

from models import sessions
from models.alerts.readings import AUCTION, BASE, PLACE, Reading
from models.alerts.values import Alert, Crossing, Fired, Scope, What
from models.freshness import Freshness
from models.frozen import frozen

FIRM = frozenset({Freshness.LIVE, Freshness.DELAYED, Freshness.CLOSED})
OF_THE_DAY = frozenset({What.CHANGE, What.EXCESS, What.VOLUME})
SAME = 1e-6  # two bases of a window that differ by no more are one
REBASED = 0.1  # a previous close so far from the last price seen is in other units: split or bonus issue

Members = Callable[[Alert], Iterable[str]]  # the instrument ids that an alert watches


class Ladder(NamedTuple):
    """The alerts of one instrument (or of many alike) on one value, by level."""

    what: What
    regular: bool
    place: int
    levels: tuple[float, ...]
    alerts: tuple[Alert, ...]


class Side(NamedTuple):
    """The last good value, the exchange's day it is of, the step that saw it, and what the window began with."""

    value: float
    date: dt.date
    turn: int
    base: float


Band = tuple[int, float, float]  # a place in a reading's numbers, and the levels around its value


class State(StrEnum):
    """SPENT: has fired and does not re-arm by itself."""

    ARMED = "armed"
    COOLING = "cooling"
    SNOOZED = "snoozed"
    SPENT = "spent"
    OFF = "off"


@frozen(kw_only=True)
class Standing:
    """How an alert stands. fired: the newest firing, if any. until: when it is armed again (COOLING, SNOOZED)."""

    state: State
    fired: Fired | None = None
    until: float = 0.0


class Watch:
    """Looks only at alerts that watch what changed, and of those only at the levels between two values."""

    def __init__(self) -> None:
        self._alerts: dict[str, Alert] = {}
        self._ladders: dict[str, tuple[Ladder, ...]] = {}
        self._sides: dict[str, dict[tuple[What, bool], Side]] = {}
        self._quiet: dict[str, tuple[dt.date, tuple[Band, ...]]] = {}
        self._taken: dict[str, int] = {}  # the step after which an alert was made or edited
        self._last: dict[tuple[str, str], float] = {}  # alert and instrument -> when it fired
        self._spent: set[tuple[str, str]] = set()
        self._newest: dict[str, Fired] = {}
        self._log: tuple[Fired, ...] = ()  # of former runs
        self._done: dict[
            tuple[object, ...], dict[str, Fired]
        ] = {}  # an alert as it was -> what it fired, by instrument
        self._turn = 0

    @property
    def instruments(self) -> Set[str]:
        """Whom any alert watches: a view, asked at every flush."""
        return self._ladders.keys()

    @property
    def ages(self) -> tuple[float, ...]:
        """The levels of alerts on age, minutes, ascending: they can be passed without a quote."""
        return tuple(sorted({one.level for one in self._alerts.values() if one.on and one.what is What.AGE}))

    def set(self, alerts: Mapping[str, Alert], members: Members) -> None:
        """Watch these alerts; ``members`` is asked once for each target.

        One that is new or was edited begins anew; one that is again what it was (its deletion or its edit was taken
        back) waits for its first value too, but what it has fired still counts.
        """
        edited = self._edited(alerts)
        for name in [*(self._alerts.keys() - alerts.keys()), *edited]:
            self._forget(name)
        self._taken.update(dict.fromkeys(edited, self._turn))
        self._alerts = dict(alerts)
        for name in edited:
            for one in self._done.get(_watched(alerts[name]), {}).values():
                self._note(one)
        self._ladders = _ladders(self._alerts.values(), members)
        self._sides = {name: self._kept(name, held) for name, held in self._sides.items() if name in self._ladders}
        self._quiet = {}
        self._remember(self._log)

    def recall(self, log: Iterable[Fired]) -> None:
        """What fired before the program began: cool-down, once a day and spent alerts outlive it."""
        self._log = tuple(log)
        self._remember(self._log)

    def step(self, readings: Iterable[Reading], now: float) -> tuple[Fired, ...]:
        """What fires at these readings, in their order. ``now``: UTC seconds."""
        self._turn += 1
        fired: list[Fired] = []
        for reading in readings:
            ladders = self._ladders.get(reading.instrument)
            if ladders is not None:
                numbers = (*reading.numbers, reading.base)
                if not self.is_quiet(reading.instrument, reading.date, numbers):
                    self._look(reading, numbers, ladders, now, fired)
        for one in fired:
            self._note(one)
            self._done.setdefault(_watched(self._alerts[one.alert]), {})[one.instrument] = one
        return tuple(fired)

    def is_quiet(self, instrument: str, date: dt.date, numbers: Sequence[float]) -> bool:
        """Whether every number still lies between the levels it lay between: its side need not even be noted."""
        known, bands = self._quiet.get(instrument, (None, ()))
        if date != known:
            return False
        for place, low, high in bands:
            held = numbers[place]
            if held <= low or held >= high:  # NaN is neither, and a loop is twice as fast as all()
                return False
        return True

    def standing(self, name: str, now: float) -> Standing:
        """How an alert stands. One on many instruments is armed while any may still fire."""
        alert, fired = self._alerts[name], self._newest.get(name)
        if not alert.on:
            return Standing(state=State.OFF, fired=fired)
        if now < alert.snoozed_until:
            return Standing(state=State.SNOOZED, fired=fired, until=alert.snoozed_until)
        if fired is not None and alert.scope is Scope.ROW:
            if not alert.rearm:
                return Standing(state=State.SPENT, fired=fired)
            if 0 <= now - fired.at < alert.cool_down_s:
                return Standing(state=State.COOLING, fired=fired, until=fired.at + alert.cool_down_s)
        return Standing(state=State.ARMED, fired=fired)

    # inside

    def _look(
        self,
        reading: Reading,
        numbers: Sequence[float],
        ladders: tuple[Ladder, ...],
        now: float,
        fired: list[Fired],
    ) -> None:
        sides = self._sides.setdefault(reading.instrument, {})
        for ladder in ladders:
            held = numbers[ladder.place]
            if isfinite(held) and _may_look(reading, ladder):
                key = (ladder.what, ladder.regular)
                side = sides.get(key)
                sides[key] = Side(held, reading.date, self._turn, reading.base)
                if side is not None:
                    was = _was(side, reading, ladder.what)
                    crossed = [one for one in _crossed(ladder, was, held) if self._may(one, reading, side.turn, now)]
                    fired += (_fired(one, reading, held, now) for one in crossed)
        bands = [_band(ladder, sides.get((ladder.what, ladder.regular))) for ladder in ladders]
        if isfinite(reading.base) and any(ladder.what is What.WINDOW for ladder in ladders):
            bands.append((BASE, reading.base * (1 - SAME), reading.base * (1 + SAME)))
        self._quiet[reading.instrument] = (reading.date, tuple(bands))

    def _kept(self, name: str, sides: dict[tuple[What, bool], Side]) -> dict[tuple[What, bool], Side]:
        """What nobody watches any more is forgotten: nobody would notice that it moved."""
        keys = {(one.what, one.regular) for one in self._ladders[name]}
        return sides if sides.keys() <= keys else {key: side for key, side in sides.items() if key in keys}

    def _may(self, alert: Alert, reading: Reading, turn: int, now: float) -> bool:
        """Whether an alert whose level was crossed may say so. turn: of the side that was crossed from."""
        pair = (alert.id, reading.instrument)
        if turn <= self._taken.get(alert.id, 0) or now < alert.snoozed_until or pair in self._spent:
            return False
        last = self._last.get(pair)
        if last is None:
            return True
        if 0 <= now - last < alert.cool_down_s:
            return False
        dates = (sessions.local_date(reading.market, moment) for moment in (last, now))
        return not alert.once_a_day or len(set(dates)) > 1

    def _note(self, one: Fired) -> None:
        pair = (one.alert, one.instrument)
        self._last[pair] = max(one.at, self._last.get(pair, one.at))
        newest = self._newest.get(one.alert)
        if newest is None or newest.at <= one.at:
            self._newest[one.alert] = one
        if not self._alerts[one.alert].rearm:
            self._spent.add(pair)

    def _remember(self, log: Iterable[Fired]) -> None:
        """Only what an alert has fired as it is now counts."""
        for one in log:
            alert = self._alerts.get(one.alert)
            if alert is not None and one.at >= alert.made_at and _fires_as(alert) == _fires_as(one):
                self._note(one)

    def _edited(self, alerts: Mapping[str, Alert]) -> list[str]:
        """Alerts that watch something else than before, or are switched on again."""
        old = {name: _watched(one) for name, one in self._alerts.items()}
        return [name for name, one in alerts.items() if old.get(name) != _watched(one)]

    def _forget(self, name: str) -> None:
        self._taken.pop(name, None)
        self._newest.pop(name, None)
        self._last = {pair: at for pair, at in self._last.items() if pair[0] != name}
        self._spent = {pair for pair in self._spent if pair[0] != name}


def _watched(alert: Alert) -> tuple[object, ...]:
    one = alert
    return (
        one.id, one.scope, one.target, one.what, one.crossing, one.level, one.rearm, one.regular_hours, one.on,
        one.made_at,
    )  # fmt: skip


def _fires_as(one: Alert | Fired) -> tuple[What, Crossing, float]:
    return one.what, one.crossing, one.level


def _may_look(reading: Reading, ladder: Ladder) -> bool:
    """Whether a value may be believed and is asked for now. Age is the one that looks at stale data."""
    trading = reading.phase == "open"
    if ladder.what is What.AGE:
        return trading and reading.freshness is not Freshness.SUSPENDED
    firm = reading.freshness in FIRM and reading.phase != AUCTION and reading.last > 0
    return firm and (trading or not ladder.regular)


def _crossed(ladder: Ladder, was: float, now: float) -> list[Alert]:
    """The alerts whose level was crossed from ``was`` to ``now`` in their direction; none from NaN."""
    if was != was:
        return []
    if now >= was:
        between = slice(bisect_right(ladder.levels, was), bisect_right(ladder.levels, now))
    else:
        between = slice(bisect_left(ladder.levels, now), bisect_left(ladder.levels, was))
    way = Crossing.UP if now >= was else Crossing.DOWN
    return [one for one in ladder.alerts[between] if one.crossing is way]


def _band(ladder: Ladder, side: Side | None) -> Band:
    """The levels next to a side; no room at all while it is unknown, or on a level."""
    if side is None:
        return ladder.place, inf, -inf
    below, above = bisect_left(ladder.levels, side.value), bisect_right(ladder.levels, side.value)
    low = ladder.levels[above - 1] if above else -inf
    return ladder.place, low, ladder.levels[below] if below < len(ladder.levels) else inf


def _was(side: Side, reading: Reading, what: What) -> float:
    """Where a value stood before the one that is read now; NaN when nobody knows, and nothing is crossed."""
    if what is What.WINDOW and abs(reading.base - side.base) > SAME * side.base:
        known = side.date != reading.date and reading.change > -100
        return (reading.last / (1 + reading.change / 100) / reading.base - 1) * 100 if known else nan
    return side.value if side.date == reading.date else _begin(side, reading, what)


def _begin(side: Side, reading: Reading, what: What) -> float:
    """Where a value stood when the day of ``reading`` began. side: of another day."""
    if what in OF_THE_DAY:
        return 0.0
    if what is What.PRICE and reading.change > -100:
        close = reading.last / (1 + reading.change / 100)
        return close if abs(close / side.value - 1) > REBASED else side.value
    return side.value


def _ladders(alerts: Iterable[Alert], members: Members) -> dict[str, tuple[Ladder, ...]]:
    """The ladders of each instrument; instruments that the same alerts watch share them."""
    by_target: dict[tuple[Scope, str], list[Alert]] = {}
    for alert in alerts:
        if alert.on:
            by_target.setdefault((alert.scope, alert.target), []).append(alert)
    watching: dict[str, tuple[tuple[Scope, str], ...]] = {}
    for target, held in by_target.items():
        for name in members(held[0]):
            watching[name] = (*watching.get(name, ()), target)
    every = set(watching.values())  # few: most instruments are watched by the same lists
    made = {targets: _made(one for target in targets for one in by_target[target]) for targets in every}
    return {name: made[targets] for name, targets in watching.items()}


def _made(alerts: Iterable[Alert]) -> tuple[Ladder, ...]:
    sorted_: dict[tuple[What, bool], list[Alert]] = {}
    for alert in sorted(alerts, key=lambda one: one.level):
        sorted_.setdefault((alert.what, alert.regular_hours), []).append(alert)
    return tuple(
        Ladder(what, regular, PLACE[what], tuple(one.level for one in held), tuple(held))
        for (what, regular), held in sorted_.items()
    )


def _fired(alert: Alert, reading: Reading, value: float, now: float) -> Fired:
    return Fired(
        alert=alert.id, instrument=reading.instrument, what=alert.what, crossing=alert.crossing, level=alert.level,
        value=value, at=now, source=reading.source,
    )  # fmt: skip
