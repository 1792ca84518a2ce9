"""Quotes, bars and corporate actions: frozen values, columns where there are many.

Time is UTC seconds inside; ``date`` is the exchange's own calendar day beside it. Volume is shares,
turnover is units of the currency (not lots, not 万). A missing number is None in a row and NaN in a column.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from models.frozen import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Days = NDArray[np.datetime64]
else:  # numpy.typing takes 10 ms to import and says nothing at run time
    Floats = Ints = Days = np.ndarray


class Interval(StrEnum):
    """Length of a bar. Weeks and months are made from days (``models/periods.py``), never downloaded."""

    MIN1 = "1m"
    MIN5 = "5m"
    MIN15 = "15m"
    MIN30 = "30m"
    HOUR = "60m"
    DAY = "1d"
    WEEK = "1wk"
    MONTH = "1mo"

    @property
    def minutes(self) -> int:
        """Length in minutes; 0 for a day or longer."""
        return int(self.value[:-1]) if self.intraday else 0

    @property
    def intraday(self) -> bool:
        """True when one session has several."""
        return self.value.endswith("m")


class Adjust(StrEnum):
    """How prices are adjusted for splits and distributions. qfq and hfq use the ratio method."""

    NONE = "none"
    QFQ = "qfq"
    HFQ = "hfq"


class Basis(StrEnum):
    """What the stored prices of a source are. Only RAW is a price somebody paid."""

    RAW = "raw"
    DIVIDEND_ADJUSTED = "dividend-adjusted"


@frozen(kw_only=True)
class Quote:
    """The newest state of one instrument at one source.

    Prices are units of ``currency``; volume is shares of the day, turnover currency units of the day,
    market_cap currency units as the source states it now. exchange_time and received_at are UTC seconds;
    delay_s is how late the source says it is.
    limit_up, limit_down: the day's price limits of an A-share. volume_ratio 量比: volume a minute over that of the
    last five days. turnover_rate 换手率: percent of the float. indicative: the price the running auction would make.
    extended_last at extended_time: the newest trade before the opening or after the close (US), never mixed into
    ``last``. shares: outstanding now. suspended: the exchange has halted it (停牌); a state, not a price.
    pe: price over the earnings a share of the last twelve months, times; below zero after a loss, where the source
    says so at all. pb: price over book value a share, times. high_52w, low_52w: as the source states them.
    """

    instrument: str
    last: float | None
    previous_close: float | None = None
    open: float | None = None
    high: float | None = None
    low: float | None = None
    volume: float | None = None
    turnover: float | None = None
    market_cap: float | None = None
    currency: str
    exchange_time: float
    received_at: float
    delay_s: float = 0.0
    source: str
    limit_up: float | None = None
    limit_down: float | None = None
    volume_ratio: float | None = None
    turnover_rate: float | None = None
    indicative: float | None = None
    extended_last: float | None = None
    extended_time: float | None = None
    shares: float | None = None
    suspended: bool = False
    pe: float | None = None
    pb: float | None = None
    high_52w: float | None = None
    low_52w: float | None = None

    @property
    def change(self) -> float | None:
        """Last minus previous close."""
        if self.last is None or self.previous_close is None:
            return None
        return self.last - self.previous_close

    @property
    def change_pct(self) -> float | None:
        """Change over previous close, in percent."""
        if self.last is None or not self.previous_close:
            return None
        return (self.last / self.previous_close - 1.0) * 100.0

    @property
    def extended_pct(self) -> float | None:
        """The trade outside the session over ``last``, in percent."""
        if self.extended_last is None or not self.last:
            return None
        return (self.extended_last / self.last - 1.0) * 100.0


class ActionKind(StrEnum):
    """What went ex."""

    SPLIT = "split"
    DIVIDEND = "dividend"


@frozen(kw_only=True)
class Action:
    """A corporate action. Split: ``value`` new shares for one old (1.4 for 10 转 4). Dividend: cash a share."""

    ex_date: dt.date
    kind: ActionKind
    value: float


def _frozen(column: Any, dtype: Any) -> Any:
    array = np.array(column, dtype=dtype)
    array.setflags(write=False)
    return array


@frozen(kw_only=True, eq=False)
class Bars:
    """Bars of one instrument from one source, as read-only columns of one length, oldest first.

    date: exchange-local trading day (datetime64[D]), strictly increasing unless the bars are intraday.
    time: UTC seconds of the bar's start, strictly increasing.
    open, high, low: NaN throughout when the source holds closes only. volume: shares. turnover: currency units.
    actions: splits and dividends the source reports for this span and after it; None when it reports none at all.
    adjust says what was done to the prices on the way here, factors with what (ex-date and its factor, also those
    outside after a cut), basis what the source's own prices are.
    doubt: "" or why this may end too early: every source failed and the cache answered.
    remark: "" or what the guards withheld (no such bar is here) and which days they wonder about (those are).
    manual: dates whose close was put in by hand; some may lie outside after a cut.
    extended: with bars of the trade before the opening and after the close (models/extended.py); never of days.
    fetched_at: UTC seconds. last_is_final: False while the newest bar's session is still running.
    """

    instrument: str
    interval: Interval = Interval.DAY
    date: Days
    time: Ints
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    turnover: Floats
    adjust: Adjust = Adjust.NONE
    basis: Basis = Basis.RAW
    currency: str
    source: str
    fetched_at: float
    last_is_final: bool = True
    actions: tuple[Action, ...] | None = None
    doubt: str = ""
    remark: str = ""
    manual: tuple[dt.date, ...] = ()
    factors: tuple[tuple[dt.date, float], ...] = ()
    extended: bool = False

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "date", _frozen(self.date, "datetime64[D]"))
        put(self, "time", _frozen(self.time, np.int64))
        for name in COLUMNS:
            put(self, name, _frozen(getattr(self, name), np.float64))
        lengths = {len(getattr(self, name)) for name in ("date", "time", *COLUMNS)}
        if len(lengths) != 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")
        least = 0 if self.interval.intraday else 1
        if len(self.date) > 1 and not (np.diff(self.date).astype(np.int64) >= least).all():
            raise ValueError("bar dates must be strictly increasing")
        if self.interval.intraday and len(self.time) > 1 and not (np.diff(self.time) > 0).all():
            raise ValueError("bar times must be strictly increasing")

    def __len__(self) -> int:
        return len(self.close)

    def __reduce__(self) -> tuple[Any, ...]:
        # numpy forgets the read-only flag in a pickle; going through the constructor restores it
        return _rebuild, (type(self), tuple(getattr(self, f.name) for f in fields(self)))

    @property
    def close_only(self) -> bool:
        """True when the source holds no open, high and low."""
        return bool(len(self)) and bool(np.isnan(self.open).all())

    def between(self, start: dt.date, end: dt.date) -> Bars:
        """The bars with start <= date <= end. The last of them is final when a newer one is left out."""
        first = int(np.searchsorted(self.date, np.datetime64(start, "D"), side="left"))
        last = int(np.searchsorted(self.date, np.datetime64(end, "D"), side="right"))
        held = self.rows(slice(first, last))
        return held if held.last_is_final or last == len(self) else held.with_columns(last_is_final=True)

    def rows(self, which: slice | NDArray[np.bool_]) -> Bars:
        """The chosen rows, in order."""
        return self.with_columns(**{name: getattr(self, name)[which] for name in ("date", "time", *COLUMNS)})

    def traded(self) -> Bars:
        """Without the flat rows of no volume that some sources carry through a suspension, and rows without a close."""
        flat = (self.volume == 0) & (self.open == self.close) & (self.high == self.low)
        none = flat | np.isnan(self.close)
        return self.rows(~none) if none.any() else self

    def with_columns(self, **changes: Any) -> Bars:
        """A copy with some fields replaced."""
        held = {f.name: getattr(self, f.name) for f in fields(self)}
        return Bars(**(held | changes))


COLUMNS = ("open", "high", "low", "close", "volume", "turnover")


def _rebuild(kind: type[Bars], held: tuple[Any, ...]) -> Bars:
    return kind(**dict(zip((f.name for f in fields(kind)), held, strict=True)))
