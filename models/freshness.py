"""How far a quote may be trusted: live, late by design, not confirmed lately, or of a market or share that rests.

The one place where that is decided and put into words: list, chart and command line all ask here. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from models import sessions
from models.instruments import Market
from models.values import Floats, Ints, Quote

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]
else:
    Truths = np.ndarray

UNCONFIRMED_S = 90.0  # a polled quote is confirmed every 3 to 60 s; after this something is wrong
SILENT_S = 20 * 60.0  # trading for so long without a word on the exchange's clock is stale, delay or not
AUCTION_S = 10 * 60.0  # a closing auction ends so long after the close


class Freshness(StrEnum):
    """LIVE and CLOSED are as good as the source gives; DELAYED is late by the source; STALE is shown fainter.

    CLOSED: the market rests and this is its last price. SUSPENDED: the exchange has halted the share; no fault.
    """

    LIVE = "live"
    DELAYED = "delayed"
    STALE = "stale"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    NONE = "none"


def freshness(
    market: Market,
    exchange_time: float | None,
    received_at: float | None,
    delay_s: float,
    now: float,
    *,
    suspended: bool = False,
) -> Freshness:
    """The state of a quote. All times are UTC seconds; ``delay_s`` is what the source itself admits.

    A clock that was set back makes no quote younger than new.
    """
    if exchange_time is None or received_at is None:
        return Freshness.NONE
    if suspended and _still_halted(market, received_at, now):
        return Freshness.SUSPENDED
    confirmed = age(received_at, now) <= UNCONFIRMED_S
    begins, ends = sessions.stretch(market, now)
    if now < ends:
        fresh = confirmed and age(max(exchange_time, begins), now) <= SILENT_S
        return _running(delay_s) if fresh else Freshness.STALE
    settled = ends if sessions.state(market, now) == "lunch" else ends + AUCTION_S
    if received_at - delay_s >= settled:  # nothing was traded since
        return Freshness.CLOSED
    if not confirmed:
        return Freshness.STALE
    return Freshness.DELAYED if received_at - delay_s < ends and delay_s > 0 else Freshness.CLOSED


def freshness_of(quote: Quote, market: Market, now: float) -> Freshness:
    """The state of ``quote``."""
    held = (quote.exchange_time, quote.received_at, quote.delay_s)
    return freshness(market, *held, now, suspended=quote.suspended)


def stale(
    markets: Sequence[Market], which: Ints, exchange_time: Floats, received_at: Floats, delay_s: Floats, now: float
) -> Truths:
    """Which of many quotes are STALE, as ``freshness`` says it of one. None of them is suspended.

    which: each quote's market, as a place in ``markets``. NaN is a missing time, or no delay.
    """
    spans = [(*sessions.stretch(market, now), sessions.state(market, now) == "lunch") for market in markets]
    begins, ends, rests = (np.array(part)[which] for part in zip(*spans, strict=True))
    settled = np.where(rests, ends, ends + AUCTION_S)
    unconfirmed = now - received_at > UNCONFIRMED_S
    silent = unconfirmed | (now - np.maximum(exchange_time, begins) > SILENT_S)
    passed = unconfirmed & (received_at - np.where(np.isnan(delay_s), 0.0, delay_s) < settled)
    missing = np.isnan(exchange_time) | np.isnan(received_at)
    found: Truths = np.where(now < ends, silent, passed) & ~missing
    return found


def age(moment: float, now: float) -> float:
    """Seconds from ``moment`` to ``now``, never below zero: clocks are set back."""
    return max(0.0, now - moment)


def in_words(state: Freshness, market: Market, delay_s: float, now: float, texts: Mapping[str, str]) -> str:
    """The state as the reader says it. A market that rests says how: closed, lunch, holiday, after hours."""
    if state is Freshness.CLOSED:
        return texts[f"session.{sessions.state(market, now)}"]
    return texts[f"freshness.{state}"].format(minutes=round(delay_s / 60))


def _running(delay_s: float) -> Freshness:
    return Freshness.DELAYED if delay_s > 0 else Freshness.LIVE


def _still_halted(market: Market, received_at: float, now: float) -> bool:
    """A halt is announced for a day: it holds until another session begins and nobody repeats it."""
    following = sessions.on_or_after(market, sessions.local_date(market, received_at) + sessions.DAY)
    return now < sessions.open_time(market, following)
