"""Announcements as a table and as plain data: each with what its date is and who announced it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.events import DateBasis, Event
from models.workbook import Column, Format, Line, Sheet

Texts = Mapping[str, str]
COLUMNS = ("date", "date_basis", "category", "vendor", "product", "event", "own")
BASES = {
    DateBasis.PUBLICATION: "publication",
    DateBasis.ARTICLE: "article",
    DateBasis.PAGE: "page",
    DateBasis.WEEK: "week",
}
WIDTHS = (12, 14, 10, 24, 36, 40, 6)


@dataclass(frozen=True, slots=True)
class Listed:
    """An announcement, and whether its vendor is linked to what was asked about itself, not only to its market."""

    event: Event
    own: bool


def as_json(listed: Iterable[Listed]) -> list[dict[str, Any]]:
    """Plain data, names as their vendors write them; a remark that is not there is null."""
    return [_row(one) | {"event": one.event.event or None} for one in listed]


def as_csv(listed: Iterable[Listed]) -> str:
    """The same with a header line; a missing remark is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(one) | {"own": int(one.own)} for one in listed)
    return out.getvalue()


def as_sheet(listed: Iterable[Listed], title: str, texts: Texts, under: Iterable[str] = ()) -> Sheet:
    """The table a reader sees, oldest first. under: the sentences below it."""
    kinds = (Format.DATE, *(Format.TEXT for _ in COLUMNS[1:]))
    columns = [
        Column(title=texts[f"events.column.{key}"], format=kind, width=width)
        for key, kind, width in zip(COLUMNS, kinds, WIDTHS, strict=True)
    ]
    lines = tuple(_line(one, texts) for one in listed)
    return Sheet(title=title, above=(title,), columns=tuple(columns), lines=lines, under=tuple(under))


def _row(one: Listed) -> dict[str, Any]:
    held = one.event
    return {
        "date": held.date.isoformat(), "date_basis": str(held.date_basis), "category": held.category,
        "vendor": held.vendor, "product": held.product, "event": held.event, "own": one.own,
    }  # fmt: skip


def _line(one: Listed, texts: Texts) -> Line:
    held = one.event
    category = texts.get(f"event.category.{held.category}", held.category)
    basis = texts[f"event.basis.{BASES[held.date_basis]}"]
    own = texts["events.own"] if one.own else ""
    return Line(values=(held.date, basis, category, held.vendor, held.product, held.event, own))
