"""Every row of figure 1 with all that it rests on, under a chart of change and excess."""

from __future__ import annotations

from collections.abc import Iterable

from models.note.sheets.words import Slot, Texts, columns, moment
from models.note.values import WeeklyNote
from models.reasons import said
from models.review.paper import row_name, source_name
from models.review.standing_values import RowStanding, Standing
from models.workbook import PAPER_RAMP, Format, Graph, Line, Plot, Run, Sheet

_SLOTS = (
    Slot("name", width=20), Slot("id", width=11), Slot("sector", width=16), Slot("base_date", Format.DATE, 11),
    Slot("base", Format.PRICE, 11), Slot("end_date", Format.DATE, 11), Slot("end", Format.PRICE, 11),
    Slot("change_points", Format.POINTS, 9), Slot("excess", Format.POINTS, 9), Slot("benchmark", width=11),
    Slot("sessions", Format.COUNT, 8), Slot("currency", width=6), Slot("own_cap", Format.BIG, 18),
    Slot("source", width=16), Slot("as_of", Format.MOMENT, 17), Slot("due", Format.DATE, 11),
    Slot("state", width=9), Slot("why", width=20, wrap=True),
)  # fmt: skip
_CHANGE, _EXCESS = 7, 8


def rows_sheet(note: WeeklyNote, standing: Standing, texts: Texts, lang: str) -> Sheet:
    """One line an instrument; the chart draws the two columns of percentages from it."""
    caption = note.figures[0].captions[lang]
    heads = columns(_SLOTS, texts)
    graph = Graph(
        plot=Plot.COLUMN, title=texts["notefile.rows.title"].format(title=caption.title),
        unit=texts["notefile.rows.unit"], labels=0,
        runs=tuple(
            Run(column=column, name=texts[f"notefile.rows.{key}"], colour=PAPER_RAMP[place])
            for place, (key, column) in enumerate((("change", _CHANGE), ("excess", _EXCESS)))
        ),
    )  # fmt: skip
    return Sheet(
        title=texts["notefile.sheet.rows"], graph=graph,
        above=(caption.source, texts["review.definition"], texts["trafficfile.blank"], ""),
        columns=heads, lines=tuple(_lines(note, standing, texts, lang)),
    )  # fmt: skip


def _lines(note: WeeklyNote, standing: Standing, texts: Texts, lang: str) -> Iterable[Line]:
    sectors = [held.sector.name(lang) for held in note.review.sectors for _ in held.rows]
    for one, sector in zip(standing.rows, sectors, strict=True):
        yield _line(one, sector, texts, lang)


def _line(one: RowStanding, sector: str, texts: Texts, lang: str) -> Line:
    row = one.row
    return Line(values=(
        row_name(row, lang), row.instrument.id, sector, row.base_date, row.base_close, row.end_date, row.end_close,
        row.change_pct, row.excess_pct, row.benchmark, row.sessions, row.instrument.currency, row.market_cap,
        source_name(row.source, texts), moment(row.as_of), one.stale,
        texts[f"review.state.{row.state}"], said(row.doubt, texts),
    ))  # fmt: skip
