"""The columns of a list, and the column sets the user has named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.lists import columns
from models.lists.edits.whole import title, with_list
from models.lists.values import Chosen, Lists

WIDEST = 4000


def show_set(lists: Lists, list_id: str, name: str) -> Lists:
    """A list shows a named set: one that ships, or the user's own."""
    if name not in columns.SETS and name not in lists.sets:
        return lists
    return with_list(lists, list_id, lambda one: replace(one, chosen=replace(one.chosen, set=name, columns=())))


def choose(lists: Lists, list_id: str, keys: Iterable[str]) -> Lists:
    """A list shows columns of its own, in this order. What is no column is left out; without any nothing changes."""
    chosen = _fit(keys)
    if not chosen:
        return lists
    return with_list(lists, list_id, lambda one: replace(one, chosen=replace(one.chosen, set="", columns=chosen)))


def width(lists: Lists, list_id: str, key: str, pixels: int | None) -> Lists:
    """How wide the user wants a column of a list ("name" has a width too); None is as wide as it comes."""
    if key != "name" and not columns.known(key):
        return lists
    more = {} if pixels is None else {key: min(max(int(pixels), 1), WIDEST)}

    def wider(chosen: Chosen) -> Chosen:
        return replace(chosen, widths={name: held for name, held in chosen.widths.items() if name != key} | more)

    return with_list(lists, list_id, lambda one: replace(one, chosen=wider(one.chosen)))


def save_set(lists: Lists, name: str, keys: Iterable[str]) -> Lists:
    """A column set of the user's, new or another in its place. The names of those that ship are taken."""
    line, chosen = title(name), _fit(keys)
    if not line or line in columns.SETS or not chosen or lists.sets.get(line) == chosen:
        return lists
    return replace(lists, sets={**lists.sets, line: chosen})


def drop_set(lists: Lists, name: str) -> Lists:
    """Take a set of the user's out; lists that show it keep its columns as their own."""
    if name not in lists.sets:
        return lists
    kept = lists
    for one in lists.lists:
        if one.chosen.set == name:
            kept = choose(kept, one.id, lists.sets[name])
    return replace(kept, sets={held: keys for held, keys in lists.sets.items() if held != name})


def _fit(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if columns.known(key))
