"""What the data process knows of traffic: bundled facts, imports and downloads, each as known on a day."""

import contextlib
import datetime as dt
from pathlib import Path

import pytest

import resources
from data_sources.protocol import TrafficWanted, VintagesWanted
from data_sources.traffic import shelf
from data_sources.traffic.answers import TrafficDesk
from data_sources.user.db import UserData
from models.errors import CacheError
from models.traffic.values import Batch, Metric, Origin
from tests.models.traffic.made import days, months

DAY = 86_400.0


@pytest.fixture
def user(tmp_path: Path):
    with contextlib.closing(UserData(tmp_path, 0.0)) as made:
        yield made


@pytest.fixture
def desk(user):
    return TrafficDesk(user, str(resources.facts_folder()), clock=lambda: 5 * DAY)


def batch(name="a.xlsx", known_at=0.0, origin=Origin.FILE) -> Batch:
    return Batch(origin=origin, name=name, source="Similarweb", known_at=known_at, taken_at=known_at)


def test_the_bundled_facts_are_there_without_any_import(desk):
    held = desk.shelf.held(TrafficWanted(products=("ChatGPT", "豆包"), metric=Metric.VISITS))
    assert {(one.key.product, one.key.source) for one in held.series} == {
        ("ChatGPT", "Similarweb via AIPure"), ("ChatGPT", "Toolify"), ("豆包", "Similarweb via AIPure"),
    }  # fmt: skip
    assert [one.origin for one in held.batches] == [Origin.BUNDLED]


def test_both_numbers_of_a_restated_month_can_be_had(desk, user):
    user.traffic.take(batch("first", DAY), [months([3.1e9], first="2026-09")], {})
    user.traffic.take(batch("again", 3 * DAY), [months([3.0e9], first="2026-09")], {"无名": "text"})
    wanted = TrafficWanted(products=("ChatGPT",), metric=Metric.VISITS)

    def now(want):
        return [one.value.tolist() for one in desk.shelf.held(want).series if one.key.source == "Similarweb"]

    assert now(wanted) == [[3.0e9]]
    assert now(TrafficWanted(products=("ChatGPT",), known_on=dt.date(1970, 1, 3))) == [[3.1e9]]
    both = desk.shelf.vintages(VintagesWanted(products=("ChatGPT",), metric=Metric.VISITS))
    assert [one.value.tolist() for one in both if one.key.source == "Similarweb"] == [[3.1e9], [3.0e9]]
    assert desk.shelf.held(wanted).strangers == (("无名", "text"),)


def test_an_undone_import_is_gone(desk, user):
    made = user.traffic.take(batch(), [months([1.0, 2.0], product="X")], {"X": ""})
    assert user.traffic.newest_import() == made
    assert user.traffic.drop(made.number) == 2
    assert (user.traffic.newest_import(), user.traffic.drop(made.number)) == (None, 0)
    assert desk.shelf.held(TrafficWanted(products=("X",))).series == ()


def test_a_download_keeps_only_what_was_not_known(desk):
    first = days([10.0, 20.0], source="Wikimedia")
    assert desk.keep(Origin.FETCHED, "wikimedia", "Wikimedia", DAY, [first])[1:] == (2, 0)
    assert desk.keep(Origin.FETCHED, "wikimedia", "Wikimedia", 2 * DAY, [first])[1:] == (0, 0)
    made, new, other = desk.keep(
        Origin.FETCHED, "wikimedia", "Wikimedia", 3 * DAY, [days([10.0, 21.0, 30.0], source="Wikimedia")]
    )
    assert (made.points, new, other) == (2, 1, 1)


def test_what_was_taken_is_there_after_a_restart(tmp_path):
    with contextlib.closing(UserData(tmp_path, 0.0)) as user:
        user.traffic.take(batch(), [days([1.0, None, 3.0], product="豆包")], {})
    with contextlib.closing(UserData(tmp_path, 0.0)) as user:
        held = TrafficDesk(user, "").shelf.held(TrafficWanted())
    assert [one.value.tolist() for one in held.series] == [[1.0, 3.0]]


def test_nothing_is_kept_where_nothing_may_be_written(user):
    with pytest.raises(CacheError, match="another"):
        TrafficDesk(user, "", refusal="another window").keep(Origin.FETCHED, "x", "x", 0.0, [days([1.0])])


def test_a_damaged_batch_is_said_to_be_one(desk, user):
    user.traffic.take(batch(), [days([1.0])], {})
    with user.writing() as db:
        db.execute("update traffic_batch set columns = x'00'")
    user.traffic.revision += 1
    with pytest.raises(CacheError, match="damaged"):
        desk.shelf.held(TrafficWanted())


def test_after_a_failure_nothing_older_stands_in(desk, user):
    user.traffic.take(batch(), [months([1.0])], {})
    with user.writing() as db:
        db.execute("update traffic_batch set columns = x'00'")
    for _ in range(2):  # the second time as the first
        with pytest.raises(CacheError, match="damaged"):
            desk.shelf.held(TrafficWanted())


def test_a_huge_table_of_strangers_hides_nobody(desk, user, monkeypatch):
    monkeypatch.setattr(shelf, "MOST", 60)
    crowd = [months([1.0], product=f"P{at}") for at in range(100)]
    user.traffic.take(batch("crowd", DAY), crowd, {one.key.product: "" for one in crowd})
    user.traffic.take(batch("mine", 2 * DAY), [months([2.0], product=name) for name in ("Kimi", "新")], {"新": "text"})
    held = desk.shelf.held(TrafficWanted(metric=Metric.VISITS))
    assert (len(held.series), len(held.strangers), held.strangers[0]) == (60, 60, ("新", "text"))
    assert {"ChatGPT", "Kimi", "新", "P0"} <= {one.key.product for one in held.series}
