"""What stands behind a note: the protocol of the gate, and where its numbers come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from models.audit.values import Span
from models.audit.wording import finding_text
from models.claims.values import Checked, State, Subject
from models.documents.cells import footnotes
from models.documents.values import Block, Heading, Table
from models.gate.values import Check, Reason
from models.gate.wording import about, sentence, subject_name, verdict
from models.note.telling import found_text, why_text
from models.note.values import Form, WeeklyNote
from models.numbers import MISSING, big
from models.reasons import said
from models.review.paper import source_name
from models.traffic.wording import source_text
from models.values import Floats
from models.workbook import Column, Format, Line, Sheet, Weight

Texts = Mapping[str, str]
_GATE = (("reason", 18), ("name", 26), ("result", 9), ("said", 47))
_SOURCES = (
    ("about", Format.TEXT, 12), ("source", Format.TEXT, 20), ("as_of", Format.MOMENT, 18), ("name", Format.TEXT, 50),
)  # fmt: skip
FEW = 3  # reasons that are told at the top, and the others counted
CLOSES, SECOND = "closes", "second"  # what a source told, beside metrics
LISTED = "、"  # between names of a Chinese text
CHINESE = re.compile("[\u4e00-\u9fff]")
MANY = 5  # rows that are counted and not named


def blocks(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Block]:
    """The appendix, in the order in which a doubtful reader asks."""
    yield Heading(text=texts["document.appendix"])
    yield Heading(text=texts["gate.sheet"], level=2)
    yield Table(sheet=gate_sheet(note, texts, lang))
    if note.ledger:
        yield Heading(text=texts["notefile.sheet.ledger"], level=2)
        yield Table(sheet=ledger_page(note, texts, lang))
    if note.audit.spans:
        yield Heading(text=texts["notefile.sheet.ruler"], level=2)
        yield Table(sheet=windows_page(note, texts, lang))
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
    """The protocol on a page: what several rows have in common is said once, and what refuses stands out."""
    gate = note.gate
    return Sheet(
        title=texts["gate.sheet"],
        above=(verdict(gate, texts),),
        columns=tuple(Column(title=texts[f"gate.column.{key}"], width=room) for key, room in _GATE),
        lines=tuple(_checked(reason, held, note, texts, lang) for reason, held in _by_reason(note, texts)),
        under=(about(gate, texts),),
    )


def _by_reason(note: WeeklyNote, texts: Texts) -> Iterator[tuple[Reason, list[Check]]]:
    """Checks of a kind that say the same, in the order of the gate; sources that agree are told with the widest gap."""
    for reason, held in groupby(note.gate.checks, key=lambda one: one.reason):
        if reason is Reason.AGREE:
            yield from ((reason, alike) for alike in _agreed(held))
        else:
            yield from ((reason, alike) for alike in _alike(held, note, texts).values())


def _agreed(checks: Iterable[Check]) -> Iterable[list[Check]]:
    """What refuses stands alone; what passed is one a pair of sources, the widest gap first."""
    groups: dict[tuple[str, ...], list[Check]] = {}
    for one in checks:
        pair = (one.facts.get("first", ""), one.facts.get("second", ""))
        groups.setdefault(pair if one.passed else (*pair, one.subject), []).append(one)
    return [sorted(alike, key=lambda one: -(_apart(one) or 0.0)) for alike in groups.values()]


def _apart(check: Check) -> float | None:
    return None if check.first is None or check.second is None else abs(check.first - check.second)


def _checked(reason: Reason, alike: list[Check], note: WeeklyNote, texts: Texts, lang: str) -> Line:
    passed, told = alike[0].passed, sentence(alike[0], note.gate.tolerance, texts)
    if reason is Reason.AGREE and len(alike) > 1:
        told = texts["document.widest"].format(name=subject_name(alike[0], texts, lang), told=told)
    result = "told" if reason is Reason.MANUAL else "passed" if passed else "refused"
    return Line(
        values=(
            texts[f"gate.reason.{reason}"], _names(alike, texts, lang), texts[f"gate.result.{result}"], told,
        ),
        weight=Weight.PLAIN if passed else Weight.WARN,
    )  # fmt: skip


# claims and windows: of the Chinese text, whose words an English page does not quote


def ledger_page(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """The claims of the printed text with what is held beside them, each once; the whole of it is in the workbook."""
    told = {str(state): sum(one.state is state for one in note.ledger) for state in State}
    quoted = (("said", Format.TEXT, 25),) if lang == "zh" else ()
    layout = (("subject", Format.TEXT, 17), ("kind", Format.TEXT, 12), *quoted, ("found", Format.TEXT, 20),
              ("verdict", Format.TEXT, 10), ("why", Format.TEXT, 29))  # fmt: skip
    once: dict[tuple[str, ...], Checked] = {}
    for one in note.ledger:
        once.setdefault((one.claim.subject.id, one.claim.said, one.found, one.state), one)
    return Sheet(
        title=texts["notefile.sheet.ledger"],
        above=(texts["notefile.ledger.counts"].format(all=len(note.ledger), **told),),
        columns=_columns(layout, texts),
        lines=tuple(_claim(one, note, texts, lang) for one in once.values()),
        under=(texts["notefile.ledger.about"],),
    )


def _claim(one: Checked, note: WeeklyNote, texts: Texts, lang: str) -> Line:
    claim = one.claim
    kind, state = texts[f"notefile.kind.{claim.kind}"], texts[f"claims.state.{one.state}"]
    found, told = found_text(one, note, lang) or MISSING, _why(one, note, texts)
    values: tuple[str, ...] = (claim.subject.name, kind, claim.said, found, state, told)
    if lang != "zh":
        found = _english(found, note) or big(one.value, lang)
        values = (_subject(claim.subject, note), kind, found, state, _english(told, note))
    return Line(values=values, weight=Weight.WARN if one.state is State.CONTRADICTED else Weight.PLAIN)


def _subject(one: Subject, note: WeeklyNote) -> str:
    """By its English name, or its id where it is one of English letters."""
    known = note.inputs.universe.instruments.get(one.id)
    if known is not None:
        return known.name_en
    return _english(one.name, note) or (one.id if one.id.isascii() else MISSING)


def _english(text: str, note: WeeklyNote) -> str:
    """Words out of the Chinese text with the names that an English reader has; "" where others are left."""
    universe = note.inputs.universe
    named = {LISTED: ", "} | {one.name_zh: one.name_en for one in universe.instruments.values()}
    named |= {one.name_zh: one.name_en for one in universe.sectors}
    named |= {one.name_zh: one.name_en for one in note.inputs.products}
    for name in sorted(filter(None, named), key=len, reverse=True):
        text = text.replace(name, named[name])
    return "" if CHINESE.search(text) else text


def _why(one: Checked, note: WeeklyNote, texts: Texts) -> str:
    """The reason, without the days where they are the note's own."""
    window = note.inputs.window
    told = why_text(one, note, texts)
    own = f"{window.first}..{window.last}"
    return told.removeprefix(own).lstrip(":： ") if told.startswith(own) else told


