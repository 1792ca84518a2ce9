"""What a provider worker and its library's transport say to each other during one job.

The transport (yahoo's session, akshare's patched adapter) reports every sign of life with ``heard`` and a host's
silence with ``gave_up``; after that, further requests of the same job must not wait for the same host again.
"""

from __future__ import annotations

from collections.abc import Callable

_listener: Callable[[], None] | None = None
_silent: set[str] = set()


def on_heard(listener: Callable[[], None]) -> None:
    """``listener`` is called for each answer a host gives."""
    global _listener  # noqa: PLW0603 - one job at a time in this process, and the transports are module-level
    _listener = listener


def begin_job() -> None:
    """A new job: every host gets a new chance."""
    _silent.clear()


def heard() -> None:
    """A host answered something."""
    if _listener is not None:
        _listener()


def gave_up(host: str) -> None:
    """``host`` did not answer in time, or refused to be reached."""
    _silent.add(host)


def silent(host: str) -> bool:
    """Whether ``host`` has been given up in this job."""
    return host in _silent
