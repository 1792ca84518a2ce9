"""Windows a reader asks for by name. Pure: today is an argument."""

from __future__ import annotations

import datetime as dt

from models.review.values import Window

REFERENCE_WEEK = Window(first=dt.date(2024, 9, 23), last=dt.date(2024, 9, 25))


def this_week(today: dt.date) -> Window:
    """Monday to today; at a weekend the week that has just ended."""
    monday = today - dt.timedelta(days=today.weekday())
    return Window(first=monday, last=min(today, monday + dt.timedelta(days=4)))


def last_week(today: dt.date) -> Window:
    """Monday to Friday of the week before ``today``'s."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return Window(first=monday, last=monday + dt.timedelta(days=4))


def month_to_date(today: dt.date) -> Window:
    """The first of the month to today."""
    return Window(first=today.replace(day=1), last=today)
