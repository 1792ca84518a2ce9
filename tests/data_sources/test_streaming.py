"""A stream's process: started when somebody subscribes, brought back when it dies, with all its subscriptions. N5."""

import os
import queue
import signal

import pytest

from data_sources import streaming
from data_sources.streaming import StreamProvider
from models import symbols
from tests.data_sources.samples import HK, US, context

SOON = 20.0


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """``opened(**context)``: a stream on the fake adapter and what it pushes; ended after the test."""
    monkeypatch.setattr(streaming, "SHORTEST_PAUSE_S", 0.01)
    monkeypatch.setattr(streaming, "LONGEST_PAUSE_S", 0.02)
    made = []

    def open_(pushed=None, **changes):
        heard = queue.SimpleQueue()
        one = StreamProvider(
            "fake", "tests.data_sources.fake_stream", context(tmp_path, **changes), pushed or heard.put
        )
        made.append(one)
        return one, heard

    yield open_
    for one in made:
        one.close()


def test_nothing_is_started_before_somebody_subscribes(opened):
    one, _ = opened()
    one.subscribe(())
    assert (one.pid, one.starts) == (None, 0)


def test_it_pushes_what_is_subscribed_from_another_process(opened):
    one, heard = opened()
    one.subscribe((US,))
    (first,) = heard.get(timeout=SOON)
    assert (first.instrument, first.last) == (US.id, float(one.pid))
    one.subscribe((US, HK))
    assert {quote.instrument for quote in heard.get(timeout=SOON)} == {US.id, HK.id}


def test_killed_again_and_again_it_comes_back_with_its_subscriptions(opened):
    one, heard = opened()
    one.subscribe((US, HK))
    pids = set()
    for _ in range(3):
        batch = heard.get(timeout=SOON)
        assert {quote.instrument for quote in batch} == {US.id, HK.id}
        pids.add(int(batch[0].last))
        os.kill(int(batch[0].last), signal.SIGKILL)
    assert {quote.instrument for quote in heard.get(timeout=SOON)} == {US.id, HK.id}
    assert len(pids) == 3
    assert one.starts == 4


def test_a_process_that_is_silent_is_replaced(opened, monkeypatch):
    one, heard = opened()
    one.subscribe((US,))
    first = int(heard.get(timeout=SOON)[0].last)
    monkeypatch.setattr(streaming, "SILENT_S", 0.2)
    os.kill(first, signal.SIGSTOP)
    one.subscribe((US, HK))  # nobody there to take it; the next process gets it
    while True:
        batch = heard.get(timeout=SOON)
        if int(batch[0].last) != first:
            break
    assert {quote.instrument for quote in batch} == {US.id, HK.id}


def test_a_library_that_does_not_start_says_so(opened):
    one, _ = opened(seed=2)
    one.subscribe((US,))
    while "no such library" not in one.state:
        pass
    assert "did not start: ImportError" in one.state


@pytest.mark.logs
def test_a_bug_in_what_becomes_of_a_push_does_not_end_the_stream(opened, caplog):
    heard = queue.SimpleQueue()

    def pushed(quotes):
        heard.put(quotes)
        raise ZeroDivisionError("bug")

    one, _ = opened(pushed)
    one.subscribe((US,))
    heard.get(timeout=SOON)
    one.subscribe((HK,))
    assert heard.get(timeout=SOON)[0].instrument == HK.id
    assert "pushed quotes" in caplog.text


def test_after_the_end_there_is_no_process_and_no_thread(opened):
    one, heard = opened()
    one.subscribe((US,))
    heard.get(timeout=SOON)
    one.close()
    assert (one.pid, one._thread.is_alive()) == (None, False)
    one.subscribe((HK,))
    assert one.pid is None


def test_pauses_grow_by_chance_and_have_an_end(opened, monkeypatch):
    monkeypatch.setattr(streaming, "SHORTEST_PAUSE_S", 1.0)
    monkeypatch.setattr(streaming, "LONGEST_PAUSE_S", 60.0)
    monkeypatch.setattr(streaming.random, "uniform", lambda low, high: high)
    one, _ = opened()
    assert [one._pause() for _ in range(8)] == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]


def test_a_code_that_kills_it_does_not_end_the_program(opened):
    one, heard = opened()
    one.subscribe((symbols.instrument("DIE.US"),))
    while one.starts < 3:
        pass
    one.subscribe((US,))
    assert heard.get(timeout=SOON)[0].instrument == US.id
