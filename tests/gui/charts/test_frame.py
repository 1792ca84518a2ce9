"""Where bars and values lie in a picture, and back."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.frame import rects
from gui.charts.scale import Scale
from tests.gui.charts.frames import TOP, candles, frame
from tests.gui.samples import bars

ONE = (100, 300, 50, 200, 500)


def test_a_frame_maps_bars_and_values_to_pixels_and_back():
    made = frame(candles(ONE, ONE, ONE))
    assert (made.rows, made.bar_width) == (390, 100.0)
    assert made.x(np.array([0.0, 2.0])).tolist() == [50.0, 250.0]
    assert made.y(np.array([TOP, 0.0])).tolist() == [0.0, 389.0]
    assert made.value_at(89.0) == pytest.approx(300.0)
    assert [made.bar_at(x) for x in (0, 99, 100, 299, 300, -1)] == [0, 0, 1, 2, None, None]
    assert (made.first, made.stop) == (0, 3)


def test_a_pane_further_down_begins_at_its_own_row():
    made = frame(candles(ONE), top=100, height=201, foot=0)
    assert made.y(np.array([TOP, 0.0])).tolist() == [100.0, 300.0]
    assert made.value_at(200.0) == pytest.approx(TOP / 2)


def test_upside_down_the_highest_is_at_the_foot():
    made = frame(candles(ONE), values=Scale(inverted=True))
    assert made.y(np.array([TOP, 0.0])).tolist() == [389.0, 0.0]
    assert made.value_at(389.0) == pytest.approx(TOP)


def test_on_a_log_axis_equal_ratios_are_equal_heights():
    made = frame(candles(ONE), values=Scale(log=True), low=math.log(1.0), high=math.log(100.0))
    assert made.y(np.array([100.0, 10.0, 1.0])) == pytest.approx([0.0, 194.5, 389.0])
    assert np.isnan(made.y(np.array([0.0, -3.0]))).all()
    assert made.value_at(194.5) == pytest.approx(10.0)


@given(st.floats(0, 389), st.booleans(), st.booleans())
def test_a_row_has_a_value_that_lies_on_it(row, log, inverted):
    made = frame(candles(ONE), values=Scale(log=log, inverted=inverted), low=1.0, high=5.0)
    assert float(made.y(np.array(made.value_at(row)))) == pytest.approx(row, abs=1e-6)


def test_only_the_bars_asked_for_are_drawn():
    made = frame(bars(10), x0=2.5, x1=7.2)
    assert (made.first, made.stop) == (2, 8)
    assert (replace(made, begin=5).first, replace(made, end=6).stop) == (5, 6)
    assert (replace(made, begin=9).first, replace(made, end=1).stop) == (9, 1)
    assert frame(bars(5), x0=2.0, x1=50.0).stop == 5


def test_the_pointers_row_counts_in_its_own_pane_only():
    made = frame(bars(4), top=100, height=50, foot=0, cursor=(7.0, 120.0))
    assert made.cursor == (7.0, 120.0)
    assert frame(bars(4), top=100, height=50, foot=0, cursor=(7.0, 150.0)).cursor == (7.0, None)
    assert frame(bars(4), cursor=(7.0, None)).cursor == (7.0, None)
    assert frame(bars(4)).cursor is None


def test_rectangles_are_rows_of_four_integers():
    made = rects(np.array([1.0, 2.0]), 5, np.array([3.0, 4.0]), 9)
    assert made.tolist() == [[1, 5, 3, 9], [2, 5, 4, 9]]
    assert (made.dtype, made.flags.c_contiguous) == (np.int32, True)
    assert rects(1, 2, 3, 4).tolist() == [[1, 2, 3, 4]]
    assert rects(np.empty(0), 5, np.empty(0), 9).shape == (0, 4)
