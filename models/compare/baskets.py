"""Baskets of what is followed already, and what each instrument weighs in one by market cap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np

from models.caps import Beside, cap_on
from models.compare.currency import rates
from models.compare.values import Basket, Weighting
from models.instruments import Instrument, Kind
from models.universe import Universe
from models.values import Bars, Basis

NOTHING = Beside()


class Titled(Protocol):
    """A sector, a group of a recommended list, or a section of the user's lists."""

    @property
    def id(self) -> str:
        """Unique among its like."""

    @property
    def name_zh(self) -> str:
        """The title in Chinese."""

    @property
    def name_en(self) -> str:
        """The title in English."""

    @property
    def members(self) -> tuple[str, ...]:
        """Instrument ids."""


def baskets_of(
    sections: Iterable[Titled],
    known: Mapping[str, Instrument],
    *,
    weighting: Weighting = Weighting.EQUAL,
    within: str = "",
) -> tuple[Basket, ...]:
    """A basket of every titled section that holds shares. known: instruments by id.

    within: the list's id, put before the section's own, because two lists may both have a section "cloud".
    """
    made = []
    for section in sections:
        shares = tuple(known[name] for name in section.members if name in known and known[name].kind is Kind.STOCK)
        if section.id and shares:
            id_ = f"{within}/{section.id}" if within else section.id
            titles = {"name_zh": section.name_zh, "name_en": section.name_en}
            made.append(Basket(id=id_, members=shares, weighting=weighting, **titles))
    return tuple(made)


def sector_baskets(universe: Universe, weighting: Weighting = Weighting.EQUAL) -> tuple[Basket, ...]:
    """The bundled baskets: every sector of the universe with all its members, then the recommended chains."""
    sectors = baskets_of(universe.sectors, universe.instruments, weighting=weighting)
    chains = [
        basket
        for each in universe.recommended
        for basket in baskets_of(each.sections, universe.instruments, weighting=weighting, within=each.id)
    ]
    return (*sectors, *chains)


def caps_of(
    instruments: Iterable[Instrument],
    base: dt.date,
    bars: Mapping[str, Bars],
    beside: Mapping[str, Beside],
    pairs: Mapping[str, Bars],
) -> dict[str, float]:
    """Market caps of the last close on or before ``base``, in dollars, by id; nobody who is not known is in it.

    bars: daily bars as traded. beside: shares, overrides and quotes, as a review takes them. pairs: dollar pairs.
    """
    found = dict[str, float]()
    for one in instruments:
        cap = _cap(one, base, bars.get(one.id), beside.get(one.id, NOTHING))
        rate = rates(one.currency, "USD", np.array([base], "datetime64[D]"), pairs).values[0]
        if cap is not None and rate > 0:
            found[one.id] = cap * float(rate)
    return found


def _cap(one: Instrument, base: dt.date, bars: Bars | None, beside: Beside) -> float | None:
    """In the instrument's own currency. A close that is no traded price makes no cap; one stated for the day does."""
    place = -1 if bars is None else int(np.searchsorted(bars.date, np.datetime64(base, "D"), side="right")) - 1
    if bars is None or place < 0:
        return None
    day: dt.date = bars.date[place].astype(dt.date)
    close = float(bars.close[place]) if bars.basis is Basis.RAW and bars.close[place] > 0 else None
    cap = cap_on(day, close, beside, bars, one.market)
    return None if cap is None else cap.value
