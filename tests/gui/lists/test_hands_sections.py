"""What the hands do to sections, what they take out, and what they pass on: through the real QAction or key."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.lists.acts import ROWS
from gui.lists.notes import MarkEditor
from gui.tables.dragging import ROWS as ROW_MIME
from gui.tables.dragging import SECTIONS as SECTION_MIME
from models.watchlist import PINS
from tests.gui.lists.hands import CTRL, ENTER, ESCAPE, SHIFT, kept, on_heading, write
from tests.gui.samples import NOW, fresh

# sections


def test_a_new_section_takes_the_selected_rows_and_stands_after_theirs(panel, press, parts):
    panel.choose(("NVDA.US", "AMD.US"))
    press(Qt.Key.Key_N, CTRL | SHIFT)
    write("短线")
    press(ENTER)
    held = parts.lists.lists.lists[0].sections
    assert [one.id for one in held] == ["cpu_gpu", "s1", "cloud", "dc_hardware", "benchmarks"]
    assert held[1].name("zh") == held[1].name("en") == "短线"
    assert held[1].members == ("NVDA.US", "AMD.US")
    assert panel.view.hasFocus()


@pytest.mark.parametrize("name", ["", "   "])
def test_a_section_without_a_name_is_refused_in_place(panel, press, parts, name):
    before = parts.lists.lists
    press(Qt.Key.Key_N, CTRL | SHIFT)
    line = QApplication.focusWidget()
    write(name)
    press(ENTER)
    assert line.isVisible()
    assert line.said.isVisible()
    press(ESCAPE)
    assert parts.lists.lists is before
    assert panel.view.hasFocus()


def test_f2_names_the_heading_anew_and_marks_a_row(panel, press, parts, act):
    on_heading(panel, "cloud")
    press(Qt.Key.Key_F2)
    assert QApplication.focusWidget().text() == panel.list.sections[1].name("zh")
    write("云")
    press(ENTER)
    assert next(one for one in parts.lists.lists.lists[0].sections if one.id == "cloud").name("zh") == "云"
    assert panel.on_heading
    panel.select("NVDA.US")
    press(Qt.Key.Key_F2)
    assert panel.findChild(MarkEditor).isVisible()  # once the list was renamed, which stands far from the row
    press(ESCAPE)
    act("rename_list")
    write("我的列表")
    press(ENTER)
    assert parts.lists.lists.lists[0].name("zh") == "我的列表"
    assert panel.view.hasFocus()


def test_f2_on_a_tab_names_the_list_whatever_line_is_current(panel, press, parts):
    on_heading(panel, "cloud")
    panel.tabs.bar.setFocus()
    press(Qt.Key.Key_F2)
    write("云上")
    press(ENTER)
    assert parts.lists.lists.lists[0].name("zh") == "云上"


def test_the_pins_have_no_name_to_change(panel, act, press):
    panel.select("AMD.US")
    act("pin")
    on_heading(panel, PINS)
    press(Qt.Key.Key_F2)
    assert panel.view.hasFocus()


def test_all_sections_fold_and_when_none_is_open_unfold(panel, press, parts):
    panel.select("NVDA.US")
    press(Qt.Key.Key_F, CTRL | SHIFT)
    assert all(one.folded for one in parts.lists.lists.lists[0].sections)
    assert panel.model.rowCount() == 4
    press(Qt.Key.Key_F, CTRL | SHIFT)
    assert not any(one.folded for one in parts.lists.lists.lists[0].sections)


def test_f7_puts_the_strongest_section_first_and_takes_that_back(whole, panel, press):
    whole.apply((fresh("00700.HK", 11.0, previous_close=10.0), fresh("NVDA.US", 9.0, previous_close=10.0)), NOW)
    held = [panel.model.section(int(at)).id for at in dict.fromkeys(panel.model.lines.section.tolist())]
    press(Qt.Key.Key_F7)
    assert panel.model.section(int(panel.model.lines.section[0])).id == "cloud"
    assert panel.model.sorted == ("change_pct", True)
    assert panel.tools.buttons["strength"].isChecked()
    press(Qt.Key.Key_F7)
    assert [panel.model.section(int(at)).id for at in dict.fromkeys(panel.model.lines.section.tolist())] == held
    assert panel.model.sorted is None  # it was not sorted before
    assert not panel.tools.buttons["strength"].isChecked()


def test_f7_leaves_an_order_of_the_users_alone(panel, press):
    panel.view.sort_as(1, False)
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F7)
    assert panel.model.sorted == ("last", False)


def test_f9_sorts_again(whole, panel, press):
    whole.apply((fresh("NVDA.US", 1.0), fresh("AMD.US", 2.0)), NOW)
    panel.view.sort_as(1, True)
    whole.apply((fresh("NVDA.US", 3.0),), NOW)
    assert panel.model.instrument(1).id == "AMD.US"
    press(Qt.Key.Key_F9)
    assert panel.model.instrument(1).id == "NVDA.US"


# out


def test_ctrl_c_copies_the_selected_rows_with_titles_and_codes(whole, panel, press, said, zh):
    whole.apply((fresh("NVDA.US", 120.5, previous_close=118.0), fresh("00700.HK", 400.0, previous_close=410.0)), NOW)
    panel.choose(("NVDA.US", "00700.HK"))
    press(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().split("\n")]
    assert [line[:4] for line in lines] == [
        ["名称", "代码", "最新", "涨跌幅"],
        ["英伟达", "NVDA.US", "120.50", "+2.12%"],
        ["腾讯控股", "00700.HK", "400.000", "-2.44%"],
    ]
    assert data.html().count("<tr>") == 3
    assert "mso-number-format:'\\@'" in data.html()  # codes stay text
    assert said == [zh["lists.copied"].format(count=2)]


def names():
    return [line.split("\t")[0] for line in QGuiApplication.clipboard().text().split("\n")]


def test_one_row_copies_that_row(panel, press):
    panel.select("NVDA.US")
    press(Qt.Key.Key_C, CTRL)
    assert names()[1:] == ["英伟达"]


def test_no_row_copies_everything_with_the_bare_titles_of_its_sections(panel, press):
    panel.view.clearSelection()
    press(Qt.Key.Key_C, CTRL)
    first = names()
    assert len(first) == 1 + panel.model.rowCount()
    assert first[1] == panel.list.sections[0].name("zh")


def test_ctrl_shift_c_copies_a_picture(panel, press, said, zh):
    panel.choose(("NVDA.US", "00700.HK"))
    press(Qt.Key.Key_C, CTRL | SHIFT)
    picture = QGuiApplication.clipboard().image()
    assert not picture.isNull()
    assert picture.width() >= panel.view.columnWidth(0)
    assert said == [zh["lists.pictured"]]


# everything else


def test_acts_of_the_window_are_passed_on(whole, qtbot):
    for name in ("open", "add"):
        with qtbot.waitSignal(whole.wanted) as told:
            whole.hands.acts.actions[name].trigger()
        assert told.args == [name]


def test_space_peeks_and_enter_opens(panel, whole, press, qtbot):
    panel.select("NVDA.US")
    press(Qt.Key.Key_Space)
    assert panel.peeking.card.isVisible()
    press(ESCAPE)
    assert not panel.peeking.card.isVisible()
    with qtbot.waitSignal(whole.wanted) as told:
        qtbot.keyClick(panel.view, ENTER)
    assert told.args == ["open"]


def test_columns_and_filter_open_and_close(panel, press):
    press(Qt.Key.Key_L, CTRL)
    assert panel.chooser.isVisible()
    press(Qt.Key.Key_L, CTRL)
    assert not panel.chooser.isVisible()
    assert panel.view.hasFocus()
    press(Qt.Key.Key_F, CTRL)
    assert panel.filtering.bar.line.hasFocus()
    press(ESCAPE)
    assert panel.view.hasFocus()


def test_undo_after_another_list_is_shown_is_of_the_list_it_was_done_to(panel, act, parts, said):
    panel.select("AMD.US")
    act("remove")
    panel.tabs.go(3)
    act("undo")
    assert "AMD.US" in parts.lists.lists.lists[0].members
    assert panel.list.id == "cloud_names"
    assert said[-1] == "已撤销：移除 AMD"


def test_keys_of_rows_do_nothing_where_no_table_is(whole, panel, press, parts, client, qtbot):
    """Del in a preview leaves a row of the file out; it must not take the list's own rows."""
    panel.select("NVDA.US")
    QGuiApplication.clipboard().setText("600519")
    press(Qt.Key.Key_V, CTRL)
    before = parts.lists.lists
    press(Qt.Key.Key_Delete)
    panel.tabs.bar.setFocus()
    press(Qt.Key.Key_Delete)
    assert parts.lists.lists is before


