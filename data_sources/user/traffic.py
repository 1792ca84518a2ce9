"""Batches of traffic in user.db: what was imported or fetched, each a vintage that stays until it is undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.traffic import packing
from data_sources.traffic.packing import Parcel
from models.errors import CacheError
from models.traffic.values import Batch, Origin, Series

if TYPE_CHECKING:
    import sqlite3

    from data_sources.user.db import UserData

COLUMNS = "number, origin, name, source, known_at, taken_at, hash, points"


class TrafficBatches:
    """What stands of them. Methods raise CacheError when the disk fails; nothing is half-written then.

    revision: another number whenever a batch has come or gone in this process.
    """

    def __init__(self, user: UserData) -> None:
        self._user = user
        self.revision = 0

    def take(self, batch: Batch, series: Sequence[Series] | Parcel, categories: Mapping[str, str]) -> Batch:
        """Put a batch in, all or nothing; with its number, on disk.

        categories: of products that nobody else knows, as the table they came in says.
        """
        made = series if isinstance(series, Parcel) else packing.parcel_of(series)
        with self._user.writing() as db:
            row = db.execute(
                "insert into traffic_batch (origin, name, source, known_at, taken_at, hash, points, categories, "
                "keys, columns) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    batch.origin, batch.name, batch.source, batch.known_at, batch.taken_at, batch.hash, made.points,
                    json.dumps(dict(categories), ensure_ascii=False), made.keys, made.columns,
                ),
            )  # fmt: skip
            self.revision += 1
            return replace(batch, number=int(row.lastrowid or 0), points=made.points)

    def newest_import(self) -> Batch | None:
        """The batch of a file that came last; None without one."""
        with self._user.reading() as db:
            found = db.execute(
                f"select {COLUMNS} from traffic_batch where origin = ? order by number desc limit 1",  # noqa: S608
                (Origin.FILE,),
            ).fetchone()
        return None if found is None else _batch(found)

    def drop(self, number: int) -> int:
        """Take a batch out; how many points went, 0 when it does not stand."""
        with self._user.writing() as db:
            found = db.execute("select points from traffic_batch where number = ?", (number,)).fetchone()
            db.execute("delete from traffic_batch where number = ?", (number,))
            self.revision += 1
        return int(found[0]) if found else 0

    def all(self) -> list[tuple[Batch, packing.Packed, dict[str, str]]]:
        """Every batch with its series and its categories, the oldest first. Raises CacheError on bit rot."""
        with self._user.reading() as db:
            rows = _rows(db)
        return [_read(row) for row in rows]  # outside: nobody who writes waits for the unpacking


def _rows(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    return db.execute(f"select {COLUMNS}, categories, keys, columns from traffic_batch order by number").fetchall()  # noqa: S608


def _read(row: tuple[object, ...]) -> tuple[Batch, packing.Packed, dict[str, str]]:
    *fields, categories, keys, columns = row
    try:
        return _batch(fields), packing.unpack(keys, columns), json.loads(str(categories))  # type: ignore[arg-type]
    except ValueError as error:
        raise CacheError(f"a batch of traffic is damaged: {error}") from error


def _batch(fields: Sequence[object]) -> Batch:
    said = dict(zip((name.strip() for name in COLUMNS.split(",")), fields, strict=True))
    return Batch(**said | {"origin": Origin(said["origin"])})  # type: ignore[arg-type]
