"""The alerts at work: what fires is logged and told, the log is remembered, silence noticed, members followed."""

import datetime as dt
from dataclasses import replace

import pytest

from models.alerts.values import Fired, Scope, What
from models.errors import CacheError
from models.instruments import Instrument, Market
from models.values import Action, ActionKind
from tests.gui.alerts.conftest import ONE, TWO, alert, lists_of
from tests.gui.samples import NOW


@pytest.fixture
def heard(alerting):
    """What each signal told."""
    book = {"fired": [], "logged": [], "rebased": []}
    for name, told in book.items():
        getattr(alerting, name).connect(told.append)
    return book


def test_what_fires_is_told_and_logged(alerting, lists, client, ticks, heard):
    (fired,) = ticks(399, 401)
    assert (fired.instrument, fired.value, fired.source) == (ONE, 401, "yahoo")
    assert [one.want for one in client.fired] == [fired]
    assert (heard["fired"], heard["logged"], alerting.log) == ([(fired,)], [(fired,)], (fired,))


def test_the_newest_stands_first_in_the_log(alerting, lists, ticks):
    ticks(399, 401, 399, 402)
    assert [one.value for one in alerting.log] == [402, 401]


def test_what_nobody_watches_is_not_looked_at(alerting, lists, ticks, monkeypatch):
    monkeypatch.setattr(alerting.watch, "step", lambda *_: pytest.fail("looked"))
    assert ticks(9, 11, name=TWO) == []


def test_a_row_without_a_price_fires_nothing(lists, ticks):
    assert ticks(399, None, 0.0, 399.5) == []


def test_the_log_of_former_runs_is_remembered(alerting, lists, client, settle, ticks):
    lists.edit("", lambda held: lists_of(alert(rearm=False)))
    alerting.begin()
    before = Fired(
        alert="a", instrument=ONE, what=What.PRICE, crossing=alert().crossing, level=400.0, value=401.0, at=NOW
    )
    client.log_asked[0].future.set_result((before,))
    settle()
    assert alerting.log == (before,)
    assert ticks(399, 401) == []


def test_what_fired_before_the_log_came_stays(alerting, lists, client, settle, ticks):
    alerting.begin()
    (fired,) = ticks(399, 401)
    client.log_asked[0].future.set_result((fired, replace(fired, at=NOW - 99)))  # it was written meanwhile
    settle()
    assert [one.at for one in alerting.log] == [NOW + 2, NOW - 99]


def test_a_log_that_cannot_be_written_says_why_until_it_can(alerting, lists, client, settle, ticks, heard):
    ticks(399, 401, 399, 401)
    client.fired[0].future.set_exception(CacheError("the disk is full"))
    settle()
    assert (alerting.problem, len(heard["logged"])) == ("the disk is full", 3)
    client.fired[1].future.set_result(None)
    settle()
    assert alerting.problem == ""


def test_without_a_log_alerts_are_watched_all_the_same(alerting, lists, client, settle, ticks):
    alerting.begin()
    client.log_asked[0].future.set_exception(CacheError("your own numbers cannot be read"))
    settle()
    assert alerting.problem
    assert len(ticks(399, 401)) == 1


def test_silence_is_noticed_without_a_quote(alerting, lists, ticks, clock):
    lists.edit("", lambda held: lists_of(alert(scope=Scope.LIST, target="main", what=What.AGE, level=20.0)))
    ticks(399)
    for minutes in range(1, 23):
        alerting.tick(clock.now + minutes * 60)
    assert [round(one.value) for one in alerting.log] == [20]


def test_silence_of_a_row_that_was_added_later_is_noticed(alerting, lists, ticks, clock, store):
    other = Instrument(id="00005.HK", market=Market.HK)
    lists.edit("", lambda held: lists_of(alert(target=other.id, what=What.AGE, level=20.0)))
    ticks(399)
    alerting.tick(clock.now)
    store.add([other])
    ticks(60, name=other.id)
    for minutes in range(1, 23):
        alerting.tick(clock.now + minutes * 60)
    assert [one.instrument for one in alerting.log] == [other.id]


def test_members_are_followed(alerting, lists, ticks):
    lists.edit("", lambda held: lists_of(alert(scope=Scope.SECTION, target="main/b", level=10.0)))
    assert len(ticks(9, 11, name=TWO)) == 1
    shorter = replace(lists.lists, lists=(replace(lists.lists.lists[0], sections=()),))
    lists.edit("", lambda held: shorter)
    assert ticks(9, 11, name=TWO) == []


def test_other_edits_do_not_disturb_the_watch(alerting, lists, monkeypatch):
    monkeypatch.setattr(alerting.watch, "set", lambda *_: pytest.fail("set again"))
    lists.edit("", lambda held: replace(held, pins=(ONE,)))
    assert alerting.lists.pins == (ONE,)


def test_a_split_moves_the_level(alerting, lists, heard, clock):
    lists.edit("", lambda held: lists_of(alert(made_at=NOW - 5 * 86400)))
    alerting.take_actions({ONE: [Action(ex_date=dt.date(2024, 9, 24), kind=ActionKind.SPLIT, value=5.0)]})
    ((changed,),) = heard["rebased"]
    assert (changed.id, changed.level) == ("a", 80.0)
