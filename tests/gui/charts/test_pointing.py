"""One crosshair over all charts: it stands at the same moment in each."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from gui.charts.pointing import Pointing


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
