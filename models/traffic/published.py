"""Visits a month to the sites of AI products, as publishers printed them: one series a product and publisher.

Publishers do not measure alike: a series is never continued with another publisher's months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from models.values import Days, Floats

CATEGORIES = ("text", "image", "video")  # in the order of the note's figures
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_COUNT = re.compile(r"\d{1,15}")
FIELDS = ("product", "domain", "category", "month", "visits", "as_published_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An AI product with a site. name: as published. publishers: those with a series of it, the earliest first."""

    name: str
    domain: str
    category: str
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Visits:
    """One publisher's visits to one product's site, read-only columns of one length.

    months: datetime64[M], every calendar month from the first to the last that was published.
    visits: visits in the month (not 万次); NaN where the publisher printed none.
    """

    product: str
    publisher: str
    months: Days
    visits: Floats

    def __post_init__(self) -> None:
        put = object.__setattr__
        for name, kind in (("months", "datetime64[M]"), ("visits", "float64")):
            column = np.array(getattr(self, name), dtype=kind)
            column.setflags(write=False)
            put(self, name, column)
        if len(self.months) != len(self.visits) or (np.diff(self.months).astype(np.int64) != 1).any():
            raise ValueError(f"{self.product}, {self.publisher}: the months are not one after another")

    def __len__(self) -> int:
        return len(self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """The products by category, then name; and their series in the same order."""

    products: tuple[Site, ...]
    series: tuple[Visits, ...]

    def of(self, product: str) -> tuple[Visits, ...]:
        """Every publisher's series of a product, the earliest first; () of one that is not known."""
        return tuple(one for one in self.series if one.product == product)


def traffic_from(rows: Iterable[Mapping[str, str]]) -> Traffic:
    """The traffic of a table with the columns FIELDS: month as YYYY-MM, visits as a whole number.

    Raises ValueError naming what does not fit: a field that is missing or no month or count, a month published twice
    by one publisher, a product with two sites or categories.
    """
    sites: dict[str, tuple[str, str]] = {}
    held: dict[str, dict[str, dict[str, int]]] = {}
    for row in rows:
        _check(row)
        name, site = row["product"], (row["domain"], row["category"])
        if sites.setdefault(name, site) != site:
            raise ValueError(f"{name}: two sites or categories: {sites[name]}, {site}")
        months = held.setdefault(name, {}).setdefault(row["as_published_by"], {})
        if row["month"] in months:
            raise ValueError(f"{name}, {row['as_published_by']}: {row['month']} twice")
        months[row["month"]] = int(row["visits"])
    return _traffic(sites, held)


def _check(row: Mapping[str, str]) -> None:
    if not all(row.get(key) for key in FIELDS):
        raise ValueError(f"a month of visits lacks a field: {dict(row)}")
    if row["category"] not in CATEGORIES or not _MONTH.fullmatch(row["month"]) or not _COUNT.fullmatch(row["visits"]):
        raise ValueError(f"no category, month or count of visits: {dict(row)}")


def _traffic(sites: Mapping[str, tuple[str, str]], held: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Traffic:
    order = sorted(sites, key=lambda name: (CATEGORIES.index(sites[name][1]), name))
    products, series = [], []
    for name in order:
        publishers = sorted(held[name], key=lambda publisher: (min(held[name][publisher]), publisher))
        domain, category = sites[name]
        products.append(Site(name=name, domain=domain, category=category, publishers=tuple(publishers)))
        series += [_visits(name, publisher, held[name][publisher]) for publisher in publishers]
    return Traffic(products=tuple(products), series=tuple(series))


def _visits(product: str, publisher: str, held: Mapping[str, int]) -> Visits:
    known = np.array(sorted(held), "datetime64[M]")
    months = np.arange(known[0], known[-1] + 1)
    visits = np.full(len(months), np.nan)
    visits[(known - known[0]).astype(np.int64)] = [held[month] for month in sorted(held)]
    return Visits(product=product, publisher=publisher, months=months, visits=visits)
