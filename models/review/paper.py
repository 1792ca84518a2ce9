"""A review on paper: JSON, a Markdown table that reads well in a terminal, sentences, and a workbook."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from models.events import Event
from models.facts import Override
from models.instruments import EXCHANGES
from models.reasons import said
from models.review.notes import EVERY
from models.review.values import Note, NoteKind, Review, Row, RowState, SectorReview, Window
from models.review.windows import in_one_week
from models.text_table import aligned
from models.workbook import Book, Column, Format, Line, Sheet, Value, Weight

Texts = Mapping[str, str]
YI = 1e8
MARK = "†"
MARKETS = re.compile("|".join(EXCHANGES))
LEFT = {0, 1, 7}  # columns of the Markdown table that stand to the left


def note_text(note: Note, texts: Texts) -> str:
    """The sentence of a footnote."""
    facts = dict(note.facts)
    if facts.get("names") == EVERY:
        facts["names"] = texts["review.every_row"]
    if note.kind in (NoteKind.MISSING, NoteKind.DOUBT):
        facts["why"] = said(facts["why"], texts) if facts["why"] else texts["cli.no_data"]
    if "what" in facts:
        facts["what"] = texts[f"override.{facts['what']}"]
    if "source" in facts:
        facts["source"] = source_name(facts["source"], texts)
    for key in ("markets", "counts"):
        if key in facts:
            facts[key] = MARKETS.sub(lambda found: texts[f"market.{found[0]}"], facts[key])
    return texts[f"review.note.{note.kind}"].format(**facts)


def source_name(source: str, texts: Texts) -> str:
    """A source as a reader knows it; what an imported table says keeps its vendor's name."""
    kind, colon, vendor = source.partition(": ")
    if colon and f"source.{kind}" in texts:
        return f"{texts[f'source.{kind}']}: {vendor}"
    return texts.get(f"source.{source}", source)


def row_name(row: Row, lang: str) -> str:
    """The name, with the mark of the footnote when a number of the row was put in by hand."""
    return f"{row.instrument.name(lang)} {MARK}" if row.manual else row.instrument.name(lang)


def cap_text(row: Row, texts: Texts) -> str:
    """How the market cap was come by; "" without one."""
    cap = row.cap
    if cap is None:
        return ""
    split = f" × {cap.split:.10g}" if cap.split != 1.0 else ""
    told = {"source": source_name(cap.source, texts), "date": cap.shares_date, "split": split}
    return texts[f"review.cap.{cap.way}"].format(**told)


def as_json(review: Review, texts: Texts) -> dict[str, Any]:
    """The review as plain data: numbers unrounded, dates ISO, percent in percent, excess in percentage points."""
    return {
        "window": {
            "from": review.window.first.isoformat(),
            "to": review.window.last.isoformat(),
            "sessions": {str(market): count for market, count in review.sessions.items()},
            "expected_sessions": {str(market): count for market, count in review.expected.items()},
            "final": review.final,
            "made_at": _moment(review.made_at),
        },
        "sectors": [_sector_json(sector, texts) for sector in review.sectors],
        "benchmarks": [_row_json(row, texts) for row in review.benchmarks],
        "notes": [note_text(note, texts) for note in review.notes],
    }


def _sector_json(held: SectorReview, texts: Texts) -> dict[str, Any]:
    return {
        "id": held.sector.id,
        "name_zh": held.sector.name_zh,
        "name_en": held.sector.name_en,
        "mean_pct": held.mean_pct,
        "median_pct": held.median_pct,
        "up": held.up,
        "down": held.down,
        "rows": [_row_json(row, texts) for row in held.rows],
    }


def _row_json(row: Row, texts: Texts) -> dict[str, Any]:
    return {
        "id": row.instrument.id,
        "name_zh": row.instrument.name_zh,
        "name_en": row.instrument.name_en,
        "currency": row.instrument.currency,
        "state": str(row.state),
        "base_date": _iso(row.base_date),
        "base_close": row.base_close,
        "end_date": _iso(row.end_date),
        "end_close": row.end_close,
        "change_pct": row.change_pct,
        "benchmark": row.benchmark or None,
        "excess_pct": row.excess_pct,
        "sessions": row.sessions,
        "market_cap": row.market_cap,
        "market_cap_source": cap_text(row, texts) or None,
        "manual": [_override_json(one) for one in row.manual],
        "source": row.source or None,
        "as_of": _moment(row.as_of) if row.as_of else None,
        "why": row.doubt or None,
    }


