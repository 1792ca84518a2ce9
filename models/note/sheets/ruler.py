"""The window audit as a sheet: every stretch of days that the note speaks of on one ruler, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models.audit.values import Finding, Span
from models.audit.wording import finding_text
from models.claims.values import About
from models.note.sheets.words import Slot, Texts, columns
from models.note.values import WeeklyNote
from models.review.values import Window
from models.workbook import Column, Format, Line, Sheet, Value, Weight

MOST = 45  # columns of the ruler: days, or weeks where there are more days
WEEK = 7
PLACES = 3  # words of the note that are quoted for one row
INK, OFF = "■", ""
_SLOTS = (
    Slot("about", width=10), Slot("called", width=14), Slot("first", Format.DATE, 11), Slot("last", Format.DATE, 11),
    Slot("days", Format.COUNT, 7), Slot("subject", width=20, wrap=True), Slot("where", width=44, wrap=True),
)  # fmt: skip


def ruler_sheet(note: WeeklyNote, texts: Texts) -> Sheet:
    """A row a stretch, however many subjects it is said of, marked on the ruler; the findings below."""
    held: dict[tuple[Window, About, str], list[Span]] = {}
    for one in sorted(note.audit.spans, key=lambda one: (one.window.first, one.window.last, one.about, one.called)):
        held.setdefault((one.window, one.about, one.called), []).append(one)
    ruler = _ruler([window for window, _, _ in held])
    marks = [Column(title=f"{one.first:%m}\n{one.first:%d}", width=4) for one in ruler]
    step = texts["notefile.ruler.weeks" if ruler and ruler[0].first < ruler[0].last else "notefile.ruler.days"]
    return Sheet(
        title=texts["notefile.sheet.ruler"], filtered=False,
        above=(texts["notefile.ruler.title"], step),
        columns=(*columns(_SLOTS, texts), *marks),
        lines=(
            *(_line(*key, spans, ruler, texts) for key, spans in held.items()),
            *_findings(note.audit.findings, len(ruler), texts),
        ),
    )  # fmt: skip


def _ruler(windows: Sequence[Window]) -> list[Window]:
    """What the ruler's columns are, from the first day to the last; none where even weeks would be too many."""
    if not windows:
        return []
    first, last = min(one.first for one in windows), max(one.last for one in windows)
    count = (last - first).days + 1
    step = 1 if count <= MOST else WEEK
    if count > MOST * WEEK:
        return []
    starts = (first + dt.timedelta(days=at) for at in range(0, count, step))
    return [Window(first=day, last=day + dt.timedelta(days=step - 1)) for day in starts]


def _line(
    window: Window, about: About, called: str, spans: Sequence[Span], ruler: Sequence[Window], texts: Texts
) -> Line:
    subjects = dict.fromkeys(one.subject for one in spans if one.subject)
    where = list(dict.fromkeys(one.where for one in spans if one.where))
    quoted = [*where[:PLACES], *(["…"] if len(where) > PLACES else [])]
    marks = [INK if window.first <= one.last and one.first <= window.last else OFF for one in ruler]
    values: tuple[Value, ...] = (
        texts[f"notefile.about.{about}"], called, window.first, window.last, (window.last - window.first).days + 1,
        texts["note.and"].join(subjects), "\n".join(quoted),
    )  # fmt: skip
    return Line(values=(*values, *marks))


def _findings(findings: Sequence[Finding], marks: int, texts: Texts) -> list[Line]:
    rest = [""] * (len(_SLOTS) + marks - 1)
    head = texts["notefile.findings" if findings else "notefile.findings.none"].format(count=len(findings))
    told = [(place, finding_text(one, texts)) for place, one in enumerate(findings, 1)]
    lines = [Line(values=(texts["trafficfile.note"].format(place=place, note=said), *rest), weight=Weight.WARN)
             for place, said in told]  # fmt: skip
    return [Line(values=(head, *rest), weight=Weight.BAND), *lines]
