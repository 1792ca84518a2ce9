"""What an alert looks at: the newest numbers of an instrument, and what the market did when they were made. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import nan
from typing import NamedTuple

import numpy as np

from models import sessions
from models.alerts.values import What
from models.freshness import Freshness, freshness
from models.instruments import Instrument, Market
from models.store import QuoteStore

AUCTION = "auction"
COLUMNS = (
    "last", "change_pct", "window", "excess", "volume_ratio", "exchange_time", "received_at", "delay_s", "suspended",
)  # fmt: skip


class Reading(NamedTuple):
    """One instrument at one moment; a tuple, because hundreds are made in a tenth of a second. NaN is missing.

    last: the instrument's currency. change, window: percent. excess: percentage points. volume_ratio: times. age:
    minutes that the market has traded since the exchange's time of the price. phase: what the market did when the
    price was made, as ``sessions.state`` says it, or "auction". date: the exchange's own day of the price. Times are
    UTC seconds.
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


def value(reading: Reading, what: What) -> float:
    """What an alert compares with its level."""
    held: float = reading[FIELD[what]]  # type: ignore[assignment]  # only fields of numbers are named there
    return held


FIELD = {what: Reading._fields.index(name) for what, name in {
    What.PRICE: "last", What.CHANGE: "change", What.WINDOW: "window", What.EXCESS: "excess",
    What.VOLUME: "volume_ratio", What.AGE: "age",
}.items()}  # fmt: skip


def readings(store: QuoteStore, rows: Sequence[int], now: float) -> list[Reading]:
    """The readings of some rows; a column that the store does not have is missing throughout."""
    held = (_taken(store, name, rows) for name in COLUMNS)
    made = zip(rows, *held, strict=True)
    return [_reading(store.instruments[row], store.sources[row], now, *values) for row, *values in made]


def aged(store: QuoteStore, rows: Iterable[int], levels: Sequence[float], since: float, now: float) -> list[int]:
    """The rows whose age has passed one of ``levels`` (minutes, ascending) between ``since`` and ``now``.

    Asked every second for rows that say nothing: silence makes no quote that somebody could look at.
    """
    asked = np.fromiter(rows, np.intp)
    begin = {market: sessions.stretch(market, now)[0] for market in Market}
    begins = np.array([begin[store.instruments[row].market] for row in asked.tolist()])
    at = np.maximum(store.columns["exchange_time"][asked], begins)
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


def _taken(store: QuoteStore, name: str, rows: Sequence[int]) -> list[float]:
    column = store.columns.get(name)
    return [nan] * len(rows) if column is None else column[rows].tolist()


def _reading(
    one: Instrument,
    source: str,
    now: float,
    last: float,
    change: float,
    window: float,
    excess: float,
    volume_ratio: float,
    at: float,
    received: float,
    delay: float,
    suspended: float,
) -> Reading:
    market, delay = one.market, delay if delay > 0 else 0.0
    if at != at or received != received:
        return Reading(one.id, market, nan, freshness=Freshness.NONE, source=source)
    state = freshness(market, at, received, delay, now, suspended=suspended > 0)
    begins, _ = sessions.stretch(market, now)
    return Reading(
        one.id, market, last, change, window, excess, volume_ratio, max(0.0, now - max(at, begins)) / 60, at, received,
        state, phase(market, now - delay), source, _date(market, int(at // 60)),
    )  # fmt: skip
