"""What a provider worker and its library's transport know of the running job: how long hosts have been silent.

One job at a time per process. A library may ask several hosts for one job (cookie, crumb, data); together they
may stay silent for ``first_answer_s``, not each. Any answer starts the allowance anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

ENOUGH_S = 0.3  # less than this is not worth a connection


@dataclass(slots=True)
class Job:
    """The state of one job. ``status``: of the newest answer, 0 before one."""

    listener: Callable[[], None] = lambda: None
    heard_at: float = field(default_factory=time.monotonic)
    timed_out: bool = False
    status: int = 0


_job = Job()


def on_heard(listener: Callable[[], None]) -> None:
    """``listener`` is called for each answer a host gives."""
    _job.listener = listener


def begin() -> None:
    """A new job: the hosts get a new chance."""
    _job.heard_at, _job.timed_out, _job.status = time.monotonic(), False, 0


def heard(status: int) -> None:
    """A host answered with this HTTP status."""
    _job.heard_at, _job.timed_out, _job.status = time.monotonic(), False, status
    _job.listener()


def gave_up() -> None:
    """A host did not answer in time, or could not be reached."""
    _job.timed_out = True


def allowance(first_answer_s: float) -> float:
    """Seconds the next request may wait for its first answer; 0 when the job has waited long enough."""
    if not _job.timed_out:
        return first_answer_s
    left = first_answer_s - (time.monotonic() - _job.heard_at)
    return left if left > ENOUGH_S else 0.0


def last_status() -> int:
    """HTTP status of the newest answer in this job, 0 if there was none."""
    return _job.status
