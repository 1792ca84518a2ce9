"""The bundled monthly visits as series: dated facts of the publishers that printed them, with their digits."""

from __future__ import annotations

import datetime as dt

import numpy as np

from models.traffic.published import Traffic, Visits
from models.traffic.values import BUNDLED_BATCH, Granularity, Metric, Series, SeriesKey
from models.values import Days, Floats

COMPILED = dt.date(2026, 11, 23)  # the day the facts were put together: resources/facts/README.md
OUT_DAYS = 10  # Similarweb has a month out by about the 10th of the next one: from then on it counts as known
DEFINITION = "visits a month, as printed"


def bundled_series(traffic: Traffic) -> tuple[Series, ...]:
    """Every publisher's months as series of batch 0, in the order of ``traffic``.

    The day a figure was printed is not recorded: it counts as known from OUT_DAYS after its month.
    """
    domains = {site.name: site.domain for site in traffic.products}
    return tuple(_series(one, domains[one.product]) for one in traffic.series)


def printed_step(visits: Floats) -> Floats:
    """The last digit of figures printed as 3.1B, 277.5M or 850.2K: a tenth of the unit; 0 where there are more digits.

    Both publishers print one decimal in the largest of K, M and B that fits (docs of resources/facts).
    """
    size = np.floor(np.log10(np.where(visits > 0, visits, 1.0)) + 1e-12)
    step = 10.0 ** (np.floor(size / 3) * 3 - 1)
    step = np.where((size < 3) | (np.mod(visits, np.maximum(step, 1.0)) != 0), 0.0, step)
    return np.where(np.isfinite(visits), step, 0.0)


def _series(one: Visits, domain: str) -> Series:
    held = np.isfinite(one.visits)
    months = one.months[held]
    start = months.astype("datetime64[D]")
    end = (months + 1).astype("datetime64[D]") - 1
    return Series(
        key=SeriesKey(
            product=one.product, metric=Metric.VISITS, granularity=Granularity.MONTH, source=one.publisher,
            asset=domain, definition=DEFINITION,
        ),
        start=start, end=end, value=one.visits[held], step=printed_step(one.visits[held]),
        flags=np.zeros(len(start), np.uint8), known_at=_out(end),
        batch=np.full(len(start), BUNDLED_BATCH, np.int64),
    )  # fmt: skip


def _out(end: Days) -> Floats:
    seconds: Floats = (end + OUT_DAYS).astype("datetime64[s]").astype(np.float64)
    return seconds


def day_end(day: dt.date) -> float:
    """The last moment of a day, UTC seconds: what was known by then was known on it.

    A millisecond before the next day: closer to it a date would be rounded to the day after.
    """
    return dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() + 86_400.0 - 0.001
