"""What follows quotes and pointer: last price, end tags, crosshair, legend."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

import resources
from gui.charts.curve import Curve
from gui.charts.frame import Anchor
from gui.charts.layers.candles import Candles
from gui.charts.layers.curves import Curves, Drawn
from gui.charts.layers.moving import MOST_LINES, Crosshair, LastPrice, Legend, apart
from gui.charts.layers.volume import Volume
from gui.look.theme import SMALL_PX, font
from tests.gui.charts.frames import HEIGHT, TOP, WIDTH, candles, fills, frame, labels, stack_of
from tests.gui.samples import bars

UP, DOWN = (100, 300, 50, 200, 500), (250, 260, 240, 245, 1000)


def last_price(held, previous=None):
    layer = Candles(stack_of(held))
    layer.previous_close = previous
    return LastPrice(layer)


@pytest.mark.parametrize(("previous", "direction"), [(None, "down"), (240.0, "up"), (250.0, "down"), (245.0, "flat")])
def test_the_last_price_is_a_tag_on_its_row_in_its_direction(dark, previous, direction):
    held = candles((*UP[:3], 250, 1), DOWN)
    (tag,) = labels(last_price(held, previous), frame(held))
    assert (tag.text, tag.y, tag.ground) == ("245.00", pytest.approx(TOP - 245), getattr(dark, direction))
    assert tag.x > WIDTH
    assert tag.bold


def test_the_line_of_the_last_price_is_dotted_across_the_plot():
    held = candles(UP, DOWN)
    dots = fills(last_price(held), frame(held))
    assert {(rect[1], rect[3]) for rect in dots} == {(144, 144)}
    assert (dots[0][0], dots[-1][0], len(dots)) == (0, 396, 100)


def test_a_last_price_out_of_sight_has_no_tag():
    held, nothing = candles(UP), bars(1).rows(slice(0, 0))
    assert list(last_price(held).marks(frame(held, high=100.0))) == []
    assert list(last_price(nothing).marks(frame(nothing))) == []


def test_the_crosshair_snaps_to_the_bar_and_says_value_and_day():
    held = candles(UP, DOWN)
    made = frame(held, cursor=(130.0, 89.0))
    lines, (cut,) = fills(Crosshair(), made)[:2], fills(Crosshair(), made)[2:]
    assert lines == [[150, 0, 150, HEIGHT - 1], [0, 89, WIDTH - 1, 89]]
    assert cut[0] < 150 < cut[2]  # the mark of the same day, which the tag would leave half to be seen
    assert cut[1] > HEIGHT
    value, date = labels(Crosshair(), made)
    assert (value.text, value.y, date.text, date.x) == ("300.00", 89.0, "2024-09-24 周二", 150.0)
    assert date.anchor is Anchor.MIDDLE
    english = frame(held, cursor=(130.0, 89.0), lang="en", texts=resources.texts("en"))
    assert labels(Crosshair(), english)[1].text == "2024-09-24 Tue"


def test_the_crosshair_beside_the_bars_and_over_the_volume_says_less():
    held = candles(UP, DOWN)
    beside = frame(held, cursor=(350.0, 450.0))
    assert fills(Crosshair(), beside) == [[350, 0, 350, HEIGHT - 1]]
    assert labels(Crosshair(), beside) == []
    assert list(Crosshair().marks(frame(held))) == []


def test_a_pointer_in_another_pane_is_a_column_here_and_only_the_last_pane_says_the_day():
    held = candles(UP, DOWN)
    other = frame(held, cursor=(130.0, None))
    assert fills(Crosshair(), other)[0] == [150, 0, 150, HEIGHT - 1]
    assert [mark.text for mark in labels(Crosshair(), other)] == ["2024-09-24 周二"]
    assert labels(Crosshair(), replace(other, last_pane=False)) == []


def test_the_day_under_the_crosshair_stays_on_the_axis():
    xs = [labels(Crosshair(), frame(bars(4), x0=x0, cursor=(x, 10.0)))[-1].x for x0, x in ((0.0, 5), (0.0, 399))]
    assert all(48 <= x <= WIDTH - 48 for x in xs)


def legend(held, title="", **changes):
    stack = stack_of(held)
    return [mark.text for mark in labels(Legend([[Candles(stack), Volume(stack)]], title), frame(stack, **changes))]


def test_the_legend_reads_the_newest_bar_or_the_one_under_the_pointer():
    held = candles(UP, DOWN)
    newest = ["开", "250.00", "高", "260.00", "低", "240.00", "收", "245.00", "+22.50%", "量", "1,000"]
    assert legend(held) == newest
    assert legend(held, cursor=(350.0, 5.0)) == newest  # beside the bars
    assert legend(held, cursor=(30.0, 5.0))[:9] == [
        "开", "100.00", "高", "300.00", "低", "50.00", "收", "200.00", "+100.00%"
    ]  # fmt: skip
    assert legend(held, "日K")[0] == "日K"
    assert legend(bars(1).rows(slice(0, 0))) == []


def lines_of(dark, count):
    return Curves([
        Drawn(title=f"MA{place}", curve=Curve(np.array([1e5 + place])), colour=dark.accent) for place in range(count)
    ])  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_words_of_the_legend_do_not_overlap_and_stay_inside(qapp, dark, scale):
    metrics = QFontMetricsF(font(SMALL_PX))
    made = frame(bars(1), width=round(WIDTH * scale), scale=scale, height=round(HEIGHT * scale))
    found = labels(Legend([[lines_of(dark, 9)]], "MA"), made)
    for one, other in pairwise(found):
        if one.y == other.y:
            assert one.x + metrics.horizontalAdvance(one.text) * scale <= other.x, one.text
    assert all(mark.x + metrics.horizontalAdvance(mark.text) * scale <= made.width for mark in found)
    assert len({mark.y for mark in found}) > 1


def test_behind_every_word_of_the_legend_stands_a_ground_that_bars_do_not_read_through(dark):
    made = frame(bars(1))
    layer = Legend([[lines_of(dark, 9)]], "MA")
    boxes = fills(layer, made)
    assert len(boxes) == MOST_LINES
    for word in labels(layer, made):
        assert any(left < word.x < right and top < word.y < foot for left, top, right, foot in boxes)


def test_a_pointer_beside_the_plot_has_no_crosshair():
    made = frame(candles(UP, DOWN), cursor=(WIDTH + 20.0, 89.0))  # the plot became narrower under it
    assert list(Crosshair().marks(made)) == []


def test_a_legend_that_is_much_too_long_is_cut(dark):
    found = labels(Legend([[lines_of(dark, 60)]]), frame(bars(1)))
    assert len({mark.y for mark in found}) == MOST_LINES


def test_a_pane_that_is_hardly_there_has_no_legend(dark):
    assert labels(Legend([[lines_of(dark, 3)]]), frame(bars(1), height=8, foot=0)) == []


@given(st.lists(st.floats(0, 400), max_size=12))
def test_tags_are_moved_apart_in_their_order_while_there_is_room(rows):
    found = apart(np.array(rows), 18, 0, 400)
    order = np.argsort(rows, kind="stable")
    placed = np.array(found)[order] if len(rows) else np.empty(0)
    assert (np.diff(placed) >= 18 - 1e-9).all()
    assert all(-1e-9 <= row <= 400 + 1e-9 for row in found)


def test_tags_that_do_not_touch_stay_where_they_are():
    assert apart(np.array([100.0, 50.0, 300.0]), 18, 0, 400) == [100.0, 50.0, 300.0]
    assert apart(np.array([]), 18, 0, 400) == []
