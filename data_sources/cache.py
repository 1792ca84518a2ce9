"""The disposable cache: bars and last quotes in SQLite. Opened by the data process only.

One connection, behind one lock; WAL with synchronous=NORMAL (a power cut may lose the last minute, never the file).
Every series belongs to one source: two vendors are never spliced.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from data_sources import chunks, schema
from models.errors import CacheError
from models.instruments import Instrument
from models.values import Action, ActionKind, Bars, Basis, Interval, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The source was asked for first..last (both included) at fetched_at, UTC seconds, and all it said is here."""

    first: dt.date
    last: dt.date
    fetched_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the cache holds of one series: bars, and the spans it is complete for."""

    bars: Bars
    spans: tuple[Span, ...]


class Cache:
    """Reads and merges. ``folder`` None keeps everything in memory (another process owns the profile)."""

    def __init__(self, folder: Path | None, *, read_from: Path | None = None) -> None:
        self._lock = threading.Lock()
        self.state = "ok"
        if folder is None:
            self._db = _connect(":memory:")
            self.state = "off"
            if read_from is not None and _copied(read_from, self._db):
                self.state = "read-only"
            schema.migrate(self._db)
        else:
            self._db, self.state = _opened(folder / "cache.db")

    def read(self, instrument: Instrument, interval: Interval, source: str) -> Held | None:
        """The whole series of ``source``, or None. A damaged chunk is left out, with the spans that meet it."""
        with self._lock:
            row = self._db.execute(
                "select id, currency, basis, knows_actions, last_is_final from series "
                "where instrument = ? and interval = ? and source = ?",
                (instrument.id, interval, source),
            ).fetchone()
            return self._held(row, instrument, interval, source) if row else None

    def merge(self, bars: Bars, span: Span) -> bool:
        """Store ``bars`` as what their source says about ``span``.

        False, and nothing is stored, when days already held differ: the basis changed, ask for the whole again.
        """
        with self._lock, self._db:
            self._db.execute("begin immediate")
            number = self._series(bars)
            for year in sorted({int(str(day)[:4]) for day in bars.date}):
                part = bars.between(dt.date(year, 1, 1), dt.date(year, 12, 31))
                if not self._merge_chunk(number, year, part):
                    self._db.rollback()
                    return False
            self._note_span(number, span)
            self._note_actions(number, bars, span.first)
        return True

    def drop(self, bars: Bars) -> None:
        """Forget the series ``bars`` belongs to."""
        with self._lock, self._db:
            self._db.execute(
                "delete from series where instrument = ? and interval = ? and source = ?",
                (bars.instrument, bars.interval, bars.source),
            )

    def note_quotes(self, quotes: Iterable[Quote]) -> None:
        """Keep the newest quote of each instrument for the next start."""
        rows = [(quote.instrument, json.dumps(asdict(quote))) for quote in quotes]
        with self._lock, self._db:
            self._db.execute("begin immediate")
            self._db.executemany("insert or replace into quote values (?, ?)", rows)

    def quotes(self, wanted: Iterable[str]) -> tuple[Quote, ...]:
        """The last quotes noted, whatever their age."""
        with self._lock:
            ask = "select fields from quote where instrument = ?"
            rows = [self._db.execute(ask, (name,)).fetchone() for name in wanted]
        return tuple(Quote(**json.loads(row[0])) for row in rows if row)

    def close(self) -> None:
        """Checkpoint and close."""
        with self._lock:
            self._db.execute("pragma wal_checkpoint(truncate)")
            self._db.close()

    def _held(
        self, row: tuple[int, str, str, int, int], instrument: Instrument, interval: Interval, source: str
    ) -> Held | None:
        number, currency, basis, knows_actions, last_is_final = row
        parts, damaged = self._parts(number)
        spans = tuple(span for span in self._spans(number) if not any(_meets(span, year) for year in damaged))
        if not parts:
            return None
        bars = Bars(
            instrument=instrument.id,
            interval=interval,
            currency=currency,
            basis=Basis(basis),
            source=source,
            fetched_at=max((span.fetched_at for span in spans), default=0.0),
            last_is_final=bool(last_is_final),
            actions=self._actions(number) if knows_actions else None,
            **chunks.joined(parts),  # type: ignore[arg-type]
        )
        return Held(bars=bars, spans=spans)

    def _parts(self, number: int) -> tuple[list[chunks.Columns], list[int]]:
        parts, damaged = [], []
        for year, rows, crc, blob in self._db.execute(
            "select year, rows, crc, columns from chunk where series = ? order by year", (number,)
        ):
            columns = chunks.unpack(blob, crc, rows)
            if columns is None:
                damaged.append(year)
            else:
                parts.append(columns)
        return parts, damaged

    def _series(self, bars: Bars) -> int:
        """The number of the series of ``bars``, made or brought up to date."""
        key = (bars.instrument, bars.interval, bars.source)
        facts = (bars.currency, bars.basis, bars.actions is not None, bars.last_is_final)
        self._db.execute(
            "insert into series (instrument, interval, source, currency, basis, knows_actions, last_is_final) "
            "values (?, ?, ?, ?, ?, ?, ?) on conflict (instrument, interval, source) do update set "
            "currency = excluded.currency, basis = excluded.basis, knows_actions = excluded.knows_actions, "
            "last_is_final = excluded.last_is_final",
            key + facts,
        )
        found = self._db.execute(
            "select id from series where instrument = ? and interval = ? and source = ?", key
        ).fetchone()
        return int(found[0])

    def _merge_chunk(self, number: int, year: int, part: Bars) -> bool:
        row = self._db.execute(
            "select rows, crc, columns from chunk where series = ? and year = ?", (number, year)
        ).fetchone()
        columns = chunks.unpack(row[2], row[1], row[0]) if row else None
        if columns is not None:
            old = part.with_columns(**columns)
            settled = old.rows(slice(0, -1))  # the newest stored bar may have been a running one
            if chunks.disagree(settled, part):
                return False
            part = chunks.merged(old, part)
        blob, crc = chunks.pack(part)
        self._db.execute("insert or replace into chunk values (?, ?, ?, ?, ?)", (number, year, len(part), crc, blob))
        return True

    def _spans(self, number: int) -> list[Span]:
        rows = self._db.execute("select first, last, fetched_at from span where series = ? order by first", (number,))
        return [
            Span(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last), fetched_at=at)
            for first, last, at in rows
        ]

    def _note_span(self, number: int, span: Span) -> None:
        """Add a span, joined with those it touches; the joined one is as fresh as its newest end."""
        together, apart = span, []
        for other in self._spans(number):
            if _touch(together, other):
                together = _union(together, other)
            else:
                apart.append(other)
        self._db.execute("delete from span where series = ?", (number,))
        self._db.executemany(
            "insert into span values (?, ?, ?, ?)",
            [(number, s.first.isoformat(), s.last.isoformat(), s.fetched_at) for s in (*apart, together)],
        )

    def _actions(self, number: int) -> tuple[Action, ...]:
        rows = self._db.execute("select ex_date, kind, value from action where series = ? order by ex_date", (number,))
        return tuple(
            Action(ex_date=dt.date.fromisoformat(day), kind=ActionKind(kind), value=value) for day, kind, value in rows
        )

    def _note_actions(self, number: int, bars: Bars, since: dt.date) -> None:
        if bars.actions is None:
            return
        self._db.execute("delete from action where series = ? and ex_date >= ?", (number, since.isoformat()))
        self._db.executemany(
            "insert or replace into action values (?, ?, ?, ?)",
            [(number, action.ex_date.isoformat(), action.kind, action.value) for action in bars.actions],
        )


def _connect(path: str | Path) -> sqlite3.Connection:
    return sqlite3.connect(path, check_same_thread=False, isolation_level=None)


def _opened(path: Path) -> tuple[sqlite3.Connection, str]:
    """The cache at ``path``, and "ok" or "rebuilt": a broken or newer file is set aside, never deleted."""
    for state in ("ok", "rebuilt"):
        db = _connect(path)
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            db.execute("pragma foreign_keys = on")
            if schema.version(db) > len(schema.MIGRATIONS):
                raise sqlite3.DatabaseError("written by a newer version")
            schema.migrate(db)
            db.execute("select count(*) from quote")
        except sqlite3.DatabaseError as error:
            db.close()
            if state == "rebuilt":
                raise CacheError(str(error)) from error
            _set_aside(path)
        else:
            return db, state
    raise CacheError("the cache cannot be opened")


def _set_aside(path: Path) -> None:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(part.with_name(f"{path.name}.broken-{stamp}{suffix}"))


def _copied(source: Path, target: sqlite3.Connection) -> bool:
    """Copy another process's cache into memory through SQLite's own backup; False when there is none to read."""
    if not source.exists():
        return False
    try:
        other = sqlite3.connect(f"file:{source.as_posix()}?mode=ro", uri=True)
    except sqlite3.Error:
        return False
    try:
        other.backup(target)
    except sqlite3.Error:
        return False
    finally:
        other.close()
    return schema.version(target) <= len(schema.MIGRATIONS)


def _meets(span: Span, year: int) -> bool:
    return span.first.year <= year <= span.last.year


def _touch(one: Span, other: Span) -> bool:
    day = dt.timedelta(days=1)
    return one.first <= other.last + day and other.first <= one.last + day


def _union(one: Span, other: Span) -> Span:
    newest = max(one, other, key=lambda span: (span.last, span.fetched_at))
    return Span(first=min(one.first, other.first), last=newest.last, fetched_at=newest.fetched_at)


def days_of(bars: Bars) -> tuple[dt.date, dt.date] | None:
    """First and last trading day of ``bars``, None when it is empty."""
    if not len(bars):
        return None
    first, last = bars.date[0], bars.date[-1]
    return first.astype(dt.date), last.astype(dt.date)
