"""How values lie on an axis and what it says of them, at numbers worked out by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.scale import Reading, Scale, log_ticks

LOG = Scale(log=True)
PERCENT = Scale(reading=Reading.PERCENT, base=50.0)
INDEX = Scale(reading=Reading.INDEX, base=50.0)


def marks(scale, low, high, most):
    return [(pytest.approx(value), text) for value, text in scale.ticks(low, high, most)]


def test_a_linear_axis_has_round_prices():
    assert marks(Scale(), 9.0, 21.0, 4) == [(10.0, "10.00"), (15.0, "15.00"), (20.0, "20.00")]
    assert marks(Scale(decimals=3), 1.0, 1.01, 2) == [(1.0, "1.000"), (1.005, "1.005"), (1.01, "1.010")]


def test_percent_counts_from_the_base_and_names_its_zero_without_a_sign():
    assert marks(PERCENT, 45.0, 60.0, 4) == [(45.0, "-10%"), (50.0, "0%"), (55.0, "+10%"), (60.0, "+20%")]
    assert PERCENT.text(51.0) == "+2.00%"
    assert PERCENT.text(50.0) == "0.00%"


def test_an_index_is_a_hundred_at_its_base():
    assert marks(INDEX, 45.0, 60.0, 4) == [(45.0, "90.0"), (50.0, "100.0"), (55.0, "110.0"), (60.0, "120.0")]
    assert INDEX.text(51.0) == "102.0"


def test_points_are_percent_already_and_large_numbers_have_their_unit():
    assert marks(Scale(reading=Reading.CHANGE), -5.0, 5.0, 2) == [(-5.0, "-5%"), (0.0, "0%"), (5.0, "+5%")]
    assert marks(Scale(reading=Reading.POINTS), -5.0, 5.0, 2) == [(-5.0, "-5"), (0.0, "0"), (5.0, "+5")]
    assert Scale(reading=Reading.BIG, lang="zh").text(12_345_678.0) == "1,235万"
    assert Scale(reading=Reading.BIG, lang="en").text(12_345_678.0) == "12.35M"


def test_without_a_base_percent_and_index_say_the_price():
    for base in (math.nan, 0.0, -50.0):
        assert replace(PERCENT, base=base).text(51.0) == "51.00"
        assert marks(replace(INDEX, base=base), 9.0, 21.0, 4)[0] == (10.0, "10.00")


def test_a_log_is_even_in_ratios_and_has_nothing_at_zero_and_below():
    inner = LOG.inner(np.array([1.0, 10.0, 100.0, 0.0, -5.0, np.nan]))
    assert np.diff(inner[:3]) == pytest.approx([math.log(10)] * 2)
    assert np.isnan(inner[3:]).all()
    assert LOG.outer(math.log(42.0)) == pytest.approx(42.0)
    assert Scale().inner(np.array([1.0, -1.0])).tolist() == [1.0, -1.0]


def test_a_wide_log_axis_is_marked_by_decades_and_a_narrow_one_evenly():
    wide, narrow = (LOG.ticks(math.log(low), math.log(high), 4) for low, high in ((1.0, 1000.0), (91.0, 130.0)))
    assert [text for _, text in wide] == ["1.00", "10.00", "100.00", "1,000.00"]
    assert [text for _, text in narrow] == ["100.00", "110.00", "120.00", "130.00"]
    assert log_ticks(0.3, 1e9, 5) == [1.0, 100.0, 1e4, 1e6, 1e8]
    assert log_ticks(1.0, 100.0, 8) == [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]


def test_percent_on_a_log_axis_is_round_in_percent():
    scale = replace(PERCENT, log=True)
    assert marks(scale, math.log(45.0), math.log(60.0), 4) == marks(PERCENT, 45.0, 60.0, 4)


def test_wanted_marks_stand_instead_of_round_ones():
    assert Scale(at=(20.0, 80.0)).ticks(0.0, 100.0, 9) == [(20.0, "20"), (80.0, "80")]


@given(st.floats(1e-4, 1e6), st.floats(1e-6, 1e4), st.integers(1, 20), st.booleans(), st.sampled_from(Reading))
def test_marks_lie_inside_ascend_and_are_not_too_many(low, reach, most, log, reading):
    scale = Scale(log=log, reading=reading, base=low * 1.01)
    ends = [float(scale.inner(np.array(end))) for end in (low, low * (1 + reach))]
    if not ends[1] > ends[0]:
        return
    found = [value for value, _ in scale.ticks(*ends, most)]
    slack = 1e-6 * low * (1 + reach)
    assert found == sorted(found)
    assert all(low - slack <= value <= low * (1 + reach) + slack for value in found)
    assert len(found) <= max(most, 2) + 1


@given(st.floats(1e-3, 1e6), st.booleans())
def test_outer_undoes_inner(value, log):
    scale = Scale(log=log)
    assert scale.outer(float(scale.inner(np.array(value)))) == pytest.approx(value)


@pytest.mark.parametrize(("low", "high"), [(5.0, 5.0), (math.nan, 5.0), (0.0, math.inf), (6.0, 5.0)])
@pytest.mark.parametrize("scale", [Scale(), PERCENT, INDEX], ids=["price", "percent", "index"])
def test_no_range_has_no_marks_and_no_error(scale, low, high):
    found = scale.ticks(low, high, 5)
    assert low > high or found == []


@pytest.mark.parametrize("reading", Reading)
def test_an_unknown_value_is_said_to_be_missing(reading):
    for value in (math.nan, math.inf):
        assert Scale(reading=reading, base=50.0).text(value) == "--"
