"""Part of crash.py about drawings and layouts: papers replaced while somebody draws, killed at any moment."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

from crash import SEED, folder, killed, row

DRAWN = 50  # drawings of an instrument


def papers(count: int) -> None:
    """Kill -9 of a process that draws on two instruments at once and keeps the layout, and acknowledges each."""
    random.seed(SEED)
    lost = torn = acknowledged = 0
    for _ in range(0, count, 25):
        with folder() as home:
            for _ in range(25):
                said = killed(lambda say, home=home: draw(home, say), random.uniform(0.02, 0.2))
                acknowledged += len(said)
                found, whole = survived(home)
                lost, torn = lost + (bool(said) and found < int(said[-1])), torn + (not whole)
    row(
        "S1D",
        f"{count} kills, {acknowledged} acknowledged edits of drawings: {lost} lost, {torn} torn",
        "0 and 0",
        not (lost or torn),
    )


def paper(number: int) -> dict[str, object]:
    """Fifty horizontal lines at the price ``number``."""
    from models.drawings.paper import written
    from models.drawings.values import Anchor, Drawing, Kind

    there = (Anchor(time=number, price=float(number)),)
    return written(tuple(Drawing(id=str(at), kind=Kind.HORIZONTAL, anchors=there) for at in range(DRAWN)))


def draw(home: Path, say: Callable[[object], None]) -> None:
    """Edit number n puts n into the papers of two instruments in one write, and then into the layout."""
    from data_sources.user import UserData

    user = UserData(home, 1.0)
    number = survived_in(user) + 1
    say("ready")
    while True:
        user.papers.keep("drawings", dict.fromkeys(("NVDA.US", "00700.HK"), paper(number)), 1.0)
        user.papers.keep("charts", {"grid": number}, 1.0)
        say(number)
        number += 1


def survived_in(user: object) -> int:
    """The newest edit that is there, -1 before the first."""
    held = user.papers.all("drawings")
    return held["NVDA.US"]["drawings"][0]["anchors"][0][0] if held else -1


def survived(home: Path) -> tuple[int, bool]:
    """The newest edit that is there, and whether both instruments and the layout agree with it."""
    from data_sources.user import UserData

    with contextlib.closing(UserData(home, 1.0)) as user:
        found, held = survived_in(user), user.papers.all("drawings")
        whole = user.state == "ok" and held == ({name: paper(found) for name in held} if found >= 0 else {})
        whole &= found < 0 or len(held) == 2
        return found, whole and user.papers.all("charts").get("grid", -1) in (found, found - 1)
