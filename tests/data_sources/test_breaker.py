"""A group that refuses is left alone; one probe decides. N7, N8, and a whole banned day of all groups on our clock."""

import itertools

import pytest

from data_sources import catalog
from data_sources.breaker import Breaker
from data_sources.catalog import Group, Place
from data_sources.lanes import ORDINARY, URGENT
from models.errors import AppError, RateLimited, Unreachable, Unreadable
from tests.data_sources.clocks import Clock, failing, still_lane

DAY = 86_400
# those that are polled: traffic is asked for when the user says so
HOSTS = {entry.group for entry in catalog.SOURCES if entry.place is not Place.LOCAL and entry.gives != catalog.TRAFFIC}
GROUPS = [group for group in catalog.GROUPS if any(group.rests_s) and group.id in HOSTS]


@pytest.fixture
def clock():
    return Clock()


def breaker(clock, rests=(60.0, 120.0, 300.0), dice=lambda: 0.5):
    return Breaker(rests, clock, dice)


def fails(one, error, took=0.0, attempts=1):
    """Seconds it is left alone after one failure."""
    one.failed(one.begin(), error, took, attempts)
    return one.wait()


def test_closed_open_half_open_closed(clock):
    one = breaker(clock)
    assert one.state == "closed"
    fails(one, RateLimited("429"))
    assert (one.state, one.refusal().wait_s) == ("open", 60.0)
    clock.now += 60.0
    assert one.refusal() is None
    begun = one.begin()
    assert one.state == "half-open"
    assert one.refusal().wait_s >= 1.0  # exactly one probe
    one.succeeded(begun)
    assert (one.state, one.refusal(), one.error) == ("closed", None, None)


def test_rests_grow_while_it_refuses_and_begin_anew_after_an_answer(clock):
    one, rests = breaker(clock), []
    for _ in range(4):
        rests.append(fails(one, RateLimited("429")))
        clock.now += rests[-1]
    assert rests == [60.0, 120.0, 300.0, 300.0]
    one.succeeded(one.begin())
    assert fails(one, RateLimited("429")) == 60.0


@pytest.mark.parametrize(("dice", "rest"), [(0.0, 96.0), (0.5, 120.0), (1.0, 144.0)])
def test_a_rest_is_a_fifth_shorter_or_longer_by_chance(clock, dice, rest):
    assert fails(breaker(clock, (120.0,), lambda: dice), RateLimited("429")) == pytest.approx(rest)


@pytest.mark.parametrize("rest", [30.0, 60.0, 70.0])
def test_neither_chance_nor_a_short_table_makes_two_probes_a_minute(clock, rest):
    assert fails(breaker(clock, (rest,), dice=lambda: 0.0), RateLimited("429")) == 60.0


def test_the_vendors_own_waiting_time_is_honoured(clock):
    assert fails(breaker(clock), RateLimited("429", wait_s=5000.0)) == 5000.0


@pytest.mark.parametrize(
    ("error", "took", "failures"),
    [(RateLimited("429"), 0.1, 1), (Unreachable("silent"), 5.0, 1), (Unreachable("HTTP 500"), 0.1, 2),
     (Unreadable("html"), 0.1, 3)],
)  # fmt: skip
def test_how_many_failures_are_enough(clock, error, took, failures):
    one = breaker(clock)
    waits = [fails(one, error, took) for _ in range(failures)]
    assert [wait > 0 for wait in waits] == [False] * (failures - 1) + [True]


def test_a_probe_that_fails_opens_it_again_whatever_it_was(clock):
    one = breaker(clock)
    clock.now += fails(one, RateLimited("429"))
    assert fails(one, Unreadable("html")) == 120.0


def test_answers_to_what_was_asked_before_it_opened_say_nothing(clock):
    one = breaker(clock)
    first, second, third = one.begin(), one.begin(), one.begin()
    one.failed(first, RateLimited("429"), 0.1, 1)
    one.failed(second, RateLimited("429"), 0.1, 1)
    one.succeeded(third)
    assert (one.state, one.wait()) == ("open", 60.0)


def test_a_network_that_is_back_hastens_the_probe_but_not_a_second_one_within_a_minute(clock):
    one = breaker(clock)
    fails(one, Unreachable("silent"), 5.0)
    one.hasten(2.0)
    assert one.wait() == 60.0
    clock.now += 60.0
    fails(one, Unreachable("silent"), 5.0)
    clock.now += 70.0
    one.hasten(2.0)
    assert one.wait() == 2.0


def test_a_host_that_is_only_silent_is_looked_for_more_often_than_one_that_refuses(clock):
    one = breaker(clock, (3600.0,))
    assert fails(one, Unreachable("silent"), 5.0) == 900.0
    assert fails(one, RateLimited("429")) == 3600.0


def test_the_user_may_ask_at_once(clock):
    one = breaker(clock)
    fails(one, RateLimited("429"))
    one.reset()
    assert (one.refusal(), one.state) == (None, "open")
    one.begin()
    assert one.state == "half-open"


# N7: a ban of 24 hours, all groups, asked every three seconds by a poller and a few charts


def banned_day(group, error, dice):
    """The moments of every request to ``group`` in a day in which it answers everything with ``error``."""
    clock = Clock()
    lane, asked = still_lane(group, clock, dice), []

    def call(sent):
        asked.append(clock.now)
        failing(error)(sent)

    end = clock.now + DAY
    while clock.now < end:
        for priority in (URGENT, ORDINARY):
            try:
                lane.run(call, priority)
            except AppError:
                continue
        clock.now += 3.0
    return asked


def gaps(moments):
    return [after - before for before, after in itertools.pairwise(moments)]


@pytest.mark.parametrize("error", [RateLimited("429", wait_s=60.0), Unreachable("cut off")], ids=("refused", "reset"))
def test_a_banned_day_costs_few_requests(error):
    asked = {group.id: banned_day(group, error, lambda: 0.0) for group in GROUPS}  # the shortest rests there are
    total = sum(map(len, asked.values()))
    assert total <= 1500
    assert set(asked) >= HOSTS
    for moments in asked.values():
        first = 1 if isinstance(error, RateLimited) else 2  # the one retry; then a probe is one request
        assert min(gaps(moments[first - 1 :])) >= 59.999


def test_a_source_that_may_answer_again_is_found_within_its_rest():
    group = Group(id="host", per_s=1.0, burst=3)
    lane = still_lane(group)
    for _ in range(40):
        try:
            lane.run(failing(RateLimited("429")))
        except AppError:
            lane.clock.now += 30.0
    lane.clock.now += group.rests_s[-1] * 1.2
    assert lane.run(lambda sent: 7) == 7
