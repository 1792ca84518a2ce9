"""The newest bars of many series: one statement for thousands. Keeps in memory where each tail ends."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data_sources import series, tails
from data_sources.series import RECENT, Key
from data_sources.tails import CELL, Block, Newest, Tails
from models.values import COLUMNS, Ints

LONG = 16  # cells after which a tail is worth folding
MANY = 200  # instruments from which on reading a table through is cheaper than asking for each


@dataclass(slots=True)
class End:
    """Where a tail ends. name: the CRC of its series; newest: UTC seconds of its last bar, on ``day``; its cells."""

    number: int
    name: int
    newest: int
    day: int
    count: int

    def takes(self, one: Newest, day: int) -> bool:
        """True when ``one`` is this series' newest bar once more, or the one after it; then it is counted."""
        if one.time == self.newest:
            return day == self.day
        if one.time < self.newest or day < self.day or (day == self.day and not one.interval.intraday):
            return False
        self.newest, self.day, self.count = one.time, day, self.count + 1
        return True


class Ends:
    """Every tail's end, as this process's own connection left it."""

    def __init__(self) -> None:
        self._held: dict[Key, End] = {}
        self._whole = False

    def forget(self, key: Key | None = None) -> None:
        """Look again when asked next: at one series, or at all of them."""
        if key is not None:
            self._held.pop(key, None)
        else:
            self._held.clear()
        self._whole = False

    def upsert(self, db: sqlite3.Connection, rows: Sequence[Newest]) -> tuple[Newest, ...]:
        """Write one cell a series; what is older than its series' end, or of no series held, comes back."""
        ends = self._all(db)
        taken, left, owners = [], [], []
        for one in rows:
            end = ends.get((one.instrument, one.interval, one.source))
            if end is None or not end.takes(one, one.date.toordinal() - tails.EPOCH):
                left.append(one)
                continue
            taken.append(one)
            owners.append((end.number, end.name, end.count - 1))
        if taken:
            _write(db, taken, owners)
        return tuple(left)

    def tails(self, db: sqlite3.Connection, keys: Sequence[Key], count: int) -> Tails:
        """The last ``count`` bars of each series; what a checksum does not hold for is read from its chunks."""
        ends = self._all(db)
        known = [(place, ends[key]) for place, key in enumerate(keys) if key in ends]
        blocks, doubtful = _quick(db, known) if count <= RECENT else ([], {place for place, _ in known})
        blocks += [_from_chunks(db, keys[place], count, place) for place in sorted(doubtful)]
        return tails.table([key[0] for key in keys], blocks, count)

    def long(self, db: sqlite3.Connection) -> list[Key]:
        """The series whose tails are worth folding, the longest first."""
        held = self._all(db).items()
        return [key for key, end in sorted(held, key=lambda one: -one[1].count) if end.count >= LONG]

    def _all(self, db: sqlite3.Connection) -> dict[Key, End]:
        if not self._whole:
            self._look(db)
        return self._held

    def _look(self, db: sqlite3.Connection) -> None:
        """Read the ends that are not known."""
        ends = {
            number: (newest, _day(cell), count)
            for number, newest, count, cell in db.execute(
                "select series, max(time), count(*), cell from tail group by series"
            )
        }
        for number, instrument, interval, source, currency, basis in db.execute(
            "select id, instrument, interval, source, currency, basis from series"
        ):
            key = (instrument, interval, source)
            if number in ends and key not in self._held:
                name = zlib.crc32("\0".join((*key, currency, basis)).encode())
                self._held[key] = End(number, name, *ends[number])
        self._whole = True


def _day(cell: bytes) -> int:
    return int.from_bytes(cell[8:16], "little", signed=True)


def _write(db: sqlite3.Connection, rows: Sequence[Newest], owners: Sequence[tuple[int, int, int]]) -> None:
    cells = tails.cells_of(rows)
    numbers, names, places = zip(*owners, strict=True)
    cells["place"] = places
    tails.sealed(cells, np.array(names, np.uint64))
    given = zip(numbers, (one.time for one in rows), tails.cut(cells), strict=True)
    db.executemany("insert or replace into tail values (?, ?, ?)", given)


