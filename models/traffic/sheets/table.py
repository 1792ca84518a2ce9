"""The table behind the figures: a row a product and period, with everything that can be said about the number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.records import Record
from models.traffic.sheets.long import bounded, moments, worded
from models.traffic.sheets.words import Texts, labels, marks
from models.traffic.values import RESTATED
from models.traffic.wording import source_text
from models.traffic.worked import Worked
from models.values import Days, Floats
from models.workbook import Column, Columns, Format, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
        columns=tuple(columns), lines=_lines(panel, told, texts, lang), under=("", *under),
    )  # fmt: skip


def _lines(panel: Panel, told: Worked, texts: Texts, lang: str) -> Columns:
    """Member by member, period by period."""
    sight, members = slice(panel.first, panel.stop), panel.members
    count = panel.stop - panel.first
    value, step = (one[:, sight].reshape(-1) for one in (told.value, told.step))
    flags, there = told.flags[:, sight].reshape(-1), np.isfinite(value)
    sources = [source_text(one.source, texts) for one in members for _ in range(count)]
    known_at, bundled = (_stacked(panel, name) for name in ("known_at", "bundled"))
    return Columns([
        tuple(one.product.name(lang) for one in members for _ in range(count)),
        tuple(labels(panel)[sight] * len(members)),
        *(_days(panel, column) for column in (panel.start, panel.end)),
        bounded(value), np.where(there & (step > 0), step, np.nan),
        *(bounded(column[:, sight].reshape(-1)) for column in _changes(told)),
        *(bounded(column[:, sight].reshape(-1)) for column in (told.shares.percent, told.rank, told.climbed)),
        tuple(_record(found, texts) for held in told.records for found in held[sight]),
        tuple(_where(there, worded(flags, lambda one: marks(one, texts)))),
        tuple(worded(flags & RESTATED, lambda one: texts["trafficfile.yes"] if one else "")),
        tuple(_where(there, sources)),
        moments(known_at.astype(np.float64), ~bundled.astype(np.bool_)),
    ])  # fmt: skip


def _stacked(panel: Panel, name: str) -> NDArray[Any]:
    """A column of every member in the window, one behind the other."""
    held = [np.asarray(getattr(one, name))[panel.first : panel.stop] for one in panel.members]
    return np.concatenate(held) if held else np.empty(0)


def _days(panel: Panel, column: Days) -> Days:
    """Days of the periods; none where the panel is aligned and every product has days of its own."""
    seen = column[panel.first : panel.stop].astype("datetime64[D]")
    shown = np.full(len(seen), np.datetime64("NaT", "D")) if panel.offsets else seen
    return np.tile(shown, len(panel.members))


def _changes(told: Worked) -> list[Floats]:
    return [column for held in told.changes.values() for column in (held.percent, held.low, held.high)]


def _where(there: NDArray[np.bool_], said: list[str]) -> Iterator[str]:
    """What is said of a number, where there is one."""
    return (text if is_there else "" for is_there, text in zip(there.tolist(), said, strict=True))


def _record(found: Record | None, texts: Texts) -> str:
    if found is None or not found.told:
        return ""
    said = texts["trafficfile.record" if found.certain else "trafficfile.record.unsure"].format(held=found.held)
    return said + texts["trafficfile.record.broken"] if found.broken else said
