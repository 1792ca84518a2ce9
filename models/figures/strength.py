"""How strong sections are: many groups of rows at once, for the header rows of a list and for sorting by strength.

Weights are market caps in one currency, as they are now. A cap-weighted change weighs with the cap at the *base*,
cap / (1 + pct / 100): then it is the change of the section's whole cap, and the rows' contributions add up to it.
A row that is out (halted, filtered away) counts for nothing; a row without a weight has no part in what is weighted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from models.frozen import frozen
from models.values import Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

FLAT = 0.005  # percent: what is written as 0.00 is neither up nor down


@frozen(kw_only=True, eq=False)
class Strength:
    """One number a group; percent, NaN where nothing counts. weighted: how many rows have a weight too.

    contribution: one a *row*, in percentage points of its group's ``cap_weighted``, NaN where it has no part.
    """

    mean: Floats
    cap_weighted: Floats
    median: Floats
    ups: Ints
    downs: Ints
    flats: Ints
    counted: Ints
    weighted: Ints
    contribution: Floats


def strength(values: Floats, weights: Floats, groups: Ints, count: int, out: Flags | None = None) -> Strength:
    """The strength of each of ``count`` groups.

    values: percent a row, NaN missing. weights: caps a row, NaN missing. groups: which group a row is of, -1 for
    none; rows that stand together by group are a third faster. out: rows that count for nothing.
    """
    inside = np.isfinite(values) & (groups >= 0)
    if out is not None:
        inside &= ~out
    rows, groups = _together(np.flatnonzero(inside), groups, count)
    blocks = _Blocks.of(groups, count)
    held = values.take(rows)
    ups, downs = (blocks.sums(gone.astype(np.int64)) for gone in (held >= FLAT, held <= -FLAT))
    cap_weighted, weighted, parts = _weighted(held, weights.take(rows), blocks)
    contribution = np.full(len(values), np.nan)
    contribution[rows] = parts
    return Strength(
        mean=_over(blocks.sums(held), blocks.sizes),
        cap_weighted=cap_weighted,
        median=_medians(held, blocks),
        ups=ups,
        downs=downs,
        flats=blocks.sizes - ups - downs,
        counted=blocks.sizes,
        weighted=weighted,
        contribution=contribution,
    )


def means(values: Floats, groups: Ints, count: int, out: Flags | None = None) -> Floats:
    """The equal-weight mean alone, of any column: as ``Strength.mean``."""
    inside = np.isfinite(values) & (groups >= 0)
    if out is not None:
        inside &= ~out
    where = groups[inside]
    sums = np.bincount(where, values[inside], count).astype(float, copy=False)  # without any row it counts
    return _over(sums, np.bincount(where, minlength=count))


def order(strengths: Floats, *, strongest_first: bool = True) -> Ints:
    """Group numbers by strength; equal ones keep their order, those without a number come last either way."""
    keys = np.where(np.isnan(strengths), np.inf, -strengths if strongest_first else strengths)
    made: Ints = np.argsort(keys, kind="stable")
    return made


def _together(rows: Ints, groups: Ints, count: int) -> tuple[Ints, Ints]:
    """``rows`` by group, and the group of each."""
    where = groups.take(rows)
    if (where[1:] >= where[:-1]).all():
        return rows, where
    narrow = where.astype(np.int16) if count < 1 << 15 else where  # short ones are sorted by their digits
    order = np.argsort(narrow, kind="stable")
    return rows.take(order), where.take(order)


@frozen
class _Blocks:
    """Rows that stand together by group: each group's size, where it begins, and which have any."""

    sizes: Ints
    begins: Ints
    filled: Ints

    @classmethod
    def of(cls, where: Ints, count: int) -> _Blocks:
        sizes = np.bincount(where, minlength=count)
        return cls(sizes, np.cumsum(sizes) - sizes, np.flatnonzero(sizes))

    def sums(self, column: NDArray[Any]) -> NDArray[Any]:
        """The sum of each group's rows."""
        made = np.zeros(len(self.sizes), column.dtype)
        if len(column):
            made[self.filled] = np.add.reduceat(column, self.begins.take(self.filled))
        return made


def _weighted(held: Floats, weights: Floats, blocks: _Blocks) -> tuple[Floats, Ints, Floats]:
    """Cap-weighted change and number of rows a group, and each row's part in it in percentage points."""
    both = (weights > 0) & (weights < np.inf) & (held > -100.0)
    none = np.flatnonzero(~both)
    base = held / 100.0
    base += 1.0
    base[none] = 1.0
    np.divide(weights, base, out=base)
    base[none] = 0.0
    gained = base * held
    whole = blocks.sums(base)
    cap_weighted = _over(blocks.sums(gained), whole)
    whole[whole == 0.0] = np.nan
    gained /= np.repeat(whole, blocks.sizes)
    gained[none] = np.nan
    return cap_weighted, blocks.sums(both.astype(np.int64)), gained


def _over(sums: Floats, by: NDArray[Any]) -> Floats:
    made: Floats = np.divide(sums, by, out=np.full(len(sums), np.nan), where=by > 0)
    return made


def _medians(held: Floats, blocks: _Blocks) -> Floats:
    """The middle of each group, or the mean of the two about it.

    Groups of like size are the lines of one table, filled up with infinity: ten times faster than sorting all rows.
    """
    made = np.full(len(blocks.sizes), np.nan)
    bits = np.frexp(blocks.sizes)[1]  # sizes of one power of two: at most half of a table is filling
    for one in np.flatnonzero(np.bincount(bits)[1:]) + 1:
        lines = np.flatnonzero(bits == one)
        made[lines] = _middles(held, blocks.begins[lines], blocks.sizes[lines])
    return made


def _middles(held: Floats, begins: Ints, sizes: Ints) -> Floats:
    """The middle of each of some groups."""
    width = int(sizes.max())
    place = begins[:, None] + np.arange(width)
    table = held.take(place, mode="clip")
    table[np.arange(width) >= sizes[:, None]] = np.inf
    table.sort(axis=1)
    every = np.arange(len(sizes))
    made: Floats = (table[every, (sizes - 1) // 2] + table[every, sizes // 2]) / 2.0
    return made
