"""Tables the user imported: closes, shares and market caps of a vendor's workbook. A file is one batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.facts import Dated, Said

if TYPE_CHECKING:
    from data_sources.user.db import UserData


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number. value: currency units a share (close), shares (shares), currency units (market cap)."""

    instrument: str
    date: dt.date
    what: Said
    value: float
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One imported file. hash: of its content, hexadecimal; vendor: who made it; imported_at: UTC seconds."""

    number: int = 0
    file: str
    hash: str
    vendor: str
    imported_at: float
    rows: int = 0


class Imported:
    """What stands of the imports; the newest batch wins where two tell the same thing."""

    def __init__(self, user: UserData) -> None:
        self._user = user

    def take(self, batch: Batch, rows: Sequence[Row]) -> int:
        """Put a file's rows in, all or nothing; the number of the batch, on disk."""
        with self._user.writing() as db:
            made = db.execute(
                "insert into import_batch (file, hash, vendor, imported_at) values (?, ?, ?, ?)",
                (batch.file, batch.hash, batch.vendor, batch.imported_at),
            )
            number = int(made.lastrowid or 0)
            db.executemany(
                "insert into import_row (batch, instrument, date, what, value, currency) values (?, ?, ?, ?, ?, ?)",
                [(number, r.instrument, r.date.isoformat(), r.what, r.value, r.currency) for r in rows],
            )
        return number

    def undo(self) -> int:
        """Take the newest batch out again; how many rows went, 0 when there is none."""
        with self._user.writing() as db:
            newest = db.execute("select max(number) from import_batch").fetchone()
            gone = db.execute("delete from import_row where batch = ?", newest).rowcount
            db.execute("delete from import_batch where number = ?", newest)
        return gone

    def newest_at(self) -> float:
        """When the newest batch was taken, UTC seconds; 0 without one."""
        return max((one.imported_at for one in self.batches()), default=0.0)

    def taken_at(self, instrument: str, currency: str, until: dt.date) -> float:
        """When the last close until that day was imported, UTC seconds; 0 without one."""
        with self._user.reading() as db:
            row = db.execute(
                "select imported_at from import_row join import_batch on number = batch "
                "where instrument = ? and what = ? and currency = ? and date <= ? order by date desc, batch desc",
                (instrument, Said.CLOSE, currency, until.isoformat()),
            ).fetchone()
        return float(row[0]) if row else 0.0

    def batches(self) -> tuple[Batch, ...]:
        """Every batch, the newest first."""
        with self._user.reading() as db:
            rows = db.execute(
                "select number, file, hash, vendor, imported_at, "
                "(select count(*) from import_row where batch = number) from import_batch order by number desc"
            ).fetchall()
        names = ("number", "file", "hash", "vendor", "imported_at", "rows")
        return tuple(Batch(**dict(zip(names, row, strict=True))) for row in rows)

    def closes(self, instrument: str, currency: str) -> tuple[Dated, ...]:
        """Imported closes in ``currency``, oldest first; the source is the vendor."""
        return self._told(instrument, Said.CLOSE, currency)

    def shares(self, instrument: str) -> tuple[Dated, ...]:
        """Imported shares outstanding, oldest first."""
        return self._told(instrument, Said.SHARES, "")

    def caps(self, instrument: str, currency: str) -> tuple[Dated, ...]:
        """Imported market caps in ``currency``, oldest first."""
        return self._told(instrument, Said.MARKET_CAP, currency)

    def _told(self, instrument: str, what: Said, currency: str) -> tuple[Dated, ...]:
        with self._user.reading() as db:
            rows = db.execute(
                "select date, value, vendor from import_row join import_batch on number = batch "
                "where instrument = ? and what = ? and (? = '' or currency = ?) order by date, batch",
                (instrument, what, currency, currency),
            ).fetchall()
        newest = {date: (value, vendor) for date, value, vendor in rows}  # a later batch stands further down
        return tuple(
            Dated(date=dt.date.fromisoformat(date), value=value, source=vendor)
            for date, (value, vendor) in newest.items()
        )
