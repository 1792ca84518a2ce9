"""The rows over the figure: few, level, and each choice that cannot be made says why."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from gui.traffic.buttons import WIDEST
from models.traffic.chosen import Shape, View
from models.traffic.values import Granularity, Metric


def put(tab, settle, **view):
    tab.book.put(View(**view))
    settle()
    return tab.tools.switches


def test_tools_strip_and_chips_are_three_lines(full, settle):
    full.resize(760, 800)
    settle()
    for row in (full.strip, full.tools, full.chips):
        assert row.height() <= 28
    assert full.figures.y() == 0
    assert full.figures.mapTo(full, full.figures.pos()).y() < 110


def test_there_are_as_many_chips_as_one_line_holds_and_the_rest_is_counted(full, settle, qtbot):
    full.resize(500, 800)
    settle()
    chips = full.chips
    assert chips.unseen > 0
    assert chips.more.text() == f"+{chips.unseen}"
    assert all(chip.geometry().right() < chips.width() for chip in chips.chips.values() if not chip.isHidden())
    qtbot.mouseClick(chips.more, Qt.MouseButton.LeftButton)
    assert full.picker.isVisible()
    full.resize(1900, 800)
    settle()
    assert chips.unseen == 0
    assert chips.more.isHidden()


@pytest.mark.parametrize(
    ("name", "view", "why"),
    [("log", {"shape": Shape.BARS}, "仅用于折线"), ("log", {"metric": Metric.RANK}, "名次不用对数轴"),
     ("index", {"shape": Shape.SHARE}, "仅用于折线"), ("index", {"metric": Metric.RATINGS}, "名次与评分"),
     ("index", {"align": "launch"}, "对齐后"), ("by_product", {}, "仅用于柱"),
     ("split", {"shape": Shape.SHARE}, "不能拆分"),
     ("prices", {"align": "launch"}, "对齐后"), ("events", {"align": "launch"}, "对齐后")],
)  # fmt: skip
def test_what_cannot_be_pressed_says_why(full, settle, name, view, why):
    one = put(full, settle, **view)[name]
    for made in (one.button, one.action):
        assert not made.isEnabled()
        assert why in made.toolTip()
    assert not one.button.isChecked()


def test_a_share_of_ranks_says_why_there_is_none(full, settle):
    put(full, settle, metric=Metric.RANK)
    made = full.tools._shapes[Shape.SHARE]
    assert not made.isEnabled()
    assert "没有份额" in made.toolTip()


def test_a_choice_that_is_made_stands_in_the_row_and_others_as_far_as_they_fit(full, settle):
    full.resize(640, 800)
    settle()
    switches = put(full, settle, known_on=dt.date(2024, 9, 30), log=True)
    assert not switches["log"].button.isHidden()
    assert not switches["known_on"].button.isHidden()
    assert switches["prices"].button.isHidden()
    assert switches["prices"].action.isVisible()
    full.resize(1700, 800)
    settle()
    assert not switches["prices"].button.isHidden()
    assert switches["by_product"].button.isHidden()  # of bars only


def test_the_menu_and_the_button_are_one(full, settle):
    switches = put(full, settle)
    switches["log"].action.trigger()
    settle()
    assert full.book.held.log
    assert switches["log"].button.isChecked()
    assert switches["log"].action.isChecked()
    switches["log"].button.click()
    settle()
    assert not full.book.held.log
    assert not switches["log"].action.isChecked()


def test_a_page_of_all_figures_keeps_what_it_can_use(full, settle):
    full.show_whole()
    settle()
    seen = {name for name, one in full.tools.switches.items() if one.action.isVisible()}
    assert seen == {"events", "known_on"}
    assert full.strip.categories.currentText() == "图2–6"


def test_the_line_of_tools_is_level(full, settle):
    put(full, settle, granularity=Granularity.WEEK)
    held = [one for one in full.tools._held if not one.isHidden() and one.y() < 28]
    middles = {one.geometry().center().y() for one in held}
    assert max(middles) - min(middles) <= 1


def test_the_keyboard_reaches_every_tool_and_is_seen(full):
    sheet = full.window().styleSheet()
    for role in ("chart", "segment"):
        assert f'QToolButton[role="{role}"]:focus' in sheet or not sheet
    for made in (*full.strip.figures.values(), full.strip.all, full.tools.more, *full.tools._shapes.values()):
        assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert made.accessibleName()


def test_columns_that_nobody_needs_give_way_and_nothing_scrolls_sideways(full, settle):
    table = full.report.table
    keys = [column.key for column in table.rows.columns]
    for wide, gone in ((1400, set()), (760, {"year", "source"}), (600, {"year", "source", "known"})):
        full.resize(wide, 800)
        settle()
        assert {key for place, key in enumerate(keys) if table.isColumnHidden(place)} == gone
        assert table.horizontalScrollBar().maximum() == 0
    assert len(table.lines([0])[0]) == len(keys)  # a copy has all of them


def test_esc_leaves_every_page_and_ctrl_z_takes_the_view_back(full, settle, qtbot):
    full.activateWindow()
    put(full, settle, category="video")
    for opens in (full.pages.bring_in, full.pages.edit_products, lambda: full.pages.show_versions("ChatGPT")):
        full.strip.pick.setFocus()
        opens()
        settle()
        assert full.pages.currentWidget() is not full._front
        held = full.window().focusWidget()
        assert full.pages.currentWidget().isAncestorOf(held) or held is full.pages.currentWidget()
        qtbot.keyClick(held, Qt.Key.Key_Escape)
        settle()
        assert full.pages.currentWidget() is full._front
        assert not any(made.hasFocus() for made in full.strip.figures.values())
    qtbot.keyClick(full.window().focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert full.book.held == View()


def test_the_row_gives_room_to_what_is_chosen_first(full, settle):
    full.resize(760, 800)
    settle()
    switches = put(full, settle, prices=True)
    assert not switches["prices"].button.isHidden()
    assert full.tools.height() <= 28


def test_no_box_cuts_what_is_chosen(full, settle):
    put(full, settle, granularity=Granularity.WEEK)
    for box in (full.tools._metric, full.tools._days, full.tools._cut, full.strip.categories):
        words = box.fontMetrics().horizontalAdvance(box.currentText())
        assert box.width() >= min(words + 40, WIDEST)
