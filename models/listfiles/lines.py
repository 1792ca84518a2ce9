"""What formats made of lines share: their lines, their sections while they are read, names on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.listfiles.values import MOST_ROWS, Draft, DraftRow, DraftSection, short

BREAK = re.compile(r"\r\n|\r|\n")  # not what str.splitlines adds to them
LEFT_OUT = "characters that this format cannot hold were left out"
TOO_MANY = f"rows after the {MOST_ROWS}th were left out"
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff\ufeff]")


def lines_of(text: str) -> Iterator[str]:
    """The lines of ``text``, blanks at their ends taken off."""
    return (line.strip(" \t\0\ufeff\x1a") for line in BREAK.split(text))


def flat(text: str, instead: Mapping[str, str] | None = None, longest: int = 16_000) -> tuple[str, str]:
    """``text`` as one line can hold it, and why it is not the same as before ("" when it is)."""
    told = " ".join(text.split())
    kept = _UNWRITABLE.sub("", told)
    for mark, other in (instead or {}).items():
        kept = kept.replace(mark, other)
    kept = " ".join(kept[:longest].split())
    return kept, LEFT_OUT if kept != text else ""


@dataclass(slots=True)
class Sections:
    """The sections of a file while it is read. The first has no name until one begins."""

    held: dict[str, list[DraftRow]] = field(default_factory=dict)
    count: int = 0
    _name: str = ""

    def begin(self, name: str) -> None:
        """What follows stands in the section ``name``; in the one there is, if it has stood before."""
        self._name = name
        self.held.setdefault(name, [])

    def add(self, text: str, line: int, **told: Any) -> None:
        """A row of the section that has begun last."""
        self.count += 1
        if self.count <= MOST_ROWS:
            self.held.setdefault(self._name, []).append(DraftRow(text=short(text), line=line, **told))

    @property
    def full(self) -> bool:
        """Whether more has come than a list holds; the rest need not be read."""
        return self.count > MOST_ROWS

    def draft(self, form: str, encoding: str, remarks: tuple[str, ...] = (), **told: Any) -> Draft:
        """All of it."""
        parts = (DraftSection(name_zh=name, name_en=name, rows=tuple(rows)) for name, rows in self.held.items())
        more = (TOO_MANY,) if self.full else ()
        return Draft(format=form, encoding=encoding, sections=tuple(parts), remarks=(*remarks, *more), **told)
