"""Single values in the cache's tables, each as a text with a CRC: last quotes, facts of an instrument, the listing.

The window's own process reads the last quotes with this before its first paint: nothing heavy is imported here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from data_sources import databases
from data_sources.protocol import Listing
from models.facts import Dated, Facts
from models.values import Action, ActionKind, Quote

QUOTE_FIELDS = tuple(field.name for field in fields(Quote))


def crc(*texts: str) -> int:
    """One checksum over several texts: a value and the name it stands under."""
    return zlib.crc32("\0".join(texts).encode())


def quote_rows(quotes: Iterable[Quote]) -> list[tuple[str, str, int]]:
    """A row of table quote for each: instrument, its fields as JSON, their checksum."""
    texts = [(one.instrument, json.dumps({name: getattr(one, name) for name in QUOTE_FIELDS})) for one in quotes]
    return [(name, text, crc(name, text)) for name, text in texts]


def read_quotes(db: sqlite3.Connection, wanted: Iterable[str]) -> tuple[Quote, ...]:
    """The last quote noted of each instrument that has one; a damaged one is none."""
    ask = "select fields, crc from quote where instrument = ?"
    rows = [(name, db.execute(ask, (name,)).fetchone()) for name in wanted]
    return tuple(Quote(**json.loads(row[0])) for name, row in rows if row and crc(name, row[0]) == row[1])


def last_quotes(folder: Path, wanted: Iterable[str]) -> tuple[Quote, ...]:
    """The last quotes noted in a profile, read beside whoever owns it: for the first paint. () when there are none."""
    path = folder / "cache.db"
    if not path.exists():
        return ()
    try:
        with contextlib.closing(databases.reading_anywhere(path)) as db:
            return read_quotes(db, wanted)
    except (sqlite3.Error, ValueError, TypeError):  # TypeError: noted by a version with other fields
        return ()


def last_lists(folder: Path) -> dict[str, Any]:
    """The parts of the user's lists, read beside whoever owns them: for the first paint. {} when there are none."""
    return _last(folder, "select name, body from part")


def last_paper(folder: Path, kind: str, name: str) -> Any:
    """A paper of the user's, read beside whoever owns it: for the first paint. None when there is none."""
    return _last(folder, "select name, body from paper where kind = ? and name = ?", kind, name).get(name)


def _last(folder: Path, ask: str, *about: str) -> dict[str, Any]:
    """Names and JSON bodies out of user.db; {} when it cannot be read."""
    path = folder / "user.db"
    if not path.exists():
        return {}
    try:
        with contextlib.closing(databases.reading_anywhere(path)) as db:
            return {name: json.loads(body) for name, body in db.execute(ask, about)}
    except (sqlite3.Error, ValueError):  # damaged, or of another version: the data process sees to it
        return {}


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
        "shares": _dated(shares),
        "caps": _dated(held.get("caps", ())),
        "actions": None if actions is None else tuple(_action(one) for one in actions),  # type: ignore[attr-defined]
    }
    return Facts(**held | read)  # type: ignore[arg-type]


def _dated(held: object) -> tuple[Dated, ...]:
    return tuple(Dated(**one | {"date": _day(one["date"])}) for one in held)  # type: ignore[attr-defined]


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
