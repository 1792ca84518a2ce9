"""What the hands do: every act through its real QAction or key, seen in the lists that are kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gui.lists.acts import ROWS
from gui.lists.notes import MarkEditor
from gui.look.theme import ROW_HEIGHT
from models import symbols
from models.lists.edits import tabs
from models.watchlist import PINS
from tests.gui.lists.hands import ALT, CTRL, ENTER, kept, on_heading
from tests.gui.samples import NOW, fresh


def test_every_act_has_its_text_and_a_key_of_its_own(whole, zh, en):
    acts = [one for one in ROWS if one is not None]
    held = [key for one in acts for key in one.keys]
    assert len(set(held)) == len(held)
    for one in acts:
        assert zh[f"act.{one.name}"]
        assert en[f"act.{one.name}"]
        assert whole.hands.acts.actions[one.name].isEnabled()


# rows


def test_the_lists_menu_begins_with_undo_and_has_the_table(panel, zh):
    said = [action.text() for action in panel.tools.menu.actions() if not action.isSeparator()]
    assert said[:2] == [zh["act.undo"], zh["act.redo"]]
    assert zh["act.copy"] in said


def test_del_takes_the_selected_rows_out_and_the_next_is_current(panel, parts, press, said):
    panel.choose(("NVDA.US", "AMD.US"))
    before = panel.list.members
    press(Qt.Key.Key_Delete)
    assert panel.list.members == tuple(one for one in before if one not in ("NVDA.US", "AMD.US"))
    assert said[-1] == "已移除 英伟达, AMD"
    assert panel.current.id == kept(parts)["cpu_gpu"][1]  # what stood after the last of them


def test_two_quick_dels_take_two_rows(panel, parts, qtbot, view, saved):
    first, second, third = panel.list.members[:3]
    panel.select(first)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Delete)  # before the disk has answered the first
    saved()
    assert panel.list.members[0] == third
    assert panel.current.id == third
    assert {first, second}.isdisjoint(panel.list.members)


def test_del_on_the_last_row_goes_up_and_on_the_only_one_leaves_an_empty_place(panel, parts, press, universe, saved):
    last, before = panel.list.members[-1], panel.list.members[-2]
    panel.select(last)
    press(Qt.Key.Key_Delete)
    assert panel.current.id == before
    parts.lists.edit("x", lambda lists: tabs.new(lists, "一", [("", [universe.instruments["NVDA.US"]])]))
    saved()
    panel.tabs.go(4)
    panel.select("NVDA.US")
    press(Qt.Key.Key_Delete)
    assert panel.list.members == ()
    assert panel.empty.isVisible()
    press(Qt.Key.Key_Delete)  # of nothing
    press(Qt.Key.Key_Z, CTRL)
    assert panel.list.members == ("NVDA.US",)


def test_del_on_a_heading_takes_the_section_out_and_its_rows_stay(panel, parts, press, said):
    on_heading(panel, "cloud")
    members, place = kept(parts)["cloud"], panel.view.currentIndex().row()
    press(Qt.Key.Key_Delete)
    assert "cloud" not in kept(parts)
    assert kept(parts)["cpu_gpu"][-len(members) :] == members
    assert panel.view.currentIndex().row() == place
    assert said[-1] == "已删除分组 云计算"


def test_del_on_the_pins_heading_does_nothing_and_says_nothing(panel, act, press, parts, said):
    panel.select("AMD.US")
    act("pin")
    on_heading(panel, PINS)
    before, heard = parts.lists.lists, len(said)
    press(Qt.Key.Key_Delete)
    assert parts.lists.lists == before
    assert len(said) == heard


def test_del_among_the_pins_takes_the_pin_away_and_the_row_stays_in_its_list(panel, act, press, parts):
    panel.select("AMD.US")
    act("pin")
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    press(Qt.Key.Key_Delete)
    assert parts.lists.lists.pins == ()
    assert "AMD.US" in panel.list.members


def test_ctrl_p_pins_rows_and_lets_them_go_again(panel, press, parts):
    panel.choose(("NVDA.US", "00700.HK"))
    press(Qt.Key.Key_P, CTRL)
    assert parts.lists.lists.pins == ("NVDA.US", "00700.HK")
    assert [panel.model.instrument(at).id for at in (1, 2)] == ["NVDA.US", "00700.HK"]
    assert len(panel.chosen) == 2  # each once, though it stands there twice
    press(Qt.Key.Key_P, CTRL)
    assert parts.lists.lists.pins == ()


def test_a_row_that_is_added_stands_in_the_current_section_and_is_current(whole, panel, parts, saved, said):
    tsm = symbols.instrument("TSM.US")
    panel.select("00700.HK")
    whole.add(tsm)
    saved()
    assert kept(parts)["cloud"][-1] == "TSM.US"
    assert panel.current == tsm
    assert [one.id for one in panel.chosen] == ["TSM.US"]


def test_a_row_that_is_there_already_is_shown_instead(whole, panel, parts, saved, said, universe, zh):
    panel.select("NVDA.US")
    whole.add(universe.instruments["00700.HK"])
    saved()
    assert said == [zh["lists.there"].format(count=1)]
    assert panel.current.id == "00700.HK"


def test_alt_arrows_move_a_row_over_the_edge_of_its_section(panel, press, parts):
    first, second = kept(parts)["cpu_gpu"][:2]
    panel.select(first)
    press(Qt.Key.Key_Down, ALT)
    assert kept(parts)["cpu_gpu"][:2] == (second, first)
    assert panel.current.id == first
    last, below = kept(parts)["cpu_gpu"][-1], kept(parts)["cloud"]
    panel.select(last)
    press(Qt.Key.Key_Down, ALT)
    assert kept(parts)["cloud"] == (last, *below)
    press(Qt.Key.Key_Up, ALT)
    assert kept(parts)["cpu_gpu"][-1] == last
    assert kept(parts)["cloud"] == below


def test_alt_arrows_move_a_section_whose_heading_is_current(panel, press, parts):
    on_heading(panel, "cloud")
    press(Qt.Key.Key_Up, ALT)
    assert list(kept(parts)) == ["cloud", "cpu_gpu", "dc_hardware", "benchmarks"]
    press(Qt.Key.Key_Up, ALT)
    assert panel.view.sections == ("cloud",)
    for _ in range(4):
        press(Qt.Key.Key_Down, ALT)
    assert list(kept(parts)) == ["cpu_gpu", "dc_hardware", "benchmarks", "cloud"]


def test_a_section_that_is_moved_is_named(panel, press, said):
    on_heading(panel, "cloud")
    press(Qt.Key.Key_Down, ALT)
    assert said[-1] == "已移动分组 云计算"


@pytest.mark.parametrize("how", ["sorted", "strongest", "filtered"])
def test_rows_are_not_moved_where_they_do_not_stand_in_list_order(panel, press, parts, said, zh, how):
    panel.select("AMD.US")
    if how == "sorted":
        panel.view.sort_as(1, True)
    elif how == "strongest":
        panel.model.order_sections(strongest=True)
    else:
        panel.filtering.bar.open("A")
        panel.view.setFocus()
    before = parts.lists.lists
    press(Qt.Key.Key_Down, ALT)
    assert said[-1] == zh["lists.sorted"]
    assert parts.lists.lists is before


def test_edits_while_a_filter_is_on_are_of_the_rows_that_are_shown(panel, press, parts):
    panel.filtering.bar.open("A")
    panel.view.setFocus()
    panel.view.selectAll()
    shown = {one.id for one in panel.chosen}
    before = set(panel.list.members)
    press(Qt.Key.Key_Delete)
    assert set(panel.list.members) == before - shown
    assert panel.model.filtered


def test_edits_while_sorted_leave_the_order_alone(whole, panel, press):
    whole.apply((fresh("NVDA.US", 1.0), fresh("AMD.US", 3.0), fresh("INTC.US", 2.0)), NOW)
    panel.view.sort_as(1, True)
    panel.select("INTC.US")
    press(Qt.Key.Key_Delete)
    assert panel.model.sorted == ("last", True)
    assert [panel.model.instrument(at).id for at in (1, 2)] == ["AMD.US", "NVDA.US"]
    assert panel.current.id == "NVDA.US"


# marks


def test_ctrl_m_marks_the_selected_rows(panel, press, parts, qtbot, saved, zh):
    panel.choose(("NVDA.US", "AMD.US"))
    press(Qt.Key.Key_M, CTRL)
    editor = panel.findChild(MarkEditor)
    assert editor.isVisible()
    press(Qt.Key.Key_1)
    assert {name: mark.flag for name, mark in parts.lists.lists.marks.items()} == {"NVDA.US": "red", "AMD.US": "red"}
    editor.note.setPlainText("看三季报")
    editor.tags.setText("AI, 龙头")
    press(ENTER)
    marks = parts.lists.lists.marks
    assert [(marks[name].note, marks[name].tags) for name in ("NVDA.US", "AMD.US")] == [
        ("看三季报", ("AI", "龙头"))
    ] * 2
    assert panel.view.hasFocus()
    assert [one.id for one in panel.chosen] == ["NVDA.US", "AMD.US"]
    press(Qt.Key.Key_M, CTRL)
    editor.tags.setText("龙头")
    press(ENTER)
    assert {mark.tags for mark in parts.lists.lists.marks.values()} == {("龙头",)}


def test_a_picture_of_a_long_list_ends_where_it_can_be_read_and_says_so(panel, view, act, said, zh, monkeypatch):
    """A picture of 5,000 lines was 8192 pixels high, every line one and a half of them."""
    monkeypatch.setattr("gui.lists.copying.MOST_LINES", 10)
    view.clearSelection()
    act("picture")
    ten = QGuiApplication.clipboard().image().height()
    assert said == [zh["lists.pictured_some"].format(count=10, all=len(panel.model.lines))]
    view.selectAll()
    monkeypatch.setattr("gui.lists.copying.MOST_LINES", 20)
    act("picture")
    assert QGuiApplication.clipboard().image().height() == ten + 2 * 10 * ROW_HEIGHT
