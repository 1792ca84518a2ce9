"""The list of indicators, in the order they are offered. To add one: a file here and a line in INDICATORS."""

from __future__ import annotations

from models.indicators import atr, boll, ema, kdj, ma, macd, rel, rsi, volma, vwap
from models.indicators.values import Indicator

_ALL = (ma, ema, boll, vwap, volma, macd, kdj, rsi, atr, rel)
INDICATORS: dict[str, Indicator] = {one.INDICATOR.key: one.INDICATOR for one in _ALL}
