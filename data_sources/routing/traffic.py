"""Series of AI products: each source is asked by its name, and none stands in for another."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from data_sources import catalog, keys
from data_sources.protocol import Asked, Given, Quota, QuotaWanted, SeriesWanted
from models.errors import NoSuchData, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import Granularity, Metric, Series

if TYPE_CHECKING:
    from data_sources.routing.chain import Chain
    from data_sources.sources import Check

DAY = dt.timedelta(days=1)
SAMPLE = "ChatGPT"  # what a test of a source asks for: it has an article, and an app in every store
NO_SERIES = "gives no series of products"


def series(chain: Chain, source: str, want: SeriesWanted) -> Series:
    """The answer of ``source``; the simulated market's in its place when that is on. Raises errors of sources."""

    def checked(given: Given) -> Series:
        if not isinstance(given, Series) or not len(given):
            raise Unreadable("something else than a series")
        asked = (want.product, want.metric, want.asset.name)
        if (given.key.product, given.key.metric, given.key.asset) != asked:
            raise Unreadable("a series of something else")
        if not (given.value >= 0).all() or np.isinf(given.value).any():
            raise Unreadable("a series with numbers that count nothing")
        return given

    return checked(_asked(chain, source, want, checked))


def quota(chain: Chain, want: QuotaWanted) -> Quota:
    """What is left of an allowance. Raises errors of sources; NoSuchData for one that is free."""

    def checked(given: Given) -> Quota:
        if not isinstance(given, Quota):
            raise Unreadable("something else than an allowance")
        return given

    if want.source not in keys.PAID:
        raise NoSuchData("has no allowance", source=want.source)
    return checked(_asked(chain, want.source, want, checked))


def _asked(chain: Chain, source: str, want: Asked, check: Check) -> Given:
    entry = catalog.BY_ID.get(source)
    route = chain.route("traffic", None, source) if entry is not None else ()
    if not route:
        raise NoSuchData(NO_SERIES, source=source)
    return chain.ask(route[0], want, check)


def small(source: str, now: float) -> Asked:
    """The cheapest want that shows whether ``source`` works; of a paid one its allowance, which is free."""
    if source in keys.PAID:
        return QuotaWanted(source=source)
    today = dt.datetime.fromtimestamp(now, dt.UTC).date()
    article = Asset(kind=Kind.ARTICLE, name=f"en.wikipedia/{SAMPLE}")
    listed = Asset(kind=Kind.APP, name=SAMPLE, store="ios-cn")  # a day without it says that the list can be read
    asset, metric = (article, Metric.WIKI_VIEWS) if source == "wikimedia" else (listed, Metric.RANK)
    return SeriesWanted(
        product=SAMPLE, asset=asset, metric=metric, granularity=Granularity.DAY, start=today - 5 * DAY, end=today - DAY
    )
