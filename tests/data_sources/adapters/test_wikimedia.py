"""Wikimedia's page views: the address of an article, its days and months, and what is no such thing."""

import datetime as dt
import json
from dataclasses import replace

import httpx  # noqa: TID253 - its own fake transport is used
import pytest

from data_sources.adapters import wikimedia
from data_sources.protocol import QuotesWanted, SeriesWanted
from models.errors import NoSuchData, Unreachable, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import PARTIAL, Granularity, Metric
from tests.data_sources.samples import context, day

NOW = dt.datetime(2024, 9, 25, 12, tzinfo=dt.UTC).timestamp()


def article(name):
    return Asset(kind=Kind.ARTICLE, name=name)


WANT = SeriesWanted(
    product="ChatGPT", asset=article("en.wikipedia/ChatGPT"), metric=Metric.WIKI_VIEWS, granularity=Granularity.DAY,
    start=day("2024-09-13"), end=day("2024-09-19"),
)  # fmt: skip
MONTHS = replace(WANT, granularity=Granularity.MONTH, start=day("2024-08-15"))


def item(stamp, views=7238, **changes):
    held = {
        "project": "en.wikipedia", "article": "ChatGPT", "granularity": "daily", "timestamp": stamp,
        "access": "all-access", "agent": "user", "views": views,
    }  # fmt: skip
    return held | changes


def parsed(*items, want=WANT):
    return wikimedia.parse_series({"items": list(items)}, want, NOW)


def test_an_article_has_an_address():
    assert wikimedia.address(WANT) == (
        "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article/"
        "en.wikipedia/all-access/user/ChatGPT/daily/20240913/20240919"
    )


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("en.wikipedia/Gemini (chatbot)", "Gemini_%28chatbot%29"), ("zh.wikipedia/豆包", "%E8%B1%86%E5%8C%85"),
        ("en.wikipedia/AC/DC", "AC%2FDC"), ("en.wikipedia/Who?#1", "Who%3F%231"),
    ],
)  # fmt: skip
def test_a_title_is_written_so_that_it_stays_one(name, spelled):
    assert f"/user/{spelled}/daily/" in wikimedia.address(replace(WANT, asset=article(name)))


def test_months_are_asked_for_whole():
    assert wikimedia.address(MONTHS).endswith("/monthly/20240801/20240930")
    assert "/mobile-web/" in wikimedia.address(replace(WANT, device="mobile_web"))


@pytest.mark.parametrize(
    "changes",
    [
        {"metric": Metric.VISITS}, {"geo": "CN"}, {"device": "ios"}, {"asset": article("ChatGPT")},
        {"asset": article("../../x/ChatGPT")}, {"asset": Asset(kind=Kind.SITE, name="en.wikipedia/ChatGPT")},
        {"granularity": Granularity.WEEK},
    ],
)  # fmt: skip
def test_what_it_does_not_give_has_none(changes):
    with pytest.raises(NoSuchData):
        wikimedia.address(replace(WANT, **changes))


def test_a_question_says_who_asks(tmp_path, upstream):
    asked = upstream(lambda _: json.dumps({"items": [item("2024091300")]}).encode())
    source = wikimedia.open_source(context(tmp_path))
    found = source.parse(source.download(WANT), WANT, NOW)
    assert found.value.tolist() == [7238.0]
    assert "SuanliDesk" in asked[0].headers["user-agent"]
    for call in (source.download, lambda want: source.parse({}, want, NOW)):
        with pytest.raises(NoSuchData):
            call(QuotesWanted(instruments=()))
    source.close()


@pytest.mark.parametrize(("status", "kind"), [(404, NoSuchData), (403, Unreachable), (500, Unreachable)])
def test_only_404_is_an_article_nobody_counted(tmp_path, upstream, status, kind):
    upstream(lambda _: httpx.Response(status, json={"title": "Not found"}))
    source = wikimedia.open_source(context(tmp_path))
    with pytest.raises(kind):
        source.download(WANT)
    source.close()


def test_days_that_are_absent_are_gaps():
    found = parsed(item("2024091600", 9), item("2024091300"))
    assert found.start.astype(str).tolist() == ["2024-09-13", "2024-09-16"]
    assert (found.value.tolist(), found.flags.tolist()) == ([7238.0, 9.0], [0, 0])
    assert (found.key.source, found.key.day_cut, found.key.asset) == ("Wikimedia", "UTC", "en.wikipedia/ChatGPT")


def test_a_day_with_no_reader_is_a_zero_that_was_counted():
    assert parsed(item("2024091300", 0)).value.tolist() == [0.0]


def test_months_end_where_they_end_and_the_running_one_is_partial():
    month = {"granularity": "monthly"}
    found = parsed(item("2024080100", **month), item("2024090100", **month), want=MONTHS)
    assert found.end.astype(str).tolist() == ["2024-08-31", "2024-09-30"]
    assert found.flags.tolist() == [0, PARTIAL]


def test_a_title_comes_back_as_it_was_sent_or_as_it_is_read():
    want = replace(WANT, asset=article("zh.wikipedia/豆包 (AI)"))
    for said in ("豆包_(AI)", "%E8%B1%86%E5%8C%85_%28AI%29"):
        assert len(parsed(item("2024091300", project="zh.wikipedia", article=said), want=want)) == 1


@pytest.mark.parametrize("items", [(), (item("2024091200"),)])
def test_nothing_in_the_days_is_no_data(items):
    with pytest.raises(NoSuchData):
        parsed(*items)


@pytest.mark.parametrize("field", ["project", "article", "granularity", "timestamp", "views"])
@pytest.mark.parametrize("change", ["gone", "renamed", "list", "text"])
def test_a_field_that_is_not_as_agreed_is_noticed(field, change):
    row = item("2024091300")
    value = row.pop(field)
    row |= {"gone": {}, "renamed": {f"{field}_": value}, "list": {field: [value]}, "text": {field: "other"}}[change]
    with pytest.raises(Unreadable):
        parsed(row)


@pytest.mark.parametrize("answer", [{}, {"items": 3}, {"items": [3]}, [], None, {"items": [item("2024091300")] * 2}])
def test_what_is_no_answer(answer):
    with pytest.raises(Unreadable):
        wikimedia.parse_series(answer, WANT, NOW)


def test_a_count_below_zero_counts_nothing():
    with pytest.raises(Unreadable, match="no count"):
        parsed(item("2024091300", -1))
