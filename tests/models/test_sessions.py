"""Hours, lunch, daylight saving, and from when on a bar is final. Moments are written in UTC."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import sessions
from models.instruments import Market


def utc(text):
    """``"2024-09-25 07:00"`` in UTC seconds."""
    return dt.datetime.fromisoformat(text + "+00:00").timestamp()


@pytest.mark.parametrize(
    ("market", "moment", "state"),
    [
        (Market.CN, "2024-09-25 01:14", "closed"),
        (Market.CN, "2024-09-25 01:15", "pre"),
        (Market.CN, "2024-09-25 01:30", "open"),
        (Market.CN, "2024-09-25 03:30", "lunch"),
        (Market.CN, "2024-09-25 05:00", "open"),
        (Market.CN, "2024-09-25 07:00", "post"),
        (Market.CN, "2024-09-25 07:30", "closed"),
        (Market.HK, "2024-09-25 01:00", "pre"),
        (Market.HK, "2024-09-25 03:59", "open"),
        (Market.HK, "2024-09-25 04:00", "lunch"),
        (Market.HK, "2024-09-25 07:59", "open"),
        (Market.HK, "2024-09-25 08:05", "post"),
        (Market.US, "2024-09-25 08:00", "pre"),
        (Market.US, "2024-09-25 13:30", "open"),
        (Market.US, "2024-09-25 20:00", "post"),
        (Market.US, "2024-09-26 00:00", "closed"),
        (Market.CN, "2024-09-28 02:00", "closed"),
        (Market.US, "2024-09-29 15:00", "closed"),
    ],
)
def test_a_market_knows_what_it_does(market, moment, state):
    assert sessions.state(market, utc(moment)) == state


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        ("2024-09-25", "2024-09-25 13:30", "2024-09-25 20:00"),  # 21:30-04:00 in Beijing
        ("2024-12-25", "2024-12-25 14:30", "2024-12-25 21:00"),  # 22:30-05:00
        ("2025-03-07", "2025-03-07 14:30", "2025-03-07 21:00"),  # the Friday before the clocks change
        ("2025-03-10", "2025-03-10 13:30", "2025-03-10 20:00"),
    ],
)
def test_new_york_opens_an_hour_earlier_in_summer(day, opens, closes):
    date = dt.date.fromisoformat(day)
    assert sessions.open_time(Market.US, date) == utc(opens)
    assert sessions.close_time(Market.US, date) == utc(closes)


def test_shanghai_and_hong_kong_know_no_summer_time():
    for day in (dt.date(2024, 1, 15), dt.date(2024, 7, 15)):
        assert sessions.close_time(Market.CN, day) == utc(f"{day} 07:00")
        assert sessions.close_time(Market.HK, day) == utc(f"{day} 08:00")


def test_a_date_is_the_exchanges_own():
    moment = utc("2024-09-25 02:00")
    assert sessions.local_date(Market.CN, moment) == dt.date(2024, 9, 25)
    assert sessions.local_date(Market.US, moment) == dt.date(2024, 9, 24)


@pytest.mark.parametrize(("moment", "final"), [("07:00", False), ("07:29", False), ("07:30", True)])
def test_a_bar_is_final_half_an_hour_after_the_close(moment, final):
    assert sessions.is_final(Market.CN, dt.date(2024, 9, 25), utc(f"2024-09-25 {moment}")) is final


@pytest.mark.parametrize(
    ("moment", "date"),
    [
        ("2024-09-25 06:00", "2024-09-24"),
        ("2024-09-25 08:00", "2024-09-25"),
        ("2024-09-28 08:00", "2024-09-27"),  # Saturday
        ("2024-09-29 08:00", "2024-09-27"),  # Sunday
        ("2024-09-30 06:00", "2024-09-27"),  # Monday before the close
    ],
)
def test_the_newest_final_day_looks_back_over_the_weekend(moment, date):
    assert sessions.last_final_date(Market.CN, utc(moment)) == dt.date.fromisoformat(date)


@pytest.mark.parametrize(
    ("day", "moment", "over"),
    [
        ("2024-09-29", "2024-09-27 08:00", True),  # a Sunday, asked on Friday evening
        ("2024-09-29", "2024-09-27 06:00", False),
        ("2024-09-30", "2024-09-29 08:00", False),
        ("2024-09-27", "2024-09-27 08:00", True),
    ],
)
def test_a_weekend_is_over_with_its_friday(day, moment, over):
    assert sessions.is_over(Market.CN, dt.date.fromisoformat(day), utc(moment)) is over


moments = st.floats(utc("2000-01-01 00:00"), utc("2030-01-01 00:00"))


@given(st.sampled_from(Market), moments)
def test_the_newest_final_day_is_a_session_and_final(market, now):
    day = sessions.last_final_date(market, now)
    assert sessions.is_session(market, day)
    assert sessions.is_final(market, day, now)
    assert not sessions.is_final(market, sessions.local_date(market, now) + dt.timedelta(days=1), now)


@given(st.sampled_from(Market), st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_a_market_opens_before_it_closes_on_the_same_local_day(market, day):
    opens, closes = sessions.open_time(market, day), sessions.close_time(market, day)
    assert opens < closes
    assert sessions.local_date(market, opens) == sessions.local_date(market, closes) == day
