"""Sources are asked at the user's word, and what came and what did not is said."""

import datetime as dt

import pytest

from data_sources.protocol.traffic import Fetched, Quota
from models.errors import CacheError, Failure, Unreachable
from models.traffic.chosen import View
from models.traffic.values import Batch, Granularity, Metric, Origin
from tests.gui.traffic.tab.conftest import months

BATCH = Batch(origin=Origin.FETCHED, name="similarweb", source="Similarweb", known_at=1.0, taken_at=1.0, points=3)


def said(tab):
    return tab._state.text(), tab._state.property("role")


def end(client, settle, **told):
    client.refreshed[-1].future.set_result(Fetched(**{"done": 4, "asked": 4, **told}))
    settle()


@pytest.mark.parametrize(
    ("view", "sources", "every"),
    [(View(), ("similarweb",), Granularity.MONTH),
     (View(granularity=Granularity.WEEK), ("similarweb",), Granularity.DAY),
     (View(metric=Metric.WIKI_VIEWS, granularity=Granularity.WEEK), ("wikimedia",), Granularity.DAY),
     (View(metric=Metric.RANK, granularity=Granularity.DAY), ("apple",), Granularity.DAY)],
)  # fmt: skip
def test_the_source_of_the_metric_is_asked_and_weeks_are_made_of_days(full, client, view, sources, every):
    full.book.put(view)
    full.refresh()
    want = client.refreshed[-1].want
    assert (want.sources, want.granularity) == (sources, every)
    assert [one.id for one in want.products] == [one.id for one in full.board.shown]
    assert (want.start, want.end) == (dt.date(2023, 9, 25), dt.date(2024, 9, 25))


def test_a_window_of_ones_own_is_what_is_asked_for(full, client):
    full.book.put(View(first=dt.date(2024, 9, 13), last=dt.date(2024, 9, 19)))
    full.refresh("wikimedia")
    want = client.refreshed[-1].want
    assert (want.sources, want.start, want.end) == (("wikimedia",), dt.date(2024, 9, 13), dt.date(2024, 9, 19))


def test_a_plan_without_days_is_asked_for_weeks(full, client):
    full.book.put(View(granularity=Granularity.WEEK))
    full.acts.refresh.emit("similarweb", Granularity.WEEK)
    assert client.refreshed[-1].want.granularity is Granularity.WEEK


def test_nobody_is_asked_for_downloads(full, client):
    full.book.put(View(metric=Metric.DOWNLOADS))
    full.refresh()
    assert client.refreshed == []
    assert said(full)[1] == "warn"


def test_the_simulation_is_asked_where_it_runs(full, client, parts):
    object.__setattr__(parts, "simulated", True)
    full.refresh()
    assert client.refreshed[-1].want.sources == ("simulated",)


def test_progress_and_the_end_are_told_and_what_came_is_shown(full, client, settle, answered):
    full.refresh()
    assert "Similarweb" in said(full)[0]
    client.refreshed[-1].partial(Fetched(done=1, asked=4))
    settle()
    assert said(full) == ("取数 1/4", "foot")
    end(client, settle, points=3, changed=1, batches=(BATCH,))
    assert said(full) == ("已取 4 条：新增 3 期，修订 1 期", "foot")
    assert client.traffic_asked[-1].future.done() is False  # asked for once more
    answered(*months())


def test_what_failed_is_said_once_for_each_reason(full, client, settle):
    full.refresh()
    refused = Failure(kind="Unreachable", source="similarweb", detail="no answer in time")
    end(client, settle, failures=tuple((name, "similarweb", refused) for name in ("Kimi", "豆包")))
    text, role = said(full)
    assert role == "warn"
    assert text.count("Similarweb") == 1
    assert "（2 个）" in text
    assert len(client.traffic_asked) == 1  # nothing new: nothing is read again


@pytest.mark.parametrize("error", [Unreachable("no answer in time"), CacheError("database or disk is full")])
def test_a_refresh_that_dies_says_why(full, client, settle, error):
    full.refresh()
    client.refreshed[-1].future.set_exception(error)
    settle()
    assert said(full)[1] == "error"
    full.refresh()
    assert len(client.refreshed) == 2  # and can be asked again


def test_one_refresh_at_a_time(full, client):
    full.refresh()
    full.refresh()
    assert len(client.refreshed) == 1


def test_what_is_left_of_the_key_is_told_when_the_menu_opens(full, client, settle):
    full.acts.refreshing.menu().aboutToShow.emit()
    client.quotas[-1].future.set_result(Quota(source="similarweb", left=1234.0, unit="credits"))
    settle()
    assert "1,234 credits" in full.acts._quota.text()
    full.acts.refreshing.menu().aboutToShow.emit()
    client.quotas[-1].future.set_result(Quota(source="similarweb"))  # a plan that does not tell
    settle()
    assert full.acts._quota.text() == full._texts["traffic.quota.asked"]
    full.acts.refreshing.menu().aboutToShow.emit()
    client.quotas[-1].future.set_exception(Unreachable("no answer in time"))
    settle()
    assert "1,234" not in full.acts._quota.text()


def test_a_place_without_data_asks_for_its_own_products(full, client, settle, qtbot):
    full.show_whole()
    settle()
    full.figures.page[4].wanted.emit("refresh")
    assert {one.category for one in client.refreshed[-1].want.products} == {"image"}


def test_one_product_alone(full, client):
    full._refresh_one("Kimi")
    assert [one.id for one in client.refreshed[-1].want.products] == ["Kimi"]
