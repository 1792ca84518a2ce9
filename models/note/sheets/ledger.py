"""The claim ledger as a sheet: every claim of the printed text with what is held beside it."""

from __future__ import annotations

from models.claims.paper import why
from models.claims.values import Checked, State
from models.note.sheets.words import Slot, Texts, columns, days, moment
from models.note.values import WeeklyNote
from models.review.paper import source_name
from models.workbook import Format, Line, Sheet, Weight

_SLOTS = (
    Slot("number", Format.COUNT, 8), Slot("verdict", width=10), Slot("said", width=24, wrap=True),
    Slot("found", width=24, wrap=True), Slot("why", width=40, wrap=True), Slot("subject", width=16),
    Slot("kind", width=12), Slot("window", width=14), Slot("sentence", width=50, wrap=True),
    Slot("query", width=40), Slot("source", width=22), Slot("as_of", Format.MOMENT, 18),
)  # fmt: skip


def ledger_sheet(note: WeeklyNote, texts: Texts) -> Sheet:
    """A row a claim, in the order of the text; the contradicted ones stand out."""
    counts = {state: sum(one.state is state for one in note.ledger) for state in State}
    told = {str(state): count for state, count in counts.items()}
    return Sheet(
        title=texts["notefile.sheet.ledger"],
        above=(texts["notefile.ledger.title"], texts["notefile.ledger.counts"].format(all=len(note.ledger), **told)),
        columns=columns(_SLOTS, texts),
        lines=tuple(_line(place, one, texts) for place, one in enumerate(note.ledger, 1)),
        under=("", texts["notefile.ledger.about"]),
    )  # fmt: skip


def _line(place: int, one: Checked, texts: Texts) -> Line:
    claim = one.claim
    return Line(values=(
        place, texts[f"notefile.state.{one.state}"], claim.said, one.found, why(one, texts), claim.subject.name,
        texts[f"notefile.kind.{claim.kind}"], days(claim.window) if claim.window is not None else "", claim.sentence,
        one.query, source_name(one.source, texts), moment(one.as_of),
    ), weight=Weight.WARN if one.state is State.CONTRADICTED else Weight.PLAIN)  # fmt: skip
