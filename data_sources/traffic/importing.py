"""A table of traffic that the user gives: looked at in its own process, and kept as one batch, all or nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.imports.child import Held
from data_sources.imports.looking import Looked
from models.errors import ImportRejected
from models.imports.traffic.values import Hints, TrafficPreview, TrafficTaken
from models.imports.values import Cells
from models.products.universe import Products
from models.traffic.bundled import day_end
from models.traffic.values import Batch, Origin

if TYPE_CHECKING:
    from data_sources.protocol import ImportWanted
    from data_sources.user.traffic import TrafficBatches


def is_meant(cells: Cells, want: ImportWanted) -> bool:
    """Whether it is a table of traffic: whoever has answered a question about traffic means one."""
    from models.imports.traffic.reading import is_traffic

    return want.hints is not None or is_traffic(cells, Products(want.products))


def may_be(held: Held, want: ImportWanted, now: float) -> bool:
    """Whether something could be taken as traffic once questions are answered."""
    return bool(_taken(held, want, Products(want.products), now).blocks)


def look(held: Held, want: ImportWanted, now: float) -> Looked:
    """What the table holds. Raises ImportRejected when there is nothing to take, or a question to answer first."""
    from data_sources.traffic.packing import parcel_of
    from models.imports.traffic.preview import preview_of

    products = Products(want.products)
    taken = _taken(held, want, products, now)
    preview = preview_of(held.cells, taken, products)
    if not want.commit:
        return Looked(preview=preview)
    if not taken.series:
        raise ImportRejected("nothing in this file can be taken")
    return Looked(
        preview=preview, parcel=parcel_of(taken.series), strangers=_strangers(taken, want.hints or Hints(), products),
        source=", ".join(dict.fromkeys(key.source for key in taken.series.keys)),
    )  # fmt: skip


def keep(looked: Looked, hash_: str, want: ImportWanted, batches: TrafficBatches, now: float) -> TrafficPreview:
    """On disk when this returns. Raises CacheError."""
    preview, parcel = looked.preview, looked.parcel
    assert isinstance(preview, TrafficPreview) and parcel is not None
    batch = Batch(
        origin=Origin.FILE, name=preview.name, known_at=_known_at(want, now), taken_at=now, hash=hash_,
        source=looked.source,
    )  # fmt: skip
    batches.take(batch, parcel, looked.strangers)
    return replace(preview, committed=True)


def _taken(held: Held, want: ImportWanted, products: Products, now: float) -> TrafficTaken:
    """Made once for the same answers. From when on the numbers were known is said of their batch."""
    from models.imports.traffic.reading import taken_of

    hints, today = replace(want.hints or Hints(), known_at=0.0), dt.datetime.fromtimestamp(now).date()
    asked = (hints, want.products, today)
    if held.last is None or held.last[0] != asked:
        held.last = None  # not two at once: a large one is a hundred megabytes
        held.last = (asked, taken_of(held.cells, products, hints, today=today))
    taken: TrafficTaken = held.last[1]
    return taken


def _known_at(want: ImportWanted, now: float) -> float:
    if want.known_on is not None:
        return min(day_end(want.known_on), now)
    return (want.hints.known_at if want.hints else 0.0) or now


def _strangers(taken: TrafficTaken, hints: Hints, products: Products) -> dict[str, str]:
    """Products that nobody else knows, with the category they are said to have."""
    chosen = dict(hints.categories)
    return {
        name: chosen.get(written, category) for name, written, category in taken.names if products.get(name) is None
    }
