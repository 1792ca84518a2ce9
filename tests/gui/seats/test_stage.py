"""The grid of the chart tab: which chart is active, what follows the list, what is asked for."""

import pytest
from PySide6.QtCore import Qt

from gui.seats.seats import OLD_S
from models.charts.paper import grid_written
from models.charts.values import ChartSpec, GridSpec, Style, reshaped
from models.values import Interval
from tests.gui.samples import bars, fresh
from tests.gui.seats.conftest import ROWS


def named(tab):
    """What each chart that is seen shows."""
    return [getattr(tab.stage.seats.at(place).instrument, "id", "") for place in range(tab.stage.spec.shape)]


def kept(tab):
    return [one.instrument for one in tab.stage.spec.charts]


def asked(client):
    return [one.name for one in client.open]


def test_a_single_chart_follows_the_list_and_keeps_no_name(make_tab, client, rows):
    tab = make_tab()
    for one in rows[:2]:
        tab.show_instrument(one)
    assert (named(tab), kept(tab), asked(client)) == (["AMD.US"], [""], ["AMD.US"])


def test_more_charts_take_the_next_rows_of_the_list(make_tab, grown, client, rows):
    tab = make_tab()
    tab.show_instrument(rows[0])
    tab.stage.reshape(4)
    grown(tab)
    assert named(tab) == list(ROWS[:4]) == kept(tab)
    assert sorted(asked(client)) == sorted(ROWS[:4])


def test_charts_are_made_one_in_a_turn(make_tab, rows, grown):
    tab = make_tab()
    tab.show_instrument(rows[0])
    tab.stage.reshape(9)
    assert (len(tab.stage.seats.places), tab.busy) == (1, True)
    assert len(grown(tab).stage.seats.places) == 9


def test_the_list_drives_the_active_chart_and_the_others_stay(four, rows):
    four.show_instrument(rows[4])
    assert named(four) == ["688256.SH", "AMD.US", "INTC.US", "00700.HK"]


def test_the_list_drives_the_group_of_the_active_chart(four, rows, grown):
    four.stage.activate(1)
    four.show_instrument(rows[4])
    grown(four)
    assert named(four) == ["NVDA.US", "688256.SH", "688256.SH", "00700.HK"]


def test_a_chart_that_becomes_active_takes_the_list_to_what_it_shows(four):
    heard = []
    four.chosen.connect(heard.append)
    four.stage.activate(3)
    assert [one.id for one in heard] == ["00700.HK"]
    four.show_instrument(heard[0])  # the window's answer
    assert named(four) == list(ROWS[:4])


def test_told_the_same_once_more_everything_in_sight_is_asked_for_again(four, client, rows, answered):
    answered()
    four.show_instrument(rows[0])
    assert sorted(asked(client)) == sorted(ROWS[:4])


def test_a_chart_that_joins_a_group_shows_what_it_shows(four, grown):
    four.stage.link(3, 1)
    assert named(grown(four)) == ["NVDA.US", "AMD.US", "INTC.US", "AMD.US"]


def test_fewer_charts_keep_those_that_are_hidden(four, grown, client, answered):
    answered()
    four.stage.reshape(1)
    four.stage.reshape(4)
    assert named(grown(four)) == list(ROWS[:4])
    assert asked(client) == []  # nothing had been missed


def test_a_chart_out_of_sight_waits_for_nothing_and_asks_when_it_is_back(four, grown, client):
    four.stage.reshape(1)
    assert asked(client) == ["NVDA.US"]
    four.stage.reshape(4)
    grown(four)
    assert sorted(asked(client)) == sorted(ROWS[:4])


def test_the_large_chart_alone_is_seen(four, grown, client):
    four.stage.enlarge()
    assert [seat.isVisible() for _, seat in sorted(four.stage.seats.items())] == [True, False, False, False]
    assert asked(client) == ["NVDA.US"]
    four.stage.enlarge()
    grown(four)
    assert all(seat.isVisible() for _, seat in four.stage.seats.items())


def test_a_tab_that_is_not_in_front_asks_for_nothing(four, grown, client):
    four.hide()
    assert asked(client) == []
    four.show()
    grown(four)
    assert sorted(asked(client)) == sorted(ROWS[:4])


def test_a_chart_that_was_away_hears_the_quotes_it_has_missed(four, grown, answered):
    answered()
    four.hide()
    four.apply((fresh("AMD.US", 999.0),))
    four.show()
    grown(four)
    stack = four.stage.seats.at(1).panel.price.stack
    assert float(stack.rows.at("close", stack.count - 1)) == 999.0


def test_a_chart_that_was_away_for_long_asks_anew(four, grown, client, answered, clock):
    answered()
    four.hide()
    clock.now += OLD_S + 1
    four.show()
    grown(four)
    assert sorted(asked(client)) == sorted(ROWS[:4])


def test_quotes_reach_every_chart_that_is_seen(four, answered):
    answered()
    four.apply(tuple(fresh(name, 500.0 + at) for at, name in enumerate(ROWS)))
    for place in range(4):
        stack = four.stage.seats.at(place).panel.price.stack
        assert float(stack.rows.at("close", stack.count - 1)) == 500.0 + place


