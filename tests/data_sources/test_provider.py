"""A provider's worker process: killed when it hangs, replaced when it dies, and no foreign exception comes out."""

import multiprocessing
import os
import signal

import pytest

from data_sources import provider as module
from data_sources.provider import Provider
from models import symbols
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from tests.data_sources.samples import context, want

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


def test_a_job_that_kills_its_worker_twice_is_a_failure_of_the_source(opened):
    one = opened(first_answer_s=5.0)
    with pytest.raises(Unreachable, match="died"):
        ask(one, "DIE")
    assert ask(one).instrument == "GOOD.US"


def test_a_worker_that_died_by_itself_is_replaced_within_the_same_answer(opened):
    assert ask(opened(first_answer_s=5.0), "ONCE").instrument == "ONCE.US"


def test_a_worker_killed_while_idle_is_replaced(opened):
    one = opened(first_answer_s=5.0)
    ask(one)
    os.kill(one.pid, signal.SIGKILL)
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
