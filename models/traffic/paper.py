"""A view as JSON values, and back: what the tab showed last, and what a figure of the user's is kept as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from models.traffic.chosen import SPANS, Shape, View
from models.traffic.values import Granularity, Metric

KIND, LAST, PAGE = "traffic", "last", "page"  # papers: a view, and whether the note's figures stand on one page
LONGEST, MOST = 200, 500  # letters of a name, and names of a list
DAYS = 7


def written(view: View) -> dict[str, Any]:
    """As JSON values: enums as words, days as YYYY-MM-DD."""
    return {one.name: _plain(getattr(view, one.name)) for one in fields(view)}


def read(said: Any) -> View | None:
    """The view; None when nothing there says one. What is bad in it falls back alone.

    A window whose last day is before its first is none, and the usual one stands in its place.
    """
    if not isinstance(said, Mapping):
        return None
    usual = View()
    held = {key: take(said[key], getattr(usual, key)) for key, take in _TAKES.items() if key in said}
    first, last = held.get("first"), held.get("last")
    if first is not None and last is not None and last < first:
        held["first"] = held["last"] = None
    return View(**held)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _word(said: Any, usual: str) -> str:
    return said if isinstance(said, str) and len(said) <= LONGEST else usual


def _words(said: Any, usual: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(said, list):
        return usual
    return tuple(dict.fromkeys(one for one in said if isinstance(one, str) and 0 < len(one) <= LONGEST))[:MOST]


def _date(said: Any, usual: dt.date | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said)
    except (TypeError, ValueError):
        return usual


def _switch(said: Any, usual: bool) -> bool:
    return said if isinstance(said, bool) else usual


def _one_of(kind: type[StrEnum]) -> Callable[[Any, Any], Any]:
    def take(said: Any, usual: Any) -> Any:
        try:
            return kind(said)
        except ValueError:
            return usual

    return take


def _number(allowed: range | tuple[int, ...]) -> Callable[[Any, Any], Any]:
    return lambda said, usual: said if type(said) is int and said in allowed else usual


_TAKES: dict[str, Callable[[Any, Any], Any]] = {
    "category": _word, "products": _words, "metric": _one_of(Metric), "granularity": _one_of(Granularity),
    "source": _word, "geo": _word, "device": _word, "week_end": _number(range(DAYS)), "shape": _one_of(Shape),
    "by_product": _switch, "days": _number(SPANS), "first": _date, "last": _date, "base": _date, "align": _word,
    "log": _switch, "split": _switch, "events": _switch, "prices": _switch, "left_out": _words, "known_on": _date,
}  # fmt: skip
