"""Round prices under an axis, and the decimals that tell them apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.ticks import STEPS, decimals_of, price_step, price_ticks

PRICES = st.floats(0.01, 1e6)


@given(PRICES, st.floats(1e-4, 2.0), st.integers(2, 20))
def test_prices_are_round_evenly_spaced_inside_and_not_too_many(low, reach, most):
    high = low * (1 + reach)
    ticks = price_ticks(low, high, most)
    step = price_step(low, high, most)
    size = 10.0 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(step / size - one) for one in STEPS) < 1e-6
    assert len(ticks) <= most + 1
    slack = step * 1e-6
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert np.allclose(np.diff(ticks), step)
    assert np.allclose(np.array(ticks) / step, np.round(np.array(ticks) / step))


@given(PRICES, st.floats(0.01, 2.0), st.integers(4, 20))
def test_the_step_is_the_smallest_that_fits(low, reach, most):
    raw, step = low * reach / most, price_step(low, low * (1 + reach), most)
    assert raw * (1 - 1e-6) <= step <= raw * 2.5


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0.0, 10.0, 5, [0, 2, 4, 6, 8, 10]),
        (380.1, 481.0, 5, [400, 425, 450, 475]),
        (-0.3, 0.31, 3, [-0.25, 0, 0.25]),
    ],
)
def test_prices_as_one_would_choose_them(low, high, most, ticks):
    assert price_ticks(low, high, most) == pytest.approx(ticks)


@pytest.mark.parametrize(("low", "high"), [(5.0, 5.0), (6.0, 5.0), (np.nan, 5.0), (0.0, np.inf)])
def test_no_range_has_no_prices(low, high):
    assert price_ticks(low, high, 5) == []


@pytest.mark.parametrize(
    ("step", "least", "decimals"), [(5.0, 2, 2), (0.25, 0, 2), (0.005, 2, 3), (2.5, 0, 1), (1e-9, 2, 6), (10.0, 3, 3)]
)
def test_decimals_tell_neighbouring_prices_apart(step, least, decimals):
    assert decimals_of(step, least) == decimals
