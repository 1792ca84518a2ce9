"""The day's line: a place for each minute of trading, lunch left out, NaN where nothing is known yet."""

import datetime as dt

import numpy as np
import pytest

from models import sessions
from models.figures.day_line import day_line
from models.instruments import ZONES, Market
from models.values import Interval
from tests.models.samples import bars as daily
from tests.models.samples import day

DAY = day("0925")


def minutes(prices, *, market=Market.CN, date=DAY):
    """One-minute bars of ``{"0930": 10.0}`` on the exchange's clock."""
    made = daily({f"2020-01-{place + 1:02}": price for place, price in enumerate(prices.values())})
    at = [sessions.moment(ZONES[market], date, dt.time(int(name[:2]), int(name[2:]))) for name in prices]
    days = np.full(len(at), np.datetime64(date, "D"))
    return made.with_columns(interval=Interval.MIN1, date=days, time=np.array(at, np.int64))


def test_percent_by_hand_and_a_place_for_each_minute():
    line = day_line(minutes({"0930": 10.0, "0931": 10.1, "1129": 10.2, "1300": 10.3}), 10.0, Market.CN, DAY)
    assert len(line) == 240
    assert line[[0, 1, 119, 120]] == pytest.approx([0.0, 1.0, 2.0, 3.0])
    assert np.isnan(line[121:]).all()


def test_a_minute_without_a_trade_has_the_price_before():
    line = day_line(minutes({"0932": 10.5, "0935": 11.0}), 10.0, Market.CN, DAY)
    assert np.isnan(line[:2]).all()
    assert line[2:6] == pytest.approx([5.0, 5.0, 5.0, 10.0])
    assert np.isnan(line[6:]).all()


@pytest.mark.parametrize(
    ("market", "date", "count"),
    [
        (Market.CN, DAY, 240),
        (Market.HK, DAY, 330),
        (Market.US, DAY, 390),
        (Market.US, dt.date(2024, 11, 29), 210),  # half a day
        (Market.CN, dt.date(2024, 10, 1), 0),
    ],
)
def test_as_many_places_as_minutes(market, date, count):
    assert len(day_line(minutes({}), 10.0, market, date)) == count


def test_other_days_and_what_lies_outside_the_hours_are_left_out():
    line = day_line(minutes({"0925": 9.0, "1145": 9.0, "1500": 9.0}), 10.0, Market.CN, DAY)
    assert np.isnan(line).all()
    assert np.isnan(day_line(minutes({"0930": 10.0}, date=day("0924")), 10.0, Market.CN, DAY)).all()


@pytest.mark.parametrize("previous", [0.0, -1.0, float("nan")])
def test_without_a_close_before_there_is_no_line(previous):
    assert np.isnan(day_line(minutes({"0930": 10.0}), previous, Market.CN, DAY)).all()


def test_a_price_that_is_none_is_left_out():
    line = day_line(minutes({"0930": 10.0, "0931": float("nan"), "0932": 0.0, "0933": 11.0}), 10.0, Market.CN, DAY)
    assert line[:4] == pytest.approx([0.0, 0.0, 0.0, 10.0])
