"""What the user decides about his note; everything has a usual value. Kept as a paper of user.db."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.frozen import frozen


class Part(StrEnum):
    """The parts of a note, in their usual order."""

    HEADLINE = "headline"
    PRICES = "prices"
    TRAFFIC = "traffic"
    DOWNLOADS = "downloads"
    EVENTS = "events"
    RECOMMENDED = "recommended"
    RISKS = "risks"


@frozen(kw_only=True)
class NoteSettings:
    """parts: which are printed, in order. everyone: figure 1 shows all members instead of the featured ones.

    broad: share of the rows that rise (fall) from which on it is 普涨 (普跌), 0 to 1. leaders: how many the headline
    names. tolerance: percentage points two sources may differ by. marked: percent of visits or downloads from which on
    a change is 明显. months: figures without weeks show months instead of a placeholder. currency: of market caps, ""
    is each one's own. featured: by sector id, instead of the universe's list. slots: by sector id, how many events
    may follow its numbers. wording: templates of sentences by "zh.key" and "en.key", instead of the texts'. risks: by
    language, a line each. disclaimer: by language. stem: name of the files, with {first}, {last}, {lang}, {made},
    {author}.
    """

    parts: tuple[Part, ...] = tuple(Part)
    everyone: bool = False
    broad: float = 0.8
    leaders: int = 2
    tolerance: float = 0.05
    marked: float = 10.0
    months: bool = False
    currency: str = ""
    featured: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slots: Mapping[str, int] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    risks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    author: str = ""
    disclaimer: Mapping[str, str] = field(default_factory=dict)
    stem: str = "suanli-note_{first}_{last}_{lang}"
