"""What the daily bars of one instrument give its row: closes to measure from, the year's range, a line of closes.

Everything is comparable with the newest traded price: divided by the factors of what went ex since
(models/adjustment.py), so that last / base - 1 is the return of a holder.

Sessions are counted as 通达信 counts them: by the bars of the instrument itself. A day without a trade has no bar and
is no session of it, so "5D" of a share that was halted for a month spans that month.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

import numpy as np

from models import sessions
from models.adjustment import factors
from models.figures.values import Figures
from models.frozen import frozen
from models.instruments import Market
from models.lists.columns import period_of
from models.values import Bars, Basis, Days, Floats

LOOK_BACK = dt.timedelta(days=400)  # reaches last year's end, and over a long halt
SESSIONS_A_YEAR = 235  # fewer than any market has
YEAR = dt.timedelta(weeks=52)
FEWEST = 20  # sessions that make a year's range worth a name
LINE = 60  # closes of a sparkline


def live_session(market: Market, now: float) -> dt.date:
    """The session that the newest price is of: the last whose opening auction has ended (its opening, without one)."""
    day = sessions.on_or_before(market, sessions.local_date(market, now))
    auctions = sessions.AUCTIONS.get(market)
    ahead = -60.0 * auctions[0][1] if auctions else 0.0
    if now < sessions.open_time(market, day) - ahead:
        day = sessions.on_or_before(market, day - sessions.DAY)
    return day


def reach(keys: Iterable[str], today: dt.date) -> dt.date:
    """The first day of the bars that the columns ``keys`` need, 400 days back at least."""
    first = today - LOOK_BACK
    for key in keys:
        period = period_of(key)
        if isinstance(period, int):
            first = min(first, today - dt.timedelta(days=30 + period * 365 // SESSIONS_A_YEAR))
        elif period is not None:
            first = min(first, period - LOOK_BACK)
    return first


def figures_of(
    bars: Bars,
    keys: Iterable[str],
    live: dt.date,
    *,
    market: Market,
    until: dt.date | None = None,
    halted: bool = False,
) -> Figures:
    """The figures of daily ``bars``, unadjusted as they came, for the columns ``keys``.

    live: the session of the newest price (``live_session``); a bar of that day or later is not looked at for a base
    or the line, so it makes no difference whether the bars hold it. A line ends at the live price: append it.
    "pct:N" is measured from the Nth close before ``live``, "mtd", "ytd" and "pct:YYYY-MM-DD" from the last close
    before their first day.
    until: no bar up to this day is missing; None when that is only sure of the last one held (bars out of the cache,
    doubtful ones). A base that a missing newer bar could change is left out.
    halted: it has not traded in ``live``; its newest price is that of its last bar.
    Closes that are not as traded (Basis.DIVIDEND_ADJUSTED) give a line, but no base and no range.
    """
    held = _Held.of(bars, live, halted=halted)
    traded = bars.basis is Basis.RAW
    known = max(until or dt.date.min, held.last or dt.date.min)
    high, low = held.range() if traded else (None, None)
    return Figures(
        instrument=bars.instrument,
        bases=dict(_bases(held, keys, market, known)) if traded else {},
        high52=high,
        low52=low,
        closes=held.line(),
        last_date=held.last,
        source=bars.source,
        fetched_at=bars.fetched_at,
    )


@frozen
class _Held:
    """Bars with a close, prices scaled to those of ``live``. count: how many lie before ``live``. last: newest."""

    date: Days
    close: Floats
    high: Floats
    low: Floats
    live: dt.date
    count: int
    last: dt.date | None

    @classmethod
    def of(cls, bars: Bars, live: dt.date, *, halted: bool) -> _Held:
        priced = np.isfinite(bars.close) & (bars.close > 0)
        rows = bars if priced.all() else bars.rows(priced)
        last: dt.date | None = rows.date[-1].astype(dt.date) if len(rows) else None
        if halted and last is not None:
            live = min(live, last)
        scale = _scale(rows, live)
        high, low = (np.where(np.isfinite(column), column, rows.close) for column in (rows.high, rows.low))
        count = int(np.searchsorted(rows.date, np.datetime64(live, "D")))
        return cls(rows.date, rows.close * scale, high * scale, low * scale, live, count, last)

    def range(self) -> tuple[float | None, float | None]:
        """High and low of the 52 weeks up to ``live``."""
        first = int(np.searchsorted(self.date, np.datetime64(self.live - YEAR, "D"), "right"))
        if len(self.date) - first < FEWEST:
            return None, None
        high, low = float(self.high[first:].max()), float(self.low[first:].min())
        return (high, low) if math.isfinite(high) else (None, None)

    def line(self) -> Floats:
        """The last closes before ``live``."""
        return self.close[max(0, self.count - LINE) : self.count]


def _scale(bars: Bars, live: dt.date) -> Floats:
    """Multipliers of prices for the ex-dates after them, up to ``live``; NaN before a factor that cannot be."""
    scale = np.ones(len(bars))
    if bars.basis is Basis.RAW:
        for day, factor in factors(bars).items():
            if day <= live:
                scale[: int(np.searchsorted(bars.date, np.datetime64(day, "D")))] *= factor if factor > 0 else np.nan
    return scale


def _bases(
    held: _Held, keys: Iterable[str], market: Market, known: dt.date
) -> Iterable[tuple[str, tuple[float, dt.date]]]:
    for key in keys:
        place, until = _place(held, key)
        if (
            place is not None
            and math.isfinite(held.close[place])
            and known >= sessions.on_or_before(market, until - sessions.DAY)
        ):
            yield key, (float(held.close[place]), held.date[place].astype(dt.date))


def _place(held: _Held, key: str) -> tuple[int | None, dt.date]:
    """Which bar a column is measured from, and the day before which no bar may be missing."""
    period = _first_day(key, held.live)
    if isinstance(period, int):
        return (held.count - period if period <= held.count else None), held.live
    if period is None or period > held.live:
        return None, held.live
    place = int(np.searchsorted(held.date[: held.count], np.datetime64(period, "D"))) - 1
    return (place if place >= 0 else None), period


def _first_day(key: str, live: dt.date) -> int | dt.date | None:
    if key == "mtd":
        return live.replace(day=1)
    if key == "ytd":
        return live.replace(month=1, day=1)
    return period_of(key)
