"""How far back a chart asks for first, how far it may go at all, and when it asks again. Pure."""

from __future__ import annotations

import datetime as dt

from models import sessions
from models.instruments import Market
from models.values import Interval

YEAR = 365
AGAIN_S, SETTLED_S = 300.0, 600.0
SPANS: dict[Interval, int] = {  # calendar days; a screen or several, and one answer of the source
    Interval.MIN1: 8,
    Interval.MIN5: 30,
    Interval.MIN15: 59,
    Interval.MIN30: 59,
    Interval.HOUR: 2 * YEAR - 1,
    Interval.DAY: 6 * YEAR,
    Interval.WEEK: 20 * YEAR,
    Interval.MONTH: 20 * YEAR,
}
REACH: dict[Interval, int] = {  # what the farthest-reaching source keeps; beyond it, asking is in vain
    Interval.MIN1: 29,
    Interval.MIN5: 2 * YEAR,
    Interval.MIN15: 2 * YEAR,
    Interval.MIN30: 2 * YEAR,
    Interval.HOUR: 5 * YEAR,
    Interval.DAY: 60 * YEAR,
    Interval.WEEK: 60 * YEAR,
    Interval.MONTH: 60 * YEAR,
}


def ask_from(interval: Interval, today: dt.date) -> dt.date:
    """The first day of what a chart of ``interval`` asks for when it opens."""
    return today - dt.timedelta(days=SPANS[interval])


def due(market: Market, asked: float, now: float, *, extended: bool = False) -> bool:
    """Whether minutes that were asked for at ``asked`` are to be asked for again at ``now``, both UTC seconds.

    While the market trades quotes carry them on, but some may have been missed; after a stretch of trading its last
    auction comes late.
    """
    if asked > now:  # the clock was set back
        return True
    begins, ends = sessions.stretch(market, now)
    if begins <= now < ends or (extended and sessions.state(market, now) in ("pre", "post")):
        return now - asked >= AGAIN_S
    return asked < ends + SETTLED_S <= now


def due_days(market: Market, had: float, asked: float, now: float) -> bool:
    """Whether bars of days or longer that were got at ``had`` are to be asked for at ``now``, all UTC seconds.

    Once on each of the exchange's sessions; what could not be had (``asked`` since) is tried again now and then.
    """
    today = sessions.local_date(market, now)
    new = sessions.is_session(market, today) and sessions.local_date(market, had) < today
    return new and now - asked >= AGAIN_S


def further(interval: Interval, today: dt.date, first: dt.date) -> dt.date | None:
    """The first day to ask for when the user scrolls beyond ``first``: as much again; None when there is no more."""
    end = today - dt.timedelta(days=REACH[interval])
    return max(first - dt.timedelta(days=SPANS[interval]), end) if first > end else None


def lead(interval: Interval, first: dt.date, today: dt.date) -> dt.date:
    """From when bars are needed for what looks back from ``first``: a span more, as far as anybody keeps them."""
    return kept_from(interval, first, dt.timedelta(days=SPANS[interval]), today)


def kept_from(interval: Interval, first: dt.date, before: dt.timedelta, today: dt.date) -> dt.date:
    """``before`` earlier than ``first``, but not so early that nobody keeps it while ``first`` itself is kept."""
    end = today - dt.timedelta(days=REACH[interval])
    return max(first - before, end) if first > end else first - before
