"""How far back a chart asks."""

import datetime as dt

import pytest

from models import sessions
from models.charts.days import AGAIN_S, REACH, SETTLED_S, SPANS, ask_from, due, due_days, further, kept_from, lead
from models.instruments import ZONES, Market
from models.values import Interval

TODAY = dt.date(2024, 9, 25)


@pytest.mark.parametrize("interval", Interval)
def test_every_interval_has_a_first_span_within_its_reach(interval):
    assert SPANS[interval] <= REACH[interval]
    assert ask_from(interval, TODAY) < TODAY


def test_longer_bars_reach_further_back():
    first = [ask_from(interval, TODAY) for interval in Interval]
    assert first == sorted(first, reverse=True)
    assert ask_from(Interval.MIN1, TODAY) == dt.date(2024, 9, 17)


def test_scrolling_on_asks_for_as_much_again_until_nothing_is_kept():
    first, asked = ask_from(Interval.MIN1, TODAY), []
    while (first := further(Interval.MIN1, TODAY, first)) is not None:
        asked.append(str(first))
    assert asked == ["2024-09-09", "2024-09-01", "2024-08-27"]


def at(market, hour, minute=0):
    return sessions.moment(ZONES[market], TODAY, dt.time(hour, minute))


def test_minutes_are_asked_for_again_while_they_are_traded():
    ten = at(Market.CN, 10)
    assert not due(Market.CN, ten, ten + AGAIN_S - 1)
    assert due(Market.CN, ten, ten + AGAIN_S)
    assert due(Market.CN, ten + 60, ten)  # the clock was set back


def test_after_a_stretch_of_trading_once_more_when_its_auction_is_settled():
    noon, close = at(Market.CN, 11, 30), at(Market.CN, 15)
    for end in (noon, close):
        assert not due(Market.CN, end - 60, end + SETTLED_S - 60)
        assert due(Market.CN, end - 60, end + SETTLED_S)
        assert not due(Market.CN, end + SETTLED_S, end + SETTLED_S + 3000)


def test_the_trade_outside_the_hours_counts_where_it_is_shown():
    early = at(Market.US, 8)
    assert not due(Market.US, early, early + AGAIN_S)
    assert due(Market.US, early, early + AGAIN_S, extended=True)
    night = at(Market.US, 22)
    assert not due(Market.US, night, night + AGAIN_S, extended=True)


def test_what_looks_back_begins_a_span_earlier_as_far_as_somebody_keeps_it():
    assert lead(Interval.DAY, TODAY, TODAY) == ask_from(Interval.DAY, TODAY)
    assert lead(Interval.MIN1, TODAY, TODAY) == dt.date(2024, 9, 17)
    assert lead(Interval.MIN1, dt.date(2024, 8, 28), TODAY) == dt.date(2024, 8, 27)


def test_what_nobody_keeps_any_more_is_asked_for_all_the_same():
    """A simulated market has it, and the cache may."""
    long_ago = dt.date(2020, 1, 31)
    assert lead(Interval.MIN1, long_ago, TODAY) == dt.date(2020, 1, 23)
    assert kept_from(Interval.MIN1, long_ago, dt.timedelta(days=14), TODAY) == dt.date(2020, 1, 17)
    assert kept_from(Interval.MIN1, TODAY, dt.timedelta(days=14), TODAY) == dt.date(2024, 9, 11)


def test_days_are_asked_for_again_once_a_session():
    late, next_day = at(Market.CN, 16), at(Market.CN, 0, 1) + 86_400
    assert not due_days(Market.CN, late, late, late + 3600)
    assert due_days(Market.CN, late, late, next_day)
    assert not due_days(Market.CN, late, next_day, next_day + AGAIN_S - 1)  # it could not be had a moment ago
    assert not due_days(Market.CN, next_day, next_day, next_day + AGAIN_S)
    saturday = late + 3 * 86_400
    assert not due_days(Market.CN, late, late, saturday)
