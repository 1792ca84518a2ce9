"""How far back a chart asks."""

import datetime as dt

import pytest

from models.charts.days import REACH, SPANS, ask_from, further
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
