"""Notes of others, and what is in them."""

import datetime as dt
import json
from pathlib import Path

from models.audit.auditing import audit_of
from models.review.values import Window
from tests.models.note.samples import inputs

HERE = Path(__file__).parent
REFERENCE = (HERE / "reference_note.zh.txt").read_text(encoding="utf-8")
GOLDEN = json.loads((HERE / "reference_note.json").read_text(encoding="utf-8"))
NOTES = json.loads((HERE / "notes.json").read_text(encoding="utf-8"))


def window(first, last):
    return Window(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last))


def audited(text, days=("2024-09-23", "2024-09-25"), **said):
    """The audit of a text over the days."""
    return audit_of(text, inputs(window=window(*days)), **said)


def flaws(text, *days, **said):
    """Only the names of what was found."""
    return [str(one.flaw) for one in audited(text, *days, **said).findings]