def _override_json(one: Override) -> dict[str, Any]:
    return {
        "what": str(one.what),
        "date": one.date.isoformat(),
        "value": one.value,
        "author": one.author,
        "reason": one.reason,
        "made_at": _moment(one.made_at),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")


# sentences


def sentences(
    review: Review, texts: Texts, lang: str, events: Mapping[str, Sequence[Event]] | None = None
) -> tuple[str, ...]:
    """One line a sector in the note's three forms: only the first carries the window.

    events: by sector id, what follows its numbers.
    """
    window, comma = window_text(review.window, texts, lang), texts["review.sentence.comma"]
    lines = []
    for place, held in enumerate(review.sectors, 1):
        said = comma.join(_said(row, review, texts, lang) for row in held.rows)
        for event in (events or {}).get(held.sector.id, ()):
            key = "review.sentence.event" if event.worded(lang) else "review.sentence.event.bare"
            said = texts[key].format(said=said, date=day_text(event.date, lang), event=event.clause(lang))
        label = held.sector.label(lang)
        lines.append(
            texts["review.sentence"].format(place=place, label=label, window=window if place == 1 else "", said=said)
        )
    return tuple(lines)


def window_text(window: Window, texts: Texts, lang: str) -> str:
    """本周（0923-0925） of days in one week, 9月24日 of one, 区间（0902-1031） of others, whole dates of two years."""
    first, last = window.first, window.last
    if first == last:
        return texts["review.sentence.day"].format(date=day_text(first, lang))
    week = in_one_week(window)
    if not week and first.year != last.year:
        return texts["review.sentence.years"].format(first=date_text(first, lang), last=date_text(last, lang))
    key = "review.sentence.window" if week else "review.sentence.span"
    return texts[key].format(first=first.strftime("%m%d"), last=last.strftime("%m%d"))


def listed(names: Sequence[str], texts: Texts) -> str:
    """A、B、C; A, B and C."""
    *most, last = names or ("",)
    return texts["note.last"].join([texts["note.and"].join(most), last]) if most else last


def day_text(day: dt.date, lang: str) -> str:
    """9月24日, 24 September."""
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {day:%B}"


def date_text(day: dt.date, lang: str) -> str:
    """2024年9月25日, 25 September 2024."""
    return f"{day.year}年{day_text(day, lang)}" if lang == "zh" else f"{day_text(day, lang)} {day.year}"


def _said(row: Row, review: Review, texts: Texts, lang: str) -> str:
    """英伟达+6.47%; in words where a number is missing for a reason that can be said."""
    change = signed(row.change_pct, "%") if row.change_pct is not None else _unmoved(row, review, texts)
    return texts["review.sentence.name"].format(name=row.instrument.name(lang), change=change)


def _unmoved(row: Row, review: Review, texts: Texts) -> str:
    """停牌; 休市 where the calendar says so too, and not a source that is late."""
    if row.state is RowState.SUSPENDED:
        return texts["review.sentence.suspended"]
    shut = row.state is RowState.CLOSED and review.expected.get(row.instrument.market) == 0
    return texts["review.sentence.closed"] if shut else "--"


def state_text(row: Row, texts: Texts) -> str:
    """What stands where a percentage would: 停牌, or "--"."""
    return texts["review.suspended"] if row.state is RowState.SUSPENDED else "--"


def signed(value: float | None, unit: str = "") -> str:
    """``+6.47%``: always a sign, two decimals; "--" when missing."""
    return "--" if value is None else f"{round(value, 2) + 0.0:+.2f}{unit}"  # + 0.0: no minus zero


# Markdown


def as_markdown(review: Review, texts: Texts, lang: str) -> str:
    """Title, table, sentences and footnotes; the columns line up in a terminal, CJK included."""
    heads = [
        texts[f"review.column.{key}"]
        for key in ("name", "id", "base", "end", "change", "excess", "market_cap", "source")
    ]
    rows = [line for held in review.sectors for line in _markdown_sector(held, texts, lang)]
    rows += [_markdown_row(row, texts, lang) for row in review.benchmarks]
    parts = [
        f"# {title(review, texts)}",
        aligned([heads, *rows], LEFT),
        "\n".join(sentences(review, texts, lang)),
        "\n".join(f"- {note_text(note, texts)}" for note in review.notes),
    ]
    return "\n\n".join(parts) + "\n"


def title(review: Review, texts: Texts) -> str:
    """Figure 1's title with its window."""
    return texts["review.title"].format(first=review.window.first, last=review.window.last)


def _markdown_sector(held: SectorReview, texts: Texts, lang: str) -> list[list[str]]:
    breadth = texts["review.breadth"].format(up=held.up, down=held.down)
    band = [f"**{held.sector.name(lang)}**", breadth, "", "", signed(held.mean_pct, "%"), "", "", ""]
    return [band, *(_markdown_row(row, texts, lang) for row in held.rows)]


def _markdown_row(row: Row, texts: Texts, lang: str) -> list[str]:
    change = signed(row.change_pct, "%") if row.change_pct is not None else state_text(row, texts)
    closes = [_price(row, row.base_close), _price(row, row.end_close)]
    return [
        row_name(row, lang),
        row.instrument.id,
        *closes,
        change,
        signed(row.excess_pct),
        "--" if row.market_cap is None else f"{row.market_cap / YI:,.1f}",
        row.source or "--",
    ]


def _price(row: Row, close: float | None) -> str:
    return "--" if close is None else f"{close:,.{row.instrument.decimals}f}"


# workbook


def as_book(review: Review, texts: Texts, lang: str, *, up: str, down: str) -> Book:
    """Figure 1 with its footnotes, the sentences, and a sheet of sources."""
    return Book(
        title=title(review, texts),
        created=dt.datetime.fromtimestamp(review.made_at, dt.UTC),
        up=up,
        down=down,
        sheets=(_figure(review, texts, lang), _sources(review, texts, lang)),
    )


_FIGURE = (
    ("name", Format.TEXT, 20), ("id", Format.TEXT, 12), ("currency", Format.TEXT, 7),
    ("base_date", Format.DATE, 12), ("base", Format.PRICE, 12), ("end_date", Format.DATE, 12),
    ("end", Format.PRICE, 12), ("change", Format.PERCENT, 11), ("excess", Format.POINTS, 11),
    ("benchmark", Format.TEXT, 13), ("sessions", Format.COUNT, 9), ("market_cap", Format.PRICE, 13),
)  # fmt: skip


def _columns(texts: Texts, layout: Sequence[tuple[str, Format, int]]) -> tuple[Column, ...]:
    return tuple(Column(title=texts[f"review.column.{key}"], format=kind, width=room) for key, kind, room in layout)


def _figure(review: Review, texts: Texts, lang: str) -> Sheet:
    lines = [line for held in review.sectors for line in _figure_sector(held, texts, lang)]
    lines.append(_band(texts["review.benchmarks"], None))
    lines += [_figure_row(row, texts, lang) for row in review.benchmarks]
    notes = [f"{place}. {note_text(note, texts)}" for place, note in enumerate(review.notes, 1)]
    return Sheet(
        title=texts["review.sheet.figure"],
        above=(title(review, texts), texts["review.definition"]),
        columns=_columns(texts, _FIGURE),
        lines=tuple(lines),
        under=("", *sentences(review, texts, lang), "", *notes),
    )


def _figure_sector(held: SectorReview, texts: Texts, lang: str) -> list[Line]:
    breadth = texts["review.breadth"].format(up=held.up, down=held.down)
    band = _band(f"{held.sector.name(lang)}  {breadth}", held.mean_pct)
    return [band, *(_figure_row(row, texts, lang) for row in held.rows)]


def _band(name: str, mean: float | None) -> Line:
    values: list[Value] = [None] * len(_FIGURE)
    values[0], values[7] = name, mean
    return Line(values=tuple(values), weight=Weight.BAND)


def _figure_row(row: Row, texts: Texts, lang: str) -> Line:
    change: Value = row.change_pct if row.change_pct is not None else state_text(row, texts)
    cap = row.market_cap / YI if row.market_cap is not None else None
    return Line(
        values=(
            row_name(row, lang), row.instrument.id, row.instrument.currency,
            row.base_date, row.base_close, row.end_date, row.end_close, change, row.excess_pct,
            row.benchmark, row.sessions, cap,
        )
    )  # fmt: skip


_SOURCES = (
    ("name", Format.TEXT, 20), ("id", Format.TEXT, 12), ("source", Format.TEXT, 20),
    ("as_of", Format.MOMENT, 18), ("state", Format.TEXT, 12), ("why", Format.TEXT, 60),
    ("cap_source", Format.TEXT, 44),
)  # fmt: skip


def _sources(review: Review, texts: Texts, lang: str) -> Sheet:
    rows = (*review.rows, *review.benchmarks)
    return Sheet(
        title=texts["review.sheet.sources"],
        above=(texts["review.sources.title"],),
        columns=_columns(texts, _SOURCES),
        lines=tuple(
            Line(
                values=(
                    row_name(row, lang), row.instrument.id, source_name(row.source, texts),
                    dt.datetime.fromtimestamp(row.as_of, dt.UTC) if row.as_of else None,
                    texts[f"review.state.{row.state}"], said(row.doubt, texts),
                    cap_text(row, texts),
                )
            )
            for row in rows
        ),
    )  # fmt: skip
