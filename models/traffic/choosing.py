"""Which of the series that are held a view shows: one source for all of its products, never two joined. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.frozen import frozen
from models.traffic.chosen import AUTO, THURSDAY, View
from models.traffic.cuts import cut
from models.traffic.values import Granularity, Series
from models.traffic.vintages import newest


@frozen
class Measure:
    """Who measured, where and on what: what is compared on one axis has one measure."""

    source: str
    geo: str
    device: str


def measure_of(one: Series) -> Measure:
    """The measure of a series."""
    return Measure(one.key.source, one.key.geo, one.key.device)


def week_end_of(view: View, series: Iterable[Series]) -> int:
    """The last weekday of the weeks: as chosen, else of the metric's most weekly points held, else a Thursday."""
    if view.week_end != AUTO:
        return view.week_end
    held: Counter[int] = Counter()
    for one in series:
        weekly = one.key.granularity is Granularity.WEEK and one.key.metric is view.metric
        if weekly and one.key.week_start is not None:
            held[(one.key.week_start - 1) % 7] += len(one)
    return held.most_common(1)[0][0] if held else THURSDAY


def usable(view: View, series: Iterable[Series], week_end: int) -> list[Series]:
    """The series of the view's metric that are published in its periods, or by the day: days make any period."""
    return [
        one
        for one in series
        if one.key.metric is view.metric
        and len(one)
        and (one.key.granularity is Granularity.DAY or cut(one, view.granularity, week_end) is not None)
    ]


def measures_of(series: Iterable[Series]) -> tuple[Measure, ...]:
    """Every measure that is held, the one with most points first: what a reader may choose from."""
    counts: Counter[Measure] = Counter()
    for one in series:
        counts[measure_of(one)] += len(one)
    return tuple(one for one, _ in counts.most_common())


def measure_for(view: View, series: Sequence[Series]) -> Measure | None:
    """The measure of a view: of those of its source, place and device the one that says most.

    That is most products with a number inside the window, then most numbers. None where nothing of them is held.
    """
    first, last = window_of(view, series)
    products: dict[Measure, set[str]] = {}
    points: Counter[Measure] = Counter()
    for one in series:
        count = int(np.count_nonzero(one.ending(first, last)))
        if count:
            products.setdefault(measure_of(one), set()).add(one.key.product)
        points[measure_of(one)] += count
    held = [one for one in points if fits(one, view)]
    return max(held, key=lambda one: (len(products.get(one, ())), points[one], one.source), default=None)


def fits(one: Measure, view: View) -> bool:
    """Whether it is of the view's source, place and device; one that is not asked for by name may be any."""
    return (
        (not view.source or one.source == view.source)
        and (view.geo in ("ww", one.geo))
        and (view.device in ("all", one.device))
    )


def window_of(view: View, series: Sequence[Series]) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of the view's window; None is no bound."""
    if view.first is not None or view.last is not None:
        return view.first, view.last
    ends = [one.end[-1] for one in series if len(one)]
    if not view.days or not ends:
        return None, None
    newest: dt.date = max(ends).astype(object)
    return newest - dt.timedelta(days=view.days), None  # the newest period may not have ended yet


def by_product(series: Iterable[Series]) -> Mapping[str, list[Series]]:
    """The series of each product."""
    made: dict[str, list[Series]] = {}
    for one in series:
        made.setdefault(one.key.product, []).append(one)
    return made


def finest(parts: Sequence[Series], granularity: Granularity) -> list[Series]:
    """Of one product's series those that are published by the period itself, days only where there are none.

    A source that prints months and days need not have counted both alike: they are not mixed. Of two day cuts, or of
    two definitions of one site or app, the one with more points is taken. What a table does not say is no other: its
    numbers and those of the source's interface are one series, of which the newest number of each period counts.
    """
    published = _alike([one for one in parts if one.key.granularity is granularity] or parts, "day_cut")
    by_asset: dict[str, list[Series]] = {}
    for one in published:
        by_asset.setdefault(one.key.asset, []).append(one)
    return [_whole(_alike(held, "definition")) for held in by_asset.values()]


def _alike(parts: Sequence[Series], name: str) -> list[Series]:
    """Those that say the same in a field of their key as most points do, and those that say nothing in it."""
    usual = _said(parts, name)
    return [one for one in parts if getattr(one.key, name) in ("", usual)]


def _said(parts: Sequence[Series], name: str) -> str:
    counts: Counter[str] = Counter()
    for one in parts:
        counts[getattr(one.key, name)] += len(one)
    del counts[""]
    return counts.most_common(1)[0][0] if counts else ""


def _whole(parts: Sequence[Series]) -> Series:
    """Series of one asset that differ in nothing they say, as one."""
    if len(parts) == 1:
        return parts[0]
    key = replace(parts[0].key, day_cut=_said(parts, "day_cut"), definition=_said(parts, "definition"))
    return newest([replace(one, key=key) for one in parts]) or parts[0]
