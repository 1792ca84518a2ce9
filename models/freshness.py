"""How much a quote on screen may be trusted: is it live, late by design, or has nobody confirmed it lately?"""

from __future__ import annotations

from enum import StrEnum

from models import sessions
from models.instruments import Market

UNCONFIRMED_S = 60.0  # a polled quote is confirmed every 3 to 15 s; after a minute something is wrong
SILENT_S = 20 * 60.0  # an open market's quote older than this on the exchange's clock is stale, delay or not


class Freshness(StrEnum):
    """LIVE and CLOSED are as good as the source gives; LATE is delayed by the source; STALE is shown fainter."""

    LIVE = "live"
    LATE = "late"
    CLOSED = "closed"
    STALE = "stale"
    NONE = "none"


def freshness(
    market: Market, exchange_time: float | None, received_at: float | None, delay_s: float, now: float
) -> Freshness:
    """The state of a quote. All times are UTC seconds; ``delay_s`` is what the source itself admits."""
    if exchange_time is None or received_at is None:
        return Freshness.NONE
    if now - received_at > UNCONFIRMED_S:
        return Freshness.STALE
    if sessions.state(market, now) != "open":
        return Freshness.CLOSED
    if now - exchange_time > SILENT_S:
        return Freshness.STALE
    return Freshness.LATE if delay_s > 0 else Freshness.LIVE