def _quick(db: sqlite3.Connection, known: Sequence[tuple[int, End]]) -> tuple[list[Block], set[int]]:
    """The recent cells and the tails, both checked for all series at once; and whom a checksum does not hold for."""
    if not known:
        return [], set()
    owners = _Owners(known)
    owner, cells = owners.cells(db, "select series, cells from recent")
    late_owner, late = owners.cells(db, "select series, cell from tail")
    place = _place(late_owner)
    bad = set(late_owner[~(owners.intact(late_owner, late) & (late["place"] == place))].tolist())
    bad |= set(owner[~owners.intact(owner, cells)].tolist())
    bad |= {one for one, _ in known} - set(owner.tolist())
    begins = np.zeros(owners.size, np.int64)
    begins[late_owner[place == 0]] = late["time"][place == 0]
    older = cells["time"] < begins[owner]  # the tail says it better
    counts, olds = np.bincount(late_owner, minlength=owners.size), np.bincount(owner[older], minlength=owners.size)
    back = np.where(older, counts[owner] + olds[owner] - 1 - _place(owner), -1)
    if bad:
        back[np.isin(owner, list(bad))] = -1
    late_back = np.where(np.isin(late_owner, list(bad)), -1, counts[late_owner] - 1 - place)
    blocks = [Block(owner=owner, back=back, cells=cells), Block(owner=late_owner, back=late_back, cells=late)]
    return blocks, bad


def _place(owner: Ints) -> Ints:
    """How many cells of the same owner stand before each; owners stand together."""
    begins = np.flatnonzero(np.diff(owner, prepend=-1))
    sizes = np.diff(begins, append=len(owner))
    made: Ints = np.arange(len(owner)) - np.repeat(begins, sizes)
    return made


class _Owners:
    """Which series' cells are wanted, and what their seals begin with."""

    def __init__(self, known: Sequence[tuple[int, End]]) -> None:
        self.size = max(place for place, _ in known) + 1
        self._numbers = [end.number for _, end in known]
        self._places = np.full(max(self._numbers) + 1, -1)
        self._places[self._numbers] = [place for place, _ in known]
        self._names = np.zeros(self.size, np.uint64)
        self._names[[place for place, _ in known]] = [end.name for _, end in known]

    def intact(self, owner: Ints, cells: tails.Cells) -> tails.Flags:
        """True where a cell is what was written."""
        return tails.intact(cells, self._names[owner])

    def cells(self, db: sqlite3.Connection, ask: str) -> tuple[Ints, tails.Cells]:
        """Owner and cells of every wanted row; the owners stand together, times ascend."""
        rows = self._rows(db, ask)
        if not rows:
            return np.zeros(0, np.int64), np.zeros(0, CELL)
        numbers, blobs = zip(*rows, strict=True)
        lengths = np.fromiter(map(len, blobs), np.int64, len(blobs))
        sizes = lengths // CELL.itemsize
        whole = blobs if (lengths % CELL.itemsize == 0).all() else map(_whole, blobs)
        cells = np.frombuffer(b"".join(whole), CELL)
        places = self._places[np.array(numbers)]
        owner = np.repeat(places, sizes)
        return (owner, cells) if (places >= 0).all() else (owner[owner >= 0], cells[owner >= 0])

    def _rows(self, db: sqlite3.Connection, ask: str) -> list[tuple[int, bytes]]:
        if len(self._numbers) >= MANY:
            return db.execute(f"{ask} where series <= ?", (len(self._places) - 1,)).fetchall()
        return [row for number in self._numbers for row in db.execute(f"{ask} where series = ?", (number,))]


def _whole(blob: bytes) -> bytes:
    return blob[: len(blob) // CELL.itemsize * CELL.itemsize]


def _from_chunks(db: sqlite3.Connection, key: Key, count: int, place: int) -> Block:
    head = series.find(db, key)
    columns = series.load(db, head)[0] if head else None
    size = 0 if columns is None else min(count, len(columns["date"]))
    cells = np.zeros(size, CELL)
    if columns is not None and size:
        cells["time"], cells["date"] = columns["time"][-size:], columns["date"][-size:].astype(np.int64)
        for name in COLUMNS:
            cells[name] = columns[name][-size:]
    return Block(owner=np.full(size, place), back=np.arange(size)[::-1], cells=cells)
