"""Pieces of series as series: one a key, sorted, each period once. Two different numbers for one are both refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.frozen import frozen
from models.imports.traffic.numbers import Marks
from models.imports.values import Refused
from models.traffic.stacked import Stacked
from models.traffic.values import Flags, SeriesKey
from models.values import Days, Floats, Ints


@frozen(kw_only=True, eq=False)
class Piece:
    """Points out of one table, in any order. key: place in ``keys``. row: from 1 as a spreadsheet counts.

    keys: in an order in which those that a file names first come first; pieces of one table may share them.
    """

    keys: Sequence[SeriesKey]
    key: Ints
    sheet: str
    start: Days
    end: Days
    value: Floats
    step: Floats
    flags: Flags
    row: Ints


MOST_SAID = 20  # numbers in a reason
COLUMNS = ("key", "start", "end", "value", "step", "flags", "place")


@dataclass(slots=True)
class Points:
    """All points of a file, sorted. key: the place of the series. place: where among those of all pieces it stood."""

    key: Ints
    start: Days
    end: Days
    value: Floats
    step: Floats
    flags: Flags
    place: Ints

    def at(self, places: Ints | Marks) -> Points:
        """Only these points, in this order."""
        return Points(**{name: getattr(self, name)[places] for name in COLUMNS})


def stacked(pieces: Sequence[Piece], known_at: float) -> tuple[Stacked, list[Refused]]:
    """All pieces of a key as one series, and what is not taken of them. Keys stand in the order in which they came."""
    keys, codes = _numbered(pieces)
    points = _joined(pieces, codes)
    points, refused = _once(points, pieces, keys)
    held, edges = np.unique(points.key, return_index=True)
    return Stacked(
        [keys[at] for at in held.tolist()], np.append(edges, len(points.key)), points.start, points.end,
        points.value, points.step, points.flags, known_at,
    ), refused  # fmt: skip


def _numbered(pieces: Sequence[Piece]) -> tuple[list[SeriesKey], list[Ints]]:
    """Every key that has a point, once, and by piece the place of each point's key among them."""
    place: dict[SeriesKey, int] = {}
    known: dict[int, Ints] = {}  # by the list of keys: a hundred thousand are looked up once, not once a column
    codes = []
    for piece in pieces:
        places = known.setdefault(id(piece.keys), np.full(len(piece.keys), -1, np.int64))
        used = np.unique(piece.key)
        for at in used[places[used] < 0].tolist():
            places[at] = place.setdefault(piece.keys[at], len(place))
        codes.append(places[piece.key])
    return list(place), codes


def _joined(pieces: Sequence[Piece], codes: list[Ints]) -> Points:
    if not pieces:
        whole, days, none = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), np.zeros(0)
        return Points(whole, days, days, none, none, none.astype(np.uint8), whole)
    key = np.concatenate(codes)
    order = np.lexsort((_column(pieces, "start"), key))
    sorted_: dict[str, Any] = {name: _column(pieces, name)[order] for name in COLUMNS[1:-1]}
    return Points(key=key[order], place=order, **sorted_)


def _column(pieces: Sequence[Piece], name: str) -> Any:
    return np.concatenate([getattr(one, name) for one in pieces])


def _once(points: Points, pieces: Sequence[Piece], keys: list[SeriesKey]) -> tuple[Points, list[Refused]]:
    """Without repetitions: of equal numbers the one with most digits stays, of different ones none."""
    new = np.ones(len(points.key), np.bool_)
    new[1:] = (np.diff(points.key) != 0) | (np.diff(points.start).astype(np.int64) != 0)
    if new.all():
        return points, []
    first = np.flatnonzero(new)
    count = np.diff(np.append(first, len(new)))
    agree = (count == 1) | _agree(points, first)
    keep = np.zeros(len(new), np.bool_)
    keep[_finest(points, new)[agree]] = True
    same = [slice(at, at + size) for at, size in zip(first[~agree].tolist(), count[~agree].tolist(), strict=True)]
    return points.at(keep), _different(points, same, pieces, keys) if same else []


def _finest(points: Points, new: Marks) -> Ints:
    """Of each group one. A step of 0 says that all digits are there, unless another number has more of them."""
    group = np.cumsum(new)
    order: Ints = np.lexsort((points.step, group))  # stable: of equal ones the first
    return order[new]


def _agree(points: Points, first: Ints) -> Marks:
    """By group, whether they are one number to within their printed digits."""
    value, half = points.value, points.step / 2
    flags = np.maximum.reduceat(points.flags, first) == np.minimum.reduceat(points.flags, first)
    least, most = np.maximum.reduceat(value - half, first), np.minimum.reduceat(value + half, first)
    made: Marks = flags & (least <= most * (1 + 1e-12))
    return made


def _different(points: Points, groups: list[slice], pieces: Sequence[Piece], keys: list[SeriesKey]) -> list[Refused]:
    rows = _column(pieces, "row")
    sheets = np.repeat(np.arange(len(pieces)), [len(one.key) for one in pieces])
    refused = []
    for same in groups:
        product, start = keys[int(points.key[same.start])].product, points.start[same.start]
        said = ", ".join(f"{one:,.10g}" for one in points.value[same].tolist()[:MOST_SAID])
        reason = f"stated twice with different numbers: {product} {start}: {said}"
        refused += [
            Refused(sheet=pieces[sheets[at]].sheet, row=int(rows[at]), reason=reason) for at in points.place[same]
        ]
    return refused
