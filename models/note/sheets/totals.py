"""Sectors, tiers and the whole chain in numbers: means, breadth, leaders and laggards. A row each."""

from __future__ import annotations

from collections.abc import Iterable

from models.note.sheets.words import YI, Slot, Texts, columns
from models.review.standing_values import Standing, Total
from models.review.values import Row
from models.workbook import Format, Line, Sheet, Value, Weight

_SLOTS = (
    Slot("scope", width=20), Slot("mean", Format.PERCENT, 10, heat=True), Slot("median", Format.PERCENT, 10),
    Slot("weighted", Format.PERCENT, 10), Slot("weighed", Format.COUNT, 9), Slot("mean_excess", Format.POINTS, 9),
    Slot("up", Format.COUNT, 5), Slot("down", Format.COUNT, 6), Slot("flat", Format.COUNT, 5),
    Slot("suspended", Format.COUNT, 6), Slot("without", Format.COUNT, 8), Slot("beat", Format.COUNT, 6),
    Slot("lagged", Format.COUNT, 7), Slot("cap", Format.TENTHS, 12), Slot("leaders", width=24, wrap=True),
    Slot("laggards", width=24, wrap=True), Slot("excess_leaders", width=24, wrap=True),
    Slot("excess_laggards", width=24, wrap=True),
)  # fmt: skip


def totals_sheet(standing: Standing, title: str, texts: Texts, lang: str) -> Sheet:
    """Everything that is summed up. title: of the figure whose rows these are sums of."""
    groups = (("sectors", standing.sectors), ("tiers", standing.tiers))
    lines = [line for key, held in groups for line in _group(texts[f"notefile.totals.{key}"], held, lang)]
    lines.append(_line(standing.whole, texts["notefile.whole"], Weight.TOTAL, lang))
    return Sheet(
        title=texts["notefile.sheet.totals"], above=(texts["notefile.totals.title"].format(title=title),),
        columns=columns(_SLOTS, texts), lines=tuple(lines),
        filtered=False, under=tuple(texts[f"notefile.totals.{key}"] for key in ("weighted", "excess", "ranks")),
    )  # fmt: skip


def _group(name: str, held: Iterable[Total], lang: str) -> Iterable[Line]:
    yield Line(values=(name, *[""] * (len(_SLOTS) - 1)), weight=Weight.BAND)
    yield from (_line(one, one.name(lang), Weight.PLAIN, lang) for one in held)


def _line(of: Total, name: str, weight: Weight, lang: str) -> Line:
    ranks = (of.raw.leaders, of.raw.laggards, of.excess.leaders, of.excess.laggards)
    told = [_names(rows, lang, excess=place > 1) for place, rows in enumerate(ranks)]
    values: tuple[Value, ...] = (
        name, of.mean_pct, of.median_pct, of.weighted_pct, of.weighed, of.excess_pct,
        of.up, of.down, of.flat, of.suspended, of.without, of.beat, of.lagged,
        None if of.cap is None else of.cap.value / YI, *told,
    )  # fmt: skip
    return Line(values=values, weight=weight)


def _names(rows: Iterable[Row], lang: str, *, excess: bool) -> str:
    """英特尔 +7.78%, a line each."""
    pairs = ((row.instrument.name(lang), row.excess_pct if excess else row.change_pct) for row in rows)
    unit = "" if excess else "%"
    return "\n".join(f"{name} {value:+.2f}{unit}" for name, value in pairs if value is not None)
