"""What the terminal is told by a data side that is not there."""

from __future__ import annotations

from concurrent.futures import Future


def done(value):
    """An answer that has come: a value, or the error that came instead."""
    future = Future()
    future.set_exception(value) if isinstance(value, Exception) else future.set_result(value)
    return future
