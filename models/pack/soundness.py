"""Whether what a file says can be a note at all, before anything is calculated of it. Pure.

A pack comes from strangers. Its hashes say that nobody changed it on the way, not that it was ever right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from models.note.inputs import Inputs
from models.products.values import Kind
from models.review.values import Window
from models.universe import Universe
from models.values import Bars

EARLIEST, LATEST = dt.date(1901, 1, 1), dt.date(2200, 12, 31)  # a review looks back further than its first day
DEAREST = 1e12  # no share or index costs more; of much more nothing can be calculated
OF = ("", *Kind)  # whose a former name was
LAST_MOMENT = dt.datetime(2200, 12, 31, tzinfo=dt.UTC).timestamp()


def check(inputs: Inputs) -> None:
    """Raise ValueError where something is that no note is made of."""
    _window(inputs.window)
    _universe(inputs.universe)
    _moments([inputs.now])
    for former in (one for product in inputs.products for one in product.former):
        if former.of not in OF:
            raise ValueError(f"the former name of no {former.of}")
    for name, bars in (*inputs.bars.items(), *inputs.witnesses.items()):
        _bars(name, bars)
    for override in (said for one in inputs.beside.values() for said in one.overrides):
        _moments([override.made_at])
        if not 0.0 < override.value < np.inf:
            raise ValueError(f"no number put in by hand: {override.value}")
    for series in inputs.series:
        _moments(series.known_at.tolist(), missing=True)


def _window(window: Window) -> None:
    if not EARLIEST <= window.first <= window.last <= LATEST:
        raise ValueError(f"no window: {window.first} to {window.last}")


def _universe(universe: Universe) -> None:
    named = {name for one in universe.sectors for name in (*one.members, *one.featured)} | set(
        universe.benchmarks.values()
    )
    named |= {name for one in universe.recommended for group in one.sections for name in group.members}
    named |= set(universe.aliases.values())
    if unknown := named - set(universe.instruments):
        raise ValueError(f"nobody says who {min(unknown)} is")
    if wrong := [name for name, one in universe.instruments.items() if name != one.id]:
        raise ValueError(f"another instrument under the name of {wrong[0]}")


def _bars(name: str, bars: Bars) -> None:
    """Prices above zero that something can be calculated of, or missing; asked for at some time."""
    prices = bars.close
    if name != bars.instrument or (prices <= 0).any() or (prices > DEAREST).any():
        raise ValueError(f"no closes of {name}")
    _moments([bars.fetched_at])


def _moments(seconds: Iterable[float], *, missing: bool = False) -> None:
    for one in seconds:
        if not (0.0 <= one <= LAST_MOMENT or (missing and np.isnan(one))):
            raise ValueError(f"no time: {one}")
