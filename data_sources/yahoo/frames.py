"""Frames of Yahoo's stream to quotes. A frame that does not say which instrument, what price and when is dropped."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from models.instruments import Instrument, Kind, Market
from models.values import Quote

REGULAR = 1  # of market_hours; proto3 leaves 0, which is "before the opening", out of the message
HINT = 2
LARGEST_HINT = 6
AHEAD_S = 120.0  # of our clock
OLDEST_S = 7 * 86400.0  # a holiday week's last trade; what is older comes from another clock
DELAY_S = {Market.HK: 900.0, Market.CN: 900.0}  # what the batch quotes admit; a frame does not say
DAY_OF = {"open": "open_price", "high": "day_high", "low": "day_low"}


def quote_of(frame: Mapping[str, Any], asked: Mapping[str, Instrument], now: float) -> Quote | None:
    """The quote of a decoded frame; None for one that cannot be trusted. Never raises.

    ``asked``: symbol -> instrument. What a frame leaves out is None: the reader completes it from what is held. Outside
    the regular hours of New York the price is ``extended_last``, and ``last`` is None; elsewhere it is no trade.
    """
    one = asked.get(str(frame.get("id")))
    hint = _whole(frame.get("price_hint"))
    price, at = _price(frame.get("price"), hint), _seconds(frame.get("time"))
    if one is None or price is None or at is None or not now - OLDEST_S <= at <= now + AHEAD_S:
        return None
    if frame.get("currency", one.currency) != one.currency:
        return None
    held: dict[str, Any] = {
        "instrument": one.id,
        "currency": one.currency,
        "exchange_time": at,
        "received_at": now,
        "delay_s": DELAY_S.get(one.market, 0.0),
        "source": "yahoo",
    }
    if _whole(frame.get("market_hours")) != REGULAR and one.kind is not Kind.FX:
        american = one.market is Market.US
        return Quote(**held, last=None, extended_last=price, extended_time=at) if american else None
    days: dict[str, Any] = {name: _price(frame.get(key), hint) for name, key in DAY_OF.items()}
    volume = None if one.kind is Kind.FX else _amount(frame.get("day_volume"))
    previous = _price(frame.get("previous_close"), hint) or _before(price, frame.get("change"), hint)
    return Quote(**held, last=price, previous_close=previous, **days, volume=volume)


def _number(value: Any) -> float | None:
    """A finite number; whole ones of 64 bits come as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _whole(value: Any) -> int:
    return int(_number(value) or 0)


def _price(value: Any, hint: int) -> float | None:
    """A price above zero without the noise of float32, at the decimals the frame hints at."""
    number = _number(value)
    if number is None or isinstance(value, str) or number <= 0:
        return None
    rounded = round(number, hint if 0 < hint <= LARGEST_HINT else HINT if number >= 1 else 4)
    return rounded if rounded > 0 else None


def _before(price: float, change: Any, hint: int) -> float | None:
    """The close that ``change`` is measured from."""
    number = _number(change)
    return None if number is None or isinstance(change, str) else _price(price - number, hint)


def _seconds(value: Any) -> float | None:
    """UTC seconds of a time in milliseconds."""
    number = _number(value)
    return None if number is None or number <= 0 else number / 1000.0


def _amount(value: Any) -> float | None:
    number = _number(value)
    return None if number is None or number < 0 else number