def test_another_way_of_showing_is_kept_for_the_active_chart_alone(four, parts):
    four.stage.specify(0, ChartSpec(style=Style.AREA, link=6, instrument="X.US"))
    spec = parts.layouts.grid
    assert (spec.charts[0].style, spec.charts[0].instrument, spec.charts[0].link) == (Style.AREA, "NVDA.US", 0)
    assert four.stage.seats.at(0).spec.style is Style.AREA
    assert all(one.style is not Style.AREA for one in spec.charts[1:])


def test_another_period_asks_for_other_bars_once(four, client, answered):
    answered()
    before = len(client.wants)
    four.stage.specify(0, ChartSpec(interval=Interval.WEEK))
    assert [(want.instrument.id, want.interval) for want in client.wants[before:]] == [("NVDA.US", Interval.WEEK)]


def test_a_key_on_a_chart_shows_it_another_way(four, parts):
    four.seat.set_spec(ChartSpec(style=Style.BARS, instrument="NVDA.US"))
    assert parts.layouts.grid.charts[0].style is Style.BARS


@pytest.mark.parametrize(("act", "name"), [("next", "AMD.US"), ("previous", "688256.SH")])
def test_page_keys_go_through_the_list(four, act, name):
    heard = []
    four.chosen.connect(heard.append)
    four.do(act)
    assert [one.id for one in heard] == [name]


def test_the_keyboard_in_a_chart_makes_it_active(four, answered, qtbot):
    answered()
    four.activateWindow()
    four.stage.seats.at(0).panel.canvas.setFocus()
    qtbot.waitUntil(four.stage.seats.at(0).panel.canvas.hasFocus)
    four.stage.seats.at(2).panel.canvas.setFocus()
    qtbot.waitUntil(lambda: four.stage.spec.active == 2)


def test_a_press_on_a_chart_makes_it_active(four, answered, qtbot):
    answered()
    qtbot.mouseClick(four.stage.seats.at(1).panel.canvas, Qt.MouseButton.LeftButton)
    assert four.stage.spec.active == 1


def test_a_press_beside_a_chart_makes_it_active(four, qtbot):
    qtbot.mouseClick(four.stage.seats.at(3).panel, Qt.MouseButton.LeftButton)
    assert four.stage.spec.active == 3


def test_a_grid_that_was_kept_comes_back_and_takes_the_list_along(make_tab, grown, client, parts, rows, settle):
    grid = GridSpec(shape=2, charts=(ChartSpec(instrument="INTC.US"), ChartSpec(instrument="AMD.US")), active=1)
    client.papers_disk = {("charts", "grid"): grid_written(grid)}
    tab = make_tab()
    heard = []
    tab.chosen.connect(heard.append)
    tab.show_instrument(rows[0])  # the list is quicker than the disk
    parts.layouts.begin()
    client.keep_all()
    settle()
    grown(tab)
    assert named(tab) == ["INTC.US", "AMD.US"]
    assert [one.id for one in heard] == ["AMD.US"]


def test_the_first_row_a_new_window_names_changes_no_grid(make_tab, grown, rows, qtbot):
    grid = GridSpec(shape=2, charts=(ChartSpec(instrument="INTC.US"), ChartSpec(instrument="AMD.US")))
    tab = make_tab(grid)
    heard = []
    tab.chosen.connect(heard.append)
    tab.show_instrument(rows[0])
    qtbot.waitUntil(lambda: bool(heard))
    assert (named(grown(tab)), heard[0].id) == (["INTC.US", "AMD.US"], "INTC.US")


def test_a_chart_of_what_stands_in_no_list_has_its_quotes(make_tab, grown, rows, parts):
    grid = GridSpec(shape=2, charts=(ChartSpec(instrument="TSM.US"), ChartSpec(instrument="AMD.US")))
    tab = make_tab(grid)
    tab.show_instrument(rows[0])
    grown(tab)
    assert [one.id for one in tab.charted] == ["TSM.US", "AMD.US"]
    assert "TSM.US" in parts.store.row_of


def test_what_nobody_can_read_is_an_empty_chart(make_tab, grown, rows):
    grid = GridSpec(shape=2, charts=(ChartSpec(instrument="???"), ChartSpec(instrument="AMD.US")), active=1)
    tab = make_tab(grid)
    tab.show_instrument(rows[1])
    assert named(grown(tab)) == ["", "AMD.US"]


def test_a_template_replaces_the_grid(four, grown):
    four.stage.load(reshaped(GridSpec(), 2))
    assert named(grown(four)) == ["NVDA.US", "AMD.US"]


def test_after_its_end_it_waits_for_nothing(four, client, settle):
    four.retire()
    settle()
    assert asked(client) == []


def test_bars_of_many_charts_come_together(make_tab, grown, rows, client, settle):
    tab = make_tab()
    tab.show_instrument(rows[0])
    tab.stage.reshape(9)
    grown(tab)
    client.answer_all(lambda name: bars(100, name=name))
    settle()
    assert all(seat.panel.painted for _, seat in tab.stage.seats.items())
