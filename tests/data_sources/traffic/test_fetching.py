"""A refresh: who is asked for what in which days, what a failure costs, and what goes to the store."""

import datetime as dt

import pytest

from data_sources.protocol import TrafficRefreshed
from data_sources.traffic.fetching import planned, refresh
from models.errors import CacheError, NoSuchData, RateLimited, Refused, Unreachable
from models.products.values import Asset, Kind, Product
from models.traffic.values import Batch, Granularity, Metric, Origin, Point, SeriesKey, series_of
from tests.data_sources.samples import day

NOW = 1_000.0
CHATGPT = Product(
    id="ChatGPT", name_zh="ChatGPT", name_en="ChatGPT", category="text",
    assets=(
        Asset(kind=Kind.SITE, name="chat.openai.com", last=day("2024-05-12")),
        Asset(kind=Kind.SITE, name="chatgpt.com", first=day("2024-05-13")),
        Asset(kind=Kind.ARTICLE, name="en.wikipedia/ChatGPT"),
        Asset(kind=Kind.APP, name="id:6448311069|ChatGPT", store="ios-us"),
    ),
)  # fmt: skip
DOUBAO = Product(
    id="豆包", name_zh="豆包", name_en="Doubao", category="text",
    assets=(
        Asset(kind=Kind.SITE, name="doubao.com"),
        Asset(kind=Kind.APP, name="豆包", store="ios-cn"),
        Asset(kind=Kind.APP, name="豆包", store="android"),
        Asset(kind=Kind.APP, name="old", store="ios-cn", last=day("2023-01-01")),
    ),
)  # fmt: skip
POE = Product(id="Poe", name_zh="Poe", name_en="Poe", category="text", assets=(Asset(kind=Kind.SITE, name="poe.com"),))


def want(*sources, products=(CHATGPT, DOUBAO, POE), start="2024-09-13", end="2024-09-19", **changes):
    asked = {"granularity": Granularity.DAY} | changes
    return TrafficRefreshed(sources=sources, products=products, start=day(start), end=day(end), **asked)


def series(asked, source="Similarweb"):
    key = SeriesKey(
        product=asked.product, metric=asked.metric, granularity=asked.granularity, source=source, asset=asked.asset.name
    )
    return series_of(key, [Point(start=asked.start, end=asked.start, value=1.0)], known_at=NOW)


class Store:
    """Keeps in memory. changed: how many points each batch restates."""

    def __init__(self, new=1, changed=0):
        self.kept, self.new, self.changed = [], new, changed

    def keep(self, origin, name, source, known_at, series):
        self.kept.append((origin, name, source, known_at, [one.key.asset for one in series]))
        batch = Batch(
            number=len(self.kept), origin=origin, name=name, source=source, known_at=known_at, taken_at=known_at
        )
        return batch, self.new * len(series), self.changed


class Refresh:
    """A refresh against sources that answer what ``answers`` says of an asset: an error is raised."""

    def __init__(self, wanted, answers=None, store=None):
        self.asked, self.partials, self.store = [], [], store or Store()
        self.answers = answers or {}
        self.fetched = refresh(wanted, self.ask, self.store, lambda: NOW, self.partials.append)

    def ask(self, source, one):
        self.asked.append((source, one.asset.name, one.metric))
        answer = self.answers.get(one.asset.name, self.answers.get(source))
        if isinstance(answer, Exception):
            raise answer
        return series(one)


def plan(source, **changes):
    return [
        (one.asset.name, one.metric, one.granularity, str(one.start), str(one.end), one.geo, one.device)
        for one in planned(source, want(source, **changes))
    ]


# who is asked for what


def test_the_simulated_market_stands_in_for_every_source_and_for_what_is_imported():
    asked = plan("simulated", products=(CHATGPT,))
    assert {metric for _, metric, *_ in asked} == {
        Metric.VISITS, Metric.PAGE_VIEWS, Metric.WIKI_VIEWS, Metric.DOWNLOADS, Metric.RANK, Metric.RATINGS,
    }  # fmt: skip
    assert "chat.openai.com" not in {name for name, *_ in asked}  # no longer valid in these days


def test_sites_are_asked_for_visits_in_the_days_they_were_valid():
    month = {"start": "2024-05-01", "end": "2024-05-31", "products": (CHATGPT,), "geo": "US", "device": "desktop"}
    assert plan("similarweb", granularity=Granularity.WEEK, **month) == [
        ("chat.openai.com", Metric.VISITS, Granularity.WEEK, "2024-05-01", "2024-05-12", "US", "desktop"),
        ("chatgpt.com", Metric.VISITS, Granularity.WEEK, "2024-05-13", "2024-05-31", "US", "desktop"),
    ]
    assert [asked[0] for asked in plan("similarweb")] == ["chatgpt.com", "doubao.com", "poe.com"]


