"""The list of sources: what each gives, where it runs, what its hosts bear, and who is asked first.

To add a source: one file in ``adapters/`` and one line in ``SOURCES`` (and its place in ``ORDER``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.instruments import EXCHANGES, Market

BOTH = frozenset({"quotes", "bars"})
TRAFFIC = frozenset({"traffic"})  # series of AI products; asked by name, no source stands in for another
EVERYWHERE = frozenset(EXCHANGES)


class Place(StrEnum):
    """Where a source runs."""

    LIBRARY = "library"  # a provider library: its own killable process
    DIRECT = "direct"  # our own httpx code: a lane of the data process
    LOCAL = "local"  # no network


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One upstream: hosts under one roof, which throttle and ban together; its sources share budget and breaker.

    per_s: HTTP requests a second in the long run. burst: how many at once after a pause. at_once: jobs; where there
    are two, one place is kept for quotes. jitter_s: up to so much is added to each wait for the budget.
    rests_s: how long it is left alone after the first, second, ... refusal in a row, each give or take a fifth.
    """

    id: str
    per_s: float
    burst: int
    at_once: int = 1
    jitter_s: float = 0.0
    rests_s: tuple[float, ...] = (60.0, 120.0, 300.0, 900.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source. gives: kinds of data, see ORDER. stream: pushes quotes by itself, see streaming.py."""

    id: str
    module: str
    place: Place
    group: str
    gives: frozenset[str]
    markets: frozenset[Market] = EVERYWHERE
    knows_actions: bool = False
    stream: bool = False


# Rates: what others run with and vendors let pass; see docs/adr/0004-budgets.md.
GROUPS: tuple[Group, ...] = (
    Group(id="yahoo.com", per_s=1.0, burst=5, at_once=2, rests_s=(60.0, 300.0, 900.0, 3600.0)),
    Group(id="eastmoney.com", per_s=1.0, burst=3, at_once=2, jitter_s=0.5, rests_s=(60.0, 300.0, 900.0, 1800.0)),
    Group(id="gtimg.cn", per_s=0.5, burst=2, rests_s=(60.0, 120.0, 300.0)),
    Group(id="sinajs.cn", per_s=0.5, burst=2, rests_s=(60.0, 120.0, 300.0)),
    Group(id="similarweb.com", per_s=2.0, burst=5, rests_s=(60.0, 120.0, 300.0)),
    Group(id="wikimedia.org", per_s=5.0, burst=10, rests_s=(60.0, 120.0, 300.0)),
    Group(id="apple.com", per_s=1 / 3, burst=5, rests_s=(60.0, 300.0, 900.0)),
    Group(id="reference", per_s=1000.0, burst=1000, rests_s=(0.0,)),
    Group(id="simulated", per_s=1000.0, burst=1000, rests_s=(0.0,)),
)
GROUP = {group.id: group for group in GROUPS}

_ADAPTERS = "data_sources.adapters."

SOURCES: tuple[Entry, ...] = (
    Entry(id="yahoo", module=_ADAPTERS + "yahoo", place=Place.LIBRARY, group="yahoo.com",
          gives=BOTH | {"intraday", "facts"}, markets=EVERYWHERE | {Market.FX}, knows_actions=True),
    Entry(id="yahoo_stream", module=_ADAPTERS + "yahoo_stream", place=Place.LIBRARY, group="yahoo.com",
          gives=frozenset({"stream"}), markets=frozenset({Market.US, Market.FX}), stream=True),
    Entry(id="akshare", module=_ADAPTERS + "akshare_cn", place=Place.LIBRARY, group="eastmoney.com",
          gives=frozenset({"bars", "intraday", "facts"})),
    Entry(id="tencent", module=_ADAPTERS + "tencent", place=Place.DIRECT, group="gtimg.cn",
          gives=frozenset({"quotes", "bars", "intraday"})),
    Entry(id="eastmoney", module=_ADAPTERS + "eastmoney", place=Place.DIRECT, group="eastmoney.com",
          gives=BOTH | {"facts", "listing", "suggest"}),  # bars of a few indices only
    Entry(id="sina", module=_ADAPTERS + "sina", place=Place.DIRECT, group="sinajs.cn", gives=frozenset({"quotes"}),
          markets=EVERYWHERE | {Market.FX}),
    Entry(id="similarweb", module=_ADAPTERS + "similarweb", place=Place.DIRECT, group="similarweb.com",
          gives=TRAFFIC, markets=frozenset()),
    Entry(id="wikimedia", module=_ADAPTERS + "wikimedia", place=Place.DIRECT, group="wikimedia.org",
          gives=TRAFFIC, markets=frozenset()),
    Entry(id="apple", module=_ADAPTERS + "apple", place=Place.DIRECT, group="apple.com",
          gives=TRAFFIC, markets=frozenset()),
    Entry(id="reference", module=_ADAPTERS + "reference", place=Place.LOCAL, group="reference",
          gives=frozenset({"bars"})),
    Entry(id="simulated", module=_ADAPTERS + "simulated", place=Place.LOCAL, group="simulated",
          gives=BOTH | TRAFFIC, knows_actions=True),
)  # fmt: skip

BY_ID = {entry.id: entry for entry in SOURCES}

# Who is asked first, per kind ("quotes", "bars" of a day, "intraday", "facts") and market, or of a kind without one
# ("listing", "suggest"). The reference facts come last in every route, by the router's rule.
ORDER: dict[str, tuple[str, ...]] = {
    "quotes.CN": ("eastmoney", "tencent", "sina", "yahoo"),
    "quotes.HK": ("tencent", "yahoo", "sina", "eastmoney"),
    "quotes.US": ("yahoo", "tencent", "sina", "eastmoney"),
    "quotes.FX": ("yahoo", "sina"),
    "bars.CN": ("akshare", "tencent", "yahoo"),
    "bars.HK": ("yahoo", "akshare", "tencent", "eastmoney"),
    "bars.US": ("yahoo", "akshare", "tencent", "eastmoney"),
    "bars.FX": ("yahoo",),
    "intraday.CN": ("akshare", "tencent", "yahoo"),
    "intraday.HK": ("yahoo", "akshare"),
    "intraday.US": ("yahoo", "akshare"),
    "intraday.FX": ("yahoo",),
    "facts.CN": ("eastmoney", "akshare", "yahoo"),
    "facts.HK": ("yahoo",),
    "facts.US": ("yahoo",),
    "facts.FX": ("yahoo",),
    "listing": ("eastmoney",),
    "suggest": ("eastmoney",),
}
LAST_RESORT = "reference"


def order(kind: str, market: Market | None, chosen: dict[str, tuple[str, ...]]) -> tuple[Entry, ...]:
    """The sources to ask for ``kind`` ("quotes", "bars") in ``market``; ``chosen`` is the user's order.

    ``market`` None: what belongs to no market ("listing", "suggest").
    """
    key = f"{kind}.{market}" if market else kind
    known = tuple(BY_ID[name] for name in chosen.get(key, ()) if name in BY_ID)
    return known or tuple(BY_ID[name] for name in ORDER.get(key, ()))
