"""The claim ledger as a sheet: every claim of the printed text with what is held beside it."""

from __future__ import annotations

from collections.abc import Iterator

from models.claims.paper import counts, subject
from models.claims.values import Checked, State
from models.note.sheets.words import Slot, Texts, columns, cut, days, moment
from models.note.telling import found_text, why_text
from models.note.values import WeeklyNote
from models.review.paper import source_name
from models.workbook import Format, Line, Sheet, Weight

ROOM = 150  # characters of a sentence over its claims
_SLOTS = (
    Slot("number", Format.COUNT, 9), Slot("verdict", width=10), Slot("said", width=28, wrap=True),
    Slot("found", width=20, wrap=True), Slot("why", width=34, wrap=True), Slot("subject", width=18, wrap=True),
    Slot("kind", width=11), Slot("window", width=11), Slot("query", width=26, wrap=True),
    Slot("source", width=18, wrap=True), Slot("as_of", Format.MOMENT, 17),
)  # fmt: skip


def ledger_sheet(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """A band a sentence, a row a claim, in the order of the text; the contradicted ones stand out."""
    counted = texts["notefile.ledger.counts"].format(all=len(note.ledger), **counts(note.ledger))
    return Sheet(
        title=texts["notefile.sheet.ledger"], above=(texts["notefile.ledger.title"], counted),
        columns=columns(_SLOTS, texts),
        lines=tuple(_lines(note, texts, lang)),
        under=("", texts["notefile.ledger.about"]),
    )  # fmt: skip


def _lines(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Line]:
    before = ""
    for place, one in enumerate(note.ledger, 1):
        if (sentence := one.claim.sentence) != before:
            yield Line(values=(cut(sentence, ROOM), *[""] * (len(_SLOTS) - 1)), weight=Weight.BAND)
        before = sentence
        yield _line(place, one, note, texts, lang)


def _line(place: int, one: Checked, note: WeeklyNote, texts: Texts, lang: str) -> Line:
    claim = one.claim
    return Line(values=(
        place, texts[f"claims.state.{one.state}"], claim.said, found_text(one, note, lang), why_text(one, note, texts),
        subject(claim),
        texts[f"notefile.kind.{claim.kind}"], days(claim.window) if claim.window is not None else "",
        one.query, source_name(one.source, texts), moment(one.as_of),
    ), weight=Weight.WARN if one.state is State.CONTRADICTED else Weight.PLAIN)  # fmt: skip
