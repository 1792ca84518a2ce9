"""What was known when: the numbers of several batches under one key become one series, and what a later one changes.

A source restates its past. Each import or download is a vintage and stays; the newest number of a period counts, and
as it was known on a day the newest until then. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from models.traffic.values import COLUMNS, PARTIAL, RESTATED, Series
from models.values import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]


def newest(vintages: Sequence[Series], until: float = np.inf) -> Series | None:
    """One series of the newest number of each period that was known by ``until`` (UTC seconds); None without any.

    vintages: of one key, in any order; of two numbers known at the same moment the later batch's counts. A period is
    told by its first day. RESTATED where another number was known before; the same one in other digits is no other,
    nor is one of a period that was not over (PARTIAL). Raises ValueError when the keys differ.
    """
    if len({one.key for one in vintages}) > 1:
        raise ValueError("series of different keys are never joined")
    if len(vintages) == 1 and (vintages[0].known_at <= until).all():
        return vintages[0] if len(vintages[0]) else None
    columns = {name: np.concatenate([getattr(one, name) for one in vintages]) for name in COLUMNS} if vintages else {}
    if not columns:
        return None
    order = np.lexsort((columns["batch"], columns["known_at"], columns["start"]))
    order = order[columns["known_at"][order] <= until]
    if not len(order):
        return None
    columns = {name: column[order] for name, column in columns.items()}
    last = np.append(columns["start"][1:] != columns["start"][:-1], True)
    columns["flags"] = columns["flags"] | np.where(_restated(columns, last), RESTATED, 0).astype(np.uint8)
    return Series(key=vintages[0].key, **{name: column[last] for name, column in columns.items()})


def changed(held: Series | None, come: Series) -> tuple[Series | None, int, int]:
    """The points of ``come`` that ``held`` lacks or has otherwise; how many are new, and how many are restated.

    A number that was PARTIAL is not restated by a later one. Points without a number say nothing and are left out.
    None when nothing is left.
    """
    come = come.taken(np.isfinite(come.value))
    if held is None or not len(held):
        return (come, len(come), 0) if len(come) else (None, 0, 0)
    place = np.minimum(np.searchsorted(held.start, come.start), len(held) - 1)
    there = held.start[place] == come.start
    same = there & (held.end[place] == come.end) & ~differs(held.value[place], held.step[place], come.value, come.step)
    same &= (held.step[place] <= come.step) & ((held.flags[place] | RESTATED) == (come.flags | RESTATED))
    kept = come.taken(~same)
    new = int((~same & (~there | ((held.flags[place] & PARTIAL) != 0))).sum())
    return (kept if len(kept) else None), new, len(kept) - new


def differs(one: Floats, one_step: Floats, other: Floats, other_step: Floats) -> Bools:
    """Where two numbers cannot be the same one printed twice: further apart than half a last digit of each."""
    apart: Bools = np.abs(one - other) > (one_step + other_step) / 2 + 1e-9 * np.abs(one)
    return apart


def _restated(columns: Mapping[str, NDArray[Any]], last: Bools) -> Bools:
    """Which rows have another number among the older ones of their period (rows sorted by period, then age)."""
    value, step = columns["value"], columns["step"]
    newest_of = np.repeat(np.flatnonzero(last), np.diff(np.append(-1, np.flatnonzero(last))))
    other = differs(value, step, value[newest_of], step[newest_of]) | (columns["end"] != columns["end"][newest_of])
    made = np.zeros(len(value), np.bool_)
    made[newest_of[other & ((columns["flags"] & PARTIAL) == 0)]] = True
    return made
