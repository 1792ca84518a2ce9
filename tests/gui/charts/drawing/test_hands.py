"""What a mouse and a few keys do to drawings."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from models.drawings.values import Kind

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def points(view, drawn):
    """The anchors of the drawing on top, in logical pixels."""

    def of(number=-1):
        frame = view.frames()[0]
        shape = drawn.sketch.ground.hung.shape(drawn.sketch.drawings[number], frame)
        return [(x / frame.scale, y / frame.scale) for x, y in shape.points]

    return of


@pytest.fixture
def trend(drawn, mouse):
    """A line drawn across the middle; its ends are where no bar's prices take them."""
    drawn.act("draw.trend")
    mouse.drag((200, 400), (500, 60))
    (made,) = drawn.sketch.drawings
    return made


def near(found, *wanted, within=5):
    """By half a bar, that is: anchors stand on bars."""
    return np.abs(np.array(found) - np.array(wanted)).max() <= within


def test_a_drag_makes_a_line_and_puts_the_tool_away(drawn, trend, points):
    assert trend.kind is Kind.TREND
    assert near(points(), (200, 400), (500, 60))
    assert (drawn.sketch.tool, drawn.sketch.making, drawn.sketch.selected) == (None, None, trend.id)
    assert drawn.tools[-2:] == ["draw.trend", ""]


def test_two_clicks_make_one_too(drawn, mouse, points):
    drawn.act("draw.ray")
    mouse.click(200, 400)
    mouse.move(300, 300)
    assert drawn.sketch.drawings == ()
    assert drawn.sketch.making.kind is Kind.RAY
    mouse.click(500, 60)
    assert near(points(), (200, 400), (500, 60))


def test_a_line_without_any_length_is_none(drawn, mouse):
    drawn.act("draw.trend")
    mouse.click(200, 400)
    mouse.click(200, 400)
    assert drawn.sketch.drawings == ()


@pytest.mark.parametrize("kind", [Kind.HORIZONTAL, Kind.VERTICAL])
def test_one_click_makes_a_line_across(drawn, mouse, points, kind):
    drawn.act(f"draw.{kind}")
    mouse.click(300, 430)
    assert drawn.sketch.drawings[0].kind is kind
    assert near(points(), (300, 430))


def test_the_other_pane_and_the_axes_are_not_drawn_on(drawn, mouse, view):
    drawn.act("draw.horizontal")
    mouse.click(view.width() - 10, 100)
    mouse.click(100, view.height() - 8)
    assert drawn.sketch.drawings == ()
    assert drawn.sketch.tool is Kind.HORIZONTAL


def test_an_end_near_a_price_of_its_bar_takes_it(drawn, mouse, view):
    stack, frame = drawn.panel.price.stack, view.frames()[0]
    bar = 250
    high = float(stack.rows.at("high", bar))
    x, y = float(frame.x(np.array(float(bar)))), float(frame.y(np.array(high)))
    drawn.act("draw.horizontal")
    mouse.click(x, y - 4)
    assert drawn.sketch.drawings[0].anchors[0].price == pytest.approx(high)


def test_with_ctrl_it_takes_the_nearest_from_anywhere(drawn, mouse, view):
    stack = drawn.panel.price.stack
    x = float(view.frames()[0].x(np.array(250.0)))
    drawn.act("draw.horizontal")
    mouse.click(x, 2, CTRL)
    assert drawn.sketch.drawings[0].anchors[0].price == pytest.approx(float(stack.rows.at("high", 250)))


def test_with_shift_a_line_is_level_upright_or_at_45_degrees(drawn, mouse, points):
    for end in ((500, 380), (210, 60), (400, 210)):
        drawn.act("draw.trend")
        mouse.drag((200, 400), end, SHIFT)
    (a, b), (c, d), (e, f) = (points(number) for number in range(3))
    assert a[1] == pytest.approx(b[1])
    assert c[0] == d[0]
    assert f[0] - e[0] == pytest.approx(e[1] - f[1])


