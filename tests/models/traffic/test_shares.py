"""Shares of what is there, ranks with ties, places gained."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.shares import rank_changes, ranks, shares
from models.traffic.values import BELOW, PARTIAL
from tests.models.traffic.samples import NAN, rows


def same(found, expected):
    return np.array_equal(found, np.array(expected, np.float64), equal_nan=True)


def test_shares_are_of_the_products_that_have_a_number():
    made = shares(*rows([60, 60, NAN], [30, NAN, NAN], [10, 20, NAN]))
    assert same(made.percent, [[60, 75, NAN], [30, NAN, NAN], [10, 25, NAN]])
    assert same(made.total, [100, 80, NAN]) and made.covered.tolist() == [3, 2, 0]


def test_part_of_a_week_and_a_bound_are_in_no_total():
    value, flags = rows([60, 60], [40, 40], [20, 20])
    flags[1, 0], flags[2, 1] = PARTIAL, BELOW
    made = shares(value, flags)
    assert same(made.percent, [[75, 60], [NAN, 40], [25, NAN]]) and made.covered.tolist() == [2, 2]


def test_a_total_of_nothing_has_no_shares():
    assert np.isnan(shares(*rows([0.0], [0.0])).percent).all()
    assert shares(np.empty((0, 2)), np.empty((0, 2), np.uint8)).covered.tolist() == [0, 0]


def test_equal_numbers_share_the_better_rank():
    value, flags = rows([5, NAN, 1], [9, 2, 1], [5, 3, 1], [1, NAN, NAN])
    assert same(ranks(value, flags), [[2, NAN, 1], [1, 2, 1], [2, 1, 1], [4, NAN, NAN]])
    assert same(ranks(value, flags, lowest=True), [[2, NAN, 1], [4, 1, 1], [2, 2, 1], [1, NAN, NAN]])
    flags[1, 0] = PARTIAL
    assert same(ranks(value, flags)[:, 0], [1, NAN, 1, 3])
    assert ranks(np.empty((0, 2)), np.empty((0, 2), np.uint8)).shape == (0, 2)


def test_places_gained_are_above_zero():
    assert same(rank_changes(np.array([[3.0, 1, NAN, 2], [1, 2, 1, 1]])), [[NAN, 2, NAN, NAN], [NAN, -1, 1, 0]])


MATRIX = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.just(NAN), st.integers(0, 9).map(float)), min_size=width, max_size=width),
        min_size=1, max_size=6,
    )
)  # fmt: skip


@given(MATRIX)
def test_shares_add_up_and_ranks_count_those_ahead(matrix):
    value, flags = rows(*matrix)
    made, rank = shares(value, flags), ranks(value, flags)
    for place in range(value.shape[1]):
        column = [one for one in value[:, place].tolist() if one == one]
        assert made.covered[place] == len(column)
        if sum(column) > 0:
            assert np.nansum(made.percent[:, place]) == pytest.approx(100.0)
        for row in range(len(value)):
            one = value[row, place]
            ahead = sum(other > one for other in column) + 1
            assert rank[row, place] == ahead if one == one else np.isnan(rank[row, place])
