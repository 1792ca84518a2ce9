"""What happened between two bars (区间统计), and between two points of a chart (the ruler). Pure.

The change of a range is from the close *before* its first bar, as Chinese software and the exchanges' own 涨跌幅 do it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import NamedTuple, Protocol

import numpy as np

from models.adjustment import MADE_OF_DAYS
from models.periods import period
from models.values import Action, Days, Floats, Interval, Ints

SLACK = 0.02  # by which turnover over volume may leave the day's range before it is no price, as in the vendors' guard


class Columns(Protocol):
    """Bars as columns of one length, oldest first, in the units of models.values.Bars, which is one."""

    @property
    def date(self) -> Days: ...  # noqa: D102
    @property
    def time(self) -> Ints: ...  # noqa: D102
    @property
    def open(self) -> Floats: ...  # noqa: D102
    @property
    def high(self) -> Floats: ...  # noqa: D102
    @property
    def low(self) -> Floats: ...  # noqa: D102
    @property
    def close(self) -> Floats: ...  # noqa: D102
    @property
    def volume(self) -> Floats: ...  # noqa: D102
    @property
    def turnover(self) -> Floats: ...  # noqa: D102


class Base(StrEnum):
    """What a change is measured from."""

    PREVIOUS_CLOSE = "previous_close"
    OPEN = "open"  # of the first bar held: nobody knows the close before
    CLOSE = "close"  # of the first bar held, where there are closes only


class Extreme(NamedTuple):
    """A highest or lowest price and the bar that made it first. date: exchange-local. time: UTC seconds."""

    value: float
    bar: int
    date: dt.date
    time: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The bars ``first`` to ``last``, both inside. None is what cannot be computed.

    first_date, last_date: exchange-local; of a week or month its first session, or the last. times: UTC seconds of the
    bars' starts. sessions: different trading days, None of weeks and months. days: calendar days, both ends included.
    base: the price that ``base_kind`` names. change: close less base; change_pct, amplitude_pct (high less low) in
    percent of the base, None where that is not above zero. drawdown_pct: the deepest fall of a close from the
    highest one before it or the base, in percent, 0 or below.
    high, low: of the bars' extremes, of closes where there are closes only.
    volume: shares, turnover: currency units; None as soon as a bar's is missing. average: turnover over volume.
    turnover_rate: volume in percent of the shares. up, down, flat: bars by their close against the one before.
    ex_dates: on which something went ex inside, while the prices are as traded: their gap is in the change.
    """

    first: int
    last: int
    first_date: dt.date
    last_date: dt.date
    first_time: float
    last_time: float
    bars: int
    sessions: int | None
    days: int
    base: float | None
    base_kind: Base
    close: float | None
    change: float | None
    change_pct: float | None
    high: Extreme | None
    low: Extreme | None
    amplitude_pct: float | None
    drawdown_pct: float | None
    volume: float | None
    turnover: float | None
    average: float | None
    turnover_rate: float | None
    up: int
    down: int
    flat: int
    ex_dates: tuple[dt.date, ...] = ()


def measure(
    columns: Columns,
    first: int,
    last: int,
    *,
    interval: Interval = Interval.DAY,
    shares: float | None = None,
    as_traded: bool = True,
    actions: Iterable[Action] = (),
) -> Measure | None:
    """The bars from ``first`` to ``last`` in either order, cut to those that are held; None when none is.

    shares: outstanding or floating, for the turnover rate. as_traded: False for adjusted prices, which have no average
    price, as turnover and volume are not adjusted. actions: what goes ex; asked of prices as traded only.
    """
    first, last = max(0, min(first, last)), min(len(columns.close) - 1, max(first, last))
    if first > last:
        return None
    span, dates = slice(first, last + 1), columns.date[first : last + 1]
    base, kind = _base(columns, first)
    known = _known(columns.close[span])
    close = float(known[-1]) if len(known) else None
    high = _extreme(columns, columns.high[span], first, highest=True)
    low = _extreme(columns, columns.low[span], first, highest=False)
    volume, turnover = _sum(columns.volume[span]), _sum(columns.turnover[span])
    begin, end = _begin(columns, first, interval), _day(dates[-1])
    up, down, flat = _directions(known, base)
    return Measure(
        first=first, last=last, first_date=begin, last_date=end,
        first_time=float(columns.time[first]), last_time=float(columns.time[last]),
        bars=last - first + 1, sessions=None if interval in MADE_OF_DAYS else _different(dates),
        days=(end - begin).days + 1, base=base, base_kind=kind, close=close,
        change=None if close is None or base is None else close - base,
        change_pct=_percent(close, base), high=high, low=low,
        amplitude_pct=None if high is None or low is None else _part(high.value - low.value, base),
        drawdown_pct=_drawdown(known, base), volume=volume, turnover=turnover,
        average=_average(columns, span) if as_traded else None,
        turnover_rate=_part(volume, shares), up=up, down=down, flat=flat,
        ex_dates=_ex_dates(begin if not first else _day(columns.date[first - 1]), end, actions) if as_traded else (),
    )  # fmt: skip


