"""The table behind the figures: a row a product and period, with everything that can be said about the number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.records import Record
from models.traffic.sheets.words import Texts, day, labels, marks, moment, number
from models.traffic.values import RESTATED
from models.traffic.wording import source_text
from models.traffic.worked import Worked
from models.workbook import Column, Format, Line, Sheet, Value

BEFORE = (("product", Format.TEXT, 16), ("period", Format.TEXT, 13), ("start", Format.DATE, 12),
          ("end", Format.DATE, 12), ("value", Format.PLAIN, 16), ("step", Format.PLAIN, 14))  # fmt: skip
AFTER = (("share", Format.PART, 10), ("rank", Format.COUNT, 8), ("rank_change", Format.COUNT, 10),
         ("record", Format.TEXT, 22), ("flags", Format.TEXT, 22), ("restated", Format.TEXT, 12),
         ("source", Format.TEXT, 24), ("known", Format.MOMENT, 18))  # fmt: skip


def table_sheet(panel: Panel, figures: tuple[Caption, ...], texts: Texts, lang: str) -> Sheet:
    """Every product of the panel in every period of its window, also where there is no number."""
    told = Worked(panel)
    columns = [Column(title=texts[f"trafficfile.column.{key}"], format=kind, width=room) for key, kind, room in BEFORE]
    columns += [
        Column(title=texts[f"trafficfile.{end}"].format(over=texts[f"trafficfile.over.{over}"]), format=Format.PERCENT)
        for over in told.changes for end in ("change", "low", "high")
    ]  # fmt: skip
    columns += [Column(title=texts[f"trafficfile.column.{key}"], format=kind, width=room) for key, kind, room in AFTER]
    warned = {one.warning: None for one in figures if one.warning}
    under = [texts["trafficfile.table.range"], texts["trafficfile.table.share"], texts["trafficfile.table.record"]]
    return Sheet(
        title=texts["trafficfile.sheet.table"],
        above=(texts["trafficfile.sheet.table"], *warned, *dict.fromkeys(one.title for one in figures)),
        columns=tuple(columns), lines=tuple(_lines(panel, told, texts, lang)), under=("", *under),
    )  # fmt: skip


def _lines(panel: Panel, told: Worked, texts: Texts, lang: str) -> Iterator[Line]:
    named = labels(panel)
    for row, one in enumerate(panel.members):
        name, source = one.product.name(lang), source_text(one.source, texts)
        for place in range(panel.first, panel.stop):
            before = (name, named[place], day(panel, panel.start[place]), day(panel, panel.end[place]),
                      number(one.value[place]), _step(one.value[place], one.step[place]))  # fmt: skip
            there = bool(np.isfinite(one.value[place]))
            after: tuple[Value, ...] = (
                *(number(column[row, place]) for column in (told.shares.percent, told.rank, told.climbed)),
                _record(told.records[row][place], texts), marks(int(one.flags[place]), texts) if there else "",
                texts["trafficfile.yes"] if one.flags[place] & RESTATED else "", source if there else "",
                None if one.bundled[place] else moment(float(one.known_at[place])),
            )  # fmt: skip
            yield Line(values=(*before, *_changes(told, row, place), *after))


def _step(value: float, step: float) -> Value:
    """The last digit that was printed; None where all are there, or no number."""
    return float(step) if np.isfinite(value) and step > 0 else None


def _changes(told: Worked, row: int, place: int) -> tuple[Value, ...]:
    return tuple(
        number(column[row, place]) for held in told.changes.values() for column in (held.percent, held.low, held.high)
    )


def _record(found: Record | None, texts: Texts) -> str:
    if found is None or not found.told:
        return ""
    said = texts["trafficfile.record" if found.certain else "trafficfile.record.unsure"].format(held=found.held)
    return said + texts["trafficfile.record.broken"] if found.broken else said
