"""Series by the name of their source: what is believed, what a test costs, and the simulated market in its place."""

import pytest

from data_sources import catalog, keys
from data_sources.protocol import Quota, QuotaWanted, QuotesWanted, SeriesWanted
from data_sources.rejections import Rejections
from data_sources.routing import traffic
from data_sources.routing.chain import Chain, small
from models.errors import NoSuchData, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import AFTER, bars, day

WANT = SeriesWanted(
    product="ChatGPT", asset=Asset(kind=Kind.SITE, name="chatgpt.com"), metric=Metric.VISITS,
    granularity=Granularity.DAY, start=day("2024-09-13"), end=day("2024-09-19"),
)  # fmt: skip


def series(value=1.0, **changes):
    held = {"product": "ChatGPT", "metric": Metric.VISITS, "asset": "chatgpt.com"} | changes
    key = SeriesKey(granularity=Granularity.DAY, source="Similarweb", **held)
    return series_of(key, [Point(start=WANT.start, end=WANT.start, value=value)], known_at=AFTER)


def chain(**answers):
    return Chain(Sources(**answers), None, {}, Rejections(None), lambda: AFTER)


def test_the_answer_of_the_source_that_was_named():
    answer = series()
    assert traffic.series(chain(similarweb=answer, wikimedia=series(2.0)), "similarweb", WANT) is answer


@pytest.mark.parametrize(
    "answer",
    [
        bars(), series(-1.0), series(float("inf")), series(float("nan")), series(product="Poe"),
        series(asset="openai.com"), series(metric=Metric.RANK), series().taken(slice(0)),
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_refused_and_noted(answer):
    held = chain(similarweb=answer)
    with pytest.raises(Unreadable):
        traffic.series(held, "similarweb", WANT)
    (one,) = held._rejections.listed()
    assert (one.source, one.instrument) == ("similarweb", "ChatGPT chatgpt.com")


@pytest.mark.parametrize("source", ["yahoo", "gossip", ""])
def test_who_gives_no_series_is_not_asked(source):
    with pytest.raises(NoSuchData, match="no series"):
        traffic.series(chain(yahoo=series()), source, WANT)


def test_an_allowance_is_a_paid_sources():
    quota = Quota(source="similarweb", left=4989.0, unit="credits")
    assert traffic.quota(chain(similarweb=quota), QuotaWanted(source="similarweb")) is quota
    with pytest.raises(Unreadable, match="allowance"):
        traffic.quota(chain(similarweb=series()), QuotaWanted(source="similarweb"))
    for free in ("wikimedia", "gossip"):
        with pytest.raises(NoSuchData, match="no allowance"):
            traffic.quota(chain(wikimedia=quota), QuotaWanted(source=free))


@pytest.mark.parametrize("entry", catalog.SOURCES, ids=lambda entry: entry.id)
def test_a_test_costs_nothing(entry):
    asked = small(entry, AFTER)
    assert isinstance(asked, QuotaWanted) == (entry.id in keys.PAID)
    if entry.gives == catalog.TRAFFIC and entry.id not in keys.PAID:
        assert isinstance(asked, SeriesWanted)
        assert (asked.end - asked.start).days < 7
    assert isinstance(asked, QuotesWanted) == ("quotes" in entry.gives)
