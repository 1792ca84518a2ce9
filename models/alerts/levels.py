"""A level as somebody types it: with thousands separators, a percent sign, full-width digits."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite

from models.alerts.values import What

LONGEST = 40  # characters; nobody means more by a number
_SHAPE = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(?:%|pp|x)?", re.IGNORECASE)
POSITIVE = frozenset({What.PRICE, What.VOLUME, What.AGE})
MOST = {What.PRICE: 1e12, What.VOLUME: 1e6, What.AGE: 1e6}  # in the unit of what
MOST_PCT = 1e5


def read_level(text: str, what: What) -> tuple[float, str]:
    """The level, and what is wrong with the text: "" nothing, "empty", "number", "positive" or "large"."""
    typed = unicodedata.normalize("NFKC", text[: LONGEST + 1]).replace(",", "").replace(" ", "")
    if not typed:
        return 0.0, "empty"
    if len(text) > LONGEST or not _SHAPE.fullmatch(typed):
        return 0.0, "number"
    level = float(typed.rstrip("%pPxX"))
    if what in POSITIVE and level <= 0:
        return 0.0, "positive"
    if not isfinite(level) or abs(level) > MOST.get(what, MOST_PCT):
        return 0.0, "large"
    return level, ""
