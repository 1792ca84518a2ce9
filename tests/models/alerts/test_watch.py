"""When an alert fires: crossing and not level, never on what is no price, and not again before it may."""

import datetime as dt
from dataclasses import replace

import pytest

from models.alerts.values import Crossing, Fired, Scope, What
from models.alerts.watch import State
from models.freshness import Freshness
from tests.models.alerts.samples import DAY, NOW, ONE, THREE, TODAY, TWO, alert, prices, reading, run, watch_of

UP, DOWN = Crossing.UP, Crossing.DOWN
NAN = float("nan")


@pytest.mark.parametrize(
    ("crossing", "values", "places"),
    [
        (UP, (99, 101), [1]),
        (UP, (99, 100), [1]),  # on the level is over it
        (UP, (99, 99.99), []),
        (UP, (101, 102), []),  # already true when first seen
        (UP, (100, 101), []),
        (UP, (101, 99, 101), [2]),
        (UP, (99, 101, 102, 103), [1]),  # crossing, not level
        (UP, (99, 101, 99, 101, 99, 101), [1, 3, 5]),
        (UP, (99, 101, 100, 101), [1]),  # never went back below
        (UP, (99, 100, 99, 100), [1, 3]),
        (DOWN, (101, 99), [1]),
        (DOWN, (101, 100), [1]),
        (DOWN, (99, 98), []),
        (DOWN, (99, 101, 99), [2]),
        (DOWN, (101, 100, 101, 100), [1, 3]),
        (DOWN, (99, 101), []),
    ],
)
def test_a_level_is_crossed_from_the_other_side(crossing, values, places):
    assert prices(watch_of(alert(crossing=crossing)), *values) == places


def test_what_fired_says_everything():
    watch = watch_of(alert())
    watch.step([reading(99.0)], NOW)
    assert watch.step([reading(101.5)], NOW + 1) == (
        Fired(alert="a", instrument=ONE, what=What.PRICE, crossing=UP, level=100.0, value=101.5, at=NOW + 1,
              source="yahoo"),
    )  # fmt: skip


@pytest.mark.parametrize("what", [one for one in What if one is not What.AGE])
def test_every_value_has_its_crossing(what):
    low, high = ({"last": 50.0} | {_field(what): value} for value in (99.0, 101.0))
    assert [place for place, *_ in run(watch_of(alert(what=what)), reading(**low), reading(**high))] == [1]


def _field(what):
    return {What.PRICE: "last", What.VOLUME: "volume_ratio"}.get(what, str(what))


