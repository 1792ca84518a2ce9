"""Sections of a list: made, named, moved, folded, taken out. The untitled one has no header to fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from models.lists.edits.rows import placed
from models.lists.edits.whole import UNTITLED, new_section_ids, tidy, title, with_list, without_alerts
from models.lists.values import Lists, NamedList, Section


def add(lists: Lists, list_id: str, name: str, *, before: str = "", rows: Iterable[str] = ()) -> Lists:
    """A new section before another ("": at the end), with ``rows`` of the list moved into it.

    Its id is ``new_section_ids(lists, 1)``. Without a name nothing is made.
    """
    (made_id,) = new_section_ids(lists, 1)
    wanted = frozenset(rows)
    if not (line := title(name)):
        return lists

    def grown(one: NamedList) -> NamedList:
        made = Section(id=made_id, name_zh=line, name_en=line)
        at = _place(one.sections, before)
        wider = replace(one, sections=tidy((*one.sections[:at], made, *one.sections[at:])))
        return placed(wider, tuple(row for row in one.members if row in wanted), made_id, "")

    return with_list(lists, list_id, grown)


def rename(lists: Lists, list_id: str, section_id: str, name: str) -> Lists:
    """Another title. The untitled section becomes one of the user's, under a new id."""
    line = title(name)
    (made_id,) = (section_id,) if section_id else new_section_ids(lists, 1)
    if not line:
        return lists
    return _each(lists, list_id, {section_id}, lambda s: replace(s, id=made_id, name_zh=line, name_en=line))


def remove(lists: Lists, list_id: str, section_id: str) -> Lists:
    """Take a section out. Its rows go to the section above, without one to the untitled first; its alerts go."""

    def shorter(one: NamedList) -> NamedList:
        at = next((at for at, held in enumerate(one.sections) if held.id == section_id), None)
        if at is None or not section_id:
            return one
        above = one.sections[at - 1] if at else UNTITLED
        grown = replace(above, members=(*above.members, *one.sections[at].members))
        return replace(one, sections=tidy((*one.sections[: max(at - 1, 0)], grown, *one.sections[at + 1 :])))

    made = with_list(lists, list_id, shorter)
    return lists if made is lists else without_alerts(made, [f"{list_id}/{section_id}"])


def move(lists: Lists, list_id: str, section_ids: Iterable[str], *, before: str = "") -> Lists:
    """Put sections before another ("": at the end), in the order they stand in. The untitled one stays first."""
    wanted = frozenset(section_ids) - {""}

    def moved(one: NamedList) -> NamedList:
        at = _place(one.sections, before)
        chosen = tuple(held for held in one.sections if held.id in wanted)
        ahead = (held for held in one.sections[:at] if held.id not in wanted)
        return replace(one, sections=tidy((*ahead, *chosen, *(s for s in one.sections[at:] if s.id not in wanted))))

    return with_list(lists, list_id, moved)


def fold(lists: Lists, list_id: str, section_ids: Iterable[str], *, folded: bool) -> Lists:
    """Fold sections or unfold them."""
    return _each(lists, list_id, frozenset(section_ids) - {""}, lambda section: replace(section, folded=folded))


def fold_all(lists: Lists, list_id: str, *, folded: bool) -> Lists:
    """Fold every section of a list or unfold them."""
    one = lists.named(list_id)
    return fold(lists, list_id, [held.id for held in one.sections] if one else (), folded=folded)


def _each(lists: Lists, list_id: str, ids: Iterable[str], change: Callable[[Section], Section]) -> Lists:
    wanted = frozenset(ids)

    def changed(one: NamedList) -> NamedList:
        return replace(one, sections=tuple(change(held) if held.id in wanted else held for held in one.sections))

    return with_list(lists, list_id, changed)


def _place(sections: tuple[Section, ...], before: str) -> int:
    return next((at for at, held in enumerate(sections) if held.id == before and before), len(sections))
