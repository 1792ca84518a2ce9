"""Parts read back into lists. Whatever stands in them, nothing raises: a bad part falls back alone and is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.instruments import SUFFIX_EXCHANGE, Instrument
from models.lists import checks, columns
from models.lists.checks import Look
from models.lists.edits import whole
from models.lists.edits.alerts import about
from models.lists.values import Chosen, Lists, NamedList, Section
from models.universe import SUFFIX_MARKET

BAD = (ValueError, TypeError, KeyError, OverflowError)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,30}\.(SH|SZ|BJ|HK|US)")


class Reading:
    """Parts laid over ``lists``, one ``take`` each; then ``whole``. bad: the names of what could not be read."""

    def __init__(self, lists: Lists, default: Lists) -> None:
        self._lists, self._default = lists, default
        self._tabs: dict[str, NamedList | None] = {}  # what is in a list; None: gone
        self._looks: dict[str, Look] = {}
        self._order = [one.id for one in lists.lists]
        self._pins = lists.pins
        self._known, self._marks = dict(lists.known), dict(lists.marks)
        self._alerts, self._sets = dict(lists.alerts), dict(lists.sets)
        self._named: dict[str, dict[str, Any]] = {
            "instrument": self._known, "mark": self._marks, "alert": self._alerts, "set": self._sets,
        }  # fmt: skip
        self.bad: list[str] = []

    def take(self, name: str, value: Any) -> None:
        """One part as it now is; None when it is gone."""
        kind, _, about = name.partition(":")
        try:
            if value is None:
                self._drop(kind, about)
            else:
                self._read(kind, about, value)
        except BAD:
            self.bad.append(name)

    def whole(self) -> Lists:
        """The lists. Those that cannot be made of what was read are as the program ships them."""
        tabs = self._arranged()
        made = replace(
            self._lists, lists=tabs or self._default.lists, pins=self._pins, known={}, marks=self._marks,
            alerts=self._alerts, sets=self._sets,
        )  # fmt: skip
        named = whole.named(made)
        known = {name: one for name in named if (one := self._instrument(name)) is not None}
        if len(known) < len(named):
            self.bad += [f"instrument:{name}" for name in named if name not in known]
            made = _only(made, known)
        made = replace(made, known=known)
        kept = {name: alert for name, alert in made.alerts.items() if about(made, alert)}
        self.bad += [f"alert:{name}" for name in made.alerts if name not in kept]
        return whole.settled(replace(made, alerts=kept)) if len(kept) < len(made.alerts) else made

    def _drop(self, kind: str, name: str) -> None:
        match kind:
            case "order":
                self._order = []
            case "pins":
                self._pins = ()
            case "list":
                self._tabs[name] = None
            case "look":
                self._looks[name] = Look()
            case _:
                self._named[kind].pop(name, None)

    def _read(self, kind: str, name: str, value: Any) -> None:
        match kind:
            case "order":
                self._order = list(checks.names(value))
            case "list":
                self._tabs[name] = self._tab(name, value)
            case "look":
                self._looks[name] = checks.look(value)
            case "instrument":
                self._known[name] = checks.instrument(name, value)
            case "pins":
                self._pins = checks.names(value)
            case "mark":
                self._marks[name] = checks.mark(value)
            case "alert":
                self._alerts[name] = checks.alert(name, value)
            case "set":
                self._sets[name] = checks.columns(value)
            case _:
                raise ValueError(name)

    def _tab(self, name: str, value: Any) -> NamedList:
        if isinstance(value, Mapping) and value.get("shipped") is True:
            shipped = self._default.named(name)
            if shipped is None:
                raise ValueError("no longer shipped")
            return replace(shipped, sections=tuple(replace(section, folded=False) for section in shipped.sections))
        return checks.tab(name, value)

    def _arranged(self) -> tuple[NamedList, ...]:
        """The lists in their order, then those no order names, pinned ones first."""
        held = {one.id: one for one in self._lists.lists}
        made = []
        for name in dict.fromkeys((*self._order, *self._tabs)):
            one = self._tabs[name] if name in self._tabs else held.get(name)
            if one is not None:
                look = self._looks.get(name) or checks.look_of(held.get(name, one))
                touched = name in self._tabs or name in self._looks or not self._has_set(one.chosen)
                made.append(_shown(one, self._usable(look)) if touched else one)
        return tuple(sorted(made, key=lambda one: not one.pinned))

    def _has_set(self, chosen: Chosen) -> bool:
        return chosen.set in columns.SETS or chosen.set in self._sets or bool(not chosen.set and chosen.columns)

    def _usable(self, look: Look) -> Look:
        """With the usual columns where those it names are not there."""
        return look if self._has_set(look.chosen) else replace(look, chosen=Chosen(widths=look.chosen.widths))

    def _instrument(self, name: str) -> Instrument | None:
        return self._known.get(name) or self._default.known.get(name) or nameless(name)


def nameless(name: str) -> Instrument | None:
    """An instrument known by its id alone, where the id says its market; None for other ids."""
    found = CODE.fullmatch(name)
    return (
        Instrument(id=name, market=SUFFIX_MARKET[found[1]], exchange=SUFFIX_EXCHANGE.get(found[1], ""))
        if found
        else None
    )


def _shown(one: NamedList, look: Look) -> NamedList:
    sections = tuple(
        replace(s, folded=s.id in look.folded) if s.id in look.folded or s.folded else s for s in one.sections
    )
    return replace(one, pinned=look.pinned, chosen=look.chosen, sections=sections)


def _only(lists: Lists, known: Mapping[str, Instrument]) -> Lists:
    """Without rows, pins and marks of what nobody knows."""

    def sections(one: NamedList) -> tuple[Section, ...]:
        rows = (replace(s, members=tuple(name for name in s.members if name in known)) for s in one.sections)
        return whole.tidy(rows)

    return replace(
        lists,
        lists=tuple(replace(one, sections=sections(one)) for one in lists.lists),
        pins=tuple(name for name in lists.pins if name in known),
        marks={name: mark for name, mark in lists.marks.items() if name in known},
    )
