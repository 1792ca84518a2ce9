"""The few large products apart; and products on one index."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.indexed import indexed
from models.traffic.splits import LEAST_TIMES, newest, split
from models.traffic.values import BELOW, PARTIAL
from tests.models.traffic.samples import NAN, rows


def same(found, expected):
    return np.array_equal(found, np.array(expected, np.float64), equal_nan=True)


def test_chatgpt_stands_apart_as_in_the_note():
    """September 2024, millions: Gemini is the next with 274.7, an eleventh."""
    text = np.array([70.4, 3100, 13.5, 24.5, 274.7, 72.3, NAN])
    assert split(text) == ((1,), (0, 2, 3, 4, 5, 6))


@pytest.mark.parametrize(
    "values, large",
    [
        ([100, 60, 10, 8], (0, 1)),
        ([8, 100, 10, 20, 60], (0, 1, 2, 3, 4)),  # 20, 10 and 8 are no magnitude apart
        ([100, 20], (0,)),  # five times exactly
        ([100, 20.1], (0, 1)),
        ([100, 90, 80, 70, 1], (0, 1, 2, 3, 4)),  # one small one does not make four large ones
        ([1000, 100, 1], (0, 1)),  # the larger of two gaps
        ([5, 0, NAN], (0, 1, 2)),
        ([], ()),
    ],
)
def test_where_they_are_parted(values, large):
    made = split(np.array(values, np.float64))
    assert made[0] == large and sorted(made[0] + made[1]) == list(range(len(values)))


@given(st.lists(st.one_of(st.just(NAN), st.floats(0, 1e10)), max_size=12))
def test_the_large_are_that_much_larger_than_all_of_the_rest(values):
    row = np.array(values, np.float64)
    large, rest = split(row)
    assert sorted(large + rest) == list(range(len(values)))
    if rest:
        assert min(row[list(large)]) >= np.nanmax(row[list(rest)]) * LEAST_TIMES * (1 - 1e-8)


def test_the_newest_number_of_every_row():
    assert same(newest(rows([1, 2, NAN], [NAN, NAN, NAN], [3, NAN, 4])[0]), [2, NAN, 4])
    assert same(newest(np.empty((2, 0))), [NAN, NAN])


def test_an_index_is_100_at_its_base():
    made = indexed(*rows([50, 200, 100], [8, 4, NAN]), 1)
    assert same(made.value, [[25, 100, 50], [200, 100, NAN]]) and made.places.tolist() == [1, 1]


def test_without_a_number_there_the_next_one_is_the_base_or_else_the_last():
    made = indexed(*rows([NAN, NAN, 4, 8], [2, NAN, NAN, 4], [5, 10, NAN, NAN], [NAN] * 4, [0, 0, 0, 0]), 2)
    assert made.places.tolist() == [2, 3, 1, -1, -1]
    assert same(made.value, [[NAN, NAN, 100, 200], [50, NAN, NAN, 100], [50, 100, NAN, NAN], [NAN] * 4, [NAN] * 4])


def test_a_part_of_a_week_is_shown_but_is_no_base():
    value, flags = rows([10, 40, 20, 30])
    flags[0, 1] = PARTIAL
    assert indexed(value, flags, 1).places.tolist() == [2]
    assert same(indexed(value, flags, 1).value, [[50, 200, 100, 150]])
    flags[0, 2:] = BELOW
    assert indexed(value, flags, 1).places.tolist() == [0]


@pytest.mark.parametrize("place", [-1, 3])
def test_a_base_that_is_no_period_is_an_error(place):
    with pytest.raises(IndexError, match="no period"):
        indexed(*rows([1, 2, 3]), place)
