"""What a price chart is made of, at pixels worked out by hand."""

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

import resources
from gui.charts import layers
from gui.charts.frame import Anchor, Fill, Line, rects
from gui.charts.stack import BarStack
from gui.look.theme import SMALL_PX, font, mixed
from tests.gui.frames import HEIGHT, TOP, WIDTH, candles, fills, frame, labels
from tests.gui.samples import bars, closes_only

UP = (100, 300, 50, 200, 500)  # rows: wick 89 to 339, body 189 to 289
DOWN = (250, 260, 240, 245, 1000)  # rows: wick 129 to 149, body 139 to 144
FLAT = (100, 100, 100, 100, 0)


def test_a_frame_maps_bars_and_prices_to_pixels_and_back():
    made = frame(candles(UP, DOWN, FLAT))
    assert (made.price_height, made.volume_top, made.bar_width) == (390, 400, 100.0)
    assert made.x(np.array([0.0, 2.0])).tolist() == [50.0, 250.0]
    assert made.y(np.array([TOP, 0.0])).tolist() == [0.0, 389.0]
    assert made.price_at(89.0) == pytest.approx(300.0)
    assert [made.bar_at(x) for x in (0, 99, 100, 299, 300, -1)] == [0, 0, 1, 2, None, None]
    assert (made.first, made.stop) == (0, 3)


def test_rectangles_are_rows_of_four_integers():
    made = rects(np.array([1.0, 2.0]), 5, np.array([3.0, 4.0]), 9)
    assert made.tolist() == [[1, 5, 3, 9], [2, 5, 4, 9]]
    assert (made.dtype, made.flags.c_contiguous) == (np.int32, True)


def test_a_rising_bar_is_a_wick_and_a_hollow_body_in_the_colour_of_up(dark):
    made = frame(candles(UP))
    assert fills(layers.candles, made, dark.up) == [[50, 89, 50, 339], [15, 189, 85, 289]]
    assert fills(layers.candles, made, dark.panel) == [[16, 190, 84, 288]]
    assert fills(layers.candles, made, dark.down) == []


def test_a_falling_bar_is_filled_in_the_colour_of_down(dark):
    made = frame(candles(UP, DOWN))
    assert fills(layers.candles, made, dark.down) == [[150, 129, 150, 149], [115, 139, 185, 144]]
    assert len(fills(layers.candles, made, dark.panel)) == 1  # only the rising one has an inside


def test_a_bar_that_never_moved_is_a_line_and_not_hollow(dark):
    made = frame(candles(FLAT))
    assert fills(layers.candles, made, dark.up) == [[50, 289, 50, 289], [15, 289, 85, 289]]
    assert fills(layers.candles, made, dark.panel) == []


def test_a_hollow_bodys_edge_is_one_logical_pixel_at_two_hundred_percent(dark):
    made = frame(candles(UP), scale=2.0)
    assert fills(layers.candles, made, dark.panel) == [[17, 191, 83, 287]]


def test_narrow_bodies_are_not_hollow_and_very_narrow_bars_are_columns(dark):
    held = bars(400)
    narrow = frame(held, x1=100.0, low=50.0, high=200.0)  # 4 pixels a bar
    assert fills(layers.candles, narrow, dark.panel) == []
    assert len(fills(layers.candles, narrow)) == 200
    columns = frame(held, x1=400.0, low=50.0, high=200.0)
    assert {rect[2] - rect[0] for rect in fills(layers.candles, columns)} == {0}
    assert len(fills(layers.candles, columns)) == 400


@given(st.integers(400, 9000), st.integers(60, 400))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_zoomed_out_the_highest_and_the_lowest_price_are_still_there(count, width):
    stack = BarStack(bars(count, seed=5))
    low, high = stack.extremes(0, count)
    made = frame(stack, x1=float(count), width=width, low=low, high=high)
    held = fills(layers.candles, made)
    assert (min(rect[1] for rect in held), max(rect[3] for rect in held)) == (0, 389)
    assert sorted({rect[0] for rect in held}) == list(range(width))


