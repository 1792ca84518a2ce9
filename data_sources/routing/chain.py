"""One source after the other until one gives an answer that can be trusted."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from data_sources import catalog
from data_sources.catalog import Entry
from data_sources.lanes import BEHIND, LOOKED_AT, ORDINARY, URGENT
from data_sources.protocol import Asked, BarsWanted, Given, QuotesWanted
from data_sources.rejections import Rejections
from data_sources.routing import traffic
from data_sources.routing.flights import Flights
from data_sources.sources import Check, Sources
from models import sessions
from models.errors import AppError, Failure, Unreadable, failure_of
from models.instruments import Instrument, Market

log = logging.getLogger(__name__)
T = TypeVar("T")
PROBED = frozenset({"quotes", "bars"})  # kinds that a small question can be made of


class AllFailed(AppError):
    """No source could answer; ``failure`` names each and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class Chain:
    """Routes, failover, coalescing. ``pool`` runs small questions on the side. ``clock``: UTC seconds."""

    def __init__(
        self,
        sources: Sources,
        pool: ThreadPoolExecutor,
        chosen: dict[str, tuple[str, ...]],
        rejections: Rejections,
        clock: Callable[[], float],
    ) -> None:
        self._sources, self._pool, self._chosen = sources, pool, chosen
        self._rejections, self.clock = rejections, clock
        self._flights = Flights()

    def route(self, kind: str, market: Market | None, source: str = "") -> tuple[Entry, ...]:
        """Who may be asked for ``kind`` in ``market``: ``source`` alone, or everyone in the user's order."""
        wanted = (catalog.BY_ID[source],) if source else catalog.order(kind, market, self._chosen)
        return self._sources.open_for(wanted, kind, market)

    def in_order(self, route: Iterable[Entry]) -> tuple[Entry, ...]:
        """``route`` as it is asked now: who was left alone lately comes last, and is tested on the side."""
        steady, returning = list[Entry](), list[Entry]()
        for entry in route:
            (returning if self._sources.is_returning(entry) else steady).append(entry)
        if steady:
            for entry in returning:
                if entry.gives & PROBED and self._sources.may_be_tested(entry):
                    self._pool.submit(self.test, entry)
        return (*steady, *returning)

    def first(self, route: Iterable[Entry], ask: Callable[[Entry], T]) -> T:
        """What the first of ``route`` gives that can answer. Raises AllFailed."""
        tried: list[Failure] = []
        for entry in self.in_order(route):
            try:
                return ask(entry)
            except AppError as error:
                tried.append(failure_of(error, source=entry.id))
        raise AllFailed(all_of(tried))

    def ask(self, entry: Entry, want: Asked, check: Check, *, urgent: bool = False, behind: bool = False) -> Given:
        """The answer of one source, checked; the same question in flight is asked once. Refusals are noted.

        urgent: before everybody else. behind: after everybody else.
        """
        usual = LOOKED_AT if getattr(want, "looked_at", False) else ORDINARY
        priority = URGENT if urgent else BEHIND if behind else usual
        try:
            return self._flights.shared(
                (entry.id, _key(want)), lambda: self._sources.answer(entry, want, priority, check)
            )
        except Unreadable as error:
            self.refuse(entry, want, error)
            raise

    def refuse(self, entry: Entry, want: Asked, error: Unreadable) -> None:
        """Keep what could not be believed, and why."""
        self._rejections.note(entry.id, want, error)

    def is_open(self, entry: Entry) -> bool:
        """Whether it may be asked in this run."""
        return self._sources.is_open(entry.id)

    def test(self, entry: Entry) -> None:
        """Ask something small; the source's record keeps how it went."""
        want = small(entry, self.clock())
        try:
            self.ask(entry, want, lambda given: given, urgent=True)
        except AppError as error:
            log.info("%s: %s", entry.id, error)


def all_of(tried: list[Failure]) -> Failure:
    """The failure that names each."""
    return Failure(kind="Unreachable", detail=sentence(tried), tried=tuple(tried))


def sentence(tried: list[Failure]) -> str:
    """Who was asked and why there is no answer; one word when the program is offline."""
    if tried and all(failure.detail == "offline" for failure in tried):
        return "offline"
    return "; ".join(f"{failure.source}: {failure.detail}" for failure in tried)


def small(entry: Entry, now: float) -> Asked:
    """The cheapest want that shows whether ``entry`` works; one that costs the user nothing."""
    if entry.gives == catalog.TRAFFIC:
        return traffic.small(entry.id, now)
    nvidia = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS")
    bank = Instrument(id="600000.SH", market=Market.CN, exchange="XSHG")
    which = bank if Market.CN in entry.markets else nvidia
    if "quotes" in entry.gives:
        return QuotesWanted(instruments=(which,))
    today = sessions.local_date(which.market, now)
    return BarsWanted(instrument=which, start=today - dt.timedelta(days=20), end=today)


def _key(want: Asked) -> Hashable:
    """What makes two questions the same: not the order of instruments, and not who waits."""
    if isinstance(want, QuotesWanted):
        return frozenset(want.instruments)
    return replace(want, looked_at=False) if isinstance(want, BarsWanted) else want
