"""Quotes: everybody whose route begins with the same source is asked for in one batch; who is missing moves on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from data_sources.cache import Cache
from data_sources.catalog import Entry
from data_sources.guards import confirmed, sifted_quotes
from data_sources.protocol import Given, QuotesAnswer, QuotesWanted
from data_sources.routing.chain import Chain, all_of
from models.errors import AppError, CacheError, Failure, Unreadable, failure_of
from models.instruments import Instrument
from models.values import Quote

log = logging.getLogger(__name__)
BEYOND = "a price beyond the day's limit that nobody else confirms"
Arrived = Callable[[tuple[Quote, ...]], None]


@dataclass(slots=True)
class _Looking:
    """One instrument on its way down its route. doubted: what a source said and no second one has confirmed yet."""

    instrument: Instrument
    left: list[Entry]
    tried: list[Failure] = field(default_factory=list)
    doubted: Quote | None = None


class Latest:
    """Answers QuotesWanted. ``pool`` asks several sources at once; no task there waits for another."""

    def __init__(self, chain: Chain, cache: Cache, pool: ThreadPoolExecutor) -> None:
        self._chain, self._cache, self._pool = chain, cache, pool

    def batches(self, instruments: Iterable[Instrument]) -> dict[str, tuple[Instrument, ...]]:
        """The instruments by the source that is asked for them first ("": nobody is)."""
        found: dict[str, list[Instrument]] = {}
        for instrument in instruments:
            route = self._chain.route("quotes", instrument.market)
            found.setdefault(route[0].id if route else "", []).append(instrument)
        return {source: tuple(members) for source, members in found.items()}

    def quotes(self, want: QuotesWanted, arrived: Arrived | None = None) -> QuotesAnswer:
        """The newest quote of each instrument; ``arrived`` hears each batch as it comes."""
        looking, found, lost = self._starting(want.instruments), list[Quote](), list[_Looking]()
        while looking:
            batches: dict[str, tuple[Entry, list[_Looking]]] = {}
            for one in looking:
                if one.left:
                    batches.setdefault(one.left[0].id, (one.left[0], []))[1].append(one)
                else:
                    lost.append(one)
            looking = []
            for quotes, missing in self._all_at_once(list(batches.values()), arrived):
                found += quotes
                looking += missing
        return self._with_cached(found, lost)

    def cached(self, instruments: Iterable[Instrument]) -> tuple[Quote, ...]:
        """The last quotes noted, for the first paint."""
        try:
            return self._cache.quotes(instrument.id for instrument in instruments)
        except CacheError as error:
            log.info("cache: %s", error)
            return ()

    def note(self, quotes: tuple[Quote, ...]) -> None:
        """Keep quotes for the next start."""
        try:
            self._cache.note_quotes(quotes)
        except CacheError as error:
            log.info("cache: %s", error)

    def _starting(self, instruments: tuple[Instrument, ...]) -> list[_Looking]:
        routes = {
            market: self._chain.in_order(self._chain.route("quotes", market))
            for market in dict.fromkeys(one.market for one in instruments)
        }
        return [_Looking(one, list(routes[one.market])) for one in instruments]

    def _all_at_once(
        self, batches: list[tuple[Entry, list[_Looking]]], arrived: Arrived | None
    ) -> list[tuple[tuple[Quote, ...], list[_Looking]]]:
        """The quotes of each batch, and who is missing; a single batch needs no other thread."""
        if len(batches) == 1:
            return [self._batch(*batches[0], arrived)]
        tasks = [self._pool.submit(self._batch, entry, members, arrived) for entry, members in batches]
        return [task.result() for task in tasks]

    def _batch(
        self, entry: Entry, members: list[_Looking], arrived: Arrived | None
    ) -> tuple[tuple[Quote, ...], list[_Looking]]:
        try:
            quotes = self._fetch(entry, members)
            why = Failure(kind="NoSuchData", source=entry.id, detail="not in its answer")
        except AppError as error:
            quotes, why = (), failure_of(error, source=entry.id)
        if arrived is not None and quotes:
            arrived(quotes)
        held = {quote.instrument for quote in quotes}
        missing = [one for one in members if one.instrument.id not in held]
        for one in missing:
            one.left.pop(0)
            doubted = one.doubted is not None and one.doubted.source == entry.id
            one.tried.append(replace(why, detail=BEYOND) if doubted else why)
        return quotes, missing

    def _fetch(self, entry: Entry, members: list[_Looking]) -> tuple[Quote, ...]:
        instruments = [one.instrument for one in members]
        answer = self._chain.ask(
            entry, QuotesWanted(instruments=tuple(instruments)), lambda given: self._sifted(entry, members, given),
            urgent=True,
        )  # fmt: skip
        quotes = tuple(quote for quote in answer if isinstance(quote, Quote)) if isinstance(answer, tuple) else ()
        self.note(quotes)
        return quotes

    def _sifted(self, entry: Entry, members: list[_Looking], answer: Given) -> tuple[Quote, ...]:
        """What may be shown: a price beyond the day's limit (a new listing, or an error) only if two sources say it."""
        if not isinstance(answer, tuple):
            raise Unreadable("something else than quotes", source=entry.id)
        given = tuple(quote for quote in answer if isinstance(quote, Quote))
        sifted = sifted_quotes(given, (one.instrument for one in members), entry.id, self._chain.clock())
        if given and not (sifted.good or sifted.held):
            raise Unreadable("none of its quotes can be believed", source=entry.id)
        before = tuple(one.doubted for one in members if one.doubted is not None)
        held = {quote.instrument: quote for quote in sifted.held}
        for one in members:
            one.doubted = held.get(one.instrument.id, one.doubted)
        return (*sifted.good, *confirmed(before, sifted.held))

    def _with_cached(self, found: list[Quote], lost: list[_Looking]) -> QuotesAnswer:
        return QuotesAnswer(
            quotes=(*found, *self.cached(one.instrument for one in lost)),
            failures=tuple((one.instrument.id, all_of(one.tried)) for one in lost),
        )
