"""What can be asked of the data process about traffic, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TYPE_CHECKING

from models.errors import Failure
from models.frozen import frozen

if TYPE_CHECKING:  # a window without its traffic tab loads none of them
    from models.products.values import Asset, Product
    from models.traffic.values import Batch, Granularity, Metric, Series


@frozen(kw_only=True)
class SeriesWanted:
    """One asset's series from a source, start <= day <= end. The answer of an adapter is a Series."""

    product: str
    asset: Asset
    metric: Metric
    granularity: Granularity
    start: dt.date
    end: dt.date
    geo: str = "ww"
    device: str = "all"


@frozen(kw_only=True)
class TrafficWanted:
    """What is held of products and a metric (none named: of all). The answer is a Held.

    known_on: the numbers as they were known at the end of that day (UTC).
    """

    products: tuple[str, ...] = ()
    metric: Metric | None = None
    known_on: dt.date | None = None


@frozen(kw_only=True)
class Held:
    """Series with the newest number of each period, and the batches they came with, the newest first.

    Assets of a product are series of their own. strangers: products that only imports name, with the category their
    tables stood under ("" when they said none).
    """

    series: tuple[Series, ...] = ()
    batches: tuple[Batch, ...] = ()
    strangers: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class VintagesWanted:
    """Every number ever held of products and a metric. The answer is a tuple of Series, those of a batch apart."""

    products: tuple[str, ...]
    metric: Metric


@frozen(kw_only=True)
class TrafficRefreshed:
    """Ask sources for series; what is new or different is kept as a batch. The answer is a Fetched.

    Partial answers are a Fetched too, as far as it has come. sources: ids of the catalogue.
    """

    sources: tuple[str, ...]
    products: tuple[Product, ...] = field(repr=False)
    granularity: Granularity
    start: dt.date
    end: dt.date
    geo: str = "ww"
    device: str = "all"


@frozen(kw_only=True)
class Fetched:
    """How a refresh went. done of asked: series. points: new ones; changed: restated ones.

    failures: product, source and why. batches: what was kept, a batch a source.
    """

    done: int
    asked: int
    points: int = 0
    changed: int = 0
    failures: tuple[tuple[str, str, Failure], ...] = ()
    batches: tuple[Batch, ...] = ()


@frozen(kw_only=True)
class QuotaWanted:
    """What is left of a paid source's allowance. The answer is a Quota."""

    source: str


@frozen(kw_only=True)
class Quota:
    """left: credits or requests, None when the source does not tell. first, last: days it lets be asked for."""

    source: str
    left: float | None = None
    unit: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
