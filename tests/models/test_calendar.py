"""Holidays, half days, auctions, and what lies beyond the years that are known. Moments are the exchange's own."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import holidays, sessions
from models.instruments import EXCHANGES, ZONES, Market
from models.review.values import RowState, Window
from tests.models.samples import bars, reviewed

day = dt.date.fromisoformat


def at(market, text):
    """``"2024-09-25 10:00"`` at the exchange, as UTC seconds."""
    return sessions.moment(ZONES[market], day(text[:10]), dt.time.fromisoformat(text[11:]))


@pytest.mark.parametrize(
    ("market", "date", "trades"),
    [
        (Market.CN, "2024-09-30", True),
        (Market.CN, "2024-10-01", False),  # the national day, a Tuesday
        (Market.CN, "2024-10-07", False),
        (Market.CN, "2024-10-08", True),
        (Market.CN, "2024-10-12", False),  # a Saturday at work for the holiday, yet no session
        (Market.HK, "2024-10-01", False),
        (Market.HK, "2024-10-02", True),  # Hong Kong is back before the mainland
        (Market.HK, "2023-09-01", False),  # super typhoon Saola
        (Market.HK, "2024-09-06", False),  # typhoon Yagi, the last to close it
        (Market.HK, "2024-11-14", True),  # storms close it no more
        (Market.US, "2024-11-28", False),  # Thanksgiving
        (Market.US, "2024-11-29", True),
        (Market.US, "2001-09-12", False),
        (Market.FX, "2024-10-01", True),
        (Market.FX, "2024-10-05", False),
    ],
)
def test_the_sessions_of_each_market_are_its_own(market, date, trades):
    assert sessions.is_session(market, day(date)) is trades


def test_the_sessions_to_expect_leave_out_weekends_and_holidays():
    golden = sessions.sessions_between(Market.CN, day("2024-09-27"), day("2024-10-09"))
    assert [str(one) for one in golden] == ["2024-09-27", "2024-09-30", "2024-10-08", "2024-10-09"]
    assert len(sessions.sessions_between(Market.HK, day("2024-09-27"), day("2024-10-09"))) == 8
    assert len(sessions.sessions_between(Market.CN, day("2024-01-01"), day("2024-12-31"))) == 242
    assert sessions.sessions_between(Market.CN, day("2024-10-01"), day("2024-10-07")) == []
    assert sessions.sessions_between(Market.CN, day("2024-10-09"), day("2024-10-08")) == []


@pytest.mark.parametrize(
    ("market", "date", "spans"),
    [
        (Market.CN, "2024-09-25", ["09:30-11:30", "13:00-15:00"]),
        (Market.CN, "2024-10-01", []),
        (Market.HK, "2024-12-23", ["09:30-12:00", "13:00-16:00"]),
        (Market.HK, "2024-12-24", ["09:30-12:00"]),
        (Market.HK, "2012-03-02", ["09:30-12:00", "13:30-16:00"]),
        (Market.HK, "2011-03-04", ["10:00-12:30", "14:30-16:00"]),
        (Market.HK, "2010-12-31", ["10:00-12:30"]),
        (Market.US, "2024-11-29", ["09:30-13:00"]),
        (Market.US, "2024-12-24", ["09:30-13:00"]),
        (Market.US, "2024-12-26", ["09:30-16:00"]),
    ],
)
def test_hours_are_those_of_the_day(market, date, spans):
    made = [f"{start:%H:%M}-{end:%H:%M}" for start, end in sessions.hours(market, day(date))]
    assert made == spans
    assert sessions.is_half_day(market, day(date)) is (len(spans) == 1 and spans != ["09:30-16:00"])


def test_currencies_trade_around_the_clock_on_weekdays():
    begins = at(Market.FX, "2024-09-25 00:00")
    assert {sessions.state(Market.FX, begins + minute * 60) for minute in range(24 * 60)} == {"open"}
    assert sessions.state(Market.FX, at(Market.FX, "2024-09-28 12:00")) == "closed"


@pytest.mark.parametrize(
    ("market", "moment", "state"),
    [
        (Market.CN, "2024-10-01 10:00", "holiday"),
        (Market.CN, "2024-10-05 10:00", "closed"),  # a weekend is a weekend, in a holiday too
        (Market.CN, "2024-10-08 10:00", "open"),
        (Market.HK, "2024-12-24 11:59", "open"),
        (Market.HK, "2024-12-24 12:00", "post"),
        (Market.HK, "2024-12-24 12:10", "closed"),
        (Market.HK, "2024-12-24 13:30", "closed"),  # no afternoon, and no lunch before it
        (Market.HK, "2024-12-25 10:00", "holiday"),
        (Market.US, "2024-11-28 10:00", "holiday"),
        (Market.US, "2024-11-29 12:59", "open"),
        (Market.US, "2024-11-29 13:00", "post"),
        (Market.US, "2024-11-29 16:59", "post"),
        (Market.US, "2024-11-29 17:00", "closed"),
        (Market.US, "2024-11-29 03:59", "closed"),
        (Market.US, "2024-11-29 04:00", "pre"),
    ],
)
def test_a_market_knows_its_holidays_and_half_days(market, moment, state):
    assert sessions.state(market, at(market, moment)) == state


@pytest.mark.parametrize(
    ("market", "auctions"),
    [
        (Market.CN, [("2024-09-25 09:15", "09:25"), ("2024-09-25 14:57", "15:00")]),
        (Market.HK, [("2024-09-25 09:00", "09:22"), ("2024-09-25 16:00", "16:10")]),
        (Market.HK, [("2024-12-24 09:00", "09:22"), ("2024-12-24 12:00", "12:10")]),
        (Market.US, []),
        (Market.CN, []),  # asked for on a holiday
    ],
)
def test_call_auctions(market, auctions):
    date = auctions[0][0][:10] if auctions else "2024-10-01"
    midnight = at(market, f"{date} 00:00")
    running = [minute for minute in range(24 * 60) if sessions.in_auction(market, midnight + minute * 60)]
    wanted = []
    for first, last in auctions:
        ends = at(market, f"{date} {last}")
        wanted += range(round((at(market, first) - midnight) / 60), round((ends - midnight) / 60))
    assert running == wanted


def test_a_half_day_is_final_half_an_hour_after_its_own_close():
    eve = day("2024-12-24")
    assert not sessions.is_final(Market.HK, eve, at(Market.HK, "2024-12-24 12:29"))
    assert sessions.is_final(Market.HK, eve, at(Market.HK, "2024-12-24 12:30"))
    assert sessions.close_time(Market.US, day("2024-11-29")) == at(Market.US, "2024-11-29 13:00")


def test_the_newest_final_day_looks_back_over_a_holiday():
    week = at(Market.CN, "2024-10-06 12:00")
    assert sessions.last_final_date(Market.CN, week) == day("2024-09-30")
    assert sessions.is_over(Market.CN, day("2024-10-07"), at(Market.CN, "2024-09-30 15:30"))
    assert not sessions.is_over(Market.CN, day("2024-10-07"), at(Market.CN, "2024-09-30 15:29"))


@pytest.mark.parametrize(
    ("market", "now", "opens"),
    [
        (Market.CN, "2024-09-25 09:29", "2024-09-25 09:30"),
        (Market.CN, "2024-09-25 09:30", "2024-09-25 13:00"),
        (Market.CN, "2024-09-25 12:00", "2024-09-25 13:00"),
        (Market.CN, "2024-09-30 15:00", "2024-10-08 09:30"),
        (Market.HK, "2024-12-24 12:00", "2024-12-27 09:30"),
        (Market.US, "2025-03-07 16:00", "2025-03-10 09:30"),  # summer time begins in between
    ],
)
def test_the_next_opening_comes_after_lunch_night_or_holiday(market, now, opens):
    assert sessions.next_open(market, at(market, now)) == at(market, opens)


def test_the_stretch_that_ran_last_is_found_behind_a_holiday():
    begins, ends = sessions.stretch(Market.CN, at(Market.CN, "2024-10-05 10:00"))
    assert (begins, ends) == (at(Market.CN, "2024-09-30 13:00"), at(Market.CN, "2024-09-30 15:00"))


def test_beyond_the_horizon_a_weekday_is_a_provisional_session():
    for market in EXCHANGES:
        last = holidays.HORIZON[market]
        after = sessions.on_or_after(market, last + sessions.DAY)
        assert (sessions.is_provisional(market, last), sessions.is_provisional(market, after)) == (False, True)
        assert sessions.is_provisional(market, holidays.FIRST[market] - sessions.DAY)
        assert after.weekday() < 5
    assert not sessions.is_provisional(Market.FX, day("2090-01-02"))  # there is nothing to be known


@given(st.sampled_from(list(Market)), st.floats(6e8, 2.2e9))
def test_what_a_market_does_agrees_with_when_it_opens_next(market, now):
    begins, ends = sessions.stretch(market, now)
    opens = sessions.next_open(market, now)
    assert begins <= now < opens
    assert (sessions.state(market, now) == "open") is (now < ends)
    assert sessions.state(market, opens) == "open"
    assert sessions.is_session(market, sessions.local_date(market, opens))
    assert sessions.begun(market, sessions.local_date(market, begins), now)


def test_a_review_knows_how_many_sessions_its_window_has():
    golden_week = Window(first=day("2024-09-30"), last=day("2024-10-11"))
    made = reviewed([bars({"0927": 10.0, "0930": 11.0})], window=golden_week)
    assert (dict(made.expected), dict(made.sessions)) == ({Market.CN: 5}, {Market.CN: 1})


def test_a_week_that_ends_in_a_holiday_is_final_with_its_last_session():
    golden_week = Window(first=day("2024-09-30"), last=day("2024-10-04"))
    asked = at(Market.CN, "2024-09-30 16:00")
    made = reviewed(
        [bars({"0927": 10.0, "0930": 11.0}, fetched_at=asked)],
        window=golden_week, now=asked + 60, mark={"0927": 1.0, "0930": 1.1},
    )  # fmt: skip
    assert (made.final, made.rows[0].state, made.rows[0].sessions) == (True, RowState.OK, 1)
