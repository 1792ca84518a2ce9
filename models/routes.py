"""Which sources can be asked for what, in which order, as the user sees and changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from models.frozen import frozen


@frozen(kw_only=True)
class About:
    """A source: its host group, what kinds of data it gives of which markets; ``local``: without a network."""

    id: str
    group: str
    gives: tuple[str, ...]
    markets: tuple[str, ...]
    local: bool = False

    def can(self, route: str) -> bool:
        """Whether it can be asked on a route like "bars.CN"."""
        kind, _, market = route.partition(".")
        return kind in self.gives and market in self.markets


@frozen(kw_only=True)
class Routes:
    """Every source, the program's own order for each route ("bars.CN"), and the sources that want a key."""

    sources: tuple[About, ...] = ()
    usual: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paid: tuple[str, ...] = ()

    def order(self, route: str, chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Who is asked on ``route``, first to last: the user's order as far as it names sources that exist."""
        usual = self.usual.get(route, ())
        kept = tuple(name for name in dict.fromkeys(chosen.get(route, ())) if name in usual or self._can(name, route))
        return kept + tuple(name for name in usual if name not in kept)

    def moved(
        self, route: str, chosen: Mapping[str, tuple[str, ...]], source: str, by: int
    ) -> dict[str, tuple[str, ...]]:
        """The user's orders after ``source`` went up (-1) or down (+1) a place; the usual order is not written down."""
        order = list(self.order(route, chosen))
        at = order.index(source)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        others = {key: ids for key, ids in chosen.items() if key != route}
        return others if tuple(order) == self.usual.get(route) else others | {route: tuple(order)}

    def _can(self, name: str, route: str) -> bool:
        return any(one.id == name and one.can(route) and not one.local for one in self.sources)
