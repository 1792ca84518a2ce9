"""Days cut into weeks of any last day and into months; what cannot be cut; points laid on periods."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.cuts import cut, lay, periods
from models.traffic.values import BELOW, MOVED, PARTIAL, Granularity, Metric
from tests.models.traffic.samples import NAN, days, key, spans, texts

DAY, WEEK, MONTH = Granularity.DAY, Granularity.WEEK, Granularity.MONTH
THURSDAY, SUNDAY = 3, 6


def told(series):
    """(first, last, value, flags) of every point."""
    columns = texts(series.start), texts(series.end), series.value.tolist(), series.flags.tolist()
    return list(zip(*columns, strict=True))


def test_the_week_of_the_note_runs_from_friday_to_thursday():
    """13 to 19 September 2024: 1 to 7 a day are 28; the day before and the day after belong to other weeks."""
    made = cut(days("2024-09-12", [100, 1, 2, 3, 4, 5, 6, 7, 50]), WEEK, THURSDAY)
    assert told(made) == [
        ("2024-09-06", "2024-09-12", 100.0, PARTIAL),
        ("2024-09-13", "2024-09-19", 28.0, 0),
        ("2024-09-20", "2024-09-26", 50.0, PARTIAL),
    ]
    assert made.key == key(granularity=WEEK, week_start=4)
    assert made.known_at.tolist() == [1000.0] * 3 and made.batch.tolist() == [1] * 3


def test_the_same_days_in_weeks_that_end_on_a_sunday():
    made = cut(days("2024-09-09", [1] * 7), WEEK, SUNDAY)
    assert told(made) == [("2024-09-09", "2024-09-15", 7.0, 0)] and made.key.week_start == 0


def test_months_of_days_know_their_length():
    made = cut(days("2024-02-01", [2] * 29 + [3] * 30), MONTH, THURSDAY)
    assert told(made) == [("2024-02-01", "2024-02-29", 58.0, 0), ("2024-03-01", "2024-03-31", 90.0, PARTIAL)]
    assert made.key.week_start is None


@pytest.mark.parametrize("hole", [None, NAN])
def test_a_day_without_a_number_makes_its_week_partial(hole):
    made = cut(days("2024-09-13", [1, 2, hole, 4, 5, 6, 7]), WEEK, THURSDAY)
    assert told(made) == [("2024-09-13", "2024-09-19", 25.0, PARTIAL)]


def test_a_week_without_any_number_is_no_point():
    made = cut(days("2024-09-13", [1] * 7 + [NAN] * 7 + [2] * 7), WEEK, THURSDAY)
    assert texts(made.start) == ["2024-09-13", "2024-09-27"] and made.value.tolist() == [7.0, 14.0]
    nothing = cut(days("2024-09-13", [NAN, NAN]), WEEK, THURSDAY)
    assert len(nothing) == 0 and nothing.key.granularity is WEEK


def test_an_upper_bound_and_a_move_of_a_day_are_said_of_its_week():
    flags = [0, BELOW, 0, 0, 0, 0, 0, 0, 0, MOVED, 0, 0, 0, 0]
    made = cut(days("2024-09-13", [1] * 14, flags=flags), WEEK, THURSDAY)
    assert made.flags.tolist() == [BELOW | PARTIAL, MOVED]


def test_the_steps_of_days_add_up():
    made = cut(days("2024-09-13", [10] * 7, steps=[1, 1, 1, 1, 1, 1, 0.5]), WEEK, THURSDAY)
    assert made.step.tolist() == [6.5]


def test_a_rank_of_a_week_is_the_mean_of_its_days():
    made = cut(days("2024-09-13", [1, 2, 3, 1, 2, 3, 2], Metric.RANK, steps=[1] * 7), WEEK, THURSDAY)
    assert made.value.tolist() == [2.0] and made.step.tolist() == [1.0] and made.flags.tolist() == [0]


def test_ratings_of_a_week_are_those_of_its_last_day():
    """A day in between may be missing: the sum so far is known at the end. Without the last day it is not."""
    values = [10, None, 12, 13, 14, 15, 16, 20, 21, None, None, None, None, None]
    made = cut(days("2024-09-13", values, Metric.RATINGS), WEEK, THURSDAY)
    assert made.value.tolist() == [16.0, 21.0] and made.flags.tolist() == [0, PARTIAL]


def test_a_period_is_known_when_the_last_of_its_days_is():
    series = days("2024-09-13", [1] * 7)
    late = replace(series, known_at=np.array([5, 9, 7, 0, 0, 0, 0]), batch=np.array([1, 3, 2, 0, 0, 0, 0]))
    made = cut(late, WEEK, THURSDAY)
    assert made.known_at.tolist() == [9.0] and made.batch.tolist() == [3]


def test_weeks_pass_only_into_weeks_of_their_own_last_day():
    weeks = spans(WEEK, [("2024-09-06", "2024-09-12", 5.0), ("2024-09-13", "2024-09-19", NAN)], week_start=4)
    assert cut(weeks, WEEK, THURSDAY) is weeks
    assert [cut(weeks, WEEK, last) for last in (0, 1, 2, 4, 5, SUNDAY)] == [None] * 6
    assert cut(weeks, MONTH, THURSDAY) is None and cut(weeks, DAY, THURSDAY) is None


def test_weeks_of_an_unsaid_beginning_get_it_from_their_days():
    made = cut(spans(WEEK, [("2024-09-06", "2024-09-12", 5.0)]), WEEK, THURSDAY)
    assert made.key.week_start == 4 and made.value.tolist() == [5.0]


def test_weeks_of_two_beginnings_are_not_one_row():
    mixed = spans(WEEK, [("2024-09-06", "2024-09-12", 5.0), ("2024-09-16", "2024-09-22", 6.0)])
    assert cut(mixed, WEEK, THURSDAY) is None and cut(mixed, WEEK, SUNDAY) is None


def test_a_month_so_far_is_a_part_of_its_month():
    made = cut(spans(MONTH, [("2024-08-01", "2024-08-31", 5.0), ("2024-09-01", "2024-09-19", 4.0)]), MONTH, THURSDAY)
    assert told(made) == [("2024-08-01", "2024-08-31", 5.0, 0), ("2024-09-01", "2024-09-30", 4.0, PARTIAL)]
    halves = spans(MONTH, [("2024-09-01", "2024-09-15", 4.0), ("2024-09-16", "2024-09-30", 4.0)])
    assert cut(halves, MONTH, THURSDAY) is None


def test_what_is_longer_than_a_day_is_no_day():
    assert cut(spans(DAY, [("2024-09-13", "2024-09-14", 5.0)]), WEEK, THURSDAY) is None
    single = days("2024-09-13", [1.0, NAN])
    assert cut(single, DAY, THURSDAY) is single


def test_the_periods_that_hold_some_days():
    start, end = periods(WEEK, THURSDAY, dt.date(2024, 9, 12), dt.date(2024, 9, 20))
    assert texts(start) == ["2024-09-06", "2024-09-13", "2024-09-20"]
    assert texts(end) == ["2024-09-12", "2024-09-19", "2024-09-26"]
    start, end = periods(MONTH, THURSDAY, dt.date(2023, 12, 31), dt.date(2024, 2, 1))
    assert texts(start) == ["2023-12-01", "2024-01-01", "2024-02-01"]
    assert texts(end) == ["2023-12-31", "2024-01-31", "2024-02-29"]
    start, end = periods(DAY, THURSDAY, dt.date(1969, 12, 31), dt.date(1970, 1, 1))
    assert texts(start) == texts(end) == ["1969-12-31", "1970-01-01"]


def test_points_are_laid_at_their_own_period_and_nowhere_else():
    months = spans(
        MONTH,
        [("2024-06-01", "2024-06-30", 6.0), ("2024-08-01", "2024-08-31", 8.0), ("2024-09-01", "2024-09-15", 9.0),
         ("2024-12-01", "2024-12-31", 12.0)],
        flags=MOVED,
    )  # fmt: skip
    laid = lay(months, *periods(MONTH, THURSDAY, dt.date(2024, 7, 1), dt.date(2024, 9, 1)))
    assert np.array_equal(laid.value, [NAN, 8.0, NAN], equal_nan=True)
    assert np.array_equal(laid.known_at, [NAN, 1000.0, NAN], equal_nan=True)
    assert laid.flags.tolist() == [0, MOVED, 0] and laid.step.tolist() == [0.0] * 3
    nowhere = np.array([], "datetime64[D]")
    assert len(lay(months, nowhere, nowhere).value) == 0


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=1, max_size=80)
FIRST = st.dates(dt.date(1965, 1, 1), dt.date(2030, 1, 1))


@given(FIRST, VALUES, st.integers(0, 6), st.sampled_from([WEEK, MONTH]))
def test_a_cut_is_what_adding_day_by_day_gives(first, values, week_end, granularity):
    series = days(first.isoformat(), values)
    held, counted = {}, {}
    for day, value in zip(series.start.tolist(), series.value.tolist(), strict=True):
        period = _period(day, week_end, granularity)
        held[period] = held.get(period, 0) + value
        counted[period] = counted.get(period, 0) + 1
    made = cut(series, granularity, week_end)
    bounds = list(zip(made.start.tolist(), made.end.tolist(), strict=True))
    assert dict(zip(bounds, made.value.tolist(), strict=True)) == held
    assert made.flags.tolist() == [PARTIAL * (counted[one] < (one[1] - one[0]).days + 1) for one in bounds]
    assert made.value.sum() == series.value.sum()


@given(FIRST, st.integers(0, 400), st.integers(0, 6), st.sampled_from(list(Granularity)))
def test_every_day_lies_in_exactly_one_period(first, length, week_end, granularity):
    last = first + dt.timedelta(days=length)
    start, end = periods(granularity, week_end, first, last)
    assert start[0] <= np.datetime64(first) <= end[0] and start[-1] <= np.datetime64(last) <= end[-1]
    assert (start[1:] == end[:-1] + 1).all() and (start <= end).all()
    if granularity is WEEK:
        assert {day.weekday() for day in end.tolist()} == {week_end} and set((end - start).tolist()) == {
            dt.timedelta(days=6)
        }


@given(FIRST, VALUES, st.integers(0, 6), st.sampled_from([WEEK, MONTH]))
def test_what_is_cut_passes_its_own_cut_and_lies_on_its_periods(first, values, week_end, granularity):
    made = cut(days(first.isoformat(), values), granularity, week_end)
    assert cut(made, granularity, week_end) is made
    row = periods(granularity, week_end, first, first + dt.timedelta(days=len(values)))
    laid = lay(made, *row)
    there = np.isfinite(laid.value)
    assert laid.value[there].tolist() == made.value.tolist() and laid.flags[there].tolist() == made.flags.tolist()


def _period(day, week_end, granularity):
    """By the calendar, day by day: independent of the numbers of periods."""
    if granularity is MONTH:
        following = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        return day.replace(day=1), following - dt.timedelta(days=1)
    end = day
    while end.weekday() != week_end:
        end += dt.timedelta(days=1)
    return end - dt.timedelta(days=6), end


def test_five_years_of_days_are_all_in_their_weeks_and_months():
    """2020 to 2024: 1827 days, 60 months, and 262 weeks to a Thursday, of which the first and the last are cut off."""
    series = days("2020-01-01", list(range(1827)))
    weeks, months = cut(series, WEEK, THURSDAY), cut(series, MONTH, THURSDAY)
    assert (len(weeks), len(months)) == (262, 60)
    assert weeks.value.sum() == months.value.sum() == 1826 * 1827 / 2
    assert np.flatnonzero(weeks.flags).tolist() == [0, 261] and not months.flags.any()
