"""Series and rows for the tests of what is calculated from traffic."""

import datetime as dt

import numpy as np

from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of

NAN = float("nan")


def key(metric=Metric.VISITS, granularity=Granularity.DAY, week_start=None):
    return SeriesKey(product="豆包", metric=metric, granularity=granularity, source="S", week_start=week_start)


def days(first, values, metric=Metric.VISITS, steps=None, flags=None):
    """Daily points from a day on; None is a day the source left out."""
    steps, flags = steps or [0.0] * len(values), flags or [0] * len(values)
    points = [
        Point(start=day, end=day, value=value, step=step, flags=flag)
        for day, value, step, flag in zip(_days(first, len(values)), values, steps, flags, strict=True)
        if value is not None
    ]
    return series_of(key(metric), points, known_at=1000.0, batch=1)


def spans(granularity, rows, week_start=None, flags=0):
    """Longer points: (first day, last day, value)."""
    points = [
        Point(start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last), value=value, flags=flags)
        for first, last, value in rows
    ]
    return series_of(key(granularity=granularity, week_start=week_start), points, known_at=1000.0)


def rows(*values):
    """Values, n x T, with flags of none."""
    made = np.array(values, np.float64)
    return made, np.zeros(made.shape, np.uint8)


def texts(column):
    return [str(day) for day in column]


def _days(first, count):
    begin = dt.date.fromisoformat(first)
    return [begin + dt.timedelta(days=place) for place in range(count)]
