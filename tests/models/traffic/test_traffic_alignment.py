"""Products side by side from their launch or an event."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.alignment import shift_of
from models.traffic.cuts import periods
from models.traffic.values import Granularity
from tests.models.traffic.samples import NAN, rows, texts

DAY, WEEK, MONTH = Granularity.DAY, Granularity.WEEK, Granularity.MONTH


def months(first, last):
    return periods(MONTH, 3, dt.date.fromisoformat(first), dt.date.fromisoformat(last))[0]


def test_months_from_a_launch():
    """Launched in August and in June 2024; held June to September."""
    value, flags = rows([NAN, NAN, 8, 9], [16, 17, NAN, 19])
    flags[0, 2] = 4
    made = shift_of(value, months("2024-06-01", "2024-09-30"), MONTH, 3, [dt.date(2024, 8, 15), dt.date(2024, 6, 30)])
    assert made.offsets.tolist() == [0, 1, 2, 3]
    assert texts(made.start) == ["2024-08-01", "2024-09-01", "2024-10-01", "2024-11-01"]
    assert texts(made.end) == ["2024-08-31", "2024-09-30", "2024-10-31", "2024-11-30"]
    laid = made.moved(value, np.nan)
    assert np.array_equal(laid, [[8, 9, NAN, NAN], [16, 17, NAN, 19]], equal_nan=True)
    assert made.moved(flags, 0).tolist() == [[4, 0, 0, 0], [0, 0, 0, 0]]
    assert made.moved(flags, 0).dtype == np.uint8


def test_a_launch_before_the_first_number_is_counted_from_all_the_same():
    """ChatGPT came in November 2022: May 2024 is its month 18."""
    value, _ = rows([25, 29])
    made = shift_of(value, months("2024-05-01", "2024-06-30"), MONTH, 3, [dt.date(2022, 11, 30)])
    assert made.offsets.tolist() == [18, 19] and texts(made.start) == ["2024-05-01", "2024-06-01"]


def test_weeks_around_an_event_in_the_user_s_own_weeks():
    start, _ = periods(WEEK, 3, dt.date(2024, 9, 6), dt.date(2024, 9, 26))
    value, _ = rows([1, 2, 3], [4, 5, 6])
    made = shift_of(value, start, WEEK, 3, [dt.date(2024, 9, 19), dt.date(2024, 9, 20)])
    assert made.offsets.tolist() == [-2, -1, 0, 1]
    assert np.array_equal(made.moved(value, np.nan), [[NAN, 1, 2, 3], [4, 5, 6, NAN]], equal_nan=True)
    assert texts(made.start) == ["2024-08-30", "2024-09-06", "2024-09-13", "2024-09-20"]


def test_a_product_without_a_day_is_left_out():
    value, _ = rows([1, 2], [3, 4])
    made = shift_of(value, months("2024-05-01", "2024-06-30"), MONTH, 3, [None, dt.date(2024, 6, 1)])
    assert np.array_equal(made.moved(value, np.nan), [[NAN, NAN], [3, 4]], equal_nan=True)
    assert texts(made.start) == ["2024-05-01", "2024-06-01"]


def test_without_days_or_numbers_there_are_no_offsets():
    start = months("2024-05-01", "2024-06-30")
    value, _ = rows([1, 2], [NAN, NAN])
    for days in ([None, None], [None, dt.date(2024, 5, 1)]):
        made = shift_of(value, start, MONTH, 3, days)
        assert made.offsets.tolist() == [] and made.moved(value, np.nan).shape == (2, 0) and len(made.start) == 0
    none = shift_of(np.empty((1, 0)), start[:0], MONTH, 3, [dt.date(2024, 5, 1)])
    assert len(none.offsets) == 0 and none.moved(np.empty((1, 0)), np.nan).shape == (1, 0)


@given(
    st.lists(st.lists(st.one_of(st.just(NAN), st.floats(1, 9)), min_size=8, max_size=8), min_size=1, max_size=4),
    st.sampled_from(list(Granularity)), st.integers(0, 6), st.data(),
)  # fmt: skip
def test_every_number_is_kept_and_lies_as_far_from_its_day(matrix, granularity, week_end, data):
    start, _ = periods(granularity, week_end, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    start, value = start[:8], np.array(matrix)
    zeros = data.draw(st.lists(st.integers(0, 7), min_size=len(matrix), max_size=len(matrix)))
    made = shift_of(value, start, granularity, week_end, [start[zero].item() for zero in zeros])
    laid = made.moved(value, np.nan)
    for row, zero in enumerate(zeros):
        expected = {place - zero: one for place, one in enumerate(matrix[row]) if one == one}
        held = {
            offset: one for offset, one in zip(made.offsets.tolist(), laid[row].tolist(), strict=True) if one == one
        }
        assert held == expected