@pytest.mark.parametrize("shown", [4, 7, 20, 33, 50, 80, 100])
def test_bodies_stay_inside_their_slot(shown):
    made = frame(bars(100), x1=float(shown), low=50.0, high=200.0)
    left, right, _ = layers._bodies(made)
    places = np.arange(shown)
    assert (left >= np.floor(places * made.bar_width)).all()
    assert (right < np.ceil((places + 1) * made.bar_width)).all()
    assert (right[:-1] < left[1:]).all()


def test_volume_stands_on_the_foot_and_the_busiest_bar_is_the_highest(dark):
    made = frame(candles(UP, DOWN, FLAT))
    foot = HEIGHT - 1
    pale = [mixed(dark.panel, colour, 0.4) for colour in (dark.up, dark.down)]
    assert fills(layers.volume, made, pale[1]) == [[115, 400, 185, foot]]
    assert fills(layers.volume, made, pale[0]) == [[15, foot - 50, 85, foot], [215, foot, 285, foot]]


def test_volume_is_measured_by_what_is_in_sight():
    held = candles(UP, (*DOWN[:4], 10_000), UP, UP)
    assert [rect[1] for rect in fills(layers.volume, frame(held, x0=2.0, x1=4.0))] == [400, 400]


@pytest.mark.parametrize("held", [closes_only(10), bars(10, volume=np.zeros(10))], ids=["closes only", "none traded"])
def test_without_volume_there_are_no_volume_bars(held):
    assert list(layers.volume(frame(held))) == []


def test_closes_alone_are_a_line_through_the_whole_height_and_no_candles(dark):
    held = closes_only(4, close=np.array([0.0, TOP, 0.0, TOP]))
    made = frame(held)
    assert made.price_height == HEIGHT
    (line,) = layers.close_line(made)
    assert isinstance(line, Line)
    assert line.points == pytest.approx(np.array([[50.0, 499.0], [150.0, 0.0], [250.0, 499.0], [350.0, 0.0]]))
    assert line.colour == dark.accent
    assert list(layers.candles(made)) == []
    assert list(layers.close_line(frame(candles(UP)))) == []


@pytest.mark.parametrize(("previous", "direction"), [(None, "down"), (240.0, "up"), (250.0, "down"), (245.0, "flat")])
def test_the_last_price_is_a_tag_on_its_row_in_its_direction(dark, previous, direction):
    held = candles((*UP[:3], 250, 1), DOWN)
    (tag,) = labels(layers.last_price, frame(held, previous_close=previous))
    assert (tag.text, tag.y, tag.ground) == ("245.00", pytest.approx(TOP - 245), getattr(dark, direction))
    assert tag.x > WIDTH
    assert tag.bold


def test_the_line_of_the_last_price_is_dotted_across_the_plot():
    dots = fills(layers.last_price, frame(candles(UP, DOWN)))
    assert {(rect[1], rect[3]) for rect in dots} == {(144, 144)}
    assert (dots[0][0], dots[-1][0], len(dots)) == (0, 396, 100)


def test_a_last_price_out_of_sight_has_no_tag():
    assert list(layers.last_price(frame(candles(UP), high=100.0))) == []
    assert list(layers.last_price(frame(bars(1).rows(slice(0, 0))))) == []


def test_the_crosshair_snaps_to_the_bar_and_says_price_and_day():
    made = frame(candles(UP, DOWN), cursor=(130.0, 89.0))
    assert fills(layers.crosshair, made) == [[150, 0, 150, HEIGHT - 1], [0, 89, WIDTH - 1, 89]]
    price, date = labels(layers.crosshair, made)
    assert (price.text, price.y, date.text, date.x) == ("300.00", 89.0, "2024-09-24 周二", 150.0)
    assert date.anchor is Anchor.MIDDLE
    english = dataclasses.replace(made, lang="en", texts=resources.texts("en"))
    assert labels(layers.crosshair, english)[1].text == "2024-09-24 Tue"


