"""The tab: alerts are edited through the lists, values come from the store, and without either it says so."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gui.tabs.alerts import AlertsTab
from models import symbols
from models.alerts.digest import Digest, Move
from models.alerts.values import Scope, What
from tests.gui.alerts.conftest import KNOWN, ONE, TWO, alert, lists_of
from tests.gui.samples import NOW


@pytest.fixture
def tab(desk, clock, shown):
    made = shown(AlertsTab(desk, clock), 900, 700)
    yield made
    made.retire()


def said(tab):
    return [tab.page.alerts.text(0, column) for column in range(5)]


def test_alerts_and_their_values_are_shown(tab, ticks, clock):
    assert said(tab) == ["●  待触发", "00700.HK 腾讯控股", "现价上穿 400.000", "--", "每次"]
    ticks(399)
    tab.tick(clock.now)
    assert said(tab)[3] == "399.000"


def test_what_fires_stands_in_the_log_at_once(tab, ticks):
    ticks(399, 401)
    assert [line.fired.value for line in tab.page.log.lines] == [401]
    assert tab.page.alerts.lines[0].standing.fired.value == 401


def test_a_new_alert_is_about_the_row_its_section_or_its_list(tab, lists, ticks, qtbot):
    ticks(399)
    tab.show_instrument(KNOWN[ONE])
    subjects = tab.page._subjects
    assert [(one.scope, one.target, one.name) for one in subjects] == [
        (Scope.ROW, ONE, "00700.HK 腾讯控股"),
        (Scope.SECTION, "main/a", "算力链 · 平台"),
        (Scope.LIST, "main", "算力链"),
    ]
    assert subjects[0].values[What.PRICE] == 399
    tab.page.begin()
    qtbot.keyClicks(tab.page.editor.level, "390")
    qtbot.keyClick(tab.page.editor.level, Qt.Key.Key_Return)
    assert lists.edits == [("edit.alert_kept", "00700.HK 腾讯控股")]
    assert len(tab.page.alerts.lines) == 2


def test_an_alert_on_a_guest_makes_it_known(tab, lists, qtbot):
    guest = symbols.instrument("TSM.US")
    tab.show_instrument(guest)
    tab.page.begin()
    qtbot.keyClicks(tab.page.editor.level, "200")
    qtbot.keyClick(tab.page.editor.level, Qt.Key.Key_Return)
    assert lists.lists.known["TSM.US"] == guest


def test_a_new_alert_works_at_once(tab, lists, ticks, qtbot):
    ticks(9.0, name=TWO)
    tab.show_instrument(KNOWN[TWO])
    tab.page.begin()
    qtbot.keyClicks(tab.page.editor.level, "10")
    qtbot.keyClick(tab.page.editor.level, Qt.Key.Key_Return)
    assert len(ticks(9.5, 10.5, name=TWO)) == 1


def test_deleting_is_an_edit_that_can_be_undone(tab, lists):
    before = lists.lists
    tab.page.dropped.emit("a")
    assert lists.edits == [("edit.alert_dropped", "00700.HK 腾讯控股")]
    assert (lists.lists.alerts, tab.page.alerts.lines) == ({}, ())
    lists.edit("undo", lambda held: before)
    assert len(tab.page.alerts.lines) == 1


def test_what_is_gone_already_is_not_deleted(tab, lists):
    tab.page.dropped.emit("gone")
    assert lists.edits == []


def test_snoozing_and_switching_are_edits(tab, lists, clock):
    tab.page.snooze(alert(), clock.now + 900)
    assert said(tab)[0].startswith("◌  静默至")
    tab.page.switch(lists.lists.alerts["a"], on=False)
    assert said(tab)[0] == "○  已关闭"


def test_the_watch_is_asked_only_about_alerts_it_has_heard_of(desk, clock, shown, lists):
    lists.changed.disconnect()
    lists.lists = lists_of(alert(), alert("b"))
    tab = shown(AlertsTab(desk, clock))
    assert [line.alert.id for line in tab.page.alerts.lines] == ["a"]
    tab.retire()


def test_the_digest_is_shown_and_dismissed(tab, alerting, clock, desk, shown):
    told = Digest(since=NOW - 60, now=NOW, moves=(Move(ONE, 1.0, 2.0, 100.0),))
    alerting._look.digest = told
    alerting.digest_ready.emit(told)
    assert len(tab.page.digest.lines) == 1
    later = shown(AlertsTab(desk, clock))
    assert len(later.page.digest.lines) == 1  # a tab that is opened later shows it too
    later.retire()
    tab.page._dismiss()
    assert alerting.digest is None


def test_choosing_is_told_to_the_window(tab, alerting, ticks):
    told = []
    alerting.chosen.connect(told.append)
    tab.page.chosen.emit(ONE)
    assert told == [ONE]


def test_wishes_are_settings(tab, desk, shown, clock):
    tab.page.wishes["tray"].click()
    tab.page.wishes["sound"].click()
    settings = desk.choices.settings
    assert (settings.alert_tray, settings.alert_sound) == (True, True)
    again = shown(AlertsTab(replace(desk), clock))
    assert all(box.isChecked() for box in again.page.wishes.values())
    again.retire()
