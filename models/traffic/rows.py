"""The table of a panel at one of its periods: a row a product, as numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.frozen import frozen
from models.products.values import Product
from models.traffic.changes import Over, lag
from models.traffic.panel import Panel
from models.traffic.records import Record
from models.traffic.values import BELOW, MOVED, PARTIAL, RESTATED
from models.traffic.worked import Worked


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
    ranks gained since the period before. known_at: UTC seconds, 0 when it was known always or is missing.
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
    worked = Worked(panel)
    looks = overs(panel)
    rows = tuple(_row(panel, worked, looks, number, place) for number in range(len(panel.members)))
    return Table(place=place, overs=looks, rows=rows, covered=int(worked.shares.covered[place]))


def _row(panel: Panel, worked: Worked, looks: Iterable[Over], number: int, place: int) -> Row:
    one, at = panel.members[number], (number, place)
    return Row(
        place=number, product=one.product, value=_known(worked.value[at]), step=float(worked.step[at]),
        flags=int(worked.flags[at]), changes={over: moved for over in looks if (moved := _moved(worked, over, at))},
        share=_known(worked.shares.percent[at]), rank=_whole(worked.rank[at]), climbed=_whole(worked.climbed[at]),
        record=worked.records[number][place], source=one.source, known_at=_known(one.known_at[place]) or 0.0,
    )  # fmt: skip


def _moved(worked: Worked, over: Over, at: tuple[int, int]) -> Moved | None:
    held = worked.changes[over]
    percent, low, high = (float(column[at]) for column in (held.percent, held.low, held.high))
    return Moved(percent=percent, low=low, high=high) if np.isfinite(percent) else None


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _whole(value: float) -> int | None:
    return int(value) if np.isfinite(value) else None
