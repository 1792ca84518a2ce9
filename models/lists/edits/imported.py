"""A list out of a file, taken: as a list of its own or into one that is there, with what the file says of its rows."""

from __future__ import annotations

from models.listfiles.values import Content, Part
from models.lists.edits import columns, marks, rows, sections, tabs
from models.lists.edits.whole import new_list_id, new_section_ids
from models.lists.values import Lists


def as_new(lists: Lists, name: str, content: Content, lang: str) -> Lists:
    """A list of its own under ``name``, sections and columns as in the file. Its id is ``new_list_id(lists)``."""
    filled = [(_title(part, lang), [entry.instrument for entry in part.entries]) for part in content.parts]
    made = tabs.new(lists, name, filled)
    return made if made is lists else _marked(_shown(made, new_list_id(lists), content), content)


def into(lists: Lists, list_id: str, content: Content, lang: str) -> Lists:
    """Into a list: under its section of the same title, else under a new one; what stands in it stays."""
    if lists.named(list_id) is None:
        return lists
    for part in content.parts:
        lists, section = _section(lists, list_id, _title(part, lang), lang)
        lists = rows.add(lists, list_id, [entry.instrument for entry in part.entries], section=section)
    return _marked(lists, content)


def _shown(lists: Lists, list_id: str, content: Content) -> Lists:
    """With the columns of the file, or the set it names where there is one of that name."""
    if content.columns:
        return columns.choose(lists, list_id, content.columns)
    return columns.show_set(lists, list_id, content.set)


def _section(lists: Lists, list_id: str, name: str, lang: str) -> tuple[Lists, str | None]:
    """The id of the list's section of that title, made where there is none; None for rows that stand in none."""
    held = lists.named(list_id)
    if not name or held is None:
        return lists, None
    found = next((one.id for one in held.sections if one.name(lang) == name), None)
    if found is not None:
        return lists, found
    (made,) = new_section_ids(lists, 1)
    return sections.add(lists, list_id, name), made


def _title(part: Part, lang: str) -> str:
    first, second = (part.name_zh, part.name_en) if lang == "zh" else (part.name_en, part.name_zh)
    return first or second


def _marked(lists: Lists, content: Content) -> Lists:
    """With what the file says of its rows; what is marked here already stays."""
    return marks.take(lists, ((entry.instrument, entry.mark) for entry in content.entries))
