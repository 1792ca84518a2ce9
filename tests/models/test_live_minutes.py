"""What a live quote does to the newest bar of minutes, around the opening, lunch, the close and the clocks' change."""

import datetime as dt
import math
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import periods
from models.instruments import ZONES, Instrument, Market
from models.live_bar import Tail, tail_of, with_quote
from models.values import Interval
from tests.models.samples import SHARE, bars, quote

HK = Instrument(id="00700.HK", market=Market.HK)
US = Instrument(id="NVDA.US", market=Market.US)
BY = {Market.CN: SHARE, Market.HK: HK, Market.US: US}
MONEY = {Market.CN: "CNY", Market.HK: "HKD", Market.US: "USD"}
ONE, FIVE, HOUR = Interval.MIN1, Interval.MIN5, Interval.HOUR


def moment(market, text):
    """``"2024-09-25 11:29:40"`` on the exchange's clock, UTC seconds."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[market])).timestamp()


def clock(market, seconds):
    return f"{dt.datetime.fromtimestamp(seconds, ZoneInfo(ZONES[market])):%m-%d %H:%M}"


def tail(market, text, **changes):
    at = moment(market, text)
    held = {"date": dt.date.fromisoformat(text[:10]), "time": int(at), "open": 10.0, "high": 10.5, "low": 9.8}
    return Tail(**(held | {"close": 10.2, "volume": 1000.0} | changes))


def after(market, before, text, last=10.3, interval=ONE, *, extended=False, **changes):
    at = moment(market, text)
    told = quote(BY[market].id, last, currency=MONEY[market], exchange_time=at, **changes)
    return with_quote(before, told, BY[market], interval, extended=extended)


@pytest.mark.parametrize(
    ("market", "interval", "at", "start"),
    [
        (Market.CN, ONE, "2024-09-25 09:25:03", "09-25 09:30"),  # the opening auction's price
        (Market.CN, ONE, "2024-09-25 09:30:00", "09-25 09:30"),
        (Market.CN, ONE, "2024-09-25 11:29:59", "09-25 11:29"),
        (Market.CN, ONE, "2024-09-25 11:30:03", "09-25 11:29"),  # lunch
        (Market.CN, ONE, "2024-09-25 12:59:59", "09-25 11:29"),
        (Market.CN, ONE, "2024-09-25 13:00:00", "09-25 13:00"),
        (Market.CN, ONE, "2024-09-25 15:00:02", "09-25 14:59"),  # the closing auction
        (Market.CN, ONE, "2024-09-25 18:00:00", "09-25 14:59"),  # a source's own clock
        (Market.CN, HOUR, "2024-09-25 11:10:00", "09-25 10:30"),
        (Market.CN, HOUR, "2024-09-25 13:10:00", "09-25 13:00"),
        (Market.HK, HOUR, "2024-09-25 11:45:00", "09-25 11:30"),  # half an hour, until lunch
        (Market.HK, FIVE, "2024-09-25 16:08:20", "09-25 15:55"),
        (Market.HK, FIVE, "2024-12-24 12:08:00", "12-24 11:55"),  # a half day
        (Market.US, FIVE, "2024-11-01 09:31:00", "11-01 09:30"),
        (Market.US, FIVE, "2024-11-04 09:31:00", "11-04 09:30"),  # the clocks changed between
        (Market.US, HOUR, "2024-11-29 12:59:00", "11-29 12:30"),  # a half day
        (Market.US, ONE, "2024-11-29 16:00:00", "11-29 12:59"),
    ],
)
def test_a_quote_counts_to_the_bar_of_its_moment(market, interval, at, start):
    before = tail(market, "2024-09-24 09:30:00")
    made = after(market, before, at, interval=interval, volume=5.0)
    assert clock(market, made.time) == start


def test_new_york_opens_an_hour_later_in_utc_when_summer_time_has_ended():
    friday, monday = (
        periods.slot(ONE, Market.US, moment(Market.US, f"{day} 09:30:10")) for day in ("2024-11-01", "2024-11-04")
    )
    assert [dt.datetime.fromtimestamp(start, dt.UTC).hour for start, _ in (friday, monday)] == [13, 14]


def test_the_last_price_moves_the_running_bar_but_the_days_reach_does_not():
    made = after(Market.CN, tail(Market.CN, "2024-09-25 10:00:00"), "2024-09-25 10:00:30", 10.6, high=12.0, low=8.0)
    assert (made.open, made.high, made.low, made.close) == (10.0, 10.6, 9.8, 10.6)


def test_the_next_bar_begins_with_the_price_that_it_is_seen_at():
    made = after(Market.CN, tail(Market.CN, "2024-09-25 10:00:00"), "2024-09-25 10:01:01", 10.6, open=9.0, high=12.0)
    assert (made.open, made.high, made.low, made.close) == (10.6, 10.6, 10.6, 10.6)


def test_the_days_first_bar_begins_with_its_open_and_has_its_reach():
    made = after(
        Market.CN, tail(Market.CN, "2024-09-24 14:59:00"), "2024-09-25 09:30:20", 10.6, open=10.1, high=10.8, low=10.0
    )
    assert (made.open, made.high, made.low, made.close) == (10.1, 10.8, 10.0, 10.6)
    assert made.date == dt.date(2024, 9, 25)


@pytest.mark.parametrize(
    ("market", "at", "changes"),
    [
        (Market.CN, "2024-09-25 09:59:59", {}),  # older than the bar
        (Market.CN, "2024-09-26 09:24:00", {"volume": 9.0}),  # an auction that runs: yesterday's price
        (Market.CN, "2024-09-26 09:26:00", {"volume": 0.0}),  # nothing was traded in it
        (Market.CN, "2024-09-26 07:00:00", {"volume": 9.0}),
        (Market.US, "2024-09-26 08:00:00", {"volume": 9.0}),
        (Market.CN, "2024-09-28 10:00:00", {}),  # a Saturday
        (Market.CN, "2024-09-25 10:00:30", {"last": None}),
    ],
)  # fmt: skip
def test_a_quote_that_says_nothing_about_the_bar_is_ignored(market, at, changes):
    assert after(market, tail(market, "2024-09-25 10:00:00"), at, **changes) is None


def volumes(market, before, *told, interval=ONE):
    """Volume of the newest bar after each of ``(clock, the day's volume)``."""
    found = []
    for at, total in told:
        before = after(market, before, f"2024-09-25 {at}", interval=interval, volume=total)
        found.append(before.volume)
    return found


def test_volume_of_a_bar_is_what_the_days_grew_by():
    # the download says 1000 for 10:00; the first quote tells what the day had, the next ones what came
    told = (("10:00:10", 50_000.0), ("10:00:40", 50_300.0), ("10:01:02", 50_400.0), ("10:01:50", 50_900.0))
    assert volumes(Market.CN, tail(Market.CN, "2024-09-25 10:00:00"), *told) == [1000, 1300, 100, 600]


def test_volume_goes_on_across_lunch():
    told = (("11:29:50", 8000.0), ("11:30:05", 8100.0), ("12:10:00", 8100.0), ("13:00:04", 8350.0))
    assert volumes(Market.CN, tail(Market.CN, "2024-09-25 11:29:00"), *told) == [1000, 1100, 1100, 250]


def test_the_first_bars_volume_is_the_days():
    assert volumes(Market.CN, tail(Market.CN, "2024-09-24 14:59:00"), ("09:25:04", 700.0), ("09:30:30", 900.0)) == [
        700, 900,
    ]  # fmt: skip


def test_a_bar_that_begins_before_any_total_was_seen_has_no_volume_and_the_next_has():
    told = (("10:20:10", 50_000.0), ("10:20:40", 50_300.0), ("10:21:30", 50_900.0))
    first, second, third = volumes(Market.CN, tail(Market.CN, "2024-09-25 10:00:00"), *told)
    assert math.isnan(first)
    assert math.isnan(second)
    assert third == 600


def test_a_total_that_shrinks_takes_nothing_away():
    told = (("10:00:10", 50_000.0), ("10:00:30", 300.0), ("10:00:50", 350.0), ("10:01:05", 100.0), ("10:01:20", 140.0))
    assert volumes(Market.CN, tail(Market.CN, "2024-09-25 10:00:00"), *told) == [1000, 1000, 1050, 0, 40]


def test_a_quote_without_volume_keeps_what_the_bar_has():
    assert volumes(Market.CN, tail(Market.CN, "2024-09-25 10:00:00"), ("10:00:20", None)) == [1000]


def test_the_night_is_a_bar_of_its_own_only_when_it_is_wanted():
    late = {"extended_last": 11.0, "extended_time": moment(Market.US, "2024-09-25 16:31:10")}
    closed = tail(Market.US, "2024-09-25 15:55:00")
    held = after(Market.US, closed, "2024-09-25 16:00:01", interval=FIVE, **late)
    assert (clock(Market.US, held.time), held.close) == ("09-25 15:55", 10.3)
    made = after(Market.US, closed, "2024-09-25 16:00:01", interval=FIVE, extended=True, volume=7.0, **late)
    assert (clock(Market.US, made.time), made.open, made.close) == ("09-25 16:30", 11.0, 11.0)
    assert math.isnan(made.volume)


def test_the_morning_before_the_opening_is_a_bar_too():
    early = {"extended_last": 11.0, "extended_time": moment(Market.US, "2024-09-26 04:00:10")}
    made = after(
        Market.US, tail(Market.US, "2024-09-25 19:59:00"), "2024-09-25 16:00:01", extended=True, **early
    )  # fmt: skip
    assert clock(Market.US, made.time) == "09-26 04:00"


def test_the_tail_of_minutes_knows_when_it_began():
    held = bars({"0925": 10.0}, interval=ONE, time=np.array([int(moment(Market.CN, "2024-09-25 10:00:00"))]))
    assert clock(Market.CN, tail_of(held).time) == "09-25 10:00"


def test_weeks_and_months_take_quotes_too():
    # Monday 23 to Wednesday 25 September: 3000 shares
    week = tail(Market.CN, "2024-09-25 09:30:00", volume=3000.0)
    same = after(Market.CN, week, "2024-09-25 14:00:00", 10.9, Interval.WEEK, volume=900.0)
    assert (same.high, same.close, same.volume) == (10.9, 10.9, 3000.0)
    thursday = after(Market.CN, week, "2024-09-26 10:00:00", 10.9, Interval.WEEK, open=9.0, volume=400.0)
    assert (thursday.date, thursday.open, thursday.volume) == (dt.date(2024, 9, 26), 10.0, 3400.0)
    later = after(Market.CN, thursday, "2024-09-26 11:00:00", 10.9, Interval.WEEK, volume=500.0)
    assert later.volume == 3500.0
    october = after(Market.CN, later, "2024-10-08 10:00:00", 12.0, Interval.MONTH, open=11.0, volume=7.0)
    assert (october.open, october.volume) == (11.0, 7.0)


@given(
    st.sampled_from(tuple(BY)), st.sampled_from((ONE, FIVE, Interval.MIN15, Interval.MIN30, HOUR)),
    st.integers(0, 16 * 3600),
)  # fmt: skip
def test_a_slot_is_the_bar_that_minutes_are_put_into(market, interval, after_midnight):
    at = moment(market, "2024-09-25 00:00:00") + after_midnight
    start, end = periods.slot(interval, market, at)
    minute = bars({"0925": 1.0}, name=BY[market].id, interval=ONE, time=np.array([int(at)]))
    assert periods.resampled(minute.with_columns(interval=ONE), interval, market).time[0] == start or interval is ONE
    assert 0 < end - start <= interval.minutes * 60


@given(
    st.sampled_from(tuple(BY)), st.sampled_from([each for each in Interval if each.intraday]),
    st.integers(0, 40 * 86400), st.booleans(),
)  # fmt: skip
def test_every_slot_is_a_place_of_its_days_axis(market, interval, seconds, extended):
    at = moment(market, "2024-11-15 00:00:00") + seconds  # half days and the end of a year lie within
    found = periods.slot(interval, market, at, extended=extended)
    day = dt.datetime.fromtimestamp(at, ZoneInfo(ZONES[market])).date()
    axis = periods.grid(interval, market, day, extended=extended)
    assert (found is None) == (len(axis) == 0)
    if found is not None:
        place = int(np.searchsorted(axis, found[0]))
        assert axis[place] == found[0]
        assert place + 1 == len(axis) or found[1] <= axis[place + 1]


@given(st.lists(st.tuples(st.integers(0, 4000), st.floats(1, 20), st.none() | st.floats(0, 1e6)), max_size=15))
def test_after_any_quotes_the_newest_minute_is_a_bar(held):
    newest, base = tail(Market.CN, "2024-09-25 10:00:00"), moment(Market.CN, "2024-09-25 09:50:00")
    for seconds, last, total in held:
        told = quote(last=last, volume=total, exchange_time=base + seconds)
        made = with_quote(newest, told, SHARE, ONE)
        if made is None:
            assert base + seconds < newest.time
            continue
        assert made.low <= min(made.open, made.close) <= max(made.open, made.close) <= made.high
        assert made.time >= newest.time
        assert math.isnan(made.volume) or made.volume >= 0
        newest = made
