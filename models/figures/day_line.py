"""The day's line of a row 分时: percent against the previous close, a number for each minute of trading."""

from __future__ import annotations

import datetime as dt

import numpy as np

from models import sessions
from models.instruments import ZONES, Market
from models.values import Bars, Floats

MINUTE = 60


def day_line(bars: Bars, previous_close: float, market: Market, day: dt.date) -> Floats:
    """Percent for each minute that ``market`` trades on ``day`` (240 of Shanghai, 390 of New York), lunch left out.

    bars: of one minute; those of other days and outside the hours are left out. A minute without a trade has the
    price before it; those before the first and after the newest one are NaN, so a running day fills from the left.
    previous_close: what the day's change is measured from, as the quote says it.
    """
    begins = _begins(market, day)
    made = np.full(len(begins), np.nan)
    mine = (bars.date == np.datetime64(day, "D")) & (bars.close > 0)
    times, closes = bars.time[mine], bars.close[mine]
    place = np.searchsorted(begins, times, side="right") - 1
    inside = (place >= 0) & (times < begins[np.maximum(place, 0)] + MINUTE)
    if not inside.any() or not previous_close > 0:
        return made
    made[place[inside]] = (closes[inside] / previous_close - 1.0) * 100.0
    newest = int(place[inside][-1])
    held = np.maximum.accumulate(np.where(np.isnan(made[: newest + 1]), -1, np.arange(newest + 1)))
    made[: newest + 1] = np.where(held >= 0, made[held], np.nan)
    return made


def _begins(market: Market, day: dt.date) -> Floats:
    """UTC seconds of each minute's start."""
    spans = [
        [sessions.moment(ZONES[market], day, at) for at in span] for span in sessions.hours(market, day)
    ]  # fmt: skip
    return np.concatenate([np.arange(first, last, MINUTE) for first, last in spans]) if spans else np.zeros(0)
