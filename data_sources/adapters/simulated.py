"""A seeded market for demos and tests. Everything it says carries the source "simulated", and screens say SIMULATED.

The same seed gives the same daily bars on every machine; quotes wander around the newest close second by second.
"""

from __future__ import annotations

import datetime as dt
import time
import zlib
from functools import lru_cache
from typing import Any

import numpy as np

from data_sources.protocol import Asked, BarsWanted, Given, QuotesWanted, SourceContext
from models import sessions
from models.errors import NoSuchData
from models.instruments import Instrument, Kind, Market
from models.values import Bars, Quote

FIRST = dt.date(2018, 1, 2)
DAILY = 0.018
TREND = 0.0004


def open_source(context: SourceContext) -> Simulated:
    """The market of ``context.seed``."""
    return Simulated(context.seed)


class Simulated:
    """Deterministic bars and quotes; ``download`` reads the clock, ``parse`` does not."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def download(self, want: Asked) -> float:
        """The moment of asking, UTC seconds: all the outside world this market needs."""
        return time.time()

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Bars or quotes as of ``raw``."""
        if isinstance(want, QuotesWanted):
            return tuple(self._quote(one, float(raw)) for one in want.instruments)
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives quotes and bars only", source="simulated")
        bars = self._bars(want.instrument, float(raw)).between(want.start, want.end)
        if not len(bars):
            raise NoSuchData("no sessions in this span", source="simulated")
        return bars

    def close(self) -> None:
        """Nothing is held open."""

    def _bars(self, one: Instrument, now: float) -> Bars:
        days = _sessions(one.market, sessions.local_date(one.market, now))
        rng = np.random.default_rng([self._seed, zlib.crc32(one.id.encode())])
        start = float(np.exp(rng.uniform(2.5, 5.5))) * (100.0 if one.kind is Kind.INDEX else 1.0)
        close = start * np.exp(np.cumsum(rng.normal(TREND, DAILY, len(days))))
        open_ = np.append(start, close[:-1]) * np.exp(rng.normal(0, DAILY / 4, len(days)))
        reach = np.abs(rng.normal(0, DAILY / 2, (2, len(days))))
        high, low = np.maximum(open_, close) * (1 + reach[0]), np.minimum(open_, close) * (1 - reach[1])
        volume = np.round(rng.lognormal(16, 0.5, len(days)), -2)
        prices = {"open": open_, "high": high, "low": low, "close": close}
        return Bars(
            instrument=one.id,
            date=days,
            time=np.array([int(sessions.open_time(one.market, day.astype(dt.date))) for day in days]),
            **{name: np.round(values, one.decimals) for name, values in prices.items()},
            volume=volume,
            turnover=np.round(volume * (open_ + close) / 2, 2),
            currency=one.currency,
            source="simulated",
            fetched_at=now,
            last_is_final=sessions.is_final(one.market, days[-1].astype(dt.date), now),
            actions=(),
        )

    def _quote(self, one: Instrument, now: float) -> Quote:
        bars = self._bars(one, now)
        second = int(now)
        rng = np.random.default_rng([self._seed, zlib.crc32(one.id.encode()), second])
        drift = 0.004 * np.sin(second / 90 + len(one.id)) + rng.normal(0, 0.0008)
        last = round(float(bars.close[-1]) * float(np.exp(drift)), one.decimals)
        return Quote(
            instrument=one.id,
            last=last,
            previous_close=float(bars.close[-2]),
            open=float(bars.open[-1]),
            high=max(float(bars.high[-1]), last),
            low=min(float(bars.low[-1]), last),
            volume=float(bars.volume[-1]),
            turnover=float(bars.turnover[-1]),
            currency=one.currency,
            exchange_time=now,
            received_at=now,
            source="simulated",
        )


@lru_cache(maxsize=8)
def _sessions(market: Market, last: dt.date) -> Any:
    return np.array(sessions.sessions_between(market, FIRST, last), "datetime64[D]")
