"""Which columns there are, in groups, and the column sets that ship. How a cell is written is the table's business.

``pct:N`` is the change over N sessions (pct:5 is 5D), ``pct:YYYY-MM-DD`` the change since the last close before a day.
"""

from __future__ import annotations

import datetime as dt

GROUPS: dict[str, tuple[str, ...]] = {
    "identity": ("code", "market", "currency", "flag", "tags", "note"),
    "price": ("last", "change_pct", "change", "open", "high", "low", "previous_close", "amplitude"),
    "activity": ("volume", "turnover", "turnover_rate", "volume_ratio", "speed"),
    "limits": ("limit", "limit_room", "limit_up", "limit_down"),
    "outside": ("ext_last", "ext_pct", "indicative"),
    "value": ("cap", "cap_cny", "cap_usd", "pe", "pb"),
    "periods": ("pct:5", "pct:20", "mtd", "ytd", "window", "excess", "excess_window"),
    "range": ("range52", "to_high", "spark_day", "spark"),
    "origin": ("time", "age", "state", "source", "delay"),
}
KEYS = tuple(key for keys in GROUPS.values() for key in keys)  # "name" always comes first and is no choice
SETS: dict[str, tuple[str, ...]] = {
    "morning": ("last", "change_pct", "ext_last", "ext_pct", "excess", "pct:5", "volume_ratio", "limit", "age"),
    "intraday": ("last", "change_pct", "speed", "window", "volume_ratio", "turnover", "limit", "spark_day", "age"),
    "weekly": ("last", "window", "excess_window", "pct:5", "pct:20", "mtd", "ytd", "range52", "spark", "age"),
    "valuation": ("last", "change_pct", "cap", "cap_cny", "cap_usd", "pe", "pb", "to_high", "age"),
}
EARLIEST = dt.date(1900, 1, 1)  # of a span; no exchange here is that old in any source


def known(key: str) -> bool:
    """Whether there is such a column."""
    return key in KEYS or period_of(key) is not None


def period_of(key: str) -> int | dt.date | None:
    """What ``pct:...`` measures: a number of sessions (1..2500), or the first day of a span; None otherwise."""
    name, _, said = key.partition(":")
    if name != "pct":
        return None
    if said.isascii() and said.isdigit():
        return int(said) if 0 < int(said) <= 2500 else None
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        return None
    return day if day >= EARLIEST else None
