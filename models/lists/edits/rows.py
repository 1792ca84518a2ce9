"""Rows of a list: put in, taken out, moved. An instrument stands in a list once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.instruments import Instrument
from models.lists.edits.whole import UNTITLED, settled, tidy, with_list
from models.lists.values import Lists, NamedList, Section


def held(lists: Lists, list_id: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Which of ``ids`` stand in the list already: what ``add`` would leave where it is."""
    one = lists.named(list_id)
    members = frozenset(one.members) if one is not None else frozenset()
    return tuple(name for name in dict.fromkeys(ids) if name in members)


def add(
    lists: Lists,
    list_id: str,
    instruments: Sequence[Instrument],
    *,
    section: str | None = None,
    before: str = "",
    move: bool = False,
) -> Lists:
    """Put instruments into a list, in their order; those it holds stay where they are unless ``move``.

    section: None is the one ``before`` stands in, else the untitled one. before: a row of it; "" is its end.
    """
    there = frozenset(held(lists, list_id, (one.id for one in instruments)))
    names = tuple(one for one in dict.fromkeys(one.id for one in instruments) if move or one not in there)
    made = with_list(lists, list_id, lambda one: placed(one, names, section, before))
    return lists if made is lists else settled(made, instruments)


def remove(lists: Lists, list_id: str, ids: Iterable[str]) -> Lists:
    """Take rows out of a list. What the user has put on them (pins, marks, alerts) stays."""
    gone = frozenset(ids)
    made = with_list(lists, list_id, lambda one: replace(one, sections=tidy(_without(s, gone) for s in one.sections)))
    return lists if made is lists else settled(made)


def move(lists: Lists, list_id: str, ids: Iterable[str], *, section: str | None = None, before: str = "") -> Lists:
    """Put rows elsewhere in their list, in the order they stand in; ``section`` and ``before`` as in ``add``."""
    wanted = frozenset(ids)

    def moved(one: NamedList) -> NamedList:
        return placed(one, tuple(name for name in one.members if name in wanted), section, before)

    return with_list(lists, list_id, moved)


def placed(one: NamedList, names: tuple[str, ...], section: str | None, before: str) -> NamedList:
    """``one`` with ``names`` together in a section before a row of it, and nowhere else."""
    if not names:
        return one
    target = _target(one, section, before)
    sections = one.sections if any(held.id == target for held in one.sections) else (UNTITLED, *one.sections)
    gone = frozenset(names)
    made = (
        _with(held, names, gone, before) if held.id == target else _without(held, gone) for held in sections
    )  # fmt: skip
    return replace(one, sections=tidy(made))


def _target(one: NamedList, section: str | None, before: str) -> str:
    if section is None:
        return next((held.id for held in one.sections if before in held.members), "")
    return section if any(held.id == section for held in one.sections) else ""


def _with(section: Section, names: tuple[str, ...], gone: frozenset[str], before: str) -> Section:
    rows = section.members
    at = rows.index(before) if before in rows else len(rows)
    ahead = tuple(row for row in rows[:at] if row not in gone)  # before may be one of those that move
    return replace(section, members=(*ahead, *names, *(row for row in rows[at:] if row not in gone)))


def _without(section: Section, gone: frozenset[str]) -> Section:
    if gone.isdisjoint(section.members):
        return section
    return replace(section, members=tuple(row for row in section.members if row not in gone))