def _base(columns: Columns, first: int) -> tuple[float | None, Base]:
    """The newest known close before ``first``; without one the first bar's open, or its close."""
    for bar in range(first - 1, -1, -1):
        if isfinite(columns.close[bar]):
            return float(columns.close[bar]), Base.PREVIOUS_CLOSE
    if isfinite(columns.open[first]):
        return float(columns.open[first]), Base.OPEN
    return (float(columns.close[first]) if isfinite(columns.close[first]) else None), Base.CLOSE


def _extreme(columns: Columns, values: Floats, first: int, *, highest: bool) -> Extreme | None:
    held, finite = values, np.isfinite(values)
    if not finite.all():
        held = np.where(finite, values, columns.close[first : first + len(values)])
        if not np.isfinite(held).any():
            return None
        held = np.where(np.isfinite(held), held, -np.inf if highest else np.inf)
    place = int(held.argmax() if highest else held.argmin())
    bar = first + place
    return Extreme(float(held[place]), bar, _day(columns.date[bar]), float(columns.time[bar]))


def _directions(closes: Floats, base: float | None) -> tuple[int, int, int]:
    """How many closes lie above, below and at the one before; the first is compared with the base."""
    up, down = (int(np.count_nonzero(which(closes[1:], closes[:-1]))) for which in (np.greater, np.less))
    count = max(0, len(closes) - 1)
    if base is not None and len(closes):
        up, down, count = up + int(closes[0] > base), down + int(closes[0] < base), count + 1
    return up, down, count - up - down


def _drawdown(closes: Floats, base: float | None) -> float | None:
    if not len(closes) or closes.min() <= 0 or (base is not None and base <= 0):
        return None
    peaks = np.maximum.accumulate(closes)
    if base is not None:
        np.maximum(peaks, base, out=peaks)
    return float(np.min(closes / peaks) - 1.0) * 100.0


def _average(columns: Columns, span: slice) -> float | None:
    """Turnover over volume, where both are known and each bar's lies within its own range: else it is no price."""
    volume, turnover = columns.volume[span], columns.turnover[span]
    shares, paid = _sum(volume), _sum(turnover)
    if not shares or paid is None:
        return None
    least, most = volume * columns.low[span] * (1 - SLACK), volume * columns.high[span] * (1 + SLACK)
    fits = ((turnover >= least) & (turnover <= most)) | (volume == 0)
    return paid / shares if fits.all() else None


def _ex_dates(after: dt.date, until: dt.date, actions: Iterable[Action]) -> tuple[dt.date, ...]:
    return tuple(sorted({one.ex_date for one in actions if after < one.ex_date <= until}))


def _begin(columns: Columns, bar: int, interval: Interval) -> dt.date:
    """The first day of a bar: a week or month carries the date of its last session, and the time of its first."""
    day = _day(columns.date[bar])
    if interval not in MADE_OF_DAYS:
        return day
    opened = _day(np.datetime64(int(columns.time[bar]), "s"))  # an opening has the exchange's own date in UTC, too
    return min(day, max(opened, period(interval, day)[0]))


def _different(dates: Days) -> int:
    return 1 + int(np.count_nonzero(dates[1:] != dates[:-1]))


def _known(values: Floats) -> Floats:
    finite = np.isfinite(values)
    return values if finite.all() else values[finite]


def _sum(values: Floats) -> float | None:
    total = float(values.sum())
    return total if isfinite(total) else None


def _percent(value: float | None, base: float | None) -> float | None:
    return None if value is None or base is None else _part(value - base, base)


def _part(value: float | None, whole: float | None) -> float | None:
    return value / whole * 100.0 if value is not None and whole is not None and whole > 0 else None


def _day(value: np.datetime64) -> dt.date:
    day: dt.date = value.astype("datetime64[D]").astype(dt.date)
    return day


# the ruler


class Anchor(NamedTuple):
    """A point of a chart: a bar's number, which may lie beyond the ends, and a price."""

    bar: int
    price: float


class Ruler(NamedTuple):
    """From one point to another: change in price units and in percent, bars and calendar days; below zero backwards.

    change_pct: None from a price that is not above zero. days: None when a point lies where no bar is held.
    """

    change: float
    change_pct: float | None
    bars: int
    days: int | None


def measure_between(date: Days, a: Anchor, b: Anchor) -> Ruler:
    """From ``a`` to ``b`` over bars of these dates (exchange-local, datetime64[D])."""
    held = all(0 <= one.bar < len(date) for one in (a, b))
    days = (_day(date[b.bar]) - _day(date[a.bar])).days if held else None
    return Ruler(b.price - a.price, _percent(b.price, a.price), b.bar - a.bar, days)
