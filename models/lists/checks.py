"""JSON values of the parts, checked one by one. Each function raises ValueError, TypeError or KeyError at a bad one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from models.alerts.values import Alert, Crossing, Scope, What
from models.frozen import frozen
from models.instruments import Instrument, Kind, Market
from models.lists import columns as known_columns
from models.lists.edits.columns import WIDEST
from models.lists.values import FLAGS, Chosen, Mark, NamedList, Section


@frozen(kw_only=True)
class Look:
    """How a list is shown. folded: ids of sections."""

    pinned: bool = False
    folded: frozenset[str] = frozenset()
    chosen: Chosen = field(default_factory=Chosen)


def look_of(one: NamedList) -> Look:
    """How ``one`` is shown."""
    folded = frozenset(section.id for section in one.sections if section.folded)
    return Look(pinned=one.pinned, folded=folded, chosen=one.chosen)


def look(value: Any) -> Look:
    """A look. Columns that this version does not know are left out.

    Columns of its own count before a set: taking a choice of columns back after a set was shown leaves both.
    """
    widths = {name: wide for name, wide in _map(value["widths"]).items() if _whole(wide) and 0 < wide <= WIDEST}
    name, own = _text(value["set"]), _columns(value["columns"])
    chosen = Chosen(set="" if own else name, columns=own, widths=widths)
    return Look(pinned=_flag(value["pinned"]), folded=frozenset(_map(value["folded"])), chosen=chosen)


def tab(name: str, value: Any) -> NamedList:
    """What is in a list; an instrument stands where it came first, the untitled section first."""
    seen: set[str] = set()
    ids: set[str] = set()
    made: list[Section] = []
    for said in _list(value["sections"]):
        section = _section(said, seen)
        if section.id in ids:
            raise ValueError("a section twice")
        seen.update(section.members)
        ids.add(section.id)
        made.append(section)
    made.sort(key=lambda section: bool(section.id))
    sections = tuple(section for section in made if section.id or section.members)
    return NamedList(id=name, name_zh=_text(value["name_zh"]), name_en=_text(value["name_en"]), sections=sections)


def _section(said: Any, seen: set[str]) -> Section:
    members = names(said["members"])
    if not seen.isdisjoint(members):
        members = tuple(name for name in members if name not in seen)
    return Section(
        id=_text(said["id"]), name_zh=_text(said["name_zh"]), name_en=_text(said["name_en"]), members=members
    )


def instrument(name: str, value: Any) -> Instrument:
    """An instrument; its id is the part's name."""
    if not name:
        raise ValueError("no id")
    return Instrument(
        id=name, kind=Kind(value["kind"]), market=Market(value["market"]), exchange=_text(value["exchange"]),
        name_zh=_text(value["name_zh"]), name_en=_text(value["name_en"]),
    )  # fmt: skip


def mark(value: Any) -> Mark:
    """What the user has put on an instrument."""
    if (flag := _text(value["flag"])) and flag not in FLAGS:
        raise ValueError(flag)
    made = Mark(flag=flag, note=_text(value["note"]), tags=names(value["tags"]))
    if made == Mark():
        raise ValueError("an empty mark")
    return made


def alert(name: str, value: Any) -> Alert:
    """An alert; its id is the part's name."""
    return Alert(
        id=name,
        scope=Scope(value["scope"]),
        target=_text(value["target"]),
        what=What(value["what"]),
        crossing=Crossing(value["crossing"]),
        level=_number(value["level"]),
        rearm=_flag(value["rearm"]),
        cool_down_s=_number(value["cool_down_s"]),
        once_a_day=_flag(value["once_a_day"]),
        regular_hours=_flag(value["regular_hours"]),
        snoozed_until=_number(value["snoozed_until"]),
        on=_flag(value["on"]),
        note=_text(value["note"]),
        made_at=_number(value["made_at"]),
    )


def columns(value: Any) -> tuple[str, ...]:
    """A column set. Columns that this version does not know are left out; with none left it is bad."""
    made = _columns(value)
    if not made:
        raise ValueError("no columns")
    return made


def names(value: Any) -> tuple[str, ...]:
    """Texts, each once."""
    held = _list(value)
    if not all(type(one) is str for one in held):
        raise TypeError("not a text")
    return tuple(dict.fromkeys(held))


def _columns(value: Any) -> tuple[str, ...]:
    return tuple(key for key in names(value) if known_columns.known(key))


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("not a text")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _map(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not a mapping")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a number")
    return float(value)
