"""A provider's worker process: killed when it hangs, replaced when it dies, and no foreign exception comes out."""

import multiprocessing
import os
import signal
import time

import pytest

from data_sources import provider as module
from data_sources.provider import Provider
from models import symbols
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from tests.data_sources.samples import context, quotes_of, want

ADAPTER = "tests.data_sources.fakes"


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """``opened(**context)``: a provider on the fake adapter, ended after the test."""
    monkeypatch.setattr(module, "MARGIN_S", 0.2)
    made = []

    def open_(**changes):
        made.append(Provider("fake", ADAPTER, context(tmp_path, **({"first_answer_s": 0.3} | changes))))
        return made[-1]

    yield open_
    for one in made:
        one.close()


def ask(provider, what="GOOD"):
    return provider.answer(want(symbols.instrument(f"{what}.US")))


def gone(pid):
    return all(child.pid != pid for child in multiprocessing.active_children())


def test_it_answers_from_another_process_and_keeps_it(opened):
    one = opened(first_answer_s=5.0)
    assert one.pid is None  # not started before it is needed
    first, second = ask(one).source, ask(one).source
    assert first == second == str(one.pid) != str(os.getpid())


@pytest.mark.parametrize(
    ("what", "kind", "says"),
    [
        ("LIMIT", RateLimited, "too often"),
        ("NONE", NoSuchData, "unknown"),
        ("FOREIGN", Unreadable, "Foreign: one"),
    ],
)
def test_failures_cross_as_data_and_cost_nothing(opened, what, kind, says):
    one = opened(first_answer_s=5.0)
    with pytest.raises(kind, match=says) as caught:
        ask(one, what)
    pid = one.pid
    assert caught.value.wait_s == (7.0 if what == "LIMIT" else 0.0)
    assert ask(one).source == str(pid)


def test_a_hanging_worker_is_killed_and_the_next_answer_has_a_new_one(opened):
    one = opened()
    ask(one)
    pid = one.pid
    with pytest.raises(Unreachable, match="no answer in"):
        ask(one, "HANG")
    assert gone(pid)
    assert ask(one).source != str(pid)


def test_a_sign_of_life_renews_the_patience(opened):
    assert ask(opened(first_answer_s=0.1), "DRIP").instrument == "DRIP.US"  # twice as long in all


def test_nothing_renews_the_deadline(opened):
    with pytest.raises(Unreachable, match="deadline"):
        ask(opened(deadline_s=0.25), "DRIP")


def test_a_job_that_kills_its_worker_is_a_failure_and_the_next_has_a_new_one(opened):
    one = opened(first_answer_s=5.0)
    with pytest.raises(Unreachable, match="died"):
        ask(one, "DIE")
    assert ask(one).instrument == "GOOD.US"


def test_requests_are_told_as_they_leave(opened):
    left = []
    one = opened(first_answer_s=5.0)
    one.answer(want(symbols.instrument("DRIP.US")), lambda: left.append(True))
    assert len(left) == 6


def test_what_could_not_be_read_comes_along(opened):
    with pytest.raises(Unreadable) as caught:
        ask(opened(first_answer_s=5.0), "ODD")
    assert caught.value.payload == "<odd>"


ENDLESS = symbols.instrument("ENDLESS.US")


@pytest.mark.parametrize(("asked", "kind"), [(quotes_of(ENDLESS), "quote_s"), (want(ENDLESS), "deadline_s")])
def test_each_kind_has_its_own_deadline_and_a_drip_ends_there(opened, asked, kind):
    one = opened(first_answer_s=5.0, **{kind: 0.3})
    ask(one)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="deadline"):
        one.answer(asked)
    assert time.monotonic() - began < 0.3 + 1.0
    assert one.pid is None


def test_a_worker_that_has_grown_too_large_is_replaced(opened, monkeypatch):
    one = opened(first_answer_s=5.0)
    first = ask(one).source
    assert module.memory_mb(one.pid) > 1.0
    monkeypatch.setattr(module, "LARGEST_MB", 1.0)
    assert ask(one).source != first


def test_after_a_sleep_the_next_job_has_a_new_worker(opened):
    one = opened(first_answer_s=5.0)
    first = ask(one).source
    one.recycle()
    assert ask(one).source != first


def test_killed_again_and_again_it_answers_again_and_again(opened):
    """P2 in small; benchmarks/watch.py --kills does it two hundred times."""
    one = opened(first_answer_s=5.0)
    for _ in range(5):
        ask(one)
        os.kill(one.pid, signal.SIGKILL)
        one._process.join()  # a job that meets it dying is the lane's to ask again
    assert ask(one).instrument == "GOOD.US"


def test_a_worker_killed_while_idle_is_replaced(opened):
    one = opened(first_answer_s=5.0)
    ask(one)
    os.kill(one.pid, signal.SIGKILL)
    one._process.join()
    assert ask(one).instrument == "GOOD.US"


@pytest.mark.parametrize(("seed", "says"), [(2, "did not start: ImportError: no such library"), (3, "^no such CA")])
def test_a_library_that_does_not_start_says_why(opened, seed, says):
    one = opened(seed=seed)
    with pytest.raises(Unreachable, match=says):
        ask(one)
    assert one.pid is None


def test_a_worker_is_recycled_before_it_bloats(opened, monkeypatch):
    monkeypatch.setattr(module, "JOBS_BEFORE_RECYCLING", 2)
    one = opened(first_answer_s=5.0)
    assert len({ask(one).source for _ in range(4)}) == 2


def test_closing_is_for_good(opened):
    one = opened(first_answer_s=5.0)
    ask(one)
    pid = one.pid
    one.close()
    assert gone(pid)
    with pytest.raises(Unreachable, match="closing"):
        ask(one)