def test_with_shift_a_rectangle_is_a_square(drawn, mouse, points):
    drawn.act("draw.rectangle")
    mouse.drag((200, 400), (300, 390), SHIFT)
    (a, b) = points()
    assert abs(b[0] - a[0]) == pytest.approx(abs(b[1] - a[1]))


def test_esc_and_the_right_button_put_the_tool_away(drawn, mouse, view):
    drawn.act("draw.trend")
    mouse.click(200, 400)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert (drawn.sketch.tool, drawn.sketch.making) == (None, None)
    drawn.act("draw.trend")
    mouse.click(200, 400)
    mouse.right(250, 350)
    assert (drawn.sketch.tool, drawn.sketch.making) == (None, None)
    mouse.click(300, 300)
    assert drawn.sketch.drawings == ()


def test_the_same_tool_again_puts_it_away(drawn):
    drawn.act("draw.trend")
    drawn.act("draw.trend")
    assert drawn.sketch.tool is None


def test_a_handle_moves_one_end(trend, mouse, points):
    (a, b) = points()
    mouse.drag(b, (600, 100))
    assert points()[0] == a
    assert near(points()[1:], (600, 100))


def test_a_line_moves_as_a_whole_and_in_one_step(drawn, trend, mouse, points, drawings):
    before = points()
    middle = tuple(np.mean(before, axis=0))
    mouse.drag(middle, (middle[0] + 100, middle[1] + 30))
    assert near(points(), *[(x + 100, y + 30) for x, y in before])
    assert drawings.undo(drawn.panel.instrument.id) == "draw.step.move"
    assert drawn.sketch.drawings == (trend,)


def test_a_line_that_is_moved_straight_up_keeps_its_moments(drawn, trend, mouse, points):
    middle = tuple(np.mean(points(), axis=0))
    mouse.drag(middle, (middle[0] + 40, middle[1] - 100), SHIFT)
    assert drawn.sketch.drawings == (trend,)  # with Shift the body is measured over, not moved
    mouse.press(*middle)
    mouse.move(middle[0] + 1, middle[1] - 100)
    mouse.release(middle[0] + 1, middle[1] - 100)
    assert [one.time for one in drawn.sketch.drawings[0].anchors] == [one.time for one in trend.anchors]
    assert drawn.sketch.drawings != (trend,)


def test_a_locked_one_is_selected_but_stays(drawn, trend, mouse, points, view):
    drawn.act("draw.lock_all")
    window = view.window
    drawn.select("")
    mouse.drag(points()[1], (600, 100))
    assert drawn.sketch.drawings[0].anchors == trend.anchors
    assert (drawn.sketch.selected, view.window) == (trend.id, window)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(drawn.sketch.drawings) == 1
    assert drawn.heard[-1] == drawn.panel.texts["draw.locked"]


def test_del_removes_the_selected_one(drawn, trend, view):
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert drawn.sketch.drawings == ()


def test_a_press_elsewhere_and_esc_leave_it(drawn, trend, mouse, view):
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert drawn.sketch.selected == ""
    drawn.select(trend.id)
    mouse.click(100, 100)
    assert drawn.sketch.selected == ""


def test_the_pointer_says_what_can_be_taken(drawn, trend, mouse, points, view):
    middle = tuple(np.mean(points(), axis=0))
    mouse.move(*middle)
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    mouse.move(100, 100)
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor
    drawn.act("draw.ray")
    mouse.move(*middle)
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor


def test_without_a_drawing_under_it_the_hand_moves_the_chart(drawn, mouse, view):
    before = view.window
    mouse.drag((300, 100), (400, 100))
    assert view.window != before
    assert drawn.sketch.drawings == ()


def test_hidden_ones_are_not_taken(drawn, trend, mouse, points, view):
    middle = tuple(np.mean(points(), axis=0))
    drawn.act("draw.hide_all")
    spot = view.spot(QPointF(*middle))
    assert all(hand.over(view, spot) is None for hand in view.hands[:4])
    assert drawn.sketch.chosen is None
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(drawn.sketch.drawings) == 1


def test_the_keys_of_the_chart_are_its_own_still(drawn, trend, view):
    drawn.select("")
    before = view.window
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.window != before
