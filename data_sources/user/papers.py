"""What the user has drawn and laid out, as papers: a JSON value under a kind and a name, each whole by itself.

Drawings are one paper an instrument, so that a line that is moved writes only its own chart's. What a paper says is
the window's business; steps back are made there too, and never mix with those of the lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from data_sources.user import lists, overrides

if TYPE_CHECKING:
    from pathlib import Path

    from data_sources.protocol.wants import ProfileTaken
    from data_sources.user.db import UserData


class Papers:
    """What stands of them. Methods raise CacheError when the disk fails; nothing is half-written then."""

    def __init__(self, user: UserData) -> None:
        self._user = user

    def all(self, kind: str) -> dict[str, Any]:
        """Every paper of a kind, by name."""
        with self._user.reading() as db:
            rows = db.execute("select name, body from paper where kind = ?", (kind,)).fetchall()
        return {name: _said(body) for name, body in rows}

    def keep(self, kind: str, papers: Mapping[str, Any], now: float) -> None:
        """Papers are so from now on (None: gone), all of them on disk when this returns."""
        with self._user.writing() as db:
            _put(db, kind, papers, now)

    def take(self, brought: ProfileTaken, now: float) -> Path | None:
        """Everything of another profile's file in one transaction; the copy of user.db as it was before.

        None where nothing is on disk, so that there is nothing to copy. Raises CacheError without a whole copy.
        """
        backups = self._user.backups
        with self._user.reading() as db:
            copy = None if backups is None or self._user.state in ("newer", "off") else backups.make(db, now)
        with self._user.writing() as db:
            for kind, papers in brought.papers.items():
                _put(db, kind, papers, now)
            lists.edit(db, brought.label, brought.subject, brought.parts, now)
            for one in brought.overrides:
                overrides.keep(db, one)
        return copy


def _put(db: sqlite3.Connection, kind: str, papers: Mapping[str, Any], now: float) -> None:
    gone = [(kind, name) for name, value in papers.items() if value is None]
    db.executemany("delete from paper where kind = ? and name = ?", gone)
    rows = [(kind, name, json.dumps(value), now) for name, value in papers.items() if value is not None]
    db.executemany("insert or replace into paper (kind, name, body, changed_at) values (?, ?, ?, ?)", rows)


def _said(body: str) -> Any:
    """What a paper says; a text that is no JSON says itself, and its reader will refuse it."""
    try:
        return json.loads(body)
    except ValueError:
        return body
