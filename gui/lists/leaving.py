"""What leaves of a list: its table as a page, and as a workbook with a row that says who gave each number, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor

from gui.lists import copying
from gui.lists.exporting import as_book
from gui.look.numbers import MISSING
from gui.look.titles import title
from gui.outs.reading import Reading
from gui.outs.tables import TableSource, Told
from gui.parts import Parts
from gui.tables.columns import Form
from gui.tables.lines import HEADING
from models.exports.origins import Origin, sources_sheet
from models.workbook import Book

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel


def source_of(parts: Parts, panel: WatchlistPanel) -> TableSource:
    """The list that the panel shows, as outs.Source has it."""

    def book(now: float) -> Book:
        made = as_book(panel, dt.datetime.fromtimestamp(now, dt.UTC))
        return replace(made, sheets=(*made.sheets, sources_sheet(_origins(panel), parts.texts)))

    return TableSource(parts, lambda: _reading(panel), lambda: _told(panel), book)


def _told(panel: WatchlistPanel) -> Told:
    foot = "   ".join(panel.foot.kept(panel.model.shown_rows()))
    return Told(title=panel.list.name(panel.lang), origin=foot)


def _reading(panel: WatchlistPanel) -> Reading:
    """Headings of sections and rows, as they stand; a figure with a sign has its colour."""
    model = panel.model
    columns = [place for place, column in enumerate(model.columns) if column.form is not Form.SPARK]
    heads = [title(model.columns[place].key, panel.texts) for place in columns]
    right = [not model.columns[place].left for place in columns]
    heads.insert(1, panel.texts["table.code"])
    right.insert(1, False)
    rows = tuple(tuple(row) for row in copying.texts_of(panel, list(range(len(model.lines))), columns))

    def ink(row: int, place: int) -> QColor | None:
        text = rows[row][place]
        if not right[place] or text == MISSING:
            return None
        return panel.theme.up if text.startswith("+") else panel.theme.down if text.startswith("-") else None

    bands = frozenset(np.flatnonzero(model.lines.row[: len(rows)] == HEADING).tolist())
    return Reading(heads=tuple(heads), rows=rows, right=tuple(right), worth=(None,) * len(heads), ink=ink, bands=bands)


def _origins(panel: WatchlistPanel) -> Iterator[Origin]:
    """Of each instrument whose quote has come."""
    store = panel.model.store
    for row in panel.model.shown_rows().tolist():
        one, at = store.instruments[row], store.value(row, "received_at")
        if at is not None:
            source = panel.texts.get(f"source.{store.sources[row]}", store.sources[row])
            when = store.value(row, "exchange_time") or at
            yield Origin(
                what=f"{one.name(panel.lang)} {one.id}", source=source, as_of=dt.datetime.fromtimestamp(when, dt.UTC)
            )
