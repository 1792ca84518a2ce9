"""What a running job knows: requests, answers, time left, Retry-After; a thread's job and the process's apart."""

import pytest

from data_sources.transports import jobs
from tests.data_sources.clocks import Clock


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(jobs.time, "monotonic", made)
    return made


def test_requests_are_told_as_they_leave_and_bodies_are_kept(clock):
    left, before = [], jobs.last_body()
    with jobs.running(lambda: left.append(1), 10.0):
        assert jobs.allowance(5.0) == 5.0
        jobs.sent()
        jobs.heard(200, "")
        jobs.note_body("价".encode() + b"\xff")
        assert (jobs.last_body(), jobs.last_status()) == ("价\\xff", 200)
    assert len(left) == 2
    assert jobs.last_body() == before  # the thread's job is over


def test_no_request_may_outlast_the_job(clock):
    with jobs.running(lambda: None, 10.0):
        clock.now += 7.0
        assert (jobs.allowance(5.0), jobs.left(30.0)) == (3.0, 3.0)
        clock.now += 3.0
        assert jobs.allowance(5.0) == 0.0


def test_after_a_refusal_a_library_asks_nobody_else_in_this_job(clock):
    """N9: yfinance alone would ask six times more."""
    left = []
    with jobs.running(lambda: left.append(1), 10.0):
        jobs.allowance(5.0)
        jobs.heard(429, "30")
        assert (jobs.allowance(5.0), jobs.last_wait()) == (0.0, 30.0)
        jobs.begin()
        assert jobs.allowance(5.0) == 5.0
    assert len(left) == 2


def test_after_three_server_errors_in_a_row_too(clock):
    with jobs.running(lambda: None, 10.0):
        for status in (500, 500, 200, 502, 503):
            jobs.heard(status)
            assert jobs.allowance(5.0) == 5.0
        jobs.heard(500)
        assert (jobs.allowance(5.0), jobs.last_status()) == (0.0, 500)
