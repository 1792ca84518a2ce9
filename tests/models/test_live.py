"""What a live quote does to the newest bar."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from models import sessions
from models.instruments import Market
from models.live_bar import Tail, is_running, tail_of, takes_quotes, with_quote
from models.values import Adjust, Basis, Interval
from tests.models.samples import SHARE, bars, day, quote

OPEN = dt.datetime(2024, 9, 25, 2, tzinfo=dt.UTC).timestamp()  # ten o'clock in Shanghai
TAIL = Tail(date=day("0925"), open=10.0, high=10.5, low=9.8, close=10.2, volume=1000.0)
CLOSES = {"0924": 10.0, "0925": 10.2}


def test_a_quote_of_the_same_day_moves_the_close_and_widens_the_reach():
    made = with_quote(TAIL, quote(last=10.9, volume=2000.0, exchange_time=OPEN), SHARE)
    assert (made.date, made.open, made.high, made.low) == (day("0925"), 10.0, 10.9, 9.8)
    assert (made.close, made.volume) == (10.9, 2000.0)


def test_a_quote_of_the_next_day_begins_a_bar():
    made = with_quote(TAIL, quote(last=11.0, open=10.8, high=11.1, low=10.7, exchange_time=OPEN + 86400), SHARE)
    assert (made.date, made.open, made.high, made.low, made.close) == (day("0926"), 10.8, 11.1, 10.7, 11.0)
    assert np.isnan(made.volume)


@pytest.mark.parametrize(
    "changes",
    [{"last": None}, {"currency": "USD"}, {"exchange_time": OPEN - 86400}],
    ids=["no price", "currency", "older"],
)
def test_a_quote_that_says_nothing_about_the_bar_is_ignored(changes):
    assert with_quote(TAIL, quote(**({"exchange_time": OPEN} | changes)), SHARE) is None


def test_a_quote_stamped_with_a_day_of_rest_begins_no_bar():
    friday = Tail(date=day("0927"), open=10.0, high=10.5, low=9.8, close=10.2, volume=1000.0)
    for rest in ("2024-09-28", "2024-10-01"):  # a Saturday, the national day
        at = dt.datetime.fromisoformat(f"{rest}T10:00+08:00").timestamp()
        assert with_quote(friday, quote(last=11.0, exchange_time=at), SHARE) is None


def test_the_tail_is_the_last_bar_and_none_without_bars():
    assert tail_of(bars(CLOSES)).date == day("0925")
    assert tail_of(bars(CLOSES).rows(slice(0, 0))) is None


@pytest.mark.parametrize(
    ("changes", "takes"),
    [
        ({}, True),
        ({"adjust": Adjust.QFQ}, True),
        ({"adjust": Adjust.HFQ}, False),
        ({"basis": Basis.DIVIDEND_ADJUSTED}, False),
        ({"open": np.full(2, np.nan)}, False),
    ],
    ids=["as traded", "qfq", "hfq", "dividend-adjusted", "closes only"],
)
def test_only_a_series_that_ends_at_todays_price_takes_quotes(changes, takes):
    assert takes_quotes(bars(CLOSES, **changes)) is takes


def at(date, clock):
    return sessions.moment("Asia/Shanghai", day(date), dt.time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("interval", "last", "over"),
    [
        (Interval.DAY, ("0925", "15:29"), ("0925", "15:30")),  # a closing auction may come late
        (Interval.WEEK, ("0927", "15:29"), ("0927", "15:30")),
        (Interval.MONTH, ("0930", "15:29"), ("0930", "15:30")),
        (Interval.MIN5, ("0925", "11:29"), ("0925", "11:30")),  # of 11:25
    ],
)
def test_a_bar_runs_until_its_last_session_or_minute_is_over(interval, last, over):
    tail = replace(TAIL, time=int(at("0925", "11:25")))
    assert is_running(tail, Market.CN, interval, at(*last))
    assert not is_running(tail, Market.CN, interval, at(*over))


def test_the_last_minutes_of_a_day_wait_for_the_auction():
    tail = replace(TAIL, time=int(at("0925", "14:55")))
    assert is_running(tail, Market.CN, Interval.MIN5, at("0925", "15:10"))
    assert not is_running(tail, Market.CN, Interval.MIN5, at("0925", "15:30"))
