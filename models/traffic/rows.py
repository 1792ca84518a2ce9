"""The table of a panel at one of its periods: a row a product, as numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.frozen import frozen
from models.products.values import Product
from models.traffic.changes import Over, changes, lag
from models.traffic.panel import Panel
from models.traffic.records import Record, records_at
from models.traffic.shares import rank_changes, ranks, shares
from models.traffic.values import BELOW, MOVED, PARTIAL, RESTATED, SUMMED, Flags, Metric
from models.values import Floats


@frozen(kw_only=True)
class Moved:
    """A change in percent; low, high: the range that the printed digits leave open. None: there is none to tell."""

    percent: float
    low: float
    high: float


@frozen(kw_only=True)
class Row:
    """One product at a period. place: its number among the panel's members.

    value: a plain count; None is missing. step: its last printed digit. changes: by how far back they look. share: in
    percent of the members that have a whole number. rank: 1 is the most (of places in a list: the least). climbed:
    ranks gained since the period before. known_at: UTC seconds, 0 when it was known always or is missing. bundled: the
    program brings it, and known_at is an assumed day.
    """

    place: int
    product: Product
    value: float | None
    step: float
    flags: int
    changes: dict[Over, Moved]
    share: float | None
    rank: int | None
    climbed: int | None
    record: Record | None
    source: str
    known_at: float
    bundled: bool = False

    def has(self, flag: int) -> bool:
        """Whether one of PARTIAL, BELOW, MOVED, RESTATED is set."""
        return bool(self.flags & flag)

    @property
    def marks(self) -> tuple[int, ...]:
        """What must be said of the number."""
        return tuple(one for one in (PARTIAL, BELOW, MOVED, RESTATED) if self.has(one))


@frozen(kw_only=True)
class Table:
    """Rows in the panel's order. place: the period. covered: how many of the products the shares are of."""

    place: int
    overs: tuple[Over, ...]
    rows: tuple[Row, ...]
    covered: int


def newest(panel: Panel) -> int | None:
    """The last period of the window in which anybody has a number; None when nobody has.

    Where members are aligned, the last of those in which most have one: only the oldest has the very last.
    """
    rows = panel.matrix[:, panel.first : panel.stop]
    counts = np.isfinite(rows).sum(axis=0) if rows.size else np.zeros(0, np.int64)
    there = np.flatnonzero(counts == counts.max(initial=0) if panel.offsets else counts)
    return panel.first + int(there[-1]) if len(there) and counts[there[-1]] else None


def overs(panel: Panel) -> tuple[Over, ...]:
    """How far back changes look in this panel, the nearest first: a week or a month before, and a year."""
    found = [one for one in Over if lag(panel.view.granularity, one) is not None]
    return tuple(one for one in found if one is Over.YEAR or one is found[0])


def table(panel: Panel, place: int) -> Table:
    """The table of a period."""
    step, flags = _columns(panel, "step"), _columns(panel, "flags").astype(np.uint8)
    value, lowest = panel.matrix, panel.view.metric is Metric.RANK
    looks = overs(panel)
    moved = {one: _moved(value, step, flags, place, lag(panel.view.granularity, one) or 1) for one in looks}
    two = slice(max(0, place - 1), place + 1)  # this period and the one before: no other has a part in it
    rank = ranks(value[:, two], flags[:, two], lowest=lowest)
    climbed = rank_changes(rank)[:, -1]
    whole = shares(value[:, place : place + 1], flags[:, place : place + 1])
    breaks = [_breaks(panel, one.source) for one in panel.members]
    aligned = [None] * len(panel.members)  # the level breaks that speak against a record are not told there
    held = aligned if panel.offsets else records_at(value, step, flags, breaks, place, lowest=lowest)
    rows = []
    for number, one in enumerate(panel.members):
        told = {
            over: Moved(percent=percent, low=low, high=high)
            for over, told_of in moved.items() for percent, low, high in (told_of[number],) if np.isfinite(percent)
        }  # fmt: skip
        rows.append(Row(
            place=number, product=one.product, value=_known(value[number, place]), step=float(step[number, place]),
            flags=int(flags[number, place]), changes=told,
            share=_known(whole.percent[number, 0]) if panel.view.metric in SUMMED else None,
            rank=_whole(rank[number, -1]), climbed=_whole(climbed[number]),
            record=held[number], source=one.source, known_at=_known(one.known_at[place]) or 0.0,
            bundled=bool(one.bundled[place]),
        ))  # fmt: skip
    return Table(place=place, overs=looks, rows=tuple(rows), covered=int(whole.covered[0]))


def _moved(value: Floats, step: Floats, flags: Flags, place: int, back: int) -> list[tuple[float, float, float]]:
    """Change, its least and its most of every row at a place; NaN where nothing is so far back."""
    if place < back:
        return [(float("nan"),) * 3 for _ in value]
    two = [place - back, place]
    made = changes(value[:, two], step[:, two], flags[:, two])
    columns = (made.percent[:, 1], made.low[:, 1], made.high[:, 1])
    return list(zip(*(one.tolist() for one in columns), strict=True))


def _breaks(panel: Panel, source: str) -> list[int]:
    return [one.place for one in panel.breaks if one.source == source]


def _columns(panel: Panel, name: str) -> Floats:
    held: Iterable[Floats] = [getattr(one, name) for one in panel.members]
    rows = list(held)
    return np.stack(rows) if rows else np.empty((0, len(panel.start)))


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _whole(value: float) -> int | None:
    return int(value) if np.isfinite(value) else None
