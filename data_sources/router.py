"""Who is asked, in which order, and what is done with the answer.

A want is tried at each source of its route until one gives a trusted answer; the cache is asked first and is the
last resort, together with the bundled reference facts. Threads of the request pool run these methods and wait in
the lanes; nothing here touches a host or a library itself.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from data_sources import catalog, coverage
from data_sources.cache import Cache, Held, Span
from data_sources.catalog import Entry
from data_sources.guards import checked_bars, checked_quotes
from data_sources.lanes import ORDINARY, URGENT
from data_sources.protocol import BarsWanted, QuotesAnswer, QuotesWanted
from data_sources.sources import Sources
from models import sessions
from models.adjustment import adjusted
from models.errors import AppError, CacheError, Failure, NoSuchData, Unreadable, failure_of
from models.instruments import Instrument, Market
from models.values import Adjust, Bars, Quote

log = logging.getLogger(__name__)
Partial = Callable[[Bars], None]


class AllFailed(AppError):
    """No source could answer; ``failure`` names each and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class Router:
    """Routes wants to sources. ``clock``: UTC seconds."""

    def __init__(
        self,
        sources: Sources,
        cache: Cache,
        pool: ThreadPoolExecutor,
        chosen: dict[str, tuple[str, ...]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._sources, self._cache, self._pool = sources, cache, pool
        self._chosen, self._clock = chosen, clock

    # bars

    def bars(self, want: BarsWanted, partial: Partial | None = None) -> Bars:
        """The bars of ``want``; ``partial`` is called first with what the cache holds, if that is not enough.

        Raises AllFailed when neither a source nor the cache has any.
        """
        route = self._route("bars", want.instrument)
        if covered := self._covered(route, want):
            return self._finished(covered, want, route)
        if partial is not None and (held := self._furthest(route, want)) is not None:
            partial(self._adjusted(held, want))
        tried: list[Failure] = []
        for entry in route:
            try:
                return self._finished(self._download(entry, want), want, route)
            except AppError as error:
                tried.append(failure_of(error, source=entry.id))
        return self._last_resort(route, want, tried)

    def _route(self, kind: str, instrument: Instrument) -> tuple[Entry, ...]:
        return self._sources.open_for(catalog.order(kind, instrument.market, self._chosen), kind, instrument.market)

    def _covered(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars | None:
        for entry in route:
            held = self._held(entry.id, want)
            if held is not None and coverage.covers(held, want, self._clock()):
                return held.bars
        return None

    def _held(self, source: str, want: BarsWanted) -> Held | None:
        return self._cache.read(want.instrument, want.interval, source)

    def _download(self, entry: Entry, want: BarsWanted) -> Bars:
        """Fetch the missing end, check it, put it into the cache, and read the whole back."""
        held = self._held(entry.id, want)
        first = coverage.ask_from(held, want)
        fresh = self._fetch(entry, replace(want, start=first, adjust=Adjust.NONE))
        if not self._store(fresh, want, first):
            self._cache.drop(fresh)  # the past was restated: nothing of the old basis may stay beside the new
            fresh = self._fetch(entry, replace(want, adjust=Adjust.NONE))
            self._store(fresh, want, want.start)
        whole = self._held(entry.id, want)
        return whole.bars if whole is not None else fresh

    def _fetch(self, entry: Entry, want: BarsWanted) -> Bars:
        answer = self._sources.answer(entry, want, ORDINARY)
        if not isinstance(answer, Bars):
            raise Unreadable("quotes instead of bars", source=entry.id)
        today = sessions.local_date(want.instrument.market, self._clock())
        bars = checked_bars(answer, want, entry.id, today)
        if not len(bars):
            raise NoSuchData("no bars in this span", source=entry.id)
        return bars

    def _store(self, bars: Bars, want: BarsWanted, first: dt.date) -> bool:
        today = sessions.local_date(want.instrument.market, bars.fetched_at)
        span = Span(first=first, last=min(want.end, today), fetched_at=bars.fetched_at)
        try:
            return self._cache.merge(bars, span)
        except CacheError as error:
            log.info("cache: %s", error)
            return True

    def _last_resort(self, route: tuple[Entry, ...], want: BarsWanted, tried: list[Failure]) -> Bars:
        """The cache or the bundled facts, whichever reaches further into the span; marked as doubtful if short."""
        choices = [bars for bars in (self._furthest(route, want), self._reference(want, tried)) if bars is not None]
        if not choices:
            raise AllFailed(Failure(kind="Unreachable", detail=_sentence(tried), tried=tuple(tried)))
        best = max(choices, key=lambda bars: (bars.between(want.start, want.end).date.max(), len(bars)))
        doubt = _sentence(tried)
        return self._adjusted(best.with_columns(doubt=doubt), want)

    def _furthest(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars | None:
        """The held series that reaches furthest into the span, though it may end too early."""
        found = [held.bars for entry in route if (held := self._held(entry.id, want)) is not None]
        useful = [bars for bars in found if len(bars.between(want.start, want.end))]
        return max(useful, key=lambda bars: bars.date[-1], default=None)

    def _reference(self, want: BarsWanted, tried: list[Failure]) -> Bars | None:
        entry = catalog.BY_ID[catalog.LAST_RESORT]
        if not self._sources.is_open(entry.id):
            return None
        try:
            bars = self._fetch(entry, replace(want, adjust=Adjust.NONE))
        except AppError as error:
            tried.append(failure_of(error, source=entry.id))
            return None
        return bars if len(bars.between(want.start, want.end)) else None

    # adjustment

    def _finished(self, bars: Bars, want: BarsWanted, route: tuple[Entry, ...]) -> Bars:
        if bars.actions is None and (want.actions or want.adjust is not Adjust.NONE):
            bars = bars.with_columns(actions=self._actions(want, route))
        return self._adjusted(bars, want)

    def _adjusted(self, bars: Bars, want: BarsWanted) -> Bars:
        """The span asked for, adjusted if its splits and dividends are known; Bars.adjust tells."""
        return adjusted(bars, want.adjust).between(want.start, want.end)

    def _actions(self, want: BarsWanted, route: tuple[Entry, ...]) -> tuple[object, ...] | None:
        """Splits and dividends from the first source of the route that knows them; None when it cannot say."""
        for entry in route:
            if not entry.knows_actions:
                continue
            if covered := self._covered((entry,), want):
                return covered.actions
            try:
                return self._download(entry, want).actions
            except AppError as error:
                log.info("no actions of %s from %s: %s", want.instrument.id, entry.id, error)
        return None

    # quotes

    def quotes(self, want: QuotesWanted, arrived: Callable[[tuple[Quote, ...]], None] | None = None) -> QuotesAnswer:
        """The newest quote of each instrument; ``arrived`` hears each batch as it comes."""
        groups: dict[tuple[Entry, ...], list[Instrument]] = {}
        for instrument in want.instruments:
            groups.setdefault(self._route("quotes", instrument), []).append(instrument)
        tasks = [self._pool.submit(self._group, route, members, arrived) for route, members in groups.items()]
        answers = [task.result() for task in tasks]
        return QuotesAnswer(
            quotes=tuple(quote for answer in answers for quote in answer.quotes),
            failures=tuple(failure for answer in answers for failure in answer.failures),
        )

    def _group(
        self,
        route: tuple[Entry, ...],
        members: list[Instrument],
        arrived: Callable[[tuple[Quote, ...]], None] | None,
    ) -> QuotesAnswer:
        missing, found, tried = list(members), list[Quote](), list[Failure]()
        for entry in route:
            try:
                quotes = self._fetch_quotes(entry, missing)
            except AppError as error:
                tried.append(failure_of(error, source=entry.id))
                continue
            found += quotes
            if arrived is not None and quotes:
                arrived(quotes)
            held = {quote.instrument for quote in quotes}
            missing = [instrument for instrument in missing if instrument.id not in held]
            if not missing:
                break
            tried.append(Failure(kind="NoSuchData", source=entry.id, detail="not in its answer"))
        return self._with_cached(found, missing, tried)

    def _fetch_quotes(self, entry: Entry, instruments: list[Instrument]) -> tuple[Quote, ...]:
        want = QuotesWanted(instruments=tuple(instruments))
        answer = self._sources.answer(entry, want, URGENT)
        if isinstance(answer, Bars):
            raise Unreadable("bars instead of quotes", source=entry.id)
        quotes = checked_quotes(answer, instruments, entry.id, self._clock())
        self._cache.note_quotes(quotes)
        return quotes

    def _with_cached(self, found: list[Quote], missing: list[Instrument], tried: list[Failure]) -> QuotesAnswer:
        why = Failure(kind="Unreachable", detail=_sentence(tried), tried=tuple(tried))
        old = self._cache.quotes(instrument.id for instrument in missing)
        return QuotesAnswer(quotes=(*found, *old), failures=tuple((instrument.id, why) for instrument in missing))

    def probe(self) -> None:
        """Ask every open source something small, all at once; their lanes keep how it went."""
        entries = [entry for entry in catalog.SOURCES if self._sources.is_open(entry.id)]
        for task in [self._pool.submit(self._probe, entry) for entry in entries]:
            task.result()

    def _probe(self, entry: Entry) -> None:
        try:
            self._sources.answer(entry, _small(entry, self._clock()), URGENT)
        except AppError as error:
            log.info("%s: %s", entry.id, error)

    def cached_quotes(self, instruments: Iterable[Instrument]) -> tuple[Quote, ...]:
        """The last quotes noted, for the first paint."""
        return self._cache.quotes(instrument.id for instrument in instruments)


def _sentence(tried: list[Failure]) -> str:
    if all(failure.detail == "offline" for failure in tried):
        return "offline"
    return "; ".join(f"{failure.source}: {failure.detail}" for failure in tried)


def _small(entry: Entry, now: float) -> QuotesWanted | BarsWanted:
    """The cheapest want that shows whether ``entry`` works."""
    nvidia = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS")
    bank = Instrument(id="600000.SH", market=Market.CN, exchange="XSHG")
    which = nvidia if entry.id == "yahoo" else bank
    if "quotes" in entry.gives:
        return QuotesWanted(instruments=(which,))
    today = sessions.local_date(which.market, now)
    return BarsWanted(instrument=which, start=today - dt.timedelta(days=20), end=today)
