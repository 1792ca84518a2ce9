"""Columns for the tests of indicators: from lists by hand, and random walks with or without gaps."""

import numpy as np

from models.indicators import INDICATORS
from models.indicators.values import NUMBERS, Columns

NAN = float("nan")
FIRST = np.datetime64("2024-01-01", "D")


def columns(close, *, high=None, low=None, volume=None, benchmark=None, days=None, intraday=False):
    """Columns from a list of closes; high and low are the close unless said, a hundred shares are traded."""
    close = np.array(close, float)
    held = {"close": close, "open": close, "high": high, "low": low, "volume": volume, "benchmark": benchmark}
    made = {name: close if one is None else np.array(one, float) for name, one in held.items()}
    if volume is None:
        made["volume"] = np.full(len(close), 100.0)
    if benchmark is None:
        made["benchmark"] = None
    date = FIRST + (np.arange(len(close)) if days is None else np.array(days, int))
    return Columns(date=date, turnover=close * made["volume"], intraday=intraday, **made)


def walk(count, *, seed=1, gaps=0.0, intraday=False, a_day=48, dry=0.0):
    """A random walk with a benchmark beside it. gaps: share of the numbers missing; dry: of the bars without trade."""
    lot = np.random.default_rng(seed)
    close, benchmark = 100.0 * np.exp(np.cumsum(lot.normal(0.0, 0.01, (2, count)), axis=1))
    before = np.concatenate(([100.0], close))[:count]
    high, low = np.maximum(before, close) + lot.random(count), np.minimum(before, close) - lot.random(count)
    volume = lot.lognormal(8.0, 1.0, count) * (lot.random(count) >= dry)
    numbers = {"close": close, "high": high, "low": low, "volume": volume, "benchmark": benchmark}
    for column in numbers.values():
        column[lot.random(count) < gaps] = NAN
    days = np.arange(count) // (a_day if intraday else 1)
    return columns(days=days, intraday=intraday, **numbers)


def computed(key, held, **params):
    """The lines of one indicator; parameters not named have their defaults."""
    return INDICATORS[key].compute(held, params)


def known(key, held):
    """The places of the bars that an indicator sees."""
    needs = [getattr(held, name) for name in INDICATORS[key].needs]
    if any(one is None for one in needs):
        return []
    return [place for place in range(len(held)) if all(np.isfinite(one[place]) for one in needs)]


def numbers(held, place):
    """A bar as a mapping."""
    bar = held.bar(place)
    return {name: getattr(bar, name) for name in NUMBERS} | {"date": bar.date}
