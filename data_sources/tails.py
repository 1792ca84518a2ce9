"""The newest bars of many series at once: cells of fixed length, written and checked by the thousand.

A cell is one bar with a seal: the sum of its words and its series' name, each times its own odd number, modulo
2^64. Any flipped bit changes it, and unlike a CRC it is calculated for all rows in one numpy expression.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from models.values import COLUMNS, Days, Floats, Interval, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Names = NDArray[np.uint64]
    Flags = NDArray[np.bool_]

CELL = np.dtype([("time", "<i8"), ("date", "<i8"), *((name, "<f8") for name in COLUMNS),
                 ("place", "<i8"), ("asked", "<f8"), ("seal", "<u8")])  # fmt: skip
WORDS = CELL.itemsize // 8 - 1
EPOCH = dt.date(1970, 1, 1).toordinal()
Cells = Any  # an array of CELL


def _odd_numbers(count: int) -> list[int]:
    """The first numbers of splitmix64, made odd: an odd factor loses no bit."""
    made = []
    for place in range(1, count + 1):
        word = place * 0x9E3779B97F4A7C15 & (1 << 64) - 1
        word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        made.append(word ^ word >> 27 | 1)
    return made


FACTORS = np.array(_odd_numbers(WORDS), np.uint64)
OF_NAME = np.uint64(_odd_numbers(WORDS + 1)[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """The newest bar of one series, running or final, for ``Cache.upsert_newest``. Units as in models.values.Bars.

    joins: the bar held before it is final and none lies between, so what is held now reaches to this one's date.
    """

    instrument: str
    interval: Interval = Interval.DAY
    source: str
    date: dt.date
    time: int
    open: float
    high: float
    low: float
    close: float
    volume: float
    turnover: float
    fetched_at: float
    joins: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tails:
    """The last n bars of many series: arrays of shape (instruments, n), oldest first, filled from the right.

    Where fewer are held, date is NaT, time 0 and every number NaN. Prices are as traded, not adjusted.
    """

    instruments: tuple[str, ...]
    date: Days
    time: Ints
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    turnover: Floats


def cells_of(rows: Sequence[Newest]) -> Cells:
    """Cells without place and seal."""
    return np.array(
        [
            (
                one.time, one.date.toordinal() - EPOCH, one.open, one.high, one.low, one.close, one.volume,
                one.turnover, 0, one.fetched_at if one.joins else 0.0, 0,
            )
            for one in rows
        ],
        CELL,
    )  # fmt: skip


def seals(cells: Cells, names: Names) -> Names:
    """What the seal of each cell must be. names: the CRC of each cell's series, uint64."""
    words = cells.view("<u8").reshape(len(cells), WORDS + 1)[:, :WORDS]
    made: Names = (words * FACTORS).sum(axis=1, dtype=np.uint64) + names * OF_NAME
    return made


def sealed(cells: Cells, names: Names) -> Cells:
    """``cells`` with their seals set in place."""
    cells["seal"] = seals(cells, names)
    return cells


def intact(cells: Cells, names: Names) -> Flags:
    """True where a cell is what was written."""
    good: Flags = cells["seal"] == seals(cells, names)
    return good


def cut(cells: Cells) -> list[bytes]:
    """The bytes of each cell."""
    raw, size = cells.tobytes(), CELL.itemsize
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def read(blobs: Sequence[bytes]) -> Cells:
    """Cells from their bytes; a blob of another length counts as cells of zeros, which no seal fits."""
    whole, size = b"".join(blobs), CELL.itemsize
    if len(whole) != size * len(blobs):
        whole = b"".join(blob if len(blob) == size else bytes(size) for blob in blobs)
    return np.frombuffer(whole, CELL)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """Cells of many owners. owner: index of each cell's instrument; back: how many of its owner's are newer."""

    owner: Ints
    back: Ints
    cells: Cells


def table(instruments: Sequence[str], blocks: Sequence[Block], count: int) -> Tails:
    """The last ``count`` cells of each owner as arrays."""
    shape = (len(instruments), count)
    date, time = np.full(shape, np.iinfo(np.int64).min), np.zeros(shape, np.int64)
    made = {name: np.full(shape, np.nan) for name in COLUMNS}
    for block in blocks:
        kept = (block.back >= 0) & (block.back < count)
        at = (block.owner[kept], count - 1 - block.back[kept])
        date[at], time[at] = block.cells["date"][kept], block.cells["time"][kept]
        for name, column in made.items():
            column[at] = block.cells[name][kept]
    return Tails(instruments=tuple(instruments), date=date.view("datetime64[D]"), time=time, **made)
