"""Whose bars a note is made of. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from models.instruments import Instrument, Kind
from models.universe import Universe


def rows(universe: Universe, *, everyone: bool, also: Iterable[str] = ()) -> tuple[Instrument, ...]:
    """The rows of figure 1 and their benchmarks, each of which needs a second source.

    also: ids that the user features, where his list is another than the universe's.
    """
    mine = tuple(universe.instruments[name] for name in also if name in universe.instruments)
    return tuple(dict.fromkeys((*universe.needed(everyone=everyone), *mine)))


def beside(universe: Universe, *, currency: str = "") -> tuple[Instrument, ...]:
    """What a note speaks of beside its rows: every index, and the currency pairs where caps are converted."""
    indices = tuple(one for one in universe.instruments.values() if one.kind is Kind.INDEX)
    pairs = tuple(one for one in universe.strip if one.kind is Kind.FX) if currency else ()
    return (*indices, *pairs)
