"""The minutes of a simulated day: a bridge from its open to its close that touches its high and its low."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from data_sources.adapters.simulated.days import DAILY, Day, stream
from models import extended as outside
from models import periods
from models.instruments import Instrument
from models.values import COLUMNS, Floats, Interval, Ints

MINUTE_S = 60
SUMS = ("volume", "turnover")
OPENING, CLOSING, FADES = 4.0, 2.5, 0.06  # how much busier both ends are, and over which share of the day it fades
NIGHT = 0.02  # of the day's volume is traded before the opening, as much after the close
QUIET = 0.25  # how far the night moves, against the day


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Minutes:
    """Bars of a minute of one day, rounded to ``decimals``. time: UTC seconds of the start."""

    day: dt.date
    decimals: int
    time: Ints
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    turnover: Floats

    def sum_of(self, name: str) -> float:
        """What the day's bar says in column ``name``."""
        column: Floats = getattr(self, name)
        ends = {"open": column[:1], "close": column[-1:]}.get(name, column)
        found = {"high": np.max, "low": np.min}.get(name, np.sum)(ends)
        return round(float(found), 2) if name in SUMS else float(found)

    def moment(self, now: float) -> float:
        """When the newest trade was, UTC seconds."""
        return min(now, float(self.time[-1]) + MINUTE_S)


def minutes_of(seed: int, one: Instrument, day: Day, *, extended: bool = False) -> Minutes:
    """All minutes of ``day``, with ``extended`` those before the opening and after the close too (US)."""
    regular = _regular(seed, one, day)
    if not extended or not outside.has_extended(one.market):
        return regular
    opening, closing = int(regular.time[0]), int(regular.time[-1]) + MINUTE_S
    every = periods.grid(Interval.MIN1, one.market, day.date, extended=True)
    early = _night(seed, one, day, every[every < opening], day.open, towards=True)
    late = _night(seed, one, day, every[every >= closing], day.close, towards=False)
    return _joined(early, regular, late)


def until(whole: Minutes, now: float) -> Minutes:
    """The minutes that have begun at ``now``, the newest as far as it has come."""
    count = int(np.searchsorted(whole.time, now, side="right"))
    held = {name: getattr(whole, name)[:count].copy() for name in ("time", *COLUMNS)}
    if count and (seconds := now - float(whole.time[count - 1])) < MINUTE_S:
        reached = _reached(whole, count - 1, seconds)
        for name, value in reached.items():
            held[name][-1] = value
    return Minutes(day=whole.day, decimals=whole.decimals, **held)


def _reached(whole: Minutes, place: int, seconds: float) -> dict[str, float]:
    """A running minute: it goes to one end of its reach, to the other, and to its close."""
    opened, high, low, close = (float(getattr(whole, name)[place]) for name in ("open", "high", "low", "close"))
    turns = (opened, *((low, high) if close >= opened else (high, low)), close)
    marks = (0.0, 15.0, 40.0, 60.0)
    price = round(float(np.interp(seconds, marks, turns)), whole.decimals)
    seen = [price, *(turn for mark, turn in zip(marks, turns, strict=True) if mark <= seconds)]
    share = seconds / MINUTE_S
    volume = float(np.floor(whole.volume[place] * share))
    turnover = round(volume * (max(seen) + min(seen)) / 2, 2)
    return {"high": max(seen), "low": min(seen), "close": price, "volume": volume, "turnover": turnover}


@lru_cache(maxsize=256)
def _regular(seed: int, one: Instrument, day: Day) -> Minutes:
    time = periods.grid(Interval.MIN1, one.market, day.date)
    rng = stream(seed, one.id, 6, day.date.toordinal())
    busy = _busy(len(time))
    steps = np.sqrt(busy / busy.mean()) * rng.normal(0, DAILY / np.sqrt(len(time)), len(time))
    path = _fitted(_bridge(np.log(day.open), np.log(day.close), steps), day)
    return _minutes(one, day, time, path, busy * rng.lognormal(0, 0.35, len(time)), day.volume, rng)


def _busy(count: int) -> Floats:
    """How busy each minute is: both ends of a day are, noon is not."""
    place = (np.arange(count) + 0.5) / count
    busy: Floats = 1.0 + OPENING * np.exp(-place / FADES) + CLOSING * np.exp(-(1.0 - place) / FADES)
    return busy


def _bridge(first: float, last: float, steps: Floats) -> Floats:
    """Prices from ``first`` to ``last`` (logarithms) with ``steps`` on the way; one more than there are steps."""
    walked = np.append(0.0, np.cumsum(steps))
    place = np.linspace(0.0, 1.0, len(walked))
    path: Floats = np.exp(first + walked + place * (last - first - walked[-1]))
    return path


def _fitted(path: Floats, day: Day) -> Floats:
    """What lies above open and close is stretched to the high, what lies below to the low."""
    top, bottom = max(day.open, day.close), min(day.open, day.close)
    above, below = path.max() - top, bottom - path.min()
    fitted = path.copy()
    if above > 0:
        fitted = np.where(path > top, top + (path - top) * (day.high - top) / above, fitted)
    if below > 0:
        fitted = np.where(path < bottom, bottom - (bottom - path) * (bottom - day.low) / below, fitted)
    return fitted


def _minutes(
    one: Instrument, day: Day, time: Ints, path: Floats, weights: Floats, volume: float, rng: np.random.Generator
) -> Minutes:
    """Bars along ``path``, each with a little reach, none beyond the day's."""
    opened, close = path[:-1], path[1:]
    wick = rng.exponential(DAILY / 60, (2, len(time)))
    high = np.minimum(np.maximum(opened, close) * (1 + wick[0]), max(day.high, path.max()))
    low = np.maximum(np.minimum(opened, close) * (1 - wick[1]), min(day.low, path.min()))
    high[np.argmax(high)], low[np.argmin(low)] = max(day.high, high.max()), min(day.low, low.min())
    prices = {"open": opened, "high": high, "low": low, "close": close}
    rounded = {name: np.round(column, one.decimals) for name, column in prices.items()}
    shares = np.diff(np.round(volume * np.cumsum(weights) / weights.sum()), prepend=0.0)
    mean = (rounded["high"] + rounded["low"]) / 2
    return Minutes(
        day=day.date, decimals=one.decimals, time=time, **rounded, volume=shares, turnover=np.round(shares * mean, 2)
    )


def _night(seed: int, one: Instrument, day: Day, time: Ints, price: float, *, towards: bool) -> Minutes:
    """Thin minutes that end at ``price`` (``towards``) or begin with it."""
    rng = stream(seed, one.id, 7 + towards, day.date.toordinal())
    walked = np.append(0.0, np.cumsum(rng.normal(0, QUIET * DAILY / np.sqrt(len(time)), len(time))))
    path = price * np.exp(walked - walked[-1] if towards else walked)
    own = replace(day, high=float(path.max()), low=float(path.min()))
    return _minutes(one, own, time, path, rng.lognormal(0, 0.8, len(time)), np.round(day.volume * NIGHT), rng)


def _joined(*parts: Minutes) -> Minutes:
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ("time", *COLUMNS)}
    return Minutes(day=parts[0].day, decimals=parts[0].decimals, **columns)
