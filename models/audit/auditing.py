"""The audit of a note: every stretch of days it speaks of, and where they do not fit together. Pure.

Of any Chinese note as text; and of our own, whose figures say what their data are of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models.audit import words
from models.audit.days import days_in
from models.audit.findings import CHECKS, Read
from models.audit.reading import statements_of
from models.audit.spans import told
from models.audit.values import Audit, Span
from models.claims.values import About
from models.note.inputs import Inputs


def audit_of(text: str, inputs: Inputs, *, published: dt.date | None = None, final: bool = False) -> Audit:
    """The audit of ``text``. published: its local day in Asia, read out of the text when nobody says.

    final: whether it is called final; a text may say so itself. inputs: universe, products and announcements are
    asked, and the window; no number is.
    """
    near = published or inputs.window.last
    statements = statements_of(text, near)
    read = Read(
        text=text,
        statements=statements,
        told=told(statements, inputs.window, inputs.products),
        inputs=inputs,
        published=published or published_in(text, near),
        final=final or _called_final(text),
    )
    return Audit(spans=_spans(read), findings=tuple(found for check in CHECKS for found in check(read)))


def _spans(read: Read) -> tuple[Span, ...]:
    """Every stretch once, the note's own window first."""
    own = Span(about=About.PRICE, window=read.inputs.window)
    held = (one.span for one in read.told if one.span.window.first > dt.date.min)
    kept: dict[tuple[object, ...], Span] = {}
    for one in (own, *held):
        kept.setdefault((one.about, one.window, one.called, one.subject), one)
    return tuple(kept.values())


def published_in(text: str, near: dt.date) -> dt.date | None:
    """The day a note says it is of: "报告日期：2024年9月26日"."""
    for line in _lines(text)[: words.HEAD]:
        days = [one for one in days_in(line, near) if one.one_day]
        label = words.PUBLISHED.search(line)
        if label and (after := [one for one in days if one.start >= label.end()]):
            return after[0].window.first
    return None


def _lines(text: str) -> Sequence[str]:
    return [line for line in text.translate(words.NARROW).splitlines() if line.strip()]


def _called_final(text: str) -> bool:
    return words.FINAL.search(words.NOT_FINAL.sub("", text)) is not None
