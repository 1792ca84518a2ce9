"""A table of traffic that the user gives: shown, or taken as one batch, all or nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.protocol import ImportWanted
from models.errors import ImportRejected
from models.imports.values import Cells
from models.traffic.values import Batch, Origin

if TYPE_CHECKING:
    from data_sources.user.traffic import TrafficBatches
    from models.imports.traffic.values import Hints, TrafficPreview, TrafficTaken
    from models.products.universe import Products


def is_meant(cells: Cells, want: ImportWanted) -> bool:
    """Whether it is a table of traffic: whoever has answered a question about traffic means one."""
    from models.imports.traffic.reading import is_traffic

    return want.hints is not None or is_traffic(cells, _products(want))


def may_be(cells: Cells, want: ImportWanted, now: float) -> bool:
    """Whether something could be taken as traffic once questions are answered."""
    from models.imports.traffic.reading import taken_of

    return bool(taken_of(cells, _products(want), today=_today(now)).blocks)


def answer(cells: Cells, want: ImportWanted, batches: TrafficBatches, now: float) -> TrafficPreview:
    """What the table holds; with ``commit`` it is on disk when this returns.

    Raises ImportRejected when there is nothing to take or a question that must be answered first; CacheError.
    """
    from models.imports.traffic.preview import preview_of
    from models.imports.traffic.reading import taken_of

    hints, products = _hints(want, now), _products(want)
    taken = taken_of(cells, products, hints, today=_today(now))
    preview = preview_of(cells, taken, products)
    if not want.commit:
        return preview
    if not taken.series:
        raise ImportRejected("nothing in this file can be taken")
    batch = Batch(
        origin=Origin.FILE, name=cells.name, known_at=hints.known_at, taken_at=now, hash=cells.digest,
        source=", ".join(dict.fromkeys(one.key.source for one in taken.series)),
    )  # fmt: skip
    batches.take(batch, taken.series, _strangers(taken, hints, products))
    return replace(preview, committed=True)


def _today(now: float) -> dt.date:
    """The user's own date."""
    return dt.datetime.fromtimestamp(now).date()


def _products(want: ImportWanted) -> Products:
    from models.products.universe import Products

    return Products(want.products)


def _hints(want: ImportWanted, now: float) -> Hints:
    """The user's answers, and from when on the numbers were known."""
    from models.imports.traffic.values import Hints
    from models.traffic.bundled import day_end

    hints = want.hints or Hints()
    if want.known_on is not None:
        return replace(hints, known_at=min(day_end(want.known_on), now))
    return hints if hints.known_at else replace(hints, known_at=now)


def _strangers(taken: TrafficTaken, hints: Hints, products: Products) -> dict[str, str]:
    """Products that nobody else knows, with the category they are said to have."""
    chosen = dict(hints.categories)
    return {
        name: chosen.get(written, category) for name, written, category in taken.names if products.get(name) is None
    }
