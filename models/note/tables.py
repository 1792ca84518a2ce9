"""The tables of the note's figures as they are printed on a page: figure 1, and the numbers behind a drawn figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import numpy as np

from models.instruments import Kind
from models.note.sheets.chain import doubts
from models.note.sheets.words import YI, breadth
from models.note.values import WeeklyNote
from models.numbers import counted
from models.review.paper import row_name, state_text
from models.review.standing_values import RowStanding, Standing, Total
from models.review.values import Row
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.titling import period_at
from models.traffic.trimming import trimmed
from models.workbook import Column, Format, Line, Sheet, Value, Weight

Texts = Mapping[str, str]
PRICES = (
    ("name", Format.TEXT, 25), ("id", Format.TEXT, 12), ("currency", Format.TEXT, 6), ("base", Format.PRICE, 11),
    ("end", Format.PRICE, 11), ("change", Format.PERCENT, 10), ("excess", Format.POINTS, 8), ("part", Format.POINTS, 8),
    ("cap", Format.TENTHS, 11),
)  # fmt: skip
PERIODS = 6  # of a drawn figure's table: the newest


# figure 1


def price_sheet(note: WeeklyNote, standing: Standing, texts: Texts, lang: str) -> Sheet:
    """Figure 1: sectors as bands with their mean, their rows, the sum, the benchmarks; all days that rows share on top.

    under: what must be known of it beside its footnotes.
    """
    rows = tuple(one.row for one in (*standing.rows, *standing.marks))
    days = {"base": _shared([row.base_date for row in rows]), "end": _shared([row.end_date for row in rows])}
    lines = [line for place in range(len(standing.sectors)) for line in _sector(note, standing, place, texts, lang)]
    lines += [_sum(name, of, texts, Weight.TOTAL) for name, of in _sums(standing, texts, lang)]
    if standing.marks:
        lines.append(Line(values=(texts["review.benchmarks"], *[None] * (len(PRICES) - 1)), weight=Weight.BAND))
        lines += [_row(one, texts, lang) for one in standing.marks]
    return Sheet(
        title=texts["review.sheet.figure"],
        columns=tuple(
            Column(title=_head(key, days.get(key), texts), format=kind, width=room) for key, kind, room in PRICES
        ),
        lines=tuple(lines),
        under=(*_aside(rows, days, texts, lang), *doubts(standing, texts, lang)),
    )


def _shared(days: list[dt.date | None]) -> dt.date | None:
    """The day of most rows."""
    held = [day for day in days if day is not None]
    return max(held, key=held.count, default=None)


def _head(key: str, day: dt.date | None, texts: Texts) -> str:
    title = texts[f"notefile.column.{key}"]
    return f"{title}\n{day}" if day is not None else title


def _aside(rows: tuple[Row, ...], days: Mapping[str, dt.date | None], texts: Texts, lang: str) -> list[str]:
    """The rows whose days are not those at the head."""
    held = [
        texts["document.aside"].format(name=row.instrument.name(lang), base=row.base_date, end=row.end_date)
        for row in rows
        if (row.base_date, row.end_date) != (days["base"], days["end"]) and row.base_date and row.end_date
    ]
    return [texts["document.asides"].format(names=texts["note.and"].join(held))] if held else []


def _sector(note: WeeklyNote, standing: Standing, place: int, texts: Texts, lang: str) -> Iterator[Line]:
    held = note.review.sectors[place]
    yield _sum(held.sector.name(lang), standing.sectors[place], texts, Weight.BAND)
    first = sum(len(one.rows) for one in note.review.sectors[:place])
    for one in standing.rows[first : first + len(held.rows)]:
        yield _row(one, texts, lang)


def _sums(standing: Standing, texts: Texts, lang: str) -> Iterator[tuple[str, Total]]:
    """The tiers of the chain where they are not the sectors themselves, and the whole chain."""
    if len(standing.tiers) != len(standing.sectors):
        yield from ((one.name(lang), one) for one in standing.tiers)
    yield texts["notefile.whole"], standing.whole


def _sum(name: str, of: Total, texts: Texts, weight: Weight) -> Line:
    told = texts["notefile.band"].format(name=name, breadth=breadth(of, texts))
    cap = None if of.cap is None else of.cap.value / YI
    return Line(values=(told, None, None, None, None, of.mean_pct, of.excess_pct, None, cap), weight=weight)


def _row(one: RowStanding, texts: Texts, lang: str) -> Line:
    row = one.row
    change: Value = row.change_pct if row.change_pct is not None else state_text(row, texts)
    cap = None if one.cap is None else one.cap.value / YI
    values = (
        row_name(row, lang), row.instrument.id, row.instrument.currency, row.base_close, row.end_close, change,
        row.excess_pct, one.contribution_pp, cap,
    )  # fmt: skip
    index = row.instrument.kind is Kind.INDEX  # has neither an excess nor a part nor a cap
    return Line(values=(*values[:6], *[""] * 3) if index else values, weight=Weight.WARN if one.stale else Weight.PLAIN)


# figures 2 to 6


def traffic_sheet(panel: Panel, caption: Caption, lang: str, texts: Texts) -> Sheet:
    """The newest periods of a drawn figure, a row a product, in the figure's unit."""
    panel = trimmed(panel, caption.which)
    places = range(max(panel.first, panel.stop - PERIODS), panel.stop)
    heads = [Column(title=period_at(panel, place, year=False), format=Format.PRICE, width=11) for place in places]
    members = [panel.members[one] for one in caption.which]
    shown = [one for one in members if np.isfinite(one.value[panel.first : panel.stop]).any()]
    return Sheet(
        title=caption.title,
        columns=(Column(title=texts["trafficfile.column.product"], width=18), *heads),
        lines=tuple(
            Line(values=(one.product.name(lang), *(_count(one.value[at], one.step[at], caption) for at in places)))
            for one in shown
        ),
    )


def _count(value: float, step: float, caption: Caption) -> Value:
    return counted(float(value), caption.size, float(step)) if np.isfinite(value) else None
