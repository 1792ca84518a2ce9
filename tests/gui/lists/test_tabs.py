"""The strip of lists: choosing, naming, moving, dropping; nothing is done but told."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from gui.lists.bar import ROWS
from gui.lists.tabs import ListTabs
from models.lists.values import NamedList

LISTS = tuple(
    NamedList(id=f"l{place}", name_zh=f"表{place}", name_en=name, pinned=place < 2)
    for place, name in enumerate(("First", "R&D <b>x</b>", "Third", "Fourth", "Fifth"))
)
SIGNALS = ("chosen", "moved", "renamed", "duplicated", "deleted", "pinned", "added", "dropped")


@pytest.fixture
def tabs(shown, en, dark):
    made = ListTabs(en, dark)
    made.show_lists(LISTS, "l0", "en")
    return shown(made, 800, 28)


@pytest.fixture
def heard(tabs):
    told = []
    for name in SIGNALS:
        getattr(tabs, name).connect(lambda *said, name=name: told.append((name, *said)))
    return told


def names(tabs):
    return [tabs.bar.name_at(place) for place in range(tabs.bar.count())]


def middle(tabs, place):
    return tabs.bar.tabRect(place).center()


def drag(qtbot, tabs, place, to_x):
    bar, start = tabs.bar, middle(tabs, place)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    steps = [start + QPoint((to_x - start.x()) * step // 8, 0) for step in range(1, 9)]
    for at in steps:
        qtbot.mouseMove(bar, at)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(to_x, start.y()))


def test_names_stand_as_they_are_and_showing_tells_nothing(tabs, heard):
    assert names(tabs) == ["First", "R&D <b>x</b>", "Third", "Fourth", "Fifth"]
    assert [tabs.bar.tabIcon(place).isNull() for place in range(5)] == [False, False, True, True, True]
    tabs.show_lists(LISTS[1:], "l3", "zh")
    assert names(tabs) == ["表1", "表2", "表3", "表4"]
    assert (tabs.current, heard) == ("l3", [])


def test_a_click_chooses(tabs, heard, qtbot):
    qtbot.mouseClick(tabs.bar, Qt.MouseButton.LeftButton, pos=middle(tabs, 2))
    assert heard == [("chosen", "l2")]


def test_steps_go_around_and_numbers_go_straight(tabs, heard):
    tabs.step(-1)
    tabs.step(+1)
    tabs.go(3)
    tabs.go(9)
    tabs.go(7)
    assert [said[1] for said in heard] == ["l4", "l0", "l2", "l4"]


def test_a_tab_is_dragged_inside_its_zone_and_told_once(tabs, heard, qtbot):
    drag(qtbot, tabs, 2, middle(tabs, 4).x() + 10)
    assert heard == [("chosen", "l2"), ("moved", "l2", 4)]
    assert names(tabs) == ["First", "R&D <b>x</b>", "Fourth", "Fifth", "Third"]


@pytest.mark.parametrize(("place", "to", "moved"), [(4, 0, ("moved", "l4", 2)), (0, 4, ("moved", "l0", 1))])
def test_no_tab_crosses_the_pinned_border(tabs, heard, qtbot, place, to, moved):
    drag(qtbot, tabs, place, middle(tabs, to).x())
    assert heard[-1] == moved


def test_a_press_without_a_drag_moves_nothing(tabs, heard, qtbot):
    qtbot.mousePress(tabs.bar, Qt.MouseButton.LeftButton, pos=middle(tabs, 3))
    qtbot.mouseMove(tabs.bar, middle(tabs, 3) + QPoint(2, 0))
    qtbot.mouseRelease(tabs.bar, Qt.MouseButton.LeftButton, pos=middle(tabs, 3))
    assert heard == [("chosen", "l3")]


def test_alt_and_an_arrow_move_the_current_tab(tabs, heard, qtbot):
    tabs.bar.choose("l2")
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert heard == [("moved", "l2", 3)]


def test_f2_writes_the_name_in_place_and_enter_keeps_it(tabs, heard, qtbot):
    tabs.bar.setFocus()
    qtbot.keyClick(tabs.bar, Qt.Key.Key_F2)
    assert tabs.line.hasFocus()
    assert tabs.line.selectedText() == "First"
    assert tabs.rect().contains(tabs.line.geometry())
    qtbot.keyClicks(tabs.line, "  New   name ")
    qtbot.keyClick(tabs.line, Qt.Key.Key_Return)
    assert heard == [("renamed", "l0", "New name")]
    assert not tabs.line.isVisible()
    assert tabs.bar.hasFocus()


def test_the_name_of_a_list_that_has_just_come_is_written_on_its_own_tab(tabs, settle):
    """Once over a neighbour's: the strip had no room for the new tab yet."""
    tabs.show_lists((*LISTS, NamedList(id="new", name_zh="新列表", name_en="New list")), "new", "en")
    tabs.rename()
    settle()
    assert tabs.line.x() == tabs.bar.mapTo(tabs, tabs.bar.tabRect(5).topLeft()).x()


