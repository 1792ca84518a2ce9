"""The set switch: which set is on, by click and number; what has no room waits in a menu."""

import pytest
from PySide6.QtCore import Qt

from gui.lists.chips import Chip
from gui.lists.sets import SetSwitch


@pytest.fixture
def switch(shown, zh, dark):
    made = SetSwitch(zh, dark)
    made.show_sets(("我的", "A & B"), "intraday")
    return shown(made, 500, 24)


@pytest.fixture
def heard(switch):
    told = []
    switch.chosen.connect(told.append)
    return told


def on(switch):
    return [segment.name for segment in switch._segments if segment.isChecked()]


def test_shipped_sets_stand_first(switch):
    assert [segment.text() for segment in switch._segments] == ["早盘", "盘中", "周度", "估值", "我的", "A & B"]
    assert on(switch) == ["intraday"]
    assert switch._segments[0].toolTip() == "早盘（Alt+1）"
    assert switch._segments[4].toolTip() == "我的"


def test_a_click_a_key_and_a_number_tell_and_the_owner_decides(switch, heard, qtbot):
    qtbot.mouseClick(switch._segments[2], Qt.MouseButton.LeftButton)
    qtbot.keyClick(switch._segments[4], Qt.Key.Key_Space)
    switch.go(1)
    switch.go(9)
    switch.go(0)
    assert heard == ["weekly", "我的", "morning"]
    assert on(switch) == ["intraday"]
    switch.show_sets(("我的",), "weekly")
    assert on(switch) == ["weekly"]


def test_columns_of_their_own_are_no_set(switch):
    switch.show_sets((), "")
    assert on(switch) == []


def test_what_has_no_room_waits_in_the_menu(switch, heard, settle):
    switch.resize(170, 24)
    settle()
    hidden = [segment for segment in switch._segments if not segment.isVisible()]
    assert hidden
    assert switch.more.isVisible()
    assert switch.more.x() + switch.more.width() <= 170
    assert [action.text() for action in switch.more.menu().actions()][-1] == "A && B"
    switch.more.menu().actions()[-1].trigger()
    assert heard == ["A & B"]
    switch.resize(500, 24)
    settle()
    assert not switch.more.isVisible()
    switch.grab()


def test_the_one_that_is_on_is_marked_in_the_menu(switch, settle):
    switch.show_sets(("我的", "A & B"), "A & B")
    switch.resize(100, 24)
    settle()
    assert [action.isChecked() for action in switch.more.menu().actions()][-1]


def test_an_ampersand_in_a_name_is_no_key(shown, zh, dark):
    """A set called "P&A" took Alt+A away from the alert of a row."""
    made = shown(SetSwitch(zh, dark), 500, 24)
    made.show_sets(("P&A",), "")
    chip = Chip(dark, "R&D", "R&D")
    chip.setParent(made)
    assert [one.shortcut().isEmpty() for one in (made._segments[-1], chip)] == [True, True]
    assert [one.text() for one in (made._segments[-1], chip)] == ["P&A", "R&D"]
