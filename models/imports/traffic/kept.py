"""What the user said of a table's layout, as it is kept from week to week: hints to JSON values and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from models.imports.traffic.values import Hints, Role
from models.products.values import CATEGORIES
from models.traffic.values import Granularity, Metric

TEXTS = ("source", "order", "dates", "scale", "zeros", "geo", "device", "definition", "day_cut")
LONGEST = 200  # characters of a text; a longer one was not written here
MOST = 5000  # columns, products


def written(hints: Hints) -> dict[str, Any]:
    """Only what was said. The year, the period and the day of retrieval are this week's: they are not kept."""
    said: dict[str, Any] = {name: getattr(hints, name) for name in TEXTS if getattr(hints, name)}
    said |= {name: getattr(hints, name) for name in ("unit", "header") if getattr(hints, name)}
    said |= {name: str(getattr(hints, name)) for name in ("metric", "granularity") if getattr(hints, name)}
    said |= {"columns": [[place, str(role)] for place, role in hints.columns]} if hints.columns else {}
    for name in ("products", "categories"):
        if pairs := getattr(hints, name):
            said[name] = [list(pair) for pair in pairs]
    return said


def read(body: Any) -> Hints | None:
    """The hints of a kept paper, what nobody can read left out; None when it is none or says nothing."""
    if not isinstance(body, dict):
        return None
    held: dict[str, Any] = {name: _text(body.get(name)) for name in TEXTS}
    held["unit"] = _number(body.get("unit"), 1e13)
    held["header"] = int(_number(body.get("header"), 1e6))
    held["metric"], held["granularity"] = _of(Metric, body.get("metric")), _of(Granularity, body.get("granularity"))
    held["columns"] = tuple(
        (place, Role(role)) for place, role in _pairs(body.get("columns"), int) if _of(Role, role) is not None
    )
    held["products"] = _pairs(body.get("products"), str)
    held["categories"] = tuple(pair for pair in _pairs(body.get("categories"), str) if pair[1] in CATEGORIES)
    made = Hints(**held)
    return made if made != Hints() else None


def laid_over(remembered: Hints, said: Hints) -> Hints:
    """What was said last time, and over it what is said now."""
    usual, changed = Hints(), dict[str, Any]()
    for one in fields(Hints):
        now = getattr(said, one.name)
        if one.name in ("columns", "products", "categories"):
            changed[one.name] = tuple((dict(getattr(remembered, one.name)) | dict(now)).items())
        else:
            changed[one.name] = now if now != getattr(usual, one.name) else getattr(remembered, one.name)
    return Hints(**changed)


def _text(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= LONGEST else ""


def _number(value: Any, below: float) -> float:
    known = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < below
    return float(value) if known else 0.0


def _of(kind: Any, value: Any) -> Any:
    return kind(value) if isinstance(value, str) and value in tuple(kind) else None


def _pairs(value: Any, first: type) -> tuple[Any, ...]:
    if not isinstance(value, list):
        return ()
    pairs = (tuple(one) for one in value[:MOST] if isinstance(one, list) and len(one) == 2)
    return tuple(
        pair for pair in pairs if type(pair[0]) is first and isinstance(pair[1], str) and len(pair[1]) <= LONGEST
    )
