"""Made-up traffic: the same for a seed and an asset on every machine, what is past stays when a day is added.

Every series carries the source "simulated" and says so in its definition: nothing here was ever measured.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from data_sources.adapters.simulated.days import stream
from data_sources.protocol import SeriesWanted
from models.errors import NoSuchData
from models.traffic.values import SUMMED, Granularity, Metric, Point, Series, SeriesKey, series_of
from models.values import Floats

SOURCE = "simulated"
FIRST = dt.date(2019, 1, 1)
DAY = dt.timedelta(days=1)
WEEKEND = (1.0, 1.02, 1.03, 1.02, 0.98, 0.8, 0.78)  # of a day's share, Monday first
SCALE = {Metric.VISITS: 2e6, Metric.PAGE_VIEWS: 8e6, Metric.DOWNLOADS: 4e4, Metric.WIKI_VIEWS: 3e3}
NONE = "no days in this span"


def series_for(seed: int, want: SeriesWanted, now: float) -> Series:
    """The asset's made-up series up to yesterday (UTC). Raises NoSuchData for days before FIRST or to come."""
    yesterday = dt.datetime.fromtimestamp(now, dt.UTC).date() - DAY
    points = _counted(seed, want, yesterday) if want.metric in SUMMED else _today(seed, want, yesterday + DAY)
    if not points:
        raise NoSuchData(NONE, source=SOURCE)
    key = SeriesKey(
        product=want.product, metric=want.metric, granularity=want.granularity, source=SOURCE, asset=want.asset.name,
        geo=want.geo, device=want.device, definition="made up by the program", day_cut="UTC",
        week_start=0 if want.granularity is Granularity.WEEK else None,
    )  # fmt: skip
    return series_of(key, points, known_at=now)


def _counted(seed: int, want: SeriesWanted, yesterday: dt.date) -> list[Point]:
    """Whole periods that lie in the days asked for, or overlap them."""
    days = _days(seed, want, yesterday)
    found = list[Point]()
    start = _begin(max(want.start, FIRST), want.granularity)
    while start <= want.end:
        end = _next(start, want.granularity) - DAY
        if start >= FIRST and end <= yesterday:
            held = days[(start - FIRST).days : (end - FIRST).days + 1]
            found.append(Point(start=start, end=end, value=float(held.sum())))
        start = end + DAY
    return found


def _days(seed: int, want: SeriesWanted, last: dt.date) -> Floats:
    """Numbers of each day from FIRST to ``last``."""
    dice = stream(seed, f"{want.asset.name}/{want.metric}")
    base = SCALE[want.metric] * 10.0 ** dice.normal(0.0, 0.7)
    count = max(0, (last - FIRST).days + 1)
    steps = dice.normal([[0.0008, 0.0]] * count, 0.02) if count else np.zeros((0, 2))
    weekday = np.array([WEEKEND[(FIRST.weekday() + place) % 7] for place in range(count)])
    made: Floats = np.round(base * np.exp(np.cumsum(steps[:, 0]) + steps[:, 1]) * weekday)
    return made


def _begin(day: dt.date, length: Granularity) -> dt.date:
    """Weeks begin on Monday."""
    if length is Granularity.MONTH:
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if length is Granularity.WEEK else day


def _next(start: dt.date, length: Granularity) -> dt.date:
    if length is Granularity.MONTH:
        return (start + dt.timedelta(days=31)).replace(day=1)
    return start + dt.timedelta(days=7 if length is Granularity.WEEK else 1)


def _today(seed: int, want: SeriesWanted, today: dt.date) -> list[Point]:
    """A place and a number of ratings of today only, as the store has them."""
    dice = stream(seed, f"{want.asset.name}/{want.metric}", today.toordinal())
    value = dice.integers(1, 100) if want.metric is Metric.RANK else 1_000 * (today - FIRST).days
    return [Point(start=today, end=today, value=float(value))]
