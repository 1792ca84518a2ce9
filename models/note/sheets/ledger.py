"""The claim ledger as a sheet: every claim of the printed text with what is held beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.claims.paper import counts, subject, why
from models.claims.values import Checked, State
from models.note.sheets.words import Slot, Texts, columns, cut, days, moment
from models.note.values import WeeklyNote
from models.review.paper import source_name
from models.workbook import Format, Line, Sheet, Weight

ROOM = 150  # characters of a sentence over its claims
_SLOTS = (
    Slot("number", Format.COUNT, 8), Slot("verdict", width=12), Slot("said", width=34, wrap=True),
    Slot("found", width=24, wrap=True), Slot("why", width=50, wrap=True), Slot("subject", width=24),
    Slot("kind", width=12), Slot("window", width=14), Slot("query", width=44), Slot("source", width=20),
    Slot("as_of", Format.MOMENT, 18),
)  # fmt: skip


def ledger_sheet(note: WeeklyNote, texts: Texts) -> Sheet:
    """A band a sentence, a row a claim, in the order of the text; the contradicted ones stand out."""
    counted = texts["notefile.ledger.counts"].format(all=len(note.ledger), **counts(note.ledger))
    return Sheet(
        title=texts["notefile.sheet.ledger"], above=(texts["notefile.ledger.title"], counted),
        columns=columns(_SLOTS, texts),
        lines=tuple(_lines(note.ledger, texts)),
        under=("", texts["notefile.ledger.about"]),
    )  # fmt: skip


def _lines(ledger: Iterable[Checked], texts: Texts) -> Iterator[Line]:
    before = ""
    for place, one in enumerate(ledger, 1):
        if (sentence := one.claim.sentence) != before:
            yield Line(values=(cut(sentence, ROOM), *[""] * (len(_SLOTS) - 1)), weight=Weight.BAND)
        before = sentence
        yield _line(place, one, texts)


def _line(place: int, one: Checked, texts: Texts) -> Line:
    claim = one.claim
    return Line(values=(
        place, texts[f"claims.state.{one.state}"], claim.said, one.found, why(one, texts), subject(claim),
        texts[f"notefile.kind.{claim.kind}"], days(claim.window) if claim.window is not None else "",
        one.query, source_name(one.source, texts), moment(one.as_of),
    ), weight=Weight.WARN if one.state is State.CONTRADICTED else Weight.PLAIN)  # fmt: skip
