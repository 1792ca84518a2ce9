"""Pieces of series as series: one a key, sorted, each period once. Two different numbers for one are both refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from models.frozen import frozen
from models.imports.values import Refused
from models.traffic.values import Flags, Series, SeriesKey
from models.values import Days, Floats, Ints


@frozen(kw_only=True, eq=False)
class Piece:
    """Points of one key out of one table, in any order. row: from 1 as a spreadsheet counts."""

    key: SeriesKey
    sheet: str
    start: Days
    end: Days
    value: Floats
    step: Floats
    flags: Flags
    row: Ints


COLUMNS = ("start", "end", "value", "step", "flags", "row")


def series_of(pieces: Iterable[Piece], known_at: float) -> tuple[tuple[Series, ...], list[Refused]]:
    """All pieces of a key as one series, and what is not taken of them."""
    by_key: dict[SeriesKey, list[Piece]] = {}
    for piece in pieces:
        by_key.setdefault(piece.key, []).append(piece)
    refused: list[Refused] = []
    made = []
    for key, ones in by_key.items():
        whole, order = _sorted(ones)
        if (np.diff(whole.start).astype(np.int64) == 0).any():
            sheets = np.repeat([one.sheet for one in ones], [len(one.row) for one in ones])[order]
            whole = _once(whole, sheets.tolist(), refused)
        if len(whole.start):
            made.append(_series(key, whole, known_at))
    return tuple(made), refused


def _series(key: SeriesKey, piece: Piece, known_at: float) -> Series:
    size = len(piece.start)
    return Series(
        key=key, start=piece.start, end=piece.end, value=piece.value, step=piece.step, flags=piece.flags,
        known_at=np.full(size, known_at), batch=np.zeros(size, np.int64),
    )  # fmt: skip


def _sorted(ones: list[Piece]) -> tuple[Piece, Ints]:
    """By their first day, and from which place each point came."""
    joined: dict[str, Any] = {name: np.concatenate([getattr(one, name) for one in ones]) for name in COLUMNS}
    order = np.argsort(joined["start"], kind="stable")
    return replace(ones[0], **{name: column[order] for name, column in joined.items()}), order


def _once(whole: Piece, sheets: list[str], refused: list[Refused]) -> Piece:
    """Without repetitions: of equal numbers the one with most digits stays, of different ones none."""
    keep = np.ones(len(whole.start), np.bool_)
    starts, first, count = np.unique(whole.start, return_index=True, return_counts=True)
    for place in np.flatnonzero(count > 1):
        same = np.arange(first[place], first[place] + count[place])
        keep[same] = False
        if _agree(whole, same):
            keep[_finest(whole, same)] = True
        else:
            refused += _different(whole, same, sheets, str(starts[place]))
    kept: dict[str, Any] = {name: getattr(whole, name)[keep] for name in COLUMNS}
    return replace(whole, **kept)


def _finest(whole: Piece, same: Ints) -> int:
    """A step of 0 says that all digits are there, unless another number has more of them."""
    return int(same[np.argmin(whole.step[same])])


def _agree(whole: Piece, same: Ints) -> bool:
    """Whether they are one number to within their printed digits."""
    value, half = whole.value[same], whole.step[same] / 2
    flags = len(np.unique(whole.flags[same])) == 1
    return bool(flags and (value - half).max() <= (value + half).min() * (1 + 1e-12))


def _different(whole: Piece, same: Ints, sheets: list[str], start: str) -> list[Refused]:
    said = ", ".join(f"{whole.value[one]:,.10g}" for one in same)
    reason = f"stated twice with different numbers: {whole.key.product} {start}: {said}"
    return [Refused(sheet=sheets[one], row=int(whole.row[one]), reason=reason) for one in same.tolist()]
