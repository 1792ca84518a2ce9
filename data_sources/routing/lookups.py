"""Facts of an instrument, the listing, and suggestions: asked seldom, remembered while the process lives."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from data_sources.cache import Cache
from data_sources.catalog import Entry
from data_sources.protocol import Asked, FactsWanted, Given, Listing, ListingWanted, SuggestWanted
from data_sources.routing.chain import AllFailed, Chain
from models.errors import CacheError, NoSuchData, Unreadable
from models.facts import Facts
from models.instruments import Instrument, Market

log = logging.getLogger(__name__)
T = TypeVar("T")
FACTS_S, LISTING_S, SUGGEST_S = 24 * 3600.0, 12 * 3600.0, 600.0
REMEMBERED = 2000


class Lookups:
    """Answers FactsWanted, ListingWanted and SuggestWanted. ``steady``: monotonic seconds, what ages are counted in."""

    def __init__(self, chain: Chain, cache: Cache, steady: Callable[[], float] = time.monotonic) -> None:
        self._chain, self._cache, self._steady = chain, cache, steady
        self._lock = threading.Lock()
        self._known: dict[Hashable, tuple[float, Any]] = {}

    def facts(self, want: FactsWanted) -> Facts:
        """What a source of the route said within a day, says now, or said before. Raises AllFailed."""
        known = self._known_facts(want)
        if known is not None and 0.0 <= self._chain.clock() - known.fetched_at < FACTS_S:
            return known
        try:
            return self._remembered(want, FACTS_S, lambda: self._asked_for_facts(want))
        except AllFailed:
            if known is not None:
                return known
            raise

    def _known_facts(self, want: FactsWanted) -> Facts | None:
        route = self._chain.route("facts", want.instrument.market)
        try:
            held = [self._cache.facts(want.instrument, entry.id) for entry in route]
        except CacheError as error:
            log.info("facts: %s", error)
            return None
        return next((facts for facts in held if facts is not None), None)

    def _asked_for_facts(self, want: FactsWanted) -> Facts:
        one = want.instrument

        def checked(given: Given) -> Facts:
            if not isinstance(given, Facts) or (given.instrument, given.currency) != (one.id, one.currency):
                raise Unreadable(f"not the facts of {one.id}")
            return given

        found = self._first("facts", one.market, want, checked)
        try:
            self._cache.keep_facts(found)
        except CacheError as error:
            log.info("facts: %s", error)
        return found

    def listing(self, want: ListingWanted) -> Listing:
        """Every instrument a source lists. Raises AllFailed."""

        def checked(given: Given) -> Listing:
            if not isinstance(given, Listing) or not given.text.strip():
                raise Unreadable("an empty listing")
            return given

        return self._remembered(want, LISTING_S, lambda: self._first("listing", None, want, checked))

    def suggestions(self, want: SuggestWanted) -> tuple[Instrument, ...]:
        """What a source's own search finds; () is an answer. Raises AllFailed."""

        def checked(given: Given) -> tuple[Instrument, ...]:
            if not isinstance(given, tuple):
                raise Unreadable("something else than instruments")
            return tuple(one for one in given if isinstance(one, Instrument))

        return self._remembered(want, SUGGEST_S, lambda: self._first("suggest", None, want, checked))

    def _first(self, kind: str, market: Market | None, want: Asked, check: Callable[[Given], T]) -> T:
        """``check`` is applied twice: in the source's lane, where a refusal counts against it, and for its type."""

        def ask(entry: Entry) -> T:
            return check(self._chain.ask(entry, want, check, urgent=kind == "suggest"))  # type: ignore[arg-type]

        route = self._chain.route(kind, market)
        if not route:
            raise NoSuchData(f"no source gives {kind}")
        return self._chain.first(route, ask)

    def _remembered(self, key: Hashable, lasts_s: float, make: Callable[[], T]) -> T:
        with self._lock:
            at, value = self._known.get(key, (0.0, None))
        if value is not None and self._steady() - at < lasts_s:
            known: T = value
            return known
        made = make()
        with self._lock:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = (self._steady(), made)
        return made
