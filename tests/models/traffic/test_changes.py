"""Changes in percent, the range that printed digits leave them, and how many decimals they can bear."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.changes import Over, changes, digits, lag, sure
from models.traffic.values import BELOW, MOVED, PARTIAL, Granularity
from tests.models.traffic.samples import NAN, rows


def change(before, now, step_before=0.0, step_now=0.0):
    value, flags = rows([before, now])
    made = changes(value, np.array([[step_before, step_now]]), flags)
    return made.percent[0, 1], made.low[0, 1], made.high[0, 1]


def test_chatgpt_in_september_2024():
    """3.1B after 2.6B: 3.05 / 2.65 is the least, 3.15 / 2.55 the most; the publisher's own +18.7 lies between."""
    percent, low, high = change(2.6e9, 3.1e9, 1e8, 1e8)
    assert [round(one, 2) for one in (percent, low, high)] == [19.23, 15.09, 23.53]
    assert low < 18.7 < high and digits(low, high) == 1


def test_doubao_in_september_2024():
    """13.5M after 10.8M: 13.45 / 10.85 = 1.23963, 13.55 / 10.75 = 1.26047."""
    percent, low, high = change(10.8e6, 13.5e6, 1e5, 1e5)
    assert percent == pytest.approx(25.0, abs=1e-12)
    assert [round(one, 2) for one in (low, high)] == [23.96, 26.05]


def test_all_digits_known_leave_no_range():
    assert change(100, 125) == (25.0, 25.0, 25.0)


def test_a_fall_is_never_below_all_and_a_base_near_nothing_has_no_upper_end():
    assert change(100, 3, 0, 10) == (-97.0, -100.0, pytest.approx(-92.0))
    percent, low, high = change(5, 10, 10, 0)
    assert (percent, low) == (100.0, 0.0) and math.isinf(high)


@pytest.mark.parametrize("before, now", [(NAN, 1.0), (1.0, NAN), (0.0, 1.0)])
def test_without_both_numbers_there_is_no_change(before, now):
    assert np.isnan(change(before, now)).all()


def test_to_nothing_is_a_change():
    assert change(10.0, 0.0) == (-100.0, -100.0, -100.0)


@pytest.mark.parametrize("flag, whole", [(PARTIAL, False), (BELOW, False), (MOVED, True)])
def test_parts_and_bounds_have_no_change_on_either_side(flag, whole):
    value = np.array([1.0, 2.0, 3.0])
    made = changes(value, np.zeros(3), np.array([0, flag, 0], np.uint8))
    assert np.isfinite(made.percent).tolist() == [False, whole, whole]
    assert np.isfinite(made.low).tolist() == np.isfinite(made.high).tolist() == [False, whole, whole]
    assert np.isfinite(sure(value, np.array([0, flag, 0], np.uint8))).tolist() == [True, whole, True]


def test_a_year_before_and_a_row_that_is_too_short():
    value = np.arange(1.0, 14.0)
    made = changes(value, np.zeros(13), np.zeros(13, np.uint8), 12)
    assert np.isnan(made.percent[:12]).all() and made.percent[12] == pytest.approx(1200.0)
    assert np.isnan(changes(value, np.zeros(13), np.zeros(13, np.uint8), 13).percent).all()
    with pytest.raises(ValueError, match="no period before"):
        changes(value, np.zeros(13), np.zeros(13, np.uint8), 0)


def test_days_and_weeks_look_back_by_whole_weeks():
    assert [lag(Granularity.DAY, over) for over in Over] == [7, 28, 364]
    assert [lag(Granularity.WEEK, over) for over in Over] == [1, 4, 52]
    assert [lag(Granularity.MONTH, over) for over in Over] == [None, 1, 12]


@pytest.mark.parametrize(
    "low, high, count",
    [(15.09, 23.53, 1), (23.96, 26.05, 1), (6.42, 6.53, 1), (6.465, 6.475, 2), (6.47, 6.47, 2), (6.4699, 6.4701, 2),
     (0.0, math.inf, 1), (NAN, NAN, 1)],
)  # fmt: skip
def test_how_many_decimals_a_change_is_shown_with(low, high, count):
    assert digits(low, high) == count


PRINTED = st.integers(1, 999)


@given(PRINTED, PRINTED, st.integers(-49, 49), st.integers(-49, 49))
def test_whatever_was_rounded_away_the_change_lies_in_the_range(before, now, hidden, other):
    """Numbers that print as these two; their change, made of fractions, is never outside."""
    _, low, high = change(float(before), float(now), 1.0, 1.0)
    true = ((now + Fraction(hidden, 100)) / (before + Fraction(other, 100)) - 1) * 100
    assert low - 1e-9 <= float(true) <= high + 1e-9


@given(st.lists(st.one_of(st.just(NAN), st.floats(1, 1e10)), min_size=1, max_size=30), st.integers(1, 5))
def test_a_matrix_is_its_rows(row, back):
    value, flags = rows(row, row[::-1])
    steps = np.full(value.shape, 0.5)
    made = changes(value, steps, flags, back)
    for place in range(2):
        alone = changes(value[place], steps[place], flags[place], back)
        for name in ("percent", "low", "high"):
            assert np.array_equal(getattr(made, name)[place], getattr(alone, name), equal_nan=True)
