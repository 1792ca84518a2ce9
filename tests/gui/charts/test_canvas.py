"""The canvas: where its window is, what keys, wheel and pointer do, and what comes anew."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from gui.charts.canvas import ZOOM
from gui.charts.chart import AXIS_PX, DATES_PX, FEWEST, RIGHT_BARS, START
from gui.charts.hands.base import Hand, Where
from models.charts.values import IndicatorChoice, Scale, Style
from models.live_bar import Tail
from tests.gui.charts.acts import begin, move, room, wheel
from tests.gui.charts.conftest import COUNT, HEIGHT, WIDTH
from tests.gui.samples import bars, ink, pixels

ALL = tuple(IndicatorChoice(key=key) for key in ("ma", "volma", "macd", "kdj"))


# the window


def test_new_bars_are_shown_from_their_newest(view):
    assert view.window == (COUNT + RIGHT_BARS - START, COUNT + RIGHT_BARS)


def test_the_prices_in_sight_fill_the_plot(view, price):
    x0, x1 = view.window
    low, high = price.stack.extremes(int(np.floor(x0)), int(np.ceil(x1)))
    (made,) = view.frames()
    assert made.low < low < high < made.high
    assert (high - low) / (made.high - made.low) == pytest.approx(1 / 1.12, abs=0.01)
    assert (made.width, made.height) == (WIDTH - AXIS_PX, HEIGHT - DATES_PX)


def test_panning_moves_by_bars_and_stops_at_both_ends(view):
    x0, x1 = view.window
    view.pan(-50)
    assert view.window == pytest.approx((x0 - 50, x1 - 50))
    view.pan(1e6)
    assert view.window == pytest.approx((x0, x1))
    view.pan(-1e6)
    assert view.window == pytest.approx((-RIGHT_BARS, START - RIGHT_BARS))


def test_zooming_in_stops_at_a_few_bars_and_out_at_all_of_them(view):
    for _ in range(60):
        view.zoom(1 / ZOOM)
    assert room(view) == pytest.approx(FEWEST)
    for _ in range(80):
        view.zoom(ZOOM)
    assert view.window == pytest.approx((-RIGHT_BARS, COUNT + RIGHT_BARS))
    view.reset()
    view.show_all()
    assert view.window == pytest.approx((-RIGHT_BARS, COUNT + RIGHT_BARS))


def test_zooming_keeps_the_bar_it_is_around_where_it_was(view):
    view.pan(-200)
    around = view.bar_of(200.0)
    view.zoom(1 / ZOOM, around=around)
    assert view.bar_of(200.0) == pytest.approx(around)
    x1 = view.window[1]
    view.zoom(1 / ZOOM)
    assert view.window[1] == pytest.approx(x1)


@given(st.lists(st.tuples(st.sampled_from(["pan", "zoom"]), st.floats(-3, 3), st.floats(0, 800)), max_size=25))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_way_of_moving_leaves_the_bars(view, moves):
    view.reset()
    for kind, size, x in moves:
        if kind == "pan":
            view.pan(size * 400)
        else:
            view.zoom(ZOOM ** (size * 8), around=view.bar_of(x))
        x0, x1 = view.window
        assert -RIGHT_BARS - 1e-6 <= x0 < x1 <= COUNT + RIGHT_BARS + 1e-6
        assert x1 - x0 >= FEWEST - 1e-6


def test_every_move_is_told(view, qtbot):
    for call in (lambda: view.pan(-5), lambda: view.zoom(2.0), view.show_all, view.reset):
        with qtbot.waitSignal(view.moved):
            call()


def test_a_day_is_gone_to_in_the_middle_under_the_crosshair(view, price):
    day = price.stack.date[500].astype(dt.date)
    assert view.go_to(day) == 500
    x0, x1 = view.window
    assert (x0 + x1) / 2 == pytest.approx(500, abs=1)
    assert view.pointed_bar == 500
    weekend = next(day + dt.timedelta(days=n) for n in range(7) if (day + dt.timedelta(days=n)).weekday() == 5)
    found = view.go_to(weekend)
    assert price.stack.date[found].astype(dt.date) == weekend + dt.timedelta(days=2)


def test_a_day_beside_the_bars_is_their_first_or_last_one(view):
    assert view.go_to(dt.date(1900, 1, 1)) == 0
    assert view.window[0] == pytest.approx(-RIGHT_BARS)
    assert view.go_to(dt.date(2100, 1, 1)) == COUNT - 1
    assert view.window[1] == pytest.approx(COUNT + RIGHT_BARS)


# keys and wheel


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_up_and_down_zoom(view, qtbot, key):
    view.pan(-300)
    before = room(view)
    qtbot.keyClick(view, key)
    assert room(view) == pytest.approx(before * (1 / ZOOM if key == Qt.Key.Key_Up else ZOOM))


def test_left_and_right_step_from_bar_to_bar(view, qtbot):
    told = []
    view.pointed.connect(told.append)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.pointed_bar == COUNT - 1  # the first press shows where the steps begin
    for key, bar in ((Qt.Key.Key_Left, 998), (Qt.Key.Key_Left, 997), (Qt.Key.Key_Right, 998)):
        qtbot.keyClick(view, key)
        assert view.pointed_bar == bar
    assert told[-1] == view.chart.axis.time(998)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.pointed_bar == COUNT - 1


def test_the_window_follows_a_step_that_would_leave_it(view, qtbot):
    x0, x1 = view.window
    view.point_at(int(x0))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.window == pytest.approx((x0 - 1, x1 - 1))
    assert view.pointed_bar == int(x0) - 1


def test_home_and_end_go_to_the_ends(view, qtbot):
    newest = view.window
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.window[0] == pytest.approx(-RIGHT_BARS)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.window == pytest.approx(newest)


def test_other_keys_are_somebody_elses(view, qtbot):
    before = view.window
    qtbot.keyClick(view, Qt.Key.Key_F9)
    assert view.window == before


def test_the_wheel_zooms_at_the_pointer(view):
    view.pan(-300)
    around, before = view.bar_of(200.0), room(view)
    wheel(view, 1, x=200.0)
    assert room(view) == pytest.approx(before / ZOOM)
    assert view.bar_of(200.0) == pytest.approx(around)
    wheel(view, -1, x=200.0)
    assert room(view) == pytest.approx(before)


@given(st.lists(st.tuples(st.integers(-4, 4), st.floats(100, 700)), max_size=8))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_wheel_keeps_the_bar_under_the_pointer(view, turns):
    view.show_bars(400.0, 560.0)
    for steps, x in turns:
        around = view.bar_of(x)
        wheel(view, steps, x=x)
        x0, x1 = view.window
        if x0 > -RIGHT_BARS + 1e-6 and x1 < COUNT + RIGHT_BARS - 1e-6:
            assert view.bar_of(x) == pytest.approx(around, abs=1e-6)


def test_a_wheel_sideways_or_with_shift_moves(view):
    view.pan(-300)
    x0, before = view.window[0], room(view)
    wheel(view, 0, across=1)
    assert view.window[0] == pytest.approx(x0 - 0.05 * before)
    wheel(view, -1, keys=Qt.KeyboardModifier.ShiftModifier)
    assert view.window[0] == pytest.approx(x0)
    assert room(view) == pytest.approx(before)


# the pointer


def test_the_crosshair_follows_the_pointer_over_the_plot_only(view):
    move(view, 300, 100)
    assert view.cursor_at == (300.0, 100.0)
    move(view, WIDTH - AXIS_PX + 5, 100)
    assert view.cursor_at is None
    move(view, 300, 100)
    move(view, 300, HEIGHT - 5)
    assert view.cursor_at is None


def test_the_moment_under_the_pointer_is_told_and_its_leaving_too(view, price):
    told = []
    view.pointed.connect(told.append)
    move(view, 300, 100)
    bar = int(view.bar_of(300.0))
    assert (told[-1], view.pointed_bar) == (price.stack.axis.time(bar), bar)
    for port in (view.viewport(), view):
        QApplication.sendEvent(port, QEvent(QEvent.Type.Leave))
    assert (told[-1], view.cursor_at, view.pointed_bar) == (None, None, None)


def test_the_crosshair_is_painted(view):
    without = pixels(view)
    move(view, 300, 100)
    changed = (pixels(view) != without).any(axis=2)
    assert changed[100, :800].mean() > 0.8
    assert changed[:400, 290:310].any(axis=1).mean() > 0.8


def test_another_charts_pointer_is_a_column_where_the_same_moment_lies(view, price):
    view.point_at_moment(price.stack.axis.time(900))
    assert view.pointed_bar == 900
    assert view.cursor_at[1] is None
    view.point_at_moment(price.stack.axis.time(900) + 3600)  # inside the day
    assert view.pointed_bar == 900
    for beside in (None, 0.0, 4e9):
        view.point_at_moment(beside)
        assert view.pointed_bar is None


def test_a_spot_says_where_it_lies(empty, make):
    view, made = empty, make(indicators=ALL)
    view.set_chart(made.chart)
    frames = view.frames()
    below = frames[1]
    spot = view.spot(QPointF(400, below.top + 20))
    assert (spot.where, spot.pane) == (Where.PLOT, 1)
    assert spot.value == pytest.approx(below.value_at(below.top + 20))
    assert spot.bar == pytest.approx(view.bar_of(400.0) - 0.5)
    assert view.spot(QPointF(WIDTH - 5, 20)).where is Where.VALUES
    assert view.spot(QPointF(400, HEIGHT - 5)).where is Where.DATES
    for off in (-2, 0, 2):
        line = view.spot(QPointF(400, frames[0].height + off))
        assert (line.where, line.pane) == (Where.SPLITTER, 0)
    assert view.spot(QPointF(400, HEIGHT - DATES_PX)).where is Where.DATES  # the foot is no line between panes


def test_a_hand_in_front_has_the_press_first_and_keeps_it_until_the_release(view, qtbot):
    heard = []

    class Mine(Hand):
        def press(self, view, spot, event):
            heard.append(("press", round(spot.x)))
            return True

        def drag(self, view, spot):
            heard.append(("drag", round(spot.x)))

        def release(self, view, spot):
            heard.append(("release", round(spot.x)))

        def key(self, view, key):
            heard.append(("key", key))
            return True

    view.hands.insert(0, Mine())
    before, port, left = view.window, view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=QPoint(200, 100))
    qtbot.mouseMove(port, QPoint(240, 100))
    qtbot.mouseRelease(port, left, pos=QPoint(240, 100))
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert heard[0] == ("press", 200)
    assert ("drag", 240) in heard
    assert heard[-2:] == [("release", 240), ("key", Qt.Key.Key_Home)]
    assert view.window == before


# what is new


def test_a_bar_that_begins_beside_the_edge_takes_the_window_along(view, price):
    view.show_bars(COUNT - 100.0, float(COUNT))
    begin(view, price)
    assert view.window == (COUNT - 99.0, COUNT + 1.0)


def test_a_bar_that_begins_moves_the_window_only_when_it_would_be_out_of_sight(view, price):
    start = view.window
    for _ in range(RIGHT_BARS):
        begin(view, price)
    assert view.window == start  # there was room for them at the right
    begin(view, price)
    assert view.window == (start[0] + 1, start[1] + 1)
    view.pan(-200)
    past = view.window
    begin(view, price)
    assert view.window == past


def test_the_newest_bar_out_of_the_range_makes_the_range_wider(view, price):
    top = view.frames()[0].high
    begin(view, price, at=top * 2)
    assert view.frames()[0].high > top * 2


def test_older_bars_that_come_later_leave_the_dates_in_place(view, price, make):
    view.pan(-100)
    x0, x1 = view.window
    first = price.stack.date[int(x0)]
    longer = make(bars(COUNT + 500))
    view.put_chart(longer.chart)
    assert view.window == pytest.approx((x0 + 500, x1 + 500))
    assert longer.stack.date[int(view.window[0])] == first
    view.pan(-0.3)
    x0 = view.window[0]
    view.put_chart(make(bars(COUNT)).chart)
    assert view.window[0] == pytest.approx(x0 - 500)  # parts of a bar stay too


def test_at_the_newest_bars_other_bars_show_their_newest_too(view, make):
    made = make(bars(300, last="2024-10-01"))
    before = room(view)
    view.put_chart(made.chart)
    assert room(view) == pytest.approx(before)
    assert view.window[1] == pytest.approx(300 + RIGHT_BARS, abs=6)


def test_the_same_chart_anew_keeps_heights_and_pulled_axes_but_a_log_pulls_no_linear_one(empty, make):
    view, one = empty, make(indicators=ALL)
    view.set_chart(one.chart)
    one.chart.panes[0].held, one.chart.panes[1].weight = (90.0, 110.0), 2.5
    same, log = make(indicators=ALL, style=Style.LINE), make(indicators=ALL, scale=Scale.LOG)
    view.put_chart(same.chart)
    assert (same.chart.panes[0].held, same.chart.panes[1].weight) == ((90.0, 110.0), 2.5)
    view.put_chart(log.chart)
    assert (log.chart.panes[0].held, log.chart.panes[1].weight) == (None, 2.5)
    view.set_chart(make(indicators=ALL).chart)
    assert view.pane(0).held is None


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_few_bars_fill_a_window_of_their_own(view, make, count):
    view.set_chart(make(bars(count)).chart)
    assert view.window == (-RIGHT_BARS, count + RIGHT_BARS)
    for call in (lambda: view.zoom(ZOOM), lambda: view.zoom(1 / ZOOM), lambda: view.pan(3), lambda: view.pan(-3)):
        call()
        (made,) = view.frames()
        assert made.first < made.stop
        assert np.isfinite(view.window).all()
    assert ink(pixels(view)[:300, :800], view.theme.panel, 20).any()


def test_without_bars_nothing_is_drawn_and_nothing_breaks(empty, make, dark, qtbot):
    view = empty
    nothing = make(bars(1).rows(slice(0, 0)))
    for chart in (None, nothing.chart):
        if chart is not None:
            view.set_chart(chart)
        assert list(view.frames()) == []
        for call in (view.reset, view.redraw, view.refresh, view.show_all, view.repaint_live):
            call()
        view.pan(5)
        view.zoom(2.0)
        view.point_at_moment(5.0)
        assert view.go_to(dt.date(2024, 1, 1)) == -1
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Home):
            qtbot.keyClick(view, key)
        move(view, 100, 100)
        wheel(view, 1)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
        assert not ink(pixels(view), dark.panel).any()
    view.refresh(nothing.put(Tail(date=dt.date(2030, 1, 1), open=1.0, high=1.0, low=1.0, close=1.0, volume=1.0)))
    assert len(view.frames()) == 1
