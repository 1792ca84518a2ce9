"""``user.db``: opened, checked, healed. What a write method returned for is on disk.

One connection behind one lock, WAL with synchronous=FULL. A broken file is set aside with the time in its name and the
newest good backup takes its place; without one a new file begins. Times are UTC seconds and always given.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from data_sources import databases
from data_sources.user.alerts import AlertLog
from data_sources.user.backups import Backups
from data_sources.user.imported import Imported
from data_sources.user.journal import Journal
from data_sources.user.lists import ListParts
from data_sources.user.overrides import Overrides
from data_sources.user.papers import Papers
from data_sources.user.schema import LAYOUT
from data_sources.user.traffic import TrafficBatches
from models.errors import CacheError


class UserData:
    """The user's own data in ``folder``. None keeps it in memory (another process owns the profile).

    state: "ok"; "restored" (the newest good backup, or a foreign log set aside); "rebuilt" (empty: nothing good was
    left); "newer" (written by a newer version: it is read, writes are refused); "read-only" (a copy: the
    profile is another process's, or nobody's to write); "off" (in memory only: the file cannot be used just now).
    Every method raises CacheError when the file fails under it; nothing is half-written then, and the next call tries
    again.
    """

    def __init__(self, folder: Path | None, now: float, *, read_from: Path | None = None) -> None:
        self._lock = threading.RLock()
        self.backups: Backups | None = None
        if folder is None:
            self._db, self.state = _in_memory(read_from)
        else:
            self.backups = Backups(folder / "backups")
            self._db, self.state = _opened(folder / "user.db", self.backups, now)
        self.journal, self.overrides, self.imported = Journal(self), Overrides(self), Imported(self)
        self.lists, self.alerts, self.papers = ListParts(self), AlertLog(self), Papers(self)
        self.traffic = TrafficBatches(self)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for this thread alone; SQLite's errors in our terms."""
        try:
            with self._lock:
                yield self._db
        except sqlite3.Error as error:
            raise CacheError(str(error)) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: on disk when the block is left, or nothing of it."""
        if self.state == "newer":
            raise CacheError("the user's data was written by a newer version")
        with self.reading() as db:
            databases.begin(db)
            try:
                yield db
                db.execute("commit")
            except BaseException:
                if db.in_transaction:
                    db.execute("rollback")
                raise

    def turn(self) -> int:
        """How many transactions this file has seen."""
        with self.reading() as db:
            return int(db.execute("select turn from stamp").fetchone()[0])

    def back_up(self, now: float) -> Path | None:
        """A verified copy, if anything was written since the last one and that is half an hour old; None if not due.

        Raises CacheError when the copy is not whole; no older one is taken away then.
        """
        if self.backups is None or self.state in ("newer", "off") or not self.backups.due(self.turn(), now):
            return None
        with self.reading() as db:
            return self.backups.make(db, now)

    def idle(self, now: float) -> None:
        """For a quiet moment: a backup if one is due, and an empty write-ahead log."""
        self.back_up(now)
        with self.reading() as db:
            db.execute("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        """Checkpoint and close."""
        with contextlib.suppress(CacheError), self.reading() as db:
            db.execute("pragma wal_checkpoint(truncate)")
        with self._lock:
            self._db.close()


def _in_memory(read_from: Path | None) -> tuple[sqlite3.Connection, str]:
    db = databases.connect(":memory:")
    copied = read_from is not None and read_from.exists() and _copied(databases.reading_anywhere, read_from, db)
    databases.migrate(db, LAYOUT)
    return db, "read-only" if copied else "off"


def _opened(path: Path, backups: Backups, now: float) -> tuple[sqlite3.Connection, str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        foreign = databases.drop_foreign_log(path)
        lost = not path.exists() and backups.newest() is not None
        db = _restored(path, backups) if lost else _ready(path, backups, now)
        return db, "restored" if foreign or lost else "ok"
    except databases.Newer:
        return databases.reading(path), "newer"
    except (OSError, CacheError):  # no folder, or no backup before a migration
        return _beside(path), "off"
    except sqlite3.Error as error:
        if databases.blameless(error):
            return _beside(path), "off"
    databases.set_aside(path)
    restored = backups.newest() is not None
    return _restored(path, backups), "restored" if restored else "rebuilt"


def _ready(path: Path, backups: Backups, now: float) -> sqlite3.Connection:
    """The file at the newest version, copied before a migration touches it. Raises sqlite3.Error, OSError."""
    if path.exists() and path.stat().st_size:
        with contextlib.closing(databases.reading(path)) as db:
            databases.check(db, LAYOUT)
            if databases.number(db, "user_version") < LAYOUT.version:
                backups.make(db, now)
    return databases.opened(path, LAYOUT)


def _restored(path: Path, backups: Backups) -> sqlite3.Connection:
    """The newest backup that is whole, in the place of a file that is gone; an empty one without."""
    backup = backups.newest()
    if backup is not None:
        beside = path.with_name(f".{path.name}.part")
        shutil.copyfile(backup, beside)
        beside.replace(path)
    return databases.opened(path, LAYOUT)


def _beside(path: Path) -> sqlite3.Connection:
    """In memory what can be read of a file that cannot be used: its own content without its log."""
    db = databases.connect(":memory:")
    if path.is_file():
        with contextlib.suppress(sqlite3.Error):
            _copied(_alone, path, db)
    databases.migrate(db, LAYOUT)
    return db


def _alone(path: Path) -> sqlite3.Connection:
    return databases.reading(path, "immutable=1")


def _copied(opened: Callable[[Path], sqlite3.Connection], path: Path, target: sqlite3.Connection) -> bool:
    try:
        with contextlib.closing(opened(path)) as other:
            databases.check(other, LAYOUT)
            other.backup(target)
    except sqlite3.Error:
        return False
    return True
