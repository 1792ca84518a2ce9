"""What an instrument is doing, as far as a quote alone can tell."""

from __future__ import annotations

from models import sessions
from models.instruments import Instrument, Kind, Market


def silent_share(one: Instrument, opened: float | None, volume: float | None, now: float) -> bool:
    """Whether a mainland share has neither opened nor traded while its market is open: 停牌, for want of a word on it.

    Only said of mainland shares, which trade within seconds of the opening. A share that is halted in the middle of
    a session has opened, and is not found this way.
    """
    if one.market is not Market.CN or one.kind is not Kind.STOCK:
        return False
    return opened is None and volume is None and sessions.state(one.market, now) == "open"
