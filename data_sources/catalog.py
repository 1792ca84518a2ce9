"""The list of sources: what each gives, where it runs, what its hosts bear, and who is asked first.

To add a source: one file in ``adapters/`` and one line in ``SOURCES`` (and its place in ``ORDER``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.instruments import Market

BOTH = frozenset({"quotes", "bars"})
EVERYWHERE = frozenset(Market)


class Place(StrEnum):
    """Where a source runs."""

    LIBRARY = "library"  # a provider library: its own killable process
    DIRECT = "direct"  # our own httpx code: a lane of the data process
    LOCAL = "local"  # no network


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a host group bears: requests a second, how many at once, and a rest after a failure."""

    per_s: float
    burst: int
    rest_s: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source. ``group``: sources of one group share their budget and their rest."""

    id: str
    module: str
    place: Place
    group: str
    gives: frozenset[str]
    markets: frozenset[Market] = EVERYWHERE
    knows_actions: bool = False
    budget: Budget = Budget(per_s=1000.0, burst=1000, rest_s=0.0)


_ADAPTERS = "data_sources.adapters."

SOURCES: tuple[Entry, ...] = (
    Entry(id="yahoo", module=_ADAPTERS + "yahoo", place=Place.LIBRARY, group="yahoo.com", gives=BOTH,
          knows_actions=True, budget=Budget(per_s=2.0, burst=12, rest_s=60.0)),
    Entry(id="akshare", module=_ADAPTERS + "akshare_cn", place=Place.LIBRARY, group="eastmoney.com",
          gives=frozenset({"bars"}), budget=Budget(per_s=2.0, burst=12)),
    Entry(id="tencent", module=_ADAPTERS + "tencent", place=Place.DIRECT, group="gtimg.cn",
          gives=frozenset({"quotes"}), budget=Budget(per_s=0.5, burst=3)),
    Entry(id="reference", module=_ADAPTERS + "reference", place=Place.LOCAL, group="reference",
          gives=frozenset({"bars"})),
    Entry(id="simulated", module=_ADAPTERS + "simulated", place=Place.LOCAL, group="simulated", gives=BOTH,
          knows_actions=True),
)  # fmt: skip

BY_ID = {entry.id: entry for entry in SOURCES}

# Who is asked first, per kind and market. The reference facts come last in every route, by the router's rule.
ORDER: dict[str, tuple[str, ...]] = {
    "quotes.CN": ("tencent", "yahoo"),
    "quotes.HK": ("tencent", "yahoo"),
    "quotes.US": ("yahoo", "tencent"),
    "bars.CN": ("akshare", "yahoo"),
    "bars.HK": ("yahoo", "akshare"),
    "bars.US": ("yahoo", "akshare"),
}
LAST_RESORT = "reference"


def order(kind: str, market: Market, chosen: dict[str, tuple[str, ...]]) -> tuple[Entry, ...]:
    """The sources to ask for ``kind`` ("quotes", "bars") in ``market``; ``chosen`` is the user's order."""
    key = f"{kind}.{market}"
    known = tuple(BY_ID[name] for name in chosen.get(key, ()) if name in BY_ID)
    return known or tuple(BY_ID[name] for name in ORDER[key])
