"""What correlation and lead or lag are calculated from: traffic and prices on the same periods. Pure.

Statistics are made elsewhere; here are the two columns that they are of.
"""

from __future__ import annotations

import numpy as np

from models.values import Days, Floats


def log_changes(row: Floats) -> Floats:
    """Natural logarithm of each value over the one before, along the last axis; the first is NaN.

    NaN where either is missing or not above 0. Give traffic through ``changes.sure``: some days of a week are no fall.
    """
    logs = np.log(np.where(row > 0, row, np.nan))
    made = np.full(row.shape, np.nan)
    made[..., 1:] = np.diff(logs, axis=-1)
    return made


def period_closes(dates: Days, closes: Floats, start: Days, end: Days) -> Floats:
    """The last close inside each period from ``start`` to ``end`` (both included), NaN without a session in it.

    dates: the exchange's days, ascending; a NaN close is no session. Nothing is carried: a week of holidays has no
    close, and so no change that would be 0.
    """
    traded = np.isfinite(closes)
    days, prices = dates[traded], closes[traded]
    if not len(days):
        return np.full(len(end), np.nan)
    last = np.searchsorted(days, end, side="right") - 1
    held = np.maximum(last, 0)
    return np.where((last >= 0) & (days[held] >= start), prices[held], np.nan)


def pairs(one: Floats, other: Floats, lag: int) -> tuple[Floats, Floats]:
    """``one`` of each period beside ``other`` of ``lag`` periods later, where both are there.

    Two rows of the same periods. A positive lag asks whether ``one`` leads, a negative whether it follows. Raises
    ValueError when the rows differ in length.
    """
    if len(one) != len(other):
        raise ValueError(f"rows of different lengths: {len(one)}, {len(other)}")
    count = max(len(one) - abs(lag), 0)
    first, second = one[max(-lag, 0) :][:count], other[max(lag, 0) :][:count]
    both = np.isfinite(first) & np.isfinite(second)
    return first[both], second[both]
