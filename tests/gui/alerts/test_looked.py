"""What was seen is compared once its prices have come, told, and only then written over."""

import datetime as dt

import pytest

from models.alerts.digest import Event
from models.alerts.values import Seen
from models.errors import CacheError
from models.values import Action, ActionKind
from tests.gui.alerts.conftest import ONE, TWO
from tests.gui.samples import NOW

SEEN = Seen(at=NOW - 2 * 86400, last={ONE: 300.0, TWO: 10.0})
SPLIT = Action(ex_date=dt.date(2024, 9, 24), kind=ActionKind.SPLIT, value=0.5)


@pytest.fixture
def digests(alerting, lists, client, settle):
    """``digests(seen)`` begins with what was seen, and holds every digest that is told."""
    told = []
    alerting.digest_ready.connect(told.append)

    def begin(seen=SEEN):
        alerting.begin()
        if isinstance(seen, Exception):
            client.seen_asked[0].future.set_exception(seen)
        else:
            client.seen_asked[0].future.set_result(seen)
        settle()
        return told

    return begin


def second(alerting, clock, seconds=1):
    clock.now += seconds
    alerting.tick(clock.now)


def test_it_is_told_when_all_prices_have_come(digests, alerting, ticks, clock):
    told = digests()
    ticks(400)
    second(alerting, clock)
    assert told == []
    ticks(10, name=TWO)
    second(alerting, clock)
    assert [(one.instrument, round(one.change, 2)) for one in told[0].moves] == [(ONE, 33.33)]
    assert alerting.digest is told[0]
    second(alerting, clock, 100)
    assert len(told) == 1


def test_after_a_while_it_is_told_with_what_is_there(digests, alerting, ticks, clock):
    told = digests()
    ticks(400)
    second(alerting, clock, 40)
    assert [one.instrument for one in told[0].moves] == [ONE]


def test_prices_of_the_last_run_are_no_news_and_what_was_seen_stays(digests, alerting, ticks, clock, client):
    told = digests()
    ticks(400, exchange_time=NOW - 999, received_at=NOW - 999)
    second(alerting, clock, 300)
    alerting.retire()
    assert (told, client.seen_kept) == ([], [])


def test_nothing_to_say_is_not_said(digests, alerting, ticks, clock):
    told = digests(Seen(at=NOW - 100, last={ONE: 400.0}))
    ticks(400.5)
    second(alerting, clock)
    assert (told, alerting.digest) == ([], None)


@pytest.mark.parametrize("seen", [None, CacheError("your own numbers cannot be read")])
def test_a_first_run_has_nothing_to_compare_and_begins_to_keep(digests, alerting, ticks, clock, client, seen):
    told = digests(seen)
    ticks(400)
    second(alerting, clock)
    assert (told, client.seen_kept[0].want.last) == ([], {ONE: 400.0})


def test_what_is_seen_is_kept_every_minute_and_at_the_end(digests, alerting, ticks, clock, client):
    digests(None)
    ticks(400)
    for _ in range(130):
        second(alerting, clock)
    assert [one.want.at - NOW for one in client.seen_kept] == [2, 62, 122]
    ticks(401)
    alerting.retire()
    assert client.seen_kept[-1].want == Seen(at=clock.now, last={ONE: 401.0})


def test_a_clock_that_was_set_back_keeps_at_once(digests, alerting, ticks, clock, client):
    digests(None)
    ticks(400)
    second(alerting, clock)
    second(alerting, clock, -3600)
    assert [one.want.at - NOW for one in client.seen_kept] == [2, -3598]


def test_it_is_not_kept_before_the_answer(alerting, lists, ticks, clock, client):
    alerting.begin()
    ticks(400)
    second(alerting, clock, 100)
    alerting.retire()
    assert (client.seen_kept, client.seen_asked[0].future.cancelled()) == ([], True)


def test_a_split_that_becomes_known_later_takes_the_move_back(digests, alerting, ticks, clock):
    told = digests(Seen(at=SEEN.at, last={ONE: 200.0}))
    ticks(400)
    second(alerting, clock)
    assert len(told[0].moves) == 1
    alerting.take_actions({ONE: [SPLIT]})  # one for two
    assert (told[1].moves, len(told[1].ex)) == ((), 1)


def test_a_digest_that_was_read_does_not_come_back(digests, alerting, ticks, clock):
    told = digests(Seen(at=SEEN.at, last={ONE: 200.0}))
    ticks(400)
    second(alerting, clock)
    alerting.dismiss()
    alerting.take_actions({ONE: [SPLIT]})
    assert (len(told), alerting.digest) == (1, None)


def test_events_in_between_are_told(client, bridge, clock, lists, ticks, settle, store):
    from gui.wires.looked import LastLook

    look = LastLook(
        client, bridge, lambda: [Event(dt.date(2024, 9, 24), "大事", "news"), Event(dt.date(2024, 9, 1), "旧", "old")]
    )
    look.begin(NOW)
    client.seen_asked[0].future.set_result(SEEN)
    settle()
    ticks(300)
    look.tick(store, NOW + 60)
    assert [one.text("en") for one in look.digest.events] == ["news"]
