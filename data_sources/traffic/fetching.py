"""A refresh: asks each source for what it can give of each product, and hands what came to the store.

One series that fails does not end it. A source that refuses us, or asks us to wait, is not asked again: the reason is
told once for each product that is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from data_sources.protocol import Fetched, SeriesWanted, TrafficRefreshed
from models.errors import Failure, NoSuchData, RateLimited, Refused, SourceError, failure_of
from models.products.naming import asset_key
from models.products.values import Asset, Kind
from models.traffic.values import Batch, Granularity, Metric, Origin, Series

Ask = Callable[[str, SeriesWanted], Series]
Told = tuple[str, str, Failure]
NOTHING = "nothing of this product is known there in these days"


class Store(Protocol):
    """Where series are kept, a batch a source."""

    def keep(
        self, origin: Origin, name: str, source: str, known_at: float, series: Sequence[Series]
    ) -> tuple[Batch, int, int]:
        """Keep what is new or different: the batch, how many points are new, how many were restated.

        name: id of the source that was asked; source: who measured. Raises CacheError when the disk fails.
        """


@dataclass(slots=True)
class Course:
    """How far a refresh has come."""

    asked: int
    partial: Callable[[Fetched], None]
    done: int = 0
    points: int = 0
    changed: int = 0
    failures: list[Told] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)

    def fetched(self) -> Fetched:
        """The same as an answer."""
        return Fetched(
            done=self.done,
            asked=self.asked,
            points=self.points,
            changed=self.changed,
            failures=tuple(self.failures),
            batches=tuple(self.batches),
        )

    def fail(self, products: Iterable[str], source: str, error: SourceError) -> None:
        """Say so, once a product."""
        why = failure_of(error, source=source)
        told = ((product, source, why) for product in dict.fromkeys(products))
        self.failures += [one for one in told if one not in self.failures]

    def step(self, count: int = 1) -> None:
        """So many series are settled, whether they came or not."""
        self.done += count
        if self.done < self.asked:
            self.partial(self.fetched())


def refresh(
    want: TrafficRefreshed,
    ask: Ask,
    store: Store,
    clock: Callable[[], float],
    partial: Callable[[Fetched], None],
) -> Fetched:
    """Ask ``want.sources``, one after the other; ``partial`` hears after each series. ``clock``: UTC seconds.

    Raises CacheError when what came cannot be kept: see to it before that it can, paid numbers are not asked for twice.
    """
    plans = {source: _once(planned(source, want)) for source in dict.fromkeys(want.sources)}
    course = Course(asked=sum(len(plan) for plan in plans.values()), partial=partial)
    for source, plan in plans.items():
        known = {one.product for one in planned(source, want)}
        course.fail((one.id for one in want.products if one.id not in known), source, NoSuchData(NOTHING))
        came = _came(source, plan, ask, course)
        _keep(source, came, store, clock(), course)
    return course.fetched()


def _came(source: str, plan: Sequence[SeriesWanted], ask: Ask, course: Course) -> list[Series]:
    """What ``source`` gave of its plan."""
    came = list[Series]()
    for place, one in enumerate(plan):
        try:
            came.append(ask(source, one))
        except (Refused, RateLimited) as error:
            course.fail((rest.product for rest in plan[place:]), source, error)
            course.step(len(plan) - place)
            break
        except SourceError as error:
            course.fail((one.product,), source, error)
        course.step()
    return came


def _keep(source: str, came: list[Series], store: Store, now: float, course: Course) -> None:
    if not came:
        return
    batch, points, changed = store.keep(Origin.FETCHED, source, came[0].key.source, now, came)
    course.points += points
    course.changed += changed
    if points or changed:
        course.batches.append(batch)


def _once(plan: Iterable[SeriesWanted]) -> tuple[SeriesWanted, ...]:
    """A site that several products share is asked for once, for the first: its visits are not split, and cost once."""
    once: dict[SeriesWanted, SeriesWanted] = {}
    for one in plan:
        asset = Asset(kind=one.asset.kind, name=asset_key(one.asset), store=one.asset.store)
        once.setdefault(replace(one, product="", asset=asset), one)
    return tuple(once.values())


def planned(source: str, want: TrafficRefreshed) -> Iterator[SeriesWanted]:
    """What to ask ``source`` for: each asset it knows, in the days the asset is valid."""
    for product in want.products:
        for asset in product.assets:
            yield from _of_asset(source, product.id, asset, want)


def _of_asset(source: str, product: str, asset: Asset, want: TrafficRefreshed) -> Iterator[SeriesWanted]:
    first, last = max(want.start, asset.first or want.start), min(want.end, asset.last or want.end)
    one = SeriesWanted(
        product=product, asset=asset, metric=Metric.VISITS, granularity=want.granularity, start=first, end=last,
        geo=want.geo, device=want.device,
    )  # fmt: skip
    if source == "simulated" and first <= last:
        yield from _made_up(one, want.end)
    elif source == "similarweb" and asset.kind is Kind.SITE and first <= last:
        yield one
    elif source == "wikimedia" and asset.kind is Kind.ARTICLE and first <= last:
        yield _views(one)
    elif source == "apple" and asset.kind is Kind.APP and asset.store.startswith("ios-") and asset.last is None:
        yield from _today(one, want.end)


def _made_up(one: SeriesWanted, today: dt.date) -> Iterator[SeriesWanted]:
    """The simulated market stands in for all of them, and for the files that a user would import."""
    if one.asset.kind is Kind.SITE:
        yield one
        yield replace(one, metric=Metric.PAGE_VIEWS)
    elif one.asset.kind is Kind.ARTICLE:
        yield _views(one)
    else:
        yield replace(one, metric=Metric.DOWNLOADS)
        if one.asset.last is None:
            yield from _today(one, today)


def _views(one: SeriesWanted) -> SeriesWanted:
    """Page views are of the whole world, and weeks are made from days."""
    length = Granularity.MONTH if one.granularity is Granularity.MONTH else Granularity.DAY
    return replace(one, metric=Metric.WIKI_VIEWS, granularity=length, geo="ww", device="all")


def _today(one: SeriesWanted, day: dt.date) -> Iterator[SeriesWanted]:
    """The store knows today only, whatever days are asked for."""
    today = replace(one, granularity=Granularity.DAY, start=day, end=day, geo="ww", device="all", metric=Metric.RANK)
    yield today
    yield replace(today, metric=Metric.RATINGS)
