"""Charts, grids and templates as JSON values and back. Reading does not raise: what is bad falls back alone.

A chart of which one choice cannot be read has the usual one there; keys nobody knows are ignored.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar

from models.charts.values import (
    GROUPS,
    LONGEST_NAME,
    MOST_CHARTS,
    MOST_DAYS,
    SHAPES,
    ChartSpec,
    GridSpec,
    IndicatorChoice,
    Scale,
    Style,
    Template,
    named,
)
from models.values import Adjust, Interval

KIND, GRID, TEMPLATE = "charts", "grid", "template:"  # a template's name follows
VERSION = 1
MOST_INDICATORS = 20
MOST_PARAMS = 12
LONGEST = 64  # of an id or a key
RAMP = 10
BAD = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
Word = TypeVar("Word", bound=StrEnum)


def grid_written(grid: GridSpec) -> dict[str, Any]:
    """As JSON values."""
    return {
        "version": VERSION,
        "shape": grid.shape,
        "active": grid.active,
        "large": grid.large,
        "charts": [chart_written(one) for one in grid.charts],
    }


def grid_read(said: Any) -> GridSpec | None:
    """The grid; None when nothing there says one."""
    if not isinstance(said, Mapping) or not isinstance(said.get("charts"), list):
        return None
    charts = [chart_read(one) for one in said["charts"][:MOST_CHARTS]]
    shape = _number_of(said, "shape", SHAPES, 1)
    charts += [ChartSpec() for _ in range(shape - len(charts))]
    active = _number_of(said, "active", range(shape), 0)
    return GridSpec(shape=shape, charts=tuple(charts), active=active, large=said.get("large") is True)


def template_written(template: Template) -> dict[str, Any]:
    """As JSON values, with its name."""
    return {"name": template.name} | grid_written(template.grid)


def template_read(said: Any) -> Template | None:
    """The template; None when nothing there says one."""
    name, grid = said.get("name") if isinstance(said, Mapping) else None, grid_read(said)
    name = named(name[: 2 * LONGEST_NAME]) if isinstance(name, str) else ""
    return Template(name=name, grid=grid) if name and grid else None


def chart_written(spec: ChartSpec) -> dict[str, Any]:
    """As JSON values."""
    made = {one.name: getattr(spec, one.name) for one in fields(spec)}
    made |= {name: str(made[name]) for name in ("interval", "style", "scale", "adjust")}
    made["indicators"] = [{"key": one.key, "params": list(one.params), "colour": one.colour} for one in spec.indicators]
    return made


def chart_read(said: Any) -> ChartSpec:
    """The chart, the usual one where nothing of it can be read."""
    usual = ChartSpec()
    made = {}
    for name, read in READ.items():
        try:
            made[name] = read(said[name])
        except BAD:
            made[name] = getattr(usual, name)
    return ChartSpec(**made)


def _number_of(said: Mapping[str, Any], name: str, known: Container[int], usual: int) -> int:
    value = said.get(name)
    return int(value) if _whole(value) and value in known else usual


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise TypeError("not a text")
    return value


def _within(most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not _whole(value) or not 0 <= value <= most:
            raise ValueError("out of reach")
        return int(value)

    return read


def _word(kind: type[Word]) -> Callable[[Any], Word]:
    return lambda value: kind(_text(value))


def _indicators(value: Any) -> tuple[IndicatorChoice, ...]:
    """Those that can be read; one that nobody knows is left to whoever draws it."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    made = []
    for one in value[:MOST_INDICATORS]:
        try:
            made.append(_indicator(one))
        except BAD:
            continue
    return tuple(made)


def _indicator(said: Any) -> IndicatorChoice:
    if not isinstance(said, dict):
        raise TypeError("not an indicator")
    params = said.get("params", [])
    if not isinstance(params, list) or len(params) > MOST_PARAMS or not all(_number(one) for one in params):
        raise TypeError("not parameters")
    colour = said.get("colour")
    known = _whole(colour) and 0 <= colour < RAMP
    return IndicatorChoice(
        key=_text(said["key"]), params=tuple(float(one) for one in params), colour=colour if known else None
    )


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


READ: dict[str, Callable[[Any], Any]] = {
    "instrument": _text,
    "interval": _word(Interval),
    "minute_days": _within(MOST_DAYS),
    "style": _word(Style),
    "scale": _word(Scale),
    "adjust": _word(Adjust),
    "indicators": _indicators,
    "extended": _flag,
    "volume": _flag,
    "events": _flag,
    "local_time": _flag,
    "link": _within(GROUPS),
}
