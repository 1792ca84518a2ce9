"""A panel cut to the periods that a printed figure shows: nobody can move its window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from models.traffic.panel import Member, Panel


def trimmed(panel: Panel, which: Iterable[int]) -> Panel:
    """From the first period of the window in which one of ``which`` has a number, to the window's last.

    which: numbers of members. Gaps inside stay. A panel whose window is empty, or in which they have none, stays as it
    is.
    """
    held = np.isfinite(panel.matrix[list(which), panel.first : panel.stop]).any(axis=0)
    if not held.any():
        return panel
    there = slice(panel.first + int(np.argmax(held)), panel.stop)
    return replace(
        panel, start=panel.start[there], end=panel.end[there], offsets=panel.offsets[there],
        members=tuple(_cut(one, there) for one in panel.members), first=0, stop=there.stop - there.start,
        breaks=tuple(
            replace(one, place=one.place - there.start)
            for one in panel.breaks if there.start < one.place < there.stop  # one at the first stands at its edge
        ),
        moves=tuple(
            (place - there.start, product, key)
            for place, product, key in panel.moves if there.start <= place < there.stop
        ),
    )  # fmt: skip


def _cut(member: Member, there: slice) -> Member:
    return replace(
        member, value=member.value[there], step=member.step[there], flags=member.flags[there],
        known_at=member.known_at[there],
    )  # fmt: skip
