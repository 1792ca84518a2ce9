"""Bars of five minutes to an hour of A-shares, the newest few hundred. A row: label, open, CLOSE, high, low, volume."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from data_sources import minutes
from data_sources.adapters.tencent.units import SOURCE, lot_of
from data_sources.guards import contract, in_order
from data_sources.guards.scalars import column
from data_sources.protocol import BarsWanted
from models import sessions
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument
from models.values import COLUMNS, Bars, Floats, Interval, Ints

LABEL = re.compile(r"\d{12}")
NAMES = ("open", "close", "high", "low", "volume")
ROWS = 320  # in one answer, however many are asked for


def name_of(interval: Interval) -> str:
    """What the endpoint calls bars of ``interval``."""
    return f"m{interval.minutes}"


def parse_klines(rows: list[Any], want: BarsWanted, now: float) -> Bars:
    """Bars in shares, labelled by their start. Turnover is not told.

    A label is the END of a bar on Shanghai's clock. The oldest day of a full answer may be cut anywhere, so it is left
    out unless its first bar is there. Raises NoSuchData when the rows do not reach back to the span.
    """
    one, length = want.instrument, want.interval.minutes
    ends = np.array([_end(row, one) for row in rows], np.int64)
    order = in_order(ends)
    held, ends = [rows[place] for place in order.tolist()], ends[order]
    day, minute = _local(ends, one)
    starts = minutes.by_end(one.market, minute, length)
    asked = (np.datetime64(want.start, "D") <= day) & (day <= np.datetime64(want.end, "D"))
    kept = asked & (starts >= 0) & ~_cut_off(day, starts, one)
    if not kept.any():
        older = np.datetime64(want.end, "D") <= day[0]
        raise NoSuchData("keeps no bars that old" if older else "no sessions in this span", source=SOURCE)
    columns = {name: _numbers(held, place, name)[kept] for place, name in enumerate(NAMES, start=1)}
    columns["volume"] = columns["volume"] * lot_of(one)
    columns["turnover"] = np.full(int(kept.sum()), np.nan)
    gathered = minutes.gathered((ends + (starts - minute) * minutes.MINUTE)[kept], day[kept], columns)
    newest: dt.date = gathered["date"][-1].astype(dt.date)
    assert set(columns) == set(COLUMNS)
    return Bars(
        instrument=one.id,
        interval=want.interval,
        **gathered,
        currency=one.currency,
        source=SOURCE,
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, newest, now),
    )


def _cut_off(day: Any, starts: Ints, one: Instrument) -> Any:
    """The rows of the oldest day, when that begins later than its session."""
    opening = min(minutes.minute_of(first) for first, _ in sessions.HOURS[one.market])
    whole = len(day) < ROWS or starts[0] <= opening
    return np.zeros(len(day), bool) if whole else day == day[0]


def _end(row: Any, one: Instrument) -> int:
    """UTC seconds of the label, the first of a row, which must have six."""
    if not isinstance(row, list) or len(row) < 1 + len(NAMES):
        raise Unreadable("a row of fewer than six fields", source=SOURCE)
    if not isinstance(row[0], str) or not LABEL.fullmatch(row[0]):
        raise Unreadable(f"field 0 of a row holds {str(row[0])[:20]!r}, which is no time", source=SOURCE)
    try:
        at = dt.datetime.strptime(row[0], "%Y%m%d%H%M").replace(tzinfo=ZoneInfo(one.zone))
    except ValueError as error:
        raise Unreadable(f"{row[0]!r} is no time", source=SOURCE) from error
    return int(at.timestamp())


def _local(ends: Ints, one: Instrument) -> tuple[Any, Ints]:
    """Exchange-local day and minute of each label."""
    local = [dt.datetime.fromtimestamp(at, ZoneInfo(one.zone)) for at in ends.tolist()]
    day = np.array([at.date() for at in local], "datetime64[D]")
    return day, np.array([minutes.minute_of(at.time()) for at in local], np.int64)


def _numbers(rows: list[Any], place: int, name: str) -> Floats:
    numbers = column(contract.figure(row[place], f"{place} ({name})", SOURCE) for row in rows)
    if np.isnan(numbers).all():
        raise Unreadable(f"no numbers in field {place} ({name})", source=SOURCE)
    return numbers
