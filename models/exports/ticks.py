"""How far the writing of a long table has come, told to whoever may end it."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[int, int], None]  # rows written, rows in all; what it raises ends the writing


def unwatched(done: int, whole: int) -> None:
    """Nobody waits."""
