"""Candles and bars, at pixels worked out by hand."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.charts.layers.candles import Candles, sides
from gui.charts.scale import Scale
from gui.charts.stack import BarStack
from gui.look.theme import mixed
from models.charts.values import Style
from tests.gui.charts.frames import candles, fills, frame, stack_of
from tests.gui.samples import bars, closes_only

UP = (100, 300, 50, 200, 500)  # rows: wick 89 to 339, body 189 to 289
DOWN = (250, 260, 240, 245, 1000)  # rows: wick 129 to 149, body 139 to 144
FLAT = (100, 100, 100, 100, 0)


def layer_of(held, style=Style.HOLLOW, **changes):
    made = Candles(stack_of(held), style)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def words(layer, made, bar):
    return [text for word in layer.words(made, bar) for text in (word.title, word.text) if text]


def test_a_rising_bar_is_a_wick_and_a_hollow_body_in_the_colour_of_up(dark):
    held = candles(UP)
    layer, made = layer_of(held), frame(held)
    assert fills(layer, made, dark.up) == [[50, 89, 50, 339], [15, 189, 85, 289]]
    assert fills(layer, made, dark.panel) == [[16, 190, 84, 288]]
    assert fills(layer, made, dark.down) == []


def test_a_falling_bar_is_filled_in_the_colour_of_down(dark):
    held = candles(UP, DOWN)
    layer, made = layer_of(held), frame(held)
    assert fills(layer, made, dark.down) == [[150, 129, 150, 149], [115, 139, 185, 144]]
    assert len(fills(layer, made, dark.panel)) == 1  # only the rising one has an inside


def test_a_bar_that_never_moved_is_a_line_and_not_hollow(dark):
    held = candles(FLAT)
    layer, made = layer_of(held), frame(held)
    assert fills(layer, made, dark.up) == [[50, 289, 50, 289], [15, 289, 85, 289]]
    assert fills(layer, made, dark.panel) == []


def test_a_hollow_bodys_edge_is_one_logical_pixel_at_two_hundred_percent(dark):
    held = candles(UP)
    layer, made = layer_of(held), frame(held, scale=2.0)
    assert fills(layer, made, dark.panel) == [[17, 191, 83, 287]]


def test_narrow_bodies_are_not_hollow_and_very_narrow_bars_are_columns(dark):
    held = bars(400)
    layer = layer_of(held)
    narrow = frame(held, x1=100.0, low=50.0, high=200.0)  # 4 pixels a bar
    assert fills(layer, narrow, dark.panel) == []
    assert len(fills(layer, narrow)) == 200
    columns = frame(held, x1=400.0, low=50.0, high=200.0)
    assert {rect[2] - rect[0] for rect in fills(layer, columns)} == {0}
    assert len(fills(layer, columns)) == 400


@given(st.integers(400, 9000), st.integers(60, 400))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_zoomed_out_the_highest_and_the_lowest_price_are_still_there(count, width):
    stack = BarStack(bars(count, seed=5))
    low, high = stack.extremes(0, count)
    made = frame(stack, x1=float(count), width=width, low=low, high=high)
    held = fills(Candles(stack), made)
    assert (min(rect[1] for rect in held), max(rect[3] for rect in held)) == (0, 389)
    assert sorted({rect[0] for rect in held}) == list(range(width))


@pytest.mark.parametrize("shown", [4, 7, 20, 33, 50, 80, 100])
def test_bodies_stay_inside_their_slot(shown):
    made = frame(bars(100), x1=float(shown), low=50.0, high=200.0)
    left, right = sides(made, 0, shown)
    places = np.arange(shown)
    assert (left >= np.floor(places * made.bar_width)).all()
    assert (right < np.ceil((places + 1) * made.bar_width)).all()
    assert (right[:-1] < left[1:]).all()


def test_filled_candles_have_no_inside(dark):
    held = candles(UP, DOWN)
    assert fills(layer_of(held, Style.CANDLES), frame(held), dark.panel) == []
    assert fills(layer_of(held, Style.CANDLES), frame(held), dark.up) == [[50, 89, 50, 339], [15, 189, 85, 289]]


def test_bars_have_their_open_on_the_left_and_their_close_on_the_right(dark):
    held = candles(UP, DOWN)
    layer, made = layer_of(held, Style.BARS), frame(held)
    assert fills(layer, made, dark.up) == [[50, 89, 50, 339], [15, 289, 50, 289], [50, 189, 85, 189]]
    assert fills(layer, made, dark.down) == [[150, 129, 150, 149], [115, 139, 150, 139], [150, 144, 185, 144]]


@pytest.mark.parametrize("style", [Style.HOLLOW, Style.CANDLES, Style.BARS])
def test_upside_down_a_bar_hangs_the_other_way(dark, style):
    held = candles(UP)
    up = fills(layer_of(held, style), frame(held, values=Scale(inverted=True)), dark.up)
    assert up[0] == [50, 50, 50, 300]  # the wick: 50 at row 50, 300 at row 300
    assert all(top <= bottom for _, top, _, bottom in up)


def test_on_a_log_axis_a_price_of_nothing_ends_where_the_pane_does(dark):
    held = candles((2, 4, 0, 3, 1), (-4, -1, -5, -2, 1))
    low, high = np.log(1.0), np.log(4.0)
    rects = fills(layer_of(held), frame(held, low=low, high=high, values=Scale(log=True)), dark.up)
    assert all(left <= right and top <= bottom for left, top, right, bottom in rects)


def test_the_newest_bar_is_paler_while_its_session_runs(dark):
    held = candles(UP, UP)
    layer, made = layer_of(held, Style.CANDLES, partial=True), frame(held, begin=1)
    pale = mixed(dark.panel, dark.up, 0.55)
    assert fills(layer, made, pale) == [[150, 89, 150, 339], [115, 189, 185, 289]]
    assert fills(layer, made, dark.up) == []
    assert fills(layer, frame(held, end=1), dark.up) == [[50, 89, 50, 339], [15, 189, 85, 289]]
    layer.partial = False
    assert len(fills(layer, made, dark.up)) == 2


def test_the_only_bar_may_be_partial_too(dark):
    held = candles(UP)
    layer = layer_of(held, Style.CANDLES, partial=True)
    assert fills(layer, frame(held, begin=0), mixed(dark.panel, dark.up, 0.55))


def test_extremes_and_base_are_those_of_the_bars():
    layer = layer_of(candles(UP, DOWN))
    assert layer.extremes(0, 2) == (50.0, 300.0)
    assert layer.extremes(1, 2) == (240.0, 260.0)
    assert layer.base(1) == 245.0
    assert np.isnan([layer.base(2), layer.base(-1), *layer.extremes(5, 9)]).all()


def test_the_legend_reads_a_bar_and_its_change():
    held = candles(UP, DOWN)
    layer, made = layer_of(held), frame(held)
    assert words(layer, made, 1) == ["开", "250.00", "高", "260.00", "低", "240.00", "收", "245.00", "+22.50%"]
    assert words(layer, made, 0) == ["开", "100.00", "高", "300.00", "低", "50.00", "收", "200.00", "+100.00%"]
    assert layer.words(made, 2) == layer.words(made, -1) == []


def test_over_a_price_of_nothing_or_less_there_is_no_percentage():
    held = candles((-4.0, -1.0, -5.0, -2.0, 1), (-2.0, 0.0, -3.0, -1.0, 1))
    layer = layer_of(held)
    assert words(layer, frame(held), 1)[8] == "--"  # it rose: "-50%" would be a fall


def test_the_newest_bars_change_is_over_the_quotes_previous_close():
    held = candles(UP, DOWN)
    layer = layer_of(held, previous_close=250.0)
    assert words(layer, frame(held), 1)[8] == "-2.00%"
    assert words(layer, frame(held), 0)[8] == "+100.00%"


def test_the_legend_says_that_a_bar_is_not_over(zh):
    held = candles(UP, DOWN)
    assert words(layer_of(held, partial=True), frame(held), 1)[-1] == zh["chart.running"]
    assert words(layer_of(held, partial=True), frame(held), 0)[-1] == "+100.00%"


def test_the_legend_of_closes_alone_says_the_close_only():
    held = closes_only(2, close=np.array([10.0, 11.0]))
    assert words(layer_of(held), frame(held), 1) == ["收", "11.00", "+10.00%"]


def test_decimals_are_the_instruments():
    held = candles((1.0, 1.5, 0.5, 1.25, 1))
    assert words(Candles(stack_of(held), decimals=3), frame(held), 0)[1] == "1.000"


def test_the_base_is_the_first_close_that_is_known():
    layer = layer_of(bars(5, close=np.array([np.nan, np.nan, 7.0, 8.0, 9.0])))
    assert [layer.base(first) for first in (0, 2, 3)] == [7.0, 7.0, 8.0]


@pytest.mark.parametrize("style", [Style.HOLLOW, Style.CANDLES, Style.BARS])
def test_a_bar_that_nobody_told_is_out_of_sight(style):
    held = candles(UP, (np.nan,) * 5, DOWN)
    rects = fills(layer_of(held, style), frame(held))
    assert all(bottom < 0 for left, _, right, bottom in rects if left >= 100 and right < 200)
