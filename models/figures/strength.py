"""How strong sections are: many groups of rows at once, for the header rows of a list and for sorting by strength.

Weights are market caps in one currency, as they are now. A cap-weighted change weighs with the cap at the *base*,
cap / (1 + pct / 100): then it is the change of the section's whole cap, and the rows' contributions add up to it.
A row that is out (halted, filtered away) counts for nothing; a row without a weight has no part in what is weighted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from models.values import Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

FLAT = 0.005  # percent: what is written as 0.00 is neither up nor down


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
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
    none. out: rows that count for nothing.
    """
    inside = np.isfinite(values) & (groups >= 0)
    if out is not None:
        inside &= ~out
    rows = np.flatnonzero(inside)
    where, held = groups.take(rows), values.take(rows)
    counted = _counts(where, count)
    ups, downs = (_counts(where.take(np.flatnonzero(gone)), count) for gone in (held >= FLAT, held <= -FLAT))
    cap_weighted, weighted, parts = _weighted(where, held, weights.take(rows), count)
    contribution = np.full(len(values), np.nan)
    contribution[rows] = parts
    return Strength(
        mean=_over(_sums(where, held, count), counted),
        cap_weighted=cap_weighted,
        median=_medians(where, held, counted),
        ups=ups,
        downs=downs,
        flats=counted - ups - downs,
        counted=counted,
        weighted=weighted,
        contribution=contribution,
    )


def means(values: Floats, groups: Ints, count: int, out: Flags | None = None) -> Floats:
    """The equal-weight mean alone, of any column: as ``Strength.mean``."""
    inside = np.isfinite(values) & (groups >= 0)
    if out is not None:
        inside &= ~out
    where = groups[inside]
    return _over(_sums(where, values[inside], count), _counts(where, count))


def order(strengths: Floats, *, strongest_first: bool = True) -> Ints:
    """Group numbers by strength; equal ones keep their order, those without a number come last either way."""
    keys = np.where(np.isnan(strengths), np.inf, -strengths if strongest_first else strengths)
    made: Ints = np.argsort(keys, kind="stable")
    return made


def _weighted(where: Ints, held: Floats, weights: Floats, count: int) -> tuple[Floats, Ints, Floats]:
    """Cap-weighted change and number of rows a group, and each row's part in it in percentage points."""
    none = np.flatnonzero(~((weights > 0) & (weights < np.inf) & (held > -100.0)))
    base = held / 100.0
    base += 1.0
    base[none] = 1.0
    np.divide(weights, base, out=base)
    base[none] = 0.0
    gained = base * held
    whole = _sums(where, base, count)
    cap_weighted = _over(_sums(where, gained, count), whole)
    weighted = _counts(where, count) - _counts(where.take(none), count)
    whole[whole == 0.0] = np.nan
    gained /= whole.take(where)
    gained[none] = np.nan
    return cap_weighted, weighted, gained


def _counts(where: Ints, count: int) -> Ints:
    made: Ints = np.bincount(where, minlength=count)
    return made


def _sums(where: Ints, held: Floats, count: int) -> Floats:
    return np.bincount(where, held, count).astype(float, copy=False)  # without any row it counts


def _over(sums: Any, by: Any) -> Floats:
    made: Floats = np.divide(sums, by, out=np.full(len(sums), np.nan), where=by > 0)
    return made


def _medians(where: Ints, held: Floats, counted: Ints) -> Floats:
    """The middle of each group, or the mean of the two about it.

    Groups of like size are the lines of one table, filled up with infinity: ten times faster than sorting all rows.
    """
    made = np.full(len(counted), np.nan)
    if not len(held):
        return made
    if (where[1:] < where[:-1]).any():
        narrow = where.astype(np.int16) if len(counted) < 1 << 15 else where  # short ones are sorted by their digits
        together = np.argsort(narrow, kind="stable")
        where, held = where.take(together), held.take(together)
    begins = np.cumsum(counted) - counted
    bits = np.frexp(counted)[1]  # sizes of one power of two: at most half of a table is filling
    for one in range(1, int(bits.max()) + 1):
        lines = np.flatnonzero(bits == one)
        if len(lines):
            made[lines] = _middles(where, held, begins, counted[lines], lines)
    return made


def _middles(where: Ints, held: Floats, begins: Ints, sizes: Ints, lines: Ints) -> Floats:
    """The middle of each of the groups ``lines``; rows stand together by group, each group's at ``begins``."""
    width = int(sizes.max())
    table = np.full(len(lines) * width, np.inf)
    shift = np.zeros(len(begins), np.int64)
    shift[lines] = np.arange(len(lines)) * width
    shift -= begins
    place = shift.take(where)
    place += np.arange(len(where))
    if len(lines) < len(begins):
        taken = np.zeros(len(begins), bool)
        taken[lines] = True
        mine = np.flatnonzero(taken.take(where))
        place, held = place.take(mine), held.take(mine)
    table[place] = held
    ranked = table.reshape(-1, width)
    ranked.sort(axis=1)
    every = np.arange(len(lines))
    made: Floats = (ranked[every, (sizes - 1) // 2] + ranked[every, sizes // 2]) / 2.0
    return made
