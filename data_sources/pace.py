"""How often a row is asked for. Pure: market state, whether it is on screen, whether a stream brings it."""

from __future__ import annotations

from models.instruments import Market

TRADING_S = 3.0  # on screen while its market trades
RESTING_S = 15.0  # on screen at lunch, before the opening and after the close
AWAY_S = 60.0  # off screen
CLOSED_S = 60.0  # once the close has been confirmed
STREAMED_S = 30.0  # a cross-check of what is pushed
AUCTIONS = frozenset({Market.CN, Market.HK})  # their opening auction shows a price before the opening
OVER = frozenset({"closed", "holiday"})


def pace(market: Market, state: str, *, visible: bool, streamed: bool, confirmed: bool) -> float:
    """Seconds between two questions. ``confirmed``: answered since the market closed. States: models.sessions."""
    if state in OVER:
        return CLOSED_S if confirmed else RESTING_S
    if not visible:
        return AWAY_S
    if not is_trading(market, state):
        return RESTING_S
    return STREAMED_S if streamed else TRADING_S


def is_trading(market: Market, state: str) -> bool:
    """Whether prices change by the second."""
    return state == "open" or (state == "pre" and market in AUCTIONS)
