"""The window audit as a sheet: every stretch of days that the note speaks of on one ruler, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models.audit.values import Finding, Span
from models.audit.wording import finding_text
from models.note.sheets.words import Slot, Texts, columns
from models.note.values import WeeklyNote
from models.workbook import Column, Format, Line, Sheet, Value, Weight

MOST = 45  # days that have a column of their own; a longer stretch is told by its dates
INK, OFF = "■", ""
_SLOTS = (
    Slot("about", width=10), Slot("called", width=14), Slot("first", Format.DATE, 11), Slot("last", Format.DATE, 11),
    Slot("days", Format.COUNT, 6), Slot("subject", width=16), Slot("where", width=40, wrap=True),
)  # fmt: skip


def ruler_sheet(note: WeeklyNote, texts: Texts) -> Sheet:
    """A row a stretch, its days as marks in columns where they are few enough; the findings below."""
    spans = sorted(note.audit.spans, key=lambda one: (one.window.first, one.window.last, one.about, one.subject))
    ruler = _days(spans)
    marks = [Column(title=f"{day:%m}\n{day:%d}", format=Format.TEXT, width=4) for day in ruler]
    return Sheet(
        title=texts["notefile.sheet.ruler"],
        above=(texts["notefile.ruler.title"], texts["notefile.ruler.about"]),
        columns=(*columns(_SLOTS, texts), *marks),
        lines=(*(_line(one, ruler, texts) for one in spans), *_findings(note.audit.findings, len(ruler), texts)),
    )


def _days(spans: Sequence[Span]) -> list[dt.date]:
    """Every day from the first to the last of the stretches that are short enough."""
    short = [one.window for one in spans if (one.window.last - one.window.first).days < MOST]
    if not short:
        return []
    first, last = min(one.first for one in short), max(one.last for one in short)
    count = (last - first).days + 1
    return [first + dt.timedelta(days=at) for at in range(count)] if count <= MOST else []


def _line(one: Span, ruler: Sequence[dt.date], texts: Texts) -> Line:
    window = one.window
    length = (window.last - window.first).days + 1
    marks = [INK if window.first <= day <= window.last else OFF for day in ruler]
    values: tuple[Value, ...] = (
        texts[f"notefile.about.{one.about}"], one.called, window.first, window.last, length, one.subject, one.where,
    )  # fmt: skip
    return Line(values=(*values, *marks))


def _findings(findings: Sequence[Finding], marks: int, texts: Texts) -> list[Line]:
    rest = [""] * (len(_SLOTS) + marks - 1)
    head = texts["notefile.findings" if findings else "notefile.findings.none"].format(count=len(findings))
    told = [(place, finding_text(one, texts)) for place, one in enumerate(findings, 1)]
    lines = [Line(values=(texts["trafficfile.note"].format(place=place, note=said), *rest), weight=Weight.WARN)
             for place, said in told]  # fmt: skip
    return [Line(values=(head, *rest), weight=Weight.BAND), *lines]
