"""Where moments lie among the bars, and what day and minute a bar is."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.axis import DAY_S, BarAxis, stretches
from gui.charts.rows import Rows
from gui.charts.stack import BarStack
from models.instruments import Market
from models.values import Interval
from tests.gui.charts.test_dates import NEW_YORK, SHANGHAI, TWO, sessions, weekdays
from tests.gui.samples import bars


def epoch(text):
    return int(np.datetime64(text, "s").astype(np.int64))


def test_days_have_their_exchanges_date_whatever_time_a_source_says():
    axis = weekdays("2024-09-20", 3)  # Friday, Monday, Tuesday
    assert [axis.date(bar) for bar in range(3)] == [dt.date(2024, 9, day) for day in (20, 23, 24)]
    assert [axis.time(bar) for bar in range(3)] == [epoch(f"2024-09-{day}") for day in (20, 23, 24)]
    assert axis.times(1, 3).tolist() == [epoch("2024-09-23"), epoch("2024-09-24")]
    assert (axis.count, axis.intraday) == (3, False)


def test_a_place_between_bars_is_a_fraction_and_weekends_have_none_of_their_own():
    axis = weekdays("2024-09-20", 3)
    assert axis.place(epoch("2024-09-20")) == 0.0
    assert axis.place(epoch("2024-09-21")) == pytest.approx(1 / 3)
    assert axis.place(epoch("2024-09-23T12")) == 1.5
    assert [axis.moment(bar) for bar in (0, 1.2, 2)] == [axis.time(0), axis.time(1), axis.time(2)]


def test_beside_the_bars_time_goes_on_by_their_mean_step():
    axis = weekdays("2024-09-20", 3)
    step = 2 * DAY_S  # four days in two steps
    assert axis.moment(-1) == axis.time(0) - step
    assert axis.moment(4) == axis.time(2) + 2 * step
    assert axis.place(axis.time(2) + 3 * step) == 5.0
    assert axis.place(axis.time(0) - step) == -1.0


@given(st.integers(1, 400), st.integers(-50, 450))
def test_every_bar_lies_at_its_own_moment(count, bar):
    for axis in (weekdays("2020-01-01", count), sessions(TWO, bars=min(count, 280))):
        assert axis.place(axis.moment(bar)) == pytest.approx(bar, abs=0.01)


def test_no_bars_and_one_bar_have_places_too():
    nothing, one = weekdays("2024-09-20", 0), weekdays("2024-09-20", 1)
    assert (nothing.place(5.0), nothing.moment(3)) == (0.0, 0)
    assert one.place(one.time(0) + DAY_S) == 1.0
    assert one.moment(-1) == one.time(0) - DAY_S


@pytest.mark.parametrize(
    ("date", "bar"),
    [("2024-09-19", 0), ("2024-09-20", 0), ("2024-09-21", 1), ("2024-09-23", 1), ("2024-09-24", 2), ("2030-01-01", 3)],
)
def test_a_day_without_bars_is_the_next_one_that_has_any(date, bar):
    assert weekdays("2024-09-20", 3).bar_of_date(dt.date.fromisoformat(date)) == bar


def test_a_bar_in_words(zh, en):
    assert weekdays("2024-09-24", 1).words(0, zh) == "2024-09-24 周二"
    assert weekdays("2024-09-24", 1).words(0, en) == "2024-09-24 Tue"
    assert sessions(TWO).words(2, zh) == "2024-09-24 周二 09:40"
    assert sessions(TWO, shown=SHANGHAI).words(2, en) == "2024-09-24 Tue 21:40  (09-24 09:40 New York)"
    assert sessions(TWO, shown=SHANGHAI).words(77, en) == "2024-09-25 Wed 03:55  (09-24 15:55 New York)"


def test_minutes_keep_their_clock_over_the_end_of_summer_time():
    """New York's clock goes back on 3 November 2024: the same session is an hour later in UTC."""
    axis = sessions((dt.date(2024, 11, 1), dt.date(2024, 11, 4)), minutes=60, bars=7)
    assert [axis.clock(bar).hour for bar in (0, 7)] == [9, 9]
    assert axis.time(7) - axis.time(0) == 3 * DAY_S + 3600
    assert axis.clock(7, "UTC") == dt.datetime(2024, 11, 4, 14, 30, tzinfo=ZoneInfo("UTC"))


def test_a_stack_has_the_clock_of_its_market():
    assert BarStack(bars(3), Market.CN).axis.zone == SHANGHAI
    assert BarStack(bars(3), Market.US).axis.zone == NEW_YORK
    held = bars(3, interval=Interval.MIN5, time=np.arange(3) * 300)
    assert (BarStack(held).axis.minutes, BarStack(bars(3)).axis.minutes) == (5, 0)


@given(st.floats(-500, 5000), st.floats(1, 9000), st.integers(1, 1200), st.integers(0, 300), st.integers(0, 5000))
def test_columns_of_pixels_share_out_the_rows_without_leaving_or_repeating_any(x0, span, width, begin, end):
    pixel, first, stop = stretches(x0, x0 + span, width, begin, end)
    assert (np.diff(pixel) > 0).all()
    assert (stop > first).all()
    assert np.array_equal(first[1:], stop[:-1])
    if len(first):
        assert begin <= first[0]
        assert stop[-1] <= end
        assert first[0] == max(begin, int(np.floor(x0)))
        assert stop[-1] == min(end, int(np.floor(x0 + span)))


def test_an_axis_of_rows_that_grow(zh):
    rows = Rows({"date": np.array(["2024-09-24"], "datetime64[D]"), "time": np.array([0])})
    axis = BarAxis(rows, NEW_YORK)
    rows.put(1, date=np.datetime64("2024-09-27"), time=1)
    assert (axis.count, axis.bar_of_date(dt.date(2024, 9, 25))) == (2, 1)
    assert axis.words(1, zh) == "2024-09-27 周五"