def windows_page(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """Every stretch of days that the note speaks of, once, and what the auditor points at."""
    quoted = (("called", Format.TEXT, 14), ("where", Format.TEXT, 44)) if lang == "zh" else ()
    layout = (("about", Format.TEXT, 14), ("first", Format.DATE, 13), ("last", Format.DATE, 13),
              ("days", Format.COUNT, 8), *quoted)  # fmt: skip
    placed = {(one.about, one.window) for one in note.audit.spans if one.where}
    said = [one for one in note.audit.spans if one.where or (one.about, one.window) not in placed]
    spans = {(one.about, one.called if quoted else "", one.window): one for one in reversed(said)}
    ordered = sorted(spans.values(), key=lambda one: (one.window.first, one.window.last, one.about))
    found = [finding_text(one, texts) for one in note.audit.findings]
    head = texts["notefile.findings" if found else "notefile.findings.none"].format(count=len(found))
    return Sheet(
        title=texts["notefile.sheet.ruler"],
        columns=_columns(layout, texts),
        lines=tuple(_span(one, texts, lang) for one in ordered),
        under=(head, *footnotes(found)),
    )


def _span(one: Span, texts: Texts, lang: str) -> Line:
    window, quoted = one.window, (one.called, one.where) if lang == "zh" else ()
    days = (window.last - window.first).days + 1
    return Line(values=(texts[f"notefile.about.{one.about}"], window.first, window.last, days, *quoted))


def _columns(layout: Iterable[tuple[str, Format, int]], texts: Texts) -> tuple[Column, ...]:
    return tuple(Column(title=texts[f"notefile.column.{key}"], format=of, width=room) for key, of, room in layout)


# sources


def sources_sheet(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """A line a source and moment of asking, with whom it told of: closes, second sources, visits and downloads."""
    return Sheet(
        title=texts["document.sources"],
        columns=_columns(_SOURCES, texts),
        lines=tuple(
            Line(values=(_label(kind, texts), source, _moment(as_of), texts["note.and"].join(names)))
            for (kind, source, as_of), names in _told(note, texts, lang).items()
        ),
    )


def _told(note: WeeklyNote, texts: Texts, lang: str) -> dict[tuple[str, str, float], list[str]]:
    """Whom a source told of, by what it told, its name, and when it was asked (UTC seconds, 0 where nobody did)."""
    groups: dict[tuple[str, str, float], list[str]] = {}
    for kind, source, as_of, name in (*_closes(note, texts, lang), *_counts(note, texts, lang)):
        held = groups.setdefault((kind, source, as_of), [])
        held += [name] if name not in held else []
    return groups


def _closes(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[tuple[str, str, float, str]]:
    rows = (*note.review.rows, *note.review.benchmarks)
    for row in rows:
        name = row.instrument.name(lang)
        source = source_name(row.source, texts) or MISSING
        told = f"{source} ({said(row.doubt, texts)})" if row.doubt else source
        yield CLOSES, told, row.as_of or 0.0, name
    for row in rows:
        second = note.inputs.witnesses.get(row.instrument.id)
        if second is not None and len(second):
            yield SECOND, source_name(second.source, texts), second.fetched_at, row.instrument.name(lang)


def _counts(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[tuple[str, str, float, str]]:
    """What the drawn figures show; what is bundled was asked for by nobody."""
    for figure in note.figures:
        panel = figure.panel
        if figure.form is Form.PLOT and panel is not None:
            shown = [panel.members[place] for place in figure.captions[lang].which]
            for one in shown:
                known = one.known_at[np.isfinite(one.value) & ~one.bundled]
                if one.source and np.isfinite(one.value[panel.first : panel.stop]).any():
                    yield str(panel.view.metric), source_text(one.source, texts), _newest(known), one.product.name(lang)


def _newest(known: Floats) -> float:
    return float(known.max()) if len(known) else 0.0


def _label(kind: str, texts: Texts) -> str:
    return texts[f"document.source.{kind}" if kind in (CLOSES, SECOND) else f"trafficfile.metric.{kind}"]


def _moment(seconds: float) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds > 0 else None
