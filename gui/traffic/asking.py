"""What is asked of a source of traffic for a view, and how what came is told: the same for window and terminal."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from data_sources.protocol.traffic import Fetched, TrafficRefreshed
from models.errors import RateLimited, Refused
from models.products.values import Product
from models.reasons import said
from models.traffic.chosen import View
from models.traffic.values import Granularity, Metric

GIVES: Mapping[str, tuple[Metric, ...]] = {  # what can be asked for; downloads can be imported only
    "similarweb": (Metric.VISITS,), "wikimedia": (Metric.WIKI_VIEWS,), "apple": (Metric.RANK, Metric.RATINGS),
}  # fmt: skip
SIMULATED = "simulated"
DAYS = 366  # before today, where a view has no window
MOST_FAILURES = 3
SHUT = (Refused.__name__, RateLimited.__name__)  # a source that says so is not asked for the rest


def source_of(metric: Metric, *, simulated: bool) -> str:
    """Whom to ask for a metric; "" when it can only be imported."""
    if simulated:
        return SIMULATED
    return next((name for name, metrics in GIVES.items() if metric in metrics), "")


def wanted(
    source: str, products: Sequence[Product], view: View, today: dt.date, granularity: Granularity | None = None
) -> TrafficRefreshed:
    """The days of the view's window. Weeks are made of days.

    granularity: what to ask for instead, where a plan has no days.
    """
    usual = Granularity.MONTH if view.granularity is Granularity.MONTH else Granularity.DAY
    return TrafficRefreshed(
        sources=(source,), products=tuple(products), granularity=granularity or usual,
        start=view.first or today - dt.timedelta(days=view.days or DAYS), end=view.last or today,
        geo=view.geo, device=view.device,
    )  # fmt: skip


def told(done: Fetched, texts: Mapping[str, str]) -> str:
    """How much came, and why the rest did not: each reason once, with how many products it is of.

    Of a source that gives us nothing at all there is one thing to say: why.
    """
    counts = {"points": done.points, "changed": done.changed, "series": done.asked}
    if not done.failures:
        return texts["traffic.refresh.done"].format(**counts)
    refused = {source: failure.detail for _, source, failure in done.failures if failure.kind in SHUT}
    if refused and not (done.points or done.changed):
        return texts["why.join"].join(_why(texts, "refused", *one) for one in refused.items())
    counted = Counter((source, failure.detail) for _, source, failure in done.failures)
    reasons = [_why(texts, "why", *one, count) for one, count in counted.most_common(MOST_FAILURES)]
    return texts["traffic.refresh.partly"].format(why=texts["why.join"].join(reasons), **counts)


def _why(texts: Mapping[str, str], key: str, source: str, detail: str, count: int = 0) -> str:
    named = texts.get(f"source.{source}", source)
    return texts[f"traffic.refresh.{key}"].format(source=named, why=said(detail, texts), count=count)