@pytest.mark.parametrize(
    "bad",
    [
        {"last": 0.0}, {"last": -1.0}, {"last": NAN}, {"last": float("inf")}, {"phase": "auction"},
        {"freshness": Freshness.STALE}, {"freshness": Freshness.SUSPENDED}, {"freshness": Freshness.NONE},
        {"phase": "lunch"}, {"phase": "pre"}, {"phase": "post"}, {"phase": "closed"}, {"phase": "holiday"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_price_neither_fires_nor_moves_the_side(bad):
    wrong = reading(**({"last": 101.0} | bad))
    assert [place for place, *_ in run(watch_of(alert()), reading(99), wrong, wrong, reading(101))] == [3]
    assert run(watch_of(alert()), wrong, reading(101)) == []


def test_a_change_is_not_believed_when_its_price_is_not():
    watch = watch_of(alert(what=What.CHANGE, level=5.0, crossing=DOWN))
    assert run(watch, reading(change=9.0), reading(0.0, change=-100.0), reading(change=NAN)) == []


@pytest.mark.parametrize(("phase", "places"), [("pre", [1]), ("post", [1]), ("lunch", [1]), ("auction", [])])
def test_any_hours_is_every_hour_but_an_auction(phase, places):
    watch = watch_of(alert(regular_hours=False))
    late = reading(101, phase=phase, freshness=Freshness.CLOSED)
    assert [place for place, *_ in run(watch, reading(99), late)] == places


def test_delayed_data_is_watched():
    assert prices(watch_of(alert()), 99) == []
    watch = watch_of(alert())
    assert len(run(watch, *(reading(last, freshness=Freshness.DELAYED) for last in (99, 101)))) == 1


# silence after firing


def test_a_thousand_flaps_fire_once_a_cool_down():
    watch = watch_of(alert(cool_down_s=300.0))
    flaps = [99.0, 101.0] * 1000
    fired = run(watch, *(reading(value) for value in flaps), every=0.5)  # 1,000 seconds
    assert [place * 0.5 // 300 for place, *_ in fired] == [0, 1, 2, 3]


def test_a_crossing_during_the_cool_down_is_not_made_up_for():
    assert prices(watch_of(alert(cool_down_s=300)), 99, 101, 99, 101, 102, 103, every=100) == [1]
    assert prices(watch_of(alert(cool_down_s=300)), 99, 101, 99, 99, 101, every=100) == [1, 4]


def test_once_a_day_is_a_day_of_the_exchange():
    watch = watch_of(alert(once_a_day=True, target=TWO))
    evening = NOW + 14 * 3600  # 13:00 in New York; Shanghai's next day
    steps = [
        (99, NOW - DAY + 12 * 3600),
        (101, NOW + 12 * 3600),
        (99, evening),
        (101, evening + 4000),
        (99, evening + DAY),
    ]
    fired = [at for last, at in steps for _ in watch.step([reading(last, TWO)], at)]
    assert fired == [NOW + 12 * 3600]
    assert watch.step([reading(101, TWO)], evening + DAY + 5)


def test_without_rearming_it_fires_once_for_each_instrument():
    watch = watch_of(alert(rearm=False, scope=Scope.LIST, target="l"), members=lambda one: (ONE, THREE))
    both = [[reading(last), reading(last, THREE)] for last in (99, 101, 99, 101)]
    assert [(place, name) for place, _, name, _ in run(watch, *both)] == [(1, ONE), (1, THREE)]


def test_switched_on_again_it_may_fire_again():
    one = alert(rearm=False)
    watch = watch_of(one)
    assert prices(watch, 99, 101, 99, 101) == [1]
    for changed in (replace(one, on=False), replace(one, on=True, made_at=NOW + 50)):
        watch.set({"a": changed}, lambda alert: (alert.target,))
    assert prices(watch, 99, 101, start=NOW + 100) == [1]


def test_off_and_snoozed_alerts_are_silent_and_not_made_up_for():
    assert prices(watch_of(alert(on=False)), 99, 101) == []
    watch = watch_of(alert(snoozed_until=NOW + 5))
    assert prices(watch, 99, 101, 102, 103, 99, 101) == [5]


def test_waking_it_keeps_the_side_and_the_cool_down():
    one = alert(cool_down_s=300.0)
    watch = watch_of(one)
    assert prices(watch, 99, 101, 99) == [1]
    watch.set({"a": replace(one, snoozed_until=NOW + 20, note="x")}, lambda alert: (alert.target,))
    assert prices(watch, 101, start=NOW + 30) == []  # still cooling
    assert prices(watch, 99, 101, start=NOW + 400) == [1]


# edits and members


@pytest.mark.parametrize("change", [{"level": 100.5}, {"made_at": NOW}, {"crossing": UP, "level": 99.5}])
def test_an_edited_alert_begins_anew(change):
    one = alert(cool_down_s=1000.0)
    watch = watch_of(one)
    assert prices(watch, 99, 101) == [1]
    watch.set({"a": replace(one, **change)}, lambda alert: (alert.target,))
    assert prices(watch, 101, 102, start=NOW + 10) == []  # already true
    assert prices(watch, 99, 101, start=NOW + 20) == [1]  # the cool-down was the old one's


def without(watch, one, *between):
    """The alert is taken away, or edited, and comes back."""
    for held in (*({"a": other} if other else {} for other in between or (None,)), {"a": one}):
        watch.set(held, lambda alert: (alert.target,))


@pytest.mark.parametrize(
    "between", [(), (alert(level=110.0, made_at=NOW + 4),), (alert(on=False),), (None, alert("b"))]
)
@pytest.mark.parametrize(
    ("change", "after", "fires"),
    [
        ({"cool_down_s": 300.0}, 30, False),
        ({"cool_down_s": 300.0}, 400, True),
        ({"once_a_day": True}, 400, False),
        ({"once_a_day": True}, DAY, True),
        ({"rearm": False}, DAY, False),
    ],
)
def test_an_alert_that_comes_back_by_undo_knows_what_it_fired(change, after, fires, between):
    one = alert(**change)
    watch = watch_of(one)
    assert prices(watch, 99, 101, 99) == [1]
    before = watch.standing("a", NOW + 10)
    without(watch, one, *between)
    assert watch.standing("a", NOW + 10) == before
    assert prices(watch, 101, start=NOW + 20) == []  # it was crossed while the alert was away
    later = [reading(last, date=TODAY + dt.timedelta(after // DAY)) for last in (99, 101)]
    assert bool(run(watch, *later, start=NOW + after)) is fires


def test_a_list_alert_that_comes_back_knows_each_instrument():
    one = alert(scope=Scope.LIST, target="l", cool_down_s=900.0)
    watch = watch_of(one, members=lambda held: (ONE, THREE))
    run(watch, [reading(99), reading(99, THREE)], [reading(101)], [reading(99)])
    for held in ({}, {"a": one}):
        watch.set(held, lambda alert: (ONE, THREE))
    steps = [[reading(99), reading(99, THREE)], [reading(101), reading(101, THREE)]]
    assert [(place, name) for place, _, name, _ in run(watch, *steps, start=NOW + 60)] == [(1, THREE)]


def test_a_new_alert_on_a_watched_share_waits_for_its_first_value():
    watch = watch_of(alert())
    run(watch, reading(95))
    watch.set({"a": alert(), "b": alert("b", level=98.0)}, lambda one: (one.target,))
    assert run(watch, reading(99)) == []
    assert [name for _, name, *_ in run(watch, reading(97), reading(99))] == ["b"]


def test_a_list_is_watched_as_it_is_now():
    members = [ONE]
    held = alert(scope=Scope.LIST, target="l")
    watch = watch_of(held, members=lambda one: tuple(members))
    assert run(watch, [reading(99), reading(99, THREE)], [reading(99), reading(101, THREE)]) == []
    members[:] = [THREE]
    watch.set({"a": held}, lambda one: tuple(members))
    assert watch.instruments == {THREE}
    steps = [[reading(99), reading(99, THREE)], [reading(101), reading(101, THREE)]]
    assert [name for _, _, name, _ in run(watch, *steps)] == [THREE]


def test_a_member_that_was_away_is_seen_anew():
    held = alert(scope=Scope.LIST, target="l")
    watch = watch_of(held, members=lambda one: (ONE,))
    run(watch, reading(99))
    for members in ((), (ONE,)):
        watch.set({"a": held}, lambda one, members=members: members)
    assert prices(watch, 101, 102) == []


def test_each_instrument_of_a_list_cools_down_by_itself():
    watch = watch_of(alert(scope=Scope.LIST, target="l", cool_down_s=900.0), members=lambda one: (ONE, THREE))
    steps = [[reading(99), reading(99, THREE)], [reading(101)], [reading(101, THREE)], [reading(99)], [reading(101)]]
    assert [(place, name) for place, _, name, _ in run(watch, *steps)] == [(1, ONE), (2, THREE)]


def test_several_levels_at_once_fire_in_one_step():
    levels = {"a": 100.0, "b": 101.0, "c": 102.0, "d": 110.0}
    watch = watch_of(*(alert(name, level=level) for name, level in levels.items()))
    assert [name for _, name, *_ in run(watch, reading(99), reading(102))] == ["a", "b", "c"]


# days


def test_a_gap_at_the_opening_fires():
    watch = watch_of(alert())
    steps = reading(99), reading(101, phase="auction"), reading(101, date=TODAY.replace(day=26), change=2.0)
    assert [place for place, *_ in run(watch, *steps)] == [2]


@pytest.mark.parametrize("what", [What.CHANGE, What.EXCESS, What.VOLUME])
def test_what_is_of_the_day_begins_each_day_at_zero(what):
    watch = watch_of(alert(what=what, level=5.0))
    field, tomorrow = _field(what), TODAY.replace(day=26)
    steps = reading(**{field: 4.0}), reading(**{field: 6.0}), reading(date=tomorrow, **{field: 5.5})
    assert [place for place, *_ in run(watch, *steps)] == [1, 2]


def test_a_window_does_not_begin_anew_with_a_day():
    watch = watch_of(alert(what=What.WINDOW, level=5.0))
    assert [p for p, *_ in run(watch, reading(window=6.0), reading(window=7.0, date=TODAY.replace(day=26)))] == []


@pytest.mark.parametrize(
    ("last", "change", "fires"),
    [
        (121.0, 0.8, False),  # ten for one: the close before was 120
        (99.0, -17.5, True),  # a real fall, measured from the close that was seen
        (121.0, NAN, True),  # nobody says what the close was
    ],
)
def test_a_split_is_no_fall(last, change, fires):
    level = 1000.0 if last > 100 else 100.0
    before = 1200.0 if last > 100 else 120.0
    watch = watch_of(alert(crossing=DOWN, level=level))
    steps = reading(before), reading(last, change=change, date=TODAY.replace(day=26))
    assert bool(run(watch, *steps)) is fires


# age


def test_age_fires_on_stale_data_while_the_market_trades_and_only_then():
    watch = watch_of(alert(what=What.AGE, level=20.0))
    stale = {"freshness": Freshness.STALE}
    steps = (
        reading(age=1.0),
        reading(age=19.9),
        reading(age=20.1, **stale),
        reading(age=30.0, **stale),
        reading(age=0.1),
    )
    assert [place for place, *_ in run(watch, *steps)] == [2]
    for quiet in ({"phase": "lunch"}, {"phase": "auction"}, {"freshness": Freshness.SUSPENDED}):
        assert run(watch_of(alert(what=What.AGE, level=20.0)), reading(age=1), reading(age=21, **quiet)) == []


# what outlives the program


def fired(at, **changes):
    held = {"alert": "a", "instrument": ONE, "what": What.PRICE, "crossing": UP, "level": 100.0, "value": 101.0}
    return Fired(at=at, **(held | changes))


@pytest.mark.parametrize(
    ("change", "logged", "fires"),
    [
        ({"cool_down_s": 300.0}, fired(NOW - 100), False),
        ({"cool_down_s": 300.0}, fired(NOW - 400), True),
        ({"once_a_day": True}, fired(NOW - 3600), False),
        ({"once_a_day": True}, fired(NOW - DAY), True),
        ({"rearm": False}, fired(NOW - 30 * DAY), False),
        ({"rearm": False, "made_at": NOW - DAY}, fired(NOW - 30 * DAY), True),
        ({"rearm": False}, fired(NOW - 100, level=90.0), True),  # it was another alert then
        ({"rearm": False}, fired(NOW - 100, instrument=TWO), True),
        ({"rearm": False}, fired(NOW - 100, alert="gone"), True),
        ({"cool_down_s": 300.0}, fired(NOW + 9000), True),  # the clock was set back
    ],
)
def test_the_log_is_remembered(change, logged, fires):
    assert bool(prices(watch_of(alert(**change), log=[logged]), 99, 101)) is fires


def test_a_log_that_comes_before_the_alerts_counts_too():
    watch = watch_of(log=[fired(NOW - 100)])
    watch.set({"a": alert(rearm=False)}, lambda one: (one.target,))
    assert prices(watch, 99, 101) == []


# how it stands


@pytest.mark.parametrize(
    ("change", "after", "state", "until"),
    [
        ({}, 1000, State.ARMED, 0.0),
        ({"cool_down_s": 300.0}, 100, State.COOLING, NOW + 3 + 300),
        ({"cool_down_s": 300.0}, 400, State.ARMED, 0.0),
        ({"rearm": False}, 100, State.SPENT, 0.0),
        ({"scope": Scope.LIST, "cool_down_s": 300.0}, 100, State.ARMED, 0.0),
    ],
)
def test_how_an_alert_stands_after_it_fired(change, after, state, until):
    watch = watch_of(alert(**change))
    prices(watch, 99, 101)
    held = watch.standing("a", NOW + after)
    assert (held.state, held.until, held.fired.value) == (state, until, 101)


def test_how_an_alert_stands_that_is_silent():
    watch = watch_of(alert(on=False), alert("b", snoozed_until=NOW + 60))
    assert watch.standing("a", NOW).state is State.OFF
    assert (watch.standing("b", NOW).state, watch.standing("b", NOW + 61).state) == (State.SNOOZED, State.ARMED)
