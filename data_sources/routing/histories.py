"""Bars: the cache first, then only what is missing, checked, from one source; the cache again when all fail."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from data_sources import catalog, chunks, coverage, series
from data_sources.cache import Cache, Held
from data_sources.catalog import Entry
from data_sources.guards import checked_bars
from data_sources.protocol import BarsWanted, Given
from data_sources.routing.chain import AllFailed, Chain, all_of, sentence
from data_sources.series import Key
from data_sources.spans import Span
from models import sessions
from models.adjustment import adjusted
from models.errors import AppError, CacheError, Failure, NoSuchData, Unreadable, failure_of
from models.extended import can_be_extended
from models.instruments import Market
from models.values import Adjust, Bars, Interval

log = logging.getLogger(__name__)
Partial = Callable[[Bars], None]
Resampled = Callable[[Bars, Interval, Market], Bars]
LATE_S = 900.0  # until a source that had no newer bar is asked again
CORRECTIONS = 3  # days a vendor may set right at once
FEW = 20  # of the minutes one in so many: late prints change the newest ones
LONGER = (Interval.WEEK, Interval.MONTH)  # made from days


def not_made(bars: Bars, interval: Interval, market: Market) -> Bars:  # noqa: ARG001 - the shape of Resampled
    """Stands where nobody makes weeks and months from days."""
    raise NoSuchData(f"bars of {interval} are not made here")


class Histories:
    """Answers BarsWanted. ``resampled(bars, interval, market)`` makes weeks and months from daily bars."""

    def __init__(
        self,
        chain: Chain,
        cache: Cache,
        resampled: Resampled = not_made,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._chain, self._cache, self._resampled, self._steady = chain, cache, resampled, steady
        self._late: dict[Key, float] = {}  # series whose source had no newer bar when asked

    def bars(self, want: BarsWanted, partial: Partial | None = None) -> Bars:
        """The bars of ``want``; ``partial`` is called first with what the cache holds, if that is not enough.

        Raises AllFailed when neither a source nor the cache has any.
        """
        possible = can_be_extended(want.instrument.market, want.interval)
        want = replace(want, extended=want.extended and possible)
        if want.interval not in LONGER:
            return self._of_source(want, partial)
        days = replace(want, interval=Interval.DAY, start=_beginning(want))
        tell = None if partial is None else lambda bars: partial(self._longer(bars, want))
        return self._longer(self._of_source(days, tell), want)

    def held(self, source: str, want: BarsWanted) -> Held | None:
        """What the cache holds of the series of ``source`` that ``want`` is about; None when it cannot be read."""
        try:
            return self._cache.read(want.instrument, want.interval, source, extended=want.extended)
        except CacheError as error:
            log.info("cache: %s", error)
            return None

    def route(self, want: BarsWanted) -> tuple[Entry, ...]:
        """Who may be asked for these bars: the one that is named, or those of the user's order."""
        kind = "intraday" if want.interval.intraday else "bars"
        return self._chain.route(kind, want.instrument.market, want.source)

    def covered(self, entry: Entry, want: BarsWanted) -> Bars | None:
        """What the cache holds of ``entry`` where that answers ``want``, whole; None where it does not."""
        return self._covered((entry,), want)

    def fetched(self, entry: Entry, want: BarsWanted) -> Bars:
        """What ``entry`` itself says, checked, when nothing else waits for it; nothing is kept. Raises AppError."""
        answer = self._chain.ask(entry, want, lambda given: self._checked(given, want, entry.id, None), behind=True)
        assert isinstance(answer, Bars)
        return answer

    def _longer(self, bars: Bars, want: BarsWanted) -> Bars:
        return self._resampled(bars, want.interval, want.instrument.market)

    def _of_source(self, want: BarsWanted, partial: Partial | None) -> Bars:
        asked = coverage.anchored(want, self._today(want))
        route = self.route(want)
        found = self._covered(route, asked)
        if found is None:
            if partial is not None and (held := self._furthest(route, asked)) is not None:
                partial(_cut(held, want))
            found = self._downloaded(route, asked)
        return _cut(self._with_actions(found, asked, route), want)

    def _today(self, want: BarsWanted) -> dt.date:
        return sessions.local_date(want.instrument.market, self._chain.clock())

    def _covered(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars | None:
        for place, entry in enumerate(route):
            held = self.held(entry.id, want)
            span = self._span_for(held, want) if held is not None else None
            if held is not None and span is not None and not (place and _short(held, want)):
                return held.bars.with_columns(fetched_at=span.fetched_at)
        return None

    def _span_for(self, held: Held, want: BarsWanted) -> Span | None:
        """The held span that answers; where the source was asked lately and had nothing newer, what there is does."""
        bars, now = held.bars, self._chain.clock()
        asked_at = self._late.get(series.key_of(bars))
        if asked_at is not None and self._steady() - asked_at < LATE_S:
            newest: dt.date = bars.date[-1].astype(dt.date)
            want = replace(want, end=min(want.end, max(newest, want.start)))
        return coverage.covering(held, want, now)

    def _downloaded(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars:
        try:
            return self._chain.first(route, lambda entry: self._download(entry, want))
        except AllFailed as error:
            return self._last_resort(route, want, list(error.failure.tried))

    def _download(self, entry: Entry, want: BarsWanted) -> Bars:
        """Fetch the missing end, check it, put it into the cache, and read the whole back."""
        held = self.held(entry.id, want)
        first = coverage.ask_from(held, want)
        fresh = self._fetch(entry, replace(want, start=first, adjust=Adjust.NONE), held)
        if not self._stored(fresh, want, first):
            oldest = want.start if held is None else min(want.start, held.bars.date[0].astype(dt.date))
            fresh = self._fetch(entry, replace(want, start=oldest, adjust=Adjust.NONE), held)
            self._replace(held, fresh, replace(want, start=oldest))
        whole = self.held(entry.id, want)
        return whole.bars.with_columns(remark=fresh.remark) if whole is not None else fresh

    def _fetch(self, entry: Entry, want: BarsWanted, held: Held | None) -> Bars:
        had = held.bars.between(want.start, want.end) if held is not None else None
        try:
            answer = self._chain.ask(entry, want, lambda given: self._checked(given, want, entry.id, had))
        except NoSuchData as error:
            if had is None or not len(had):
                raise
            lost = Unreadable(f"nothing where it had bars before: {error.detail}", source=entry.id)
            self._chain.refuse(entry, want, lost)
            raise lost from error
        assert isinstance(answer, Bars)
        return answer

    def _checked(self, answer: Given, want: BarsWanted, source: str, had: Bars | None) -> Bars:
        """``answer`` when it is what was asked and has not lost what it held before (``had``)."""
        if not isinstance(answer, Bars):
            raise Unreadable("something else than bars", source=source)
        bars = checked_bars(answer, want, source, self._today(want))
        if had is not None and len(had) and (lost := _lost(had, bars)) > (CORRECTIONS if len(bars) else 0):
            raise Unreadable(f"{lost} bars that it gave before are missing", source=source)
        if not len(bars):
            raise NoSuchData("no bars in this span", source=source)
        return bars

    def _stored(self, bars: Bars, want: BarsWanted, first: dt.date) -> bool:
        """False when the cache holds other closes for the same days. Some sources give more than was asked."""
        try:
            return self._cache.merge(bars, self._span(bars, want, first))
        except CacheError as error:
            log.info("cache: %s", error)
            return True

    def _span(self, bars: Bars, want: BarsWanted, first: dt.date) -> Span:
        """The span the answer is complete for: no further than its newest bar when a final session is missing after it.

        A vendor may be a day late, a share may be suspended; the next want asks again, but not within LATE_S.
        """
        market, key = want.instrument.market, series.key_of(bars)
        newest: dt.date = bars.date[-1].astype(dt.date)
        last = min(max(want.end, newest), self._today(want))
        settled = sessions.last_final_date(market, self._chain.clock(), extended=want.extended)
        final = sessions.on_or_before(market, min(last, settled))
        if newest >= final:
            self._late.pop(key, None)
            return Span(first=first, last=last, fetched_at=bars.fetched_at)
        self._late[key] = self._steady()
        return Span(first=first, last=newest, fetched_at=bars.fetched_at)

    def _replace(self, held: Held | None, fresh: Bars, want: BarsWanted) -> None:
        """Put ``fresh`` in the place of what is held, unless so many days differ that it is on another basis.

        Traded prices are not restated, only corrected: a subtractive 前复权 dressed as traded ends here.
        """
        differing = chunks.differing(held.bars, fresh) if held is not None else 0
        if differing > (len(fresh) // FEW if fresh.interval.intraday else CORRECTIONS):
            detail = f"the closes of {differing} days are not those it gave before: another basis?"
            raise Unreadable(detail, source=fresh.source)
        with contextlib.suppress(CacheError):
            oldest: dt.date = fresh.date[0].astype(dt.date)
            first = max(want.start, oldest) if fresh.interval.intraday else want.start
            if not self._cache.replace(fresh, self._span(fresh, want, first)):
                raise Unreadable("bars that it gave before are missing", source=fresh.source)

    # nobody answers

    def _last_resort(self, route: tuple[Entry, ...], want: BarsWanted, tried: list[Failure]) -> Bars:
        """The cache or the bundled facts, whichever reaches further into the span; marked as doubtful."""
        choices = [bars for bars in (self._furthest(route, want), self._reference(want, tried)) if bars is not None]
        if not choices:
            raise AllFailed(all_of(tried))
        best = max(choices, key=lambda bars: (bars.date[-1], len(bars)))
        return best.with_columns(doubt=sentence(tried))

    def _furthest(self, route: tuple[Entry, ...], want: BarsWanted) -> Bars | None:
        """The held piece that reaches furthest into the span, though it may end too early."""
        found = [held for entry in route if (held := self.held(entry.id, want)) is not None]
        pieces = [piece for held in found if (piece := coverage.reach(held, want)) is not None]
        return max(pieces, key=lambda bars: (bars.date[-1], len(bars)), default=None)

    def _reference(self, want: BarsWanted, tried: list[Failure]) -> Bars | None:
        entry = catalog.BY_ID[catalog.LAST_RESORT]
        if want.source or want.interval is not Interval.DAY or not self._chain.is_open(entry):
            return None
        try:
            return self._fetch(entry, replace(want, adjust=Adjust.NONE), None)
        except AppError as error:
            tried.append(failure_of(error, source=entry.id))
            return None

    # splits and dividends

    def _with_actions(self, bars: Bars, want: BarsWanted, route: tuple[Entry, ...]) -> Bars:
        """``bars`` with the splits and dividends of the first source of the route that can tell them."""
        wished = want.actions or want.adjust is not Adjust.NONE
        if bars.actions is not None or not wished or want.interval is not Interval.DAY:
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


def _short(held: Held, want: BarsWanted) -> bool:
    """Whether a source keeps too few minutes for ``want``: all it has, but less than one asked before it may have."""
    start = sessions.on_or_after(want.instrument.market, want.start)
    return want.interval.intraday and bool(held.bars.date[0] > np.datetime64(start, "D"))


def _lost(had: Bars, bars: Bars) -> int:
    """How many bars are gone. Minutes are given for some days back only: what lies before those is no loss."""
    if len(bars) and had.interval.intraday:
        had = had.rows(had.date >= bars.date[0])
    return int((~np.isin(had.date, bars.date)).sum())


def _beginning(want: BarsWanted) -> dt.date:
    """The first day of the week or month that ``want`` begins in."""
    if want.interval is Interval.MONTH:
        return want.start.replace(day=1)
    return want.start - dt.timedelta(days=want.start.weekday())


def _cut(bars: Bars, want: BarsWanted) -> Bars:
    """The span asked for, adjusted if its splits and dividends are known; Bars.adjust tells."""
    return adjusted(bars, want.adjust).between(want.start, want.end)
