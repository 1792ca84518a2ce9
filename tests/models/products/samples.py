"""Series of assets for tests."""

import datetime as dt

from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of


def month(text):
    """First and last day of a month "2024-05"."""
    first = dt.date.fromisoformat(f"{text}-01")
    return first, (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def monthly(asset, values, *, product="ChatGPT", metric=Metric.VISITS, step=0.0, known_at=0.0, batch=0, flags=0):
    """A series with a number for each month, as {"2024-05": 1.0}."""
    key = SeriesKey(product=product, metric=metric, granularity=Granularity.MONTH, source="S", asset=asset)
    points = [
        Point(start=month(name)[0], end=month(name)[1], value=value, step=step, flags=flags)
        for name, value in values.items()
    ]
    return series_of(key, points, known_at, batch)


def told(series):
    """A monthly series as {"2024-05": value}."""
    return {str(day)[:7]: value for day, value in zip(series.start, series.value.tolist(), strict=True)}


def flags(series):
    """Its flags as {"2024-05": bits}."""
    return {str(day)[:7]: bits for day, bits in zip(series.start, series.flags.tolist(), strict=True)}
