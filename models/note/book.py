"""The note as a workbook: figure 1 and what stands beside it, native charts, text, ledger, gate, audit, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.gate.wording import as_sheet as gate_sheet
from models.gate.wording import verdict
from models.note.document import alarm_of, title_of
from models.note.sheets.chain import chain_sheet
from models.note.sheets.ledger import ledger_sheet
from models.note.sheets.rows import rows_sheet
from models.note.sheets.ruler import ruler_sheet
from models.note.sheets.sentences import evidence_sheet, words_sheet
from models.note.sheets.sources import sources_sheet
from models.note.sheets.totals import totals_sheet
from models.note.sheets.traffic import data_sheets, traffic_sheets
from models.note.values import WeeklyNote
from models.review.standing import standing_of
from models.traffic.inks import on_paper
from models.workbook import PAPER_COLOURS, Book

Texts = Mapping[str, str]
PROGRAM = "Suanli Desk"  # the author of what nobody signs


def book_of(note: WeeklyNote, texts: Texts, lang: str, convention: str) -> Book:
    """The workbook in one language; the sentences stand in both. convention: of PAPER_COLOURS.

    A ledger without claims and an audit without stretches of days have no sheet.
    """
    standing = standing_of(note.review, note.inputs, note.settings)
    window, state = note.review.window, verdict(note.gate, texts)
    title = title_of(window, texts)
    caption = note.figures[0].captions[lang]
    up, down = PAPER_COLOURS[convention]
    return Book(
        title=title, author=note.settings.author or PROGRAM, up=up, down=down,
        created=dt.datetime.fromtimestamp(note.inputs.now, dt.UTC), alarm=alarm_of(note, texts),
        sheets=(
            chain_sheet(note, standing, state, texts, lang),
            totals_sheet(standing, caption.title, texts, lang),
            *traffic_sheets(note.figures, texts, lang, on_paper(note.inputs.products)),
            words_sheet(note, title, state, texts),
            *([ledger_sheet(note, texts, lang)] if note.ledger else []),
            evidence_sheet(note, texts, lang),
            gate_sheet(note.gate, texts, lang),
            *([ruler_sheet(note, texts)] if note.audit.spans else []),
            rows_sheet(note, standing, texts, lang),
            *data_sheets(note.figures, texts, lang),
            sources_sheet(note, standing, texts, lang),
        ),
    )  # fmt: skip
