"""Monthly visits side by side: a row a month, a column a product and publisher, and plain data for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from models.traffic.published import Site, Traffic, Visits
from models.values import Floats
from models.workbook import Column, Format, Line, Sheet

Texts = Mapping[str, str]


def product_of(traffic: Traffic, text: str) -> Site | None:
    """The product of a name or a site, in any case; None when there is none."""
    word = _folded(text)
    return next((one for one in traffic.products if word in (_folded(one.name), _folded(one.domain))), None)


def publisher_of(product: Site, text: str) -> str | None:
    """The publisher that begins with ``text`` or has the word, in any case; "" is the only one. None when unclear."""
    found = [
        one for one in product.publishers if _folded(one).startswith(_folded(text)) or _folded(text) in _words(one)
    ]
    return found[0] if len(found) == 1 else None


def between(series: Sequence[Visits], first: dt.date | None, last: dt.date | None) -> tuple[Visits, ...]:
    """The months from that of ``first`` to that of ``last``; series without any are left out."""
    return tuple(made for one in series if len(made := _between(one, first, last)))


def named(one: Visits) -> str:
    """ChatGPT (Toolify)."""
    return f"{one.product} ({one.publisher})"


def as_json(series: Sequence[Visits], traffic: Traffic) -> list[dict[str, Any]]:
    """Plain data, a series each; visits a month as published, null where the publisher printed none."""
    sites = {one.name: one for one in traffic.products}
    return [
        {
            "product": one.product, "domain": sites[one.product].domain, "category": sites[one.product].category,
            "publisher": one.publisher,
            "months": [
                {"month": str(month), "visits": _count(value)}
                for month, value in zip(one.months, one.visits.tolist(), strict=True)
            ],
        }
        for one in series
    ]  # fmt: skip


def as_csv(series: Sequence[Visits]) -> str:
    """A line a month, a column a series; visits as published, empty where nobody printed any."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["month", *map(named, series)])
    for month, values in _rows(series):
        writer.writerow([month, *("" if value is None else int(value) for value in values)])
    return out.getvalue()


def as_sheet(series: Sequence[Visits], title: str, texts: Texts) -> Sheet:
    """The table a reader sees, publishers under it."""
    columns = [Column(title=texts["visits.month"])]
    columns += [Column(title=named(one), format=Format.BIG, width=22) for one in series]
    publishers = ", ".join(dict.fromkeys(one.publisher for one in series))
    return Sheet(
        title=title,
        above=(title,),
        columns=tuple(columns),
        lines=tuple(Line(values=(month, *values)) for month, values in _rows(series)),
        under=(texts["visits.publishers"].format(names=publishers), texts["visits.apart"]),
    )


def _rows(series: Sequence[Visits]) -> list[tuple[str, list[float | None]]]:
    first, last = min(one.months[0] for one in series), max(one.months[-1] for one in series)
    months = np.arange(first, last + 1)
    columns = [_at(one, months) for one in series]
    return [
        (str(month), [None if np.isnan(column[place]) else float(column[place]) for column in columns])
        for place, month in enumerate(months)
    ]


def _at(one: Visits, months: np.ndarray[Any, Any]) -> Floats:
    made = np.full(len(months), np.nan)
    begin = int((one.months[0] - months[0]).astype(np.int64))
    made[begin : begin + len(one)] = one.visits
    return made


def _between(one: Visits, first: dt.date | None, last: dt.date | None) -> Visits:
    keep = np.ones(len(one), np.bool_)
    if first is not None:
        keep &= one.months >= np.datetime64(first, "M")
    if last is not None:
        keep &= one.months <= np.datetime64(last, "M")
    return Visits(product=one.product, publisher=one.publisher, months=one.months[keep], visits=one.visits[keep])


def _count(value: float) -> int | None:
    return int(value) if value == value else None  # NaN is missing


def _words(publisher: str) -> list[str]:
    return _folded(publisher).split()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
