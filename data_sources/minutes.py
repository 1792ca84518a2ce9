"""Intraday rows as vendors label them, put into the sessions of an exchange: one bar a start, auctions included.

Ours is labelled by its start. Yahoo does the same; Eastmoney labels by the end. What is printed outside the hours
is a tick, not a bar: the closing auction (Hong Kong's until 16:10) belongs to the last bar, the opening auction to
the first.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from models import sessions
from models.instruments import Market
from models.values import Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

MINUTE = 60
TAIL = 30  # minutes after the close in which an auction's print may still come
NOWHERE = -1


def by_start(market: Market, day: Any, minute: Ints, length: int) -> Ints:
    """The start of the bar each row belongs to, in minutes of its local ``day``; -1: it belongs to no session.

    ``minute``: the local minute a row is labelled with, its start. Rows inside the hours stay as they are; one after
    the close of morning or afternoon belongs to the row before it, unless it reaches into the afternoon.
    """
    starts = np.where(inside(market, minute), minute, NOWHERE)
    places = np.maximum.accumulate(np.where(starts >= 0, np.arange(len(minute)), NOWHERE))
    same_day = (places >= 0) & (day[places] == day)
    for end, latest in _tails(market, length):
        tick = (starts < 0) & (end <= minute) & (minute <= latest)
        starts = np.where(tick & same_day, minute[places], starts)
    for opening, _ in _spans(market)[1:]:  # a vendor's hour may begin in the lunch break
        across = (starts < 0) & (opening - length < minute) & (minute < opening)
        starts = np.where(across, minute, starts)
    return starts


def by_end(market: Market, minute: Ints, length: int) -> Ints:
    """As ``by_start``, for rows labelled by their end. Bars of ``length`` minutes begin anew after lunch.

    Shorter rows than ``length`` are gathered. The label of an opening itself is that of its auction.
    """
    starts = np.full(len(minute), NOWHERE)
    spans = _spans(market)
    for place, (first, last) in enumerate(spans):
        latest = last if place + 1 < len(spans) else last + TAIL
        here = (first <= minute) & (minute <= latest)
        passed = np.maximum(np.minimum(minute, last) - first - 1, 0)
        starts = np.where(here, first + passed // length * length, starts)
    return starts


def labels_are_starts(market: Market, minute: Ints) -> bool:
    """Whether rows said to be labelled by their end are labelled by their start: at the opening, never at a close.

    Vendors have changed this before; a whole session tells. Before its first close a new listing's does not.
    """
    spans = _spans(market)
    return bool((minute == spans[0][0]).any() and not (minute >= spans[-1][1]).any())


def gathered(time: Ints, day: Any, columns: dict[str, Floats]) -> dict[str, Any]:
    """One row for each run of equal ``time`` (UTC seconds of the start): first open, highest high, volume together."""
    first = np.flatnonzero(np.append(True, np.diff(time) != 0))
    last = np.append(first[1:], len(time)) - 1
    return {
        "time": time[first],
        "date": day[first],
        "open": columns["open"][first],
        "high": np.fmax.reduceat(columns["high"], first),
        "low": np.fmin.reduceat(columns["low"], first),
        "close": columns["close"][last],
        "volume": np.add.reduceat(columns["volume"], first),
        "turnover": np.add.reduceat(columns["turnover"], first),
    }


def _spans(market: Market) -> tuple[tuple[int, int], ...]:
    """Opening and close of each part of the day, in minutes of the local day."""
    return tuple((minute_of(start), minute_of(end)) for start, end in sessions.HOURS[market])


def minute_of(at: dt.time) -> int:
    """Minutes since midnight."""
    return at.hour * MINUTE + at.minute


def inside(market: Market, minute: Ints) -> NDArray[np.bool_]:
    """Which local minutes lie in the hours."""
    found = np.zeros(len(minute), bool)
    for first, last in _spans(market):
        found |= (first <= minute) & (minute < last)
    return found


def _tails(market: Market, length: int) -> tuple[tuple[int, int], ...]:
    """From each close, until when a row is that part's last tick."""
    spans = _spans(market)
    openings = [first - length for first, _ in spans[1:]]
    ends = [last for _, last in spans]
    return tuple(zip(ends, [*openings, ends[-1] + TAIL], strict=True))
