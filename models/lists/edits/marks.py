"""What the user puts on instruments, in every list: pins, flags, notes, tags. An instrument need stand in no list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from models.instruments import Instrument
from models.lists.edits.whole import settled, title
from models.lists.values import FLAGS, Lists, Mark

NONE = Mark()


def pin(lists: Lists, instruments: Sequence[Instrument], *, before: str = "") -> Lists:
    """Keep instruments on top of every list, before a pinned one ("": last); those that are pinned move there."""
    names = tuple(dict.fromkeys(one.id for one in instruments))
    at = lists.pins.index(before) if before in lists.pins else len(lists.pins)
    ahead = (name for name in lists.pins[:at] if name not in names)
    pins = (*ahead, *names, *(name for name in lists.pins[at:] if name not in names))
    return lists if pins == lists.pins else settled(replace(lists, pins=pins), instruments)


def unpin(lists: Lists, ids: Iterable[str]) -> Lists:
    """Let them go to their places."""
    gone = frozenset(ids)
    pins = tuple(name for name in lists.pins if name not in gone)
    return lists if pins == lists.pins else settled(replace(lists, pins=pins))


def flag(lists: Lists, instruments: Sequence[Instrument], colour: str) -> Lists:
    """A flag of a colour (one of FLAGS) on each; "" takes it off."""
    if colour and colour not in FLAGS:
        return lists
    return _marked(lists, instruments, lambda mark: replace(mark, flag=colour))


def note(lists: Lists, instrument: Instrument, text: str) -> Lists:
    """A note of any length, lines kept; "" takes it away. What is no text (NUL, half a character) is left out."""
    return _marked(lists, (instrument,), lambda mark: replace(mark, note=_lines(text)))


def tag(lists: Lists, instruments: Sequence[Instrument], tags: Iterable[str]) -> Lists:
    """Tags put on each, after those it has."""
    more = _titles(tags)
    return _marked(lists, instruments, lambda mark: replace(mark, tags=tuple(dict.fromkeys((*mark.tags, *more)))))


def untag(lists: Lists, instruments: Sequence[Instrument], tags: Iterable[str]) -> Lists:
    """Tags taken off each."""
    gone = frozenset(tags)
    return _marked(lists, instruments, lambda mark: replace(mark, tags=tuple(t for t in mark.tags if t not in gone)))


def take(lists: Lists, marks: Iterable[tuple[Instrument, Mark]]) -> Lists:
    """Marks from elsewhere, thousands at once; what is marked here already stays."""
    made: dict[str, Mark] = {}
    whose: list[Instrument] = []
    for one, said in marks:
        if one.id in made or one.id in lists.marks:
            continue
        mark = Mark(flag=said.flag if said.flag in FLAGS else "", note=_lines(said.note), tags=_titles(said.tags))
        if mark != NONE:
            made[one.id] = mark
            whose.append(one)
    return settled(replace(lists, marks={**lists.marks, **made}), whose) if made else lists


def _lines(text: str) -> str:
    whole = text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    return "\n".join(line.rstrip() for line in whole.splitlines()).strip()


def _titles(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(title, tags))))


def _marked(lists: Lists, instruments: Sequence[Instrument], change: Callable[[Mark], Mark]) -> Lists:
    made = {one.id: change(lists.marks.get(one.id, NONE)) for one in instruments}
    marks = {name: mark for name, mark in {**lists.marks, **made}.items() if mark != NONE}
    return lists if marks == lists.marks else settled(replace(lists, marks=marks), instruments)
