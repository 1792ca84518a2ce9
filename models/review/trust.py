"""How far the last close of a review's row may be trusted, in the same words as a quote's. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from models import sessions
from models.freshness import freshness, in_words
from models.review.values import Review, Row, RowState


def trust(row: Row, review: Review, texts: Mapping[str, str]) -> str:
    """Final when asked for after the window's last close; before, as live as when it was asked. "" if never asked."""
    market = row.instrument.market
    if row.as_of is None or row.state is RowState.MISSING:
        return ""
    if row.state is RowState.SUSPENDED:
        return texts["freshness.suspended"]
    if sessions.is_over(market, review.window.last, row.as_of):
        return texts["review.row.final"]
    state = freshness(market, row.as_of, row.as_of, 0.0, review.made_at)
    return in_words(state, market, 0.0, review.made_at, texts)
