"""Does the cache answer this, and if not, what is missing? Pure date arithmetic."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from data_sources.cache import Held
from data_sources.protocol import BarsWanted
from data_sources.spans import Span
from models import extended as outside
from models import sessions
from models.instruments import Market
from models.values import Adjust, Bars

RUNNING_FRESH_S = 60.0  # a running day's bar is asked for again after this
AHEAD_S = 60.0  # what was fetched later than now was stamped by a wrong clock and says nothing about being final
OVERLAP = dt.timedelta(days=10)  # a refresh asks for these days again, to see a restated past
OF_MINUTES = dt.timedelta(days=1)  # the same for bars of minutes
BEGINNING = dt.date(1990, 1, 1)  # of the exchanges in Shanghai and Shenzhen; 后复权 counts from the listing


def anchored(want: BarsWanted, today: dt.date) -> BarsWanted:
    """``want`` as far as its adjustment needs: 前复权 ends at today's prices, 后复权 begins with the first ones."""
    if want.adjust is Adjust.QFQ:
        return replace(want, end=max(want.end, today))
    return replace(want, start=min(want.start, BEGINNING)) if want.adjust is Adjust.HFQ else want


def covering(held: Held, want: BarsWanted, now: float) -> Span | None:
    """The span that answers ``want`` so that nothing it asks for can be newer or other than what is held.

    Days of rest at either end of ``want`` need not be held: nothing is traded on them.
    """
    market, late = want.instrument.market, want.extended
    start = sessions.on_or_after(market, want.start)
    needed = sessions.on_or_before(market, min(want.end, sessions.last_final_date(market, now, extended=late)))
    for span in held.spans:
        if span.fetched_at > now + AHEAD_S:
            continue
        final = sessions.is_final(market, needed, span.fetched_at, extended=late)
        if span.first <= start and span.last >= needed and final:
            running = _running(market, want.end, now, late=late)
            # abs: a clock that was set back must not keep an old bar for a day
            return span if not running or abs(now - span.fetched_at) < RUNNING_FRESH_S else None
    return None


def _running(market: Market, end: dt.date, now: float, *, late: bool) -> bool:
    """True when ``end`` reaches a session that has begun and is not final yet; ``late``: with what is traded around."""
    today = sessions.local_date(market, now)
    begins = outside.opening(market, today) if late else sessions.open_time(market, today)
    return (
        end >= today
        and sessions.is_session(market, today)
        and now >= begins
        and not sessions.is_final(market, today, now, extended=late)
    )


def reach(held: Held, want: BarsWanted) -> Bars | None:
    """The unbroken piece of what is held that reaches furthest into ``want``; a return across a hole is wrong."""
    pieces = [
        held.bars.between(max(span.first, want.start), min(span.last, want.end)).with_columns(
            fetched_at=span.fetched_at
        )
        for span in held.spans
        if span.first <= want.end and span.last >= want.start
    ]
    return max((piece for piece in pieces if len(piece)), key=lambda piece: (piece.date[-1], len(piece)), default=None)


def ask_from(held: Held | None, want: BarsWanted) -> dt.date:
    """The first day worth downloading: the missing end with an overlap, or all of it."""
    if held is None or not len(held.bars):
        return want.start
    reaching = [span.last for span in held.spans if span.first <= want.start <= span.last]
    if not reaching:
        return want.start
    last_bar: dt.date = held.bars.date[-1].astype(dt.date)
    overlap = OF_MINUTES if want.interval.intraday else OVERLAP
    return max(want.start, min(max(reaching), last_bar) - overlap)
