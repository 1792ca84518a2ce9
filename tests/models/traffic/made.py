"""Series by hand for tests of traffic."""

import datetime as dt

from models.traffic.values import Granularity, Metric, Point, Series, SeriesKey, series_of


def key(product="ChatGPT", **fields) -> SeriesKey:
    said = {"metric": Metric.VISITS, "granularity": Granularity.MONTH, "source": "Similarweb"} | fields
    return SeriesKey(product=product, **said)


def months(values, product="ChatGPT", first="2024-05", step=0.0, known_at=0.0, batch=0, flags=0, **fields) -> Series:
    """Monthly points from ``first`` on; None is a month that nobody printed."""
    year, month = map(int, first.split("-"))
    points = []
    for number, value in enumerate(values):
        at = year * 12 + month - 1 + number
        start, after = (dt.date(one // 12, one % 12 + 1, 1) for one in (at, at + 1))
        if value is not None:
            points.append(Point(start=start, end=after - dt.timedelta(days=1), value=value, step=step, flags=flags))
    return series_of(key(product, **fields), points, known_at, batch)


def days(values, product="ChatGPT", first=dt.date(2024, 9, 13), known_at=0.0, batch=0, **fields) -> Series:
    """Daily points from ``first`` on; None is a day without any."""
    points = [
        Point(start=day, end=day, value=value)
        for number, value in enumerate(values)
        if value is not None and (day := first + dt.timedelta(days=number))
    ]
    return series_of(key(product, granularity=Granularity.DAY, **fields), points, known_at, batch)


def weeks(values, product="ChatGPT", first=dt.date(2024, 9, 13), known_at=0.0, batch=0, **fields) -> Series:
    """Weekly points from the week that begins on ``first`` on; None is a week without any."""
    points = []
    for number, value in enumerate(values):
        start = first + dt.timedelta(days=7 * number)
        if value is not None:
            points.append(Point(start=start, end=start + dt.timedelta(days=6), value=value))
    said = {"granularity": Granularity.WEEK, "week_start": first.weekday()} | fields
    return series_of(key(product, **said), points, known_at, batch)
