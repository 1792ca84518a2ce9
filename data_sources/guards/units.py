"""Shares or lots? Turnover over volume is the average price of the day, so it lies between low and high.

Rule F.4.1: the k of {1, 100} with low * 0.98 <= turnover / (volume * k) <= high * 1.02. Only for what is as traded,
and not for indices, whose turnover and volume are those of their members.
"""

from __future__ import annotations

import numpy as np

from models.values import Floats

LOTS = (1.0, 100.0)
SLACK = 0.02
UNKNOWN = "turnover / volume is not between low and high: unknown units"


def lots(low: Floats, high: Floats, volume: Floats, turnover: Floats) -> Floats:
    """For each row the k that fits; 1 where nothing traded or a number is missing, NaN where no k fits."""
    said = (volume > 0) & (turnover > 0) & (low > 0) & (high > 0)
    found = np.where(said, np.nan, 1.0)
    average = np.divide(turnover, volume, out=np.zeros_like(turnover), where=said)
    for k in LOTS:
        fits = said & (low * (1 - SLACK) * k <= average) & (average <= high * (1 + SLACK) * k)
        found = np.where(np.isnan(found) & fits, k, found)
    return found


def lot(low: float | None, high: float | None, volume: float | None, turnover: float | None) -> float | None:
    """The k of one quote: 1 where a number is missing, None where no k fits."""
    if not (low and high and volume and turnover):
        return 1.0
    average = turnover / volume
    return next((k for k in LOTS if low * (1 - SLACK) * k <= average <= high * (1 + SLACK) * k), None)


def shares(
    volume: float | None, turnover: float | None, low: float | None, high: float | None, otherwise: float
) -> float | None:
    """``volume`` in shares: by turnover where it tells, else times ``otherwise``, what the source is known to use."""
    if not volume:
        return None
    if not (turnover and low and high):
        return volume * otherwise
    found = lot(low, high, volume, turnover)
    return volume * (otherwise if found is None else found)  # a misfit stays one: the guard refuses it by name
