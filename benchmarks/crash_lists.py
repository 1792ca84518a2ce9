"""Part of crash.py about the user's lists: edits, quiet edits and steps back, killed at any moment."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

from crash import SEED, folder, killed, row

ROWS = 500


def lists(count: int) -> None:
    """Kill -9 of a process that edits lists, takes edits back and makes them again, and acknowledges each."""
    random.seed(SEED)
    lost = torn = acknowledged = 0
    for _ in range(0, count, 25):
        with folder() as home:
            for _ in range(25):
                said = killed(lambda say, home=home: edit(home, say), random.uniform(0.02, 0.2))
                acknowledged += len(said)
                found, whole = survived(home)
                lost, torn = lost + (bool(said) and found < int(said[-1])), torn + (not whole)
    row(
        "S1L",
        f"{count} kills, {acknowledged} acknowledged edits of lists: {lost} lost, {torn} torn",
        "0 and 0",
        not (lost or torn),
    )


def edit(home: Path, say: Callable[[object], None]) -> None:
    """Edit number n writes n into a list of 500 rows and into the order; every fifth is taken back and made again."""
    from data_sources.user import UserData

    user = UserData(home, 1.0)
    number = user.lists.all().get("order", -1) + 1
    say("ready")
    while True:
        user.lists.edit("edit.x", str(number), {"list:a": [number] * ROWS, "order": number}, 1.0)
        user.lists.edit("", "", {"look:a": number}, 1.0, quiet=True)
        if number % 5 == 4:
            user.lists.undo()
            user.lists.redo()
        say(number)
        number += 1


def survived(home: Path) -> tuple[int, bool]:
    """The newest edit that is there (one may be taken back), and whether parts, journal and step agree."""
    from data_sources.user import UserData

    with contextlib.closing(UserData(home, 1.0)) as user:
        held = user.lists.all()
        found = held.get("order", -1)
        steps = [int(entry.body["subject"]) for entry in user.journal.replay("list.edited")]
        whole = user.state == "ok" and steps == list(range(found + 1))
        whole &= held.get("list:a", [found] * ROWS) == [found] * ROWS
        again = user.lists.redo()  # killed between the step back and the step forth
        if again is not None:
            found += 1
            whole &= again.parts["order"] == found
        step = user.lists.undo()
        whole &= step is None or step.parts["list:a"] in (None, [found - 1] * ROWS)
        whole &= step is None or user.lists.redo().parts["order"] == found
    return found, whole
