"""Changes in percent against a period before, with the range that the printed digits leave open. Pure.

"3.1B" stands for anything from 3.05B to 3.15B: after 2.6B that is +19.2 %, or anything from +15.1 to +23.5.
Two sources that print the same numbers can so print different changes, and both be right.
"""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np

from models.frozen import frozen
from models.traffic.values import BELOW, PARTIAL, Flags, Granularity
from models.values import Floats

BEFORE = 1  # lag of the period just before
LEAST_DIGITS, MOST_DIGITS = 1, 2  # decimals of a percentage


class Over(StrEnum):
    """How far back a change looks."""

    WEEK = "week"  # WoW
    MONTH = "month"  # MoM
    YEAR = "year"  # YoY


# whole weeks, so that a Sunday stands against a Sunday: a month of days or weeks is 28 days, a year is 364
_LAGS = {
    Granularity.DAY: {Over.WEEK: 7, Over.MONTH: 28, Over.YEAR: 364},
    Granularity.WEEK: {Over.WEEK: 1, Over.MONTH: 4, Over.YEAR: 52},
    Granularity.MONTH: {Over.MONTH: 1, Over.YEAR: 12},
}


@frozen(kw_only=True, eq=False)
class Change:
    """Columns of one shape, percent. low, high: the least and most it can be; equal when all digits are known."""

    percent: Floats
    low: Floats
    high: Floats


def lag(granularity: Granularity, over: Over) -> int | None:
    """How many periods back it looks; None where there is none (a month has no week before).

    Of days and weeks it is whole weeks: MoM is 28 days and YoY 364, the same weekdays. Of months they are months.
    """
    return _LAGS[granularity].get(over)


def sure(value: Floats, flags: Flags) -> Floats:
    """Only the numbers that can be compared: NaN where one is PARTIAL or BELOW."""
    return np.where((flags & (PARTIAL | BELOW)) != 0, np.nan, value)


def changes(value: Floats, step: Floats, flags: Flags, lag: int = BEFORE) -> Change:
    """The change of every period against ``lag`` periods before, along the last axis of a row or a matrix.

    The periods are without holes. NaN where either is missing, PARTIAL or BELOW, or the one before is 0. With half
    a step h on both sides it lies from (v-h)/(b+h)-1 to (v+h)/(b-h)-1; never under -100 %, and without an upper end
    (inf) where the one before may be 0. Raises ValueError when ``lag`` is not positive.
    """
    if lag < 1:
        raise ValueError(f"no period before: {lag}")
    known = sure(value, flags)
    made = [np.full(value.shape, np.nan) for _ in range(3)]
    if lag < value.shape[-1]:
        now, before, half = known[..., lag:], known[..., :-lag], step / 2
        over = _quotients(now, before, half[..., lag:], half[..., :-lag])
        for row, part in zip(made, over, strict=True):
            row[..., lag:] = (part - 1.0) * 100.0
    percent, low, high = made
    return Change(percent=percent, low=low, high=high)


def _quotients(now: Floats, before: Floats, above: Floats, below: Floats) -> tuple[Floats, Floats, Floats]:
    """Now over before; at its least and at its most, with half steps ``above`` and ``below`` the line."""
    base = np.where(before > 0, before, np.nan)
    least = base - below
    with np.errstate(divide="ignore"):
        most = (now + above) / np.where(least < 0, 0.0, least)
    return now / base, np.maximum(now - above, 0.0) / (base + below), np.where(np.isnan(base), np.nan, most)


def digits(low: float, high: float) -> int:
    """How many decimals a percentage between ``low`` and ``high`` is shown with: two when nothing is open, else one.

    Half the range under 0.05 bears two (+25.09 to +25.11). A wider one is told beside the number: one decimal stays, as
    a note prints +19.2 % of figures that leave +15.1 to +23.5 open.
    """
    half = (high - low) / 2
    return MOST_DIGITS if math.isfinite(half) and half < 0.5 * 10**-LEAST_DIGITS else LEAST_DIGITS
