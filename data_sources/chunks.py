"""Bars as column blobs with a checksum: how the cache writes them down.

A chunk holds the bars of one calendar year of one series: int32 days, int64 seconds, then float64 columns, 60 bytes
a bar. Compressed they would take half of that and two thirds longer to read.
SQLite's own integrity check does not see a flipped bit in a blob; the CRC does.
"""

from __future__ import annotations

import zlib

import numpy as np

from models.values import COLUMNS, Bars, Days, Floats, Ints

Columns = dict[str, Floats | Ints | Days]


def pack(bars: Bars) -> tuple[bytes, int]:
    """The blob and its CRC-32."""
    parts = [bars.date.astype("<i8").astype("<i4").tobytes(), bars.time.astype("<i8").tobytes()]
    parts += [getattr(bars, name).astype("<f8").tobytes() for name in COLUMNS]
    blob = b"".join(parts)
    return blob, zlib.crc32(blob)


def unpack(blob: bytes, crc: int, rows: int) -> Columns | None:
    """Columns date, time, open..turnover; None when the blob is not what was written."""
    if zlib.crc32(blob) != crc or len(blob) != rows * (4 + 8 + 8 * len(COLUMNS)):
        return None
    columns: Columns = {
        "date": np.frombuffer(blob, "<i4", rows).astype("int64").astype("datetime64[D]"),
        "time": np.frombuffer(blob, "<i8", rows, rows * 4),
    }
    for place, name in enumerate(COLUMNS):
        columns[name] = np.frombuffer(blob, "<f8", rows, rows * (12 + 8 * place))
    return columns


def joined(parts: list[Columns]) -> Columns:
    """One set of columns from several, in their order."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def merged(old: Bars, new: Bars) -> Bars:
    """``old`` with the days of ``new`` put over it; both of one series."""
    keep = old.rows(~np.isin(old.date, new.date))
    dates = np.concatenate([keep.date, new.date])
    rank = np.argsort(dates, kind="stable")
    columns = {
        name: np.concatenate([getattr(keep, name), getattr(new, name)])[rank] for name in ("date", "time", *COLUMNS)
    }
    return new.with_columns(**columns)


def differing(old: Bars, new: Bars, tolerance: float = 1e-4) -> int:
    """How many common days differ in their close: a correction or two, or all of another basis."""
    _, left, right = np.intersect1d(old.date, new.date, assume_unique=True, return_indices=True)
    return int(np.count_nonzero(np.abs(old.close[left] / new.close[right] - 1.0) > tolerance))
