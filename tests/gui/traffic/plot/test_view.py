"""The canvas: the window fills it, the base is dragged, who is pointed at stands out, and other charts hear the day."""

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from models.traffic.chosen import Shape
from tests.gui.traffic.plot.panels import panel, weekly

TWO = {"ChatGPT": [2.5e8, 2.9e8, 2.4e8, 3.1e8, 3.3e8], "Doubao": [9e6, 9e6, 1.08e7, 1.35e7, 2e7]}


def at(view, bar, value=None):
    """The logical position of a period, on the row of a value."""
    frame = view.frames()[0]
    x = float(frame.x(np.array(float(bar)))) / frame.scale
    return x, 200.0 if value is None else float(frame.y(np.array(value))) / frame.scale


def point(view, x, y):
    none, where = Qt.MouseButton.NoButton, QPointF(x, y)
    view.mouseMoveEvent(
        QMouseEvent(QEvent.Type.MouseMove, where, view.mapToGlobal(where), none, none, Qt.KeyboardModifier.NoModifier)
    )


def drag(qtbot, view, start, *ways):
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(*map(round, start)))
    for way in ways:
        qtbot.mouseMove(port, QPoint(*map(round, way)))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(*map(round, ways[-1])))


@pytest.fixture
def heard(view):
    """What the view has said."""
    said = {"based": [], "hovered": [], "picked": [], "pointed": []}
    view.based.connect(lambda day, quiet: said["based"].append((day, quiet)))
    for name in ("hovered", "picked", "pointed"):
        getattr(view, name).connect(said[name].append)
    return said


def test_the_views_window_fills_the_width(view, make):
    drawn = make(panel(TWO, window=(2, 5)))
    view.put(drawn)
    assert view.window == drawn.home == (2.5 - 0.12, 4.5 + 0.12)
    assert not view.touched
    view.pan(-1.0)
    assert view.touched
    view.reset()
    assert view.window == drawn.home
    assert not view.touched


def test_a_wider_canvas_shows_the_same_periods(view, make, settle):
    view.put(make(panel(TWO)))
    view.window_before = view.window
    view.parentWidget().resize(1300, 420)
    settle()
    assert view.window == view.window_before


def test_a_narrow_canvas_says_names_alone(view, make, settle):
    drawn = make(panel(TWO))
    view.put(drawn)
    wide = drawn.chart.axis_px
    view.parentWidget().resize(400, 300)
    settle()
    assert drawn.chart.axis_px < wide - 40
    (frame,) = view.frames()
    assert [mark.text for mark in drawn.figure.names.marks(frame) if hasattr(mark, "text")] == ["ChatGPT", "豆包"]
    view.parentWidget().resize(900, 420)
    settle()
    assert drawn.chart.axis_px == wide


def test_few_periods_can_be_zoomed_into(view, make):
    view.put(make(panel(TWO)))
    view.zoom(0.5)
    assert view.chart.span == pytest.approx(2.15)
    view.zoom(0.1)
    assert view.chart.span == pytest.approx(2.0)


def test_the_base_is_dragged_and_every_line_with_it(view, make, heard, qtbot):
    drawn = make(panel(TWO, base=dt.date(2024, 6, 1)))
    view.put(drawn)
    drag(qtbot, view, at(view, 1), at(view, 2.1), at(view, 3))
    assert heard["based"] == [
        (dt.date(2024, 7, 1), True), (dt.date(2024, 8, 1), True), (dt.date(2024, 8, 1), False)
    ]  # fmt: skip
    assert drawn.base.bar == 3
    assert drawn.figure.lines.traces[0].values[3] == 100.0
    assert view.window == drawn.home  # the chart itself was not moved


def test_keys_move_the_base_within_its_periods(view, make, heard):
    view.step_base(1)  # nothing there yet
    view.put(make(panel(TWO, base=dt.date(2024, 8, 1))))
    for _ in range(3):
        view.step_base(1)
    assert [day for day, _ in heard["based"]] == [dt.date(2024, 9, 1)] * 3
    view.put(make(panel(TWO)))
    view.step_base(1)
    assert view.rebased(0) == []


