"""What must be said under a figure: how weeks are cut; what is partial, bounded, restated, broken, held elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.frozen import frozen
from models.products.turns import Overlap, notes, turns
from models.products.universe import Products
from models.products.values import Product
from models.traffic.choosing import measures_of
from models.traffic.panel import Panel, Said
from models.traffic.values import BELOW, PARTIAL, PROXIES, RESTATED, Granularity, Series


@frozen(kw_only=True, eq=False)
class Line:
    """What a member is made of: one series in the figure's periods, None when there is none.

    recut: whether it was cut from days. overlaps: see models/products/identity.py.
    """

    product: Product
    series: Series | None = None
    overlaps: tuple[Overlap, ...] = ()
    recut: bool = False


def noted(panel: Panel, lines: Sequence[Line], held: Sequence[Series], products: Products) -> Panel:
    """``panel`` with its notes, marks of renames and moves, and the sources of its members.

    held: every series of the view's products and metric that can be cut so, whoever measured it.
    """
    return replace(
        panel,
        moves=tuple(_moves(panel, lines)),
        notes=tuple(_notes(panel, lines, held, products)),
        sources=tuple(dict.fromkeys(one.source for one in panel.members if one.source)),
    )


def undated(panel: Panel, days: Sequence[dt.date | None]) -> Iterator[Said]:
    """Who has numbers, but no day to be laid around: such a product is not drawn. days: of the members."""
    held = [one for one, day in zip(panel.members, days, strict=True) if day is None and np.isfinite(one.value).any()]
    if held:
        yield Said(key="undated", values={"products": tuple(one.product.id for one in held)})


def _moves(panel: Panel, lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """Where in the window a product goes by another name, or is found elsewhere."""
    for line in lines:
        for turn in turns(line.product, panel.view.metric) if line.series is not None else ():
            day = np.datetime64(turn.day, "D")
            place = int(np.searchsorted(panel.end, day))
            if panel.first <= place < panel.stop and panel.start[place] <= day:  # not of what lies before all periods
                yield place, line.product.id, turn.said.key


def _notes(panel: Panel, lines: Sequence[Line], held: Sequence[Series], products: Products) -> Iterator[Said]:
    view = panel.view
    if view.metric in PROXIES:
        yield Said(key="proxy", values={})
    if view.granularity is Granularity.WEEK and len(panel.start):
        yield Said(key="week", values={"first": (view.week_end + 1) % 7, "last": view.week_end})
    if any(line.recut for line in lines):
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
    yield from _turned(panel, lines, products)
    yield from _missing(panel, held)


def _flagged(panel: Panel) -> Iterator[Said]:
    """Who has partial, bounded or restated periods in the window."""
    flags = np.array([one.flags[panel.first : panel.stop] for one in panel.members], np.uint8)
    for key, bit in (("partial", PARTIAL), ("below", BELOW), ("restated", RESTATED)):
        counts = np.count_nonzero(flags & bit, axis=-1).tolist() if len(flags) else []
        found = {one.product.id: count for one, count in zip(panel.members, counts, strict=True)}
        named = {name: count for name, count in found.items() if count}
        if named:
            yield Said(key=key, values={"products": tuple(named), "count": sum(named.values())})


def _turned(panel: Panel, lines: Sequence[Line], products: Products) -> Iterator[Said]:
    """Renames, moves and overlaps inside the window, and whose visits are counted with another's."""
    if panel.stop <= panel.first:
        return
    first, last = panel.start[panel.first].astype(object), panel.end[panel.stop - 1].astype(object)
    told = [
        said for line in lines for said in notes(products, line.product, panel.view.metric, first, last, line.overlaps)
    ]
    yield from {(said.key, *map(str, said.values.values())): said for said in told}.values()


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
