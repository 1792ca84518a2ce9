"""What a report pack holds, and what two of them differ in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from models.frozen import frozen
from models.note.edits import Edits
from models.note.inputs import Inputs
from models.note.settings import NoteSettings


@frozen(kw_only=True, eq=False)
class Pack:
    """inputs, settings, edits: what the note is made of. texts: the note as it was printed, by language, Markdown.

    figures: files of drawn figures by name ("figure-2-zh.png"). final: whether the gate passed it. program: version
    that made it. made_at: UTC seconds.
    """

    inputs: Inputs
    settings: NoteSettings
    edits: Edits = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, bytes] = field(default_factory=dict)
    final: bool = False
    program: str = ""
    made_at: float = 0.0


@frozen(kw_only=True)
class Restated:
    """One number that two packs state differently.

    what: "close", "witness close", "return", "excess", "visits", "downloads" ...; subject: instrument or product id;
    when: its day or period ("2024-09-25", "2024-08-01..2024-08-31"). was, now: None where that pack has none. source:
    of the newer.
    """

    what: str
    subject: str
    when: str
    was: float | None
    now: float | None
    source: str = ""


@frozen(kw_only=True)
class Reworded:
    """A sentence that two packs print differently."""

    id: str
    lang: str
    was: str
    now: str


@frozen(kw_only=True)
class Difference:
    """All of it: inputs first, then what follows from them."""

    restated: tuple[Restated, ...] = ()
    reworded: tuple[Reworded, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.restated or self.reworded)
