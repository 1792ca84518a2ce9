"""One series of bars in the cache's tables: its head, its chunks, its tail. Functions on an open connection.

The head names every chunk with its CRC, and has a CRC of its own over all it says; both are seeded with the series'
name, currency and basis. So a flipped bit, a chunk of another series and a chunk that is not there are all seen. The
newest bar stands in the tail too, from where it is read: a tail that is not there is seen as well.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import sqlite3
import zlib
from dataclasses import dataclass, field

import numpy as np

from data_sources import chunks, spans, tails
from data_sources.spans import Span
from models.values import COLUMNS, Action, ActionKind, Bars, Interval

FULL = 2600  # bars of a chunk: a longer one is written as two
RECENT = 6  # bars that are kept ready for questions about many series
PLACES = 1 << 20  # chunk numbers of one series
FIND = "select id, currency, basis, newest, body, crc from series where instrument = ? and interval = ? and source = ?"
Key = tuple[str, str, str]  # instrument, interval (see ``spelled``), source
OUTSIDE = "+"  # after an interval: with the trade before the opening and after the close


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One chunk: first and last bar by time (UTC seconds) and date (days since 1970), how many, the CRC of its blob."""

    place: int
    first: int
    last: int
    begins: int
    ends: int
    rows: int
    crc: int


@dataclass(slots=True, kw_only=True)
class Head:
    """What is known of a series beside its bars. actions: None when its source tells none."""

    number: int
    key: Key
    currency: str
    basis: str
    pieces: list[Piece] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    actions: tuple[Action, ...] | None = None

    @property
    def name(self) -> int:
        """The CRC that every checksum of the series begins with."""
        return zlib.crc32("\0".join((*self.key, self.currency, self.basis)).encode())

    @property
    def intraday(self) -> bool:
        """True when a date has several bars."""
        return read(self.key[1])[0].intraday

    def body(self) -> str:
        """All but the name, as JSON."""
        told = None if self.actions is None else [[str(a.ex_date), a.kind, a.value] for a in self.actions]
        pieces = [[p.place, p.first, p.last, p.begins, p.ends, p.rows, p.crc] for p in self.pieces]
        claims = [[str(s.first), str(s.last), s.fetched_at] for s in sorted(self.spans, key=lambda s: s.first)]
        return json.dumps([pieces, claims, told], separators=(",", ":"))


def spelled(interval: Interval, *, extended: bool) -> str:
    """How a series' length of bars stands in its key: one with the trade outside the hours is another series."""
    return f"{interval}{OUTSIDE if extended else ''}"


def read(text: str) -> tuple[Interval, bool]:
    """Interval, and whether the trade outside the hours is in it, of what ``spelled`` made."""
    return Interval(text.removesuffix(OUTSIDE)), text.endswith(OUTSIDE)


def key_of(bars: Bars) -> Key:
    """The key of the series ``bars`` belong to."""
    return bars.instrument, spelled(bars.interval, extended=bars.extended), bars.source


def find(db: sqlite3.Connection, key: Key) -> Head | None:
    """The head of a series; None when it is not held, or not what was written."""
    row = db.execute(FIND, key).fetchone()
    if row is None:
        return None
    head = Head(number=row[0], key=key, currency=row[1], basis=row[2])
    return _told(head, row[4]) if _sealed(head, row[3], row[4], row[5]) else None


def _sealed(head: Head, newest: int, body: str, crc: int) -> bool:
    return zlib.crc32(f"{newest}{body}".encode(), head.name) == crc


def _told(head: Head, body: str) -> Head:
    pieces, claims, told = json.loads(body)
    names = Piece.__slots__
    head.pieces = [Piece(**dict(zip(names, one, strict=True))) for one in pieces]
    head.spans = [Span(first=_day(first), last=_day(last), fetched_at=at) for first, last, at in claims]
    if told is not None:
        head.actions = tuple(Action(ex_date=_day(day), kind=ActionKind(kind), value=value) for day, kind, value in told)
    return head


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _date(days: int) -> dt.date:
    return dt.date.fromordinal(days + tails.EPOCH)