def test_the_line_stays_on_its_tab_when_there_is_less_room(tabs, settle):
    tabs.rename("l4")
    tabs.resize(300, 28)
    settle()
    left = tabs.bar.mapTo(tabs, tabs.bar.tabRect(4).topLeft()).x()
    assert tabs.line.x() == min(left, tabs.width() - tabs.line.width())


def test_the_keyboard_goes_back_to_where_it_was(shown, en, dark, qtbot):
    window = QWidget()
    box = QVBoxLayout(window)
    window.tabs, window.table = ListTabs(en, dark), QPushButton("table")
    box.addWidget(window.tabs)
    box.addWidget(window.table)
    window.tabs.show_lists(LISTS, "l0", "en")
    shown(window, 500, 200)
    window.table.setFocus()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        window.tabs.rename()
        assert window.tabs.line.hasFocus()
        qtbot.keyClick(window.tabs.line, key)
        assert window.table.hasFocus()


def test_a_double_click_writes_and_escape_discards(tabs, heard, qtbot):
    qtbot.mouseDClick(tabs.bar, Qt.MouseButton.LeftButton, pos=middle(tabs, 1))
    assert tabs.line.text() == "R&D <b>x</b>"
    qtbot.keyClicks(tabs.line, "gone")
    qtbot.keyClick(tabs.line, Qt.Key.Key_Escape)
    assert not tabs.line.isVisible()
    assert "renamed" not in [said[0] for said in heard]


def test_an_empty_name_is_refused_beside_the_line_and_the_line_stays(tabs, heard, qtbot, en):
    for place in (0, 4):
        tabs.rename(f"l{place}")
        tabs.line.setText("   ")
        qtbot.keyClick(tabs.line, Qt.Key.Key_Return)
        assert tabs.line.isVisible()
        assert (tabs.line.said.isVisible(), tabs.line.said.text()) == (True, en["lists.bad.empty"])
        assert not tabs.line.said.geometry().intersects(tabs.line.geometry())
        qtbot.keyClicks(tabs.line, "x")
        assert not tabs.line.said.isVisible()
        qtbot.keyClick(tabs.line, Qt.Key.Key_Return)
    assert [said for said in heard if said[0] == "renamed"] == [("renamed", "l0", "x"), ("renamed", "l4", "x")]


def test_the_same_name_is_no_change(tabs, heard, qtbot):
    tabs.rename()
    qtbot.keyClick(tabs.line, Qt.Key.Key_Enter)
    assert heard == []


def test_going_elsewhere_keeps_what_was_written(tabs, heard, qtbot):
    tabs.rename("l0")
    qtbot.keyClicks(tabs.line, "kept")
    tabs.bar.setFocus(Qt.FocusReason.MouseFocusReason)
    assert heard == [("renamed", "l0", "kept")]
    tabs.rename("l0")
    tabs.line.clear()
    tabs.bar.setFocus(Qt.FocusReason.MouseFocusReason)
    assert heard == [("renamed", "l0", "kept")]


