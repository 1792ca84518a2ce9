"""What is held behind a panel: every number ever known of a point, and who measured it by what definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from models.products.values import Product
from models.traffic.panel import Member, Panel
from models.traffic.sheets.words import Texts, marks, moment, number
from models.traffic.values import BUNDLED_BATCH, Batch, Origin, Series, SeriesKey
from models.traffic.wording import source_text
from models.workbook import Column, Format, Line, Sheet, Value

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
    lines = [line for held in _by_key(vintages).values() for line in _history(held, batches, products, texts, lang)]
    return Sheet(
        title=texts["trafficfile.sheet.vintages"],
        above=(texts["trafficfile.vintages.title"], texts["trafficfile.vintages.said"]),
        columns=_columns(VINTAGES, texts), lines=tuple(lines),
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
) -> Iterator[Line]:
    key = held[0].key
    name = _name(key.product, products, lang)
    points = sorted(
        (one.start[place], one.end[place], float(one.known_at[place]), int(one.batch[place]),
         float(one.value[place]), int(one.flags[place]))
        for one in held for place in range(len(one))
    )  # fmt: skip
    before: tuple[object, float] | None = None
    for start, end, known_at, number_of, value, flags in points:
        batch = batches.get(number_of)
        restated = before is not None and before[0] == (start, end) and before[1] != value
        was = number(before[1]) if before is not None and restated else None
        before = ((start, end), value)
        yield Line(values=(
            name, source_text(key.source, texts), key.asset, start.astype(object), end.astype(object), number(value),
            was, _retrieved(known_at, number_of), batch.name if batch else "", _origin(batch, number_of, texts),
            marks(flags, texts),
        ))  # fmt: skip


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
