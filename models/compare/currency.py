"""Closes in another currency: what one unit of it cost on each date, from daily closes of the pairs.

A rate is the close of the pair's own day (London's), or of the last day before on which the pair traded, seven days
back at most; further back there is none. A pair of the two currencies comes first; without one the way is over the
dollar, whose onshore rate counts for CNY and whose offshore one stands in where no onshore bars are held at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from models.figures.money import PAIRS
from models.values import Bars, Days, Floats

LONGEST = 7  # days a rate is carried
USD = "USD"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rates:
    """How many units of the target one unit costs on each date, NaN where nobody says. pairs: what it is made of."""

    values: Floats
    pairs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def rates(own: str, target: str, dates: Days, pairs: Mapping[str, Bars]) -> Rates:
    """What a unit of ``own`` is worth in ``target`` (ISO 4217) on ``dates``. pairs: daily bars by id ("USDCNY")."""
    if own == target:
        return Rates(values=np.ones(len(dates)))
    direct = _either_way(own, target, dates, pairs)
    if direct is not None:
        return direct
    first, second = _into_dollars(own, dates, pairs), _into_dollars(target, dates, pairs)
    if first is None or second is None:
        return Rates(values=np.full(len(dates), np.nan))
    used, said = (tuple(dict.fromkeys((*first_, *second_))) for first_, second_ in (
        (first.pairs, second.pairs), (first.sources, second.sources),
    ))  # fmt: skip
    return Rates(values=first.values / second.values, pairs=used, sources=said)


def is_spare(pair: str, held: Collection[str]) -> bool:
    """Whether another pair of the same currency is held, so that nobody lacks this one."""
    return any(other in held for names in PAIRS.values() if pair in names for other in names if other != pair)


def _into_dollars(currency: str, dates: Days, pairs: Mapping[str, Bars]) -> Rates | None:
    if currency == USD:
        return Rates(values=np.ones(len(dates)))
    for name in PAIRS.get(currency, ()):
        if name in pairs and len(pairs[name]):
            said = _closes(pairs[name], dates)
            return Rates(values=1.0 / said, pairs=(name,), sources=(pairs[name].source,))
    return None


def _either_way(own: str, target: str, dates: Days, pairs: Mapping[str, Bars]) -> Rates | None:
    """From a pair of just these two, whichever stands first in it."""
    for name, turned in ((own + target, False), (target + own, True)):
        if name in pairs and len(pairs[name]):
            said = _closes(pairs[name], dates)
            return Rates(values=1.0 / said if turned else said, pairs=(name,), sources=(pairs[name].source,))
    return None


def _closes(pair: Bars, dates: Days) -> Floats:
    """The close on each date or carried to it."""
    good = (pair.close > 0) & (pair.close < np.inf)
    days, closes = pair.date[good], pair.close[good]
    if not len(days):
        return np.full(len(dates), np.nan)
    place = np.searchsorted(days, dates, side="right") - 1
    age = (dates - days[np.maximum(place, 0)]).astype(np.int64)
    made: Floats = np.where((place >= 0) & (age <= LONGEST), closes[np.maximum(place, 0)], np.nan)
    return made