def test_the_crosshair_beside_the_bars_and_over_the_volume_says_less():
    beside = frame(candles(UP, DOWN), cursor=(350.0, 450.0))
    assert fills(layers.crosshair, beside) == [[350, 0, 350, HEIGHT - 1]]
    assert labels(layers.crosshair, beside) == []
    assert list(layers.crosshair(frame(candles(UP)))) == []


def test_the_day_under_the_crosshair_stays_on_the_axis():
    xs = [labels(layers.crosshair, frame(bars(4), x0=x0, cursor=(x, 10.0)))[-1].x for x0, x in ((0.0, 5), (0.0, 399))]
    assert all(48 <= x <= WIDTH - 48 for x in xs)


def words(made):
    return [mark.text for mark in labels(layers.legend, made)]


def test_the_legend_reads_the_newest_bar_or_the_one_under_the_pointer():
    held = candles(UP, DOWN)
    newest = ["开", "250.00", "高", "260.00", "低", "240.00", "收", "245.00", "+22.50%", "量", "1,000"]
    assert words(frame(held)) == newest
    assert words(frame(held, cursor=(350.0, 5.0))) == newest  # beside the bars
    assert words(frame(held, cursor=(30.0, 5.0)))[:9] == [
        "开", "100.00", "高", "300.00", "低", "50.00", "收", "200.00", "+100.00%"
    ]  # fmt: skip


def test_the_newest_bars_change_is_over_the_quotes_previous_close():
    held = candles(UP, DOWN)
    assert words(frame(held, previous_close=250.0))[8] == "-2.00%"
    assert words(frame(held, previous_close=250.0, cursor=(30.0, 5.0)))[8] == "+100.00%"


def test_the_legend_of_closes_alone_says_the_close_only():
    assert words(frame(closes_only(2, close=np.array([10.0, 11.0])))) == ["收", "11.00", "+10.00%"]
    assert words(frame(bars(1).rows(slice(0, 0)))) == []


def test_words_of_the_legend_do_not_overlap(qapp):
    metrics = QFontMetricsF(font(SMALL_PX))
    made = labels(layers.legend, frame(candles((123456.5, 234567.5, 12345.5, 111111.5, 1.23456e9))))
    for one, other in pairwise(made):
        assert one.x + metrics.horizontalAdvance(one.text) <= other.x, one.text


def test_axes_say_round_prices_with_enough_decimals_and_dates_inside(dark):
    made = frame(bars(30), x1=30.0, low=1.001, high=1.029)
    prices = [mark for mark in labels(layers.axes, made) if mark.anchor is Anchor.LEFT]
    assert [mark.text for mark in prices][:2] == ["1.005", "1.010"]
    assert all(0 <= mark.y < made.price_height for mark in prices)
    assert all(mark.x > WIDTH for mark in prices)
    dates = [mark for mark in labels(layers.axes, made) if mark.anchor is Anchor.MIDDLE]
    assert dates
    assert all(0 < mark.x < WIDTH and mark.y > HEIGHT for mark in dates)


def test_grid_lines_stand_where_the_axes_are_marked():
    made = frame(bars(30), x1=30.0)
    rows = {rect[1] for rect in fills(layers.grid, made) if rect[0] == 0 and rect[2] == WIDTH - 1}
    marked = {round(mark.y) for mark in labels(layers.axes, made) if mark.anchor is Anchor.LEFT}
    assert rows == marked


@pytest.mark.parametrize("held", [bars(1).rows(slice(0, 0)), bars(1), bars(3), closes_only(3), bars(3000)],
                         ids=["none", "one", "three", "closes", "many"])  # fmt: skip
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_layer_can_draw_whatever_is_held(held, scale):
    for x0, x1 in ((-4.0, 5.0), (0.0, float(max(1, len(held)))), (5000.0, 5100.0)):
        for cursor in (None, (10.0, 10.0)):
            made = frame(held, x0=x0, x1=x1, scale=scale, cursor=cursor)
            for layer in layers.LAYERS:
                for mark in layer(made):
                    assert not isinstance(mark, Fill) or mark.rects.shape[1:] == (4,)
