"""The journal of the user's edits: entries are added, marked as undone and marked as done again, never taken out.

What an entry means is its writer's business: a list is what replaying its entries makes of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data_sources.user.db import UserData

STEPS = 30
DONE, UNDONE, LOST = 0, 1, 2  # lost: undone, and then something else was done


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edit. kind: what it is ("list.added"); body: JSON values; made_at: UTC seconds."""

    number: int
    kind: str
    body: Any
    made_at: float


class Journal:
    """Edits in the order they were made."""

    def __init__(self, user: UserData) -> None:
        self._user = user

    def add(self, kind: str, body: Any, now: float) -> Entry:
        """Write an edit down. What was undone before can no longer be done again."""
        with self._user.writing() as db:
            return note(db, kind, body, now)

    def undo(self, kind: str = "") -> Entry | None:
        """Mark the newest edit that stands as undone, of those whose kind begins with ``kind``; up to 30 steps back."""
        with self._user.writing() as db:
            undone = db.execute(
                "select count(*) from journal where undone = ? and substr(kind, 1, ?) = ?", (UNDONE, len(kind), kind)
            ).fetchone()[0]
            found = _one(db, "max", DONE, kind) if undone < STEPS else None
            return _marked(db, found, UNDONE)

    def redo(self, kind: str = "") -> Entry | None:
        """Mark the edit that was undone last as standing again."""
        with self._user.writing() as db:
            return _marked(db, _one(db, "min", UNDONE, kind), DONE)

    def replay(self, kind: str = "") -> Iterator[Entry]:
        """Every edit that stands, the oldest first, of those whose kind begins with ``kind``."""
        with self._user.reading() as db:
            rows = db.execute(
                "select number, kind, body, made_at from journal where undone = ? and substr(kind, 1, ?) = ? "
                "order by number",
                (DONE, len(kind), kind),
            ).fetchall()
        return (_entry(row) for row in rows)


def note(db: sqlite3.Connection, kind: str, body: Any, now: float) -> Entry:
    """Write an edit down inside the caller's transaction."""
    topic = kind.partition(".")[0]
    db.execute(
        "update journal set undone = ? where undone = ? and (kind = ? or kind like ? || '.%')",
        (LOST, UNDONE, topic, topic),
    )
    text = json.dumps(body, ensure_ascii=False)
    made = db.execute("insert into journal (kind, body, made_at) values (?, ?, ?)", (kind, text, now))
    return Entry(number=int(made.lastrowid or 0), kind=kind, body=json.loads(text), made_at=now)


def _one(db: sqlite3.Connection, which: str, state: int, kind: str) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] = db.execute(
        f"select {which}(number), kind, body, made_at from journal where undone = ? and substr(kind, 1, ?) = ?",  # noqa: S608
        (state, len(kind), kind),
    ).fetchone()
    return found if found[0] is not None else None


def _marked(db: sqlite3.Connection, row: tuple[Any, ...] | None, state: int) -> Entry | None:
    if row is None:
        return None
    db.execute("update journal set undone = ? where number = ?", (state, row[0]))
    return _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(number=row[0], kind=row[1], body=json.loads(row[2]), made_at=row[3])
