"""A chart as a value: its window, and the frames of its panes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from gui.charts.chart import DATES_PX, FEWEST, RIGHT_BARS, START, Chart
from gui.charts.layers.candles import Candles
from gui.charts.pane import Pane
from gui.charts.picture import sight_of
from gui.charts.stack import BarStack
from gui.look.theme import theme
from tests.gui.samples import bars


def chart(count=1000, weights=(1.0,), **fields):
    stack = BarStack(bars(count) if count else bars(1).rows(slice(0, 0)))
    panes = [Pane(key=str(place), layers=[Candles(stack)], weight=weight) for place, weight in enumerate(weights)]
    return Chart(axis=stack.axis, panes=panes, **fields)


def frames(made, width=868, height=424, scale=1.0, cursor=None):
    made.x0, made.x1 = made.newest()
    return made.frames(width, height, scale, theme("dark"), resources.texts("en"), "en", cursor)


def test_no_chart_is_taken_for_one_that_has_gone():
    seen = set()
    for _ in range(20):  # each may get the memory of the one before
        made = chart(10)
        seen.add(sight_of(made, frames(made)))
        del made
    assert len(seen) == 20


def test_a_window_begins_at_the_newest_bars():
    assert chart().newest() == (1000 + RIGHT_BARS - START, 1000 + RIGHT_BARS)
    assert chart(5).newest() == (-RIGHT_BARS, 5 + RIGHT_BARS)
    assert chart(240, still=True, right_bars=0).newest() == (0.0, 240.0)


@given(st.integers(0, 3000), st.floats(-1e7, 1e7), st.floats(-10, 1e7))
def test_no_window_leaves_the_bars_or_becomes_too_narrow(count, x0, span):
    first, last = chart(count).within(x0, span)
    assert last - first >= FEWEST - 1e-6
    assert first >= -RIGHT_BARS - 1e-6
    assert last <= max(count, FEWEST - 2 * RIGHT_BARS) + RIGHT_BARS + 1e-6


def test_a_still_chart_has_one_window():
    assert chart(240, still=True, right_bars=0).within(100.0, 20.0) == (0.0, 240.0)


def test_panes_share_the_height_by_weight_with_a_line_between():
    held = frames(chart(weights=(3.0, 1.0)), height=424)
    assert [(frame.top, frame.height) for frame in held] == [(0, 299), (300, 100)]
    assert [frame.last_pane for frame in held] == [False, True]
    assert held[0].sheet is held[1].sheet
    assert (held[0].sheet.width, held[0].sheet.height) == (800, 400)


@given(st.lists(st.floats(0.2, 5.0), min_size=1, max_size=9), st.integers(1, 2000), st.sampled_from([1.0, 1.5, 2.0]))
def test_panes_follow_each_other_and_end_where_the_plot_does(weights, height, scale):
    held = frames(chart(50, tuple(weights)), height=height, scale=scale)
    assert held[0].top == 0
    assert all(frame.height >= 1 for frame in held)
    plot = max(1, height - round(DATES_PX * scale))
    assert held[-1].sheet.height == plot
    assert held[-1].top + held[-1].height <= plot + 1
    least = min(weights) / sum(weights) * plot  # rows of the smallest: under one two may begin at the same
    assert all(one.top < other.top or least < 2 for one, other in itertools.pairwise(held))


def test_at_a_scale_of_one_and_a_half_everything_is_in_device_pixels():
    (made,) = frames(chart(), 1302, 636, 1.5)
    assert (made.width, made.height, made.right, made.bottom) == (1200, 600, 102, 36)
    assert made.px(10) == 15


@pytest.mark.parametrize("size", [(1, 1), (10, 10), (68, 24)])
def test_hardly_any_room_is_a_pixel_at_least(size):
    (made,) = frames(chart(), *size)
    assert (made.width, made.height) == (1, 1)
