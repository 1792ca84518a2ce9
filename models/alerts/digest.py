"""Since I last looked: what moved, gapped, crossed a level, went ex or was announced while the program was closed.

Pure. A price that is missing now, or was missing then, gives no entry; one from before a split is compared in today's
units, and a move over an ex-date includes what was paid, as the review's windows do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite, nan
from typing import NamedTuple

from models import sessions
from models.alerts.splits import ratio
from models.alerts.values import Alert, Crossing, Fired, Scope, Seen, What
from models.figures.history import live_session
from models.frozen import frozen
from models.instruments import Instrument
from models.values import Action, ActionKind

MOVED_PCT, GAP_PCT = 5.0, 2.0


class Price(NamedTuple):
    """What an instrument's price is now, in its currency; NaN is missing. date: the exchange's own day of it."""

    last: float
    date: dt.date
    previous_close: float = nan
    open: float = nan


class Move(NamedTuple):
    """An instrument's last price then, in today's units, its last price now, and the change in percent."""

    instrument: str
    before: float
    last: float
    change: float


class Gap(NamedTuple):
    """An opening away from the close before, in percent."""

    instrument: str
    previous_close: float
    open: float
    change: float


class Ex(NamedTuple):
    """A split or a distribution that went ex."""

    instrument: str
    action: Action


class Event(NamedTuple):
    """Something that was announced on a day, in both languages."""

    date: dt.date
    text_zh: str
    text_en: str

    def text(self, lang: str) -> str:
        """What was announced."""
        return self.text_zh if lang == "zh" else self.text_en


@frozen(kw_only=True)
class Digest:
    """All of it; the largest moves and gaps first. since: when somebody last looked, UTC seconds."""

    since: float
    now: float
    crossed: tuple[Fired, ...] = ()
    moves: tuple[Move, ...] = ()
    gaps: tuple[Gap, ...] = ()
    ex: tuple[Ex, ...] = ()
    events: tuple[Event, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, (self.crossed, self.moves, self.gaps, self.ex, self.events)))


def digest(
    seen: Seen,
    prices: Mapping[str, Price],
    now: float,
    *,
    known: Mapping[str, Instrument],
    alerts: Iterable[Alert] = (),
    members: Callable[[Alert], Iterable[str]] = lambda alert: (alert.target,) if alert.scope is Scope.ROW else (),
    actions: Mapping[str, Sequence[Action]] | None = None,
    events: Iterable[Event] = (),
) -> Digest:
    """What happened from ``seen`` to ``now``. known: the instruments of what was seen; others give no entry."""
    actions = actions or {}
    between = {
        name: _between(seen, known[name], prices[name], actions.get(name, ()))
        for name in seen.last.keys() & prices.keys() & known.keys()
        if _good(seen.last[name]) and _good(prices[name].last)
    }
    moves = [move for one in between.values() if abs((move := one.move).change) >= MOVED_PCT]
    gaps = [gap for one in between.values() if (gap := one.gap()) is not None]
    days = (dt.datetime.fromtimestamp(moment, dt.UTC).date() for moment in (seen.at, now))
    first, last = days
    return Digest(
        since=seen.at,
        now=now,
        crossed=tuple(_crossings(alerts, members, between, seen.at, now)),
        moves=tuple(sorted(moves, key=lambda one: -abs(one.change))),
        gaps=tuple(sorted(gaps, key=lambda one: -abs(one.change))),
        ex=tuple(ex for name in sorted(known.keys() & actions.keys()) for ex in _ex(seen, known[name], actions, now)),
        events=tuple(sorted(one for one in events if first < one.date <= last)),
    )


@frozen(kw_only=True)
class _Between:
    """One instrument, then and now. split: new shares for one old in between; paid: of the price then, 1 is nothing."""

    instrument: str
    before: float
    split: float
    paid: float
    price: Price
    new_day: bool

    @property
    def move(self) -> Move:
        before = self.before / self.split * self.paid
        return Move(self.instrument, before, self.price.last, (self.price.last / before - 1.0) * 100.0)

    def gap(self) -> Gap | None:
        """Of an opening that nobody here has seen."""
        close, opened = self.price.previous_close, self.price.open
        if not self.new_day or not _good(close) or not _good(opened):
            return None
        change = (opened / close - 1.0) * 100.0
        return Gap(self.instrument, close, opened, change) if abs(change) >= GAP_PCT else None

    def values(self, alert: Alert) -> tuple[float, float, float] | None:
        """Then, now and the level in one unit, if the alert is on something that two prices can answer."""
        if alert.what is What.PRICE:
            return self.before / self.split, self.price.last, alert.level / self.split
        if alert.what is What.CHANGE and self.new_day and _good(self.price.previous_close):
            return 0.0, (self.price.last / self.price.previous_close - 1.0) * 100.0, alert.level
        return None


def _between(seen: Seen, one: Instrument, price: Price, actions: Sequence[Action]) -> _Between:
    """From session to session: before the opening of an ex-date the price is still the old one."""
    then, today = live_session(one.market, seen.at), price.date
    cash = sum(
        action.value for action in actions if action.kind is ActionKind.DIVIDEND and then < action.ex_date <= today
    )
    before = seen.last[one.id]
    return _Between(
        instrument=one.id,
        before=before,
        split=ratio(actions, then, today),
        paid=1.0 - cash / before if 0 < cash < before else 1.0,
        price=price,
        new_day=price.date > then,
    )


def _crossings(
    alerts: Iterable[Alert],
    members: Callable[[Alert], Iterable[str]],
    between: Mapping[str, _Between],
    since: float,
    now: float,
) -> Iterable[Fired]:
    """Levels with the price then on one side and the price now on the other, or on them; none of one that sleeps."""
    for alert in alerts:
        if not alert.on or alert.made_at > since or alert.snoozed_until > now:
            continue
        for name in members(alert):
            values = between[name].values(alert) if name in between else None
            if values is not None and _is_crossed(alert.crossing, *values):
                yield Fired(
                    alert=alert.id, instrument=name, what=alert.what, crossing=alert.crossing, level=values[2],
                    value=values[1], at=now,
                )  # fmt: skip


def _is_crossed(crossing: Crossing, before: float, now: float, level: float) -> bool:
    return before < level <= now if crossing is Crossing.UP else now <= level < before


def _ex(seen: Seen, one: Instrument, actions: Mapping[str, Sequence[Action]], now: float) -> Iterable[Ex]:
    first, last = (sessions.local_date(one.market, moment) for moment in (seen.at, now))
    return (Ex(one.id, action) for action in actions[one.id] if first < action.ex_date <= last)


def _good(price: float) -> bool:
    return isfinite(price) and price > 0
