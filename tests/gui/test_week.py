"""The window the desk looks at: one download for review and list, told when answers have settled."""

import datetime as dt

import pytest

from gui.wires.week import Week
from models.instruments import Market
from models.review.values import RowState, Window
from models.review.windows import REFERENCE_WEEK
from tests.gui.samples import NOW, of_market

PAST = Window(first=dt.date(2024, 9, 16), last=dt.date(2024, 9, 20))


@pytest.fixture
def changes(week):
    """One entry a ``changed``."""
    seen = []
    week.changed.connect(lambda: seen.append(week.progress))
    return seen


def held_bars(universe):
    return lambda name: of_market(universe.instruments[name])


def finish(week, client, universe, qtbot, without=()):
    """Answer all, and wait until it has settled."""
    make = held_bars(universe)
    client.answer_all(lambda name: None if name in without else make(name))
    qtbot.waitUntil(lambda: not week.busy)


def test_before_it_is_asked_there_is_nothing_and_it_is_not_busy(week, client):
    assert (week.progress, week.busy, week.interrupted, client.asked) == ((0, 0), False, False, [])
    assert {row.state for row in week.review(everyone=True).rows} == {RowState.MISSING}


def test_one_round_asks_once_for_every_member_and_benchmark(week, client, universe):
    week.refresh()
    names = [want.instrument.id for want in client.wants]
    assert names == [one.id for one in universe.needed(everyone=True)]
    assert len(names) == len(set(names))
    assert {want.end for want in client.wants} == {REFERENCE_WEEK.last}
    assert max(want.start for want in client.wants) <= REFERENCE_WEEK.first - dt.timedelta(days=400)
    assert all(want.actions for want in client.wants)


def test_progress_counts_answers_and_failures(week, client, universe, settle):
    week.refresh()
    total = len(client.open)
    assert (week.progress, week.busy) == ((0, total), True)
    client.answer("NVDA.US", of_market(universe.instruments["NVDA.US"]))
    client.fail("AMD.US")
    settle()
    assert week.progress == (2, total)


def test_answers_that_come_together_are_told_together(week, client, universe, qtbot, changes):
    week.refresh()
    assert len(changes) == 1  # the new round itself
    finish(week, client, universe, qtbot)
    total = len(universe.needed(everyone=True))
    assert changes[-1] == (total, total)
    assert len(changes) <= 4
    assert not week.interrupted


def test_the_review_is_made_of_what_is_known_and_again_after_more_came(week, client, universe, qtbot):
    week.refresh()
    first = week.review(everyone=False)
    assert week.review(everyone=False) is first
    assert week.review(everyone=True) is not first
    finish(week, client, universe, qtbot)
    done = week.review(everyone=False)
    assert {row.state for row in done.rows} == {RowState.OK}
    assert len(week.review(everyone=True).rows) > len(done.rows)


def test_a_failure_is_the_reason_of_its_row(week, client, universe, qtbot):
    week.refresh()
    finish(week, client, universe, qtbot, without=("NVDA.US",))
    row = week.review(everyone=False).rows[0]
    assert (row.instrument.id, row.state, row.doubt) == ("NVDA.US", RowState.MISSING, "offline")
    assert week.interrupted


def test_asking_again_after_a_failure_keeps_what_is_known(week, client, universe, qtbot):
    week.refresh()
    finish(week, client, universe, qtbot, without=("NVDA.US",))
    week.refresh()
    assert week.review(everyone=False).rows[1].state is RowState.OK
    finish(week, client, universe, qtbot)
    assert week.review(everyone=False).rows[0].state is RowState.OK
    assert not week.interrupted


def test_another_window_drops_the_old_answers_and_those_on_their_way(week, client, universe, qtbot):
    week.refresh()
    finish(week, client, universe, qtbot, without=("AMD.US",))
    week.refresh()
    client.answer("AMD.US", of_market(universe.instruments["AMD.US"]))
    week.look_at(PAST)
    assert week.window == PAST
    assert {row.state for row in week.review(everyone=True).rows} == {RowState.MISSING}
    assert {one.want.end for one in client.open} == {PAST.last}
    finish(week, client, universe, qtbot)
    assert week.review(everyone=False).window == PAST


def test_a_window_runs_until_the_last_market_has_another_day(client, bridge, universe, clock):
    week = Week(client, bridge, universe, REFERENCE_WEEK, clock)
    assert week.running
    clock.now = NOW + 86400  # the 26th in China, the evening of the 25th in New York
    assert week.running
    clock.now = NOW + 2 * 86400
    assert not week.running
    assert not Week(client, bridge, universe, PAST, clock).running


def test_a_running_window_has_base_closes_for_live_prices(week, client, universe, qtbot):
    week.refresh()
    finish(week, client, universe, qtbot)
    base, day = week.bases()["NVDA.US"]
    held = of_market(universe.instruments["NVDA.US"])
    assert day == dt.date(2024, 9, 20)
    assert base == held.between(dt.date(2024, 9, 20), dt.date(2024, 9, 20)).close[0]


def test_a_market_has_live_percentages_from_the_first_opening_in_the_window(client, bridge, universe, qtbot, clock):
    clock.now = dt.datetime(2024, 9, 23, 3, tzinfo=dt.UTC).timestamp()  # Monday in Asia, Sunday night in New York
    week = Week(client, bridge, universe, REFERENCE_WEEK, clock)
    week.refresh()
    finish(week, client, universe, qtbot)
    markets = {universe.instruments[name].market for name in week.bases()}
    assert markets == {Market.CN, Market.HK}
    told = []
    week.changed.connect(lambda: told.append(week.bases()))
    week.tick()
    assert told == []
    clock.now = dt.datetime(2024, 9, 23, 13, 30, tzinfo=dt.UTC).timestamp()
    week.tick()
    assert "NVDA.US" in told[0]
    week.tick()
    assert len(told) == 1


def test_a_week_of_holidays_has_no_live_percentage(client, bridge, universe, qtbot, clock):
    golden = Window(first=dt.date(2024, 10, 1), last=dt.date(2024, 10, 4))
    clock.now = dt.datetime(2024, 10, 4, 3, tzinfo=dt.UTC).timestamp()
    week = Week(client, bridge, universe, golden, clock)
    week.refresh()
    finish(week, client, universe, qtbot)
    assert {universe.instruments[name].market for name in week.bases()} == {Market.HK, Market.US}


def test_a_window_that_is_over_has_fixed_changes_of_members_and_benchmarks(client, bridge, universe, qtbot, clock):
    week = Week(client, bridge, universe, PAST, clock)
    week.refresh()
    finish(week, client, universe, qtbot, without=("NVDA.US",))
    changes = week.changes()
    assert set(changes) == {one.id for one in universe.needed(everyone=True)} - {"NVDA.US"}
    row = next(row for row in week.review(everyone=True).rows if row.instrument.id == "AMD.US")
    assert changes["AMD.US"] == row.change_pct


def test_after_its_end_it_waits_for_nothing_and_says_nothing(week, client, universe, settle, changes):
    week.refresh()
    client.answer("NVDA.US", of_market(universe.instruments["NVDA.US"]))
    settle()
    assert week.busy
    week.retire()
    before = len(changes)
    settle()
    assert client.open == []
    assert not week._settled.isActive()
    assert len(changes) == before
