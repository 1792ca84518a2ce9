"""The canvas of a price chart: where its window is, and that keys, wheel and mouse move it and paint it."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.charts.canvas import AXIS_PX, DATES_PX, FEWEST, RIGHT_BARS, START, ZOOM, CandleView
from gui.charts.stack import BarStack
from models.live_bar import Tail
from tests.gui.samples import bars, closes_only, ink, is_colour, pixels

WIDTH, HEIGHT = 868, 424  # a plot of 800 x 400
COUNT = 1000


@pytest.fixture
def empty(zh, dark, shown):
    """A canvas without bars, in another widget as in the window: alone, pyqtgraph's close() would crash."""
    host = QWidget()
    box = QVBoxLayout(host)
    box.setContentsMargins(0, 0, 0, 0)
    made = CandleView(zh, "zh", dark)
    box.addWidget(made)
    shown(host, WIDTH, HEIGHT)
    return made


@pytest.fixture
def view(empty):
    empty.set_bars(BarStack(bars(COUNT)), 2)
    return empty


def room(view):
    x0, x1 = view.window
    return x1 - x0


def begin(view, days=1, price=100.0):
    """Another bar begins."""
    day = view.stack.date[-1].astype(dt.date) + dt.timedelta(days=days)
    view.put(Tail(date=day, open=price, high=price, low=price, close=price, volume=1.0))


def wheel(view, steps, x=400.0):
    at = QPointF(x, 100)
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def move(view, x, y):
    at = QPointF(x, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def test_new_bars_are_shown_from_their_newest(view):
    assert view.window == (COUNT + RIGHT_BARS - START, COUNT + RIGHT_BARS)


def test_the_prices_in_sight_fill_the_plot(view):
    x0, x1 = view.window
    low, high = view.stack.extremes(int(np.floor(x0)), int(np.ceil(x1)))
    made = view.frame()
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


@pytest.mark.parametrize(
    ("key", "moved"), [(Qt.Key.Key_Left, -5.0), (Qt.Key.Key_Right, 5.0), (Qt.Key.Key_Up, None), (Qt.Key.Key_Down, None)]
)
def test_arrows_move_and_zoom(view, qtbot, key, moved):
    view.pan(-300)
    x0, x1 = view.window
    qtbot.keyClick(view, key)
    if moved is not None:
        assert view.window == pytest.approx((x0 + moved, x1 + moved))
    else:
        factor = 1 / ZOOM if key == Qt.Key.Key_Up else ZOOM
        assert room(view) == pytest.approx((x1 - x0) * factor)


def test_home_and_end_go_to_the_ends(view, qtbot):
    newest = view.window
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.window[0] == pytest.approx(-RIGHT_BARS)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.window == pytest.approx(newest)


def test_the_wheel_zooms_at_the_pointer(view):
    view.pan(-300)
    around, before = view.bar_of(200.0), room(view)
    wheel(view, 1, x=200.0)
    assert room(view) == pytest.approx(before / ZOOM)
    assert view.bar_of(200.0) == pytest.approx(around)
    wheel(view, -1, x=200.0)
    assert room(view) == pytest.approx(before)


def test_a_drag_takes_the_bars_along(view, qtbot):
    view.pan(-300)
    x0, _ = view.window
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    under = view.bar_of(200.0)
    qtbot.mousePress(port, left, pos=QPoint(200, 100))
    for x in range(210, 310, 10):
        at = QPointF(x, 100)
        QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), left, left,
                                                 Qt.KeyboardModifier.NoModifier))  # fmt: skip
    qtbot.mouseRelease(port, left, pos=QPoint(300, 100))
    assert view.window[0] < x0
    assert view.bar_of(300.0) == pytest.approx(under, abs=2.5)


