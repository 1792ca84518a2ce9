"""What an alert looks at: the newest numbers of an instrument, and what the market did when they were made. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import nan
from typing import NamedTuple

import numpy as np

from models import sessions
from models.alerts.values import What
from models.freshness import Freshness, freshness
from models.instruments import Market
from models.store import QuoteStore

AUCTION = "auction"
COLUMNS = (
    "last", "change_pct", "window", "excess", "volume_ratio", "exchange_time", "received_at", "delay_s", "suspended",
)  # fmt: skip


class Reading(NamedTuple):
    """One instrument at one moment; a tuple, because hundreds are made in a tenth of a second. NaN is missing.

    last: the instrument's currency. change, window: percent. excess: percentage points. volume_ratio: times. age:
    minutes that the market has traded since the exchange's time of the price. phase: what the market did when the
    price was made, as ``sessions.state`` says it, or "auction". date: the exchange's own day of the price. base: the
    close that the window's change is measured from. Times are UTC seconds.
    """

    instrument: str
    market: Market
    last: float
    change: float = nan
    window: float = nan
    excess: float = nan
    volume_ratio: float = nan
    age: float = nan
    exchange_time: float = nan
    received_at: float = nan
    freshness: Freshness = Freshness.LIVE
    phase: str = "open"
    source: str = ""
    date: dt.date = dt.date.min
    base: float = nan

    @property
    def numbers(self) -> tuple[float, ...]:
        """What alerts compare, in the order of ``What``."""
        return (self.last, self.change, self.window, self.excess, self.volume_ratio, self.age)


PLACE = {what: at for at, what in enumerate(What)}
BASE = len(PLACE)  # the place of the window's base, after the numbers that are compared
Quiet = Callable[[str, dt.date, Sequence[float]], bool]


def readings(store: QuoteStore, rows: Sequence[int], now: float, quiet: Quiet | None = None) -> list[Reading]:
    """The readings of some rows; a column that the store does not have is missing throughout.

    So is the change of a window that is over: it moves no more, and has no base.
    quiet: asked with an instrument's id, its date, its numbers and the window's base; a row of which it says so is
    left out. How far a price may be trusted is the dearest thing to find out, and most prices cross nothing.
    """
    begins = {market: sessions.stretch(market, now)[0] for market in Market}
    picked = store.pick(np.array(rows, np.intp))
    held = {name: picked.values(name).tolist() for name in COLUMNS}
    bases = _bases(store, rows)
    if bases is None:
        bases = held["window"] = [nan] * len(rows)
    found = []
    for row, base, *numbers, at, received, delay, suspended in zip(rows, bases, *held.values(), strict=True):
        one = store.instruments[row]
        if at != at or received != received:
            found.append(Reading(one.id, one.market, nan, freshness=Freshness.NONE, source=store.sources[row]))
            continue
        numbers.append(max(0.0, now - max(at, begins[one.market])) / 60)
        date = _date(one.market, int(at // 60))
        if quiet is None or not quiet(one.id, date, (*numbers, base)):
            state, during = _state(one.market, at, received, delay, suspended > 0, now)
            known = (at, received, state, during, store.sources[row], date)
            found.append(Reading._make((one.id, one.market, *numbers, *known, base)))
    return found


def _bases(store: QuoteStore, rows: Sequence[int]) -> list[float] | None:
    """What the window's changes are measured from; None when they are fixed, or not known at all."""
    kept = store.kept("window")
    if kept is None or not kept[1]:
        return None
    bases: list[float] = kept[0][list(rows)].tolist()
    return bases


def aged(store: QuoteStore, rows: Iterable[int], levels: Sequence[float], since: float, now: float) -> list[int]:
    """The rows whose age has passed one of ``levels`` (minutes, ascending) between ``since`` and ``now``.

    Asked every second for rows that say nothing: silence makes no quote that somebody could look at.
    """
    asked = np.fromiter(rows, np.intp)
    begin = {market: sessions.stretch(market, now)[0] for market in Market}
    begins = np.array([begin[store.instruments[row].market] for row in asked.tolist()])
    at = np.maximum(store.values("exchange_time", asked), begins)
    steps = np.searchsorted(np.array(levels), ((since - at) / 60, (now - at) / 60), side="right")
    return [int(row) for row in asked[(steps[0] != steps[1]) & np.isfinite(at)]]


def phase(market: Market, moment: float) -> str:
    """What the market did: open, auction, lunch, pre, post, closed or holiday."""
    return _phase(market, int(moment // 60))


@lru_cache(maxsize=64)
def _phase(market: Market, minute: int) -> str:
    return AUCTION if sessions.in_auction(market, minute * 60.0) else sessions.state(market, minute * 60.0)


@lru_cache(maxsize=4096)
def _date(market: Market, minute: int) -> dt.date:
    return sessions.local_date(market, minute * 60.0)


def _state(
    market: Market, at: float, received: float, delay: float, suspended: bool, now: float
) -> tuple[Freshness, str]:
    """How far a price may be trusted, and what the market did when it was made."""
    delay = delay if delay > 0 else 0.0
    state = freshness(market, at, received, delay, now, suspended=suspended)
    return state, phase(market, now - delay)
