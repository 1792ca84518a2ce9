"""The user's lists as named parts, and the steps back. An edit is one transaction: its parts and its journal entry.

What a part says is the window's business (models/lists/parts.py); here it is a JSON value under a name. A step keeps
each part as it was and as it became, for as long as it can be taken back; the journal keeps for good what was done.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from data_sources.protocol.answers import Step
from data_sources.user.journal import DONE, STEPS, UNDONE, Entry, mark, note, to_redo, to_undo

if TYPE_CHECKING:
    from data_sources.user.db import UserData

KIND = "list.edited"


class ListParts:
    """What stands of them. Methods raise CacheError when the disk fails; nothing is half-written then."""

    def __init__(self, user: UserData) -> None:
        self._user = user

    def all(self) -> dict[str, Any]:
        """Every part."""
        with self._user.reading() as db:
            rows = db.execute("select name, body from part").fetchall()
        return {name: _said(body) for name, body in rows}

    def edit(self, label: str, subject: str, parts: Mapping[str, Any], now: float, *, quiet: bool = False) -> None:
        """Parts are so from now on (None: gone), on disk when this returns; a step to take back, unless ``quiet``.

        What says nothing new is no step: an edit may be sent again by who does not know whether it arrived.
        """
        with self._user.writing() as db:
            edit(db, label, subject, parts, now, quiet=quiet)

    def undo(self) -> Step | None:
        """Take the newest edit back, what is quiet since stays; None when there is none, or after 30 steps."""
        with self._user.writing() as db:
            return _turned(db, to_undo(db, KIND), UNDONE)

    def redo(self) -> Step | None:
        """Make the edit again that was taken back last."""
        with self._user.writing() as db:
            return _turned(db, to_redo(db, KIND), DONE)


def edit(
    db: sqlite3.Connection, label: str, subject: str, parts: Mapping[str, Any], now: float, *, quiet: bool = False
) -> None:
    """As ``ListParts.edit``, inside the caller's transaction."""
    before = _held(db, parts)
    new = {name: value for name, value in parts.items() if value != before[name]}
    _put(db, new)
    if new and not quiet:
        made = note(db, KIND, {"label": label, "subject": subject}, now)
        changed = {name: [before[name], value] for name, value in new.items()}
        db.execute("insert into step (number, parts) values (?, ?)", (made.number, json.dumps(changed)))
        _thin(db)


def _turned(db: sqlite3.Connection, entry: Entry | None, state: int) -> Step | None:
    found = db.execute("select parts from step where number = ?", (entry.number,)).fetchone() if entry else None
    if entry is None or found is None:
        return None
    changed: dict[str, list[Any]] = json.loads(found[0])
    held = _held(db, changed)
    made = {}
    for name, (before, after) in changed.items():
        was, becomes = (after, before) if state == UNDONE else (before, after)
        made[name] = turned(held[name], was, becomes)
    _put(db, made)
    mark(db, entry, state)
    return Step(label=entry.body["label"], subject=entry.body["subject"], parts=made)


def turned(now: Any, was: Any, becomes: Any) -> Any:
    """``now`` with what differs between ``was`` and ``becomes`` as in ``becomes``; mappings key by key.

    So a step back puts right what the step changed, and leaves what a quiet edit has changed beside it since.
    """
    if not (isinstance(now, dict) and isinstance(was, dict) and isinstance(becomes, dict)):
        return becomes
    made = dict(now)
    for key in was.keys() | becomes.keys():
        if key not in becomes:
            made.pop(key, None)
        elif key not in was or was[key] != becomes[key]:
            made[key] = turned(now.get(key), was.get(key), becomes[key])
    return made


def _held(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, Any]:
    """These parts as they are; None for one that is not there."""
    held = {}
    for name in names:
        row = db.execute("select body from part where name = ?", (name,)).fetchone()
        held[name] = None if row is None else _said(row[0])
    return held


def _put(db: sqlite3.Connection, parts: Mapping[str, Any]) -> None:
    db.executemany("delete from part where name = ?", [(name,) for name, value in parts.items() if value is None])
    rows = [(name, json.dumps(value)) for name, value in parts.items() if value is not None]
    db.executemany(
        "insert into part (name, body) values (?, ?) on conflict (name) do update set body = excluded.body", rows
    )


def _said(body: str) -> Any:
    """What a part says; a text that is no JSON says itself, and its reader will refuse it."""
    try:
        return json.loads(body)
    except ValueError:
        return body


def _thin(db: sqlite3.Connection) -> None:
    """Forget how to take back what no longer can be: edits older than 30 steps, and those that something else replaced.

    The newest 30 are more than can be undone once some of them are undone: an older one is then out of reach.
    """
    db.execute(
        "delete from step where number not in "
        "(select number from journal where kind = ? and undone = ? order by number desc limit ?)",
        (KIND, DONE, STEPS),
    )
