"""The quiet line at the foot of the tab: whose closes these are, and since when they are held."""

from __future__ import annotations

from collections.abc import Mapping

from gui.look.numbers import MISSING, local_minute
from models.review.paper import source_name
from models.review.values import Review


def origin(review: Review, texts: Mapping[str, str]) -> str:
    """来源：雅虎；…最早一次取数 2024-09-26 08:00."""
    rows = (*review.rows, *review.benchmarks)
    sources = sorted({row.source for row in rows if row.source})
    named = " · ".join(source_name(one, texts) for one in sources) or MISSING
    asked = [row.as_of for row in rows if row.as_of]
    return texts["review.origin"].format(source=named, as_of=local_minute(min(asked, default=None)))
