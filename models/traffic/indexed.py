"""Products as an index: 100 in one period, so that small and large ones can be compared. Pure."""

from __future__ import annotations

import numpy as np

from models.frozen import frozen
from models.traffic.changes import sure
from models.traffic.values import Flags
from models.values import Floats, Ints

BASE = 100.0


@frozen(kw_only=True, eq=False)
class Indexed:
    """value: n x T, 100 at each row's base. places: n, the period a row is based on, -1 when it cannot be at all.

    A row whose place is not the one that was asked for must say so.
    """

    value: Floats
    places: Ints


def indexed(value: Floats, flags: Flags, place: int) -> Indexed:
    """The rows of n x T with 100 at ``place``.

    A row without a number there is based on its next one, one that ended before on its last. No base is PARTIAL or
    BELOW, or 0. Numbers before the base are indexed too. Raises IndexError when ``place`` is no period.
    """
    rows, count = value.shape
    if not 0 <= place < count:
        raise IndexError(f"no period: {place} of {count}")
    usable = sure(value, flags) > 0
    later, earlier = usable[:, place:], usable[:, place::-1]
    places = np.where(later.any(axis=1), place + np.argmax(later, axis=1), place - np.argmax(earlier, axis=1))
    places = np.where(usable.any(axis=1), places, -1)
    base = np.where(places >= 0, value[np.arange(rows), places], np.nan)
    return Indexed(value=value / base[:, None] * BASE, places=places)
