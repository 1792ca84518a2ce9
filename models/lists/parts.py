"""The user's lists as named JSON values, which is how they are kept: an edit writes only the parts it changed.

"order" (list ids), "list:<id>" (titles, sections, members), "look:<id>" (pinned, folded, columns: how a list is shown),
"instrument:<id>", "pins", "mark:<id>", "alert:<id>", "set:<name>". How a list is shown stands apart from what is in it,
so that folding one of 5,000 rows writes a line, and taking a row's removal back leaves the folding alone.

A list as the program ships it is kept as ``{"shipped": true}``: while the user has not touched what is in it, it
follows a later version of the program. Once touched it is the user's. A list that a later version adds does not come
by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from models.alerts.values import Alert
from models.instruments import Instrument
from models.lists.reading import Reading
from models.lists.values import Lists, Mark, NamedList

Value = TypeVar("Value")
NOTHING = Lists()
SHIPPED = {"shipped": True}


def parts_of(lists: Lists, default: Lists = NOTHING) -> dict[str, Any]:
    """Every part. default: the lists as this version of the program ships them."""
    return changed(NOTHING, lists, default)


def changed(before: Lists, after: Lists, default: Lists = NOTHING) -> dict[str, Any]:
    """The parts of ``after`` that are not those of ``before``; None for what is gone."""
    if before is after:
        return {}
    made = _lists(before, after, default)
    made |= _each("instrument", before.known, after.known, _instrument)
    made |= {"pins": list(after.pins)} if before.pins != after.pins else {}
    made |= _each("mark", before.marks, after.marks, _mark)
    made |= _each("alert", before.alerts, after.alerts, _alert)
    return made | _each("set", before.sets, after.sets, list)


def lists_from(parts: Mapping[str, Any], default: Lists = NOTHING) -> tuple[Lists, tuple[str, ...]]:
    """The lists that ``parts`` say, ``default`` when they say nothing, and the names of parts that cannot be read.

    A bad part falls back alone: a list is missing, an instrument has no name, a column set is the usual one.
    """
    return laid_over(NOTHING, parts, default) if parts else (default, ())


def laid_over(lists: Lists, parts: Mapping[str, Any], default: Lists = NOTHING) -> tuple[Lists, tuple[str, ...]]:
    """What ``lists`` become once these parts are so (None: gone), and the names of those that cannot be read.

    What no part names stays the same object.
    """
    reading = Reading(lists, default)
    for name, value in parts.items():
        reading.take(name, value)
    return reading.whole(), tuple(reading.bad)


def _lists(before: Lists, after: Lists, default: Lists) -> dict[str, Any]:
    made: dict[str, Any] = {}
    old, new = ({one.id: one for one in held.lists} for held in (before, after))
    if list(old) != list(new):
        made["order"] = list(new)
    for name, one in new.items():
        was = old.get(name)
        if was is one:
            continue
        if was is None or _content(was) != _content(one):
            shipped = default.named(name)
            made[f"list:{name}"] = SHIPPED if shipped and _content(shipped) == _content(one) else _written(one)
        if was is None or _look(was) != _look(one):
            made[f"look:{name}"] = _look(one)
    for name in old.keys() - new.keys():
        made[f"list:{name}"] = made[f"look:{name}"] = None
    return made


def _each(
    kind: str, before: Mapping[str, Value], after: Mapping[str, Value], write: Callable[[Value], Any]
) -> dict[str, Any]:
    if before is after:
        return {}
    made = {f"{kind}:{name}": write(one) for name, one in after.items() if _differs(before.get(name), one)}
    return made | {f"{kind}:{name}": None for name in before.keys() - after.keys()}


def _differs(old: object, new: object) -> bool:
    return old is not new and old != new


def _content(one: NamedList) -> tuple[Any, ...]:
    """What is in a list, to be compared; members that are the same tuple compare fast."""
    return one.name_zh, one.name_en, [(s.id, s.name_zh, s.name_en, s.members) for s in one.sections]


def _written(one: NamedList) -> dict[str, Any]:
    sections = [
        {"id": s.id, "name_zh": s.name_zh, "name_en": s.name_en, "members": list(s.members)} for s in one.sections
    ]
    return {"name_zh": one.name_zh, "name_en": one.name_en, "sections": sections}


def _look(one: NamedList) -> dict[str, Any]:
    return {
        "pinned": one.pinned,
        "folded": {section.id: True for section in one.sections if section.folded},
        "set": one.chosen.set,
        "columns": list(one.chosen.columns),
        "widths": dict(one.chosen.widths),
    }


def _instrument(one: Instrument) -> dict[str, str]:
    return {
        "kind": one.kind.value,
        "market": one.market.value,
        "exchange": one.exchange,
        "name_zh": one.name_zh,
        "name_en": one.name_en,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {"flag": mark.flag, "note": mark.note, "tags": list(mark.tags)}


def _alert(alert: Alert) -> dict[str, Any]:
    said = {name: value for name, value in asdict(alert).items() if name != "id"}
    return said | {"scope": alert.scope.value, "what": alert.what.value, "crossing": alert.crossing.value}
