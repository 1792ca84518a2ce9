"""Lines along the bars, histograms and levels, at pixels worked out by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.charts.curve import Curve
from gui.charts.frame import Fill, Line
from gui.charts.layers.curves import Curves, Drawn, Histogram, Levels
from gui.charts.scale import Scale
from tests.gui.charts.frames import TOP, WIDTH, fills, frame
from tests.gui.samples import bars


def drawn(values, dark, **changes):
    return Drawn(**({"title": "MA5", "curve": Curve(np.array(values, float)), "colour": dark.accent} | changes))


def lines(layer, made):
    return [mark for mark in layer.marks(made) if isinstance(mark, Line)]


def test_a_line_goes_through_the_middle_of_every_bar(dark):
    (line,) = lines(Curves([drawn([0.0, TOP, 0.0, TOP], dark)]), frame(bars(4)))
    assert line.points == pytest.approx(np.array([[50.0, 389.0], [150.0, 0.0], [250.0, 389.0], [350.0, 0.0]]))
    assert (line.colour, line.width, line.dashed, line.smooth) == (dark.accent, 1.0, False, True)


def test_it_goes_on_beyond_both_edges_of_the_window(dark):
    (line,) = lines(Curves([drawn(np.arange(10), dark)]), frame(bars(10), x0=3.0, x1=7.0))
    assert line.points[[0, -1], 0].tolist() == [-50.0, 450.0]


def test_the_settled_part_and_the_newest_piece_are_the_whole_line(dark):
    layer, held = Curves([drawn([1.0, 2.0, 3.0, 4.0], dark)]), bars(4)
    (whole,), (settled,), (newest,) = (lines(layer, frame(held, **part)) for part in ({}, {"end": 3}, {"begin": 3}))
    assert np.array_equal(np.concatenate([settled.points, newest.points[1:]]), whole.points)
    assert len(newest.points) == 2


def test_a_gap_is_no_line_and_a_number_alone_is_a_dash(dark):
    made = frame(bars(8), x1=8.0)
    values = [1.0, 2.0, np.nan, 4.0, np.nan, 6.0, 7.0, np.nan]
    found = lines(Curves([drawn(values, dark)]), made)
    assert [one.points[:, 0].tolist() for one in found] == [[25.0, 75.0], [174.0, 176.0], [275.0, 325.0]]


def test_nothing_known_is_nothing_drawn(dark):
    for values in ([np.nan] * 4, []):
        layer = Curves([drawn(values, dark)])
        assert list(layer.marks(frame(bars(4)))) == []
        assert list(layer.marks(frame(bars(4), x1=4000.0))) == []


def test_a_line_as_an_area_is_filled_down_to_the_foot(dark):
    made = frame(bars(2), x1=2.0)
    area, line = lines(Curves([drawn([0.0, TOP], dark, area=True)]), made)
    assert area.points.tolist() == [[100.0, 390.0], *line.points.tolist(), [300.0, 390.0]]
    assert area.ground.alphaF() == pytest.approx(0.16, abs=0.01)
    assert area.colour.alpha() == 0


@given(st.integers(400, 9000), st.integers(60, 390), st.floats(0, 1))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_zoomed_out_a_line_keeps_its_extremes_and_has_no_holes(dark, count, width, lead):
    values = np.random.default_rng(count).normal(0, 1, count).cumsum()
    values[: int(lead * 0.9 * count)] = np.nan
    curve = Curve(values)
    low, high = curve.extremes(0, count)
    made = frame(bars(count), x1=float(count), width=width, low=low, high=high)
    held = fills(Curves([drawn(values, dark)]), made)
    assert (min(rect[1] for rect in held), max(rect[3] for rect in held)) == (0, 389)
    columns = [rect[0] for rect in held]
    assert columns == list(range(columns[0], width))
    spans = [(top, bottom) for _, top, _, bottom in held]
    assert all(one[0] <= other[1] and other[0] <= one[1] for one, other in itertools.pairwise(spans))


def test_the_axis_has_room_for_all_lines_or_for_none_of_them(dark):
    held = [drawn([1.0, 5.0], dark), drawn([-3.0, 2.0], dark), drawn([np.nan, np.nan], dark)]
    assert Curves(held).extremes(0, 2) == (-3.0, 5.0)
    assert np.isnan(Curves(held, fits=False).extremes(0, 2)).all()
    assert np.isnan(Curves([]).extremes(0, 2)).all()


def test_the_legend_says_each_lines_value_as_the_axis_does(dark):
    layer = Curves([drawn([1.0, np.nan], dark), drawn([2.0, 3.0], dark, title="MA10")])
    made = frame(bars(2))
    assert [(word.title, word.text) for word in layer.words(made, 1)] == [("MA5", "--"), ("MA10", "3.00")]
    assert [word.text for word in layer.words(made, 7)] == ["--", "--"]
    assert layer.base(0) == 1.0


def test_a_histogram_stands_on_zero_in_the_colours_of_up_and_down(dark):
    layer = Histogram("MACD", Curve(np.array([100.0, -50.0, np.nan, 0.0])))
    made = frame(bars(4), low=-89.0, high=300.0)  # zero lies on row 300
    assert fills(layer, made, dark.up) == [[15, 200, 85, 300], [315, 300, 385, 300]]
    assert fills(layer, made, dark.down) == [[115, 300, 185, 350]]
    assert layer.extremes(0, 4) == (-50.0, 100.0)
    assert [word.text for word in layer.words(made, 2)] == ["--"]


def test_zoomed_out_a_column_of_a_histogram_shows_its_farthest_value(dark):
    values = np.zeros(4000)
    values[1234], values[2345] = 80.0, -80.0
    layer = Histogram("MACD", Curve(values))
    held = fills(layer, frame(bars(4000), x1=4000.0, low=-89.0, high=300.0))
    assert (min(rect[1] for rect in held), max(rect[3] for rect in held)) == (220, 380)


def test_a_histogram_of_nothing_is_measured_from_zero():
    low, high = Histogram("", Curve(np.full(3, np.nan))).extremes(0, 3)
    assert not low > 0
    assert not high < 0


def test_levels_are_dotted_across_where_they_are_in_sight(dark):
    made = frame(bars(4))
    (mark,) = Levels([89.0, 500.0]).marks(made)
    assert isinstance(mark, Fill)
    assert {(top, bottom) for _, top, _, bottom in mark.rects.tolist()} == {(300, 300)}
    assert mark.rects[:, 0].tolist() == list(range(0, WIDTH, 4))
    (nothing,) = Levels([0.0]).marks(frame(bars(4), values=Scale(log=True), low=1.0, high=2.0))
    assert not len(nothing.rects)
