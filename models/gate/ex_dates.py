"""Whether what went ex inside the window is known well enough to stand in a percentage. Pure.

A date is explained when two sources tell the same of it, when closes that have their distributions in them come to
the same percentage, or when it is a split whose jump stands in the closes of both. Whatever stays open - what one
source alone tells, what two tell otherwise, what is left out of the percentage - passes only where it moves the
percentage by no more than two sources may differ anyway; the protocol says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from math import isclose, isfinite, log, prod

import numpy as np

from models.adjustment import factors
from models.gate.independence import actions_from, upstream
from models.gate.pairing import Pair
from models.values import Action, ActionKind, Bars, Basis

ALIKE = 0.01  # of a distribution's value: sources round what is paid a share
JUMP = 0.5  # of a split's logarithm: a day's trade may hide as much of it
ByDay = dict[tuple[dt.date, ActionKind], float]


def outcome(pair: Pair, tolerance: float) -> tuple[bool, str, tuple[dt.date, ...]]:
    """Whether it passes, why (see the texts under "gate.ex_dates."), and the dates it is about.

    tolerance: percentage points.
    """
    first, second = _inside(pair, pair.bars), _inside(pair, pair.witness if pair.second is not None else None)
    dates = tuple(sorted({day for told in (first, second) for day, _ in told or ()}))
    if first is not None and second is not None and not _same(first, second):
        small = _at_most(tolerance, _weight(pair, first), _weight(pair, second))
        return small, "near" if small else "differ", dates
    if not dates:
        known = first is not None or second is not None or _contained(pair, tolerance)
        return known, "nothing" if known else "unknown", ()
    if not (_adjusted(pair.bars) or set(dates) <= set(pair.row.ex_dates)):
        small = _at_most(tolerance, 0.0, _weight(pair, second or first or {}))
        return small, "left_small" if small else "left_out", dates
    if (second is not None and _two_words(pair)) or _contained(pair, tolerance):
        return True, "confirmed", dates
    return _one_word(pair, first or {}, dates, tolerance)


def _one_word(
    pair: Pair, told: ByDay, dates: Collection[dt.date], tolerance: float
) -> tuple[bool, str, tuple[dt.date, ...]]:
    open_days = tuple(day for day in dates if not _seen(pair, told, day))
    effect = _effect(pair, open_days)
    if effect is None or effect > tolerance:
        return False, "one", open_days
    return True, "small" if open_days else "seen", tuple(dates)


def _inside(pair: Pair, bars: Bars | None) -> ByDay | None:
    """What ``bars`` tell of the days after the base close until the last one; several of a day count together.

    None where they tell nothing of such things at all.
    """
    base, end = pair.row.base_date, pair.row.end_date
    if bars is None or bars.actions is None or base is None or end is None:
        return None
    return _by_day(one for one in bars.actions if base < one.ex_date <= end)


def _by_day(actions: Iterable[Action]) -> ByDay:
    held: ByDay = {}
    for one in actions:
        key = one.ex_date, one.kind
        split = one.kind is ActionKind.SPLIT
        held[key] = held.get(key, 1.0) * one.value if split else held.get(key, 0.0) + one.value
    return held


def _same(one: ByDay, two: ByDay) -> bool:
    return one.keys() == two.keys() and all(isclose(one[key], two[key], rel_tol=ALIKE) for key in one)


def _two_words(pair: Pair) -> bool:
    """Whether the witness's list is another vendor's than the one the first's bars carry."""
    return pair.witness is not None and upstream(pair.witness.source) != actions_from(pair.row.source)


def _adjusted(bars: Bars | None) -> bool:
    return bars is not None and bars.basis is not Basis.RAW


def _contained(pair: Pair, tolerance: float) -> bool:
    """Whether one of the two has distributions in its closes, and both come to the same."""
    either = _adjusted(pair.bars) or (pair.second is not None and _adjusted(pair.witness))
    return either and pair.apart is not None and pair.apart <= tolerance


def _seen(pair: Pair, told: ByDay, day: dt.date) -> bool:
    """Whether a split alone goes ex, and the closes of both sources jump by about as much on that day.

    Of both: one of them may have made its traded closes out of adjusted ones by this very split.
    """
    split = told.get((day, ActionKind.SPLIT), 0.0)
    if split <= 0 or (day, ActionKind.DIVIDEND) in told:
        return False
    return all(_jumps(bars, split, day) for bars in (pair.bars, pair.witness))


def _jumps(bars: Bars | None, split: float, day: dt.date) -> bool:
    if bars is None or _adjusted(bars):
        return False
    place = int(np.searchsorted(bars.date, np.datetime64(day, "D")))
    if not 0 < place < len(bars):
        return False
    jump = float(bars.close[place] / bars.close[place - 1])
    return jump > 0 and abs(log(jump * split)) < JUMP * abs(log(split))


def _weight(pair: Pair, told: ByDay) -> float | None:
    """Percentage points that these distributions alone make of the row's percentage, by the first source's closes."""
    bars, change, ex_dates = pair.bars, pair.row.change_pct, set(pair.row.ex_dates)
    if bars is None or change is None or _adjusted(bars):
        return None
    held = factors(bars)
    raw = (100.0 + change) * prod(held[day] for day in ex_dates)
    other = factors(bars.with_columns(actions=tuple(
        Action(ex_date=day, kind=kind, value=value) for (day, kind), value in told.items()
    )))  # fmt: skip
    found = [other.get(day, 0.0) for day in {day for day, _ in told}]
    if not all(isfinite(one) and one > 0 for one in found):
        return None
    return raw / prod(found) - raw


def _at_most(tolerance: float, one: float | None, two: float | None) -> bool:
    return one is not None and two is not None and abs(one - two) <= tolerance


def _effect(pair: Pair, dates: Collection[dt.date]) -> float | None:
    """By how many percentage points they move the percentage; None where that cannot be said."""
    if pair.bars is None or pair.row.change_pct is None:
        return None
    held = factors(pair.bars)
    found = [held.get(day, 0.0) for day in dates]
    if not all(isfinite(one) and one > 0 for one in found):
        return None
    return abs(100.0 + pair.row.change_pct) * abs(1.0 - prod(found))
