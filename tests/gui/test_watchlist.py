"""The watchlist with its wires: numbers, its quiet line, and what reaches the lists that are kept."""

from dataclasses import replace

import pytest

from models.review.values import Window
from tests.gui.samples import NOW, fresh, of_market


@pytest.fixture
def whole(make_whole, parts):
    return make_whole(parts)


@pytest.fixture
def panel(whole):
    return whole.panel


def foot(panel):
    return panel.foot.text()


def value(panel, name, column):
    return panel.model.store.value(panel.model.store.row_of[name], column)


def test_it_says_that_there_are_no_quotes_yet(whole, panel, zh):
    whole.tick(NOW)
    assert foot(panel).startswith(f"{zh['watchlist.empty']}   窗口")


def test_the_foot_names_every_source_and_the_age_of_the_newest_number(whole, panel):
    whole.apply((fresh("NVDA.US", received_at=NOW - 30), fresh("00700.HK", source="tencent", received_at=NOW - 5)), NOW)
    assert foot(panel).startswith("来源：腾讯 · 雅虎 yfinance，最近更新 5秒前")
    assert panel.foot.property("role") == "foot"
    whole.tick(NOW + 60)
    assert "1分前" in foot(panel)


def test_simulated_prices_are_a_warning(whole, panel):
    whole.apply((fresh("NVDA.US", source="simulated"),), NOW)
    assert panel.foot.property("role") == "warn"
    assert "SIMULATED" in foot(panel)


def test_the_foot_names_the_window_of_the_column(whole, panel):
    whole.tick(NOW)
    assert foot(panel).endswith("窗口 2024-09-23 至 2024-09-25")


def test_while_the_window_runs_live_prices_move_its_column(whole, panel, week, client, universe, qtbot):
    week.refresh()
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: not week.busy)
    base, _ = week.bases()["NVDA.US"]
    whole.apply((fresh("NVDA.US", base * 1.1),), NOW)
    assert value(panel, "NVDA.US", "window") == pytest.approx(10.0)
    whole.apply((fresh("NVDA.US", base * 1.2),), NOW)
    assert value(panel, "NVDA.US", "window") == pytest.approx(20.0)


def test_when_it_is_over_live_prices_leave_its_column_alone(whole, panel, week, client, universe, qtbot, past):
    week.look_at(past)
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: not week.busy)
    held = week.changes()["NVDA.US"]
    whole.apply((fresh("NVDA.US", 1.0),), NOW)
    assert value(panel, "NVDA.US", "window") == pytest.approx(held)


def test_a_chosen_line_tells_its_instrument_and_a_heading_keeps_it(panel, universe, qtbot):
    with qtbot.waitSignal(panel.selected) as told:
        panel.select("00700.HK")
    assert told.args == [universe.instruments["00700.HK"]]
    assert panel.current == universe.instruments["00700.HK"]
    with qtbot.assertNotEmitted(panel.selected):
        panel.view.setCurrentIndex(panel.model.index(0, 0))
    assert panel.current == universe.instruments["00700.HK"]


def test_choosing_what_is_not_listed_changes_nothing(panel):
    panel.select("NVDA.US")
    panel.select("TSM.US")
    assert panel.current.id == "NVDA.US"


def test_prices_that_moved_glow(whole, panel):
    whole.apply((fresh("NVDA.US", 1.0),), NOW)
    assert not panel.view._fading.isActive()
    whole.apply((fresh("NVDA.US", 2.0),), NOW)
    assert panel.view._fading.isActive()
    panel.view._fading.stop()


def test_another_look_takes_over_numbers_line_order_and_filter(whole, panel, make_whole, parts, en, qtbot):
    whole.apply((fresh("NVDA.US", 123.0),), NOW)
    panel.select("NVDA.US")
    panel.view.sort_as(1, True)
    panel.filtering.bar.open("NVDA")
    new = make_whole(replace(parts, texts=en, lang="en"))
    new.inherit(whole)
    assert new.panel.current.id == "NVDA.US"
    assert new.panel.model.sorted == ("last", True)
    assert [one.id for one in new.panel.chosen] == ["NVDA.US"]
    assert new.panel.filtering.bar.filter.text == "NVDA"
    assert new.panel.model.rowCount() == panel.model.rowCount() == 2
    assert new.panel.model.index(1, 1).data() == "123.00"
    new.tick(NOW)
    assert foot(new.panel).startswith("Source: Yahoo")


def test_a_window_may_be_a_single_day(whole, panel, week):
    week.window = Window(first=week.window.first, last=week.window.first)
    week.changed.emit()
    whole.tick(NOW)
    assert foot(panel).endswith("窗口 2024-09-23 至 2024-09-23")


# what is done, and kept


def test_an_edit_is_said_and_kept_and_a_step_back_too(whole, panel, client, saved, qtbot):
    heard = []
    whole.said.connect(heard.append)
    panel.select("NVDA.US")
    whole.hands.acts.actions["remove"].trigger()
    saved()
    whole.hands.acts.actions["undo"].trigger()
    saved()
    whole.hands.acts.actions["redo"].trigger()
    saved()
    assert heard == ["已移除 英伟达", "已撤销：移除 英伟达", "已重做：移除 英伟达"]
    assert "NVDA.US" not in panel.list.members
    assert client.disk


def test_nothing_to_take_back_is_said(whole, parts, saved, zh):
    heard = []
    whole.said.connect(heard.append)
    parts.lists.begin()
    saved()
    whole.hands.acts.actions["undo"].trigger()
    saved()
    whole.hands.acts.actions["redo"].trigger()
    saved()
    assert heard == [zh["edit.nothing"]] * 2


def test_what_changes_nothing_is_not_said_to_be_done(whole, panel, universe, zh, saved):
    heard = []
    whole.said.connect(heard.append)
    whole.add(universe.instruments["NVDA.US"])
    assert heard == [zh["lists.there"].format(count=1)]
    assert panel.current.id == "NVDA.US"  # shown instead


def test_the_list_that_is_shown_is_remembered_but_not_the_one_shown_first(whole, panel, client):
    assert client.kept == []
    panel.tabs.go(2)
    assert client.kept[-1].want["list"] == panel.list.id == "recommended"


def test_the_manner_of_showing_is_kept_and_holds_at_once(whole, panel, client, zh):
    actions = {one.text(): one for one in whole._manner.menu.actions()}
    actions[zh["manner.heat"]].trigger()
    assert client.kept[-1].want["heat"] is True
    assert panel.view._heat


def test_a_name_that_is_being_written_is_kept_when_the_window_goes(make_whole, parts, saved, qtbot):
    whole = make_whole(parts)
    whole.panel.select("NVDA.US")
    whole.hands.acts.actions["section"].trigger()
    qtbot.keyClicks(whole.panel.focusWidget() or whole.hands._line, "x")
    whole.hands._line.setText("短线")
    whole.finish()
    saved()
    assert "短线" in [one.name("zh") for one in parts.lists.lists.lists[0].sections]
