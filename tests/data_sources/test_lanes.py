"""Jobs for one host group: in turn, within its budget of requests, retried once. On a clock of our own."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from data_sources.catalog import Group
from data_sources.lanes import LOOKED_AT, ORDINARY, URGENT, Lane
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from tests.data_sources.clocks import Clock, Sleepless, failing, still_lane


@pytest.fixture
def lane():
    return still_lane(Group(id="host", per_s=2.0, burst=3, rests_s=(60.0, 120.0)))


def one_request(sent):
    sent()


def refused(lane, error):
    """Seconds the group is left alone after ``error``."""
    with suppress(type(error)):
        lane.run(failing(error))
    return lane._breaker.wait()


# the budget


def test_a_burst_passes_and_then_the_budget_counts(lane):
    for _ in range(5):
        lane.run(one_request)
    assert lane._free.slept == [0.5, 0.5]


def test_an_idle_lane_saves_no_more_than_its_burst(lane):
    lane.clock.now += 3600
    for _ in range(4):
        lane.run(one_request)
    assert len(lane._free.slept) == 1


def test_a_job_of_seven_requests_leaves_a_debt_that_the_next_one_waits_for(lane):
    lane.run(lambda sent: [sent() for _ in range(7)])  # 3 saved, 4 owed: one more is there after 5 / 2 per s
    assert lane._free.slept == []
    lane.run(one_request)
    assert lane._free.slept == [2.5]


def test_quotes_go_elsewhere_rather_than_wait_for_a_long_debt(lane):
    lane.run(lambda sent: [sent() for _ in range(12)])  # a list of shares, page by page
    with pytest.raises(Unreachable, match="budget is spent"):
        lane.run(one_request, URGENT)
    assert lane.resting() is None  # nobody is blamed
    lane.run(one_request, ORDINARY)
    assert lane._free.slept == [5.0]


def test_a_job_that_asks_nobody_costs_nothing(lane):
    for _ in range(10):
        lane.run(lambda sent: None)
    assert (lane._free.slept, lane.state("x").requests) == ([], 0)


def test_a_group_that_dislikes_the_beat_waits_a_little_longer():
    lane = still_lane(Group(id="host", per_s=1.0, burst=1, jitter_s=0.5), dice=lambda: 0.5)
    lane.run(one_request)
    lane.run(one_request)
    assert lane._free.slept == [1.25]


def test_its_account_is_on_the_line(lane):
    for _ in range(4):
        lane.run(one_request)
    said = lane.state("x")
    assert (said.group, said.requests, said.requests_today, said.last_minute, said.per_minute) == ("host", 4, 4, 4, 120)
    lane.clock.now += 61
    assert (lane.state("x").last_minute, lane.state("x").requests_today) == (0, 4)
    lane.clock.now += 86_400
    assert (lane.state("x").requests, lane.state("x").requests_today) == (4, 0)


# one retry, here and nowhere else (N14)


def test_what_fails_quickly_without_an_answer_is_tried_twice_and_no_more(lane):
    calls = []

    def reset(sent):
        sent()
        calls.append(lane.clock.now)
        raise Unreachable("the connection was cut off")

    with pytest.raises(Unreachable):
        lane.run(reset)
    assert len(calls) == 2
    assert 0.1 <= calls[1] - calls[0] <= 0.5
    assert lane.state("x").breaker == "open"  # two failures


def test_the_second_try_may_answer(lane):
    answers = iter([Unreachable("cut off"), None])

    def flaky(sent):
        if error := next(answers):
            raise error
        return 7

    assert lane.run(flaky) == 7
    assert lane.state("x").breaker == "closed"


ANSWERS = [RateLimited("429"), Unreadable("html"), NoSuchData("unknown"), Unreachable("HTTP 502")]


@pytest.mark.parametrize("error", ANSWERS)
def test_a_refusal_and_an_answer_are_not_asked_for_again(lane, error):
    calls = []

    def call(sent):
        calls.append(1)
        raise error

    with pytest.raises(type(error)):
        lane.run(call)
    assert len(calls) == 1


def test_silence_is_not_waited_for_twice(lane):
    calls = []

    def silent(sent):
        calls.append(1)
        lane.clock.now += 5.0
        raise Unreachable("no answer in time")

    with pytest.raises(Unreachable):
        lane.run(silent)
    assert len(calls) == 1
    assert lane.state("x").breaker == "open"


# left alone


def test_while_it_rests_nobody_is_called_and_everybody_is_told(lane):
    assert refused(lane, RateLimited("429")) == 60.0
    with pytest.raises(RateLimited) as caught:
        lane.run(lambda sent: pytest.fail("called while resting"))
    assert caught.value.wait_s == 60.0
    said = lane.state("x")
    assert (said.state, said.breaker, said.rests_until) == ("resting", "open", lane.clock.now + 5e8 + 60)


def test_three_unreadable_answers_in_a_row_rest_it(lane):
    assert [refused(lane, Unreadable("html")) > 0 for _ in range(3)] == [False, False, True]


def test_no_such_data_is_an_answer(lane):
    assert [refused(lane, NoSuchData("unknown")) for _ in range(5)] == [0.0] * 5


def test_a_bug_of_ours_gives_the_place_back(lane):
    with pytest.raises(ZeroDivisionError):
        lane.run(lambda sent: 1 / 0)
    assert lane.run(lambda sent: 7) == 7


# turns


def waiting(lane, count):
    """Return when ``count`` callers stand in the queue."""
    while True:
        with lane._free:
            if len(lane._queue) == count:
                return


@pytest.fixture
def busy():
    """``busy(at_once, alone)``: a lane in the middle of an ordinary call, a pool, and what ends the call."""
    go = threading.Event()
    with ThreadPoolExecutor(8) as pool:

        def begun(at_once=1, alone=""):
            lane = Lane(Group(id="host", per_s=1e6, burst=10, at_once=at_once))
            pool.submit(lane.run, lambda sent: go.wait(), ORDINARY, alone)
            while not lane._inside:
                pass
            return lane, pool, go

        yield begun
        go.set()


def test_quotes_pass_waiting_histories(busy):
    lane, pool, go = busy()
    order, tasks = [], []
    for place, (name, priority) in enumerate((("bars", ORDINARY), ("more bars", ORDINARY), ("quotes", URGENT))):
        tasks.append(pool.submit(lane.run, lambda sent, name=name: order.append(name), priority))
        waiting(lane, place + 1)
    go.set()
    assert [task.result() for task in tasks] == [None] * 3
    assert order == ["quotes", "bars", "more bars"]


def test_a_history_that_is_looked_at_passes_those_that_nobody_sees(busy):
    lane, pool, go = busy()
    order, tasks = [], []
    for place, (name, priority) in enumerate(
        (("review", ORDINARY), ("more review", ORDINARY), ("chart", LOOKED_AT), ("quotes", URGENT))
    ):
        tasks.append(pool.submit(lane.run, lambda sent, name=name: order.append(name), priority))
        waiting(lane, place + 1)
    go.set()
    assert [task.result() for task in tasks] == [None] * 4
    assert order == ["quotes", "chart", "review", "more review"]


def test_a_history_that_hangs_keeps_no_quotes_waiting_where_there_are_two_places(busy):
    lane, pool, _ = busy(at_once=2, alone="akshare")
    assert pool.submit(lane.run, lambda sent: "quotes", URGENT).result() == "quotes"


def test_histories_leave_the_last_place_to_quotes(busy):
    lane, pool, go = busy(at_once=2)
    task = pool.submit(lane.run, lambda sent: "bars")
    waiting(lane, 1)
    assert pool.submit(lane.run, lambda sent: "quotes", URGENT).result() == "quotes"
    assert not task.done()
    go.set()
    assert task.result() == "bars"


def test_a_library_has_one_job_at_a_time_even_for_quotes(busy):
    lane, pool, go = busy(at_once=2, alone="yahoo")
    task = pool.submit(lane.run, lambda sent: "quotes", URGENT, "yahoo")
    waiting(lane, 1)
    assert pool.submit(lane.run, lambda sent: "others", URGENT).result() == "others"  # and nobody waits behind it
    go.set()
    assert task.result() == "quotes"


def test_closing_turns_everybody_away(busy):
    lane, pool, _ = busy()
    task = pool.submit(lane.run, lambda sent: pytest.fail("called"))
    waiting(lane, 1)
    lane.close()
    with pytest.raises(Unreachable, match="closing"):
        task.result()
    with pytest.raises(Unreachable):
        lane.run(lambda sent: pytest.fail("called after closing"))


def test_the_clock_is_ours():
    clock = Clock()
    Sleepless(clock).wait(2.0)
    assert clock.now == 1002.0
