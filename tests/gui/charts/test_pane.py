"""The scale of a pane and its ends: what is in sight, what its layers ask for, what hands have pulled."""

import math

import numpy as np
import pytest

from gui.charts.curve import Curve
from gui.charts.layers.candles import Candles
from gui.charts.layers.curves import Curves, Drawn
from gui.charts.layers.ground import Grid
from gui.charts.pane import Pane
from gui.charts.scale import Reading, Scale
from gui.charts.stack import BarStack
from tests.gui.charts.frames import candles
from tests.gui.samples import bars

HELD = BarStack(candles((10, 20, 10, 15, 1), (100, 110, 90, 105, 1)))


def pane(*layers, **fields):
    return Pane(key="one", layers=[Grid(), *layers], **fields)


def ends(made, first=0, stop=2):
    return made.ends(made.fitted(first, stop), first, stop)


def test_what_is_in_sight_fills_the_pane_with_a_margin():
    made = pane(Candles(HELD))
    assert ends(made) == pytest.approx((10 - 0.06 * 100, 110 + 0.06 * 100))
    assert ends(made, 0, 1) == pytest.approx((10 - 0.6, 20 + 0.6))


def test_all_layers_have_a_say_and_those_that_know_nothing_none(dark):
    line = Curves([Drawn(title="", curve=Curve(np.array([300.0, np.nan])), colour=dark.accent)])
    assert ends(pane(Candles(HELD), line)) == pytest.approx((10 - 0.06 * 290, 300 + 0.06 * 290))
    assert ends(pane(Candles(HELD), line), 1, 2) == pytest.approx((90 - 1.2, 110 + 1.2))


def test_without_values_there_is_a_range_all_the_same():
    assert ends(pane()) == (0.0, 1.0)
    assert ends(pane(Candles(BarStack(bars(1).rows(slice(0, 0)))))) == (0.0, 1.0)


@pytest.mark.parametrize("value", [7.0, 0.0, -7.0])
def test_bars_that_never_moved_have_a_range_around_them(value):
    low, high = ends(pane(Candles(BarStack(candles((value,) * 4 + (1,))))))
    assert low < value < high


def test_a_pane_shows_its_least_range_at_least(dark):
    line = Curves([Drawn(title="", curve=Curve(np.array([40.0, 60.0])), colour=dark.accent)])
    assert ends(pane(line, least=(0.0, 100.0))) == pytest.approx((-6.0, 106.0))


def test_a_held_range_stays_whatever_is_in_sight():
    assert ends(pane(Candles(HELD), held=(3.0, 4.0))) == (3.0, 4.0)


def test_a_middle_stays_in_the_middle():
    low, high = ends(pane(Candles(HELD), middle=50.0))
    assert (low + high) / 2 == pytest.approx(50.0)
    assert low < 10
    assert high > 110
    low, high = ends(pane(Candles(BarStack(candles((50, 50, 50, 50, 1)))), middle=50.0), 0, 1)
    assert low < 50.0 < high


def test_percent_begins_at_the_first_bar_in_sight():
    made = pane(Candles(HELD), scale=Scale(reading=Reading.PERCENT))
    assert (made.fitted(0, 2).base, made.fitted(1, 2).base, made.fitted(-4, 2).base) == (15.0, 105.0, 15.0)
    assert pane(Candles(HELD), scale=Scale(reading=Reading.INDEX, base=1.0)).fitted(0, 2).base == 1.0
    assert math.isnan(made.fitted(9, 12).base)


def test_a_log_axis_is_even_in_ratios():
    low, high = ends(pane(Candles(HELD), scale=Scale(log=True)))
    room = 0.06 * math.log(11.0)
    assert (low, high) == pytest.approx((math.log(10.0) - room, math.log(110.0) + room))


@pytest.mark.parametrize("low", [0.0, -5.0])
def test_where_a_log_has_no_values_the_axis_is_linear(low):
    stack = BarStack(candles((10, 20, low, 15, 1), (10, 20, 5, 15, 1)))
    made = pane(Candles(stack), scale=Scale(log=True))
    assert not made.fitted(0, 2).log
    assert made.fitted(1, 2).log
    assert ends(made)[0] < low
    made.held = (math.log(5.0), math.log(20.0))  # pulled while it was a log: it stays one
    assert made.fitted(0, 2).log
    assert ends(made) == ends(made, 1, 2) == made.held
