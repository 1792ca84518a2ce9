"""Logarithmic changes, closes of periods, and pairs of rows some periods apart."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.cuts import periods
from models.traffic.lags import log_changes, pairs, period_closes
from models.traffic.values import Granularity
from tests.models.traffic.samples import NAN


def test_logarithms_of_quotients():
    made = log_changes(np.array([1.0, 2.0, NAN, 4.0, 0.0, 3.0, 6.0]))
    assert np.allclose(made, [NAN, math.log(2), NAN, NAN, NAN, NAN, math.log(2)], equal_nan=True)
    assert np.allclose(log_changes(np.array([[1.0, 2.0], [3.0, 1.0]]))[:, 1], [math.log(2), -math.log(3)])
    assert len(log_changes(np.array([]))) == 0


def test_the_last_close_of_each_week_and_none_of_a_week_of_holidays():
    """Friday to Thursday. Shanghai rested from 1 to 7 October 2024: the week of 27 September still has its Monday."""
    dates = np.array(["2024-09-19", "2024-09-20", "2024-09-26", "2024-09-30", "2024-10-18"], "datetime64[D]")
    closes = np.array([1.0, 2.0, NAN, 4.0, 5.0])
    start, end = periods(Granularity.WEEK, 3, dt.date(2024, 9, 6), dt.date(2024, 10, 24))
    made = period_closes(dates, closes, start, end)
    assert np.array_equal(made, [NAN, 1.0, 2.0, 4.0, NAN, NAN, 5.0], equal_nan=True)
    assert np.isnan(period_closes(dates[:0], closes[:0], start, end)).all()


def test_pairs_of_rows_some_periods_apart():
    one, other = np.array([1.0, 2.0, NAN, 4.0]), np.array([10.0, 20.0, 30.0, 40.0])
    assert [row.tolist() for row in pairs(one, other, 0)] == [[1.0, 2.0, 4.0], [10.0, 20.0, 40.0]]
    assert [row.tolist() for row in pairs(one, other, 1)] == [[1.0, 2.0], [20.0, 30.0]]
    assert [row.tolist() for row in pairs(one, other, -1)] == [[2.0, 4.0], [10.0, 30.0]]
    assert [row.tolist() for row in pairs(one, other, 9)] == [[], []]
    with pytest.raises(ValueError, match="different lengths"):
        pairs(one, other[:3], 0)


@given(st.lists(st.one_of(st.just(NAN), st.floats(-9, 9)), max_size=12), st.integers(-15, 15))
def test_to_lead_one_way_is_to_follow_the_other(row, lag):
    one = np.array(row, np.float64)
    other = np.arange(len(one), dtype=np.float64)
    ahead, behind = pairs(one, other, lag), pairs(other, one, -lag)
    assert ahead[0].tolist() == behind[1].tolist() and ahead[1].tolist() == behind[0].tolist()
    assert all(one[int(place) - lag] == value for value, place in zip(*ahead, strict=True))
