"""What a list file is made of: a draft as it was read, its preview once resolved, and the content that is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.instruments import Instrument
from models.lists.values import Mark

MOST_ROWS = 20_000  # of a list; a longer file is something else
LONGEST_TEXT = 200  # characters that are kept of what stood in a row


class State(StrEnum):
    """What becomes of a row. FOUND: it is taken. The others are shown and not taken; LEFT: the user said so."""

    FOUND = "found"
    DUPLICATE = "duplicate"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One row as it was read. line: counted from 1, of the file or of the sheet.

    text: the code as it stood there. name: what stood beside it. code: what the format says ``text`` means, in a
    spelling that models/symbols.py reads; "" is the text itself. lost: digits that may have lost leading zeros.
    given: the instrument as our own format says it. reason: why the format itself cannot read it.
    """

    text: str
    line: int
    name: str = ""
    code: str = ""
    lost: bool = False
    given: Instrument | None = None
    mark: Mark = field(default_factory=Mark)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A section of a file; "" for rows that stand in none."""

    name_zh: str = ""
    name_en: str = ""
    rows: tuple[DraftRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file as it was read. format: "text" or a key of FORMATS. encoding: of a text. name: of the list, "" if none.

    columns, set: what our own format says of the list's columns. remarks: what was left out, in plain English.
    """

    format: str
    encoding: str = ""
    name_zh: str = ""
    name_en: str = ""
    sections: tuple[DraftSection, ...] = ()
    columns: tuple[str, ...] = ()
    set: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row, resolved. part: the number of its section. of_line: the line that it repeats, 0 for the target list.

    instrument: what it says, or what was chosen among ``candidates``. reason: why it says nothing, in plain English.
    """

    text: str
    line: int
    part: int
    name: str = ""
    instrument: Instrument | None = None
    candidates: tuple[Instrument, ...] = ()
    reason: str = ""
    state: State = State.FOUND
    of_line: int = 0
    mark: Mark = field(default_factory=Mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file holds, before anything is taken. parts: the titles of its sections, Chinese and English."""

    file: str
    format: str
    encoding: str = ""
    name_zh: str = ""
    name_en: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    rows: tuple[PreviewRow, ...] = ()
    columns: tuple[str, ...] = ()
    set: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[State, int]:
        """Rows by state; every state is there."""
        told = Counter(row.state for row in self.rows)
        return {state: told[state] for state in State}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of a list: the instrument, and what the user has put on it."""

    instrument: Instrument
    mark: Mark = field(default_factory=Mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its rows, in order."""

    name_zh: str = ""
    name_en: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A list as it is taken from a file or written to one. columns, set: see models.lists.values.Chosen."""

    name_zh: str = ""
    name_en: str = ""
    parts: tuple[Part, ...] = ()
    columns: tuple[str, ...] = ()
    set: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every row, in order."""
        return tuple(entry for part in self.parts for entry in part.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a format could not hold. subject: an instrument id or a section's name; "" means the list."""

    subject: str
    reason: str


Written = tuple[bytes, tuple[Problem, ...]]


def short(text: str) -> str:
    """``text`` on one line, as much as is shown of it."""
    flat = " ".join(text[: LONGEST_TEXT * 4].split())
    return flat if len(flat) <= LONGEST_TEXT else flat[: LONGEST_TEXT - 1] + "…"
