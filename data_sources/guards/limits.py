"""How far a mainland share may move in one day; more without a corporate action wants a second source.

Main board 10 %, ChiNext and STAR 20 %, Beijing 30 %; shares under special treatment 5 % on the main board until it
was widened to 10 % in July 2026. None in the first five sessions after a listing. Funds follow their index: 20 %.
Rules change and have exceptions, so being beyond never refuses a number: it is held until another source says the same.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from models.figures.limits import TREATED_AS_OTHERS
from models.instruments import MAINLAND_FUNDS, Instrument, Kind, Market
from models.values import Bars, Quote

MAIN, WIDE, BEIJING, TREATED = 0.10, 0.20, 0.30, 0.05
WIDE_BOARDS = ("300", "301", "302", "688", "689")
FREE_SESSIONS = 5
NEW = ("N", "C")  # how exchanges mark the name of a share in its first and its next four sessions
TICK = 0.01


def limit(one: Instrument, date: dt.date) -> float | None:
    """The day's limit as a share of the previous close; None where there is none."""
    if one.market is not Market.CN or one.kind is not Kind.STOCK or one.name_zh.startswith(NEW):
        return None
    if one.suffix == "BJ":
        return BEIJING
    if one.code.startswith((*WIDE_BOARDS, *MAINLAND_FUNDS)):
        return WIDE
    return TREATED if "ST" in one.name_zh.upper() and date < TREATED_AS_OTHERS else MAIN


def beyond(quote: Quote, one: Instrument, date: dt.date) -> bool:
    """Whether the newest price lies beyond the day's limits: those the exchange states, else the board's."""
    if quote.last is None or one.market is not Market.CN:
        return False
    if quote.limit_up and quote.limit_down:
        return not quote.limit_down - TICK / 2 <= quote.last <= quote.limit_up + TICK / 2
    allowed = limit(one, date)
    if allowed is None or not quote.previous_close:
        return False
    return abs(quote.last / quote.previous_close - 1.0) > allowed + TICK / quote.previous_close


def beyond_days(bars: Bars, one: Instrument, listed_first: bool) -> tuple[dt.date, ...]:
    """The days whose close lies beyond the limit though nothing went ex; unknown, so none, without actions.

    listed_first: the series begins with the listing, whose first five sessions are free.
    """
    if bars.actions is None or len(bars) < 2:
        return ()
    ex = {action.ex_date for action in bars.actions}
    first = FREE_SESSIONS if listed_first else 1
    found = list[dt.date]()
    for place in range(first, len(bars)):
        day: dt.date = bars.date[place].astype(dt.date)
        before = float(bars.close[place - 1])
        allowed = limit(one, day)
        moved = abs(float(bars.close[place]) / before - 1.0)
        if allowed is not None and day not in ex and moved > allowed + TICK / before:
            found.append(day)
    return tuple(found)


def may_move(bars: Bars) -> bool:
    """Cheap first look: whether any close moved by more than the narrowest limit."""
    return bool(len(bars) > 1 and (np.abs(bars.close[1:] / bars.close[:-1] - 1.0) > TREATED).any())
