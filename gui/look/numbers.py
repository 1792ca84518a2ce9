"""Numbers, times and ages as the window writes them: the terminal writes them the same way."""

from __future__ import annotations

from models.numbers import (
    CURRENCY_SIGNS,
    MISSING,
    age,
    big,
    clock,
    counted,
    local_minute,
    local_stamp,
    money,
    part,
    percent,
    price,
    ratio,
    signed,
    stamp,
)

__all__ = [
    "CURRENCY_SIGNS", "MISSING", "age", "big", "clock", "counted", "local_minute",
    "local_stamp", "money", "part", "percent", "price", "ratio", "signed", "stamp",
]  # fmt: skip
