"""Panning by drag, pulling the axes, moving the line between panes."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from gui.charts.chart import AXIS_PX, DATES_PX
from gui.charts.hands.moving import SMALLEST_PANE
from models.charts.values import IndicatorChoice, Scale
from tests.gui.charts.acts import drag, move, room
from tests.gui.charts.conftest import HEIGHT, WIDTH

AXIS, FOOT = WIDTH - AXIS_PX // 2, HEIGHT - DATES_PX // 2
TWO = (IndicatorChoice(key="macd"), IndicatorChoice(key="kdj"))


def double(view, qtbot, x, y):
    for act in (qtbot.mousePress, qtbot.mouseRelease, qtbot.mouseDClick, qtbot.mouseRelease):
        act(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def ends(view, pane=0):
    made = view.frames()[pane]
    return made.low, made.high


def test_a_drag_takes_the_bars_along(view):
    view.pan(-300)
    x0, _ = view.window
    under = view.bar_of(200.0)
    drag(view, (200, 100), (300, 120))
    assert view.window[0] < x0
    assert view.bar_of(300.0) == pytest.approx(under)
    assert view.pane(0).held is None  # up and down nothing moves that fits itself


def test_other_buttons_take_nothing(view):
    view.pan(-300)
    before = view.window
    drag(view, (200, 100), (300, 120), button=Qt.MouseButton.RightButton)
    assert view.window == before


def test_a_double_click_goes_back_to_the_newest_bars(view, qtbot):
    newest = view.window
    view.pan(-300)
    view.zoom(2.0)
    double(view, qtbot, 100, 100)
    assert view.window == newest


@pytest.mark.parametrize(("by", "wider"), [(100, True), (-100, False)])
def test_the_axis_of_values_is_pulled_about_its_middle(view, by, wider):
    low, high = ends(view)
    window = view.window
    drag(view, (AXIS, 150), (AXIS, 150 + by))
    found = ends(view)
    assert sum(found) == pytest.approx(low + high)
    factor = 1.5 if wider else 1 / 1.5
    assert found[1] - found[0] == pytest.approx((high - low) * factor)
    assert view.window == window


def test_a_pulled_axis_stays_whatever_is_in_sight_until_a_double_click(view, qtbot):
    fitted = ends(view)
    drag(view, (AXIS, 150), (AXIS, 200))
    pulled = ends(view)
    view.pan(-200)
    assert ends(view) == pulled
    view.pan(200)
    double(view, qtbot, AXIS, 150)
    assert ends(view) == pytest.approx(fitted)


def test_a_pulled_axis_follows_the_plot_up_and_down(view):
    drag(view, (AXIS, 150), (AXIS, 200))
    low, high = ends(view)
    made = view.frames()[0]
    value = made.value_at(100.0)
    drag(view, (300, 100), (300, 160))
    found = view.frames()[0]
    assert found.high - found.low == pytest.approx(high - low)
    assert found.value_at(160.0) == pytest.approx(value, rel=0.01)


@pytest.mark.parametrize("scale", list(Scale))
def test_every_scale_can_be_pulled_and_panned(empty, make, scale):
    view = empty
    view.set_chart(make(scale=scale).chart)
    low, high = ends(view)
    drag(view, (AXIS, 150), (AXIS, 250))
    drag(view, (300, 100), (350, 160))
    found = ends(view)
    assert found[1] - found[0] == pytest.approx((high - low) * 1.5)


def test_the_axis_of_dates_is_pulled_about_the_newest_in_sight(view):
    view.pan(-200)
    x1, before = view.window[1], room(view)
    drag(view, (400, FOOT), (300, FOOT))
    assert view.window[1] == pytest.approx(x1)
    assert room(view) > before
    drag(view, (300, FOOT), (400, FOOT))
    assert room(view) == pytest.approx(before, rel=0.05)


def test_a_double_click_on_the_dates_shows_the_first_window_again(view, qtbot):
    newest = view.window
    drag(view, (400, FOOT), (300, FOOT))
    double(view, qtbot, 400, FOOT)
    assert view.window == newest


def test_the_line_between_two_panes_moves_with_the_pointer_and_the_third_stays(empty, make):
    view = empty
    view.set_chart(make(indicators=TWO).chart)
    before = [frame.height for frame in view.frames()]
    line = view.frames()[0].height
    drag(view, (300, line), (300, line - 50))
    after = [frame.height for frame in view.frames()]
    assert after == pytest.approx([before[0] - 50, before[1] + 50, before[2]], abs=2)


def test_no_pane_is_made_smaller_than_can_be_seen(empty, make):
    view = empty
    view.set_chart(make(indicators=TWO).chart)
    for y in (5, HEIGHT - 30):
        line = view.frames()[0].height
        drag(view, (300, line), (300, y))
        assert min(frame.height for frame in view.frames()[:2]) >= SMALLEST_PANE - 2


def test_the_pointers_shape_says_what_a_press_would_do(empty, make):
    view = empty
    view.set_chart(make(indicators=TWO).chart)
    shapes = {
        (300, 50): Qt.CursorShape.CrossCursor, (AXIS, 50): Qt.CursorShape.SizeVerCursor,
        (300, FOOT): Qt.CursorShape.SizeHorCursor, (300, view.frames()[0].height): Qt.CursorShape.SplitVCursor,
    }  # fmt: skip
    for at, shape in shapes.items():
        move(view, *at)
        assert view.cursor().shape() is shape


def test_a_drag_that_leaves_the_canvas_goes_on_and_one_without_a_press_does_nothing(view, qtbot):
    view.pan(-300)
    before = view.window
    drag(view, (200, 100), (WIDTH + 200, HEIGHT + 300))
    assert view.window[0] < before[0]
    now = view.window
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert view.window == now
    assert view.spot(QPointF(WIDTH + 200, HEIGHT + 300)) is not None


def test_another_chart_lets_go_of_what_was_held(view, make, qtbot):
    view.pan(-300)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    view.set_chart(make().chart)
    now = view.window
    qtbot.mouseMove(view.viewport(), QPoint(400, 100))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert view.window == now