def begin(db: sqlite3.Connection, bars: Bars) -> Head:
    """A new, empty series for ``bars``."""
    key = key_of(bars)
    forget(db, key)
    made = db.execute(
        "insert into series (instrument, interval, source, currency, basis, newest, body, crc) "
        "values (?, ?, ?, ?, ?, 0, '', 0)",
        (*key, bars.currency, bars.basis),
    )
    return Head(number=int(made.lastrowid or 0), key=key, currency=bars.currency, basis=str(bars.basis))


def forget(db: sqlite3.Connection, key: Key) -> None:
    """Take a series out, and whatever belongs to its number."""
    found = db.execute(FIND, key).fetchone()
    if found is None:
        return
    number = int(found[0])
    db.execute("delete from series where id = ?", (number,))
    db.execute("delete from chunk where id between ? and ?", _chunk_range(number))
    db.execute("delete from recent where series = ?", (number,))
    db.execute("delete from tail where series = ?", (number,))


def save(db: sqlite3.Connection, head: Head) -> None:
    """Write the head, sealed."""
    newest, body = (head.pieces[-1].last if head.pieces else 0), head.body()
    crc = zlib.crc32(f"{newest}{body}".encode(), head.name)
    db.execute("update series set newest = ?, body = ?, crc = ? where id = ?", (newest, body, crc, head.number))


def load(db: sqlite3.Connection, head: Head) -> tuple[chunks.Columns | None, list[Span]]:
    """Every bar that is what was written, and the spans that are left when what is not is taken out of them."""
    blobs = dict(db.execute("select id, columns from chunk where id between ? and ?", _chunk_range(head.number)))
    parts, kept = [], list(head.spans)
    for piece in head.pieces:
        columns = _checked(blobs.get(_chunk_id(head, piece)), piece, head)
        if columns is None:
            kept = spans.without(kept, _date(piece.begins), _date(piece.ends))
        else:
            parts.append(columns)
    cells, kept = _tail(db, head, kept)
    if head.pieces and parts:
        parts[-1] = _before(parts[-1], head.pieces[-1].last)
    parts += [_columns(cells)] if len(cells) else []
    return (chunks.joined(parts) if parts else None), kept


def _checked(blob: bytes | None, piece: Piece, head: Head) -> chunks.Columns | None:
    if blob is None or crc_of(blob, head) != piece.crc:
        return None
    columns = chunks.unpack(blob)
    return columns if len(columns["date"]) == piece.rows else None


def crc_of(blob: bytes, head: Head) -> int:
    """The checksum of a chunk, bound to the series it belongs to."""
    return zlib.crc32(blob, head.name)


def _tail(db: sqlite3.Connection, head: Head, kept: list[Span]) -> tuple[tails.Cells, list[Span]]:
    """The tail's unbroken beginning, and ``kept`` with what the tail claims, or without what it should have said."""
    rows = [cell for (cell,) in db.execute("select cell from tail where series = ? order by time", (head.number,))]
    cells = tails.read(rows)
    good = tails.intact(cells, np.full(len(cells), head.name, np.uint64)) & (cells["place"] == np.arange(len(cells)))
    count = len(cells) if good.all() else int(np.argmin(good))
    cells = cells[:count]
    if head.pieces and (not count or count < len(rows)):
        last = int(cells["date"][-1]) + (0 if head.intraday else 1) if count else head.pieces[-1].ends
        kept = spans.without(kept, _date(last), dt.date.max)
    for asked, days in zip(cells["asked"].tolist(), cells["date"].tolist(), strict=True):
        kept = _reaching(kept, _date(days), asked) if asked else kept
    return cells, kept


def _reaching(kept: list[Span], last: dt.date, asked: float) -> list[Span]:
    """``kept`` with its newest span reaching to ``last``, as asked then."""
    if not kept:
        return kept
    newest = max(kept, key=lambda span: span.last)
    return spans.joined(kept, Span(first=newest.last, last=max(last, newest.last), fetched_at=asked))


def _before(part: chunks.Columns, time: int) -> chunks.Columns:
    """The bars of ``part`` before ``time``, UTC seconds."""
    count = int(np.searchsorted(part["time"], np.int64(time)))
    return {name: column[:count] for name, column in part.items()}