def test_a_name_being_written_outlives_other_lists_but_not_its_own(tabs, qtbot):
    tabs.rename("l3")
    qtbot.keyClicks(tabs.line, "half")
    tabs.show_lists(LISTS[2:], "l3", "en")
    assert tabs.line.isVisible()
    assert tabs.line.x() == tabs.bar.tabRect(1).x()
    tabs.show_lists(LISTS[:2], "l0", "en")
    assert not tabs.line.isVisible()


def test_the_menu_tells_what_is_wanted_of_its_list(tabs, heard):
    for action in tabs.menu("l2").actions():
        action.trigger()
    assert heard == [("added",), ("chosen", "l2"), ("duplicated", "l2"), ("pinned", "l2", True), ("deleted", "l2")]
    assert tabs.line.isVisible()
    heard.clear()
    tabs.menu("l0").actions()[4].trigger()
    assert heard == [("pinned", "l0", False)]


def test_the_last_list_cannot_be_deleted(tabs):
    tabs.show_lists(LISTS[:1], "l0", "en")
    assert not tabs.menu("l0").actions()[-1].isEnabled()
    assert [action.text() for action in tabs.menu("").actions()] == ["New list"]


def test_plus_makes_a_list_and_dots_open_the_menu(tabs, heard, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: opened.append([one.text() for one in menu.actions()]))
    qtbot.mouseClick(tabs.add, Qt.MouseButton.LeftButton)
    assert heard == [("added",)]
    qtbot.mouseClick(tabs.more, Qt.MouseButton.LeftButton)
    tabs.bar.customContextMenuRequested.emit(middle(tabs, 3))
    assert [("Unpin" in said, "Pin to the front" in said) for said in opened] == [(True, False), (False, True)]


def rows(*ids):
    data = QMimeData()
    data.setData(ROWS, "\n".join(ids).encode())
    return data


def sent(kind, tabs, at, data):
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = kind(QPointF(at) if kind is QDropEvent else at, *arguments)
    event.setAccepted(False)
    {QDropEvent: tabs.bar.dropEvent, QDragMoveEvent: tabs.bar.dragMoveEvent}[kind](event)
    return event.isAccepted()


def test_rows_are_dropped_on_a_tab(tabs, heard):
    data = rows("NVDA.US", "00700.HK", "", "NVDA.US")
    assert sent(QDragMoveEvent, tabs, middle(tabs, 2), data)
    assert tabs.bar._over == 2
    tabs.bar.grab()
    assert sent(QDropEvent, tabs, middle(tabs, 2), data)
    assert heard == [("dropped", "l2", ("NVDA.US", "00700.HK"))]
    assert tabs.bar._over == -1


def test_beside_a_tab_nothing_is_dropped(tabs, heard):
    assert not sent(QDragMoveEvent, tabs, QPoint(790, 5), rows("NVDA.US"))
    assert not sent(QDropEvent, tabs, QPoint(790, 5), rows("NVDA.US"))
    assert not sent(QDropEvent, tabs, middle(tabs, 1), rows(""))
    assert heard == []


def test_many_lists_scroll_and_the_wheel_chooses_none(shown, en, dark, settle):
    many = tuple(NamedList(id=f"l{place}", name_zh="x", name_en=f"List number {place}") for place in range(40))
    tabs = ListTabs(en, dark)
    tabs.show_lists(many, "l0", "en")
    shown(tabs, 400, 28)
    told = []
    tabs.chosen.connect(told.append)
    before = tabs.bar.tabRect(5).x()
    assert tabs.bar.tabRect(5).width() > 80  # names are read, not cut
    for _ in range(3):
        tabs.bar.wheelEvent(
            QWheelEvent(QPointF(50, 5), QPointF(50, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
        )  # fmt: skip
    settle()
    assert tabs.bar.tabRect(5).x() < before
    assert told == []
    assert tabs.more.x() + tabs.more.width() <= 400


def test_no_label_or_tip_reads_html(tabs):
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in tabs.findChildren(QLabel))
    assert "&lt;b&gt;" in tabs.bar.tabToolTip(1)
