"""Charts in windows of their own: they go on as before, and come back to their place."""

import pytest
from PySide6.QtCore import Qt

from gui.seats.detached import Away
from gui.seats.toolbar import Toolbar
from gui.tabs.chart import ChartTab
from models.charts.values import ChartSpec
from models.values import Interval
from tests.gui.samples import fresh


def newest(seat):
    stack = seat.panel.price.stack
    return float(stack.rows.at("close", stack.count - 1))


@pytest.fixture
def away(four, answered):
    """Four charts, the third one in a window of its own."""
    answered()
    four.stage.detach(2)
    return four


def test_it_has_a_window_of_its_own_and_leaves_word_in_its_place(away):
    seat, window = away.stage.seats.at(2), away.windows.at(2)
    assert window.isVisible()
    assert window.isWindow()
    assert window.isAncestorOf(seat)
    assert seat.isVisible()
    (word,) = away.grid.findChildren(Away)
    assert (word.isVisible(), word.geometry()) == (True, away.grid.rooms()[2])


def test_it_is_called_by_what_it_shows(away, rows):
    assert away.windows.at(2).windowTitle() == "英特尔  ·  日K  ·  算力台"
    away.stage.specify(2, ChartSpec(interval=Interval.WEEK))
    assert away.windows.at(2).windowTitle() == "英特尔  ·  周K  ·  算力台"
    away.stage.specify(2, ChartSpec(minute_days=1))
    assert away.windows.at(2).windowTitle() == "英特尔  ·  分时  ·  算力台"
    away.stage.activate(2)
    away.show_instrument(rows[3])
    assert away.windows.at(2).windowTitle() == "腾讯控股  ·  分时  ·  算力台"


def test_it_hears_quotes_even_while_the_tab_is_hidden(away):
    away.hide()
    away.apply((fresh("INTC.US", 777.0),))
    assert newest(away.stage.seats.at(2)) == 777.0


def test_closing_it_brings_the_chart_back(away):
    seat = away.stage.seats.at(2)
    away.windows.at(2).close()
    assert away.windows.at(2) is None
    assert away.stage.detached == frozenset()
    assert away.grid.isAncestorOf(seat)
    assert (seat.isVisible(), seat.geometry()) == (True, away.grid.rooms()[2])
    assert seat.panel.painted


def test_the_word_in_its_place_brings_it_back(away, qtbot):
    (word,) = away.grid.findChildren(Away)
    word.wanted.emit()
    assert away.windows.places == frozenset()
    assert away.stage.seats.at(2).isVisible()


def test_it_opens_where_it_stood_the_last_time(away):
    away.windows.at(2).setGeometry(111, 122, 500, 400)
    away.windows.at(2).close()
    away.stage.detach(2)
    assert away.windows.at(2).geometry().getRect() == (111, 122, 500, 400)


def test_fewer_charts_take_it_back(away):
    away.stage.reshape(1)
    assert away.windows.places == frozenset()


def test_the_large_chart_is_as_large_as_its_own_window(away):
    away.stage.activate(2)
    away.do("large")
    assert away.windows.at(2).isMaximized()
    assert not away.stage.spec.large
    away.do("large")
    assert not away.windows.at(2).isMaximized()


def test_the_button_takes_it_out_and_in(four, answered):
    answered()
    four._toggle_window()
    assert four.windows.places == {0}
    four._toggle_window()
    assert four.windows.places == frozenset()


def test_the_only_chart_can_go_too(make_tab, rows, answered):
    tab = make_tab()
    tab.show_instrument(rows[0])
    answered()
    tab.stage.detach(0)
    tab.show_instrument(rows[1])
    assert tab.windows.at(0).windowTitle().startswith("AMD")


def test_keys_work_in_it_and_make_it_active(away, qtbot):
    heard = []
    away.chosen.connect(heard.append)
    window = away.windows.at(2)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(away.stage.seats.at(2).panel.canvas, Qt.Key.Key_PageDown)
    assert away.stage.spec.active == 2
    assert [one.id for one in heard] == ["INTC.US", "00700.HK"]


def test_its_tools_are_its_own_charts(away):
    (tools,) = away.windows.at(2).findChildren(Toolbar)
    tools.wanted.emit(ChartSpec(interval=Interval.WEEK))
    assert [one.interval for one in away.stage.spec.charts] == [Interval.DAY, Interval.DAY, Interval.WEEK, Interval.DAY]
    assert tools.periods["1wk"].isChecked()
    assert away.stage.spec.active == 0


def test_it_goes_with_the_tab(away):
    window = away.windows.at(2)
    away.retire()
    away.hide()
    assert (window.isVisible(), away.busy) == (False, False)


def test_a_tab_in_another_look_opens_it_where_it_was(away, parts, clock, shown, rows, grown):
    away.windows.at(2).setGeometry(111, 122, 500, 400)
    new = shown(ChartTab(parts, clock), 900, 700)
    new.show_instrument(rows[0])
    new.inherit(away)
    grown(new)
    assert new.windows.at(2).geometry().getRect() == (111, 122, 500, 400)
    assert new.stage.seats.at(2).instrument.id == "INTC.US"
    assert new.windows.at(2).findChild(Toolbar) is not None
    new.retire()
