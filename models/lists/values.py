"""What the user has arranged: lists with sections, pins, marks, alerts. One frozen value; every edit makes another.

An instrument stands once in ``known``, whatever lists name it: one identity, one name, one mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from models.alerts.values import Alert
from models.frozen import frozen
from models.instruments import Instrument

FLAGS = ("red", "orange", "yellow", "green", "blue", "purple")  # colours of a flag; "" is none


@frozen(kw_only=True)
class Section:
    """A titled part of a list. A user's own section has one name in both languages. members: instrument ids."""

    id: str
    name_zh: str
    name_en: str
    members: tuple[str, ...] = ()
    folded: bool = False

    def name(self, lang: str) -> str:
        """The title."""
        return self.name_zh if lang == "zh" else self.name_en


@frozen(kw_only=True)
class Chosen:
    """The columns of one list. set: the named column set it shows ("intraday"), "" when ``columns`` are its own.

    columns: keys in order. widths: pixels by key, where the user changed one.
    """

    set: str = "intraday"
    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)


@frozen(kw_only=True)
class NamedList:
    """One list, a tab. Its first section may be untitled (id "", name "") for rows that stand in none.

    An instrument stands in a list once.
    """

    id: str
    name_zh: str
    name_en: str
    sections: tuple[Section, ...] = ()
    pinned: bool = False
    chosen: Chosen = field(default_factory=Chosen)

    def name(self, lang: str) -> str:
        """The tab's label."""
        return self.name_zh if lang == "zh" else self.name_en

    @property
    def members(self) -> tuple[str, ...]:
        """Every member's id, in order."""
        return tuple(name for section in self.sections for name in section.members)


@frozen(kw_only=True)
class Mark:
    """What the user has put on an instrument, in every list. flag: one of FLAGS or ""."""

    flag: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()


@frozen(kw_only=True)
class Lists:
    """All of it. lists: in order, pinned ones first. pins: ids on top of every list. sets: the user's own column sets.

    known: every instrument that a list, a pin or an alert names.
    """

    lists: tuple[NamedList, ...] = ()
    known: Mapping[str, Instrument] = field(default_factory=dict)
    pins: tuple[str, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def named(self, list_id: str) -> NamedList | None:
        """A list by its id."""
        return next((one for one in self.lists if one.id == list_id), None)
