"""Traffic as values: what a series counts, its points with the precision they were printed in, and its vintages.

A point belongs to the days ``start`` to ``end``, both included, as its source cut them: a traffic week is not an ISO
week. A number is the plain count (31,000,000, not 3100 万次); NaN is missing, never 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from models.frozen import frozen
from models.values import Days, Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.uint8]
else:
    Flags = np.ndarray


class Metric(StrEnum):
    """What is counted. Those of PROXIES stand for attention only and never share an axis with visits or downloads."""

    VISITS = "visits"  # sessions on a website
    DOWNLOADS = "downloads"  # of an app
    PAGE_VIEWS = "page_views"  # pages of a website
    WIKI_VIEWS = "wiki_views"  # page views of a product's Wikipedia articles: a proxy
    RANK = "rank"  # place in a store's list, 1 is the first: a proxy
    RATINGS = "ratings"  # ratings an app has had so far: a proxy


PROXIES = (Metric.WIKI_VIEWS, Metric.RANK, Metric.RATINGS)
SUMMED = (
    Metric.VISITS,
    Metric.DOWNLOADS,
    Metric.PAGE_VIEWS,
    Metric.WIKI_VIEWS,
)  # days add up


class Granularity(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


UNNAMED = "table"  # as SeriesKey.source: of a table that names nobody
BUNDLED_BATCH = 0  # of Series.batch: what the program brings
# bits of Series.flags
PARTIAL = 1  # some days of the period are not in the number
BELOW = 2  # the number is an upper bound: the source says "<5,000"
MOVED = 4  # made of two sites or apps, as the product moved in this period
RESTATED = 16  # the source said another number of this period before
ASSUMED = 8  # the period's days are not stated by the source, but follow from its form (a month, a week of a given day)


@frozen(kw_only=True)
class SeriesKey:
    """What a series is of. Two series with another key are never joined; what is not said ("") is no other.

    product: id of a product, or its name as the source writes it when nobody knows it. source: who measured
    ("Similarweb", "七麦 Qimai"). asset: domain, app or article ("en.wikipedia/ChatGPT"), "" when the source names the
    product only. geo: "ww" or ISO 3166 alpha-2 in capitals. device: all, desktop, mobile_web, ios, android.
    definition: in the source's words. day_cut: where the source's day begins ("UTC", "EST"), "" when it does not say.
    week_start: 0 (Monday) to 6 of weekly points, None for others.
    """

    product: str
    metric: Metric
    granularity: Granularity
    source: str
    asset: str = ""
    geo: str = "ww"
    device: str = "all"
    definition: str = ""
    day_cut: str = ""
    week_start: int | None = None


@frozen(kw_only=True, eq=False)
class Series:
    """The points of a key, the earliest first, no two with the same start; read-only columns of one length.

    start, end: datetime64[D], both included. value: NaN is a period the source leaves out. step: the last digit that
    was printed, as a number ("3.1B": 1e8), 0 when all digits are there: the true value lies within half a step.
    flags: PARTIAL, BELOW, MOVED, ASSUMED, RESTATED. known_at: UTC seconds from which on the point
    was known (when it was retrieved). batch: number of the import or download it came with, 0 for bundled facts.
    """

    key: SeriesKey
    start: Days
    end: Days
    value: Floats
    step: Floats
    flags: Flags
    known_at: Floats
    batch: Ints

    def __post_init__(self) -> None:
        put = object.__setattr__
        for name, kind in COLUMNS.items():
            column = np.asarray(getattr(self, name), dtype=kind)
            if column.flags.writeable:  # what nobody can write need not be copied: a part of another series
                column = column.copy()
                column.setflags(write=False)
            put(self, name, column)
        if len({len(getattr(self, name)) for name in COLUMNS}) != 1:
            raise ValueError(f"{self.key}: columns of different lengths")
        days = self.start.view(np.int64)
        if (days[1:] <= days[:-1]).any() or np.isnat(self.start[:1]).any() or (self.end < self.start).any():
            raise ValueError(f"{self.key}: the periods are not one after another")

    def __len__(self) -> int:
        return len(self.start)

    def taken(self, which: NDArray[np.bool_] | Ints | slice) -> Series:
        """Only these points."""
        return Series(key=self.key, **{name: getattr(self, name)[which] for name in COLUMNS})

    def between(self, first: dt.date | None, last: dt.date | None) -> Series:
        """The points whose period ends within the days, both included; None is no bound."""
        return self.taken(self.ending(first, last))

    def ending(self, first: dt.date | None, last: dt.date | None) -> NDArray[np.bool_]:
        """Which points those are."""
        keep = np.ones(len(self), np.bool_)
        if first is not None:
            keep &= self.end >= np.datetime64(first, "D")
        if last is not None:
            keep &= self.end <= np.datetime64(last, "D")
        return keep


COLUMNS = {
    "start": "datetime64[D]", "end": "datetime64[D]", "value": "float64", "step": "float64", "flags": "uint8",
    "known_at": "float64", "batch": "int64",
}  # fmt: skip


@frozen(kw_only=True)
class Point:
    """One point, as a source's answer or a user's table states it; see Series."""

    start: dt.date
    end: dt.date
    value: float
    step: float = 0.0
    flags: int = 0


def series_of(key: SeriesKey, points: Iterable[Point], known_at: float, batch: int = 0) -> Series:
    """The points as a series, sorted. Raises ValueError when two begin on one day."""
    rows = sorted(points, key=lambda one: one.start)
    return Series(
        key=key,
        start=np.array([one.start for one in rows], "datetime64[D]"),
        end=np.array([one.end for one in rows], "datetime64[D]"),
        value=np.array([one.value for one in rows], np.float64),
        step=np.array([one.step for one in rows], np.float64),
        flags=np.array([one.flags for one in rows], np.uint8),
        known_at=np.full(len(rows), known_at),
        batch=np.full(len(rows), batch, np.int64),
    )


class Origin(StrEnum):
    """Where a batch came from."""

    BUNDLED = "bundled"
    FILE = "file"
    FETCHED = "fetched"


@frozen(kw_only=True)
class Batch:
    """One import or download: a vintage. known_at, taken_at: UTC seconds; hash: SHA-256 of the file's content.

    name: of the file, or of the source that was asked. known_at is when its numbers were retrieved from whoever
    measured them, taken_at when they came in here.
    """

    number: int = 0
    origin: Origin
    name: str
    source: str
    known_at: float
    taken_at: float
    hash: str = ""
    points: int = 0
