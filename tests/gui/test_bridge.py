"""The one door into the GUI thread."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from gui.wires.bridge import Bridge
from models.errors import AppError, RateLimited, Unreadable


def test_calls_run_in_the_order_they_were_posted(bridge, settle):
    seen = []
    for number in range(100):
        bridge.post(lambda number=number: seen.append(number))
    assert seen == []  # never inside the caller's turn
    settle()
    assert seen == list(range(100))


def test_calls_of_another_thread_run_in_the_gui_thread_in_order(bridge, qtbot):
    seen = []
    with ThreadPoolExecutor(1) as pool:
        for number in range(50):
            pool.submit(bridge.post, lambda number=number: seen.append((number, threading.current_thread())))
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == [(number, threading.main_thread()) for number in range(50)]


@pytest.mark.parametrize("when", ["before", "after"])
def test_nothing_runs_after_the_end_whenever_it_was_posted(qapp, settle, when):
    bridge, seen = Bridge(), []
    if when == "after":
        bridge.close()
    bridge.post(lambda: seen.append(when))
    bridge.close()
    settle()
    assert seen == []


def test_a_future_that_ends_well_hands_over_its_answer(bridge, settle):
    future, seen = Future(), []
    bridge.when_done(future, seen.append, seen.append)
    future.set_result("bars")
    assert seen == []
    settle()
    assert seen == ["bars"]


def test_a_future_that_is_done_already_is_handed_over_too(bridge, settle):
    future, seen = Future(), []
    future.set_result(1)
    bridge.when_done(future, seen.append)
    settle()
    assert seen == [1]


def test_a_future_ended_in_another_thread_is_told_in_the_gui_thread(bridge, qtbot):
    seen = []
    with ThreadPoolExecutor(1) as pool:
        bridge.when_done(pool.submit(lambda: 7), lambda answer: seen.append((answer, threading.current_thread())))
    qtbot.waitUntil(lambda: seen == [(7, threading.main_thread())])


def test_an_expected_failure_is_handed_over_as_it_is(bridge, settle):
    future, seen, error = Future(), [], RateLimited("slow down", wait_s=9.0)
    bridge.when_done(future, seen.append, seen.append)
    future.set_exception(error)
    settle()
    assert seen == [error]


def test_a_bug_becomes_an_answer_that_cannot_be_read(bridge, settle):
    future, seen = Future(), []
    bridge.when_done(future, seen.append, seen.append)
    future.set_exception(KeyError("chart"))
    settle()
    assert isinstance(seen[0], Unreadable)
    assert isinstance(seen[0], AppError)
    assert "chart" in seen[0].detail


def test_a_failure_nobody_asked_about_is_dropped(bridge, settle):
    future, seen = Future(), []
    bridge.when_done(future, seen.append)
    future.set_exception(RateLimited("slow down"))
    settle()
    assert seen == []


def test_a_cancelled_future_has_no_ending(bridge, settle):
    future, seen = Future(), []
    bridge.when_done(future, seen.append, seen.append)
    future.cancel()
    settle()
    assert seen == []
