"""What must be said under a figure: how weeks are cut, what is partial, bounded, restated, broken, or held elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.products.identity import Joined
from models.products.universe import Products
from models.traffic.choosing import measures_of
from models.traffic.panel import Panel, Said
from models.traffic.values import BELOW, PARTIAL, PROXIES, RESTATED, Granularity, Series


def noted(panel: Panel, lines: Sequence[Joined], held: Sequence[Series], products: Products) -> Panel:
    """``panel`` with its notes, marks of moves, and the sources of its members.

    lines: of the members, with what their identity says. held: every series of the view's products and metric that can
    be cut so, whoever measured it.
    """
    moves = [
        (int(np.searchsorted(panel.end, np.datetime64(day, "D"))), line.product, key)
        for line in lines
        for day, key in line.marks
    ]
    return replace(
        panel,
        moves=tuple(one for one in moves if panel.first <= one[0] < panel.stop),
        notes=tuple(_notes(panel, lines, held)),
        sources=tuple(dict.fromkeys(one.source for one in panel.members if one.source)),
    )


def _notes(panel: Panel, lines: Sequence[Joined], held: Sequence[Series]) -> Iterator[Said]:
    view = panel.view
    if view.metric in PROXIES:
        yield Said(key="proxy", values={})
    if view.granularity is Granularity.WEEK and len(panel.start):
        yield Said(key="week", values={"first": (view.week_end + 1) % 7, "last": view.week_end})
    if any(_recut(line, held) for line in lines):
        yield Said(key="recut", values={})
    if view.known_on is not None:
        yield Said(key="known_on", values={"date": view.known_on})
    first, stop = panel.first, panel.stop
    for one in panel.breaks:
        if first <= one.place < stop:
            yield Said(
                key="break",
                values={
                    "period": panel.end[one.place].astype(object), "start": panel.start[one.place].astype(object),
                    "source": one.source, "products": one.products, "percent": one.middle,
                },
            )  # fmt: skip
    yield from _flagged(panel)
    seen = (panel.start[first].astype(object), panel.end[stop - 1].astype(object)) if stop > first else None
    for line in lines:
        yield from (note for note in line.notes if seen is not None)
    yield from _missing(panel, held)


def _flagged(panel: Panel) -> Iterator[Said]:
    """Who has partial, bounded or restated periods in the window."""
    for key, bit in (("partial", PARTIAL), ("below", BELOW), ("restated", RESTATED)):
        window = slice(panel.first, panel.stop)
        found = {
            one.product.id: int(((one.flags[window] & bit) != 0).sum()) for one in panel.members
        }
        named = {name: count for name, count in found.items() if count}
        if named:
            yield Said(key=key, values={"products": tuple(named), "count": sum(named.values())})


def _recut(line: Joined, held: Sequence[Series]) -> bool:
    """Whether a member is made of days, where the figure is not of days."""
    if line.series is None or line.series.key.granularity is Granularity.DAY:
        return False
    mine = [one.key.granularity for one in held if one.key.product == line.product]
    return line.series.key.granularity not in mine


def _missing(panel: Panel, held: Sequence[Series]) -> Iterator[Said]:
    """Products without a number, apart by whether another source has one: sources are never joined."""
    window = slice(panel.first, panel.stop)
    empty = [one.product.id for one in panel.members if not np.isfinite(one.value[window]).any()]
    elsewhere = {
        name: tuple(dict.fromkeys(one.source for one in measures_of(s for s in held if s.key.product == name)))
        for name in empty
    }
    other = {name: sources for name, sources in elsewhere.items() if set(sources) - {panel.view.source}}
    for sources in dict.fromkeys(other.values()):
        names = tuple(name for name, said in other.items() if said == sources)
        yield Said(key="elsewhere", values={"products": names, "sources": sources})
    if nothing := tuple(name for name in empty if name not in other):
        yield Said(key="nothing", values={"products": nothing})
