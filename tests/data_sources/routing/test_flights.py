"""Identical questions in flight share one answer, and one failure."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from data_sources.routing.flights import Flights
from models.errors import Unreachable

CALLERS = 8


@pytest.mark.parametrize("outcome", [7, Unreachable("silent")])
def test_many_callers_one_call(outcome):
    flights, calls, go = Flights(), [], threading.Event()

    def make():
        calls.append(1)
        go.wait(20.0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with ThreadPoolExecutor(CALLERS) as pool:
        tasks = [pool.submit(flights.shared, "key", make) for _ in range(CALLERS)]
        other = pool.submit(flights.shared, "other", lambda: 8) if not isinstance(outcome, Exception) else None
        while not flights._open["key"]._condition or pool._work_queue.qsize() > 1:
            pass
        go.set()
        ends = [task.exception() or task.result() for task in tasks]
    assert ends == [outcome] * CALLERS
    assert len(calls) <= 2  # one who comes after the landing asks anew
    assert other is None or other.result() == 8


def test_what_has_landed_is_asked_anew():
    flights, calls = Flights(), []
    for _ in range(3):
        flights.shared("key", lambda: calls.append(1))
    assert (len(calls), flights._open) == (3, {})
