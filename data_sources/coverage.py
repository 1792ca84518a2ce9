"""Does the cache answer this, and if not, what is missing? Pure date arithmetic."""

from __future__ import annotations

import datetime as dt

from data_sources.cache import Held
from data_sources.protocol import BarsWanted
from models import sessions
from models.instruments import Market

RUNNING_FRESH_S = 60.0  # a running day's bar is asked for again after this
OVERLAP = dt.timedelta(days=10)  # a refresh asks for these days again, to see a restated past


def covers(held: Held, want: BarsWanted, now: float) -> bool:
    """True when nothing that ``want`` asks for can be newer or other than what is held."""
    market = want.instrument.market
    needed = min(want.end, sessions.last_final_date(market, now))
    for span in held.spans:
        if span.first <= want.start and span.last >= needed and sessions.is_final(market, needed, span.fetched_at):
            return not _running(market, want.end, now) or now - span.fetched_at < RUNNING_FRESH_S
    return False


def _running(market: Market, end: dt.date, now: float) -> bool:
    """True when ``end`` reaches a session that has begun and is not final yet."""
    today = sessions.local_date(market, now)
    return (
        end >= today
        and today.weekday() < 5
        and now >= sessions.open_time(market, today)
        and not sessions.is_final(market, today, now)
    )


def ask_from(held: Held | None, want: BarsWanted) -> dt.date:
    """The first day worth downloading: the missing end with an overlap, or all of it."""
    if held is None or not len(held.bars):
        return want.start
    reach = [span.last for span in held.spans if span.first <= want.start <= span.last]
    if not reach:
        return want.start
    last_bar: dt.date = held.bars.date[-1].astype(dt.date)
    return max(want.start, min(max(reach), last_bar) - OVERLAP)
