"""One request at a time to a host group, within its budget, and left alone after a refusal. On a clock of our own."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from data_sources.catalog import Group
from data_sources.lanes import LONGEST_BAN_S, LONGEST_REST_S, ORDINARY, URGENT, Lane
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable


class Clock:
    """Monotonic seconds that move when told, or when a lane waits for its budget."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Sleepless(threading.Condition):
    """A condition whose timed wait moves the clock instead."""

    def __init__(self, clock):
        super().__init__()
        self.clock = clock
        self.slept = []

    def wait_for(self, predicate, timeout=None):
        self.slept.append(timeout)
        self.clock.now += timeout
        return predicate()


@pytest.fixture
def lane():
    clock = Clock()
    made = Lane(Group(id="host", per_s=2.0, burst=3, rests_s=(30.0,)), clock=clock, wall=lambda: clock.now + 5e8)
    made._free = Sleepless(clock)
    made.clock = clock
    return made


def fails(error):
    def call():
        raise error

    return call


def refused(lane, error):
    with suppress(type(error)):
        lane.run(fails(error))
    return lane._rests_until - lane.clock.now


def test_a_burst_passes_and_then_the_budget_counts(lane):
    for _ in range(5):
        lane.run(lambda: None)
    assert lane._free.slept == [0.5, 0.5]


def test_an_idle_lane_saves_no_more_than_its_burst(lane):
    lane.clock.now += 3600
    for _ in range(4):
        lane.run(lambda: None)
    assert len(lane._free.slept) == 1


@pytest.mark.parametrize("error", [Unreachable("silence"), RateLimited("429", wait_s=60.0)])
def test_silence_and_refusal_rest_the_group_at_once(lane, error):
    assert refused(lane, error) >= 30.0
    with pytest.raises(type(error)) as caught:
        lane.run(lambda: pytest.fail("called while resting"))
    assert caught.value.wait_s > 0
    assert lane.state("x").state == "resting"


def test_after_the_rest_it_is_asked_again(lane):
    refused(lane, Unreachable("silence"))
    lane.clock.now += 31.0
    assert lane.run(lambda: 7) == 7
    assert lane.state("x").state == "ok"


def test_rests_grow_while_it_stays_silent_and_shrink_again_after_an_answer(lane):
    rests = []
    for _ in range(6):
        rests.append(refused(lane, Unreachable("silence")))
        lane.clock.now += rests[-1] + 1
    assert rests == [30.0, 60.0, 120.0, LONGEST_REST_S, LONGEST_REST_S, LONGEST_REST_S]
    lane.run(lambda: None)
    assert refused(lane, Unreachable("silence")) == 30.0


def test_a_vendors_own_waiting_time_is_honoured(lane):
    assert refused(lane, RateLimited("429", wait_s=5000.0)) == 5000.0
    for _ in range(12):
        lane.clock.now += 1e6
        last = refused(lane, RateLimited("429"))
    assert last == LONGEST_BAN_S


def test_three_unreadable_answers_in_a_row_rest_it(lane):
    assert [refused(lane, Unreadable("html")) > 0 for _ in range(3)] == [False, False, True]


def test_no_such_data_is_an_answer(lane):
    for _ in range(5):
        refused(lane, NoSuchData("unknown"))
    assert lane.state("x").state == "ok"


def test_its_state_is_one_line(lane):
    assert lane.state("x").state == "idle"
    refused(lane, Unreadable("cut off"))
    said = lane.state("x")
    assert (said.source, said.state, said.reason, said.requests) == ("x", "failed", "cut off", 1)
    assert said.last_failed == lane.clock.now + 5e8


def waiting(lane, count):
    """Return when ``count`` callers stand in the queue."""
    while True:
        with lane._free:
            if len(lane._queue) == count:
                return


@pytest.fixture
def busy():
    """A lane in the middle of a call, a pool to queue others with, and what ends the call."""
    lane, go = Lane(Group(id="host", per_s=1e6, burst=10)), threading.Event()
    with ThreadPoolExecutor(8) as pool:
        pool.submit(lane.run, go.wait)
        while not lane._busy:
            pass
        yield lane, pool, go
        go.set()


def test_quotes_pass_waiting_histories(busy):
    lane, pool, go = busy
    order, tasks = [], []
    for place, (name, priority) in enumerate((("bars", ORDINARY), ("more bars", ORDINARY), ("quotes", URGENT))):
        tasks.append(pool.submit(lane.run, lambda name=name: order.append(name), priority))
        waiting(lane, place + 1)
    go.set()
    assert [task.result() for task in tasks] == [None] * 3
    assert order == ["quotes", "bars", "more bars"]


def test_closing_turns_everybody_away(busy):
    lane, pool, _ = busy
    task = pool.submit(lane.run, lambda: pytest.fail("called"))
    waiting(lane, 1)
    lane.close()
    with pytest.raises(Unreachable, match="closing"):
        task.result()
    with pytest.raises(Unreachable):
        lane.run(lambda: pytest.fail("called after closing"))


def test_closing_ends_a_wait_for_the_budget(lane):
    for _ in range(3):
        lane.run(lambda: None)
    lane._free.wait_for = lambda predicate, timeout=None: True  # closed meanwhile
    with pytest.raises(Unreachable, match="closing"):
        lane.run(lambda: pytest.fail("called after closing"))
