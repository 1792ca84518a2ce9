"""The table as it stands, as a workbook: the columns shown, in the order shown, numbers as numbers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from gui.look.titles import title
from gui.tables.columns import Column as Shown
from gui.tables.columns import Form
from models.lists.book import Band, book_of
from models.workbook import Book, Column, Format, Value

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel

PRICES = ("last", "open", "high", "low", "previous_close", "limit_up", "limit_down", "ext_last", "indicative", "change")
BIG = ("volume", "turnover", "cap", "cap_cny", "cap_usd")
TIMES = ("volume_ratio", "pe", "pb")
POINTS = ("excess", "excess_window")
WORDS = ("time", "age", "delay")
ALWAYS = ("name", "code", "currency")  # a price or a market cap is a bare number: its currency stands beside it
WIDTHS = {Format.TEXT: 14, Format.BIG: 20}


def as_book(panel: WatchlistPanel, now: dt.datetime) -> Book:
    """What the panel shows; folded rows too, filtered ones not. ``now``: UTC."""
    model, texts = panel.model, panel.texts
    shown = [one for one in model.columns[1:] if one.form is not Form.SPARK and one.key not in ALWAYS]
    heads = [*(texts[f"table.{key}"] for key in ALWAYS), *(title(one.key, texts) for one in shown)]
    formats = [*(Format.TEXT for _ in ALWAYS), *map(format_of, shown)]
    columns = [
        Column(title=head, format=form, width=WIDTHS.get(form, 12)) for head, form in zip(heads, formats, strict=True)
    ]
    held = [(section, rows) for at, section in enumerate(model.watchlist.sections) if len(rows := model.rows_in(at))]
    bands = [Band(title=section.name(panel.lang), rows=_rows(panel, rows, shown)) for section, rows in held]
    name, at = panel.list.name(panel.lang), f"{now.astimezone():%Y-%m-%d %H:%M}"
    written = np.array([row for _, rows in held for row in rows], np.intp)
    notes = [*panel.foot.kept(written), texts["lists.exported_at"].format(at=at)]
    return book_of(name, columns, bands, notes, convention=panel.theme.convention, created=now)


def format_of(column: Shown) -> Format:
    """How a column's numbers are written."""
    if column.form in (Form.WORDS, Form.FLAG) or column.key in WORDS:
        return Format.TEXT
    if column.key in PRICES or column.key in TIMES:
        return Format.PRICE
    if column.key in BIG:
        return Format.BIG
    return Format.POINTS if column.key in POINTS else Format.PERCENT


def _rows(panel: WatchlistPanel, rows: list[int], shown: list[Shown]) -> tuple[tuple[Value, ...], ...]:
    """The rows of a section, made a column at a time: 5,000 of them are no turn that is felt."""
    known, picked = panel.model.store.instruments, panel.model.store.pick(np.array(rows, np.intp))
    ones = [known[row] for row in rows]
    columns: list[list[Value]] = [
        [one.name(panel.lang) for one in ones], [one.id for one in ones], [one.currency for one in ones],
    ]  # fmt: skip
    for column in shown:
        if format_of(column) is Format.TEXT:
            columns.append([panel.written(column.key, row) for row in rows])
        else:
            columns.append([None if value != value else value for value in picked.values(column.by).tolist()])
    return tuple(zip(*columns, strict=True))
