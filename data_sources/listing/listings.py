"""The one list that is searched: kept, renewed once a week, made into the table that the window reads."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from data_sources.listing.merging import listed, merged, sounding
from data_sources.protocol import IndexWanted, Listing, ListingWanted, SuggestWanted
from models.errors import AppError, CacheError
from models.instruments import Instrument
from models.search import lines
from models.search.index import Index
from models.search.lines import Known
from models.search.table import Table, table_of

log = logging.getLogger(__name__)
WEEK_S = 7 * 86400.0
AGAIN_S = 6 * 3600.0  # after a renewal that brought nothing
FEWEST = 0.5  # a renewed list shorter than this part of the one kept is an error of the source
Lists = Callable[[ListingWanted], Listing]  # both raise AppError when no source can answer
Suggests = Callable[[SuggestWanted], tuple[Instrument, ...]]


class Kept(Protocol):
    """Where the merged list lies between two runs."""

    def listing(self) -> Listing | None:
        """The list saved last. Raises CacheError."""

    def keep_listing(self, listing: Listing) -> None:
        """Keep ``listing`` in place of the one before. Raises CacheError."""


@dataclass(slots=True)
class _Made:
    """A table and what it was made of."""

    own: str
    text: str
    table: Table


class Listings:
    """Answers what the search box needs. One table is made at a time, however many ask.

    ``lists``, ``suggests``: the sources, behind the router. ``clock``: UTC seconds.
    """

    def __init__(self, lists: Lists, suggests: Suggests, kept: Kept, clock: Callable[[], float] = time.time) -> None:
        self._lists, self._suggests, self._kept, self._clock = lists, suggests, kept, clock
        self._making = threading.Lock()
        self._made: _Made | None = None
        self._tried = -AGAIN_S

    def table(self, want: IndexWanted, partial: Callable[[Table], None]) -> Table:
        """The table of the bundled universe and of every list; ``partial`` hears an older one while lists are asked.

        A list is asked for when the one kept is a week old, and not again for some hours if that brought nothing.
        """
        with self._making:
            kept = self._load()
            older = self._table(want.own, kept)
            if not self._due(kept):
                return older
            self._tried = self._clock()
        partial(older)
        try:
            fresh = self._lists(ListingWanted())
        except AppError as error:
            log.info("no listing: %s", error)
            return older
        with self._making:
            return self._table(want.own, self._renewed(fresh))

    def index(self, own: str = "") -> Index:
        """What is listed now, to look things up in; no source is asked. own: as in IndexWanted, "": as told last."""
        with self._making:
            made = self._made
            return Index(self._table(own or (made.own if made is not None else ""), self._load()))

    def suggest(self, want: SuggestWanted) -> tuple[Instrument, ...]:
        """What the sources' own search finds, each instrument once; it can be found without them from now on.

        Raises what ``suggests`` raises.
        """
        found = {one.id: one for one in self._suggests(want)}
        if found:
            self._learn([Known(instrument=one) for one in found.values()])
        return tuple(found.values())

    def _load(self) -> Listing:
        try:
            held = self._kept.listing()
        except CacheError as error:
            log.info("listing: %s", error)
            held = None
        return held or Listing(text="", source="", fetched_at=0.0)

    def _save(self, listing: Listing) -> None:
        try:
            self._kept.keep_listing(listing)
        except CacheError as error:
            log.info("listing: %s", error)

    def _due(self, kept: Listing) -> bool:
        now = self._clock()
        return now - kept.fetched_at > WEEK_S and now - self._tried > AGAIN_S

    def _renewed(self, fresh: Listing) -> Listing:
        """The list with what a source says today; the one kept when it says nothing."""
        kept = self._load()
        today, before = listed(lines.read(fresh.text), self._today), list(lines.read(kept.text))
        if not today:
            return kept
        whole = len({one.instrument.id for one in today}) > FEWEST * len(before)
        made = self._written([today, before], fresh.source, self._clock() if whole else kept.fetched_at)
        self._save(made)
        return made

    def _learn(self, known: list[Known]) -> None:
        """Add what a source's search found to what is kept."""
        with self._making:
            kept = self._load()
            before = list(lines.read(kept.text))
            held = {one.instrument.id for one in before}
            new = [one for one in listed(known, self._today) if one.instrument.id not in held]
            if new:
                self._save(self._written([before, new], kept.source, kept.fetched_at))

    def _written(self, lists: list[list[Known]], source: str, fetched_at: float) -> Listing:
        known = [sounding(one) for one in merged(lists, self._today)]
        return Listing(text=lines.write(known), source=source, fetched_at=fetched_at)

    def _table(self, own: str, kept: Listing) -> Table:
        """The table of both; the one made last when nothing has changed."""
        made = self._made
        if made is None or (made.own, made.text) != (own, kept.text):
            known = merged([lines.read(own), lines.read(kept.text)], self._today)
            made = self._made = _Made(own, kept.text, table_of(map(sounding, known)))
        return made.table

    @property
    def _today(self) -> dt.date:
        return dt.datetime.fromtimestamp(self._clock(), dt.UTC).date()
