"""What the clerk is asked for and what he gives back: a note, the verdicts on a text. Frozen values, no Qt."""

from __future__ import annotations

from models.claims.values import Checked
from models.frozen import frozen
from models.note.edits import Edits
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.note.values import WeeklyNote
from models.review.standing_values import Standing


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


@frozen(kw_only=True)
class Verdicts:
    """Every checkable claim of a text, in its order."""

    text: str
    checked: tuple[Checked, ...]


Errand = NoteErrand | TextErrand
