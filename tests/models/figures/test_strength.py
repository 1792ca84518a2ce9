"""Sections: golden numbers by hand, what is left out, and the same as one section at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.figures.strength import order, strength

NONE = float("nan")


def made(values, weights, groups=None, count=1, out=None):
    groups = np.zeros(len(values), np.int64) if groups is None else np.array(groups, np.int64)
    out = None if out is None else np.array(out)
    return strength(np.array(values, float), np.array(weights, float), groups, count, out)


def test_one_section_by_hand():
    """Caps now 220 and 90, bases 200 and 100: 310 over 300 is +3.33 %, of which +6.67 and -3.33 points."""
    found = made([10.0, -10.0], [220.0, 90.0])
    assert found.mean[0] == 0.0
    assert found.cap_weighted[0] == pytest.approx((310 / 300 - 1) * 100)
    assert found.contribution == pytest.approx([20 / 300 * 100, -10 / 300 * 100])
    assert found.contribution.sum() == pytest.approx(found.cap_weighted[0])
    assert (found.median[0], found.ups[0], found.downs[0], found.flats[0], found.counted[0]) == (0.0, 1, 1, 0, 2)


def test_the_weight_is_the_cap_at_the_base_not_now():
    """Both were 100; one doubled. Now-weighted would say +66.67 %, the section's cap went from 200 to 300."""
    assert made([100.0, 0.0], [200.0, 100.0]).cap_weighted[0] == pytest.approx(50.0)


def test_a_row_without_a_cap_is_in_the_mean_and_not_in_what_is_weighted():
    found = made([3.0, 1.0, 2.0], [NONE, 101.0, 204.0])
    assert (found.mean[0], found.median[0], found.counted[0], found.weighted[0]) == (2.0, 2.0, 3, 2)
    assert found.cap_weighted[0] == pytest.approx(5 / 300 * 100)
    assert np.isnan(found.contribution[0])


def test_halted_rows_and_missing_ones_are_out_of_everything():
    found = made([3.0, 0.0, NONE, -1.0], [103.0, 500.0, 500.0, 99.0], out=[False, True, False, False])
    assert (found.mean[0], found.counted[0], found.flats[0], found.weighted[0]) == (1.0, 2, 0, 2)
    assert found.cap_weighted[0] == pytest.approx(1.0)
    assert list(np.isnan(found.contribution)) == [False, True, True, False]


def test_what_is_written_as_nothing_is_flat():
    found = made([0.004, -0.0049, 0.005, -0.005, 0.0], [NONE] * 5)
    assert (found.ups[0], found.downs[0], found.flats[0]) == (1, 1, 3)
    assert np.isnan(found.cap_weighted[0])


def test_groups_in_any_order_an_empty_one_and_rows_of_none():
    found = made([1.0, 2.0, 3.0, 4.0, 9.0], [1.0] * 5, [2, 0, 2, 2, -1], count=4)
    assert list(found.counted) == [1, 0, 3, 0]
    assert found.mean[0] == 2.0
    assert found.median[2] == 3.0
    assert np.isnan(found.mean[[1, 3]]).all()
    assert np.isnan(found.median[[1, 3]]).all()
    assert np.isnan(found.contribution[4])


def test_an_even_number_has_the_mean_of_the_two_in_the_middle():
    assert made([4.0, 1.0, 3.0, 2.0], [NONE] * 4).median[0] == 2.5


def test_nothing_at_all():
    found = made([], [], [], count=2)
    assert np.isnan(found.mean).all()
    assert list(found.counted) == [0, 0]


@pytest.mark.parametrize("weight", [0.0, -5.0, np.inf])
def test_a_weight_that_is_none(weight):
    assert made([1.0, 2.0], [weight, 102.0]).cap_weighted[0] == pytest.approx(2.0)


def test_by_strength_equal_ones_keep_their_order_and_blanks_come_last():
    held = np.array([1.0, NONE, 3.0, 1.0, -2.0])
    assert list(order(held)) == [2, 0, 3, 4, 1]
    assert list(order(held, strongest_first=False)) == [4, 0, 3, 2, 1]


PERCENT = st.one_of(st.floats(-90, 900), st.just(NONE))
CAP = st.one_of(st.floats(1e6, 1e13), st.just(NONE))


@given(st.data(), st.integers(1, 40))
def test_many_sections_are_each_as_if_alone(data, rows):
    values = data.draw(arrays.arrays(float, rows, elements=PERCENT))
    weights = data.draw(arrays.arrays(float, rows, elements=CAP))
    groups = data.draw(arrays.arrays(np.int64, rows, elements=st.integers(0, 4)))
    found = strength(values, weights, groups, 5)
    for group in range(5):
        mine = groups == group
        held = values[mine & np.isfinite(values)]
        assert found.counted[group] == len(held) == found.ups[group] + found.downs[group] + found.flats[group]
        if len(held):
            assert found.mean[group] == pytest.approx(held.mean())
            assert found.median[group] == pytest.approx(np.median(held))
        if found.weighted[group]:
            assert np.nansum(found.contribution[mine]) == pytest.approx(found.cap_weighted[group], abs=1e-6)
