"""The disposable cache: bars and last quotes in SQLite. Opened by the data process only.

One connection, behind one lock; WAL with synchronous=NORMAL (a power cut may lose the last minute, never the file).
Every series belongs to one source: two vendors are never spliced.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from data_sources import chunks, schema, spans
from data_sources.spans import Span
from models import sessions
from models.errors import CacheError
from models.instruments import Instrument
from models.values import Action, ActionKind, Bars, Basis, Interval, Quote

NOT_ITS_FAULT = (  # a file that cannot be used just now is not a broken one
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the cache holds of one series: bars, and the spans it is complete for."""

    bars: Bars
    spans: tuple[Span, ...]


class Cache:
    """Reads and merges. ``folder`` None keeps everything in memory (another process owns the profile).

    Every method raises CacheError when the file fails under it; nothing is half-written then.
    """

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
        with self._turn():
            row = self._db.execute(
                "select id, currency, basis, knows_actions from series "
                "where instrument = ? and interval = ? and source = ?",
                (instrument.id, interval, source),
            ).fetchone()
            return self._held(row, instrument, interval, source) if row else None

    def merge(self, bars: Bars, span: Span) -> bool:
        """Store ``bars`` as what their source says about ``span``.

        False, and nothing is stored, when days already held differ: the past was restated, ask for the whole again.
        """
        with self._turn():
            self._db.execute("begin immediate")
            number = self._series(bars)
            for year in sorted({int(str(day)[:4]) for day in bars.date}):
                part = bars.between(dt.date(year, 1, 1), dt.date(year, 12, 31))
                if not self._merge_chunk(number, year, part):
                    self._db.rollback()
                    return False
            self._write_spans(number, spans.joined(self._spans(number), span))
            self._note_actions(number, bars, span.first)
        return True

    def drop(self, bars: Bars) -> None:
        """Forget the series ``bars`` belongs to."""
        with self._turn():
            self._db.execute(
                "delete from series where instrument = ? and interval = ? and source = ?",
                (bars.instrument, bars.interval, bars.source),
            )

    def note_quotes(self, quotes: Iterable[Quote]) -> None:
        """Keep the newest quote of each instrument for the next start."""
        rows = [(quote.instrument, json.dumps(asdict(quote))) for quote in quotes]
        with self._turn():
            self._db.execute("begin immediate")
            self._db.executemany("insert or replace into quote values (?, ?)", rows)

    def quotes(self, wanted: Iterable[str]) -> tuple[Quote, ...]:
        """The last quotes noted, whatever their age."""
        with self._turn():
            return _noted(self._db, wanted)

    def close(self) -> None:
        """Checkpoint and close."""
        with contextlib.suppress(CacheError), self._turn():
            self._db.execute("pragma wal_checkpoint(truncate)")
        self._db.close()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """The connection for this thread alone; SQLite's errors in our terms, a failed write undone."""
        try:
            with self._lock, self._db:
                yield
        except sqlite3.Error as error:
            raise CacheError(str(error)) from error

    def _held(
        self, row: tuple[int, str, str, int], instrument: Instrument, interval: Interval, source: str
    ) -> Held | None:
        number, currency, basis, knows_actions = row
        parts, damaged = self._parts(number)
        asked = self._spans(number)
        for year in damaged:
            asked = spans.without_year(asked, year)
        if not parts:
            return None
        last: dt.date = parts[-1]["date"][-1].astype(dt.date)
        seen = max((span.fetched_at for span in asked if span.last >= last), default=0.0)
        bars = Bars(
            instrument=instrument.id,
            interval=interval,
            currency=currency,
            basis=Basis(basis),
            source=source,
            fetched_at=max((span.fetched_at for span in asked), default=0.0),
            last_is_final=sessions.is_final(instrument.market, last, seen),
            actions=self._actions(number) if knows_actions else None,
            **chunks.joined(parts),  # type: ignore[arg-type]
        )
        return Held(bars=bars, spans=tuple(asked))

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
        facts = (bars.currency, bars.basis, bars.actions is not None)
        self._db.execute(
            "insert into series (instrument, interval, source, currency, basis, knows_actions) "
            "values (?, ?, ?, ?, ?, ?) on conflict (instrument, interval, source) do update set "
            "currency = excluded.currency, basis = excluded.basis, knows_actions = excluded.knows_actions",
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
        if row is not None and columns is None:
            self._write_spans(number, spans.without_year(self._spans(number), year))
        if columns is not None:
            old = part.with_columns(**columns)
            settled = old.rows(slice(0, -1))  # the newest stored bar may have been a running one
            if chunks.differing(settled, part):
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

    def _write_spans(self, number: int, kept: Iterable[Span]) -> None:
        self._db.execute("delete from span where series = ?", (number,))
        self._db.executemany(
            "insert into span values (?, ?, ?, ?)",
            [(number, span.first.isoformat(), span.last.isoformat(), span.fetched_at) for span in kept],
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
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    db.execute("pragma foreign_keys = on")  # in memory too: what belongs to a dropped series goes with it
    return db


def _opened(path: Path) -> tuple[sqlite3.Connection, str]:
    """The cache at ``path``, and "ok" or "rebuilt": a broken or newer file is set aside, never deleted."""
    try:
        return _ready(path), "ok"
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in NOT_ITS_FAULT:
            raise CacheError(str(error)) from error
        _set_aside(path)
    try:
        return _ready(path), "rebuilt"
    except sqlite3.Error as error:
        raise CacheError(str(error)) from error


def _ready(path: Path) -> sqlite3.Connection:
    """An open connection at the newest version. Raises sqlite3.Error."""
    db = _connect(path)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        if schema.version(db) > len(schema.MIGRATIONS):
            raise sqlite3.DatabaseError("written by a newer version")
        schema.migrate(db)
        db.execute("select count(*) from quote")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _set_aside(path: Path) -> None:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(part.with_name(f"{path.name}.broken-{stamp}{suffix}"))


def last_quotes(folder: Path, wanted: Iterable[str]) -> tuple[Quote, ...]:
    """The last quotes noted in a profile, read beside whoever owns it: for the first paint. () when there are none."""
    path = folder / "cache.db"
    if not path.exists():
        return ()
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return _noted(db, wanted)
    except (sqlite3.Error, ValueError, TypeError):  # TypeError: noted by a version with other fields
        return ()


def _noted(db: sqlite3.Connection, wanted: Iterable[str]) -> tuple[Quote, ...]:
    ask = "select fields from quote where instrument = ?"
    rows = [db.execute(ask, (name,)).fetchone() for name in wanted]
    return tuple(Quote(**json.loads(row[0])) for row in rows if row)


def _copied(source: Path, target: sqlite3.Connection) -> bool:
    """Copy another process's cache into memory through SQLite's own backup; False when there is none to read."""
    if not source.exists():
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as other:
            known = schema.version(other) <= len(schema.MIGRATIONS)
            if known:
                other.backup(target)
    except sqlite3.Error:
        return False
    return known
