"""Record highs of one source's series: a record is per publisher, and of the periods that are held. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from models.frozen import frozen
from models.traffic.values import BELOW, PARTIAL, Flags
from models.values import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray


LEAST_HELD = 3  # earlier periods: more than one or two is a record of hardly anything


@frozen(kw_only=True)
class Record:
    """A period above all before it (a rank: below).

    certain: False when the printed digits leave open that an earlier period was as high. held: how many earlier
    periods it was compared with. broken: a level break lies between one of them and it, so that they are not alike.
    """

    certain: bool
    held: int
    broken: bool

    @property
    def told(self) -> bool:
        """Whether enough periods are held for it to mean anything."""
        return self.held >= LEAST_HELD


def records(
    value: Floats, step: Floats, flags: Flags, breaks: Sequence[int] = (), *, lowest: bool = False
) -> list[Record | None]:
    """For every period of one series the record it set when it came; None where it set none.

    breaks: places of the level breaks of its source (models/traffic/breaks.py). lowest: the least is best, as of ranks.
    The first period is none, and a tie is none. A period that is PARTIAL or BELOW sets none and does not count as
    held; but none is a record that is not above the part of it or the bound that is known. As it is about a column as
    a whole, cut the window afterwards.
    """
    whole = np.isfinite(value) & ((flags & (PARTIAL | BELOW)) == 0)
    known = whole if lowest else np.isfinite(value)  # a mean rank of some days says nothing about the others
    sign = -1.0 if lowest else 1.0
    best = _best_before(np.where(known, sign * value, -np.inf))
    best_sure = _best_before(np.where(known, sign * value + step / 2, -np.inf))
    held = np.cumsum(whole) - whole
    certain = sign * value - step / 2 > best_sure
    broken = _crossed(whole, breaks)
    made: list[Record | None] = [None] * len(value)
    for place in np.flatnonzero(whole & (held > 0) & (sign * value > best)).tolist():
        made[place] = Record(certain=bool(certain[place]), held=int(held[place]), broken=bool(broken[place]))
    return made


def records_at(
    value: Floats, step: Floats, flags: Flags, breaks: Sequence[Sequence[int]], place: int, *, lowest: bool = False
) -> list[Record | None]:
    """What ``records`` says of one place, of every row of n x T at once. breaks: of each row."""
    value, step, flags = value[:, : place + 1], step[:, : place + 1], flags[:, : place + 1]
    whole = np.isfinite(value) & ((flags & (PARTIAL | BELOW)) == 0)
    known = whole if lowest else np.isfinite(value)
    signed = -value if lowest else value
    best = np.where(known, signed, -np.inf)[:, :-1].max(axis=1, initial=-np.inf)
    sure = np.where(known, signed + step / 2, -np.inf)[:, :-1].max(axis=1, initial=-np.inf)
    held, now = whole[:, :-1].sum(axis=1), signed[:, -1]
    certain, firsts = now - step[:, -1] / 2 > sure, np.argmax(whole, axis=1)
    set_now = whole[:, -1] & (held > 0) & (now > best)
    made: list[Record | None] = [None] * len(value)
    for row in np.flatnonzero(set_now).tolist():
        broken = any(firsts[row] < one <= place for one in breaks[row])
        made[row] = Record(certain=bool(certain[row]), held=int(held[row]), broken=broken)
    return made


def _best_before(value: Floats) -> Floats:
    """The largest of all before each place."""
    return np.concatenate(([-np.inf], np.maximum.accumulate(value)[:-1])) if len(value) else value


def _crossed(whole: NDArray[np.bool_], breaks: Sequence[int]) -> NDArray[np.bool_]:
    """Where a break lies after the first whole period, up to the place itself."""
    first = int(np.argmax(whole)) if whole.any() else len(whole)
    after = [place for place in breaks if place > first]
    made: NDArray[np.bool_] = np.arange(len(whole)) >= min(after, default=len(whole))
    return made
