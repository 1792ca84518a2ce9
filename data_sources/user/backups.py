"""Backups of user.db: made by SQLite's own online copy, verified before they count, thinned out with age.

Kept are all of the last two days, then the newest of 12 days, of 10 weeks and of 9 months. A copy that is not whole
never counts and never makes an older one go.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from data_sources import databases
from data_sources.user.schema import LAYOUT
from models.errors import CacheError

APART_S = 1800.0
ALL_OF = dt.timedelta(days=2)
FORM = "user-%Y%m%dT%H%M%S.db"
THINNED: tuple[tuple[int, Callable[[dt.datetime], object]], ...] = (
    (12, lambda at: at.date()),
    (10, lambda at: at.isocalendar()[:2]),
    (9, lambda at: (at.year, at.month)),
)


class Backups:
    """The copies in ``folder``, named by the UTC second they were made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn: int | None = None

    def due(self, turn: int, now: float) -> bool:
        """True when something was written since the newest copy, and that is old enough. turn: of the file."""
        made = self.made()
        if not made:
            return turn > 0
        if now - made[-1][0].timestamp() < APART_S:
            return False
        if self._turn is None:
            self._turn = _turn(made[-1][1])
        return turn != self._turn

    def made(self) -> list[tuple[dt.datetime, Path]]:
        """Every copy with its time, oldest first."""
        found = []
        for path in self._folder.glob("user-*.db"):
            with contextlib.suppress(ValueError):
                found.append((dt.datetime.strptime(path.name, FORM).replace(tzinfo=dt.UTC), path))
        return sorted(found)

    def make(self, db: sqlite3.Connection, now: float) -> Path:
        """Copy ``db``, whose lock the caller holds, verify the copy, then thin out. Raises CacheError."""
        target = self._folder / dt.datetime.fromtimestamp(now, dt.UTC).strftime(FORM)
        part = target.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            turn = _copy(db, part)
            _sync(part)
            part.replace(target)
            _sync(self._folder)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(f"no backup: {error}") from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        self._turn = turn
        self._thin(now)
        return target

    def newest(self) -> Path | None:
        """The newest copy that is whole."""
        return next((path for _, path in reversed(self.made()) if _whole(path)), None)

    def _thin(self, now: float) -> None:
        made = self.made()
        keep = kept((at for at, _ in made), dt.datetime.fromtimestamp(now, dt.UTC))
        for at, path in made:
            if at not in keep:
                with contextlib.suppress(OSError):
                    path.unlink()


def kept(times: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Which of ``times`` stay: all of two days, then the newest of 12 days, 10 weeks, 9 months, one after another."""
    newest_first = sorted(times, reverse=True)
    keep = {at for at in newest_first if at > now - ALL_OF}
    rest = [at for at in newest_first if at not in keep]
    for count, named in THINNED:
        seen: dict[object, dt.datetime] = {}
        for at in rest:
            if named(at) in seen or len(seen) < count:
                seen.setdefault(named(at), at)
        keep |= set(seen.values())
        oldest = min(seen.values(), default=None)
        rest = [at for at in rest if oldest is not None and at < oldest and named(at) not in seen]
    return keep


def _copy(db: sqlite3.Connection, part: Path) -> int:
    """Copy and verify; the copy's turn. Raises sqlite3.Error when the copy is not the whole of ``db``."""
    counts = _counts(db)
    with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
        db.backup(copy)
        copy.execute("pragma journal_mode = delete")  # one file, readable from a folder that cannot be written
        found = copy.execute("pragma integrity_check(1)").fetchone()[0]
        if found != "ok" or _counts(copy) != counts:
            raise sqlite3.DatabaseError(f"the copy is not whole: {found}")
        return int(counts["stamp.turn"])


def _counts(db: sqlite3.Connection) -> dict[str, int]:
    """Rows of each table, and how many transactions the file has seen."""
    names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
    counts = {name: int(db.execute(f'select count(*) from "{name}"').fetchone()[0]) for name in names}  # noqa: S608
    return counts | {"stamp.turn": int(db.execute("select turn from stamp").fetchone()[0])}


def _whole(path: Path) -> bool:
    try:
        with contextlib.closing(databases.reading(path)) as db:
            databases.check(db, LAYOUT)
            return str(db.execute("pragma integrity_check(1)").fetchone()[0]) == "ok" and bool(_counts(db))
    except (sqlite3.Error, OSError):
        return False


def _turn(path: Path) -> int | None:
    try:
        with contextlib.closing(databases.reading(path)) as db:
            return int(db.execute("select turn from stamp").fetchone()[0])
    except sqlite3.Error:
        return None


def _sync(path: Path) -> None:
    """Have the file, or the folder's list of names, on disk. Windows syncs no folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
