"""When a market trades: sessions, hours, lunch, auctions, and from when on a day's bar is final. Pure.

``now`` is UTC seconds, a date is the exchange's own, hours are the exchange's clock. Holidays and half days are those
of ``holidays.py``; outside its years a weekday counts as a session and ``is_provisional`` says so. Currencies trade
around the clock on weekdays. The computer's own zone is never asked.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from models import holidays
from models.instruments import ZONES, Market

Span = tuple[dt.time, dt.time]
HOURS: dict[Market, tuple[Span, ...]] = {
    Market.CN: ((dt.time(9, 30), dt.time(11, 30)), (dt.time(13), dt.time(15))),
    Market.HK: ((dt.time(9, 30), dt.time(12)), (dt.time(13), dt.time(16))),
    Market.US: ((dt.time(9, 30), dt.time(16)),),
    Market.FX: ((dt.time(0), dt.time.max),),
}
EARLIER: dict[Market, tuple[tuple[dt.date, tuple[Span, ...]], ...]] = {  # hours before a date, oldest first
    Market.HK: (
        (dt.date(2011, 3, 7), ((dt.time(10), dt.time(12, 30)), (dt.time(14, 30), dt.time(16)))),
        (dt.date(2012, 3, 5), ((dt.time(9, 30), dt.time(12)), (dt.time(13, 30), dt.time(16)))),
    ),
}
AROUND = {  # minutes from the first auction to the opening, and from the close to the last after-hours trade
    Market.CN: (15, 30),
    Market.HK: (30, 10),
    Market.US: (330, 240),
    Market.FX: (0, 0),
}
AUCTIONS = {  # minutes: the opening auction from the opening, the closing auction from the close
    Market.CN: ((-15, -5), (-3, 0)),
    Market.HK: ((-30, -8), (0, 10)),
}
SETTLES = dt.timedelta(minutes=30)  # closing auctions end up to ten minutes late, vendors later
SATURDAY = 5
DAY = dt.timedelta(days=1)


def local(market: Market, now: float) -> dt.datetime:
    """``now`` on the exchange's clock."""
    return dt.datetime.fromtimestamp(now, ZoneInfo(ZONES[market]))


def local_date(market: Market, now: float) -> dt.date:
    """The exchange's calendar day."""
    return local(market, now).date()


def moment(zone: str, date: dt.date, at: dt.time) -> float:
    """UTC seconds of ``at`` on ``date`` in an IANA zone."""
    return dt.datetime.combine(date, at, ZoneInfo(zone)).timestamp()


# days


def is_session(market: Market, date: dt.date) -> bool:
    """Whether the market trades on ``date``."""
    return date.weekday() < SATURDAY and date not in _closed(market, date.year)


def is_half_day(market: Market, date: dt.date) -> bool:
    """Whether the session of ``date`` ends early."""
    return date in _half(market, date.year)


def is_provisional(market: Market, date: dt.date) -> bool:
    """True when holidays of ``date`` are not known, so that a weekday is only taken for a session."""
    return market in holidays.HORIZON and not holidays.FIRST[market] <= date <= holidays.HORIZON[market]


