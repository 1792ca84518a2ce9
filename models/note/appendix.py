"""What stands behind a note: the protocol of the gate, and where its numbers come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from models.audit.values import Span
from models.claims.values import Checked, State
from models.documents.cells import footnotes
from models.documents.values import Block, Heading, Table
from models.gate.values import Check, Reason
from models.gate.wording import sentence, subject_name, verdict
from models.note.sheets.ledger import why_text
from models.note.values import WeeklyNote
from models.numbers import MISSING
from models.reasons import said
from models.review.paper import source_name
from models.review.values import Row
from models.workbook import Column, Format, Line, Sheet, Weight

Texts = Mapping[str, str]
_GATE = (("name", 34), ("result", 9), ("said", 57))
_SOURCES = (("source", Format.TEXT, 20), ("as_of", Format.MOMENT, 18), ("name", Format.TEXT, 62))
FEW = 3  # reasons that are told at the top, and the others counted
MANY = 5  # rows that are counted and not named


def blocks(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Block]:
    """The appendix, in the order in which a doubtful reader asks."""
    yield Heading(text=texts["document.appendix"])
    yield Heading(text=texts["gate.sheet"], level=2)
    yield Table(sheet=gate_sheet(note, texts, lang))
    if note.ledger:
        yield Heading(text=texts["notefile.sheet.ledger"], level=2)
        yield Table(sheet=ledger_page(note, texts))
    if note.audit.spans:
        yield Heading(text=texts["notefile.sheet.ruler"], level=2)
        yield Table(sheet=windows_page(note, texts))
    yield Heading(text=texts["document.sources"], level=2)
    yield Table(sheet=sources_sheet(note, texts, lang))


def warnings(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[str]:
    """Why the note is not final, in a line or two; nothing where it is."""
    if note.final:
        return
    told = [
        texts["document.refused"].format(told=told, names=names)
        for told, names in (
            (told, _names(alike, texts, lang)) for (_, told), alike in _alike(note.gate.refused, note, texts).items()
        )
    ]
    rest = [texts["document.more"].format(count=len(told) - FEW)] if len(told) > FEW else []
    yield texts["document.open"].format(reasons=texts["document.semicolon"].join([*told[:FEW], *rest]))


def _alike(checks: Iterable[Check], note: WeeklyNote, texts: Texts) -> dict[tuple[bool, str], list[Check]]:
    """Checks that say the same, by how they came out and what they say."""
    groups: dict[tuple[bool, str], list[Check]] = {}
    for one in checks:
        groups.setdefault((one.passed, sentence(one, note.gate.tolerance, texts)), []).append(one)
    return groups


def _names(alike: Sequence[Check], texts: Texts, lang: str) -> str:
    """Whom checks are about; many are counted."""
    if len(alike) > MANY:
        return texts["document.rows"].format(count=len(alike))
    names = [name for name in (subject_name(one, texts, lang) for one in alike) if name]
    return texts["note.and"].join(names) or texts["review.every_row"]


# the gate


def gate_sheet(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """The protocol on a page: a band a kind of check; what several rows have in common is said once."""
    gate = note.gate
    lines = [
        line
        for reason, held in groupby(gate.checks, key=lambda one: one.reason)
        for line in _checked(reason, tuple(held), note, texts, lang)
    ]
    made = dt.datetime.fromtimestamp(gate.made_at, dt.UTC).strftime("%Y-%m-%d %H:%M")
    return Sheet(
        title=texts["gate.sheet"],
        above=(verdict(gate, texts),),
        columns=tuple(Column(title=texts[f"gate.column.{key}"], width=room) for key, room in _GATE),
        lines=tuple(lines),
        under=(texts["gate.about"].format(tolerance=f"{gate.tolerance:.10g}", made=made),),
    )


def _checked(reason: Reason, held: tuple[Check, ...], note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Line]:
    refused = sum(not one.passed for one in held)
    count = texts["gate.band"].format(reason=texts[f"gate.reason.{reason}"], refused=refused, count=len(held))
    yield Line(values=(count, None, None), weight=Weight.BAND)
    for (passed, told), alike in _alike(held, note, texts).items():
        result = "told" if reason is Reason.MANUAL else "passed" if passed else "refused"
        yield Line(values=(_names(alike, texts, lang), texts[f"gate.result.{result}"], told))


# claims and windows


def ledger_page(note: WeeklyNote, texts: Texts) -> Sheet:
    """Every claim of the printed text with what is held beside it; the whole of it is in the workbook."""
    layout = (("number", Format.COUNT, 5), ("subject", Format.TEXT, 18), ("said", Format.TEXT, 22),
              ("found", Format.TEXT, 22), ("verdict", Format.TEXT, 10), ("why", Format.TEXT, 26))  # fmt: skip
    told = {str(state): sum(one.state is state for one in note.ledger) for state in State}
    return Sheet(
        title=texts["notefile.sheet.ledger"],
        above=(texts["notefile.ledger.counts"].format(all=len(note.ledger), **told),),
        columns=tuple(Column(title=texts[f"notefile.column.{key}"], format=of, width=room) for key, of, room in layout),
        lines=tuple(_claim(place, one, texts) for place, one in enumerate(note.ledger, 1)),
        under=(texts["notefile.ledger.about"],),
    )


def _claim(place: int, one: Checked, texts: Texts) -> Line:
    verdict, claim = texts[f"notefile.state.{one.state}"], one.claim
    return Line(
        values=(place, claim.subject.name, claim.said, one.found or MISSING, verdict, why_text(one, texts)),
        weight=Weight.WARN if one.state is State.CONTRADICTED else Weight.PLAIN,
    )


def windows_page(note: WeeklyNote, texts: Texts) -> Sheet:
    """Every stretch of days that the note speaks of, once, and what the auditor points at."""
    layout = (("about", Format.TEXT, 14), ("called", Format.TEXT, 14), ("first", Format.DATE, 14),
              ("last", Format.DATE, 14), ("days", Format.COUNT, 8), ("where", Format.TEXT, 40))  # fmt: skip
    spans = {(one.about, one.called, one.window): one for one in reversed(note.audit.spans)}
    ordered = sorted(spans.values(), key=lambda one: (one.window.first, one.window.last, one.about))
    found = [texts[f"audit.{one.flaw}"].format(**one.facts) for one in note.audit.findings]
    head = texts["notefile.findings" if found else "notefile.findings.none"].format(count=len(found))
    return Sheet(
        title=texts["notefile.sheet.ruler"],
        columns=tuple(Column(title=texts[f"notefile.column.{key}"], format=of, width=room) for key, of, room in layout),
        lines=tuple(_span(one, texts) for one in ordered),
        under=(head, *footnotes(found)),
    )


def _span(one: Span, texts: Texts) -> Line:
    window = one.window
    days = (window.last - window.first).days + 1
    return Line(values=(texts[f"notefile.about.{one.about}"], one.called, window.first, window.last, days, one.where))


# sources


def sources_sheet(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """A line a source and moment of asking, with the rows it is of."""
    groups: dict[tuple[str, float, str], list[Row]] = {}
    for row in (*note.review.rows, *note.review.benchmarks):
        groups.setdefault((row.source, row.as_of or 0.0, row.doubt), []).append(row)
    return Sheet(
        title=texts["document.sources"],
        columns=tuple(Column(title=texts[f"review.column.{key}"], format=of, width=room) for key, of, room in _SOURCES),
        lines=tuple(_source(key, rows, texts, lang) for key, rows in groups.items()),
    )


def _source(key: tuple[str, float, str], rows: list[Row], texts: Texts, lang: str) -> Line:
    source, as_of, doubt = key
    names = texts["note.and"].join(row.instrument.name(lang) for row in rows)
    asked = dt.datetime.fromtimestamp(as_of, dt.UTC) if as_of else None
    told = f"{names} ({said(doubt, texts)})" if doubt else names
    return Line(values=(source_name(source, texts) or MISSING, asked, told))
