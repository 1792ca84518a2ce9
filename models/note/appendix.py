"""What stands behind a note: where its numbers come from, and what was checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from models.documents.values import Block, Heading, Table
from models.note.values import WeeklyNote
from models.reasons import said
from models.review.paper import source_name
from models.review.values import Row
from models.workbook import Column, Format, Line, Sheet

Texts = Mapping[str, str]


def blocks(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Block]:
    """The appendix, in the order in which a doubtful reader asks."""
    yield Heading(text=texts["document.appendix"])
    yield Heading(text=texts["document.sources"], level=2)
    yield Table(sheet=sources_sheet(note, texts, lang))


def refusals(note: WeeklyNote, texts: Texts) -> Iterator[str]:
    """Why the note is not final, in one line; nothing where it is."""
    if not note.final:
        yield texts["document.open"]


def sources_sheet(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """A line a source and moment of asking, with the rows it is of."""
    groups: dict[tuple[str, float, str], list[Row]] = {}
    for row in (*note.review.rows, *note.review.benchmarks):
        groups.setdefault((row.source, row.as_of or 0.0, row.doubt), []).append(row)
    layout = (("source", Format.TEXT, 22), ("as_of", Format.MOMENT, 18), ("name", Format.TEXT, 60))
    return Sheet(
        title=texts["document.sources"],
        columns=tuple(Column(title=texts[f"review.column.{key}"], format=of, width=room) for key, of, room in layout),
        lines=tuple(_source(key, rows, texts, lang) for key, rows in groups.items()),
    )  # fmt: skip


def _source(key: tuple[str, float, str], rows: list[Row], texts: Texts, lang: str) -> Line:
    source, as_of, doubt = key
    names = texts["note.and"].join(row.instrument.name(lang) for row in rows)
    asked = dt.datetime.fromtimestamp(as_of, dt.UTC) if as_of else None
    return Line(
        values=(source_name(source, texts) or "--", asked, f"{names} ({said(doubt, texts)})" if doubt else names)
    )
