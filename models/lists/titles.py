"""What a column of a list is called and what it means: ready texts, and texts made for periods of the user's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from models.lists.columns import period_of

TITLED = ("state", "delay")  # their plain keys are sentences of the tool tip


def title(key: str, texts: Mapping[str, str]) -> str:
    """The heading of a column: short, for 60 to 90 pixels."""
    period = period_of(key)
    if isinstance(period, dt.date):
        return texts["table.since"].format(date=f"{period:%y-%m-%d}")
    if period is not None:
        return texts["table.pct"].format(count=period)
    return texts[f"table.{key}.title" if key in TITLED else f"table.{key}"]


def meaning(key: str, texts: Mapping[str, str]) -> str:
    """One sentence: what a column shows, how it is calculated, where it comes from."""
    period = period_of(key)
    if isinstance(period, dt.date):
        return texts["table.since.tip"].format(date=period)
    if period is not None:
        return texts["table.pct.tip"].format(count=period)
    return texts[f"table.{key}.tip"]
