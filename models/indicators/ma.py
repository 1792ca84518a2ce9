"""MA 均线: the mean of the last n closes (TA-Lib's SMA, MA(CLOSE, n) in Chinese formulas), several lines at once."""

from __future__ import annotations

from models.indicators.averages import moving

INDICATOR = moving("ma", "close", (5, 10, 20, 60, 120, 250), overlay=True)
