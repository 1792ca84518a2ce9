"""Single values in the cache's tables, each as a text with a CRC: facts of an instrument, the listing."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import zlib
from dataclasses import asdict

from data_sources.protocol import Listing
from models.facts import Dated, Facts
from models.values import Action, ActionKind


def crc(*texts: str) -> int:
    """One checksum over several texts: a value and the name it stands under."""
    return zlib.crc32("\0".join(texts).encode())


def write_facts(db: sqlite3.Connection, facts: Facts) -> None:
    """Put one source's facts in the place of what it said before."""
    body = json.dumps(asdict(facts), default=str)
    row = (facts.instrument, facts.source, body, crc(facts.instrument, facts.source, body))
    db.execute("insert or replace into facts values (?, ?, ?, ?)", row)


def read_facts(db: sqlite3.Connection, instrument: str, source: str) -> Facts | None:
    """What ``source`` said of ``instrument``; None when it said nothing or the row is damaged."""
    ask = "select body, crc from facts where instrument = ? and source = ?"
    row = db.execute(ask, (instrument, source)).fetchone()
    return _facts(json.loads(row[0])) if row and crc(instrument, source, row[0]) == row[1] else None


def _facts(held: dict[str, object]) -> Facts:
    listed, shares, actions = held["listed"], held["shares"], held["actions"]
    read = {
        "listed": _day(listed) if listed else None,
        "shares": tuple(Dated(**one | {"date": _day(one["date"])}) for one in shares),  # type: ignore[attr-defined]
        "actions": None if actions is None else tuple(_action(one) for one in actions),  # type: ignore[attr-defined]
    }
    return Facts(**held | read)  # type: ignore[arg-type]


def _action(held: dict[str, object]) -> Action:
    return Action(ex_date=_day(held["ex_date"]), kind=ActionKind(str(held["kind"])), value=float(str(held["value"])))


def _day(text: object) -> dt.date:
    return dt.date.fromisoformat(str(text))


def write_listing(db: sqlite3.Connection, listing: Listing) -> None:
    """Put the listing in the place of the one before, deflated."""
    blob = zlib.compress(listing.text.encode(), 1)
    row = (blob, listing.source, listing.fetched_at, zlib.crc32(blob, crc(listing.source, repr(listing.fetched_at))))
    db.execute("insert or replace into listing values (1, ?, ?, ?, ?)", row)


def read_listing(db: sqlite3.Connection) -> Listing | None:
    """The listing; None when there is none or it is damaged."""
    row = db.execute("select text, source, fetched_at, crc from listing").fetchone()
    if row is None or zlib.crc32(row[0], crc(row[1], repr(row[2]))) != row[3]:
        return None
    return Listing(text=zlib.decompress(row[0]).decode(), source=row[1], fetched_at=row[2])
