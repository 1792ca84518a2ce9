"""From series and a view to a panel: measure, periods, members, what is marked and what must be said. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.products.identity import joined
from models.products.universe import Products
from models.products.values import Product
from models.traffic import noting
from models.traffic.alignment import shift_of
from models.traffic.breaks import breaks_of
from models.traffic.choosing import Measure, by_product, finest, measure_for, measure_of, usable, week_end_of, window_of
from models.traffic.chosen import LAUNCH, View
from models.traffic.cuts import Laid, cut_all, lay, periods
from models.traffic.noting import Line
from models.traffic.panel import Member, Panel
from models.traffic.values import Granularity, Series
from models.values import Days

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)  # a window beyond has millions of days, all empty


def panel_of(view: View, series: Sequence[Series], products: Products, measure: Measure | None = None) -> Panel:
    """What ``view`` shows of ``series`` (the newest number of each period; of any product, metric and source).

    Products are those of the view that are known, in its order, or all of its category; each is a member, with a row
    of NaN where nobody holds anything of it under the panel's measure: ``measure``, or the one that fits the view
    best. Raises nothing: what cannot be shown is a note.
    """
    shown = chosen_products(view, products)
    week_end = week_end_of(view, series)
    wanted = {one.id for one in shown}
    held = usable(view, (one for one in series if one.key.product in wanted), week_end)
    measure = measure or measure_for(view, held)
    found = measure or Measure(view.source, view.geo, view.device)
    view = replace(view, week_end=week_end, source=found.source, geo=found.geo, device=found.device)
    lines = _lines(view, shown, [one for one in held if measure_of(one) == measure])
    start, end = _periods(view, [one.series for one in lines if one.series is not None])
    members = tuple(_member(one, line, start, end) for one, line in zip(shown, lines, strict=True))
    panel = Panel(view=view, start=start, end=end, members=members, first=0, stop=len(start))
    panel = _windowed(_broken(panel, series, measure), held, measure)
    panel = noting.noted(panel, lines, held, products)
    return _aligned(panel) if view.align else panel


def chosen_products(view: View, products: Products) -> tuple[Product, ...]:
    """The products of a view that are not switched off."""
    if view.products:
        known = (products.get(name) for name in view.products)
        shown = [one for one in known if one is not None]
    else:
        shown = list(products.of_category(view.category)) if view.category else list(products.all())
    return tuple(one for one in shown if one.id not in view.left_out)


def _lines(view: View, shown: Sequence[Product], held: Sequence[Series]) -> list[Line]:
    """One series a product, its sites or apps joined, in the view's periods."""
    parts = by_product(held)
    held_of = {one.id: finest(parts[one.id], view.granularity) for one in shown if one.id in parts}
    made = {one.id: joined(one, held_of[one.id]) for one in shown if held_of.get(one.id)}
    whole = cut_all((one.series for one in made.values()), view.granularity, view.week_end)
    cutted = dict(zip(made, whole, strict=True))
    return [
        Line(product=one, series=cutted[one.id], overlaps=made[one.id].overlaps,
             recut=held_of[one.id][0].key.granularity is not view.granularity)
        if one.id in made else Line(product=one)
        for one in shown
    ]  # fmt: skip


def _periods(view: View, series: Sequence[Series]) -> tuple[Days, Days]:
    """The row of periods, without holes, from the first that anybody has to the last; a window of one's own as well."""
    held = [one for one in series if len(one)]
    asked = [view.first, view.last] if view.first is not None and view.last is not None else []
    bounds = [min(max(day, EARLIEST), LATEST) for day in asked]
    bounds += [day.astype(object) for one in held for day in (one.start[0], one.end[-1])]
    if not bounds:
        nothing = np.empty(0, "datetime64[D]")
        return nothing, nothing
    return periods(view.granularity, view.week_end, min(bounds), max(bounds))


def _member(product: Product, line: Line, start: Days, end: Days) -> Member:
    if line.series is None:
        empty = np.full(len(start), np.nan)
        return Member(
            product=product, series=None, value=empty, step=np.zeros(len(start)),
            flags=np.zeros(len(start), np.uint8), known_at=empty,
        )  # fmt: skip
    laid = lay(line.series, start, end)
    return Member(product=product, series=line.series, **laid._asdict())


def _broken(panel: Panel, series: Sequence[Series], measure: Measure | None) -> Panel:
    """With the level breaks of its source, told by all of the source's products: a method moves those not shown too.

    Days move as much by themselves.
    """
    view = panel.view
    if view.granularity is Granularity.DAY or measure is None:
        return panel
    shown = {one.product.id for one in panel.members}
    others = (one for one in series if one.key.product not in shown and measure_of(one) == measure)
    parts = by_product(usable(view, others, view.week_end))
    longest = (max(finest(one, view.granularity), key=len) for one in parts.values())  # enough to see a break
    made = zip(parts, cut_all(longest, view.granularity, view.week_end), strict=True)
    laid = {name: lay(one, panel.start, panel.end) for name, one in made if one is not None}
    rows: list[Member | Laid] = [*panel.members, *laid.values()]
    value, flags = np.stack([one.value for one in rows]), np.stack([one.flags for one in rows])
    names = [*(one.product.id for one in panel.members), *laid]
    return replace(panel, breaks=breaks_of(value, flags, [measure.source] * len(names), names))


def _windowed(panel: Panel, held: Sequence[Series], measure: Measure | None) -> Panel:
    """With the periods that are in the view's window: those that end in it."""
    first, last = window_of(panel.view, [one for one in held if measure_of(one) == measure])
    begin = 0 if first is None else int(np.searchsorted(panel.end, np.datetime64(first, "D")))
    stop = len(panel.end) if last is None else int(np.searchsorted(panel.end, np.datetime64(last, "D"), side="right"))
    return replace(panel, first=begin, stop=max(begin, stop))


def _aligned(panel: Panel) -> Panel:
    """Laid around each product's launch, or around the day of an event."""
    view = panel.view
    days = [one.product.launched if view.align == LAUNCH else _day(view.align) for one in panel.members]
    shift = shift_of(panel.matrix, panel.start, view.granularity, view.week_end, days)
    columns = {
        name: shift.moved(np.stack([getattr(one, name) for one in panel.members]), empty)
        for name, empty in (("value", np.nan), ("step", 0.0), ("flags", 0), ("known_at", np.nan))
    } if panel.members else {}  # fmt: skip
    members = tuple(
        replace(one, **{name: column[row] for name, column in columns.items()}) for row, one in enumerate(panel.members)
    )
    return replace(
        panel, start=shift.start, end=shift.end, members=members, first=0, stop=len(shift.offsets),
        offsets=tuple(shift.offsets.tolist()), breaks=(), moves=(), notes=(*noting.undated(panel, days), *panel.notes),
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