@pytest.mark.parametrize(
    ("length", "asked"),
    [(Granularity.DAY, Granularity.DAY), (Granularity.WEEK, Granularity.DAY), (Granularity.MONTH, Granularity.MONTH)],
)
def test_articles_are_asked_for_days_of_the_world(length, asked):
    assert plan("wikimedia", granularity=length, geo="US", device="desktop") == [
        ("en.wikipedia/ChatGPT", Metric.WIKI_VIEWS, asked, "2024-09-13", "2024-09-19", "ww", "all")
    ]


def test_apps_of_apples_stores_are_asked_for_today():
    told = [(name, metric, length) for name, metric, length, *_ in plan("apple", granularity=Granularity.MONTH)]
    assert told == [
        ("id:6448311069|ChatGPT", Metric.RANK, Granularity.DAY),
        ("id:6448311069|ChatGPT", Metric.RATINGS, Granularity.DAY),
        ("豆包", Metric.RANK, Granularity.DAY),
        ("豆包", Metric.RATINGS, Granularity.DAY),
    ]  # fmt: skip


def test_nobody_else_is_asked_for_anything():
    assert plan("yahoo") == []


# how it goes


def test_what_came_is_kept_a_batch_a_source():
    done = Refresh(want("similarweb", "wikimedia", "similarweb"))
    assert done.store.kept == [
        (Origin.FETCHED, "similarweb", "Similarweb", NOW, ["chatgpt.com", "doubao.com", "poe.com"]),
        (Origin.FETCHED, "wikimedia", "Similarweb", NOW, ["en.wikipedia/ChatGPT"]),
    ]
    fetched = done.fetched
    assert (fetched.done, fetched.asked, fetched.points, len(fetched.batches)) == (4, 4, 4, 2)
    assert [partial.done for partial in done.partials] == [1, 2, 3]


def test_restated_points_are_counted_and_nothing_new_is_no_batch():
    assert Refresh(want("similarweb"), store=Store(new=0, changed=2)).fetched.changed == 2
    assert Refresh(want("similarweb"), store=Store(new=0)).fetched.batches == ()


@pytest.mark.parametrize("error", [NoSuchData("unknown"), Unreachable("no answer in time")])
def test_one_failure_does_not_end_it(error):
    done = Refresh(want("similarweb"), {"chatgpt.com": error})
    assert [(p, s, f.kind, f.detail) for p, s, f in done.fetched.failures] == [
        ("ChatGPT", "similarweb", type(error).__name__, error.detail)
    ]
    assert (done.fetched.done, done.fetched.points) == (3, 2)


@pytest.mark.parametrize("error", [Refused("the key is not accepted"), RateLimited("429", wait_s=60.0)])
def test_a_source_that_says_no_is_not_asked_again(error):
    done = Refresh(want("similarweb", "wikimedia"), {"doubao.com": error})
    assert [name for _, name, _ in done.asked] == ["chatgpt.com", "doubao.com", "en.wikipedia/ChatGPT"]
    told = [(p, f.kind, f.wait_s) for p, s, f in done.fetched.failures if s == "similarweb"]
    assert told == [(product, type(error).__name__, error.wait_s) for product in ("豆包", "Poe")]
    assert (done.fetched.done, done.fetched.asked, done.fetched.points) == (4, 4, 2)


def test_the_reason_is_told_once_a_product():
    for error in (RateLimited("429"), NoSuchData("not listed")):
        done = Refresh(want("apple", products=(CHATGPT,)), {"apple": error})
        assert [(p, f.detail) for p, _, f in done.fetched.failures] == [("ChatGPT", error.detail)]
        assert (done.fetched.done, done.fetched.asked) == (2, 2)


def test_a_product_with_nothing_there_is_named():
    done = Refresh(want("wikimedia"))
    assert [(p, f.kind) for p, _, f in done.fetched.failures] == [("豆包", "NoSuchData"), ("Poe", "NoSuchData")]
    assert Refresh(want("wikimedia", products=())).fetched.asked == 0


def test_nothing_came_nothing_is_kept():
    done = Refresh(want("similarweb"), {"similarweb": Unreachable("offline")})
    assert (done.store.kept, done.fetched.batches, len(done.fetched.failures)) == ([], (), 3)


def test_a_disk_that_fails_is_said():
    class Full(Store):
        def keep(self, *_):
            raise CacheError("disk full")

    with pytest.raises(CacheError):
        Refresh(want("similarweb"), store=Full())


def test_days_end_where_they_were_asked_to():
    assert {asked[4] for asked in plan("similarweb")} == {"2024-09-19"}
    assert dt.date.fromisoformat(plan("similarweb")[0][3]) == day("2024-09-13")


def test_a_site_that_two_products_share_costs_once():
    also = Product(
        id="Doubao Pro", name_zh="豆包专业版", name_en="Doubao Pro", category="image",
        assets=(Asset(kind=Kind.SITE, name="www.doubao.com"),),
    )  # fmt: skip
    made = Refresh(want("similarweb", products=(DOUBAO, also)))
    assert [name for _, name, _ in made.asked] == ["doubao.com"]
    assert (made.fetched.done, made.fetched.failures) == (1, ())
