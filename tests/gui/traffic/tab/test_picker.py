"""Any number of products, found by any of their names."""

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.traffic.picker import Picker
from tests.gui.traffic.tab.conftest import weeks


@pytest.fixture
def picker(full, settle):
    full.pick()
    settle()
    assert isinstance(full.picker, Picker)
    return full.picker


def item(picker, product):
    lines = picker.lines
    return next(
        one for one in map(lines.item, range(lines.count())) if one.data(Qt.ItemDataRole.UserRole) == product
    )  # fmt: skip


def test_those_that_are_shown_come_first_and_are_ticked(picker, full):
    shown = [one.id for one in full.board.shown]
    assert picker.seen[: len(shown)] == shown
    assert item(picker, "ChatGPT").checkState() is Qt.CheckState.Checked
    assert item(picker, "Midjourney").checkState() is Qt.CheckState.Unchecked
    assert "无此指标" in item(picker, "百川").text()


@pytest.mark.parametrize(
    ("typed", "product"),
    [("chatgpt.com", "ChatGPT"), ("moonshot", "Kimi"), ("ＫＩＭＩ", "Kimi"), ("runway", "Runway"), ("bard", "Gemini")],
)  # fmt: skip
def test_they_are_found_by_name_vendor_and_site(picker, typed, product):
    picker.field.setText(typed)
    assert product in picker.seen
    assert len(picker.seen) < picker.lines.count()


def test_a_tick_joins_a_product_and_another_takes_it_out(picker, full, settle):
    item(picker, "Midjourney").setCheckState(Qt.CheckState.Checked)
    settle()
    assert full.book.held.products[-1] == "Midjourney"
    assert full.book.held.products[0] == "ChatGPT"
    assert "已选" in full.strip.categories.currentText()
    item(picker, "ChatGPT").setCheckState(Qt.CheckState.Unchecked)
    settle()
    assert "ChatGPT" not in full.book.held.products


def test_enter_presses_the_first_line(picker, full, settle, qtbot):
    picker.field.setText("midjourney")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    settle()
    assert "Midjourney" in full.book.held.products


def test_arrows_go_from_the_field_into_the_lines(picker, qtbot):
    before = picker.lines.currentRow()
    qtbot.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.lines.currentRow() != before


def test_whom_only_an_import_names_can_be_chosen_too(tab, answered, settle):
    answered(weeks("某产品"), strangers=(("某产品", ""),))
    tab.pick()
    settle()
    line = item(tab.picker, "某产品")
    assert "仅见于导入" in line.text()
    line.setCheckState(Qt.CheckState.Checked)
    settle()
    assert "某产品" in tab.book.held.products


def test_it_opens_where_it_was_asked_for(picker, full):
    assert picker.x() == full.strip.pick.mapTo(full, QPoint(0, 0)).x()
    assert full.rect().contains(picker.geometry())


def test_escape_and_a_press_elsewhere_take_it_away(picker, full, qtbot, settle):
    qtbot.keyClick(picker.field, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    full.pick()
    full.activateWindow()
    picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    full.report.table.setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    assert not picker.isVisible()
