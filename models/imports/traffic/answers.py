"""The user's answer to a question, as hints for reading the table again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from models.imports.traffic.values import Asked, Hints
from models.traffic.values import Granularity, Metric

CHOICES = {Asked.ORDER: ("dmy", "mdy"), Asked.DATES: ("first", "last"), Asked.SCALE: ("cell", "both"),
           Asked.ZEROS: ("missing", "number")}  # fmt: skip


def answered(hints: Hints, asked: Asked, value: str) -> Hints:
    """``hints`` with this answer. Raises ValueError when it is none."""
    read: dict[str, Any] = {asked.value: _read(asked, value.strip())}
    return replace(hints, **read)


def _read(asked: Asked, said: str) -> object:
    if asked is Asked.METRIC:
        return Metric(said)
    if asked is Asked.GRANULARITY:
        return Granularity(said)
    if asked is Asked.UNIT:
        return _unit(said)
    if asked is Asked.YEAR:
        return _year(said)
    if asked is Asked.PERIOD:
        return _period(said)
    if not said or said not in CHOICES.get(asked, (said,)):
        raise ValueError(f"not an answer: {said[:40]}")
    return said[:60]


def _unit(said: str) -> float:
    unit = float(said)
    if not 1 <= unit <= 1e12:
        raise ValueError("a unit is 1 at least")
    return unit


def _year(said: str) -> int:
    year = int(said)
    if not 1980 <= year <= 2100:
        raise ValueError("not a year")
    return year


def _period(said: str) -> str:
    first, _, last = said.partition("/")
    start, end = dt.date.fromisoformat(first.strip()), dt.date.fromisoformat((last or first).strip())
    if end < start:
        raise ValueError("it ends before it begins")
    return f"{start}/{end}"