def test_rows_and_sections_that_are_dropped_are_moved(panel, parts, view, saved):
    drop(view, ROW_MIME, "AMD.US", panel.model.heading_of("cloud"), lower=True)
    saved()
    assert kept(parts)["cloud"][0] == "AMD.US"
    drop(view, SECTION_MIME, "dc_hardware", panel.model.heading_of("cloud"), lower=False)
    saved()
    assert list(kept(parts))[:2] == ["cpu_gpu", "dc_hardware"]


def test_rows_that_are_dropped_on_the_pins_are_pinned(panel, act, parts, view, saved):
    panel.select("AMD.US")
    act("pin")
    drop(view, ROW_MIME, "NVDA.US", 1, lower=False)
    saved()
    assert parts.lists.lists.pins == ("NVDA.US", "AMD.US")


def drop(view, kind, name, place, *, lower):
    data = QMimeData()
    data.setData(kind, name.encode())
    rect = view.line_rect(place)
    spot = QPoint(40, rect.bottom() - 2 if lower else rect.top() + 2)
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(spot), Qt.DropAction.MoveAction, data, buttons, modifiers))


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize(("section", "letter"), [("cloud", "s"), ("", "r"), (None, "l")])
def test_the_menu_is_of_what_lies_under_the_pointer(whole, panel, view, qtbot, section, letter):
    place = panel.model.heading_of(section) if section else panel.model.place_of("NVDA.US")
    spot = view.line_rect(place).center() if section is not None else QPoint(20, view.viewport().height() - 2)
    if section is None:
        panel.filtering.bar.open("NVDA")
    view.customContextMenuRequested.emit(spot)
    menu = QApplication.activePopupWidget()
    said = {action.text() for action in menu.actions() if action.text()}
    wanted = {whole.hands.acts.actions[one.name].text() for one in ROWS if one is not None and letter in one.menus}
    menu.close()
    assert said == wanted


def test_what_is_wrong_with_a_sections_name_stands_beside_its_line(whole, act, panel, press, zh):
    """It spoke of a list, and covered the table from top to bottom."""
    on_heading(panel, "cpu_gpu")
    act("section")
    line = whole.hands._line
    line.setText("  ")
    press(ENTER)
    assert line.said.text() == zh["lists.bad.section"]
    assert (line.said.y(), line.said.height()) == (line.y(), line.height())
    press(ESCAPE)


def test_a_section_whose_name_is_written_stays_in_its_list_when_another_is_shown(panel, parts, act, saved):
    """A click on a tab leaves the keyboard in the line: the section, and its rows, went into the other list."""
    on_heading(panel, "cpu_gpu")
    act("section")
    write("New")
    panel.tabs.bar.setCurrentIndex(panel.tabs.bar.place_of("cloud_names"))
    saved()
    assert panel.list.id == "cloud_names"
    names = {one.id: [part.name("zh") for part in one.sections] for one in parts.lists.lists.lists}
    assert "New" in names["reference"]
    assert "New" not in names["cloud_names"]
    assert panel.view.hasFocus()
