"""How far back a chart asks."""

import datetime as dt

import pytest

from models.charts.days import REACH, SPANS, ask_from, further, kept_from, lead
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
