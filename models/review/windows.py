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


def in_one_week(window: Window) -> bool:
    """Whether all of it lies in one calendar week, Monday to Sunday."""
    return window.first.isocalendar()[:2] == window.last.isocalendar()[:2]


def whole(window: Window) -> Window:
    """The calendar week of a window that lies in one; any other window itself."""
    if not in_one_week(window):
        return window
    monday = window.first - dt.timedelta(days=window.first.weekday())
    return Window(first=monday, last=monday + dt.timedelta(days=6))


def moved(window: Window, steps: int) -> Window:
    """The window so many times its length in whole weeks later (earlier when negative)."""
    weeks = -(-((window.last - window.first).days + 1) // 7)
    by = dt.timedelta(days=7 * weeks * steps)
    return Window(first=window.first + by, last=window.last + by)
