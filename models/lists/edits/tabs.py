"""Whole lists, which are tabs: made, named, copied, ordered, pinned, taken out. Pinned ones come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.instruments import Instrument
from models.lists.edits.whole import new_list_id, new_section_ids, settled, tidy, title, with_list, without_alerts
from models.lists.values import Lists, NamedList, Section

Filled = tuple[str, Sequence[Instrument]]  # a section's title ("": rows that stand in none) and its rows


def new(lists: Lists, name: str, sections: Sequence[Filled] = ()) -> Lists:
    """A list of the user's at the end, empty or filled. Its id is ``new_list_id(lists)``; it needs a name.

    An instrument that comes twice stands where it came first. Rows of untitled parts stand together at the top.
    """
    if not (line := title(name)):
        return lists
    seen: set[str] = set()
    loose: list[str] = []
    made: list[Section] = []
    for said, section_id in zip(sections, new_section_ids(lists, len(sections)), strict=True):
        rows = [one.id for one in said[1] if one.id not in seen and not seen.add(one.id)]  # type: ignore[func-returns-value]
        if head := title(said[0]):
            made.append(Section(id=section_id, name_zh=head, name_en=head, members=tuple(rows)))
        else:
            loose += rows
    untitled = Section(id="", name_zh="", name_en="", members=tuple(loose))
    one = NamedList(id=new_list_id(lists), name_zh=line, name_en=line, sections=tidy((untitled, *made)))
    grown = replace(lists, lists=(*lists.lists, one))
    return settled(grown, (row for _, rows in sections for row in rows))


def rename(lists: Lists, list_id: str, name: str) -> Lists:
    """Another label, one in both languages."""
    line = title(name)
    return with_list(lists, list_id, lambda one: replace(one, name_zh=line, name_en=line)) if line else lists


def duplicate(lists: Lists, list_id: str, name: str) -> Lists:
    """A copy under ``name`` right after the list, its own in every id. It is not pinned and watched by no alert."""
    held, line = lists.named(list_id), title(name)
    if held is None or not line:
        return lists
    ids = iter(new_section_ids(lists, len(held.sections)))
    sections = tuple(replace(section, id=next(ids) if section.id else "") for section in held.sections)
    copy = replace(held, id=new_list_id(lists), name_zh=line, name_en=line, sections=sections, pinned=False)
    at = lists.lists.index(held) + 1
    return _ordered(lists, (*lists.lists[:at], copy, *lists.lists[at:]))


def delete(lists: Lists, list_id: str) -> Lists:
    """Take a list out, with the alerts on it and its sections. The last one stays."""
    held = lists.named(list_id)
    if held is None or len(lists.lists) < 2:
        return lists
    kept = replace(lists, lists=tuple(one for one in lists.lists if one is not held))
    return settled(without_alerts(kept, [list_id, *(f"{list_id}/{section.id}" for section in held.sections)]))


def move(lists: Lists, list_id: str, *, before: str = "") -> Lists:
    """Put a list before another ("": at the end), among the pinned ones or among the others, as it is itself."""
    held = lists.named(list_id)
    if held is None or before == list_id:
        return lists
    rest = [one for one in lists.lists if one is not held]
    at = next((at for at, one in enumerate(rest) if one.id == before), len(rest))
    return _ordered(lists, (*rest[:at], held, *rest[at:]))


def pin(lists: Lists, list_id: str, *, pinned: bool) -> Lists:
    """Keep a list among the first, after those that are; or let it go to the head of the others."""
    made = with_list(lists, list_id, lambda one: replace(one, pinned=pinned))
    return lists if made is lists else _ordered(made, made.lists)


def _ordered(lists: Lists, order: Sequence[NamedList]) -> Lists:
    made = tuple(sorted(order, key=lambda one: not one.pinned))
    return lists if made == lists.lists else replace(lists, lists=made)
