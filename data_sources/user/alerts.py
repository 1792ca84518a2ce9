"""The log of alerts that fired, and what the user last saw."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from models.alerts.values import Crossing, Fired, Seen, What

if TYPE_CHECKING:
    from data_sources.user.db import UserData

KEPT = 10_000  # entries of the log
COLUMNS = "alert, instrument, what, crossing, level, value, at, source"


class AlertLog:
    """Methods raise CacheError when the disk fails."""

    def __init__(self, user: UserData) -> None:
        self._user = user

    def log(self, fired: Fired) -> None:
        """Write one down, on disk when this returns; the oldest go."""
        with self._user.writing() as db:
            made = db.execute(
                f"insert into alert_log ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (
                    fired.alert, fired.instrument, fired.what, fired.crossing, fired.level, fired.value, fired.at,
                    fired.source,
                ),
            )  # fmt: skip
            db.execute("delete from alert_log where number <= ?", (int(made.lastrowid or 0) - KEPT,))

    def newest(self, count: int) -> tuple[Fired, ...]:
        """The newest entries, the newest first."""
        with self._user.reading() as db:
            rows = db.execute(
                f"select {COLUMNS} from alert_log order by number desc limit ?",  # noqa: S608
                (max(count, 0),),
            ).fetchall()
        return tuple(
            Fired(
                alert=alert, instrument=instrument, what=What(what), crossing=Crossing(crossing), level=level,
                value=value, at=at, source=source,
            )
            for alert, instrument, what, crossing, level, value, at, source in rows
        )  # fmt: skip

    def keep_seen(self, seen: Seen) -> None:
        """Remember what the user last saw, in the place of the one before. A price that is no number is left out."""
        body = json.dumps({name: last for name, last in seen.last.items() if math.isfinite(last)})
        with self._user.writing() as db:
            db.execute("insert or replace into seen (one, at, body) values (1, ?, ?)", (seen.at, body))

    def seen(self) -> Seen | None:
        """What the user last saw; None when nothing was ever kept."""
        with self._user.reading() as db:
            row = db.execute("select at, body from seen").fetchone()
        return None if row is None else Seen(at=row[0], last=json.loads(row[1]))