def sessions_between(market: Market, first: dt.date, last: dt.date) -> list[dt.date]:
    """The sessions to expect, both ends included, ascending."""
    days = map(dt.date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    return [day for day in days if is_session(market, day)]


def on_or_before(market: Market, date: dt.date) -> dt.date:
    """``date`` if it is a session, else the one before."""
    while not is_session(market, date):
        date -= DAY
    return date


def on_or_after(market: Market, date: dt.date) -> dt.date:
    """``date`` if it is a session, else the next one."""
    while not is_session(market, date):
        date += DAY
    return date


# hours


def hours(market: Market, date: dt.date) -> tuple[Span, ...]:
    """The stretches of trading on ``date``, () when it is no session. A half day in Hong Kong has no afternoon."""
    return _hours(market, date) if is_session(market, date) else ()


def open_time(market: Market, date: dt.date) -> float:
    """UTC seconds of the opening on ``date``; of the usual one when it is no session."""
    return moment(ZONES[market], date, _hours(market, date)[0][0])


def close_time(market: Market, date: dt.date) -> float:
    """UTC seconds of the close on ``date``; of the usual one when it is no session."""
    return moment(ZONES[market], date, _hours(market, date)[-1][1])


def is_final(market: Market, date: dt.date, now: float, *, extended: bool = False) -> bool:
    """True when the bar of ``date`` cannot change any more; ``extended``: nor what is traded after the close."""
    after = AROUND[market][1] * 60.0 if extended else 0.0
    return now >= close_time(market, date) + after + SETTLES.total_seconds()


def is_over(market: Market, date: dt.date, now: float) -> bool:
    """True when no bar up to ``date`` can change any more: on a day of rest, that of the session before."""
    return is_final(market, on_or_before(market, date), now)


def last_final_date(market: Market, now: float, *, extended: bool = False) -> dt.date:
    """The newest session whose bar is final, see ``is_final``."""
    day = on_or_before(market, local_date(market, now))
    while not is_final(market, day, now, extended=extended):
        day = on_or_before(market, day - DAY)
    return day


def begun(market: Market, first: dt.date, now: float) -> bool:
    """Whether trading has begun on any session from ``first`` on."""
    return now >= open_time(market, on_or_after(market, first))


def next_open(market: Market, now: float) -> float:
    """UTC seconds of the next time that trading begins after ``now``, be it after a lunch, a night or a holiday."""
    day = on_or_after(market, local_date(market, now))
    while True:
        for start, _ in _hours(market, day):
            if (begins := moment(ZONES[market], day, start)) > now:
                return begins
        day = on_or_after(market, day + DAY)


# now


def state(market: Market, now: float) -> str:
    """What the market does now: open, lunch, pre, post, closed, or holiday on a weekday without trading."""
    return _state(market, int(now // 60))


def in_auction(market: Market, now: float) -> bool:
    """Whether a call auction runs: one price is being found, none is traded yet. False where we know of none."""
    return _in_auction(market, int(now // 60))


def stretch(market: Market, now: float) -> tuple[float, float]:
    """Begin and end, UTC seconds, of the stretch of trading that runs now or else was the last to run."""
    return _stretch(market, int(now // 60))


# The clock is asked every second for every row, and sessions begin and end on whole minutes


@lru_cache(maxsize=64)
def _state(market: Market, minute: int) -> str:
    here = local(market, minute * 60.0)
    spans, at = hours(market, here.date()), here.time()
    if not spans:
        return "closed" if here.weekday() >= SATURDAY else "holiday"
    if any(start <= at < end for start, end in spans):
        return "open"
    before, after = AROUND[market]
    if at < spans[0][0]:
        return "pre" if _minutes(at) >= _minutes(spans[0][0]) - before else "closed"
    if at >= spans[-1][1]:
        return "post" if _minutes(at) < _minutes(spans[-1][1]) + after else "closed"
    return "lunch"


@lru_cache(maxsize=64)
def _in_auction(market: Market, minute: int) -> bool:
    here = local(market, minute * 60.0)
    if market not in AUCTIONS or not (spans := hours(market, here.date())):
        return False
    at, marks = _minutes(here.time()), (_minutes(spans[0][0]), _minutes(spans[-1][1]))
    return any(first <= at - mark < last for mark, (first, last) in zip(marks, AUCTIONS[market], strict=True))


@lru_cache(maxsize=64)
def _stretch(market: Market, minute: int) -> tuple[float, float]:
    day = on_or_before(market, local_date(market, minute * 60.0))
    while True:
        for start, end in reversed(_hours(market, day)):
            if (begins := moment(ZONES[market], day, start)) <= minute * 60.0:
                return begins, moment(ZONES[market], day, end)
        day = on_or_before(market, day - DAY)


def _minutes(at: dt.time) -> int:
    return at.hour * 60 + at.minute


def _hours(market: Market, date: dt.date) -> tuple[Span, ...]:
    """The hours of ``date`` as if it were a session, cut at the close of a half day."""
    usual = next((spans for before, spans in EARLIER.get(market, ()) if date < before), HOURS[market])
    close = _half(market, date.year).get(date)
    return usual if close is None else tuple((start, min(end, close)) for start, end in usual if start < close)


# the tables, a year of them read when it is first asked for


@cache
def _closed(market: Market, year: int) -> frozenset[dt.date]:
    return frozenset(day for line in _lines(holidays.CLOSED, market, year) for day in _days(line))


@cache
def _half(market: Market, year: int) -> dict[dt.date, dt.time]:
    held: dict[dt.date, dt.time] = {}
    for _, close, *days in _lines(holidays.HALF, market, year):
        held.update(dict.fromkeys(_days([str(year), *days]), dt.time.fromisoformat(close)))
    return held


def _lines(table: dict[Market, str], market: Market, year: int) -> list[list[str]]:
    return [line.split() for line in table.get(market, "").split("\n") if line.startswith(str(year))]


def _days(line: list[str]) -> list[dt.date]:
    """``["2024", "0101", "0209-0216"]`` as dates."""
    year, *spans = line
    held: list[dt.date] = []
    for span in spans:
        first, _, last = span.partition("-")
        ends = [dt.date(int(year), int(end[:2]), int(end[2:])).toordinal() for end in (first, last or first)]
        held += map(dt.date.fromordinal, range(ends[0], ends[1] + 1))
    return held