def _columns(cells: tails.Cells) -> chunks.Columns:
    made: chunks.Columns = {"date": cells["date"].astype("datetime64[D]"), "time": cells["time"]}
    return made | {name: cells[name] for name in COLUMNS}


def take_out(db: sqlite3.Connection, head: Head, bars: Bars) -> Bars | None:
    """The held bars that ``bars`` lie among, taken out of the head so that both can be put in again as one.

    Damaged ones are gone, and so are the spans that meet them.
    """
    low, high = int(bars.time[0]), int(bars.time[-1])
    newest = head.pieces[-1] if head.pieces else None
    met = [p for p in head.pieces if (p.last >= low and p.first <= high) or (p is newest and low > p.last)]
    parts = []
    for piece in met:
        found = db.execute("select columns from chunk where id = ?", (_chunk_id(head, piece),)).fetchone()
        columns = _checked(found[0] if found else None, piece, head)
        if columns is None:
            head.spans = spans.without(head.spans, _date(piece.begins), _date(piece.ends))
        else:
            parts.append(columns)
        db.execute("delete from chunk where id = ?", (_chunk_id(head, piece),))
    if newest in met:
        parts = _with_tail(db, head, parts)
    head.pieces = [piece for piece in head.pieces if piece not in met]
    columns = chunks.joined(parts) if parts else {}
    return bars.with_columns(**columns) if parts and len(columns["date"]) else None


def _with_tail(db: sqlite3.Connection, head: Head, parts: list[chunks.Columns]) -> list[chunks.Columns]:
    """``parts`` with the tail in the place of the newest bar; the tail's claims become the head's."""
    cells, head.spans = _tail(db, head, head.spans)
    cut = [_before(part, head.pieces[-1].last) for part in parts]
    db.execute("delete from tail where series = ?", (head.number,))
    return [*cut, _columns(cells)] if len(cells) else cut


def put_in(db: sqlite3.Connection, head: Head, bars: Bars) -> None:
    """Write ``bars``, which overlap nothing the head names, as chunks of it."""
    count = -(-len(bars) // FULL)
    place = max((piece.place for piece in head.pieces), default=-1) + 1
    bounds = np.linspace(0, len(bars), count + 1).astype(int).tolist()
    for number, (first, last) in enumerate(itertools.pairwise(bounds)):
        head.pieces.append(_written(db, head, place + number, bars.rows(slice(first, last))))
    head.pieces.sort(key=lambda piece: piece.first)
    if head.pieces[-1].last == bars.time[-1]:
        _write_newest(db, head, bars.rows(slice(-RECENT, None)))


def _written(db: sqlite3.Connection, head: Head, place: int, part: Bars) -> Piece:
    blob, days = chunks.pack(part), part.date.astype(np.int64)
    piece = Piece(
        place=place, first=int(part.time[0]), last=int(part.time[-1]), begins=int(days[0]), ends=int(days[-1]),
        rows=len(part), crc=crc_of(blob, head),
    )  # fmt: skip
    db.execute("insert or replace into chunk values (?, ?)", (_chunk_id(head, piece), blob))
    return piece


def _write_newest(db: sqlite3.Connection, head: Head, bars: Bars) -> None:
    """The newest bars, ready for questions about many series; the very newest as the beginning of the tail."""
    cells = np.zeros(len(bars), tails.CELL)
    cells["time"], cells["date"] = bars.time, bars.date.astype(np.int64)
    for name in COLUMNS:
        cells[name] = getattr(bars, name)
    raw = tails.cut(tails.sealed(cells, np.full(len(bars), head.name, np.uint64)))
    db.execute("insert or replace into recent values (?, ?)", (head.number, b"".join(raw)))
    db.execute("delete from tail where series = ?", (head.number,))
    db.execute("insert into tail values (?, ?, ?)", (head.number, int(bars.time[-1]), raw[-1]))


def _chunk_id(head: Head, piece: Piece) -> int:
    return head.number * PLACES + piece.place


def _chunk_range(number: int) -> tuple[int, int]:
    return number * PLACES, number * PLACES + PLACES - 1