def test_who_is_under_the_pointer_stands_out(view, make, heard):
    drawn = make(panel(TWO))
    view.put(drawn)
    point(view, *at(view, 1, 2.9e8))
    assert (drawn.focus, heard["hovered"]) == ("ChatGPT", ["ChatGPT"])
    point(view, *at(view, 1, 1.5e8))
    assert heard["hovered"] == ["ChatGPT", ""]
    (name, row), *_ = [
        (one.key, row) for one, row in drawn.figure.names.placed(view.frames()[0]) if one.key == "Doubao"
    ]
    point(view, view.frames()[0].width / view.frames()[0].scale + 30, row / view.frames()[0].scale)
    assert heard["hovered"][-1] == name
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert drawn.focus == ""


def test_a_click_picks_and_a_drag_moves_the_window(view, make, heard, qtbot):
    view.put(make(weekly({"ChatGPT": [1e8] * 40})))
    view.zoom(0.5)
    before, start = view.window, at(view, 30, 1e8)
    point(view, *start)
    drag(qtbot, view, start, at(view, 32, 1e8))
    assert heard["picked"] == []
    assert view.window[0] < before[0]
    there = at(view, 30, 1e8)
    point(view, *there)
    drag(qtbot, view, there, there)
    assert heard["picked"] == ["ChatGPT"]
    point(view, there[0], there[1] + 90)
    drag(qtbot, view, (there[0], there[1] + 90), (there[0], there[1] + 90))
    assert heard["picked"] == ["ChatGPT"]


def test_a_product_stands_out_while_a_table_points_at_it(view, make):
    drawn = make(panel(TWO, shape=Shape.BARS))
    view.stand_out("Doubao")  # nothing there yet
    view.put(drawn)
    view.stand_out("Doubao")
    assert drawn.focus == "Doubao"
    other = make(panel(TWO, shape=Shape.SHARE))
    view.put(other)
    assert other.focus == "Doubao"


def test_other_charts_hear_the_last_day_of_the_period(view, make, heard):
    view.put(make(weekly({"ChatGPT": [1e8, 2e8, 3e8]})))
    point(view, *at(view, 2))
    assert heard["pointed"][-1] == np.datetime64("2024-09-19", "s").astype(np.int64)
    view.put(make(panel(TWO, shape=Shape.BARS, by_product=True)))
    point(view, *at(view, 1))
    assert heard["pointed"][-1] is None


def test_the_crosshair_follows_a_day_of_another_chart(view, make):
    view.put(make(weekly({"ChatGPT": [1e8, 2e8, 3e8]})))
    view.point_at_moment(float(np.datetime64("2024-09-10", "s").astype(np.int64)))
    assert view.pointed_bar == 1
    view.point_at_moment(float(np.datetime64("2024-10-10", "s").astype(np.int64)))
    assert view.pointed_bar is None
    view.point_at_moment(None)
    assert view.cursor_at is None


def test_another_figure_keeps_the_periods_a_hand_has_brought_into_sight(view, make):
    held = weekly({"ChatGPT": [1e8] * 40})
    view.put(make(held))
    view.show_bars(9.5, 20.5)
    view.put(make(weekly({"ChatGPT": [1e8] * 42}, shape=Shape.BARS)), stay=True)
    assert view.window == (12.0, 23.0)
    view.put(make(held), stay=False)
    assert view.window == view.shown.home
    view.show_bars(9.5, 20.5)
    view.put(make(weekly({"ChatGPT": [1e8] * 40}, offsets=tuple(range(40)))), stay=True)
    assert view.window == view.shown.home  # these are no days


def test_nothing_to_show_is_no_matter(view, make, heard):
    point(view, 100.0, 100.0)
    view.put(make(panel([])))
    point(view, 100.0, 100.0)
    view.show_all()
    view.step(1)
    assert heard["hovered"] == []
    assert view.rebased(2) == []
