"""What is remembered of a layout: the user's lasting answers under the fingerprint of its captions and headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from models.imports.traffic.shapes import Table
from models.imports.traffic.values import Hints, Role, Template
from models.traffic.values import Granularity, Metric

KIND = "import_templates"  # a paper a layout, under its fingerprint
ONCE = ("year", "period", "known_at")  # answers of one week
TEXTS = ("source", "order", "dates", "scale", "zeros", "geo", "device", "definition", "day_cut")
PAIRS = ("products", "categories")


def fingerprint(tables: Sequence[Table]) -> str:
    """The same for next week's tables: layout, captions and headings without their figures; "" without a table."""
    said = [
        "|".join((table.layout.value, *table.above, *(one.text if one is not None else "" for one in table.marks)))
        for table in tables
    ]
    bare = re.sub(r"[\d\s./~—–-]+", "#", "\n".join(said).lower())
    return hashlib.sha256(re.sub(r"(?:\|#)+", "|#", bare).encode()).hexdigest() if tables else ""


def lasting(hints: Hints) -> Hints:
    """Without what holds for one week only."""
    usual = Hints()
    return replace(hints, **{name: getattr(usual, name) for name in ONCE})


def recalled(hints: Hints, template: Template) -> Hints:
    """``hints``, and what the template remembers where they say nothing."""
    usual = Hints()
    known = {one.name: getattr(hints, one.name) for one in fields(hints)}
    kept = {name: getattr(template.hints, name) for name, said in known.items() if said == getattr(usual, name)}
    return replace(hints, **{name: said for name, said in kept.items() if name not in ONCE})


def dump(template: Template) -> dict[str, Any]:
    """As JSON can hold it: only what is said."""
    usual = Hints()
    said = {one.name: getattr(template.hints, one.name) for one in fields(usual)}
    kept = {name: value for name, value in said.items() if value != getattr(usual, name)}
    return {"fingerprint": template.fingerprint, "hints": {name: _plain(value) for name, value in kept.items()}}


def _plain(value: object) -> object:
    return [list(pair) for pair in value] if isinstance(value, tuple) else value


def load(value: object) -> Template | None:
    """What dump() made; what is no answer in it is left out, and what is none at all is None."""
    if not isinstance(value, Mapping) or not isinstance(mark := value.get("fingerprint"), str) or not mark:
        return None
    said = value.get("hints")
    return Template(fingerprint=mark, hints=_hints(said if isinstance(said, Mapping) else {}))


def _hints(said: Mapping[str, Any]) -> Hints:
    kept: dict[str, Any] = {name: said[name] for name in TEXTS if isinstance(said.get(name), str)}
    kept |= {name: found for name in PAIRS if (found := _pairs(said.get(name)))}
    if said.get("metric") in tuple(Metric):
        kept["metric"] = Metric(said["metric"])
    if said.get("granularity") in tuple(Granularity):
        kept["granularity"] = Granularity(said["granularity"])
    if isinstance(unit := said.get("unit"), int | float) and not isinstance(unit, bool) and 1 <= unit <= 1e12:
        kept["unit"] = float(unit)
    if type(header := said.get("header")) is int and 0 < header < 1_000_000:
        kept["header"] = header
    return Hints(**kept, columns=_roles(said.get("columns")))


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = value if isinstance(value, list) else []
    return tuple((one[0], one[1]) for one in pairs if isinstance(one, list) and list(map(type, one)) == [str, str])


def _roles(value: object) -> tuple[tuple[int, Role], ...]:
    pairs = value if isinstance(value, list) else []
    return tuple(
        (one[0], Role(one[1]))
        for one in pairs
        if isinstance(one, list) and len(one) == 2 and type(one[0]) is int and one[1] in tuple(Role)
    )
