"""Daily levels of the indices abroad, for which few sources have a history. A row: date, open, CLOSE, high, low."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from data_sources.guards import contract, in_order
from data_sources.guards.scalars import column
from data_sources.protocol import BarsWanted
from models import sessions
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument
from models.spellings import EASTMONEY_INDEX
from models.values import Adjust, Bars, Interval

SOURCE = "eastmoney"
HISTORY = "https://push2his.eastmoney.com/api/qt/stock/kline/get"
NAMES = ("open", "close", "high", "low")


def url_of(want: BarsWanted) -> str:
    """Where the levels of ``want`` are. Raises NoSuchData for anything but days of an index abroad."""
    code = _code(want.instrument)
    if want.interval is not Interval.DAY or want.adjust is not Adjust.NONE:
        raise NoSuchData(f"gives no bars of {want.interval} of an index", source=SOURCE)
    fields = "fields1=f1,f2,f3,f4,f5,f6&fields2=f51,f52,f53,f54,f55,f56,f57"
    return f"{HISTORY}?secid={code}&klt=101&fqt=0&beg={want.start:%Y%m%d}&end={want.end:%Y%m%d}&{fields}"


def parse_bars(answer: Any, want: BarsWanted, now: float) -> Bars:
    """Levels as published; what it says of volume is of no known unit and left out.

    Raises Unreadable naming what is not as agreed.
    """
    one = want.instrument
    code = _code(one)
    rows = [_split(row) for row in contract.rows_at(answer, "data.klines", SOURCE)]
    said = contract.at(answer, "data.code", SOURCE)
    if said not in (one.id, code.partition(".")[2]):  # its own code for an index is not always what it is asked by
        raise Unreadable(f"answered {str(said)[:20]} instead of {one.id}", source=SOURCE)
    dates = np.array([row[0] for row in rows], "datetime64[D]")
    order = in_order(dates)
    columns: dict[str, Any] = {
        name: column(contract.price(rows[at][place], f"{place} ({name})", SOURCE) for at in order.tolist())
        for place, name in enumerate(NAMES, start=1)
    }
    nothing, last = np.full(len(order), np.nan), dates[order][-1].astype(dt.date)
    return Bars(
        instrument=one.id, date=dates[order],
        time=np.array([int(sessions.open_time(one.market, day)) for day in dates[order].astype(object)]),
        **columns, volume=nothing, turnover=nothing, currency=one.currency, source=SOURCE, fetched_at=now,
        last_is_final=sessions.is_final(one.market, last, now),
    )  # fmt: skip


def _code(one: Instrument) -> str:
    if one.id not in EASTMONEY_INDEX:
        raise NoSuchData(f"does not carry bars of {one.id}", source=SOURCE)
    return EASTMONEY_INDEX[one.id]


def _split(row: object) -> list[str]:
    parts = row.split(",") if isinstance(row, str) else []
    if len(parts) < len(NAMES) + 1:
        raise Unreadable("a row of fewer than five fields", source=SOURCE)
    try:
        dt.date.fromisoformat(parts[0])
    except ValueError as error:
        raise Unreadable(f"field 0 of a row holds {parts[0][:20]!r}, which is no date", source=SOURCE) from error
    return parts
