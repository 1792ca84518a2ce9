"""The series of a batch as two compressed texts of bytes: keys, and columns of all their points one after another.

A table of a hundred thousand products is written in a second so, which rows of SQLite are not. zlib's checksum sees
bit rot. Lossless.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import field
from typing import Any

import numpy as np

from models.frozen import frozen
from models.traffic.stacked import Stacked
from models.traffic.values import Granularity, Metric, Series, SeriesKey

FIELDS = (
    "product", "metric", "granularity", "source", "asset", "geo", "device", "definition", "day_cut", "week_start",
)  # fmt: skip
STORED = {"start": "<i4", "end": "<i4", "value": "<f8", "step": "<f8", "flags": "u1"}  # days since 1970
LEVEL = 1


class Packed:
    """The series of one batch, made when they are asked for. keys: in the order they came."""

    def __init__(self, keys: Sequence[SeriesKey], counts: np.ndarray, columns: dict[str, np.ndarray]) -> None:
        self.keys = tuple(keys)
        self._edges = np.concatenate(([0], np.cumsum(counts)))
        self._columns = columns

    @property
    def points(self) -> int:
        """How many points all of them have."""
        return int(self._edges[-1])

    def series(self, place: int, known_at: float, batch: int) -> Series:
        """The series at a place of ``keys``."""
        part = slice(int(self._edges[place]), int(self._edges[place + 1]))
        count = part.stop - part.start
        made = {name: self._columns[name][part] for name in STORED}
        for name in ("start", "end"):
            made[name] = made[name].astype("datetime64[D]")
        return Series(
            key=self.keys[place], known_at=np.full(count, known_at), batch=np.full(count, batch, np.int64), **made
        )


@frozen(kw_only=True)
class Parcel:
    """Series as they are stored, and how many points they have."""

    points: int
    keys: bytes = field(repr=False)
    columns: bytes = field(repr=False)


def parcel_of(series: Sequence[Series]) -> Parcel:
    """Series as they will be stored."""
    made = packed(series)
    keys, columns = pack(made)
    return Parcel(points=made.points, keys=keys, columns=columns)


def packed(series: Sequence[Series]) -> Packed:
    """Series ready to be written."""
    if isinstance(series, Stacked):
        held = {name: _days(series.columns[name]).astype(kind) for name, kind in STORED.items()}
        return Packed(series.keys, np.diff(series.edges), held)
    columns = {
        name: np.concatenate([_days(getattr(one, name)) for one in series] or [np.zeros(0, kind)]).astype(kind)
        for name, kind in STORED.items()
    }
    return Packed([one.key for one in series], np.array([len(one) for one in series], np.int64), columns)


def pack(made: Packed) -> tuple[bytes, bytes]:
    """Keys and columns as bytes."""
    keys = json.dumps([[getattr(key, name) for name in FIELDS] for key in made.keys], ensure_ascii=False)
    counts = np.diff(made._edges).astype("<i4").tobytes()  # noqa: SLF001 - its other half
    columns = b"".join(made._columns[name].astype(kind).tobytes() for name, kind in STORED.items())  # noqa: SLF001
    return zlib.compress(keys.encode(), LEVEL), zlib.compress(counts + columns, LEVEL)


def unpack(keys: bytes, columns: bytes) -> Packed:
    """What ``pack`` packed. Raises ValueError when it cannot be one of ours."""
    try:
        held = [_key(one) for one in json.loads(zlib.decompress(keys))]
        return _columns(held, zlib.decompress(columns))
    except (zlib.error, UnicodeDecodeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _columns(keys: list[SeriesKey], content: bytes) -> Packed:
    counts = np.frombuffer(content, "<i4", len(keys))
    points, at, made = int(counts.sum()), 4 * len(keys), {}
    for name, kind in STORED.items():
        made[name] = np.frombuffer(content, kind, points, at)
        at += made[name].nbytes
    if at != len(content):
        raise ValueError("columns of another length")
    return Packed(keys, counts, made)


def _key(fields: list[Any]) -> SeriesKey:
    said = dict(zip(FIELDS, fields, strict=True))
    said["metric"], said["granularity"] = Metric(said["metric"]), Granularity(said["granularity"])
    return SeriesKey(**said)


def _days(column: np.ndarray) -> np.ndarray:
    """Days as numbers."""
    return column.astype(np.int64) if column.dtype.kind == "M" else column
