"""Who is asked, in which order, and what is done with the answer.

A want is tried at each source of its route until one gives a trusted answer; the cache is asked first and is the
last resort, together with the bundled reference facts. Threads of the request pool run these methods and wait in
the lanes; nothing here touches a host or a library itself.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from data_sources import catalog, chunks, coverage
from data_sources.cache import Cache, Held
from data_sources.catalog import Entry
from data_sources.guards import checked_bars, checked_quotes
from data_sources.lanes import ORDINARY, URGENT
from data_sources.protocol import BarsWanted, QuotesAnswer, QuotesWanted
from data_sources.sources import Sources
from data_sources.spans import Span
from models import sessions
from models.adjustment import adjusted
from models.errors import AppError, CacheError, Failure, NoSuchData, Unreadable, failure_of
from models.instruments import Instrument, Market
from models.values import Adjust, Bars, Quote

log = logging.getLogger(__name__)
Partial = Callable[[Bars], None]
CORRECTIONS = 3  # days a vendor may set right at once


class AllFailed(AppError):
    """No source could answer; ``failure`` names each and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class Router:
    """Routes wants to sources. ``pool`` runs parts of one want at once; no part waits for another there.

    ``clock``: UTC seconds.
    """

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
        asked = coverage.anchored(want, self._today(want))
        route = self._route("bars", want.instrument)
        found = self._covered(route, asked)
        if found is None:
            if partial is not None and (held := self._furthest(route, asked)) is not None:
                partial(_cut(held, want))
            found = self._downloaded(route, asked)
        return _cut(self._with_actions(found, asked, route), want)

    def _today(self, want: BarsWanted) -> dt.date:
        return sessions.local_date(want.instrument.market, self._clock())

    def _route(self, kind: str, instrument: Instrument) -> tuple[Entry, ...]:
        return self._sources.open_for(catalog.order(kind, instrument.market, self._chosen), kind, instrument.market)

    def _covered(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars | None:
        for entry in route:
            held = self._held(entry.id, want)
            span = coverage.covering(held, want, self._clock()) if held is not None else None
            if held is not None and span is not None:
                return held.bars.with_columns(fetched_at=span.fetched_at)
        return None

    def _held(self, source: str, want: BarsWanted) -> Held | None:
        try:
            return self._cache.read(want.instrument, want.interval, source)
        except CacheError as error:
            log.info("cache: %s", error)
            return None

    def _downloaded(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars:
        tried: list[Failure] = []
        for entry in route:
            try:
                return self._download(entry, want)
            except AppError as error:
                tried.append(failure_of(error, source=entry.id))
        return self._last_resort(route, want, tried)

    def _download(self, entry: Entry, want: BarsWanted) -> Bars:
        """Fetch the missing end, check it, put it into the cache, and read the whole back."""
        held = self._held(entry.id, want)
        first = coverage.ask_from(held, want)
        fresh = self._fetch(entry, replace(want, start=first, adjust=Adjust.NONE))
        if not self._stored(fresh, want, first):
            fresh = self._fetch(entry, replace(want, adjust=Adjust.NONE))
            self._replace(held, fresh, want)
        whole = self._held(entry.id, want)
        return whole.bars if whole is not None else fresh

    def _fetch(self, entry: Entry, want: BarsWanted) -> Bars:
        answer = self._sources.answer(entry, want, ORDINARY)
        if not isinstance(answer, Bars):
            raise Unreadable("quotes instead of bars", source=entry.id)
        bars = checked_bars(answer, want, entry.id, self._today(want))
        if not len(bars):
            raise NoSuchData("no bars in this span", source=entry.id)
        return bars

    def _stored(self, bars: Bars, want: BarsWanted, first: dt.date) -> bool:
        """False when the cache holds other closes for the same days. Some sources give more than was asked."""
        newest: dt.date = bars.date[-1].astype(dt.date)
        span = Span(first=first, last=min(max(want.end, newest), self._today(want)), fetched_at=bars.fetched_at)
        try:
            return self._cache.merge(bars, span)
        except CacheError as error:
            log.info("cache: %s", error)
            return True

    def _replace(self, held: Held | None, fresh: Bars, want: BarsWanted) -> None:
        """Put ``fresh`` in the place of what is held, unless so many days differ that it is on another basis.

        Traded prices are not restated, only corrected: a subtractive 前复权 dressed as traded ends here.
        """
        differing = chunks.differing(held.bars, fresh) if held is not None else 0
        if differing > CORRECTIONS:
            detail = f"the closes of {differing} days are not those it gave before: another basis?"
            raise Unreadable(detail, source=fresh.source)
        with contextlib.suppress(CacheError):
            self._cache.drop(fresh)
        self._stored(fresh, want, want.start)

    def _last_resort(self, route: tuple[Entry, ...], want: BarsWanted, tried: list[Failure]) -> Bars:
        """The cache or the bundled facts, whichever reaches further into the span; marked as doubtful."""
        choices = [bars for bars in (self._furthest(route, want), self._reference(want, tried)) if bars is not None]
        if not choices:
            raise AllFailed(Failure(kind="Unreachable", detail=_sentence(tried), tried=tuple(tried)))
        best = max(choices, key=lambda bars: (bars.date[-1], len(bars)))
        return best.with_columns(doubt=_sentence(tried))

    def _furthest(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars | None:
        """The held piece that reaches furthest into the span, though it may end too early."""
        found = [held for entry in route if (held := self._held(entry.id, want)) is not None]
        pieces = [piece for held in found if (piece := coverage.reach(held, want)) is not None]
        return max(pieces, key=lambda bars: (bars.date[-1], len(bars)), default=None)

    def _reference(self, want: BarsWanted, tried: list[Failure]) -> Bars | None:
        entry = catalog.BY_ID[catalog.LAST_RESORT]
        if not self._sources.is_open(entry.id):
            return None
        try:
            return self._fetch(entry, replace(want, adjust=Adjust.NONE))
        except AppError as error:
            tried.append(failure_of(error, source=entry.id))
            return None

    # splits and dividends

    def _with_actions(self, bars: Bars, want: BarsWanted, route: tuple[Entry, ...]) -> Bars:
        """``bars`` with the splits and dividends of the first source of the route that can tell them."""
        if bars.actions is not None or not (want.actions or want.adjust is not Adjust.NONE):
            return bars
        for entry in route:
            if entry.knows_actions and (told := self._with_actions_of(entry, bars, want)) is not None:
                return told
        return bars

    def _with_actions_of(self, entry: Entry, bars: Bars, want: BarsWanted) -> Bars | None:
        """When ``entry`` cannot be asked, what it told before counts; a gap between that and the bars is a doubt."""
        try:
            told = self._covered((entry,), want) or self._download(entry, want)
            return bars.with_columns(actions=told.actions)
        except AppError as error:
            log.info("no actions of %s from %s: %s", want.instrument.id, entry.id, error)
            why = error.detail
        before = self._furthest((entry,), want)
        if before is None or before.date[0] > bars.date[0]:
            return None
        if before.date[-1] >= bars.date[-1]:
            return bars.with_columns(actions=before.actions)
        gap = f"splits and dividends after {before.date[-1]} are not known ({entry.id}: {why})"
        return bars.with_columns(actions=before.actions, doubt="; ".join(filter(None, (bars.doubt, gap))))

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
        if not isinstance(answer, tuple):
            raise Unreadable("something else than quotes", source=entry.id)
        given = tuple(quote for quote in answer if isinstance(quote, Quote))
        quotes = checked_quotes(given, instruments, entry.id, self._clock())
        try:
            self._cache.note_quotes(quotes)
        except CacheError as error:
            log.info("cache: %s", error)
        return quotes

    def _with_cached(self, found: list[Quote], missing: list[Instrument], tried: list[Failure]) -> QuotesAnswer:
        why = Failure(kind="Unreachable", detail=_sentence(tried), tried=tuple(tried))
        return QuotesAnswer(
            quotes=(*found, *self.cached_quotes(missing)),
            failures=tuple((instrument.id, why) for instrument in missing),
        )

    def probe(self) -> None:
        """Ask every open source something small, all at once; their lanes keep how it went."""
        entries = [entry for entry in catalog.SOURCES if self._sources.is_open(entry.id) and entry.gives & catalog.BOTH]
        for task in [self._pool.submit(self._probe, entry) for entry in entries]:
            task.result()

    def _probe(self, entry: Entry) -> None:
        try:
            self._sources.answer(entry, _small(entry, self._clock()), URGENT)
        except AppError as error:
            log.info("%s: %s", entry.id, error)

    def cached_quotes(self, instruments: Iterable[Instrument]) -> tuple[Quote, ...]:
        """The last quotes noted, for the first paint."""
        try:
            return self._cache.quotes(instrument.id for instrument in instruments)
        except CacheError as error:
            log.info("cache: %s", error)
            return ()


def _cut(bars: Bars, want: BarsWanted) -> Bars:
    """The span asked for, adjusted if its splits and dividends are known; Bars.adjust tells."""
    return adjusted(bars, want.adjust).between(want.start, want.end)


def _sentence(tried: list[Failure]) -> str:
    if tried and all(failure.detail == "offline" for failure in tried):
        return "offline"
    return "; ".join(f"{failure.source}: {failure.detail}" for failure in tried)


def _small(entry: Entry, now: float) -> QuotesWanted | BarsWanted:
    """The cheapest want that shows whether ``entry`` works."""
    nvidia = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS")
    bank = Instrument(id="600000.SH", market=Market.CN, exchange="XSHG")
    which = bank if Market.CN in entry.markets else nvidia
    if "quotes" in entry.gives:
        return QuotesWanted(instruments=(which,))
    today = sessions.local_date(which.market, now)
    return BarsWanted(instrument=which, start=today - dt.timedelta(days=20), end=today)
