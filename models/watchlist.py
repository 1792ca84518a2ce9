"""What the live table shows of one list: its sections with their instruments, in order, and the pins on top."""

from __future__ import annotations

from models.frozen import frozen
from models.instruments import Instrument
from models.lists.values import Lists

PINS = "pins"  # id of the section that stands on top of every list


@frozen(kw_only=True)
class Section:
    """A titled part of a list. Without a title its rows stand alone."""

    id: str
    name_zh: str
    name_en: str
    members: tuple[Instrument, ...]
    folded: bool = False

    def name(self, lang: str) -> str:
        """The title."""
        return self.name_zh if lang == "zh" else self.name_en

    @property
    def titled(self) -> bool:
        """Whether it has a heading of its own."""
        return bool(self.name_zh or self.name_en)


@frozen(kw_only=True)
class Watchlist:
    """Sections in order. An instrument stands in one of them, and once more in the section of the pins."""

    id: str = ""
    sections: tuple[Section, ...]

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """Every member once, in order."""
        return tuple({one.id: one for section in self.sections for one in section.members}.values())  # hashing is slow


def shown(lists: Lists, list_id: str, pins_zh: str, pins_en: str) -> Watchlist:
    """A list as the table shows it; without one of that id the first. Names that nobody knows are left out."""
    chosen = lists.named(list_id) or lists.lists[0]
    pins = tuple(lists.known[name] for name in lists.pins if name in lists.known)
    top = (Section(id=PINS, name_zh=pins_zh, name_en=pins_en, members=pins),) if pins else ()
    own = tuple(
        Section(
            id=section.id,
            name_zh=section.name_zh,
            name_en=section.name_en,
            members=tuple(lists.known[name] for name in section.members if name in lists.known),
            folded=section.folded,
        )
        for section in chosen.sections
    )
    return Watchlist(id=chosen.id, sections=(*top, *own))
