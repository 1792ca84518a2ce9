"""The disposable cache: bars, last quotes, facts and the listing in SQLite. Opened by the data process only.

One connection, behind one lock; WAL with synchronous=NORMAL (a power cut may lose the last minute, never the file).
Every series belongs to one source: two vendors are never spliced. Whatever is read carries a checksum: what is not what
was written is left out, and asked for again. What is held is never made less by an answer that holds less.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data_sources import chunks, databases, kept, schema, series, spans
from data_sources.kept import last_quotes
from data_sources.newest import Ends
from data_sources.protocol import Listing
from data_sources.series import Head, Key
from data_sources.spans import Span
from data_sources.tails import Newest, Tails
from models import sessions
from models.errors import CacheError
from models.facts import Facts
from models.instruments import Instrument
from models.values import Bars, Basis, Interval, Quote

__all__ = ["Cache", "Held", "last_quotes"]
FOLDED_AT_ONCE = 20  # series whose tails go into their chunks in one idle moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the cache holds of one series: bars, and the spans it is complete for."""

    bars: Bars
    spans: tuple[Span, ...]


class Cache:
    """Reads and merges. ``folder`` None keeps everything in memory (another process owns the profile).

    state: "ok", "rebuilt" (a broken or foreign file was set aside), "read-only" (a copy of another's), "off" (memory).
    Every method raises CacheError when the file fails under it; nothing is half-written then, and the next call tries
    again.
    """

    def __init__(self, folder: Path | None, *, read_from: Path | None = None) -> None:
        self._lock = threading.Lock()
        self.state = "ok"
        if folder is None:
            self._db, self.state = _in_memory(read_from)
        else:
            self._db, self.state = _opened(folder / "cache.db")
        self._ends = Ends()

    def read(self, instrument: Instrument, interval: Interval, source: str, *, extended: bool = False) -> Held | None:
        """The whole series of ``source``, or None. Damaged bars are left out, with the spans that meet them."""
        with self._reading() as db:
            head = series.find(db, (instrument.id, series.spelled(interval, extended=extended), source))
            return _held(db, head, instrument) if head else None

    def merge(self, bars: Bars, span: Span) -> bool:
        """Store ``bars`` as what their source says about ``span``.

        False, and nothing is stored, when bars already held differ: the past was restated, ask for the whole again.
        An answer without bars says nothing about a span where some are held.
        """
        with self._writing() as db:
            done = self._merge(db, bars, span)
            if not done:
                db.execute("rollback")
        return done

    def replace(self, bars: Bars, span: Span) -> bool:
        """Put ``bars`` in the place of the whole series, as a restated past demands.

        False, and nothing is changed, when a bar that is held would be gone: the answer ends too early or begins too
        late; ask for at least what is held. Minutes are given for some days back only: older ones stay.
        """
        with self._writing() as db:
            key = series.key_of(bars)
            head = series.find(db, key)
            columns, claims = series.load(db, head) if head else (None, [])
            if columns is not None and _lacks(bars, columns):
                return False
            series.forget(db, key)
            self._ends.forget(key)
            if head is not None and columns is not None and bars.interval.intraday:
                self._keep_older(db, _bars(head, columns, at=0.0), claims, bars.date[0].astype(object))
            return self._merge(db, bars, span)

    def _keep_older(self, db: sqlite3.Connection, held: Bars, claims: Iterable[Span], first: dt.date) -> None:
        """Put back what is older than ``first``, with what is claimed of it."""
        for claim in spans.without(claims, first, dt.date.max):
            older = held.between(claim.first, claim.last)
            if len(older):
                self._merge(db, older, claim)

    def drop(self, bars: Bars) -> None:
        """Forget the series ``bars`` belongs to."""
        with self._writing() as db:
            series.forget(db, series.key_of(bars))
            self._ends.forget(series.key_of(bars))

    def upsert_newest(self, rows: Sequence[Newest]) -> tuple[Newest, ...]:
        """Put the newest bar of many series in; what is of no series held, or older than its end, comes back."""
        with self._writing() as db:
            return self._ends.upsert(db, rows)

    def tails(self, instruments: Sequence[Instrument], source: str, n: int, interval: Interval = Interval.DAY) -> Tails:
        """The last ``n`` bars of each instrument at ``source``; fast up to six."""
        with self._reading() as db:
            keys = [(one.id, str(interval), source) for one in instruments]
            return self._ends.tails(db, keys, n)

    def note_quotes(self, quotes: Iterable[Quote]) -> None:
        """Keep the newest quote of each instrument for the next start."""
        rows = kept.quote_rows(quotes)
        with self._writing() as db:
            db.executemany("insert or replace into quote values (?, ?, ?)", rows)

    def quotes(self, wanted: Iterable[str]) -> tuple[Quote, ...]:
        """The last quotes noted, whatever their age."""
        with self._reading() as db:
            return kept.read_quotes(db, wanted)

    def keep_facts(self, facts: Facts) -> None:
        """Keep what one source says of one instrument."""
        with self._writing() as db:
            kept.write_facts(db, facts)

    def facts(self, instrument: Instrument, source: str) -> Facts | None:
        """What ``source`` last said of it, whatever its age."""
        with self._reading() as db:
            return kept.read_facts(db, instrument.id, source)

    def keep_listing(self, listing: Listing) -> None:
        """Keep the listing in the place of the one before."""
        with self._writing() as db:
            kept.write_listing(db, listing)

    def listing(self) -> Listing | None:
        """The listing last kept."""
        with self._reading() as db:
            return kept.read_listing(db)

    def idle(self) -> None:
        """For a quiet moment: fold the longest tails into their chunks and empty the write-ahead log."""
        with self._writing() as db:
            for key in self._ends.long(db)[:FOLDED_AT_ONCE]:
                self._fold(db, key)
        with self._reading() as db:
            db.execute("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        """Checkpoint and close."""
        with contextlib.suppress(CacheError), self._reading() as db:
            db.execute("pragma wal_checkpoint(truncate)")
        with self._lock:
            self._db.close()

    def _merge(self, db: sqlite3.Connection, bars: Bars, span: Span) -> bool:
        head = series.find(db, series.key_of(bars))
        if head is not None and (head.currency, head.basis) != (bars.currency, bars.basis):
            return False
        if not len(bars):
            return _note_empty(db, head or series.begin(db, bars), span)
        head = head or series.begin(db, bars)
        newest = head.pieces[-1].last if head.pieces else None
        old = series.take_out(db, head, bars)
        if old is not None:
            settled = old.rows(old.time < (newest or 0))  # the newest and what the tail holds may have been running
            if chunks.differing(settled, bars):
                return False
            bars = chunks.merged(old, bars)
        series.put_in(db, head, bars)
        head.spans = spans.joined(head.spans, span)
        _note_actions(head, bars, span)
        series.save(db, head)
        self._ends.forget(head.key)
        return True

    def _fold(self, db: sqlite3.Connection, key: Key) -> None:
        head = series.find(db, key)
        if head is None or not head.pieces:
            return
        columns, head.spans = series.load(db, head)
        if columns is not None:
            whole = _bars(head, columns, at=0.0)
            old = series.take_out(db, head, whole.rows(slice(-1, None)))
            if old is not None:
                series.put_in(db, head, old)
        series.save(db, head)
        self._ends.forget(key)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for this thread alone; SQLite's errors in our terms."""
        try:
            with self._lock:
                yield self._db
        except (sqlite3.Error, ValueError) as error:
            raise CacheError(str(error)) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The same inside a transaction, which is undone when anything fails."""
        with self._reading() as db:
            databases.begin(db)
            try:
                yield db
                if db.in_transaction:
                    db.execute("commit")
            except BaseException:
                self._ends.forget()
                if db.in_transaction:
                    db.execute("rollback")
                raise


def _lacks(bars: Bars, columns: chunks.Columns) -> bool:
    """Whether a bar of ``columns`` is not in ``bars``; of minutes, one of the days that ``bars`` reach back to."""
    held: Any = columns["time" if bars.interval.intraday else "date"]
    if bars.interval.intraday:
        held = held[columns["date"] >= bars.date[0]]
    return not np.isin(held, chunks.key(bars)).all()


def _held(db: sqlite3.Connection, head: Head, instrument: Instrument) -> Held | None:
    columns, claims = series.load(db, head)
    if columns is None or not len(columns["date"]):
        return None
    last = columns["date"][-1].astype(object)
    seen = max((span.fetched_at for span in claims if span.last >= last), default=0.0)
    at = max((span.fetched_at for span in claims), default=0.0)
    final = sessions.is_final(instrument.market, last, seen, extended=series.read(head.key[1])[1])
    return Held(bars=_bars(head, columns, at=at, final=final), spans=tuple(claims))


def _bars(head: Head, columns: chunks.Columns, *, at: float, final: bool = True) -> Bars:
    interval, extended = series.read(head.key[1])
    return Bars(
        instrument=head.key[0],
        interval=interval,
        extended=extended,
        source=head.key[2],
        currency=head.currency,
        basis=Basis(head.basis),
        fetched_at=at,
        last_is_final=final,
        actions=head.actions,
        **columns,  # type: ignore[arg-type]
    )


def _note_empty(db: sqlite3.Connection, head: Head, span: Span) -> bool:
    """An answer without bars: a claim where nothing is held, else nothing."""
    columns = series.load(db, head)[0]
    first, last = np.datetime64(span.first, "D"), np.datetime64(span.last, "D")
    if columns is None or not ((columns["date"] >= first) & (columns["date"] <= last)).any():
        head.spans = spans.joined(head.spans, span)
        series.save(db, head)
    return True


def _note_actions(head: Head, bars: Bars, span: Span) -> None:
    """What the answer tells of splits and dividends holds from its beginning on; before that, what was told before."""
    if bars.actions is None:
        head.actions = None
        return
    told = {(action.ex_date, action.kind): action for action in head.actions or () if action.ex_date < span.first}
    told |= {(action.ex_date, action.kind): action for action in bars.actions}
    head.actions = tuple(told[key] for key in sorted(told))


def _in_memory(read_from: Path | None) -> tuple[sqlite3.Connection, str]:
    db = databases.connect(":memory:")
    copied = read_from is not None and _copied(read_from, db)
    databases.migrate(db, schema.LAYOUT)
    return db, "read-only" if copied else "off"


def _opened(path: Path) -> tuple[sqlite3.Connection, str]:
    """The cache at ``path``, and "ok" or "rebuilt": a broken, foreign or newer file is set aside, never deleted."""
    try:
        foreign = databases.drop_foreign_log(path)
        return databases.opened(path, schema.LAYOUT), "rebuilt" if foreign else "ok"
    except sqlite3.Error as error:
        if databases.blameless(error):
            raise CacheError(str(error)) from error
        databases.set_aside(path)
    try:
        return databases.opened(path, schema.LAYOUT), "rebuilt"
    except sqlite3.Error as error:
        raise CacheError(str(error)) from error


def _copied(source: Path, target: sqlite3.Connection) -> bool:
    """Copy another process's cache into memory through SQLite's own backup; False when there is none to read."""
    if not source.exists():
        return False
    try:
        with contextlib.closing(databases.reading_anywhere(source)) as other:
            databases.check(other, schema.LAYOUT)
            other.backup(target)
    except sqlite3.Error:
        return False
    return True
