"""What a table is taken for, and what would be kept of it: worked out in the table's own process."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from data_sources.imports.child import Held
from models.errors import ImportRejected
from models.frozen import frozen

if TYPE_CHECKING:
    from data_sources.protocol import ImportWanted
    from data_sources.traffic.packing import Parcel
    from models.facts import Imported
    from models.imports.traffic.values import TrafficPreview
    from models.imports.values import Preview
    from models.universe import Universe


@frozen(kw_only=True, eq=False)
class Looked:
    """What a table holds; with a want's ``commit`` also what is to be kept: rows of prices, or a parcel of traffic.

    source: who measured the traffic. strangers: products that nobody else knows, with the category they are said to
    have.
    """

    preview: Preview | TrafficPreview
    rows: tuple[Imported, ...] = ()
    parcel: Parcel | None = None
    source: str = ""
    strangers: dict[str, str] = field(default_factory=dict)


def look(held: Held, want: ImportWanted, universe: Universe | None, now: float) -> Looked:
    """A table that says nothing of traffic is one of prices, unless nothing of it can be taken so.

    Raises ImportRejected when it is to be taken and nothing can be, or a question must be answered first.
    """
    from data_sources.traffic import importing

    made = None if importing.is_meant(held.cells, want) else _market(held, want, universe, now)
    return made or importing.look(held, want, now)


def _market(held: Held, want: ImportWanted, universe: Universe | None, now: float) -> Looked | None:
    """Of prices, caps or shares; None when it is none of these and may be a table of traffic."""
    from data_sources.traffic import importing
    from models.imports.preview import preview_of
    from models.imports.reading import taken_of

    taken = taken_of(held.cells, universe)
    if not taken.rows and importing.may_be(held, want, now):
        return None
    if want.commit and not taken.rows:
        raise ImportRejected("nothing in this file can be taken")
    return Looked(preview=preview_of(held.cells, taken), rows=taken.rows if want.commit else ())
