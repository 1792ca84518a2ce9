"""Checked claims in one reader's words: an event as the note tells it, not as the library files it."""

from __future__ import annotations

from collections.abc import Mapping

from models.claims.paper import why
from models.claims.values import Checked
from models.events import Event
from models.note.values import WeeklyNote

Texts = Mapping[str, str]


def found_text(one: Checked, note: WeeklyNote, lang: str) -> str:
    """What is held; of an announcement its day and what happened."""
    event = _event(one, note)
    return f"{event.date} {event.clause(lang)}" if event is not None and one.found else one.found


def why_text(one: Checked, note: WeeklyNote, texts: Texts) -> str:
    """The reason; of an announcement what its date is, as the day itself stands in ``found_text``."""
    event = _event(one, note)
    if event is None:
        return why(one, texts)
    return texts["notefile.why.event"].format(basis=texts[f"notefile.basis.{event.date_basis}"])


def _event(one: Checked, note: WeeklyNote) -> Event | None:
    """The announcement a claim was held against; None of a claim about anything else."""
    if one.why != "event":
        return None
    sought = tuple(one.facts.get(key) for key in ("date", "vendor", "product"))
    held = note.inputs.events.events
    return next((each for each in held if (str(each.date), each.vendor, each.product) == sought), None)
