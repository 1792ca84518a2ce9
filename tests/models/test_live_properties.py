"""Any run of quotes keeps the newest bar a bar."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import sessions
from models.instruments import Instrument, Market
from models.live_bar import Tail, with_quote
from tests.models.samples import SHARE, day, quote

OPEN = dt.datetime(2024, 9, 25, 2, tzinfo=dt.UTC).timestamp()  # ten o'clock in Shanghai
TAIL = Tail(date=day("0925"), open=10.0, high=10.5, low=9.8, close=10.2, volume=1000.0)
prices = st.floats(0.01, 1e5)
maybe = st.none() | prices
quotes = st.builds(
    lambda last, open_, high, low, volume, days: quote(
        last=last, open=open_, high=high, low=low, volume=volume, exchange_time=OPEN + days * 86400.0
    ),
    prices, maybe, maybe, maybe, st.none() | st.floats(0, 1e12), st.integers(-2, 3),
)  # fmt: skip


@given(st.lists(quotes, max_size=12))
def test_after_any_quotes_low_and_high_hold_open_and_close(held):
    tail = TAIL
    for one in held:
        made = with_quote(tail, one, SHARE)
        if made is None:
            date = sessions.local_date(Market.CN, one.exchange_time)
            assert date < tail.date or not sessions.is_session(Market.CN, date)
            continue
        assert made.date >= tail.date
        assert made.low <= min(made.open, made.close)
        assert made.high >= max(made.open, made.close)
        assert made.close == one.last
        if made.date == tail.date:
            assert (made.open, made.high >= tail.high, made.low <= tail.low) == (tail.open, True, True)
        tail = made


@pytest.mark.parametrize(
    ("utc", "begins"),
    [("2024-09-25T15:59", False), ("2024-09-25T16:00", True)],  # midnight in Shanghai
)
def test_a_day_begins_at_the_exchanges_midnight(utc, begins):
    at = dt.datetime.fromisoformat(f"{utc}+00:00").timestamp()
    made = with_quote(TAIL, quote(last=11.0, exchange_time=at), SHARE)
    assert (made.date > TAIL.date) is begins


def test_new_york_is_still_on_the_day_that_is_over_in_shanghai():
    share = Instrument(id="NVDA.US", market=Market.US)
    at = dt.datetime(2024, 9, 26, 1, tzinfo=dt.UTC).timestamp()
    made = with_quote(TAIL, quote("NVDA.US", 11.0, currency="USD", exchange_time=at), share)
    assert made.date == TAIL.date


def test_a_last_bar_of_a_close_alone_gets_its_open_from_the_quote():
    bare = Tail(date=TAIL.date, open=math.nan, high=math.nan, low=math.nan, close=10.0, volume=math.nan)
    made = with_quote(bare, quote(last=11.0, open=10.5, exchange_time=OPEN), SHARE)
    assert (made.open, made.high, made.low) == (10.5, 11.0, 10.5)
    assert math.isnan(made.volume)


def test_a_quote_without_volume_keeps_that_of_its_day_only():
    assert with_quote(TAIL, quote(last=11.0, exchange_time=OPEN), SHARE).volume == 1000.0
    assert math.isnan(with_quote(TAIL, quote(last=11.0, exchange_time=OPEN + 86400), SHARE).volume)
