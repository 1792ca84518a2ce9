"""What is held behind a panel: every number ever known of a point, and who measured it by what definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np

from models.products.values import Product
from models.traffic.panel import Member, Panel
from models.traffic.sheets.long import bounded, moments, worded
from models.traffic.sheets.words import Texts, marks, moment
from models.traffic.values import BUNDLED_BATCH, Batch, Origin, Series, SeriesKey
from models.traffic.wording import source_text
from models.values import Days, Floats
from models.workbook import Column, Columns, Format, Line, Sheet, Value

VINTAGES = (("product", Format.TEXT, 16), ("source", Format.TEXT, 24), ("asset", Format.TEXT, 20),
            ("start", Format.DATE, 12), ("end", Format.DATE, 12), ("value", Format.PLAIN, 16),
            ("was", Format.PLAIN, 16), ("known", Format.MOMENT, 18), ("batch", Format.TEXT, 34),
            ("origin", Format.TEXT, 12), ("flags", Format.TEXT, 20))  # fmt: skip
SOURCES = (("product", Format.TEXT, 16), ("source", Format.TEXT, 24), ("asset", Format.TEXT, 22),
           ("metric", Format.TEXT, 14), ("geo", Format.TEXT, 8), ("device", Format.TEXT, 12),
           ("definition", Format.TEXT, 44), ("day_cut", Format.TEXT, 12), ("week_start", Format.TEXT, 12),
           ("first", Format.DATE, 12), ("last", Format.DATE, 12), ("points", Format.COUNT, 8),
           ("retrieved", Format.MOMENT, 18), ("batch", Format.TEXT, 34))  # fmt: skip


def vintages_sheet(
    vintages: Iterable[Series], batches: Mapping[int, Batch], products: Mapping[str, Product], texts: Texts, lang: str
) -> Sheet:
    """Every number ever known, the points in order and of each the oldest first. vintages: a series a batch and key.

    was: the number before, where this one restated it.
    """
    parts = [_history(held, batches, products, texts, lang) for held in _by_key(vintages).values()]
    return Sheet(
        title=texts["trafficfile.sheet.vintages"],
        above=(texts["trafficfile.vintages.title"], texts["trafficfile.vintages.said"]),
        columns=_columns(VINTAGES, texts), lines=_joined(parts),
    )  # fmt: skip


def sources_sheet(panel: Panel, batches: Mapping[int, Batch], texts: Texts, lang: str) -> Sheet:
    """A row a product: whose numbers they are; what nobody holds says so."""
    return Sheet(
        title=texts["trafficfile.sheet.sources"], above=(texts["trafficfile.sources.title"],),
        columns=_columns(SOURCES, texts), lines=tuple(_source(one, batches, texts, lang) for one in panel.members),
    )  # fmt: skip


def _columns(columns: Iterable[tuple[str, Format, int]], texts: Texts) -> tuple[Column, ...]:
    return tuple(
        Column(title=texts[f"trafficfile.column.{key}"], format=kind, width=room) for key, kind, room in columns
    )


def _by_key(vintages: Iterable[Series]) -> dict[SeriesKey, list[Series]]:
    made: dict[SeriesKey, list[Series]] = {}
    for one in vintages:
        made.setdefault(one.key, []).append(one)
    return made


def _history(
    held: list[Series], batches: Mapping[int, Batch], products: Mapping[str, Product], texts: Texts, lang: str
) -> list[Any]:
    """The columns of one key: its points in order, of each the oldest first."""
    key = held[0].key
    start, end, known_at, number_of, value, flags = (
        np.concatenate([getattr(one, name) for one in held])
        for name in ("start", "end", "known_at", "batch", "value", "flags")
    )
    order = np.lexsort((flags, value, number_of, known_at, end, start))
    start, end, known_at, number_of, value, flags = (
        column[order] for column in (start, end, known_at, number_of, value, flags)
    )
    count = len(order)
    named = [batches[one].name if one in batches else "" for one in number_of.tolist()]
    return [
        (_name(key.product, products, lang),) * count, (source_text(key.source, texts),) * count, (key.asset,) * count,
        start.astype("datetime64[D]"), end.astype("datetime64[D]"), bounded(value), _was(start, end, value),
        moments(known_at.astype(np.float64), number_of != BUNDLED_BATCH), tuple(named),
        tuple(worded(number_of, lambda one: _origin(batches.get(one), one, texts))),
        tuple(worded(flags, lambda one: marks(one, texts))),
    ]  # fmt: skip


def _was(start: Days, end: Days, value: Floats) -> Floats:
    """The number before, where a point restates it."""
    made = np.full(len(value), np.nan)
    restated = (start[1:] == start[:-1]) & (end[1:] == end[:-1]) & (value[1:] != value[:-1])
    made[1:][restated] = value[:-1][restated]
    return bounded(made)


def _joined(parts: list[list[Any]]) -> Columns:
    """Columns of several keys, one behind the other."""
    columns = zip(*parts, strict=True)
    return Columns([_one(column) for column in columns])


def _one(column: tuple[Any, ...]) -> Any:
    if isinstance(column[0], tuple):
        return tuple(chain.from_iterable(column))
    return np.concatenate(column)


def _origin(batch: Batch | None, number_of: int, texts: Texts) -> str:
    """Where a batch came from; 0 is what the program brings."""
    if batch is None:
        return texts[f"trafficfile.origin.{Origin.BUNDLED}"] if number_of == 0 else ""
    return texts[f"trafficfile.origin.{batch.origin}"]


def _source(one: Member, batches: Mapping[int, Batch], texts: Texts, lang: str) -> Line:
    series, name = one.series, one.product.name(lang)
    if series is None or not len(series):
        rest: list[Value] = [None] * (len(SOURCES) - 2)
        return Line(
            values=(
                name,
                texts["trafficfile.sources.none"],
                *["" if _is_text(at) else None for at, _ in enumerate(rest, 2)],
            )
        )
    key = series.key
    names = dict.fromkeys(batches[at].name for at in np.unique(series.batch).tolist() if at in batches)
    week = texts[f"trafficfile.weekday.{key.week_start}"] if key.week_start is not None else ""
    return Line(values=(
        name, source_text(key.source, texts), key.asset, texts[f"trafficfile.metric.{key.metric}"], key.geo,
        key.device, key.definition, key.day_cut, week, series.start[0].astype(object), series.end[-1].astype(object),
        len(series), _retrieved(*_newest(series)), ", ".join(names) or _origin(None, _newest(series)[1], texts),
    ))  # fmt: skip


def _newest(series: Series) -> tuple[float, int]:
    """When the last of its numbers was known, and the batch it came with; one that was retrieved goes first."""
    brought = series.batch != BUNDLED_BATCH
    place = int(np.lexsort((series.known_at, brought))[-1])
    return float(series.known_at[place]), int(series.batch[place])


def _retrieved(known_at: float, batch: int) -> Value:
    """None of what the program brings: nobody retrieved it on the day from which on it counts as known."""
    return None if batch == BUNDLED_BATCH else moment(known_at)


def _is_text(column: int) -> bool:
    return SOURCES[column][1] is Format.TEXT


def _name(product: str, products: Mapping[str, Product], lang: str) -> str:
    return products[product].name(lang) if product in products else product
