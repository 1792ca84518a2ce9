"""The weekly note as a value: figures, sentences with what they rest on, gate, ledger and audit. Both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.audit.values import Audit
from models.claims.values import Checked
from models.frozen import frozen
from models.gate.values import Gate
from models.note.inputs import Inputs
from models.note.settings import NoteSettings, Part
from models.review.values import Review
from models.traffic.captions import Caption
from models.traffic.panel import Panel

LANGS = ("zh", "en")


@frozen(kw_only=True)
class Evidence:
    """One number a sentence rests on. query: what was looked up ("return NVDA.US 2024-09-23..2024-09-25").

    value in ``unit`` ("%", "pp", "visits", "downloads", "count", ""), None when nothing is held. as_of: UTC seconds.
    """

    query: str
    subject: str
    value: float | None
    unit: str = ""
    source: str = ""
    as_of: float | None = None


@frozen(kw_only=True)
class Sentence:
    """One sentence of the note. id: stable ("prices.cpu_gpu"), so that edits find it after a refresh.

    text: by language, as printed; made: as it was made of the data. They differ where the user has edited it. moved:
    languages in which the data have changed under an edit in a way that could not be merged.
    """

    id: str
    part: Part
    text: Mapping[str, str]
    made: Mapping[str, str]
    evidence: tuple[Evidence, ...] = ()
    moved: tuple[str, ...] = ()
    follows: bool = False  # goes on in the paragraph of the one before


class Form(StrEnum):
    """What a figure is."""

    TABLE = "table"  # figure 1
    PLOT = "plot"
    EMPTY = "empty"  # no data: a placeholder that says so


@frozen(kw_only=True)
class Figure:
    """One numbered figure. panel: of a plot or an empty one. captions: by language: title, unit, source, notes."""

    number: int
    form: Form
    captions: Mapping[str, Caption]
    panel: Panel | None = None


@frozen(kw_only=True)
class WeeklyNote:
    """All of it. review: figure 1. ledger: every claim of the printed Chinese text, checked."""

    inputs: Inputs
    settings: NoteSettings
    review: Review
    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    gate: Gate
    ledger: tuple[Checked, ...] = ()
    audit: Audit = field(default_factory=Audit)

    @property
    def final(self) -> bool:
        """Whether it may be called so."""
        return self.gate.final
