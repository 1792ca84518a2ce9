"""The tables of the note's figures as they are printed on a page: figure 1, and the numbers behind a drawn figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np

from models.numbers import counted
from models.review.paper import YI, row_name, state_text
from models.review.values import Review, Row, SectorReview
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.titling import period_at
from models.workbook import Column, Format, Line, Sheet, Value, Weight

Texts = Mapping[str, str]
PRICES = (
    ("name", Format.TEXT, 21), ("id", Format.TEXT, 11), ("currency", Format.TEXT, 6), ("base", Format.PRICE, 11),
    ("end", Format.PRICE, 11), ("change", Format.PERCENT, 10), ("excess", Format.POINTS, 10),
    ("market_cap", Format.PRICE, 15),
)  # fmt: skip
CHANGE = 5  # its place among them
PERIODS = 6  # of a drawn figure's table: the newest


# figure 1


def price_sheet(review: Review, texts: Texts, lang: str) -> Sheet:
    """Figure 1: sectors as bands with their mean, their rows, the benchmarks. Days that they share head a column."""
    rows = (*review.rows, *review.benchmarks)
    days = {"base": _shared([row.base_date for row in rows]), "end": _shared([row.end_date for row in rows])}
    columns = tuple(
        Column(title=_head(key, days.get(key), texts), format=kind, width=room) for key, kind, room in PRICES
    )
    lines = [line for held in review.sectors for line in _sector(held, texts, lang)]
    if review.benchmarks:
        lines.append(_band(texts["review.benchmarks"], None))
        lines += [_row(row, texts, lang) for row in review.benchmarks]
    return Sheet(
        title=texts["review.sheet.figure"], columns=columns, lines=tuple(lines),
        under=tuple(_aside(rows, days, texts, lang)),
    )  # fmt: skip


def _shared(days: list[dt.date | None]) -> dt.date | None:
    """The day of most rows."""
    held = [day for day in days if day is not None]
    return max(held, key=held.count, default=None)


def _head(key: str, day: dt.date | None, texts: Texts) -> str:
    title = texts[f"review.column.{key}"]
    return f"{title}\n{day}" if day is not None else title


def _aside(rows: tuple[Row, ...], days: Mapping[str, dt.date | None], texts: Texts, lang: str) -> list[str]:
    """The rows whose days are not those at the head."""
    held = [
        texts["document.aside"].format(name=row.instrument.name(lang), base=row.base_date, end=row.end_date)
        for row in rows
        if (row.base_date, row.end_date) != (days["base"], days["end"]) and row.base_date and row.end_date
    ]
    return [texts["document.asides"].format(names=texts["note.and"].join(held))] if held else []


def _sector(held: SectorReview, texts: Texts, lang: str) -> list[Line]:
    breadth = texts["review.breadth"].format(up=held.up, down=held.down)
    band = _band(f"{held.sector.name(lang)}  {breadth}", held.mean_pct)
    return [band, *(_row(row, texts, lang) for row in held.rows)]


def _band(name: str, mean: float | None) -> Line:
    values: list[Value] = [None] * len(PRICES)
    values[0], values[CHANGE] = name, mean
    return Line(values=tuple(values), weight=Weight.BAND)


def _row(row: Row, texts: Texts, lang: str) -> Line:
    change: Value = row.change_pct if row.change_pct is not None else state_text(row, texts)
    cap = f"{row.market_cap / YI:,.1f}" if row.market_cap is not None else None
    return Line(
        values=(
            row_name(row, lang), row.instrument.id, row.instrument.currency, row.base_close, row.end_close, change,
            row.excess_pct, cap,
        )
    )  # fmt: skip


# figures 2 to 6


def traffic_sheet(panel: Panel, caption: Caption, lang: str, texts: Texts) -> Sheet:
    """The newest periods of a drawn figure, a row a product, in the figure's unit."""
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
