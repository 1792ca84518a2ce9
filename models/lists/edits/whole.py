"""What every edit stands on: one list replaced, ``known`` made exact, new ids, and titles fit to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from models.alerts.values import Scope
from models.instruments import Instrument
from models.lists.values import Lists, NamedList, Section

UNTITLED = Section(id="", name_zh="", name_en="")
TITLE = 200  # characters of a title; more is a mistake or malice


def with_list(lists: Lists, list_id: str, change: Callable[[NamedList], NamedList]) -> Lists:
    """``lists`` with one list changed; the same object when that changes nothing."""
    held = lists.named(list_id)
    if held is None or (made := change(held)) == held:
        return lists
    return replace(lists, lists=tuple(made if one is held else one for one in lists.lists))


def settled(lists: Lists, more: Iterable[Instrument] = ()) -> Lists:
    """With ``known`` exact: ``more`` may be named now, and what nobody names any more goes. Who is known stays so."""
    held = {**{one.id: one for one in more}, **lists.known}
    known = {name: held[name] for name in named(lists) if name in held}
    return lists if known == lists.known else replace(lists, known=known)


def named(lists: Lists) -> dict[str, None]:
    """Every instrument id that a list, a pin, a mark or an alert on a row names, in that order."""
    names = [name for one in lists.lists for section in one.sections for name in section.members]
    rows = (alert.target for alert in lists.alerts.values() if alert.scope is Scope.ROW)
    return dict.fromkeys((*names, *lists.pins, *lists.marks, *rows))


def tidy(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The untitled section first, and only when rows stand in it."""
    held = tuple(sections)
    first = tuple(one for one in held if not one.id and one.members)
    return (*first, *(one for one in held if one.id))


def without_alerts(lists: Lists, targets: Iterable[str]) -> Lists:
    """Without the alerts on lists and sections that are gone: another of the same id shall not inherit them."""
    gone = frozenset(targets)
    kept = {name: alert for name, alert in lists.alerts.items() if alert.scope is Scope.ROW or alert.target not in gone}
    return lists if len(kept) == len(lists.alerts) else replace(lists, alerts=kept)


def new_list_id(lists: Lists) -> str:
    """The id the next list gets: "l" and a number."""
    return fresh("l", (one.id for one in lists.lists))


def new_section_ids(lists: Lists, count: int) -> tuple[str, ...]:
    """The ids the next sections get: "s" and a number, in no list twice."""
    first = fresh("s", (section.id for one in lists.lists for section in one.sections))
    return tuple(f"s{int(first[1:]) + more}" for more in range(count))


def fresh(letter: str, taken: Iterable[str]) -> str:
    """One more than the highest of the ``taken`` ids of this letter; the same value always gives the same id."""
    numbers = [int(name[1:]) for name in taken if name[:1] == letter and name[1:].isascii() and name[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"


def title(text: str) -> str:
    """One line of printable characters, blanks joined, 200 at most; "" when nothing is left."""
    line = " ".join(text[: 20 * TITLE].split())
    return "".join(char for char in line if char.isprintable())[:TITLE].strip()
