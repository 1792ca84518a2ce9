"""The seeded market is one walk: minutes make the days, quotes stand at the newest minute, the past stays."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.adapters import simulated
from models import extended, periods
from models.errors import NoSuchData
from models.instruments import ZONES, Market
from models.live_bar import tail_of, with_quote
from models.values import COLUMNS, Interval
from tests.data_sources.samples import AFTER, CN, CSI, HK, US, context, quotes_of, want

LENGTHS = [each for each in Interval if each.intraday]
BY = {Market.CN: CN, Market.HK: HK, Market.US: US}


@pytest.fixture(scope="module")
def market():
    return simulated.open_source(context("", seed=7))


def moment(one, text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[one.market])).timestamp()


def bars(market, one, interval=Interval.MIN1, now=AFTER, start="2024-09-24", end="2024-09-25", **more):
    return market.parse(now, want(one, start, end, interval=interval, **more), now)


def quoted(market, one, now):
    (found,) = market.parse(now, quotes_of(one), now)
    return found


@pytest.mark.parametrize("one", [CN, HK, US, CSI])
@pytest.mark.parametrize("interval", LENGTHS)
def test_a_day_is_made_of_its_bars(market, one, interval):
    short, (day,) = bars(market, one, interval, end="2024-09-24"), [bars(market, one, Interval.DAY, end="2024-09-24")]
    made = (short.open[0], short.high.max(), short.low.min(), short.close[-1], short.volume.sum())
    assert made == (day.open[0], day.high[0], day.low[0], day.close[0], day.volume[0])
    assert (short.low <= np.minimum(short.open, short.close)).all()
    assert (short.high >= np.maximum(short.open, short.close)).all()
    assert (short.volume >= 0).all()
    assert (np.diff(short.time) > 0).all()


@pytest.mark.parametrize(("one", "count"), [(CN, 240), (HK, 330), (US, 390)])
def test_a_session_has_all_its_minutes_and_no_lunch(market, one, count):
    found = bars(market, one, end="2024-09-24")
    assert found.time.tolist() == periods.grid(Interval.MIN1, one.market, dt.date(2024, 9, 24)).tolist()
    assert len(found) == count


def test_a_half_day_ends_early(market):
    now = moment(US, "2024-12-05 12:00")
    assert len(bars(market, US, now=now, start="2024-11-29", end="2024-11-29")) == 210
    assert len(bars(market, HK, now=moment(HK, "2024-12-30 12:00"), start="2024-12-24", end="2024-12-24")) == 150


@pytest.mark.parametrize("one", [CN, HK, US])
def test_both_ends_of_a_day_are_busier_than_its_middle(market, one):
    days = bars(market, one, start="2024-09-02", end="2024-09-25").volume
    one_day = days.reshape(-1, len(periods.grid(Interval.MIN1, one.market, dt.date(2024, 9, 24)))).mean(axis=0)
    third = len(one_day) // 3
    middle = one_day[third:-third].mean()
    assert one_day[:15].mean() > 1.5 * middle
    assert one_day[-15:].mean() > 1.3 * middle


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(tuple(BY.values())), st.integers(0, 8 * 86400))
def test_at_any_moment_quote_minute_and_day_agree(one, after):
    source, now = simulated.open_source(context("", seed=7)), moment(one, "2024-09-19 00:00") + after
    told = quoted(source, one, now)
    minute = bars(source, one, now=now, start="2024-09-10", end="2024-09-30")
    today = minute.rows(minute.date == minute.date[-1])
    day = bars(source, one, Interval.DAY, now=now, start="2024-09-10", end="2024-09-30")
    made = (today.open[0], today.high.max(), today.low.min(), today.close[-1], today.volume.sum())
    assert (told.open, told.high, told.low, told.last, told.volume) == made
    assert (day.open[-1], day.high[-1], day.low[-1], day.close[-1], day.volume[-1]) == made
    assert told.previous_close == day.close[-2]
    assert told.exchange_time <= now
    assert minute.time[-1] <= told.exchange_time


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 390 * 60 - 1), st.sampled_from(LENGTHS))
def test_a_live_quote_leaves_the_newest_bar_as_it_is(after, interval):
    """What the market says of its running bar is what the quote makes of it."""
    source, now = simulated.open_source(context("", seed=7)), moment(US, "2024-09-24 09:30") + after
    newest = tail_of(bars(source, US, interval, now=now))
    made = with_quote(newest, quoted(source, US, now), US, interval)
    assert (made.time, made.open, made.high, made.low, made.close) == (
        newest.time, newest.open, newest.high, newest.low, newest.close,
    )  # fmt: skip
    assert made.volume == newest.volume


def test_quotes_of_a_running_session_move_the_newest_minute(market):
    now = moment(CN, "2024-09-24 10:00:05")
    newest = tail_of(bars(market, CN, now=now))
    for after in range(0, 120, 3):
        newest = with_quote(newest, quoted(market, CN, now + after), CN, Interval.MIN1)
    whole = bars(market, CN, now=now + 117)
    assert (newest.time, newest.close) == (whole.time[-1], whole.close[-1])


def test_while_nothing_is_traded_the_price_stands_still(market):
    lunch = [quoted(market, CN, moment(CN, f"2024-09-24 {at}")) for at in ("11:45", "12:30")]
    assert lunch[0].last == lunch[1].last
    assert lunch[0].exchange_time == moment(CN, "2024-09-24 11:30")
    night = quoted(market, CN, moment(CN, "2024-09-24 22:00"))
    assert night.exchange_time == moment(CN, "2024-09-24 15:00")
    morning = quoted(market, CN, moment(CN, "2024-09-25 08:00"))
    assert (morning.last, morning.exchange_time) == (night.last, night.exchange_time)


def test_quotes_name_their_source_and_move(market):
    first, second = (quoted(market, CN, moment(CN, "2024-09-24 10:00") + after) for after in (0, 60))
    assert first.last != second.last
    assert first.source == "simulated"


def test_what_is_past_stays_when_a_day_is_added(market):
    before = bars(market, CN, Interval.DAY, now=AFTER, end="2024-09-26")
    later = bars(market, CN, Interval.DAY, now=AFTER + 30 * 86400, end="2024-09-26")
    for name in ("open", "high", "low", "close", "volume"):
        assert (getattr(before, name) == getattr(later, name)).all(), name


@pytest.mark.parametrize("interval", LENGTHS)
def test_new_york_has_a_morning_and_an_evening_on_request(market, interval):
    both = bars(market, US, interval, extended=True)
    outside = extended.extended(both, Market.US)
    regular = bars(market, US, interval)
    assert both.rows(~outside).time.tolist() == regular.time.tolist()
    for name in COLUMNS:
        assert (getattr(both.rows(~outside), name) == getattr(regular, name)).all(), name
    assert outside.sum() > 0
    clock = [dt.datetime.fromtimestamp(each, ZoneInfo("America/New_York")).time() for each in both.time[[0, -1]]]
    assert clock[0] == dt.time(4)
    assert clock[1] < dt.time(20)


def test_elsewhere_the_request_says_nothing(market):
    assert bars(market, HK, extended=True).time.tolist() == bars(market, HK).time.tolist()


def test_the_trade_outside_the_hours_continues_in_the_quote(market):
    early = quoted(market, US, moment(US, "2024-09-24 08:00:10"))
    (newest,) = bars(market, US, now=moment(US, "2024-09-24 08:00:10"), extended=True).close[-1:]
    assert (early.extended_last, early.extended_time) == (newest, moment(US, "2024-09-24 08:00:10"))
    assert early.exchange_time == moment(US, "2024-09-23 16:00")
    assert quoted(market, US, moment(US, "2024-09-24 12:00")).extended_last is None
    late = quoted(market, US, moment(US, "2024-09-24 23:00"))
    assert late.extended_time == moment(US, "2024-09-24 20:00")


def test_before_the_opening_a_day_has_no_bars(market):
    with pytest.raises(NoSuchData):
        bars(market, CN, now=moment(CN, "2024-09-24 09:00"), start="2024-09-24", end="2024-09-24")


def test_the_newest_bar_is_final_when_its_day_is(market):
    assert not bars(market, CN, now=moment(CN, "2024-09-24 10:00")).last_is_final
    assert bars(market, CN, now=moment(CN, "2024-09-25 16:00")).last_is_final
