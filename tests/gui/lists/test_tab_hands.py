"""What the hands do to whole lists and columns: every signal of the strip, the sets and the chooser is its edit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from data_sources.protocol import ListsEdited
from models.lists.columns import SETS
from models.lists.edits import tabs

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def strip(panel):
    return panel.tabs


def ids(parts):
    return [one.id for one in parts.lists.lists.lists]


def edits(client):
    """The labels of what was written, besides what the program ships."""
    labels = [one.want.label for one in client.lists_asked if isinstance(one.want, ListsEdited)]
    return [label for label in labels if label]


def test_a_new_list_is_shown_and_its_name_can_be_written_at_once(panel, strip, parts, saved, qtbot, said):
    qtbot.keyClick(panel.view, Qt.Key.Key_T, CTRL)
    assert panel.list.id == "reference"  # until it is on disk
    saved()
    assert panel.list.id == "l1"
    assert (strip.line.isVisible(), strip.line.list_id, strip.line.text()) == (True, "l1", "新列表")
    strip.line.setText("短线")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    saved()
    assert parts.lists.lists.named("l1").name("zh") == "短线"
    assert panel.view.hasFocus()
    assert said == ["已新建列表 新列表", "已重命名列表 短线"]


def test_two_new_lists_at_once_are_two_and_the_second_is_shown(panel, strip, parts, saved):
    strip.added.emit()
    strip.added.emit()
    saved()
    assert ids(parts)[-2:] == ["l1", "l2"]
    assert panel.list.id == strip.line.list_id == "l2"
    strip.line.discard()


def test_a_renamed_list(strip, parts, saved):
    strip.renamed.emit("cloud_names", "云")
    saved()
    assert parts.lists.lists.named("cloud_names").name("zh") == "云"


def test_a_copy_stands_behind_its_list_and_is_shown(panel, strip, parts, saved):
    strip.duplicated.emit("recommended")
    saved()
    assert ids(parts) == ["reference", "recommended", "l1", "cloud_names"]
    assert panel.list.id == "l1"
    assert panel.list.name("zh") == "建议关注 副本"
    strip.duplicated.emit("gone")
    saved()
    assert len(ids(parts)) == 4


def test_a_list_is_deleted_and_comes_back(panel, strip, parts, saved, act, said):
    panel.tabs.go(2)
    strip.deleted.emit("recommended")
    saved()
    assert ids(parts) == ["reference", "cloud_names"]
    assert panel.list.id == "reference"
    assert said[-1] == "已删除列表 建议关注"
    act("undo")
    assert ids(parts) == ["reference", "recommended", "cloud_names"]
    assert panel.list.id == "recommended"  # where it was deleted


def test_taking_back_what_brings_no_list_leaves_the_list_that_is_shown(panel, strip, saved, act):
    strip.renamed.emit("reference", "x")
    saved()
    panel.tabs.go(3)
    act("undo")
    act("undo")  # there is nothing left
    assert panel.list.id == "cloud_names"


def test_the_last_list_stays_and_nobody_says_it_went(panel, strip, parts, saved, said):
    for name in ("recommended", "cloud_names"):
        strip.deleted.emit(name)
        saved()
    heard = len(said)
    strip.deleted.emit("reference")
    saved()
    assert ids(parts) == ["reference"]
    assert len(said) == heard


@pytest.mark.parametrize(
    ("name", "place", "order"),
    [
        ("cloud_names", 1, ["reference", "cloud_names", "recommended"]),
        ("recommended", 2, ["reference", "cloud_names", "recommended"]),
        ("cloud_names", 0, ["reference", "cloud_names", "recommended"]),  # the pinned one stays in front
        ("reference", 2, ["reference", "recommended", "cloud_names"]),
    ],
)
def test_moved_lists_stand_where_they_were_put_as_far_as_the_pinned_ones_allow(strip, parts, saved, name, place, order):
    strip.moved.emit(name, place)
    saved()
    assert ids(parts) == order


def test_pinning_a_list_puts_it_with_the_pinned(strip, parts, saved, said):
    strip.pinned.emit("cloud_names", True)
    saved()
    assert ids(parts) == ["reference", "cloud_names", "recommended"]
    strip.pinned.emit("reference", False)
    saved()
    assert ids(parts) == ["cloud_names", "reference", "recommended"]
    assert said == ["已固定列表 云厂商", "已取消固定列表 算力链"]


def test_rows_dropped_on_a_tab_stand_in_both(strip, parts, saved):
    strip.dropped.emit("cloud_names", ("NVDA.US", "no such row"))
    saved()
    assert parts.lists.lists.named("cloud_names").members[-1] == "NVDA.US"
    assert "NVDA.US" in parts.lists.lists.named("reference").members


def test_keys_go_to_lists_and_sets(panel, qtbot, saved):
    shown = []
    for key, modifiers in ((Qt.Key.Key_2, CTRL), (Qt.Key.Key_9, CTRL), (Qt.Key.Key_1, CTRL), (Qt.Key.Key_Tab, CTRL)):
        qtbot.keyClick(panel.view, key, modifiers)
        shown.append(panel.list.id)
    assert shown == ["recommended", "cloud_names", "reference", "recommended"]
    qtbot.keyClick(panel.view, Qt.Key.Key_3, ALT)
    saved()
    assert tuple(one.key for one in panel.model.columns[1:]) == SETS["weekly"]


def test_a_set_that_is_chosen_is_shown_and_is_no_step_of_undo(panel, parts, saved, client):
    panel.sets.chosen.emit("weekly")
    saved()
    assert parts.lists.lists.lists[0].chosen.set == "weekly"
    edits = [held.want for held in client.lists_asked if isinstance(held.want, ListsEdited)]
    assert [one.quiet for one in edits] == [True] * len(edits)
    panel.chooser.set_chosen.emit("valuation")
    saved()
    assert panel.keys == SETS["valuation"]


def test_columns_that_are_chosen_or_moved_are_the_lists_own(panel, parts, saved, act):
    panel.chooser.changed.emit(("pe", "last"))
    saved()
    assert parts.lists.lists.lists[0].chosen.columns == ("pe", "last")
    panel.view.moved.emit(("last", "pe"))
    saved()
    assert panel.keys == ("last", "pe")
    act("undo")
    assert panel.keys == ("pe", "last")


def test_a_saved_set_is_shown_and_can_be_deleted(panel, parts, saved):
    panel.chooser.set_saved.emit("我的", ("pb", "pe"))
    saved()
    assert parts.lists.lists.sets == {"我的": ("pb", "pe")}
    assert parts.lists.lists.lists[0].chosen.set == "我的"
    panel.chooser.set_deleted.emit("我的")
    saved()
    assert parts.lists.lists.sets == {}
    assert panel.keys == ("pb", "pe")


def test_a_column_that_is_dragged_wider_is_one_edit(whole, panel, parts, client, saved):
    header = panel.view.horizontalHeader()
    for pixels in range(90, 140, 10):
        header.resizeSection(1, pixels)
    saved()
    assert edits(client) == []
    whole._tab_hands.keep_widths()
    saved()
    assert edits(client) == ["edit.columns"]
    assert parts.lists.lists.lists[0].chosen.widths == {"last": 130}
    assert panel.view.columnWidth(1) == 130


def test_an_edit_that_comes_back_meanwhile_does_not_take_the_column_out_of_the_hand(panel, parts, saved, whole):
    panel.view.horizontalHeader().resizeSection(1, 140)
    parts.lists.edit("x", lambda lists: tabs.rename(lists, "cloud_names", "云"))
    saved()
    assert panel.view.columnWidth(1) == 140
    panel.tabs.go(2)
    assert panel.view.columnWidth(1) != 140  # another list's column
    whole._tab_hands.keep_widths()
    saved()
    assert parts.lists.lists.named("reference").chosen.widths == {"last": 140}
    assert parts.lists.lists.named("recommended").chosen.widths == {}
