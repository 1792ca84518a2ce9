"""A seeded market for demos and tests. Everything it says carries the source "simulated", and screens say SIMULATED.

The same seed gives the same market on every machine. Minutes, days and quotes are one walk: a day's open, high, low,
close and volume are those of its minutes, and a quote is where the newest minute stands.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import numpy as np

from data_sources.adapters.simulated.days import Walk, walk_of
from data_sources.adapters.simulated.minutes import Minutes, minutes_of, until
from data_sources.adapters.simulated.traffic import series_for
from data_sources.protocol import Asked, BarsWanted, Given, QuotesWanted, SeriesWanted, SourceContext
from models import sessions
from models.errors import NoSuchData
from models.extended import can_be_extended, has_extended
from models.instruments import Instrument
from models.periods import resampled
from models.values import COLUMNS, Bars, Interval, Quote

SOURCE = "simulated"


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
        """Bars, quotes or traffic as of ``raw``."""
        if isinstance(want, QuotesWanted):
            return tuple(self._quote(one, float(raw)) for one in want.instruments)
        if isinstance(want, SeriesWanted):
            return series_for(self._seed, want, float(raw))
        if not isinstance(want, BarsWanted):
            raise NoSuchData("gives quotes, bars and traffic only", source=SOURCE)
        make = self._minutes if want.interval.intraday else self._days
        bars = make(want, float(raw))
        if not len(bars):
            raise NoSuchData("no sessions in this span", source=SOURCE)
        return bars

    def close(self) -> None:
        """Nothing is held open."""

    def _days(self, want: BarsWanted, now: float) -> Bars:
        one, walk = want.instrument, walk_of(self._seed, want.instrument, now)
        columns = walk.rounded(one.decimals)
        newest = self._newest(one, walk, now)
        for name in COLUMNS:
            columns[name][-1] = newest.sum_of(name)
        opened = [int(sessions.open_time(one.market, day)) for day in walk.date.tolist()]
        return _bars(want, now, date=walk.date, time=np.array(opened, np.int64), **columns).between(
            want.start, want.end
        )

    def _newest(self, one: Instrument, walk: Walk, now: float) -> Minutes:
        return until(minutes_of(self._seed, one, walk.row(-1)), now)

    def _minutes(self, want: BarsWanted, now: float) -> Bars:
        one, walk = want.instrument, walk_of(self._seed, want.instrument, now, early=want.extended)
        days = np.flatnonzero((walk.date >= np.datetime64(want.start)) & (walk.date <= np.datetime64(want.end)))
        parts = [
            until(minutes_of(self._seed, one, walk.row(place), extended=want.extended), now) for place in days.tolist()
        ]
        if not parts:
            raise NoSuchData("no sessions in this span", source=SOURCE)
        date = np.concatenate([np.full(len(part.time), np.datetime64(part.day, "D")) for part in parts])
        columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ("time", *COLUMNS)}
        bars = _bars(want, now, interval=Interval.MIN1, date=date, **columns)
        return resampled(bars, want.interval, one.market, extended=want.extended)

    def _quote(self, one: Instrument, now: float) -> Quote:
        walk = walk_of(self._seed, one, now)
        today = self._newest(one, walk, now)
        told: dict[str, Any] = {name: today.sum_of(name) for name in ("open", "high", "low", "volume", "turnover")}
        if has_extended(one.market):
            told |= self._outside(one, now)
        return Quote(
            instrument=one.id,
            last=float(today.close[-1]),
            previous_close=round(float(walk.close[-2]), one.decimals),
            **told,
            currency=one.currency,
            exchange_time=today.moment(now),
            received_at=now,
            source=SOURCE,
        )

    def _outside(self, one: Instrument, now: float) -> dict[str, float]:
        """The newest trade before the opening or after the close; nothing while the session runs."""
        day = walk_of(self._seed, one, now, early=True).row(-1)
        if sessions.open_time(one.market, day.date) <= now < sessions.close_time(one.market, day.date):
            return {}
        held = until(minutes_of(self._seed, one, day, extended=True), now)
        return {"extended_last": float(held.close[-1]), "extended_time": held.moment(now)}


def _bars(want: BarsWanted, now: float, **columns: Any) -> Bars:
    one = want.instrument
    newest: dt.date = columns["date"][-1].astype(dt.date)
    extended = want.extended and can_be_extended(one.market, want.interval)
    return Bars(
        instrument=one.id,
        **{"interval": want.interval} | columns,
        currency=one.currency,
        source=SOURCE,
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, newest, now, extended=extended),
        extended=extended,
        actions=(),
    )
