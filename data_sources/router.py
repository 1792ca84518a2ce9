"""Who is asked, in which order, and what is done with the answer: the front of ``routing``.

A want is tried at each source of its route until one gives a trusted answer; the cache is asked first and is the
last resort, together with the bundled reference facts. Threads of the request pool run these methods and wait in
the lanes; nothing here touches a host or a library itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from data_sources import catalog
from data_sources.cache import Cache
from data_sources.protocol import (
    BarsWanted,
    Completeness,
    CompletenessWanted,
    FactsWanted,
    Listing,
    ListingWanted,
    Quota,
    QuotaWanted,
    QuotesAnswer,
    QuotesWanted,
    SeriesWanted,
    SuggestWanted,
    WitnessWanted,
)
from data_sources.rejections import Rejections
from data_sources.routing import completeness, histories, traffic
from data_sources.routing.chain import AllFailed, Chain
from data_sources.routing.latest import Arrived, Latest
from data_sources.routing.lookups import Lookups
from data_sources.routing.witnesses import Witnesses
from data_sources.sources import Sources
from models.facts import Facts
from models.instruments import Instrument
from models.traffic.values import Series
from models.values import Bars, Quote

__all__ = ["AllFailed", "Router"]


class Router:
    """Routes wants to sources. ``pool`` runs parts of one want at once; no part waits for another there.

    ``clock``: UTC seconds. ``resampled`` makes weeks and months from days, ``sessions_between`` knows the calendar.
    """

    def __init__(
        self,
        sources: Sources,
        cache: Cache,
        pool: ThreadPoolExecutor,
        chosen: dict[str, tuple[str, ...]],
        clock: Callable[[], float] = time.time,
        rejections: Rejections | None = None,
        resampled: histories.Resampled = histories.not_made,
        sessions_between: completeness.Sessions = completeness.weekdays,
    ) -> None:
        self._sources, self._pool = sources, pool
        self._chain = Chain(sources, pool, chosen, rejections or Rejections(None), clock)
        self._histories = histories.Histories(self._chain, cache, resampled)
        self._witnesses = Witnesses(self._chain, self._histories)
        self._latest = Latest(self._chain, cache, pool)
        self._lookups = Lookups(self._chain, cache)
        self._wholeness = completeness.Wholeness(self._histories, clock, sessions_between)

    def bars(self, want: BarsWanted, partial: Callable[[Bars], None] | None = None) -> Bars:
        """The bars of ``want``; ``partial`` is called first with what the cache holds, if that is not enough.

        Raises AllFailed when neither a source nor the cache has any.
        """
        return self._histories.bars(want, partial)

    def witness(self, want: WitnessWanted) -> Bars:
        """The same days from an independent source. Raises AllFailed, NoSuchData."""
        return self._witnesses.of(want)

    def quotes(self, want: QuotesWanted, arrived: Arrived | None = None) -> QuotesAnswer:
        """The newest quote of each instrument; ``arrived`` hears each batch as it comes."""
        return self._latest.quotes(want, arrived)

    def batches(self, instruments: Iterable[Instrument]) -> dict[str, tuple[Instrument, ...]]:
        """The instruments by the source that is asked for them first."""
        return self._latest.batches(instruments)

    def cached_quotes(self, instruments: Iterable[Instrument]) -> tuple[Quote, ...]:
        """The last quotes noted, for the first paint."""
        return self._latest.cached(instruments)

    def note_quotes(self, quotes: tuple[Quote, ...]) -> None:
        """Keep quotes that came by themselves."""
        self._latest.note(quotes)

    def facts(self, want: FactsWanted) -> Facts:
        """Names, lot, dated shares. Raises AllFailed."""
        return self._lookups.facts(want)

    def listing(self, want: ListingWanted) -> Listing:
        """Every instrument that can be searched for. Raises AllFailed."""
        return self._lookups.listing(want)

    def suggestions(self, want: SuggestWanted) -> tuple[Instrument, ...]:
        """What the sources' own search finds. Raises AllFailed."""
        return self._lookups.suggestions(want)

    def series(self, source: str, want: SeriesWanted) -> Series:
        """What ``source`` says of one asset; no other stands in for it. Raises errors of sources."""
        return traffic.series(self._chain, source, want)

    def quota(self, want: QuotaWanted) -> Quota:
        """What is left of a paid source's allowance; asking is free. Raises errors of sources."""
        return traffic.quota(self._chain, want)

    def completeness(self, want: CompletenessWanted) -> tuple[Completeness, ...]:
        """Which sessions are held."""
        return self._wholeness.of(want)

    def probe(self) -> None:
        """Ask every open source something small, all at once; their records keep how it went."""
        self._test(entry for entry in catalog.SOURCES if self._sources.is_open(entry.id) and not entry.stream)

    def try_now(self, group: str) -> None:
        """Ask the sources of ``group`` something small now, whatever the group rests for."""
        self._sources.try_now(group)
        self._test(entry for entry in self._sources.of_group(group) if not entry.stream)

    def resumed(self) -> None:
        """The machine slept or the network changed: connections are of no use, rests may be over."""
        self._sources.drop_connections()

    def _test(self, entries: Iterable[catalog.Entry]) -> None:
        for task in [self._pool.submit(self._chain.test, entry) for entry in entries]:
            task.result()
