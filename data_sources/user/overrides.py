"""Numbers put in by hand, each with its author and reason. One that is dropped stays in the file with the time."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.user.journal import note
from models.facts import Override, Said

if TYPE_CHECKING:
    from data_sources.user.db import UserData


class Overrides:
    """What stands of them."""

    def __init__(self, user: UserData) -> None:
        self._user = user

    def keep(self, override: Override) -> Override:
        """Put one in; it comes back with its number, on disk. One for the same instrument, date and thing gives way."""
        with self._user.writing() as db:
            return keep(db, override)

    def drop(self, number: int, now: float) -> bool:
        """Take one out; False when it did not stand."""
        with self._user.writing() as db:
            gone = db.execute(
                "update override set dropped_at = ? where number = ? and dropped_at is null", (now, number)
            ).rowcount
            if gone:
                note(db, "override.dropped", {"number": number}, now)
        return bool(gone)

    def all(self) -> tuple[Override, ...]:
        """Every one that stands, by instrument and date."""
        with self._user.reading() as db:
            rows = db.execute(
                "select number, instrument, date, what, value, author, reason, made_at from override "
                "where dropped_at is null order by instrument, date, what"
            ).fetchall()
        return tuple(
            Override(
                number=number, instrument=instrument, date=dt.date.fromisoformat(date), what=Said(what), value=value,
                author=author, reason=reason, made_at=made_at,
            )
            for number, instrument, date, what, value, author, reason, made_at in rows
        )  # fmt: skip


def keep(db: sqlite3.Connection, override: Override) -> Override:
    """As ``Overrides.keep``, inside the caller's transaction."""
    name = (override.instrument, override.date.isoformat(), override.what)
    db.execute(
        "update override set dropped_at = ? where instrument = ? and date = ? and what = ? and dropped_at is null",
        (override.made_at, *name),
    )
    made = db.execute(
        "insert into override (instrument, date, what, value, author, reason, made_at) values (?, ?, ?, ?, ?, ?, ?)",
        (*name, override.value, override.author, override.reason, override.made_at),
    )
    number = int(made.lastrowid or 0)
    note(db, "override.kept", {"number": number}, override.made_at)
    return replace(override, number=number)
