"""The minute line 分时 of today's session."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from data_sources.adapters.tencent.days import day_of
from data_sources.adapters.tencent.units import SOURCE, lot_of
from data_sources.guards import contract, in_order, units
from data_sources.guards.scalars import column
from data_sources.protocol import BarsWanted
from models import sessions
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Kind
from models.values import Bars, Floats, Interval, Ints

MINUTE = re.compile(r"(\d{2})(\d{2})")


def parse_minutes(session: Any, want: BarsWanted, now: float) -> Bars:
    """The minute line of the newest session: closes by the minute, volume in shares, turnover in yuan.

    A row: label, price, volume and turnover since the opening; the label is the END of the minute. The first row of a
    session is what its auction made, and joins the first minute. There are no opens, highs and lows: they stay NaN.
    """
    one = want.instrument
    date = _session_date(session)
    if not want.start <= date <= want.end:
        raise NoSuchData("no sessions in this span", source=SOURCE)
    rows = [_minute(row) for row in contract.rows_at(session, "data", SOURCE)]
    starts = np.array([_start(label, date, one) for label, *_ in rows], np.int64)
    order = _minutes_of(starts, [label for label, *_ in rows], one)
    price, volume, turnover = (column(row[place] for row in rows)[order] for place in (1, 2, 3))
    share = _day_lot(price, volume, turnover, one)
    nothing = np.full(len(order), np.nan)
    return Bars(
        instrument=one.id,
        interval=Interval.MIN1,
        date=np.full(len(order), np.datetime64(date, "D")),
        time=starts[order],
        open=nothing, high=nothing, low=nothing, close=price,
        volume=_differences(volume) * share,
        turnover=_differences(turnover),
        currency=one.currency,
        source=SOURCE,
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, date, now),
    )  # fmt: skip


def _minutes_of(starts: Ints, labels: list[str], one: Instrument) -> NDArray[np.intp]:
    """The rows that stand for a minute, in order.

    An auction's does only until its first minute has a row: sums are of the whole day, so nothing of it is lost.
    """
    opens = {f"{first:%H%M}" for first, _ in sessions.HOURS[one.market]}
    order = in_order(starts)
    auction = np.array([labels[place] in opens for place in order.tolist()], bool)
    chosen: NDArray[np.intp] = order[~auction | (np.arange(len(order)) == len(order) - 1)]
    return chosen


def _session_date(session: Any) -> dt.date:
    text = str(contract.at(session, "date", SOURCE))
    return day_of(f"{text[:4]}-{text[4:6]}-{text[6:]}")


def _minute(row: Any) -> tuple[str, float | None, float | None, float | None]:
    """Label, price, cumulative volume and turnover."""
    parts = row.split(" ") if isinstance(row, str) else []
    if len(parts) < 4:
        raise Unreadable("a minute of fewer than four fields", source=SOURCE)
    price, volume, turnover = (contract.figure(parts[place], str(place), SOURCE) for place in (1, 2, 3))
    return parts[0], price, volume, turnover


def _start(label: str, date: dt.date, one: Instrument) -> int:
    """UTC seconds of the minute's start: one before its label, but never before its session begins."""
    match = MINUTE.fullmatch(label)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unreadable(f"minute {label[:10]!r}", source=SOURCE)
    at = dt.datetime(date.year, date.month, date.day, int(match[1]), int(match[2]), tzinfo=ZoneInfo(one.zone))
    opens = [first for first, _ in sessions.HOURS[one.market]]
    return int(at.timestamp()) - (0 if at.time() in opens else 60)


def _differences(total: Floats) -> Floats:
    """What each minute added to a running total. Raises Unreadable when the total shrinks."""
    added = np.diff(total, prepend=0.0)
    if (added < 0).any():
        raise Unreadable("a running total that shrinks", source=SOURCE)
    return added


def _day_lot(price: Floats, volume: Floats, turnover: Floats, one: Instrument) -> float:
    """The lot that puts the day's average between its lowest and highest price; of an index the board's."""
    ruled = lot_of(one)
    if one.kind is not Kind.STOCK:
        return ruled
    found = units.lot(float(np.nanmin(price)), float(np.nanmax(price)), float(volume[-1]), float(turnover[-1]))
    if found is None:
        raise Unreadable(units.UNKNOWN, source=SOURCE)
    return found if volume[-1] > 0 and turnover[-1] > 0 else ruled
