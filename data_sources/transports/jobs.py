"""What a transport tells of the running job: requests sent, answers heard, what the newest one held, time left.

A provider worker has one job at a time: its job is the process's. A direct source's job belongs to the thread that
runs it (``running``), because several run at once in the data process. A library may ask several hosts for one job
(cookie, crumb, data); together they may stay silent for ``first_answer_s``, not each. Any answer starts that anew.
"""

from __future__ import annotations

import contextlib
import email.utils
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field

TOO_MANY = 429
FAILURES = 3  # server errors in a row within one job: the next host would say the same
ENOUGH_S = 0.3  # less than this is not worth a connection
ASKS_TO_WAIT_S = 60.0  # what a refusal without a Retry-After is taken to say
LONGEST_WAIT_S = 86_400.0
KEPT = 64 * 1024  # of a body, for whoever wants to see what could not be read


@dataclass(slots=True)
class Job:
    """The state of one job. ``status``: of the newest answer, 0 before one. ``until``: monotonic seconds, 0 none."""

    heard_by: Callable[[], None] = lambda: None
    sent_by: Callable[[], None] = lambda: None
    heard_at: float = field(default_factory=time.monotonic)
    until: float = 0.0
    timed_out: bool = False
    status: int = 0
    failures: int = 0
    wait_s: float = ASKS_TO_WAIT_S
    body: bytes = b""


_of_process = Job()
_of_thread: ContextVar[Job | None] = ContextVar("job", default=None)


def _job() -> Job:
    return _of_thread.get() or _of_process


def on_heard(listener: Callable[[], None]) -> None:
    """``listener`` is called for each answer a host gives to this process's job."""
    _of_process.heard_by = listener


def on_sent(listener: Callable[[], None]) -> None:
    """``listener`` is called for each request of this process's job, before it leaves."""
    _of_process.sent_by = listener


def begin(deadline_s: float = 0.0) -> None:
    """A new job: the hosts get a new chance, for ``deadline_s`` in all (0: no end)."""
    job = _job()
    job.heard_at, job.timed_out, job.status = time.monotonic(), False, 0
    job.until = job.heard_at + deadline_s if deadline_s else 0.0
    job.wait_s, job.body, job.failures = ASKS_TO_WAIT_S, b"", 0


@contextlib.contextmanager
def running(sent_by: Callable[[], None], deadline_s: float) -> Iterator[Job]:
    """A job of this thread alone."""
    job = Job(sent_by=sent_by)
    mark = _of_thread.set(job)
    try:
        begin(deadline_s)
        yield job
    finally:
        _of_thread.reset(mark)


def sent() -> None:
    """A request is about to leave. ``allowance`` says so by itself."""
    _job().sent_by()


def heard(status: int, retry_after: str = "") -> None:
    """A host answered with this HTTP status; ``retry_after``: its header of that name."""
    job = _job()
    job.heard_at, job.timed_out, job.status = time.monotonic(), False, status
    job.failures = job.failures + 1 if status >= 500 else 0
    job.wait_s = wait_of(retry_after, time.time())
    job.heard_by()


def note_body(body: bytes) -> None:
    """Keep the beginning of the newest answer's body, in case nobody can read it."""
    _job().body = body[:KEPT]


def last_body() -> str:
    """The beginning of the newest body of this job, as text; "" when there was none."""
    return _job().body.decode("utf-8", "backslashreplace")


def gave_up() -> None:
    """A host did not answer in time, or could not be reached."""
    _job().timed_out = True


def allowance(first_answer_s: float) -> float:
    """Seconds the next request may wait for its first answer; 0 when the job has waited long enough or was refused.

    Anything but 0 counts as a request sent. A library that is told "too often" would ask six times more.
    """
    if _job().status == TOO_MANY or _job().failures >= FAILURES:
        return 0.0
    wait = left(_patience(first_answer_s))
    if wait <= ENOUGH_S and wait < first_answer_s:
        return 0.0
    sent()
    return wait


def _patience(first_answer_s: float) -> float:
    job = _job()
    return first_answer_s - (time.monotonic() - job.heard_at) if job.timed_out else first_answer_s


def left(seconds: float) -> float:
    """``seconds``, or what is left of the job's deadline if that is less; never under 0."""
    until = _job().until
    return max(0.0, min(seconds, until - time.monotonic())) if until else max(0.0, seconds)


def last_status() -> int:
    """HTTP status of the newest answer in this job, 0 if there was none."""
    return _job().status


def last_wait() -> float:
    """Seconds the newest answer asked to be left alone for, if it was a refusal."""
    return _job().wait_s


def wait_of(retry_after: str, now: float) -> float:
    """Seconds that a Retry-After header asks for, as a number or a date; a minute when it cannot be read."""
    text = retry_after.strip()
    try:
        seconds = float(text) if text.isdecimal() else email.utils.parsedate_to_datetime(text).timestamp() - now
    except (TypeError, ValueError, OverflowError):
        return ASKS_TO_WAIT_S
    return min(max(seconds, 1.0), LONGEST_WAIT_S)
