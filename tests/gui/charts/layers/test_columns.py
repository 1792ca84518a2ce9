"""Bars in groups, at pixels worked out by hand: a place is 100 wide, a unit of value is a row, 389 is the top."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.charts.frame import Label
from gui.charts.layers.columns import Column, Columns, spread
from gui.charts.scale import Scale
from tests.gui.charts.frames import fills, frame
from tests.gui.samples import bars

pytestmark = pytest.mark.usefixtures("qapp")


def column(values, ink, open_=None, text="1"):
    count = len(values)
    flags = np.zeros(count, bool) if open_ is None else np.array(open_, bool)
    inks = tuple(ink) if isinstance(ink, list) else (ink,)
    return Column(title="", values=np.array(values, float), inks=inks, open=flags, text=lambda bar: text)


def words(layer, made):
    return [(mark.text, mark.x, mark.y) for mark in layer.marks(made) if isinstance(mark, Label)]


def test_one_series_stands_in_the_middle_of_its_places(dark):
    layer = Columns([column([100.0, 389.0, np.nan, 0.0], dark.accent)])
    made = frame(bars(4))
    assert fills(layer, made, dark.accent) == [
        [22, 289, 76, 389], [122, 0, 176, 389], [322, 389, 376, 389],  # 56 wide at most, one of them a gap
    ]  # fmt: skip
    assert words(layer, made) == [("1", 50.0, 280.0), ("1", 150.0, 9.0), ("--", 250.0, 380.0), ("1", 350.0, 380.0)]


def test_a_missing_number_keeps_its_slot(dark):
    one, other = column([10.0, np.nan], dark.up), column([20.0, 30.0], dark.down)
    made = frame(bars(2), x1=4.0)
    layer = Columns([one, other])
    assert fills(layer, made, dark.up) == [[9, 379, 48, 389]]
    assert fills(layer, made, dark.down) == [[50, 369, 89, 389], [150, 359, 189, 389]]
    assert [layer.at(made, 1, x) for x in (108.0, 110.0, 149.0, 151.0, 192.0)] == [None, 0, 0, 1, None]
    assert layer.at(made, 9, 50.0) is None


def test_an_open_bar_is_an_edge_around_a_pale_ground(dark):
    layer = Columns([column([100.0, 100.0], dark.accent, open_=[False, True])])
    rects = fills(layer, frame(bars(2), x1=4.0))
    assert rects == [[22, 289, 76, 389], [122, 289, 176, 389], [123, 290, 175, 389]]


def test_each_bar_may_have_a_colour_of_its_own(dark):
    layer = Columns([column([100.0, 50.0], [dark.up, dark.down])])
    made = frame(bars(2), x1=4.0)
    assert fills(layer, made, dark.up) == [[22, 289, 76, 389]]
    assert fills(layer, made, dark.down) == [[122, 339, 176, 389]]


def test_labels_are_all_there_or_none_is(dark):
    made = frame(bars(2), x1=4.0)
    few = [column([1.0, 2.0], dark.up), column([1.0, 2.0], dark.down, text="12")]
    assert len(words(Columns(few), made)) == 4
    wide = [*few, column([1.0, 2.0], dark.flat, text="1,234,567,890")]
    assert words(Columns(wide), made) == []


def test_where_there_is_no_room_the_first_are_drawn(dark):
    layer = Columns([column([10.0] * 4, dark.up) for _ in range(60)])
    made = frame(bars(4))
    assert layer.slots(made)[2] == layer.most(made) == 41
    assert len(fills(layer, made)) == 4 * 41


def test_a_log_axis_and_an_inverted_one_stand_on_the_foot(dark):
    held = [column([10.0, 100.0], dark.up)]
    for scale in (Scale(log=True), Scale(inverted=True)):
        low, high = (0.0, 6.0) if scale.log else (0.0, 389.0)
        made = frame(bars(2), x1=4.0, values=scale, low=low, high=high)
        assert {rect[3] for rect in fills(Columns(held), made)} == {389}
    ranked = fills(Columns(held), frame(bars(2), x1=4.0, values=Scale(inverted=True)))
    assert [rect[1] for rect in ranked] == [10, 100]  # the smaller the better


def test_the_axis_has_room_for_the_highest_and_for_zero(dark):
    assert Columns([column([3.0, np.nan, 8.0], dark.up)]).extremes(0, 2) == (0.0, 3.0)
    assert Columns([column([3.0, np.nan, 8.0], dark.up)], head=1.5).extremes(-4, 9) == (0.0, 12.0)
    for layer in (Columns([]), Columns([column([np.nan], dark.up)])):
        assert np.isnan(layer.extremes(0, 1)).all()


def test_nothing_known_is_nothing_drawn(dark):
    made = frame(bars(4))
    assert fills(Columns([]), made) == []
    assert fills(Columns([column([np.nan] * 4, dark.up)]), made) == []
    assert fills(Columns([column([1.0] * 4, dark.up)]), frame(bars(4), x0=50.0, x1=60.0)) == []


@given(st.integers(300, 4000), st.integers(40, 300))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_zoomed_out_a_pixel_shows_the_highest_of_its_bars(dark, count, width):
    values = np.random.default_rng(count).uniform(0, 100, count)
    values[count // 3] = 389.0
    held = fills(Columns([column(values, dark.up)]), frame(bars(count), x1=float(count), width=width))
    assert min(rect[1] for rect in held) == 0
    assert {rect[3] for rect in held} == {389}
    assert len(held) == len({rect[0] for rect in held}) <= width


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_bars_of_a_group_do_not_touch(dark, scale):
    layer = Columns([column([50.0] * 3, dark.up) for _ in range(5)])
    rects = sorted(fills(layer, frame(bars(3), x1=4.0, scale=scale)))
    assert all(one[2] < other[0] for one, other in itertools.pairwise(rects))


def test_a_label_wider_than_its_bar_stands_over_the_lower_neighbour():
    left = np.array([0.0, 20.0, 40.0])
    placed = spread(left, left + 20, np.array([300.0, 100.0, 200.0]), np.array([18.0, 30.0, 26.0]), (18.0, 400.0))
    assert placed == [10.0, 30.0, 53.0]  # the last one cannot lie on the highest
    assert spread(left, left + 20, np.array([300.0, 100.0, 300.0]), np.array([30.0, 9.0, 9.0]), (18.0, 400.0)) == []


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(8, 50)), min_size=1, max_size=24), st.integers(10, 40))
def test_labels_lie_on_no_bar_and_on_no_other_label(bars_, slot):
    top, wide = (np.array(column, float) for column in zip(*bars_, strict=True))
    left = np.arange(len(top)) * float(slot)
    placed = spread(left, left + slot, top, wide, (18.0, float(left[-1] + slot)))
    boxes = [(x - w / 2, x + w / 2, y - 18.0, y) for x, w, y in zip(placed, wide, top, strict=False)]
    for number, (begin, end, above, foot) in enumerate(boxes):
        assert begin >= 0
        assert min(end, left[number] + slot) - max(begin, left[number]) > min(slot, end - begin) - 1  # over its own
        higher = (top < foot) & (left < end - 1) & (left + slot > begin + 1)
        assert not higher.any()
        for other in boxes[:number]:
            assert begin >= other[1] or end <= other[0] or above >= other[3] or foot <= other[2]
