"""A table of traffic that the user gives: shown, or taken as one batch, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.protocol import ImportWanted
from models.errors import ImportRejected
from models.imports.values import Cells
from models.traffic.values import Batch, Origin

if TYPE_CHECKING:
    from data_sources.user.traffic import TrafficBatches
    from models.imports.traffic.values import TrafficPreview


def is_meant(cells: Cells, want: ImportWanted) -> bool:
    """Whether it is a table of traffic: whoever has answered a question about traffic means one."""
    from models.imports.traffic.reading import is_traffic

    return want.hints is not None or is_traffic(cells)


def answer(cells: Cells, want: ImportWanted, batches: TrafficBatches, now: float) -> TrafficPreview:
    """What the table holds; with ``commit`` it is on disk when this returns.

    Raises ImportRejected when there is nothing to take or a question that must be answered first; CacheError.
    """
    from models.imports.traffic.preview import preview_of
    from models.imports.traffic.reading import taken_of

    from models.imports.traffic.values import Hints
    from models.products.universe import Products
    from models.traffic.bundled import moment

    hints = want.hints or Hints()
    if want.known_on is not None:
        hints = replace(hints, known_at=min(moment(want.known_on), now))
    hints = hints if hints.known_at else replace(hints, known_at=now)
    taken = taken_of(cells, Products(want.products), hints)
    preview = preview_of(cells, taken)
    if not want.commit:
        return preview
    if not taken.series:
        raise ImportRejected("nothing in this file can be taken")
    batch = Batch(
        origin=Origin.FILE, name=cells.name, known_at=hints.known_at, taken_at=now, hash=cells.digest,
        source=", ".join(dict.fromkeys(one.key.source for one in taken.series)),
    )  # fmt: skip
    strangers = {line.product: line.category for line in preview.lines if not line.known}
    batches.take(batch, taken.series, strangers)
    return replace(preview, committed=True)
