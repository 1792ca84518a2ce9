"""The walk by the day. Each column has a stream of its own, so that what is past stays when a day is added."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models import extended as outside
from models import sessions
from models.instruments import Instrument, Kind, Market
from models.values import Days, Floats

FIRST = dt.date(2018, 1, 2)
DAILY = 0.018
TREND = 0.0004


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the walk, before rounding. Volume in shares."""

    date: dt.date
    open: float
    high: float
    low: float
    close: float
    volume: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Walk:
    """Every session from the first to the newest that has begun, before rounding; the newest as it will end."""

    date: Days
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats

    def row(self, place: int) -> Day:
        """The day at ``place``."""
        names = ("open", "high", "low", "close", "volume")
        return Day(date=self.date[place].astype(dt.date), **{name: float(getattr(self, name)[place]) for name in names})

    def rounded(self, decimals: int) -> dict[str, Floats]:
        """Columns as they are traded, with a turnover."""
        prices = {name: np.round(getattr(self, name), decimals) for name in ("open", "high", "low", "close")}
        turnover = np.round(self.volume * (self.open + self.close) / 2, 2)
        return prices | {"volume": self.volume.copy(), "turnover": turnover}


def walk_of(seed: int, one: Instrument, now: float, *, early: bool = False) -> Walk:
    """The walk of ``one`` as far as its sessions have begun at ``now``, UTC seconds.

    early: a session begins with the trade before its opening, where there is one.
    """
    day = sessions.on_or_before(one.market, sessions.local_date(one.market, now))
    hours = outside.hours(one.market, day) if early else sessions.hours(one.market, day)
    if now < sessions.moment(one.zone, day, hours[0][0]):
        day = sessions.on_or_before(one.market, day - sessions.DAY)
    return _walk(seed, one.id, one.market, one.kind, day)


def stream(seed: int, name: str, *more: int) -> np.random.Generator:
    """Random numbers that belong to one instrument and one purpose."""
    return np.random.default_rng([seed, zlib.crc32(name.encode()), *more])


@lru_cache(maxsize=256)
def _walk(seed: int, name: str, market: Market, kind: Kind, last: dt.date) -> Walk:
    days = _sessions(market, last)
    start = float(np.exp(stream(seed, name, 0).uniform(2.5, 5.5))) * (100.0 if kind is Kind.INDEX else 1.0)
    close = start * np.exp(np.cumsum(stream(seed, name, 1).normal(TREND, DAILY, len(days))))
    open_ = np.append(start, close[:-1]) * np.exp(stream(seed, name, 2).normal(0, DAILY / 4, len(days)))
    above, below = (np.abs(stream(seed, name, place).normal(0, DAILY / 2, len(days))) for place in (3, 4))
    return Walk(
        date=days,
        open=open_,
        high=np.maximum(open_, close) * (1 + above),
        low=np.minimum(open_, close) * (1 - below),
        close=close,
        volume=np.round(stream(seed, name, 5).lognormal(16, 0.5, len(days)), -2),
    )


@lru_cache(maxsize=8)
def _sessions(market: Market, last: dt.date) -> Days:
    return np.array(sessions.sessions_between(market, FIRST, last), "datetime64[D]")
