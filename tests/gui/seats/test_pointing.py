"""One crosshair over all charts: it stands at the same moment in each."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from gui.charts.pointing import Pointing
from gui.charts.stack import BarStack
from models.values import Interval
from tests.gui.charts.minutes import HK, SHARE, US, WEEK, of_days
from tests.gui.samples import bars


@pytest.fixture
def views(four, answered):
    answered()
    return [four.stage.seats.at(place).panel.canvas for place in range(4)]


def point(view, x=100.0):
    none = Qt.MouseButton.NoButton
    at = QPointF(x, 60.0)
    view.mouseMoveEvent(
        QMouseEvent(QMouseEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    )


def moment(view):
    bar = view.pointed_bar
    return None if bar is None else view.chart.axis.time(bar)


def test_the_others_show_the_same_day_without_a_row(views, settle):
    point(views[0])
    settle()
    assert moment(views[0]) is not None
    assert {moment(view) for view in views} == {moment(views[0])}
    assert all(view.cursor_at[1] is None for view in views[1:])
    assert views[0].cursor_at[1] is not None


def test_when_the_pointer_leaves_all_crosshairs_go(views, settle, qapp):
    point(views[0])
    settle()
    qapp.sendEvent(views[0], QEvent(QEvent.Type.Leave))
    settle()
    assert all(view.cursor_at is None for view in views)


def test_keys_move_it_in_all(views, settle, qtbot):
    qtbot.keyClick(views[1], Qt.Key.Key_Left)
    settle()
    assert {moment(view) for view in views} == {moment(views[1])} != {None}


def test_a_chart_in_a_window_of_its_own_takes_part(four, views, settle):
    four.stage.detach(3)
    settle()
    point(views[3])
    settle()
    assert moment(views[0]) == moment(views[3]) is not None


def test_what_is_out_of_sight_is_left_alone(four, views, settle):
    four.stage.reshape(2)
    point(views[0])
    settle()
    assert views[3].cursor_at is None


def test_a_day_that_is_not_in_the_window_has_no_crosshair(views, settle):
    views[1].pan(-1e9)
    point(views[0], 150.0)
    settle()
    assert views[1].cursor_at is None


def test_many_moves_in_one_turn_are_told_once(views, settle, monkeypatch):
    told = []
    monkeypatch.setattr(views[1], "point_at_moment", told.append)
    for x in range(60, 90):
        point(views[0], float(x))
    settle()
    assert len(told) == 1


def test_views_that_have_gone_are_forgotten(views, settle, qapp):
    pointing = Pointing()
    for view in views:
        pointing.join(view)
    views[3].parent().deleteLater()
    qapp.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    point(views[0])
    settle()
    assert moment(views[1]) == moment(views[0])


def axis(days, one, **changes):
    return BarStack(of_days(days, one, interval=Interval.HOUR, **changes), one.market).axis


def test_a_day_is_its_first_hour_in_every_market():
    for one in (SHARE, HK, US):
        hours = axis(WEEK, one)
        for day in WEEK:
            bar = hours.bar_at(np.datetime64(day, "s").astype(int))
            assert (hours.date(bar), hours.date(bar - 1) if bar else None) != (day, day)
            assert hours.date(bar) == day


def test_a_day_that_is_no_session_is_nowhere_among_hours():
    hours = axis(WEEK, SHARE)
    assert hours.bar_at(np.datetime64("2024-09-21", "s").astype(int)) is None
    assert hours.bar_at(np.datetime64("2024-10-21", "s").astype(int)) is None


def test_an_hour_is_its_own_day_among_days():
    held = bars(300)
    days = BarStack(held, US.market).axis
    for bar, time in enumerate(axis(WEEK[:4], US).times(0, 28)):
        assert days.date(days.bar_at(float(time))) == axis(WEEK[:4], US).date(bar)


def test_what_lies_beside_all_bars_is_nowhere():
    days = BarStack(bars(10), US.market).axis
    assert days.bar_at(days.time(9) + 5 * 86_400) is None
    assert days.bar_at(days.time(0) - 5 * 86_400) is None
