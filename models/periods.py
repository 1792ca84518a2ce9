"""Longer bars made of shorter ones: weeks and months of days, half hours of minutes. Pure.

Prices are adjusted first and put together afterwards: an ex-date lies inside a week, and a week of raw prices
across it would show a range nobody traded.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import numpy as np

from models import extended as outside
from models import sessions
from models.adjustment import MADE_OF_DAYS
from models.instruments import ZONES, Market
from models.values import COLUMNS, Bars, Floats, Interval, Ints

MINUTE_S = 60
NEVER = np.iinfo(np.int64).max  # begin of an afternoon that a day does not have
MOST = 3  # stretches of a day: before the opening, the hours, after the close
Span = tuple[dt.time, dt.time]


def period(interval: Interval, day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last calendar day of the week (Monday to Sunday) or month that ``day`` lies in."""
    if interval is Interval.WEEK:
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    if interval is not Interval.MONTH:
        raise ValueError(f"not made of days: {interval}")
    first = day.replace(day=1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def resampled(bars: Bars, interval: Interval, market: Market, *, extended: bool = False) -> Bars:
    """``bars`` put together to ``interval``: open of the first, highest, lowest, close of the last, sums.

    A week or month carries the date of its last session and the time of its first; a longer intraday bar begins
    at the session's opening or after lunch, never spans either, and an auction's bar counts to the session beside
    it. A sum of which a part is missing is missing. last_is_final only when the last session (or minute) that the
    newest period can have is held and final. Basis, adjustment, actions and doubt stay; the first period is as
    short as ``bars`` make it: ask for days from ``period(...)[0]`` on. extended: ``bars`` hold the trade before and
    after the hours too, which then has bars of its own. Raises ValueError for a shorter interval.
    """
    if interval is bars.interval:
        return bars
    if interval in MADE_OF_DAYS and bars.interval is Interval.DAY:
        return _of_days(bars, interval, market)
    if not (interval.intraday and bars.interval.intraday) or interval.minutes % bars.interval.minutes:
        raise ValueError(f"{interval} is not made of {bars.interval}")
    return _of_minutes(bars, interval, market, extended=extended)


def slot(interval: Interval, market: Market, at: float, *, extended: bool = False) -> tuple[int, int] | None:
    """Begin and end, UTC seconds, of the intraday bar that a trade at ``at`` (UTC seconds) counts to.

    As in ``resampled``: none spans lunch; what is traded before the opening counts to the first bar, what comes after
    a close to the bar before it. With ``extended`` the hours before and after are stretches of their own (US).
    None on a day without a session.
    """
    day = sessions.local_date(market, at)
    hours = outside.hours(market, day) if extended else sessions.hours(market, day)
    if not hours:
        return None
    opened = _opening(market, day, hours)
    pieces = _stretches(hours)
    begin, stop = next((piece for piece in reversed(pieces) if at - opened >= piece[0]), pieces[0])
    length = interval.minutes * MINUTE_S
    place = int(min(max(at - opened - begin, 0), stop - begin - 1)) // length
    start = opened + begin + place * length
    return start, min(start + length, opened + stop)


def grid(interval: Interval, market: Market, day: dt.date, *, extended: bool = False) -> Ints:
    """The start, UTC seconds, of every bar that the session of ``day`` can have; none when it is no session."""
    hours = outside.hours(market, day) if extended else sessions.hours(market, day)
    if not hours:
        return np.zeros(0, np.int64)
    step = interval.minutes * MINUTE_S
    return _opening(market, day, hours) + np.concatenate([np.arange(*each, step) for each in _stretches(hours)])


def _of_days(bars: Bars, interval: Interval, market: Market) -> Bars:
    if not len(bars):
        return bars.with_columns(interval=interval)
    # day 0 of the epoch is a Thursday: three days later weeks begin on Mondays
    days = bars.date.astype(np.int64)
    keys = (days + 3) // 7 if interval is Interval.WEEK else bars.date.astype("datetime64[M]").astype(np.int64)
    first, last = _ends(keys)
    newest: dt.date = bars.date[-1].astype(dt.date)
    whole = newest >= last_session(market, *period(interval, newest))
    dates = bars.date[last]
    return _joined(bars, first, last).with_columns(
        interval=interval, date=dates, time=bars.time[first], last_is_final=bars.last_is_final and whole
    )


def last_session(market: Market, first: dt.date, last: dt.date) -> dt.date:
    """The last day of first..last on which the market trades; ``first`` when it trades on none."""
    return max(first, sessions.on_or_before(market, last))


def _of_minutes(bars: Bars, interval: Interval, market: Market, *, extended: bool) -> Bars:
    if not len(bars):
        return bars.with_columns(interval=interval)
    start, end = _slots(bars, interval.minutes, market, extended=extended)
    first, last = _ends(start)
    step = bars.interval.minutes * MINUTE_S
    day: dt.date = bars.date[-1].astype(dt.date)
    whole = bars.time[-1] + step >= end[-1] or sessions.is_final(market, day, bars.fetched_at)
    return _joined(bars, first, last).with_columns(
        interval=interval, date=bars.date[first], time=start[first], last_is_final=bars.last_is_final and bool(whole)
    )


def _slots(bars: Bars, minutes: int, market: Market, *, extended: bool) -> tuple[Ints, Ints]:
    """Start and end (UTC seconds) of the longer bar that each bar belongs to."""
    dates, which = np.unique(bars.date, return_inverse=True)
    days: list[dt.date] = dates.tolist()
    hours = [_hours(market, day, extended=extended) for day in days]
    opened = np.array([_opening(market, day, held) for day, held in zip(days, hours, strict=True)], np.int64)[which]
    pieces = np.array([_pieces(held) for held in hours], np.int64)[which]
    since = bars.time - opened
    # what comes before the first piece counts to it, what comes after one counts to that
    piece = np.maximum((since[:, None] >= pieces[:, :, 0]).sum(axis=1) - 1, 0)
    begin, stop = pieces[np.arange(len(piece)), piece].T
    length = minutes * MINUTE_S
    place = np.clip(since - begin, 0, stop - begin - 1) // length
    start: Ints = opened + begin + place * length
    end: Ints = np.minimum(start + length, opened + stop)
    return start, end


def _hours(market: Market, day: dt.date, *, extended: bool = False) -> tuple[Span, ...]:
    """The hours of that very day: half days end early, Hong Kong once kept others. Usual ones when it is no session."""
    held = outside.hours(market, day) if extended else sessions.hours(market, day)
    return held or sessions.HOURS[market]


def _opening(market: Market, day: dt.date, hours: tuple[Span, ...]) -> int:
    return int(sessions.moment(ZONES[market], day, hours[0][0]))


@lru_cache(maxsize=64)
def _pieces(hours: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The stretches of a day, as many as a day can have: those it has not begin never."""
    held = _stretches(hours)
    return [*held, *[(NEVER, NEVER)] * (MOST - len(held))]


def _stretches(hours: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Each stretch of the day as start and end in seconds after its first opening."""
    zero = _seconds(hours[0][0])
    return [(_seconds(start) - zero, _seconds(end) - zero) for start, end in hours]


def _seconds(at: dt.time) -> int:
    """Of the day, in whole minutes; the last moment of a day is its end."""
    return (at.hour * 60 + at.minute + (at.second > 0)) * MINUTE_S


def _ends(keys: Ints) -> tuple[Ints, Ints]:
    """Places of the first and the last bar of each run of equal keys."""
    change = np.flatnonzero(np.diff(keys)) + 1
    first = np.concatenate(([0], change)).astype(np.int64)
    last = np.concatenate((change - 1, [len(keys) - 1])).astype(np.int64)
    return first, last


def _joined(bars: Bars, first: Ints, last: Ints) -> Bars:
    """One bar a run, still with the dates and times of the runs' last bars."""
    columns: dict[str, Floats] = {
        "open": _first_known(bars.open, first, last),
        "high": np.fmax.reduceat(bars.high, first),
        "low": np.fmin.reduceat(bars.low, first),
        "close": bars.close[last],
        "volume": np.add.reduceat(bars.volume, first),
        "turnover": np.add.reduceat(bars.turnover, first),
    }
    assert set(columns) == set(COLUMNS)
    return bars.with_columns(date=bars.date[last], time=bars.time[last], **columns)


def _first_known(values: Floats, first: Ints, last: Ints) -> Floats:
    """The first number of each run; NaN where it has none."""
    places = np.where(np.isnan(values), len(values), np.arange(len(values)))
    found = np.minimum.reduceat(places, first)
    known = found <= last
    return np.where(known, values[np.where(known, found, 0)], np.nan)
