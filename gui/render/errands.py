"""What the clerk is asked for and what he gives back: a note, its drafts, verdicts on a text, a pack. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from gui.render.job import Job
from models.claims.values import Checked
from models.documents.values import Document
from models.frozen import frozen
from models.instruments import Instrument
from models.note.edits import Edits
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.note.values import WeeklyNote
from models.pack.values import Difference
from models.review.standing_values import Standing
from models.review.values import Window

MARKDOWN, PACK = "md", "pack"  # files that need no Qt; the others are the kinds of gui.render.job


@frozen(kw_only=True, eq=False)
class NoteErrand:
    """Make the note of what is held."""

    inputs: Inputs
    settings: NoteSettings
    edits: Edits


@frozen(kw_only=True, eq=False)
class Made:
    """The note and what stands beside its figure 1. The note's inputs are those of the errand, which stay at home."""

    note: WeeklyNote
    standing: Standing


@frozen(kw_only=True, eq=False)
class TextErrand:
    """Check a text against what is held."""

    text: str
    inputs: Inputs
    settings: NoteSettings


@frozen(kw_only=True, eq=False)
class ReadErrand:
    """Read a text, to learn what must be held to check it. today: the reader's."""

    text: str
    inputs: Inputs
    today: dt.date


@frozen(kw_only=True)
class Needs:
    """Whose bars a text's claims need, and over which days."""

    instruments: tuple[Instrument, ...]
    window: Window


@frozen(kw_only=True)
class Verdicts:
    """Every checkable claim of a text, in its order."""

    text: str
    checked: tuple[Checked, ...]


@frozen(kw_only=True, eq=False)
class DraftErrand:
    """Prepare the files of a note. formats: MARKDOWN and kinds of gui.render.job; conventions: by language."""

    note: NoteErrand
    langs: tuple[str, ...]
    formats: tuple[str, ...]
    conventions: Mapping[str, str]


@frozen(kw_only=True, eq=False)
class Drafts:
    """files: those that are ready, by name. job: what the others are drawn from, None where there are none.

    final: whether the gate passed the note.
    """

    documents: tuple[Document, ...]
    files: Mapping[str, bytes]
    job: Job | None
    final: bool


@frozen(kw_only=True, eq=False)
class PackErrand:
    """Put a note into a report pack. figures: drawn files by name; name: of the pack without its ending."""

    note: NoteErrand
    figures: Mapping[str, bytes] = field(default_factory=dict)
    name: str = ""


@frozen(kw_only=True)
class Packed:
    """A report pack as a file."""

    name: str
    content: bytes


@frozen(kw_only=True)
class OpenErrand:
    """Make the note of a pack's file. against: another note, to be compared with it."""

    path: str
    against: NoteErrand | None = None


@frozen(kw_only=True, eq=False)
class Opened:
    """The note of a pack, and what the note it is compared with states otherwise. made_at: UTC seconds."""

    note: WeeklyNote
    standing: Standing
    edits: Edits
    made_at: float
    difference: Difference


Errand = NoteErrand | ReadErrand | TextErrand | DraftErrand | PackErrand | OpenErrand
Answer = Made | Needs | Verdicts | Drafts | Packed | Opened
