"""Rows into sessions: what lies in the hours stays, an auction's print joins its bar, the night is dropped."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources import minutes
from models.instruments import EXCHANGES, Market

DAY = np.datetime64("2024-09-24", "D")


def at(text):
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def starts(market, labels, length=1):
    made = np.array([at(label) for label in labels])
    found = minutes.by_start(market, np.full(len(made), DAY), made, length)
    return [None if start < 0 else f"{start // 60:02d}:{start % 60:02d}" for start in found]


@pytest.mark.parametrize(
    ("market", "labels", "expected"),
    [
        (Market.CN, ("09:29", "11:29", "11:30", "13:00", "15:00"), [None, "11:29", "11:29", "13:00", "13:00"]),
        (Market.HK, ("11:59", "12:00", "13:00", "16:08", "17:00"), ["11:59", "11:59", "13:00", "13:00", None]),
        (Market.US, ("04:00", "09:30", "15:59", "16:00", "19:59"), [None, "09:30", "15:59", "15:59", None]),
    ],
)  # fmt: skip
def test_a_tick_joins_the_bar_before_it(market, labels, expected):
    assert starts(market, labels) == expected


def test_an_hour_that_begins_in_the_lunch_break_and_reaches_beyond_it_is_a_bar():
    assert starts(Market.HK, ("11:30", "12:30", "13:30"), 60) == ["11:30", "12:30", "13:30"]


def test_a_tick_without_a_bar_of_its_day_belongs_nowhere():
    day = np.array([DAY - 1, DAY])
    assert minutes.by_start(Market.CN, day, np.array([at("14:59"), at("15:00")]), 1).tolist() == [at("14:59"), -1]


@given(st.sampled_from(EXCHANGES), st.integers(0, 1439), st.sampled_from((1, 5, 15, 30, 60)))
def test_a_start_by_the_end_lies_in_the_hours_and_before_its_label(market, label, length):
    (start,) = minutes.by_end(market, np.array([label]), length)
    if start >= 0:
        assert any(first <= start < last for first, last in minutes._spans(market))
        assert start <= label
        assert label - start <= length + minutes.TAIL


def test_rows_of_one_start_are_one_bar():
    columns = {name: np.array(values, float) for name, values in {
        "open": (1, 2, 3), "high": (5, 9, 4), "low": (0.5, 2, 3), "close": (2, 3, 4), "volume": (10, 20, 30),
        "turnover": (1, 1, 1)}.items()}  # fmt: skip
    found = minutes.gathered(np.array([60, 60, 120]), np.full(3, DAY), columns)
    assert {name: column.tolist() for name, column in found.items() if name != "date"} == {
        "time": [60, 120], "open": [1, 3], "high": [9, 4], "low": [0.5, 3], "close": [3, 4], "volume": [30, 30],
        "turnover": [2, 1],
    }  # fmt: skip
