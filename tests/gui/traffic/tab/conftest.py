"""A traffic tab over a fake data side, with the bundled products, announcements and monthly visits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

import resources
from data_sources.protocol.traffic import Held
from gui.start import Backstage
from gui.tabs.traffic import TrafficTab
from models.events import library_from
from models.traffic.bundled import bundled_series
from models.traffic.published import traffic_from
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of

WEEKS = [dt.date(2024, 8, 2) + dt.timedelta(days=7 * week) for week in range(7)]  # Fridays up to the reference week
RETRIEVED = dt.datetime(2024, 9, 20, 8, tzinfo=dt.UTC).timestamp()
ROUGH = {"ChatGPT": 6.9e8, "Gemini": 6.3e7, "Claude": 1.6e7, "Perplexity": 1.9e7, "Kimi": 5.2e6, "豆包": 3.1e6}


@pytest.fixture
def parts(parts):
    library = library_from(resources.events(), resources.vendors())
    return replace(parts, backstage=Backstage(library=lambda: library))


def months():
    """The bundled visits."""
    return bundled_series(traffic_from(resources.monthly_visits()))


def weeks(product, first=1e7, step=0.0, count=7, **changes):
    """Weekly visits from Friday to Thursday that grow by 3 % a week."""
    key = {"product": product, "metric": Metric.VISITS, "granularity": Granularity.WEEK, "source": "Similarweb",
           "week_start": 4}  # fmt: skip
    points = [
        Point(start=day, end=day + dt.timedelta(days=6), value=float(np.round(first * 1.03**at)), step=step)
        for at, day in enumerate(WEEKS[-count:])
    ]
    return series_of(SeriesKey(**(key | changes)), points, RETRIEVED, 1)


def text_weeks():
    """The reference week's text products as a table of Similarweb has them."""
    return tuple(weeks(product, first) for product, first in ROUGH.items())


@pytest.fixture
def answered(client, settle):
    """Answers every want for traffic with series of its metric, and lets everything follow."""

    def run(*series, strangers=()):
        for _ in range(3):
            for one in [one for one in client.traffic_asked if not one.future.done()]:
                held = tuple(each for each in series if each.key.metric is one.want.metric)
                one.future.set_result(Held(series=held, strangers=strangers))
            settle()

    return run


@pytest.fixture
def tab(parts, clock, shown):
    made = shown(TrafficTab(parts, clock), 1200, 800)
    yield made
    made.retire()


@pytest.fixture
def full(tab, answered):
    """With the bundled months."""
    answered(*months())
    return tab
