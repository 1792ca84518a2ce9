"""The agreed shape of an answer: what is not as agreed is named, and nothing of the answer is taken.

For adapters. Fields are taken by their name where they have one, by their place with a check where they have none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from data_sources.guards.scalars import missing, number
from models.errors import Unreadable

WRAPPED = re.compile(rb"[\w$.]+\s*\((.*)\)\s*;?", re.DOTALL)  # JSONP
CAP_FAR, CAP_NEAR, CAP_ROUNDED = 0.05, 5e-4, 0.6e6  # of the cap; in currency units, half of 0.01 亿 and a bit
ASSIGNED = re.compile(rb"(?:var\s+)?[\w$.]+\s*=\s*(?=[\[{])")


def json_of(body: bytes, source: str) -> Any:
    """The value in ``body``, taken out of ``callback(...)`` or ``name=...``. Raises Unreadable when cut off."""
    text = body.strip()
    wrapped = WRAPPED.fullmatch(text)
    text = wrapped[1] if wrapped else ASSIGNED.sub(b"", text, count=1).rstrip(b";")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("an answer that is no JSON: cut off?", source=source) from error
    if not value and not isinstance(value, int | float):
        raise Unreadable("an empty answer: throttled, or an unknown code", source=source)
    return value


def at(answer: object, path: str, source: str) -> Any:
    """What stands at ``data.diff`` of an answer. Raises Unreadable naming the first step that is not there."""
    place, walked = answer, list[str]()
    for step in path.split("."):
        walked.append(step)
        if not isinstance(place, Mapping) or step not in place:
            raise Unreadable(f"no field {'.'.join(walked)}", source=source)
        place = place[step]
    return place


def rows_at(answer: object, path: str, source: str) -> list[Any]:
    """The non-empty list at ``path``. Null and empty are what throttling looks like, so they are failures."""
    found = at(answer, path, source)
    if not found:
        raise Unreadable("an empty answer: throttled, or an unknown code", source=source)
    if not isinstance(found, list):
        raise Unreadable(f"field {path} is no list", source=source)
    return found


def require(row: object, names: Iterable[str], source: str) -> Mapping[str, Any]:
    """``row`` if it has every field of ``names``. Raises Unreadable naming those it has not."""
    if not isinstance(row, Mapping):
        raise Unreadable("a row that is no object", source=source)
    if absent := [name for name in names if name not in row]:
        raise Unreadable(f"no field {', '.join(absent)}", source=source)
    return row


def figure(value: object, name: str, source: str) -> float | None:
    """The number of a field; None where the source says it has none. Raises Unreadable when it is another type."""
    found = number(value)
    if found is None and not missing(value):
        raise Unreadable(f"field {name} holds {str(value)[:40]!r}, which is no number", source=source)
    return found


def sure_shares(cap: float | None, last: float | None, shares: float | None, source: str) -> float | None:
    """``shares`` if cap = price times shares bears them out or cannot tell; None where they are somebody else's.

    Far from it, fields have moved and nothing of the line is believed: raises Unreadable.
    """
    if not (cap and last and shares):
        return shares
    off = abs(cap - last * shares)
    if off > CAP_FAR * cap:
        raise Unreadable("market cap is not price times shares: fields moved?", source=source)
    return shares if off <= max(CAP_NEAR * cap, CAP_ROUNDED) else None


def check_change(said: float | None, last: float | None, before: float | None, slack: float, source: str) -> None:
    """The source's own change is last minus previous close; where it is not, fields have moved."""
    if not said or last is None:
        return
    if before is None or abs(said - (last - before)) > slack:
        raise Unreadable("the change is not last minus previous close: fields moved?", source=source)


def price(value: object, name: str, source: str) -> float | None:
    """A price or a size: as ``figure``, and 0 or less is missing too."""
    found = figure(value, name, source)
    return found if found is not None and found > 0 else None
