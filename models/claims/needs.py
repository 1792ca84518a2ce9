"""What must be held to check claims: whose bars, over which days. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from models.claims.values import Claim, Kind
from models.instruments import Instrument
from models.instruments import Kind as InstrumentKind
from models.review.values import Window
from models.universe import Universe

GROUPED = (Kind.LEAD, Kind.BREADTH, Kind.SPREAD)  # said of one, but about those beside it
LISTED = ("peers", "members", "except")  # words of a claim that hold ids


def instruments(claims: Sequence[Claim], universe: Universe) -> tuple[Instrument, ...]:
    """Those that the claims name, all that are followed where a group is spoken of, and the benchmarks."""
    if not claims:
        return ()
    held = universe.instruments
    named = {name for one in claims for name in (one.subject.id, one.against, *one.subject.members)}
    named |= {name for one in claims for key in LISTED for name in one.words.get(key, "").split()}
    names = [*(name for name in held if name in named), *universe.benchmarks.values()]
    if any(one.subject.kind != "instrument" or one.kind in GROUPED for one in claims):
        names += [one.id for one in universe.members()]
    names += [name for name, one in held.items() if one.kind is InstrumentKind.INDEX]
    return tuple(held[name] for name in dict.fromkeys(names))


def capped(claims: Iterable[Claim], universe: Universe) -> tuple[Instrument, ...]:
    """Those whose market caps are claimed."""
    names = dict.fromkeys(one.subject.id for one in claims if one.kind is Kind.CAP)
    return tuple(universe.instruments[name] for name in names if name in universe.instruments)


def span(claims: Iterable[Claim], window: Window, back: dt.timedelta, today: dt.date) -> Window:
    """Days that every window of the claims lies in, from ``back`` before them, and to the day after today at most."""
    windows = [window, *(one.window for one in claims if one.window is not None)]
    last = min(max(one.last for one in windows), today + dt.timedelta(days=1))
    return Window(first=min(one.first for one in windows) - back, last=last)
