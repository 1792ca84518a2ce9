"""Yahoo's split-adjusted frames to traded bars."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from data_sources import minutes
from data_sources.protocol import BarsWanted
from data_sources.yahoo import names
from models import sessions
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Kind, Market
from models.values import Action, ActionKind, Bars, Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

PRICES = ("Open", "High", "Low", "Close")
NEEDED = (*PRICES, "Volume", "Dividends", "Stock Splits")
FIRST_TRADE, LAST_TRADE = dt.time(4), dt.time(20)  # of a day in New York, outside the hours too
FX_DECIMALS = 5  # what is quoted; the rest is noise of a mean


def parse_bars(
    frame: pd.DataFrame, meta: dict[str, Any], want: BarsWanted, now: float, since: pd.DataFrame | None = None
) -> Bars:
    """Traded bars from a split-adjusted frame, and the actions it carries.

    Yahoo divides prices by every later split and multiplies volume; both are undone, so the close is the traded
    one. ``since``: daily rows after a ``frame`` that ends in the past, for the splits in them. Raises Unreadable when
    columns, symbol or currency are not the agreed ones, NoSuchData for an empty span.
    """
    one = want.instrument
    names.check_meta(meta, one)
    if frame.empty:
        raise NoSuchData("no sessions in this span", source="yahoo")
    _check_columns(frame)
    time, day = clock(frame, one)
    events = {**_events(frame, one), **({} if since is None else _events(since, one))}
    columns: dict[str, Any] = _columns(frame, later_splits(day, events), one)
    if want.interval.intraday:
        columns = _into_sessions(frame, columns, time, day, want)
    else:
        columns |= {"date": day, "time": _openings(day, one.market)}
    return Bars(
        instrument=one.id,
        interval=want.interval,
        **columns,
        currency=one.currency,
        source="yahoo",
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, columns["date"][-1].astype(dt.date), now, extended=want.extended),
        extended=want.extended,
        actions=actions(events),
    )


def _openings(day: Any, market: Market) -> Ints:
    return np.array([int(sessions.open_time(market, each.astype(dt.date))) for each in day], np.int64)


def _check_columns(frame: pd.DataFrame) -> None:
    if missing := [name for name in NEEDED if name not in frame.columns]:
        raise Unreadable(f"no column {missing[0]}", source="yahoo")


def clock(frame: pd.DataFrame | pd.Series[Any], one: Instrument) -> tuple[Ints, Any]:
    """UTC seconds and exchange-local date of each row, whatever unit and zone the index comes in.

    Raises Unreadable for an index without a zone: whose midnight is meant would be a guess.
    """
    index: Any = frame.index
    if getattr(index, "tz", None) is None:
        raise Unreadable("times without a zone", source="yahoo")
    time: Ints = index.tz_convert("UTC").as_unit("s").asi8.astype(np.int64)
    local = index.tz_convert(one.zone).tz_localize(None)
    return time, local.to_numpy().astype("datetime64[D]")


Events = dict[Any, tuple[float, float]]  # exchange-local day -> split ratio (0: none), dividend as Yahoo states it


def _events(frame: pd.DataFrame, one: Instrument) -> Events:
    eventful = frame[(frame["Stock Splits"] > 0) | (frame["Dividends"] > 0)]
    _, day = clock(eventful, one)
    held = zip(day, eventful["Stock Splits"], eventful["Dividends"], strict=True)
    return {each: (float(split), float(dividend)) for each, split, dividend in held}


def later_splits(day: Any, events: Events) -> Floats:
    """For each day the product of the splits that go ex after it."""
    product: Floats = np.ones(len(day))
    for ex_day, (ratio, _) in events.items():
        if ratio > 0:
            product[day < ex_day] *= ratio
    return product


def _columns(frame: pd.DataFrame, later: Floats, one: Instrument) -> dict[str, Floats]:
    held = {name.lower(): _traded(frame[name].to_numpy(float), later, one) for name in PRICES}
    volume = frame["Volume"].to_numpy(float) / later
    held["volume"] = np.full(len(frame), np.nan) if one.kind is Kind.FX else volume
    held["turnover"] = np.full(len(frame), np.nan)
    return held


def _traded(prices: Floats, later: Floats, one: Instrument) -> Floats:
    """The price on the tape, without float32 noise; a US share may trade in fractions of a cent."""
    exact = 4 if one.market is Market.US and one.kind is Kind.STOCK else one.decimals
    if one.kind is Kind.FX:
        exact = FX_DECIMALS
    scaled = prices * later
    traded: Floats = np.where(later == 1.0, np.round(scaled, exact), np.round(scaled, one.decimals))
    return traded


def _into_sessions(
    frame: pd.DataFrame, columns: dict[str, Floats], time: Ints, day: Any, want: BarsWanted
) -> dict[str, Any]:
    """One bar a start, the auctions' ticks in the bar they belong to. Raises NoSuchData when none is in the span."""
    market, index = want.instrument.market, frame.index
    local: Any = index.tz_convert(want.instrument.zone)  # type: ignore[attr-defined]
    minute = (local.hour * 60 + local.minute).to_numpy().astype(np.int64)
    starts = _starts(market, day, minute, want)
    asked = (np.datetime64(want.start, "D") <= day) & (day <= np.datetime64(want.end, "D"))
    kept = (starts >= 0) & asked & np.isfinite(columns["close"])
    if not kept.any():
        raise NoSuchData("no sessions in this span", source="yahoo")
    begun = time // 60 * 60 + (starts - minute) * 60
    return minutes.gathered(begun[kept], day[kept], {name: column[kept] for name, column in columns.items()})


def _starts(market: Market, day: Any, minute: Ints, want: BarsWanted) -> Ints:
    """The local minute each row's bar begins with, -1 for none. Around the clock every row is a bar."""
    if market is Market.FX:
        return minute
    if not want.extended:
        return minutes.by_start(market, day, minute, want.interval.minutes)
    first, last = (minutes.minute_of(at) for at in (FIRST_TRADE, LAST_TRADE))
    return np.where((first <= minute) & (minute < last), minute, minutes.NOWHERE)


def actions(events: Events) -> tuple[Action, ...]:
    """Splits, and dividends as paid on the shares of their day, oldest first."""
    days = np.array(list(events), "datetime64[D]")
    later = later_splits(days, events)
    found = [(day, ActionKind.SPLIT, ratio) for day, (ratio, _) in events.items() if ratio > 0]
    found += [
        (day, ActionKind.DIVIDEND, paid * after)
        for (day, (_, paid)), after in zip(events.items(), later, strict=True)
        if paid > 0
    ]
    return tuple(
        Action(ex_date=day.astype(dt.date), kind=kind, value=float(value)) for day, kind, value in sorted(found)
    )
