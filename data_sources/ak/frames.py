"""Eastmoney's frames, as akshare makes them, to our values: columns by name, shares told from lots by the VWAP."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from data_sources import minutes
from data_sources.protocol import BarsWanted, FactsWanted
from models import sessions
from models.errors import NoSuchData, Unreadable
from models.facts import Dated, Facts
from models.instruments import Instrument, Kind, Market
from models.values import Bars, Floats

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("date", "open", "close", "high", "low", "volume", "turnover")
CHINESE = dict(zip(FIELDS, ("日期", "开盘", "收盘", "最高", "最低", "成交量", "成交额"), strict=True))
MINUTES = CHINESE | {"date": "时间"}
INDEX = dict(zip(FIELDS, ("date", "open", "close", "high", "low", "volume", "amount"), strict=True))
CLOCK = "Asia/Shanghai"  # Eastmoney's, for New York's minutes too
LOT = 100
AHEAD_S = 120.0  # of our clock; what begins later has not happened
SLACK = 0.02


def parse_bars(frame: pd.DataFrame, want: BarsWanted, now: float) -> Bars:
    """Bars from one of akshare's frames of days.

    Volume of A-shares comes in lots of a hundred or in shares, depending on board and year: the VWAP says which.
    Raises Unreadable naming the field that is missing or is no number.
    """
    one = want.instrument
    columns = _columns(frame, INDEX if "date" in frame.columns else CHINESE)
    day = np.array([str(each)[:10] for each in columns.pop("date")], "datetime64[D]")
    columns["volume"] *= _unit(columns, one)
    time = np.array([int(sessions.open_time(one.market, each.astype(dt.date))) for each in day])
    return _bars({**columns, "date": day, "time": time}, want, now)


def parse_minutes(frame: pd.DataFrame, want: BarsWanted, now: float) -> Bars:
    """Bars from one of akshare's frames of minutes, which carry more than was asked for.

    Labels are the end of a bar on Beijing's clock; ours its start. Raises NoSuchData when the frame does not reach
    back to the span.
    """
    one = want.instrument
    columns = _columns(frame, MINUTES)
    time, day, minute = _ends(columns.pop("date"), one)
    _mend(columns)
    columns["volume"] *= _unit(columns, one)
    starts = minutes.by_end(one.market, minute, want.interval.minutes)
    asked = (np.datetime64(want.start, "D") <= day) & (day <= np.datetime64(want.end, "D"))
    begun = time + (starts - minute) * 60
    kept = asked & (starts >= 0) & (columns["close"] > 0) & (begun <= now + AHEAD_S)
    if not kept.any():
        older = np.datetime64(want.end, "D") < day[0]
        raise NoSuchData("keeps no bars that old" if older else "no sessions in this span", source="akshare")
    rows = minutes.gathered(begun[kept], day[kept], {name: column[kept] for name, column in columns.items()})
    return _bars(rows, want, now)


def _bars(rows: dict[str, Any], want: BarsWanted, now: float) -> Bars:
    one = want.instrument
    return Bars(
        instrument=one.id,
        interval=want.interval,
        **rows,
        currency=one.currency,
        source="akshare",
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, rows["date"][-1].astype(dt.date), now),
    )


def _ends(labels: list[Any], one: Instrument) -> tuple[Any, Any, Any]:
    """UTC seconds, exchange-local day and minute of the end of each row, checked against the hours it must lie in.

    Rows on Beijing's clock that all fall into New York's night are on New York's; labels that never reach the close
    are starts. Both are told by whole sessions, so a vendor's change moves no bar.
    """
    time, day, minute = _clock(labels, one, CLOCK)
    if not minutes.inside(one.market, minute).any():
        time, day, minute = _clock(labels, one, one.zone)
    if minutes.labels_are_starts(one.market, minute):
        return time + 60, day, minute + 1  # as good an end as any inside the bar
    return time, day, minute


def _clock(labels: list[Any], one: Instrument, zone: str) -> tuple[Any, Any, Any]:
    """The same of each label itself, read in ``zone``. Raises Unreadable for one that is no time."""
    import pandas as pd

    try:
        index = pd.DatetimeIndex(pd.to_datetime(labels, format="%Y-%m-%d %H:%M:%S")).tz_localize(zone)
    except (ValueError, TypeError) as error:
        raise Unreadable(f"no times in column {MINUTES['date']}", source="akshare") from error
    local = index.tz_convert(one.zone)
    day = local.tz_localize(None).to_numpy().astype("datetime64[D]")
    minute = (local.hour * 60 + local.minute).to_numpy().astype(np.int64)
    return index.as_unit("s").asi8.astype(np.int64), day, minute


def _mend(columns: dict[str, Floats]) -> None:
    """An opening price of 0.00, as the first minute often has it, is the close before, kept between low and high."""
    before = np.append(columns["close"][:1], columns["close"][:-1])
    mended = np.clip(before, columns["low"], columns["high"])
    columns["open"] = np.where(columns["open"] > 0, columns["open"], mended)


def _columns(frame: pd.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    if missing := [name for name in names.values() if name not in frame.columns]:
        raise Unreadable(f"no column {missing[0]}", source="akshare")
    held: dict[str, Any] = {"date": list(frame[names["date"]])}
    for key, name in names.items():
        if key != "date":
            held[key] = _numbers(frame, name)
    return held


def _numbers(frame: pd.DataFrame, name: str) -> Floats:
    import pandas as pd

    column = pd.to_numeric(frame[name].replace({"-": None, "": None}), errors="coerce")
    if column.isna().all():
        raise Unreadable(f"no numbers in column {name}", source="akshare")
    return column.to_numpy(float, copy=True)


def _unit(columns: dict[str, Any], one: Instrument) -> int:
    """How many shares one of the volume is. An index counts in lots; it has no VWAP."""
    if one.market is not Market.CN:
        return 1
    if one.kind is not Kind.STOCK:
        return LOT
    return _lot(columns["volume"], columns["turnover"], columns["low"], columns["high"])


def _lot(volume: Floats, turnover: Floats, low: Floats, high: Floats) -> int:
    """1 or 100, whichever puts turnover / volume between low and high in the rows that traded.

    Only for unadjusted bars. Raises Unreadable when neither does: then the units are not what they seem.
    """
    traded = (volume > 0) & (turnover > 0)
    if not traded.any():
        return LOT
    for lot in (LOT, 1):
        average = turnover[traded] / (volume[traded] * lot)
        inside = (low[traded] * (1 - SLACK) <= average) & (average <= high[traded] * (1 + SLACK))
        if np.mean(inside) > 0.9:
            return lot
    raise Unreadable("turnover / volume is not between low and high: unknown units", source="akshare")


def parse_facts(frame: pd.DataFrame, want: FactsWanted, now: float) -> Facts:
    """Name, shares as of today, and the listing day. Raises Unreadable for another share's or no pairs."""
    one = want.instrument
    if missing := [name for name in ("item", "value") if name not in frame.columns]:
        raise Unreadable(f"no column {missing[0]}", source="akshare")
    held = dict(zip(frame["item"], frame["value"], strict=True))
    if str(held.get("股票代码", "")).zfill(6) != one.code:
        raise Unreadable(f"answered {held.get('股票代码')!r} for {one.id}", source="akshare")
    shares, today = _number(held.get("总股本")), sessions.local_date(one.market, now)
    return Facts(
        instrument=one.id,
        name_zh=str(held.get("股票简称") or ""),
        currency=one.currency,
        listed=_date(held.get("上市时间")),
        shares=(Dated(date=today, value=shares, source="akshare"),) if shares else (),
        source="akshare",
        fetched_at=now,
    )


def _number(value: Any) -> float | None:
    """A positive number, None for "-" and the like."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number < float("inf") else None


def _date(value: Any) -> dt.date | None:
    """``20200720``; "-" and 0 are no date."""
    try:
        return dt.datetime.strptime(str(value)[:8], "%Y%m%d").date()
    except ValueError:
        return None