def test_a_double_click_goes_back_to_the_newest_bars(view, qtbot):
    newest = view.window
    view.pan(-300)
    view.zoom(2.0)
    for act in (qtbot.mousePress, qtbot.mouseRelease, qtbot.mouseDClick, qtbot.mouseRelease):
        act(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert view.window == newest


def test_the_crosshair_follows_the_pointer_over_the_plot_only(view):
    move(view, 300, 100)
    assert view.cursor_at == (300.0, 100.0)
    move(view, WIDTH - AXIS_PX + 5, 100)
    assert view.cursor_at is None
    move(view, 300, 100)
    move(view, 300, HEIGHT - 5)
    assert view.cursor_at is None


def test_the_crosshair_leaves_with_the_pointer_and_is_painted_before(view, dark):
    without = pixels(view)
    move(view, 300, 100)
    with_it = pixels(view)
    changed = (with_it != without).any(axis=2)
    assert changed[100, :800].mean() > 0.8
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.cursor_at is None


def test_the_picture_has_candles_volume_axes_and_the_last_price(view, dark):
    picture = pixels(view)
    plot = picture[:300, :800]
    assert is_colour(plot, dark.up).sum() > 500
    assert is_colour(plot, dark.down).sum() > 500
    assert ink(picture[330:399, :800], dark.panel, 20).any()
    assert is_colour(picture[: HEIGHT - DATES_PX, WIDTH - AXIS_PX + 2 :], dark.muted, 40).any()
    assert is_colour(picture[HEIGHT - DATES_PX :, :800], dark.muted, 40).any()
    tag = max(is_colour(picture[:, WIDTH - AXIS_PX + 2 :], colour).sum() for colour in (dark.up, dark.down))
    assert tag > 200


def test_a_dimmed_chart_is_fainter(view, dark):
    before = is_colour(pixels(view), dark.up).sum()
    view.dim(on=True)
    view.viewport().update()
    assert is_colour(pixels(view), dark.up).sum() < before / 10


def test_a_bar_that_begins_moves_the_window_only_when_it_would_be_out_of_sight(view):
    start = view.window
    for _ in range(RIGHT_BARS):
        begin(view)
    assert view.window == start  # there was room for them at the right
    begin(view)
    assert view.window == (start[0] + 1, start[1] + 1)
    view.pan(-200)
    past = view.window
    begin(view)
    assert view.window == past


def test_the_newest_bar_out_of_the_range_makes_the_range_wider(view):
    top = view.frame().high
    begin(view, price=top * 2)
    assert view.frame().high > top * 2


def test_older_bars_that_come_later_leave_the_dates_in_place(view):
    view.pan(-100)
    x0, x1 = view.window
    first = view.stack.date[int(x0)]
    view.put_stack(BarStack(bars(COUNT + 500)))
    assert view.window == pytest.approx((x0 + 500, x1 + 500))
    assert view.stack.date[int(view.window[0])] == first


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_few_bars_fill_a_window_of_their_own(view, count):
    view.set_bars(BarStack(bars(count)), 2)
    assert view.window == (-RIGHT_BARS, count + RIGHT_BARS)
    for call in (lambda: view.zoom(ZOOM), lambda: view.zoom(1 / ZOOM), lambda: view.pan(3), lambda: view.pan(-3)):
        call()
        assert view.frame().first < view.frame().stop
        assert np.isfinite(view.window).all()
    assert ink(pixels(view)[:300, :800], view.theme.panel, 20).any()


def test_bars_that_never_moved_have_a_range_around_them(view):
    still = np.full(5, 7.0)
    view.set_bars(BarStack(bars(5, open=still, high=still, low=still, close=still)), 2)
    assert view.frame().low < 7.0 < view.frame().high


def test_without_bars_nothing_is_drawn_and_nothing_breaks(empty, dark, qtbot):
    view = empty
    for stack in (None, BarStack(bars(1).rows(slice(0, 0)))):
        if stack is not None:
            view.set_bars(stack, 2)
        assert view.frame() is None
        view.reset()
        view.pan(5)
        view.zoom(2.0)
        if stack is None:
            view.put(Tail(date=dt.date(2030, 1, 1), open=1.0, high=1.0, low=1.0, close=1.0, volume=1.0))
        qtbot.keyClick(view, Qt.Key.Key_Up)
        move(view, 100, 100)
        assert not ink(pixels(view), dark.panel).any()


def test_closes_alone_are_drawn_as_a_line(view, dark):
    view.set_bars(BarStack(closes_only(100)), 2)
    assert is_colour(pixels(view)[:, :800], dark.accent, 40).sum() > 300


def test_another_size_keeps_the_window_and_fills_the_widget(view, dark, qapp):
    before = view.window
    view.parentWidget().resize(500, 300)
    qapp.processEvents()
    assert view.window == before
    assert (view.frame().width, view.frame().height) == (500 - AXIS_PX, 300 - DATES_PX)
    assert is_colour(pixels(view)[:200, : 500 - AXIS_PX], dark.up).any()


def test_a_size_of_nothing_breaks_nothing(view, qapp):
    view.parentWidget().resize(1, 1)
    qapp.processEvents()
    assert (view.frame().width, view.frame().height) == (1, 1)
    pixels(view)


def test_at_a_scale_of_one_and_a_half_a_wick_is_one_device_pixel(view, monkeypatch):
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 1.5)
    made = view.frame()
    assert (made.width, made.height, made.scale) == (1200, 600, 1.5)


def test_a_kept_picture_shows_what_a_whole_one_shows(view):
    """The second picture of a window is put together from kept parts; the pixels are the same."""
    for window in ((COUNT - 40.0, COUNT + 4.0), (COUNT - 300.0, COUNT + 4.0)):
        view.show_bars(*window)
        whole = pixels(view)
        kept = pixels(view)
        assert np.array_equal(kept, pixels(view))
        differing = (whole != kept).any(axis=-1)
        assert differing.mean() < 0.0005


def test_a_live_bar_in_a_kept_picture_leaves_nothing_of_its_old_self(view):
    view.reset()
    last = float(view.stack.close[-1])
    day = view.stack.date[-1].astype(dt.date)
    whole = []
    for price in (last * 1.01, last * 0.995, last):
        view.put(Tail(date=day, open=last, high=last * 1.01, low=last * 0.99, close=price, volume=1.0))
        pixels(view), pixels(view)
        whole.append(pixels(view))
    fresh = CandleView(view.texts, view.lang, view.theme, view.parentWidget())
    fresh.resize(view.size())
    fresh.set_bars(view.stack, 2)
    assert (pixels(fresh) != whole[-1]).any(axis=-1).mean() < 0.0005
