"""The lists of a new profile: the reference universe by sector with its benchmarks, then those recommended 建议关注."""

from __future__ import annotations

from dataclasses import replace

from models.lists.edits.whole import settled
from models.lists.values import Lists, NamedList, Section
from models.universe import Recommended, Universe

REFERENCE = "reference"


def default_lists(universe: Universe, title: tuple[str, str], benchmarks: tuple[str, str]) -> Lists:
    """What a profile shows in which nothing was ever edited. title, benchmarks: in Chinese and English.

    The ids do not change between versions: kept lists, alerts and marks name them.
    """
    lists = (_reference(universe, title, benchmarks), *map(_recommended, universe.recommended))
    return settled(Lists(lists=lists), universe.instruments.values())


def _reference(universe: Universe, title: tuple[str, str], benchmarks: tuple[str, str]) -> NamedList:
    sections = [
        Section(id=sector.id, name_zh=sector.name_zh, name_en=sector.name_en, members=sector.members)
        for sector in universe.sectors
    ]
    marks = tuple(dict.fromkeys(universe.benchmarks.values()))
    sections.append(Section(id="benchmarks", name_zh=benchmarks[0], name_en=benchmarks[1], members=marks))
    return NamedList(id=REFERENCE, name_zh=title[0], name_en=title[1], sections=_once(sections), pinned=True)


def _recommended(said: Recommended) -> NamedList:
    sections = [
        Section(id=part.id, name_zh=part.name_zh, name_en=part.name_en, members=part.members) for part in said.sections
    ]
    return NamedList(id=said.id, name_zh=said.name_zh, name_en=said.name_en, sections=_once(sections))


def _once(sections: list[Section]) -> tuple[Section, ...]:
    """An instrument of two sectors stands in the first."""
    seen: set[str] = set()
    made = []
    for section in sections:
        members = tuple(name for name in section.members if name not in seen)
        seen.update(members)
        made.append(replace(section, members=members))
    return tuple(made)
