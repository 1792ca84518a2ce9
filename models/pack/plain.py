"""Frozen values as JSON values and back, by their type hints: every float to the last bit, a missing one null.

Columns of numpy become lists, dates ISO 8601, mappings objects (their keys as text). Nothing but the named type is made
of a text: no class is chosen by what a file says.
"""

from __future__ import annotations

import datetime as dt
import math
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

Made = TypeVar("Made")


def plain(value: Any) -> Any:
    """``value`` as JSON values."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.date):  # a moment is one, too
        return value.isoformat()
    if isinstance(value, np.ndarray):
        return _column(value)
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    return [plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]


def _column(column: Any) -> list[Any]:
    if column.dtype.kind == "M":
        return [str(day) for day in column.astype("datetime64[D]")]
    held = column.tolist()
    return [one if math.isfinite(one) else None for one in held] if column.dtype.kind == "f" else held


def made(kind: type[Made], said: Any) -> Made:
    """The value of a type that ``plain`` gave. Raises ValueError, TypeError or KeyError when it is none."""
    held: Made = of_hint(kind, said)
    return held


def of_hint(kind: Any, said: Any) -> Any:
    """The value of a type hint, e.g. of a tuple or a mapping of values; raises as ``made``."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), said)
    if origin is tuple:
        return _tuple(get_args(kind), said)
    if origin in (frozenset, Mapping, dict):
        return _many(origin, get_args(kind), said)
    if kind is Any:
        return said
    if kind is np.ndarray:
        return said  # the value's own constructor knows of which type the column is
    if is_dataclass(kind):
        return _frozen(kind, said)
    return _simple(kind, said)


def _simple(kind: Any, said: Any) -> Any:
    if kind is float:
        return _number(said)
    if kind in (str, int, bool):
        if type(said) is not kind:
            raise ValueError(f"no {kind.__name__}: {said!r:.40}")
        if kind is str:
            said.encode()  # half a character (a lone surrogate) could never be written again
        return said
    if issubclass(kind, dt.date):
        return kind.fromisoformat(said)
    if issubclass(kind, Enum):
        return kind(said)
    raise TypeError(f"no value of a pack: {kind}")


def _number(said: Any) -> float:
    if said is not None and type(said) not in (int, float):
        raise ValueError(f"no number: {said!r:.40}")
    return float("nan") if said is None else float(said)


def _one_of(kinds: tuple[Any, ...], said: Any) -> Any:
    """Of an optional value."""
    if said is None and type(None) in kinds:
        return None
    return of_hint(next(kind for kind in kinds if kind is not type(None)), said)


def _tuple(kinds: tuple[Any, ...], said: Any) -> Any:
    held = _listed(said)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(of_hint(kinds[0], one) for one in held)
    return tuple(of_hint(kind, one) for kind, one in zip(kinds, held, strict=True))


def _many(origin: Any, kinds: tuple[Any, ...], said: Any) -> Any:
    if origin is frozenset:
        return frozenset(of_hint(kinds[0], one) for one in _listed(said))
    if not isinstance(said, Mapping):
        raise ValueError(f"no mapping: {said!r:.40}")
    return {of_hint(kinds[0], key): of_hint(kinds[1], one) for key, one in said.items()}


def _listed(said: Any) -> list[Any]:
    if not isinstance(said, list):
        raise ValueError(f"no list: {said!r:.40}")
    return said


def _frozen(kind: Any, said: Any) -> Any:
    """A field that the file does not have keeps its usual value: it was written by an older version."""
    if not isinstance(said, Mapping):
        raise ValueError(f"no {kind.__name__}: {said!r:.40}")
    hints = _hints(kind)
    return kind(**{name: _field(hints[name], said[name]) for name in hints if name in said})


def _field(kind: Any, said: Any) -> Any:
    if kind is np.ndarray:
        return [_cell(one) for one in _listed(said)]
    return of_hint(kind, said)


def _cell(said: Any) -> Any:
    """One value of a column: a number or a day."""
    if said is not None and type(said) not in (int, float, str):
        raise ValueError(f"no number: {said!r:.40}")
    return float("nan") if said is None else said


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(kind).items() if name in {one.name for one in fields(kind)}}
