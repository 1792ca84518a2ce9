"""The list's panel: numbers, and one quiet line about where they come from."""

import pytest

from gui.watchlist import WatchlistPanel
from models.review.values import Window
from tests.gui.samples import NOW, fresh, of_market


@pytest.fixture
def panel(watchlist, zh, dark, shown):
    return shown(WatchlistPanel(watchlist, zh, "zh", dark), 700, 600)


def foot(panel):
    return panel._foot.text()


def test_it_says_that_there_are_no_quotes_yet(panel, zh):
    panel.tick(NOW)
    assert foot(panel) == f"{zh['watchlist.empty']}   "


def test_the_foot_names_every_source_and_the_age_of_the_newest_number(panel):
    panel.apply((fresh("NVDA.US", received_at=NOW - 30), fresh("00700.HK", source="tencent", received_at=NOW - 5)), NOW)
    assert foot(panel).startswith("来源：腾讯 · 雅虎 yfinance，最近更新 5秒前")
    assert panel._foot.property("role") == "foot"
    panel.tick(NOW + 60)
    assert "1分前" in foot(panel)


def test_simulated_prices_are_a_warning(panel):
    panel.apply((fresh("NVDA.US", source="simulated"),), NOW)
    assert panel._foot.property("role") == "warn"
    assert "SIMULATED" in foot(panel)


def test_the_foot_names_the_window_of_the_column(panel, week):
    panel.follow(week)
    assert foot(panel).endswith("窗口 2024-09-23 至 2024-09-25")


def test_while_the_window_runs_live_prices_move_its_column(panel, week, client, universe, qtbot):
    week.refresh()
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: not week.busy)
    panel.follow(week)
    base, _ = week.bases()["NVDA.US"]
    panel.apply((fresh("NVDA.US", base * 1.1),), NOW)
    assert panel.model.store.value(0, "window_pct") == pytest.approx(10.0)
    panel.apply((fresh("NVDA.US", base * 1.2),), NOW)
    assert panel.model.store.value(0, "window_pct") == pytest.approx(20.0)


def test_when_it_is_over_live_prices_leave_its_column_alone(panel, week, client, universe, qtbot, past):
    week.look_at(past)
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: not week.busy)
    panel.follow(week)
    held = week.changes()["NVDA.US"]
    panel.apply((fresh("NVDA.US", 1.0),), NOW)
    assert panel.model.store.value(0, "window_pct") == pytest.approx(held)


def test_a_chosen_line_tells_its_instrument_and_a_heading_keeps_it(panel, universe, qtbot):
    with qtbot.waitSignal(panel.selected) as told:
        panel.select("00700.HK")
    assert told.args == [universe.instruments["00700.HK"]]
    assert panel.current is universe.instruments["00700.HK"]
    with qtbot.assertNotEmitted(panel.selected):
        panel.view.setCurrentIndex(panel.model.index(0, 0))
    assert panel.current is universe.instruments["00700.HK"]


def test_choosing_what_is_not_listed_changes_nothing(panel):
    panel.select("NVDA.US")
    panel.select("TSM.US")
    assert panel.current.id == "NVDA.US"


def test_prices_that_moved_glow(panel):
    panel.apply((fresh("NVDA.US", 1.0),), NOW)
    assert not panel.view._fading.isActive()
    panel.apply((fresh("NVDA.US", 2.0),), NOW)
    assert panel.view._fading.isActive()
    panel.view._fading.stop()


def test_a_new_panel_takes_over_numbers_and_line(panel, watchlist, en, dark, shown):
    panel.apply((fresh("NVDA.US", 123.0),), NOW)
    panel.select("NVDA.US")
    new = shown(WatchlistPanel(watchlist, en, "en", dark), 700, 600)
    new.inherit(panel)
    assert new.current.id == "NVDA.US"
    assert new.model.index(1, 1).data() == "123.00"
    assert new._foot.text().startswith("Source: Yahoo")


def test_a_window_may_be_a_single_day(panel, week):
    week.window = Window(first=week.window.first, last=week.window.first)
    panel.follow(week)
    assert foot(panel).endswith("窗口 2024-09-23 至 2024-09-23")
