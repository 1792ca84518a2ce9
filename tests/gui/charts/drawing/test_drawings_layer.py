"""Drawings at pixels worked out by hand, and on any window and scale."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.frame import Anchor, Fill, Label, Line
from gui.charts.layers.drawings import DrawingsLayer, LevelTags, Underway, ink
from gui.charts.scale import Reading, Scale
from gui.charts.sketch import Sketch, width_of
from gui.look.theme import theme
from models.drawings.values import COLOURS, Kind, Style
from tests.gui.charts.drawing.frames import HEIGHT, WIDTH, drawing, fills, frame, ground, labels, lines
from tests.models.drawings.samples import ALL

DARK = theme("dark")
pytestmark = pytest.mark.usefixtures("qapp")  # texts are as wide as their font


@pytest.fixture
def stack_hung():
    return ground()


def marks_of(stack_hung, *drawings, layer=DrawingsLayer, at=None, **state):
    stack, hung = stack_hung
    sketch = Sketch(drawings=drawings, **state)
    return list(layer(hung, sketch).marks(at or frame(stack.axis)))


def test_a_trend_line_goes_from_anchor_to_anchor(stack_hung):
    one = drawing(stack_hung[0], Kind.TREND, (0, 300), (2, 100), style=Style(colour="ramp1", width=3, dash=True))
    (line,) = lines(marks_of(stack_hung, one))
    assert line.points.tolist() == [[50.0, 99.0], [250.0, 299.0]]
    assert (line.colour, line.width, line.dashed) == (DARK.ramp[1], 3.0, True)


def test_a_ray_goes_on_to_the_edge_of_the_pane(stack_hung):
    (line,) = lines(marks_of(stack_hung, drawing(stack_hung[0], Kind.RAY, (0, 200), (1, 200))))
    assert line.points.tolist() == [[50.0, 199.0], [WIDTH + 16, 199.0]]


def test_a_horizontal_line_crosses_the_pane_and_says_its_price_on_the_axis(stack_hung):
    one = drawing(stack_hung[0], Kind.HORIZONTAL, (1, 150))
    assert fills(marks_of(stack_hung, one)) == [[-16, 249, WIDTH + 16, 249]]
    (tag,) = labels(marks_of(stack_hung, one, layer=LevelTags))
    assert (tag.text, tag.y, tag.ground) == ("150.00", 249.0, DARK.accent)


def test_a_vertical_line_is_in_the_middle_of_its_bar(stack_hung):
    one = drawing(stack_hung[0], Kind.VERTICAL, (1, 150), style=Style(width=2))
    assert fills(marks_of(stack_hung, one)) == [[150, -16, 151, HEIGHT + 16]]


def test_dashes_are_four_and_three_pixels(stack_hung):
    one = drawing(stack_hung[0], Kind.VERTICAL, (1, 150), style=Style(dash=True))
    found = fills(marks_of(stack_hung, one))
    assert found[:2] == [[150, -16, 150, -13], [150, -9, 150, -6]]
    assert found[-1][3] <= HEIGHT + 16


def test_a_rectangle_has_a_faint_ground_and_four_edges(stack_hung):
    found = marks_of(stack_hung, drawing(stack_hung[0], Kind.RECTANGLE, (2, 100), (0, 300)))
    assert fills(found)[0] == [50, 99, 250, 299]
    assert fills(found, DARK.accent) == [
        [50, 99, 250, 99], [50, 299, 250, 299], [50, 99, 50, 299], [250, 99, 250, 299],
    ]  # fmt: skip


def test_a_text_begins_at_its_anchor_on_one_line(stack_hung):
    (label,) = labels(marks_of(stack_hung, drawing(stack_hung[0], Kind.TEXT, (1, 200), text="财报\nday")))
    assert (label.text, label.x, label.y, label.anchor) == ("财报 day", 150.0, 199.0, Anchor.LEFT)


def test_a_remark_stands_on_its_line(stack_hung):
    (label,) = labels(marks_of(stack_hung, drawing(stack_hung[0], Kind.HORIZONTAL, (1, 150), text="support")))
    assert (label.text, label.x, label.y, label.anchor) == ("support", WIDTH - 10, 239.0, Anchor.RIGHT)


def test_what_is_hidden_is_not_drawn(stack_hung):
    one = drawing(stack_hung[0], Kind.TREND, (0, 300), (2, 100), visible=False)
    assert marks_of(stack_hung, one) == []
    assert marks_of(stack_hung, one, layer=Underway, selected="a") == []


def test_handles_are_open_squares_and_small_full_ones_on_a_locked_drawing(stack_hung):
    one = drawing(stack_hung[0], Kind.TREND, (0, 300), (2, 100))
    found = marks_of(stack_hung, one, layer=Underway, selected="a")
    assert fills(found, DARK.accent) == [[47, 96, 53, 102], [247, 296, 253, 302]]
    assert fills(found, DARK.panel) == [[48, 97, 52, 101], [248, 297, 252, 301]]
    found = marks_of(stack_hung, replace(one, locked=True), layer=Underway, selected="a")
    assert fills(found) == [[48, 97, 52, 101], [248, 297, 252, 301]]


def test_a_line_across_has_its_handle_in_the_middle(stack_hung):
    one = drawing(stack_hung[0], Kind.HORIZONTAL, (0, 150))
    assert fills(marks_of(stack_hung, one, layer=Underway, selected="a"), DARK.accent) == [[197, 246, 203, 252]]


def test_a_text_is_outlined_when_selected(stack_hung):
    one = drawing(stack_hung[0], Kind.TEXT, (1, 200), text="note")
    right = round(150 + width_of("note") + 4)
    assert fills(marks_of(stack_hung, one, layer=Underway, selected="a"))[0] == [146, 190, right, 190]


def test_what_is_being_made_is_drawn_with_its_handles_and_tag(stack_hung):
    one = drawing(stack_hung[0], Kind.HORIZONTAL, (1, 150))
    found = marks_of(stack_hung, layer=Underway, making=one)
    assert [-16, 249, WIDTH + 16, 249] in fills(found)
    assert len(labels(marks_of(stack_hung, layer=LevelTags, making=one))) == 1


def test_a_line_on_a_log_scale_is_straight_between_its_anchors(stack_hung):
    at = frame(stack_hung[0].axis, values=Scale(log=True), low=math.log(1), high=math.log(10_000))
    (line,) = lines(marks_of(stack_hung, drawing(stack_hung[0], Kind.TREND, (0, 1), (2, 10_000)), at=at))
    assert np.round(line.points, 6).tolist() == [[50.0, 399.0], [250.0, 0.0]]


def test_an_inverted_scale_turns_drawings_too(stack_hung):
    at = frame(stack_hung[0].axis, values=Scale(inverted=True))
    (line,) = lines(marks_of(stack_hung, drawing(stack_hung[0], Kind.TREND, (0, 300), (2, 100)), at=at))
    assert line.points.tolist() == [[50.0, 300.0], [250.0, 100.0]]


def test_a_log_scale_shows_nothing_at_or_below_zero(stack_hung):
    at = frame(stack_hung[0].axis, values=Scale(log=True), low=0.0, high=5.0)
    assert marks_of(stack_hung, drawing(stack_hung[0], Kind.TREND, (0, -3), (2, 100)), at=at) == []


def test_drawings_are_as_wide_as_the_screen_is_fine(stack_hung):
    at = frame(stack_hung[0].axis, scale=1.5)
    one = drawing(stack_hung[0], Kind.VERTICAL, (1, 150), style=Style(width=2))
    assert fills(marks_of(stack_hung, one, at=at)) == [[149, -24, 151, HEIGHT + 24]]


@pytest.mark.parametrize("token", COLOURS)
@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_colour_that_a_drawing_keeps_is_one_of_the_theme(token, name):
    assert ink(theme(name), token).isValid()


def test_places_are_worked_out_once_until_drawings_or_bars_are_others(stack_hung, monkeypatch):
    stack, hung = stack_hung
    asked = []
    monkeypatch.setattr(hung.places, "bar", lambda time: asked.append(time) or 0.0)
    drawings = (drawing(stack, Kind.TREND, (0, 1), (1, 2)),)
    at = frame(stack.axis)
    for _ in range(3):
        hung.shapes(drawings, at)
    assert len(asked) == 2
    hung.shapes((*drawings, drawing(stack, Kind.TEXT, (0, 1), name="b")), at)
    assert len(asked) > 2


SCALES = st.builds(
    Scale, log=st.booleans(), inverted=st.booleans(), reading=st.sampled_from([Reading.PRICE, Reading.PERCENT]),
    base=st.floats(1, 100),
)  # fmt: skip
STACK, HUNG = ground()


@given(
    drawings=ALL, values=SCALES, x0=st.floats(-1e6, 1e6), span=st.floats(1.0, 1e6), low=st.floats(-600, 600),
    room=st.floats(1e-6, 100), top=st.integers(0, 300), scale=st.sampled_from([1.0, 1.5, 2.0]),
)  # fmt: skip
def test_any_drawing_on_any_window_and_scale_stays_within_reach(drawings, values, x0, span, low, room, top, scale):
    at = frame(STACK.axis, values=values, x0=x0, x1=x0 + span, low=low, high=low + room, top=top, scale=scale)
    for selected in drawings[:1] or (None,):
        sketch = Sketch(drawings=drawings, selected=selected.id if selected else "", making=selected)
        for layer in (DrawingsLayer, LevelTags, Underway):
            for mark in layer(HUNG, sketch).marks(at):
                assert_near(mark)


def assert_near(mark):
    """Qt's coordinates end at 32 bits, and its lines long before."""
    if isinstance(mark, Line):
        assert np.isfinite(mark.points).all()
        assert np.abs(mark.points).max() < 10_000
    elif isinstance(mark, Fill):
        assert np.abs(mark.rects).max(initial=0) < 10_000
    elif isinstance(mark, Label):
        assert math.isfinite(mark.x + mark.y)
