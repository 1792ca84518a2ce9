"""A list by what the user calls it: its id, or its name in either language. And the columns a list shows."""

from __future__ import annotations

from collections.abc import Callable

from models.lists.columns import SETS, known
from models.lists.values import Lists, NamedList


def found(lists: Lists, text: str) -> tuple[NamedList, ...]:
    """The list of that id, else those of that name, capitals or not; () when there is none."""
    said = text.strip()
    if (one := lists.named(said)) is not None:
        return (one,)
    return _called(lists, said, str) or _called(lists, said, str.casefold)


def _called(lists: Lists, text: str, told: Callable[[str], str]) -> tuple[NamedList, ...]:
    wanted = told(text)
    return tuple(one for one in lists.lists if wanted in (told(one.name_zh), told(one.name_en)))


def keys_of(lists: Lists, one: NamedList) -> tuple[str, ...]:
    """The column keys a list shows: its own, or those of its set."""
    name = one.chosen.set
    return one.chosen.columns or lists.sets.get(name) or SETS.get(name) or SETS["intraday"]


def keys_said(lists: Lists, text: str) -> tuple[tuple[str, ...], str]:
    """The column keys that ``text`` names (sets and keys, commas between), each once; and the first that is neither."""
    keys: list[str] = []
    for word in filter(None, map(str.strip, text.split(","))):
        held = lists.sets.get(word) or SETS.get(word) or ((word,) if known(word) else ())
        if not held:
            return (), word
        keys += held
    return tuple(dict.fromkeys(keys)), ""
