"""A watchlist as a value: sections of instruments, in order."""

from __future__ import annotations

from dataclasses import dataclass

from models.instruments import Instrument
from models.universe import Universe


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of a list."""

    id: str
    name_zh: str
    name_en: str
    members: tuple[Instrument, ...]

    def name(self, lang: str) -> str:
        """The title."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """Sections in order; an instrument stands in one of them."""

    sections: tuple[Section, ...]

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """Every member once, in order."""
        return tuple(dict.fromkeys(one for section in self.sections for one in section.members))


def watchlist_of(universe: Universe, benchmarks_zh: str, benchmarks_en: str) -> Watchlist:
    """The universe's sectors, and its benchmarks as a last section."""
    sections = [
        Section(
            id=sector.id,
            name_zh=sector.name_zh,
            name_en=sector.name_en,
            members=tuple(universe.instruments[name] for name in sector.members),
        )
        for sector in universe.sectors
    ]
    marks = tuple(universe.instruments[name] for name in universe.benchmarks.values())
    sections.append(Section(id="benchmarks", name_zh=benchmarks_zh, name_en=benchmarks_en, members=marks))
    return Watchlist(sections=tuple(sections))
