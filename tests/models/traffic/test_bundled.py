"""The bundled months as series: with the digits they were printed in, and from when they count as known."""

import datetime as dt

import numpy as np
import pytest

import resources
from models.traffic.bundled import bundled_series, day_end, printed_step
from models.traffic.published import traffic_from
from models.traffic.vintages import newest


@pytest.fixture(scope="module")
def series():
    return bundled_series(traffic_from(resources.monthly_visits()))


def of(series, product, source):
    return next(one for one in series if (one.key.product, one.key.source) == (product, source))


def test_chatgpt_as_aipure_printed_it(series):
    one = of(series, "ChatGPT", "Similarweb via AIPure")
    at = one.start.tolist().index(dt.date(2024, 9, 1))
    assert (one.value[at], one.step[at], one.end[at].astype(object)) == (3.1e9, 1e8, dt.date(2024, 9, 30))
    assert one.key.asset == "chatgpt.com"


def test_september_is_known_from_the_tenth_of_october_on(series):
    one = of(series, "ChatGPT", "Similarweb via AIPure")
    assert newest([one], day_end(dt.date(2024, 10, 9))).end[-1].astype(object) == dt.date(2024, 8, 31)
    assert newest([one], day_end(dt.date(2024, 10, 10))).end[-1].astype(object) == dt.date(2024, 9, 30)


def test_a_month_that_nobody_printed_is_no_point(series):
    assert all(np.isfinite(one.value).all() and (one.value > 0).all() for one in series)


@pytest.mark.parametrize(
    ("visits", "step"),
    [(3.1e9, 1e8), (277.5e6, 1e5), (22e6, 1e5), (850_200, 100), (999, 0), (32_799_999, 0), (np.nan, 0), (1e9, 1e8)],
)
def test_the_last_digit_that_was_printed(visits, step):
    assert printed_step(np.array([visits])).tolist() == [step]


def test_the_last_moment_of_a_day_is_of_that_day():
    midnight = dt.datetime(2024, 10, 10, tzinfo=dt.UTC).timestamp()
    assert midnight - 0.25 <= day_end(dt.date(2024, 10, 9)) < midnight


def test_a_days_last_moment_is_printed_as_that_day():
    moment = dt.datetime.fromtimestamp(day_end(dt.date(2024, 9, 21)), dt.UTC)
    assert moment.date() == dt.date(2024, 9, 21)  # not rounded into the next one
