"""Small members and series for the tests of the compare chart."""

from __future__ import annotations

import datetime as dt

import numpy as np

import resources
from models.compare.alignment import align
from models.compare.rebasing import rebase
from models.compare.series import price_series
from models.compare.values import Basket, Currency, Single, Weighting, instruments_of
from models.instruments import Instrument, Kind, Market
from models.universe import universe_from
from tests.models.samples import bars, day

UNIVERSE = universe_from(resources.universe(), us_benchmark="SPX")
MARKETS = {"SH": Market.CN, "SZ": Market.CN, "HK": Market.HK, "US": Market.US}


def share(name):
    return Instrument(id=name, market=MARKETS[name.rpartition(".")[2]], name_zh=f"名{name[:2]}", name_en=f"N{name[:2]}")


def single(name):
    return Single(instrument=share(name))


def basket(*names, weighting=Weighting.EQUAL):
    members = tuple(share(name) for name in names)
    return Basket(id="b", name_zh="篮", name_en="Basket", members=members, weighting=weighting)


def fx(name, closes):
    """Daily bars of a pair."""
    return bars(closes, name=name, currency=name[3:], volume=np.full(len(closes), np.nan))


def pair_instrument(name):
    return Instrument(id=name, kind=Kind.FX, market=Market.FX)


def held(closes, *, currency=Currency.LOCAL, pairs=None, **changes):
    """Aligned shares from ``{id: {date: close}}``; ``changes`` of one's bars by a name with _ for its dot."""
    made = []
    for name, told in closes.items():
        one = share(name)
        series = bars(told, name=name, currency=one.currency, **changes.get(name.replace(".", "_"), {}))
        made.append(price_series(one, series, currency, pairs))
    return align(made)


def based(aligned, *members, base="0920", caps=None):
    return rebase(aligned, members, day(base), caps)


def reference_aligned(members, held_bars, extra=()):
    """The bundled facts of what the members need, and of ``extra`` benchmarks, on one axis."""
    needed = [*instruments_of(members), *(UNIVERSE.instruments[name] for name in extra)]
    return align([price_series(one, held_bars[one.id]) for one in {one.id: one for one in needed}.values()])


def weekdays(first, count):
    """``count`` days without Saturdays and Sundays."""
    start = np.datetime64(first, "D")
    return [str(np.busday_offset(start, place, roll="forward").astype(dt.date)) for place in range(count)]
