"""A view as numbers: every product's values on one row of periods, with what must be said about them.

The one thing that charts, table, files and terminal are made of, so that they cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from models.frozen import frozen
from models.products.values import Product
from models.traffic.chosen import View
from models.traffic.values import BUNDLED_BATCH, Flags, Series
from models.values import Days, Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]


@frozen(kw_only=True)
class Said:
    """A sentence to be worded by the text under "traffic.note." and the key. values: its slots; products by id."""

    key: str
    values: dict[str, Any]


@frozen(kw_only=True, eq=False)
class Member:
    """One product's line on the panel's periods. series: what it is made of, None when nobody holds any.

    value: plain counts, NaN where the period is missing. step, flags, known_at: as in Series.
    """

    product: Product
    series: Series | None
    value: Floats
    step: Floats
    flags: Flags
    known_at: Floats

    @property
    def source(self) -> str:
        """Who measured it; "" when nobody did."""
        return self.series.key.source if self.series is not None else ""

    @property
    def bundled(self) -> Bools:
        """Which numbers the program brings: their known_at is an assumed day, and nobody retrieved them on it."""
        if self.series is None:
            return np.zeros(len(self.known_at), np.bool_)
        made: Bools = np.isin(self.known_at, self.series.known_at[self.series.batch == BUNDLED_BATCH])
        return made


@frozen(kw_only=True)
class Break:
    """Many of one source's products moved at once: its method changed, not their use.

    place: the period's number on the panel. products: ids. middle: median change of theirs, in percent.
    """

    place: int
    source: str
    products: tuple[str, ...]
    middle: float


@frozen(kw_only=True, eq=False)
class Panel:
    """view: as it was asked for, with the source, place, device and week that were found for it.

    start, end: the periods (datetime64[D], both days included), without holes, the earliest first.

    Where the view aligns members by launch or by an event, ``offsets`` counts the periods from it and start and end
    are those of the first member. first, stop: the periods of the view's window. breaks: level breaks. notes: what
    must be said under the figure. moves: (place, product id, key of a Said) of renames and moves, for marks.
    """

    view: View
    start: Days
    end: Days
    members: tuple[Member, ...]
    first: int
    stop: int
    offsets: tuple[int, ...] = ()
    breaks: tuple[Break, ...] = ()
    moves: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def matrix(self) -> Floats:
        """Values, a row a member."""
        if not self.members:
            return np.empty((0, len(self.start)))
        return np.stack([one.value for one in self.members])
