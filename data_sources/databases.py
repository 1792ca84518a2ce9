"""The profile's SQLite files: how one is opened, checked, brought up to date and set aside. One writer each.

Used by the cache (disposable) and by the user's data (never lost). Nothing here deletes a file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from models.frozen import frozen

BUSY_S = 5.0
WAL_BYTES = 4 * 1024 * 1024  # what is left of a write-ahead log after its content went into the file
PAGES_KIB = 16 * 1024  # of the file kept in memory
PARTS = ("", "-wal", "-shm")
NOT_ITS_FAULT = (  # a file that cannot be used just now is not a broken one
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip
NO_LOG_HERE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


class Broken(sqlite3.DatabaseError):
    """Not a file of ours, or no longer whole."""


class Newer(sqlite3.DatabaseError):
    """Written by a newer version of the program."""


@frozen(kw_only=True)
class Layout:
    """What makes a file ours. migrations: SQL steps; after step n the file's user_version is n.

    nameless: versions up to this one carried no application id yet. synchronous: "normal" or "full".
    """

    application_id: int
    migrations: tuple[str, ...]
    synchronous: str
    nameless: int = 0

    @property
    def version(self) -> int:
        """The newest version."""
        return len(self.migrations)


def connect(path: str | Path) -> sqlite3.Connection:
    """A connection for every thread that takes the lock; transactions are begun and ended in words."""
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY_S)
    db.execute("pragma foreign_keys = on")
    return db


def prepare(db: sqlite3.Connection, synchronous: str) -> None:
    """Write-ahead mode, with ``synchronous`` really set: it is a property of the connection, not of the file."""
    db.execute("pragma journal_mode = wal")
    db.execute(f"pragma synchronous = {synchronous}")
    db.execute(f"pragma journal_size_limit = {WAL_BYTES}")
    db.execute(f"pragma cache_size = -{PAGES_KIB}")
    if number(db, "synchronous") != {"normal": 1, "full": 2}[synchronous]:
        raise sqlite3.OperationalError(f"synchronous is not {synchronous}")


def reading(path: Path, how: str = "mode=ro") -> sqlite3.Connection:
    """A connection that changes nothing. ``immutable=1`` reads the file alone, without its write-ahead log."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, check_same_thread=False, timeout=BUSY_S)


def reading_anywhere(path: Path) -> sqlite3.Connection:
    """As ``reading``, also where the folder cannot be written: no log is opened there, so the file is read alone.

    Raises sqlite3.Error when it cannot be read at all just now.
    """
    db = reading(path)
    try:
        number(db, "schema_version")
    except sqlite3.Error as error:
        db.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in NO_LOG_HERE:
            raise
        return reading(path, "immutable=1")
    return db


def number(db: sqlite3.Connection, pragma: str) -> int:
    """The number a pragma answers."""
    return int(db.execute(f"pragma {pragma}").fetchone()[0])


def opened(path: Path, layout: Layout) -> sqlite3.Connection:
    """An open connection at the newest version, checked. Raises Broken, Newer or another sqlite3.Error."""
    if path.exists() and path.stat().st_size == 0:
        raise Broken("the file is empty")  # SQLite would take it for a new database
    db = connect(path)
    try:
        check(db, layout)  # before anything is written into a file that may not be ours
        prepare(db, layout.synchronous)
        migrate(db, layout)
        check_schema(db, layout)
    except sqlite3.Error:
        db.close()
        raise
    return db


def check(db: sqlite3.Connection, layout: Layout) -> None:
    """Raise Newer or Broken unless the file is ours, of a version we know, and structurally whole."""
    version, name = number(db, "user_version"), number(db, "application_id")
    unnamed = name == 0 and version <= layout.nameless
    if name != layout.application_id and not unnamed:
        raise Broken(f"not a file of this program: application id {name:#x}")
    if unnamed and version == 0 and db.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise Broken("not a file of this program: tables without a version")
    if version > layout.version:
        raise Newer("written by a newer version")
    found = db.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Broken(str(found))


def migrate(db: sqlite3.Connection, layout: Layout) -> None:
    """Bring the file to the newest version: each step, its number and the application id commit together."""
    for at, step in enumerate(layout.migrations[number(db, "user_version") :], number(db, "user_version") + 1):
        db.executescript(
            f"begin immediate; {step}; pragma application_id = {layout.application_id}; "
            f"pragma user_version = {at}; commit;"
        )


def check_schema(db: sqlite3.Connection, layout: Layout) -> None:
    """Raise Broken unless every table stands with the columns the migrations make."""
    with contextlib.closing(sqlite3.connect(":memory:")) as model:
        for step in layout.migrations:
            model.executescript(step)
        wanted = columns(model)
    if columns(db) != wanted:
        raise Broken("its tables are not those of its version")


def columns(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every (table, column)."""
    return set(
        db.execute("select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'")
    )


def set_aside(path: Path, parts: Iterable[str] = PARTS) -> None:
    """Rename a broken file and what belongs to it, with the time in the name. Nothing is deleted."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    for suffix in parts:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(part.with_name(f"{path.name}.broken-{stamp}{suffix}"))


def drop_foreign_log(path: Path) -> bool:
    """Set a write-ahead log aside that belongs to another file, or to an older state of this one; True if so.

    SQLite replays whatever log it finds. Each write of ours counts up ``stamp``, so the log holds the file's own
    name and a count that is not behind.
    """
    log = path.with_name(path.name + "-wal")
    if not (log.exists() and log.stat().st_size and path.exists() and path.stat().st_size):
        return False
    try:
        alone = _stamp(path, "immutable=1")
    except sqlite3.DatabaseError as error:
        if blameless(error):
            raise
        alone = None  # killed while the log went into the file: only both together are whole
    if alone is None:
        return False
    try:
        together = _stamp(path, "mode=ro")
    except sqlite3.Error as error:
        if blameless(error):
            raise
        together = None
    if together is not None and together[0] == alone[0] and together[1] >= alone[1]:
        return False
    set_aside(path, ("-wal", "-shm"))
    return True


def _stamp(path: Path, how: str) -> tuple[str, int] | None:
    with contextlib.closing(reading(path, how)) as db:
        try:
            return db.execute("select file, turn from stamp").fetchone()  # type: ignore[no-any-return]
        except sqlite3.OperationalError as error:
            if blameless(error):
                raise
            return None


def blameless(error: sqlite3.Error) -> bool:
    """True when the file may be whole and only cannot be used just now."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in NOT_ITS_FAULT


def begin(db: sqlite3.Connection) -> None:
    """Begin a write that cannot be refused half-way, and count it."""
    db.execute("begin immediate")
    db.execute("update stamp set turn = turn + 1")


STAMP = """
    create table stamp (file text not null, turn integer not null);
    insert into stamp values (lower(hex(randomblob(16))), 0);
"""
