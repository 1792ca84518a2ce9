"""Part of crash.py about traffic: imports taken one after the other, each restating the last, killed at any moment."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

from crash import SEED, folder, killed, row

PRODUCTS, DAYS = 40, 200


def traffic(count: int) -> None:
    """Kill -9 of a process that takes imports of forty products and acknowledges each: all of one, or nothing."""
    random.seed(SEED)
    lost = torn = acknowledged = 0
    for _ in range(0, count, 25):
        with folder() as home:
            for _ in range(25):
                said = killed(lambda say, home=home: take(home, say), random.uniform(0.05, 0.4))
                acknowledged += len(said)
                found, whole = survived(home)
                lost, torn = lost + (bool(said) and found < int(said[-1])), torn + (not whole)
    row(
        "I9",
        f"{count} kills, {acknowledged} acknowledged imports of {PRODUCTS * DAYS} numbers: {lost} lost, {torn} torn",
        "0 and 0",
        not (lost or torn),
    )


def series(number: int) -> list[object]:
    """Forty products of two hundred days whose every number is ``number``."""
    import datetime as dt

    from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of

    days = [dt.date(2024, 1, 1) + dt.timedelta(days=at) for at in range(DAYS)]
    points = [Point(start=day, end=day, value=float(number)) for day in days]
    keys = [
        SeriesKey(product=f"p{at}", metric=Metric.VISITS, granularity=Granularity.DAY, source="table")
        for at in range(PRODUCTS)
    ]
    return [series_of(key, points, 0.0) for key in keys]


def take(home: Path, say: Callable[[object], None]) -> None:
    """Import number n says n of every product and day."""
    from data_sources.user.db import UserData
    from models.traffic.values import Batch, Origin

    user = UserData(home, 1.0)
    number = newest_in(user) + 1
    say("ready")
    while True:
        batch = Batch(origin=Origin.FILE, name="t", source="table", known_at=float(number), taken_at=float(number))
        user.traffic.take(batch, series(number), {})
        say(number)
        number += 1


def newest_in(user: object) -> int:
    """The newest import that is there, -1 before the first."""
    newest = user.traffic.newest_import()
    return int(newest.known_at) if newest else -1


def survived(home: Path) -> tuple[int, bool]:
    """The newest import that is there, and whether every one up to it is whole."""
    from data_sources.user.db import UserData

    with contextlib.closing(UserData(home, 1.0)) as user:
        held = user.traffic.all()
        whole = user.state == "ok" and [int(batch.known_at) for batch, _, _ in held] == list(range(len(held)))
        for batch, made, _ in held[-2:]:
            values = [set(made.series(at, 0.0, 0).value.tolist()) for at in range(len(made.keys))]
            whole &= values == [{batch.known_at}] * PRODUCTS
        return newest_in(user), whole
