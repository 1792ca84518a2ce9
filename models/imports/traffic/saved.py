"""Answers of Similarweb's interface that somebody saved as JSON, as tables: v5, v1, the older one, the extension's.

Shapes as the vendor documents them and as recorded; a domain that an answer does not hold is looked for in the file's
name by whoever reads the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from models.imports.traffic.domains import within
from models.imports.values import Cell, Grid

HEADS = ("Domain", "Date", "Country", "Device", "Visits", "Page Views")
OTHER = re.compile(r"bounce|duration|page|reach|rank|rate", re.IGNORECASE)
DEEPEST = 200_000  # rows
Rows = list[tuple[Cell, ...]]


def grids_of(answer: object, name: str) -> tuple[Grid, ...]:
    """A table for every answer in ``answer``. Raises ValueError when none states visits."""
    answers = answer if isinstance(answer, list) else [answer]
    if answers and all(_is_point(one) for one in answers):
        answers = [{"data": answers}]
    grids = [made for one in answers[:1000] if isinstance(one, Mapping) for made in _grids(one, name)]
    if not grids:
        raise ValueError("JSON, but no answer of Similarweb that states visits")
    return tuple(grids)


def _is_point(value: object) -> bool:
    return isinstance(value, Mapping) and "date" in value and "visits" in value


def _grids(answer: Mapping[str, Any], name: str) -> list[Grid]:
    meta = _mapping(answer.get("meta"))
    status = str(meta.get("status", "Success"))
    if status.lower() not in ("success", "ok"):
        raise ValueError(f"Similarweb answered: {status[:60]} {str(meta.get('error_message', ''))[:100]}".strip())
    asked = _mapping(meta.get("request"))
    about = (_text(asked.get("domain")), _text(asked.get("country")), _device(asked))
    rows = _v5(answer, about) or _v1(answer, about) or _extension(answer) or _older(answer, name)
    length = _text(asked.get("granularity")) or ("monthly" if "EstimatedMonthlyVisits" in answer else "")
    caption = " ".join(("Similarweb", length, rows[0][0] or "")) if rows and isinstance(rows[0][0], str) else ""
    return [_grid(caption or f"Similarweb {length}".strip(), rows[:DEEPEST])] if rows else []


def _grid(caption: str, rows: Rows) -> Grid:
    """Without the columns that say nothing."""
    kept = [place for place in range(len(HEADS)) if any(row[place] not in (None, "") for row in rows)]
    body = [tuple(row[place] for place in kept) for row in rows]
    return Grid(title="JSON", rows=((caption,), tuple(HEADS[place] for place in kept), *body))


def _v5(answer: Mapping[str, Any], about: tuple[str, str, str]) -> Rows:
    """{"meta": {"request": {...}}, "data": [{"date", "visits", "page_views"?, "domain"?}]}."""
    return [_row(point, about) for point in _points(answer.get("data"))]


def _v1(answer: Mapping[str, Any], about: tuple[str, str, str]) -> Rows:
    """{"meta": ..., "visits": [{"date", "visits"}]}."""
    return [_row(point, about) for point in _points(answer.get("visits"))]


def _row(point: Mapping[str, Any], about: tuple[str, str, str]) -> tuple[Cell, ...]:
    domain, country, device = about
    return (
        _text(point.get("domain")) or domain, _text(point.get("date")), _text(point.get("country")) or country,
        _text(point.get("web_source")) or device, _cell(point.get("visits")), _cell(point.get("page_views")),
    )  # fmt: skip


def _extension(answer: Mapping[str, Any]) -> Rows:
    """{"SiteName", "EstimatedMonthlyVisits": {day: visits}}, else "Engagments" of one month."""
    site = _text(answer.get("SiteName"))
    months = _mapping(answer.get("EstimatedMonthlyVisits"))
    if months:
        return [(site, str(day)[:10], "", "", _cell(visits), None) for day, visits in months.items()]
    last = _mapping(answer.get("Engagments", answer.get("Engagements")))
    if not {"Year", "Month", "Visits"} <= set(last):
        return []
    return [(site, f"{_text(last['Year'])}-{_text(last['Month']).zfill(2)}", "", "", _cell(last["Visits"]), None)]


def _older(answer: Mapping[str, Any], name: str) -> Rows:
    """{"Values": [{"Date", "Value"}]}, of what the file's name says."""
    points = [one for one in _list(answer.get("Values")) if isinstance(one, Mapping) and "Value" in one]
    if "visits" not in name.lower() or OTHER.search(name.replace("legacy", "")):
        return []
    return [(within(name), _text(one.get("Date")), "", "", _cell(one["Value"]), None) for one in points]


def _points(value: object) -> Iterable[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, Mapping) and "date" in one and _counts(one)]


def _counts(point: Mapping[str, Any]) -> bool:
    return "visits" in point or "page_views" in point


def _device(asked: Mapping[str, Any]) -> str:
    source = _text(asked.get("web_source")).replace("_", " ")
    return "all" if source == "total" else source


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value[:DEEPEST] if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value)[:200] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _cell(value: object) -> Cell:
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value) if abs(value) < 10**18 else None
    return value if isinstance(value, str | float) else None
