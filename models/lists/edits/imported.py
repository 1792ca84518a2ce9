"""A list out of a file, taken: as a list of its own or into one that is there, with what the file says of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.listfiles.values import Content, Part
from models.lists.columns import SETS
from models.lists.edits import columns, marks, tabs
from models.lists.edits.whole import UNTITLED, new_list_id, new_section_ids, settled, tidy, title, with_list
from models.lists.values import Lists, NamedList, Section


def as_new(lists: Lists, name: str, content: Content, lang: str) -> Lists:
    """A list of its own under ``name``, sections and columns as in the file. Its id is ``new_list_id(lists)``."""
    filled = [(_title(part, lang), [entry.instrument for entry in part.entries]) for part in content.parts]
    made = tabs.new(lists, name, filled)
    return made if made is lists else _marked(_shown(made, new_list_id(lists), content), content)


def into(lists: Lists, list_id: str, content: Content, lang: str) -> Lists:
    """Into a list: under its section of the same title, else under a new one; what stands in it stays."""
    ids = new_section_ids(lists, len(content.parts))
    if lists.named(list_id) is None:
        return lists
    made = with_list(lists, list_id, lambda one: _filled(one, content, lang, ids))
    return _marked(settled(made, (entry.instrument for entry in content.entries)), content)


def _filled(one: NamedList, content: Content, lang: str, ids: Sequence[str]) -> NamedList:
    """``one`` with the rows that it does not hold, each under its title. ids: for sections that are new, one a part."""
    titles = {section.name(lang): section.id for section in reversed(one.sections)}
    sections = {section.id: section for section in (UNTITLED, *one.sections)}
    rows: dict[str, dict[str, None]] = {}
    seen = set(one.members)
    for part, new in zip(content.parts, ids, strict=True):
        name = title(_title(part, lang))
        place = titles.setdefault(name, new) if name else ""
        sections.setdefault(place, Section(id=place, name_zh=name, name_en=name))
        more = dict.fromkeys(entry.instrument.id for entry in part.entries if entry.instrument.id not in seen)
        rows.setdefault(place, {}).update(more)
        seen.update(more)
    made = (replace(held, members=(*held.members, *rows.get(held.id, ()))) for held in sections.values())
    return replace(one, sections=tidy(made))


def _shown(lists: Lists, list_id: str, content: Content) -> Lists:
    """With the set that the file names where there is one of that name, else with its columns."""
    if content.set in SETS or content.set in lists.sets:
        return columns.show_set(lists, list_id, content.set)
    return columns.choose(lists, list_id, content.columns)


def _title(part: Part, lang: str) -> str:
    first, second = (part.name_zh, part.name_en) if lang == "zh" else (part.name_en, part.name_zh)
    return first or second


def _marked(lists: Lists, content: Content) -> Lists:
    """With what the file says of its rows; what is marked here already stays."""
    return marks.take(lists, ((entry.instrument, entry.mark) for entry in content.entries))
