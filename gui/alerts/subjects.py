"""Whom a new alert could be about, seen from a row: the row, its sections, its lists; and a row's values now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

from gui.alerts.editor import Subject
from models.alerts.readings import PLACE, readings
from models.alerts.targets import name_of, section_target
from models.alerts.values import Scope, What
from models.instruments import Instrument
from models.lists.values import Lists
from models.store import QuoteStore

Values = Mapping[What, float]


def values_of(store: QuoteStore | None, names: Iterable[str], now: float) -> dict[str, Values]:
    """What alerts would compare, by instrument id; only what is there. ``now``: UTC seconds."""
    if store is None:
        return {}
    rows = [store.row_of[name] for name in dict.fromkeys(names) if name in store.row_of]
    return {
        one.instrument: {what: value for what, value in zip(PLACE, one.numbers, strict=True) if isfinite(value)}
        for one in readings(store, rows, now)
    }


def subjects_of(one: Instrument, lists: Lists, values: Values, texts: Mapping[str, str], lang: str) -> list[Subject]:
    """The row itself first. values: the row's, as ``values_of`` gives them."""
    gone = texts["alert.gone"]
    row = name_of(Scope.ROW, one.id, lists, gone, lang)
    found = [Subject(scope=Scope.ROW, target=one.id, name=row, one=one, values=values)]
    for held in lists.lists:
        sections = [section.id for section in held.sections if one.id in section.members and section.name(lang)]
        targets = [(Scope.SECTION, section_target(held.id, section)) for section in sections]
        targets += [(Scope.LIST, held.id)] if one.id in held.members else []
        found += (
            Subject(scope=scope, target=target, name=name_of(scope, target, lists, gone, lang))
            for scope, target in targets
        )
    return found
