"""Apple's store: an app's place in today's list by name or number, its ratings, and what cannot be told."""

import datetime as dt
import json
import time
from dataclasses import replace

import httpx  # noqa: TID253 - its own fake transport is used
import pytest

from data_sources.adapters import apple
from data_sources.protocol import QuotesWanted, SeriesWanted
from models.errors import NoSuchData, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import Granularity, Metric
from tests.data_sources.samples import context, day

NOW = dt.datetime(2024, 9, 25, 12, tzinfo=dt.UTC).timestamp()
NAMES = ("豆包 - 抖音旗下 AI 智能助手", "Kimi 智能助手", "ChatGPT", "Gemini Photos", "通义：问答", "Poe", "Poe")


def app(name, store="ios-cn"):
    return Asset(kind=Kind.APP, name=name, store=store)


def want(name="ChatGPT", store="ios-cn", metric=Metric.RANK):
    return SeriesWanted(
        product=name, asset=app(name, store), metric=metric, granularity=Granularity.DAY, start=day("2024-09-13"),
        end=day("2024-09-19"),
    )  # fmt: skip


def feed(names=NAMES, country="cn", updated="Wed, 25 Sep 2024 00:30:00 +0000"):
    rows = [{"id": str(10000 + place), "name": name} for place, name in enumerate(names)]
    return {"feed": {"title": "Top Free Apps", "country": country, "updated": updated, "results": rows}}


def lookup(**changes):
    return {"trackId": 803453959, "trackName": "Slack", "userRatingCount": 1467} | changes


def place(name, answer=None):
    return apple.rank_of(feed() if answer is None else answer, app(name), NOW).value


@pytest.fixture
def store(tmp_path, upstream):
    """``store(answer)``: the source, and what was asked."""
    opened = []

    def make(answer):
        asked = upstream(lambda url: answer if isinstance(answer, httpx.Response) else json.dumps(answer).encode())
        opened.append(apple.open_source(context(tmp_path)))
        return opened[-1], asked

    yield make
    for one in opened:
        one.close()


def test_one_list_serves_every_app_of_a_store(store):
    one, asked = store(feed())
    for name, expected in (("ChatGPT", 3.0), ("豆包", 1.0)):
        found = one.parse(one.download(want(name)), want(name), NOW)
        assert (found.value.tolist(), found.start.astype(str).tolist()) == ([expected], ["2024-09-25"])
    assert [str(request.url) for request in asked] == [
        "https://rss.marketingtools.apple.com/api/v2/cn/apps/top-free/100/apps.json"
    ]
    assert (found.key.source, found.key.geo, found.key.device, found.key.asset) == ("Apple", "CN", "ios", "豆包")


def test_an_old_list_is_asked_for_again(store, monkeypatch):
    one, asked = store(feed())
    one.download(want())
    monkeypatch.setattr(apple, "STAYS_S", 0.0)
    one.download(want())
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("name", "expected"), [("chatgpt", 3), ("豆包", 1), ("通义", 5), ("id:10003", 4), ("id:10003|any name", 4)]
)
def test_a_name_may_have_a_description_after_it_and_a_number_is_sure(name, expected):
    assert place(name) == expected


@pytest.mark.parametrize("name", ["Gemini", "Kim", "Claude", "id:99999|ChatGPT"])
def test_another_app_that_begins_so_is_not_it(name):
    with pytest.raises(NoSuchData, match="first 100"):
        place(name)


def test_two_apps_of_one_name_are_not_told_apart():
    with pytest.raises(NoSuchData, match="several"):
        place("Poe")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (feed(country="us"), "another store"), (feed(names=()), "empty"), (feed(updated="soon"), "no time"),
        (feed(updated="Fri, 27 Sep 2024 13:00:00 +0000"), "future"), ({}, "no field"), ({"feed": []}, "no object"),
        ({"feed": {"country": "cn", "updated": "", "results": [{"name": "x"}]}}, "id"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_believed(answer, says):
    with pytest.raises(Unreadable, match=says):
        place("ChatGPT", answer)


def test_ratings_so_far(store):
    wanted = want("id:803453959|Slack", "ios-us", Metric.RATINGS)
    one, asked = store(
        {"resultCount": 1, "results": [{"trackId": 803453959, "trackName": "Slack", "userRatingCount": 1467}]}
    )
    found = one.parse(one.download(wanted), wanted, NOW)
    assert (found.value.tolist(), found.start.astype(str).tolist(), found.key.geo) == ([1467.0], ["2024-09-25"], "US")
    assert str(asked[0].url) == "https://itunes.apple.com/lookup?id=803453959&country=us"


def test_ratings_of_an_app_on_the_list_need_no_number(tmp_path, upstream):
    found = {"resultCount": 1, "results": [lookup(trackId=10000, trackName=NAMES[0], userRatingCount=7)]}
    asked = upstream(lambda url: json.dumps(found if "lookup" in url else feed()).encode())
    one, wanted = apple.open_source(context(tmp_path)), want("豆包", metric=Metric.RATINGS)
    assert one.parse(one.download(wanted), wanted, NOW).value.tolist() == [7.0]
    assert str(asked[1].url).endswith("lookup?id=10000&country=cn")
    with pytest.raises(NoSuchData, match="first 100"):
        one.download(want("Claude", metric=Metric.RATINGS))
    with pytest.raises(Unreadable, match="another app"):
        one.parse({"results": [lookup()]}, wanted, NOW)
    one.close()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"resultCount": 0, "results": []}, NoSuchData), ({"results": 3}, Unreadable), ({"x": 1}, Unreadable),
        ({"results": [lookup(trackId=1)]}, Unreadable), ({"results": [lookup(userRatingCount="many")]}, Unreadable),
        ({"results": [lookup(userRatingCount=None)]}, Unreadable), ({"results": [{"trackId": 803453959}]}, Unreadable),
    ],
)  # fmt: skip
def test_ratings_that_cannot_be_told(answer, kind):
    with pytest.raises(kind):
        apple.ratings_of(answer, app("id:803453959"), NOW)


@pytest.mark.parametrize(
    "wanted",
    [
        want(metric=Metric.VISITS), want(store="android-cn"), want(store="ios-c/n"),
        replace(want(), asset=Asset(kind=Kind.SITE, name="chatgpt.com")), QuotesWanted(instruments=()),
    ],
)  # fmt: skip
def test_what_it_does_not_give_is_not_asked_for(store, wanted):
    one, asked = store(feed())
    with pytest.raises(NoSuchData):
        one.download(wanted)
    assert asked == []
    with pytest.raises(NoSuchData):
        one.parse(feed(), QuotesWanted(instruments=()), NOW)


def test_a_store_without_a_list(store):
    one, _ = store(httpx.Response(404, text="no"))
    with pytest.raises(NoSuchData, match="no list"):
        one.download(want(store="ios-xx"))


def test_a_list_of_no_time_zone_is_of_utc(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert apple._updated("Thu, 5 Oct 2023 19:57:28 -0000", NOW) == dt.date(2023, 10, 5)
    finally:
        monkeypatch.undo()
        time.tzset()
