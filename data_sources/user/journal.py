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
            return mark(db, to_undo(db, kind), UNDONE)

    def redo(self, kind: str = "") -> Entry | None:
        """Mark the edit that was undone last as standing again."""
        with self._user.writing() as db:
            return mark(db, to_redo(db, kind), DONE)

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
    text = json.dumps(body)  # ASCII: half a character, pasted by somebody, is no text that SQLite takes
    made = db.execute("insert into journal (kind, body, made_at) values (?, ?, ?)", (kind, text, now))
    return Entry(number=int(made.lastrowid or 0), kind=kind, body=json.loads(text), made_at=now)


def to_undo(db: sqlite3.Connection, kind: str) -> Entry | None:
    """The edit that would be undone now; None after 30 steps back."""
    undone = db.execute(
        "select count(*) from journal where undone = ? and substr(kind, 1, ?) = ?", (UNDONE, len(kind), kind)
    ).fetchone()[0]
    return _one(db, "max", DONE, kind) if undone < STEPS else None


def to_redo(db: sqlite3.Connection, kind: str) -> Entry | None:
    """The edit that would be done again now."""
    return _one(db, "min", UNDONE, kind)


def mark(db: sqlite3.Connection, entry: Entry | None, state: int) -> Entry | None:
    """Mark an edit inside the caller's transaction; the same edit."""
    if entry is not None:
        db.execute("update journal set undone = ? where number = ?", (state, entry.number))
    return entry


def _one(db: sqlite3.Connection, which: str, state: int, kind: str) -> Entry | None:
    found = db.execute(
        f"select {which}(number), kind, body, made_at from journal where undone = ? and substr(kind, 1, ?) = ?",  # noqa: S608
        (state, len(kind), kind),
    ).fetchone()
    return _entry(found) if found[0] is not None else None


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(number=row[0], kind=row[1], body=json.loads(row[2]), made_at=row[3])
