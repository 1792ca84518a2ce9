"""The column chooser by keyboard: find, show, hide, move, own periods, column sets; every change is told at once."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from gui.lists.chooser import ColumnChooser
from gui.lists.columnlines import ColumnLine
from gui.lists.ownperiod import key_of
from models.lists.columns import SETS

OWN = {"mine": ("last", "cap"), "<b>x</b>": ("last",)}
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def chooser(shown, en, dark):
    made = ColumnChooser(en, dark, lambda key: {"last": "389.27"}.get(key, "--"))
    made.show_columns(("last", "cap", "age"), OWN, "mine")
    shown(made, 348, 600)
    made.open()
    return made


@pytest.fixture
def heard(chooser):
    told = []
    for name in ("changed", "set_chosen", "set_saved", "set_deleted", "left"):
        getattr(chooser, name).connect(lambda *said, name=name: told.append((name, *said)))
    return told


def go(chooser, key, *, on_top=False):
    chooser.view.go_to(ColumnLine("", key, on_top=on_top))
    chooser.view.setFocus()


def test_it_opens_ready_to_look_for_a_column(chooser):
    assert chooser.search.hasFocus()


def test_find_a_column_and_show_it_by_keyboard_alone(chooser, heard, qtbot):
    qtbot.keyClicks(chooser.search, "range p")
    assert chooser.view.line().key == "amplitude"
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert heard == [("changed", ("last", "cap", "age", "amplitude"))]
    assert chooser.view.line().key == "amplitude"


def test_arrows_go_from_the_search_to_the_list_and_space_toggles(chooser, heard, qtbot):
    qtbot.keyClick(chooser.search, Qt.Key.Key_Down)
    assert chooser.view.hasFocus()
    assert chooser.view.line() == ColumnLine("Last", "last", on_top=True)
    qtbot.keyClick(chooser.view, Qt.Key.Key_Space)
    assert heard == [("changed", ("cap", "age"))]
    assert chooser.view.line().key == "cap"  # the one that took its place
    qtbot.keyClick(chooser.view, Qt.Key.Key_Down)
    assert chooser.view.line().key == "age"


def test_hiding_all_of_them_leaves_the_keyboard_in_the_list(chooser, heard, qtbot):
    go(chooser, "age", on_top=True)
    for _ in range(4):
        qtbot.keyClick(chooser.view, Qt.Key.Key_Space)
    assert heard[-1] == ("changed", ())
    qtbot.keyClick(chooser.view, Qt.Key.Key_Down)
    assert chooser.view.line() is not None


def test_alt_and_arrows_move_the_column_and_the_line_goes_with_it(chooser, heard, qtbot):
    go(chooser, "last", on_top=True)
    qtbot.keyClick(chooser.view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(chooser.view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(chooser.view, Qt.Key.Key_Down, ALT)
    assert heard == [("changed", ("cap", "last", "age")), ("changed", ("cap", "age", "last"))]
    assert chooser.view.line() == ColumnLine("Last", "last", on_top=True)
    qtbot.keyClick(chooser.view, Qt.Key.Key_Up, ALT)
    assert chooser.model.shown == ("cap", "last", "age")


def test_a_column_that_is_not_shown_is_not_moved(chooser, heard, qtbot):
    go(chooser, "open")
    qtbot.keyClick(chooser.view, Qt.Key.Key_Up, ALT)
    assert heard == []


def test_a_click_toggles_and_what_is_under_the_pointer_stays_there(chooser, heard, qtbot, settle):
    go(chooser, "open")
    settle()
    place = chooser.view.visualRect(chooser.view.currentIndex())
    qtbot.mouseClick(chooser.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    settle()
    assert heard == [("changed", ("last", "cap", "age", "open"))]
    assert chooser.view.line().key == "open"
    assert chooser.view.visualRect(chooser.view.currentIndex()).top() == place.top()


@pytest.mark.parametrize(
    ("onto", "below", "order"),
    [("last", -6, ("age", "last", "cap")), ("last", 6, ("last", "age", "cap")), ("cap", 6, ("last", "cap", "age"))],
)
def test_a_dragged_column_is_dropped_between_others(chooser, heard, settle, onto, below, order):
    settle()
    view, model = chooser.view, chooser.model
    data = model.mimeData([model.index(model.place_of(ColumnLine("", "age", on_top=True)))])
    line = view.visualRect(model.index(model.place_of(ColumnLine("", onto, on_top=True))))
    at = QPointF(line.center() + QPoint(0, below))
    none = Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, none))
    assert model.shown == order
    assert len(heard) == (order != ("last", "cap", "age"))


def test_nothing_found_is_said_in_place(chooser, qtbot, en):
    qtbot.keyClicks(chooser.search, "zzz")
    assert (chooser.none.isVisible(), chooser.none.text()) == (True, en["columns.none"])
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    qtbot.keyClick(chooser.search, Qt.Key.Key_Escape)
    assert (chooser.search.text(), chooser.view.isVisible()) == ("", True)


def test_escape_clears_the_search_then_closes(chooser, heard, qtbot):
    qtbot.keyClicks(chooser.search, "cap")
    qtbot.keyClick(chooser.view, Qt.Key.Key_Escape)
    assert chooser.search.hasFocus()
    qtbot.keyClick(chooser.search, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert heard == [("left",)]


def test_its_keys_come_before_any_shortcut_of_the_window(chooser):
    for key, held in ((Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Up, ALT)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(chooser.view, event)
        assert event.isAccepted()


@pytest.mark.parametrize(
    ("text", "key"),
    [("60", "pct:60"), (" 060 ", "pct:60"), ("60D", "pct:60"), ("60日", "pct:60"), ("６０", "pct:60"),
     ("2500", "pct:2500"),
     ("2024-09-20", "pct:2024-09-20"), ("2024/9/2", "pct:2024-09-02"), ("2024年9月20日", "pct:2024-09-20"),
     ("", ""), ("0", ""), ("2501", ""), ("-5", ""), ("2024-13-01", ""), ("2024-02-30", ""), ("x", ""), ("5 5", "")],
)  # fmt: skip
def test_a_period_is_read_as_people_write_it(text, key):
    assert key_of(text) == key


def test_an_own_period_becomes_a_column(chooser, heard, qtbot):
    line = chooser.period.line
    qtbot.keyClicks(line, "60")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard == [("changed", ("last", "cap", "age", "pct:60"))]
    assert (line.text(), chooser.view.line().said) == ("", "60D")


def test_what_is_no_period_is_said_and_stays_and_so_is_what_is_shown_already(chooser, heard, qtbot, en):
    line, said = chooser.period.line, chooser.period.said
    qtbot.keyClicks(line, "soon")
    qtbot.mouseClick(chooser.period.button, Qt.MouseButton.LeftButton)
    assert (line.text(), said.isVisible(), said.text()) == ("soon", True, en["columns.bad"])
    qtbot.keyClicks(line, "x")
    assert not said.isVisible()
    chooser.show_columns(("pct:5",), OWN, "")
    line.setText("5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert said.text() == en["columns.already"]
    assert heard == []


def test_sets_are_chosen_saved_and_deleted(chooser, heard, qtbot):
    chooser.sets.switch.go(1)
    qtbot.keyClicks(chooser.sets.line, "  my   set ")
    qtbot.keyClick(chooser.sets.line, Qt.Key.Key_Return)
    assert chooser.sets.line.text() == ""
    assert chooser.sets.delete.isVisible()
    qtbot.mouseClick(chooser.sets.delete, Qt.MouseButton.LeftButton)
    assert heard == [
        ("set_chosen", "morning"),
        ("set_saved", "my set", ("last", "cap", "age")),
        ("set_deleted", "mine"),
    ]


def test_a_set_is_saved_as_it_is_after_the_last_change(chooser, heard, qtbot):
    chooser.model.add("pe")
    chooser.sets.line.setText("x")
    qtbot.mouseClick(chooser.sets.save, Qt.MouseButton.LeftButton)
    assert heard[-1] == ("set_saved", "x", ("last", "cap", "age", "pe"))


@pytest.mark.parametrize(("name", "why"), [("  ", "empty"), ("Morning", "shipped"), ("ＷＥＥＫＬＹ", "shipped"),
                                           ("intraday", "shipped")])  # fmt: skip
def test_a_name_that_cannot_be_taken_is_said(chooser, heard, qtbot, en, name, why):
    chooser.sets.line.setText(name)
    qtbot.keyClick(chooser.sets.line, Qt.Key.Key_Return)
    assert (chooser.sets.said.isVisible(), chooser.sets.said.text()) == (True, en[f"set.bad.{why}"])
    assert (heard, chooser.sets.line.text()) == ([], name)


def test_no_columns_are_no_set_and_a_shipped_set_cannot_be_deleted(chooser, heard, qtbot, en):
    chooser.show_columns((), OWN, "morning")
    assert not chooser.sets.delete.isVisible()
    chooser.sets.line.setText("x")
    qtbot.keyClick(chooser.sets.line, Qt.Key.Key_Return)
    assert chooser.sets.said.text() == en["set.bad.none"]
    assert heard == []


def test_showing_another_list_tells_nothing_and_keeps_the_line(chooser, heard):
    go(chooser, "pe")
    chooser.show_columns(SETS["weekly"], {}, "weekly")
    chooser.renew()
    assert heard == []
    assert chooser.view.line().key == "pe"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_has_its_title_meaning_and_sample_in_both_languages(shown, request, dark, lang):
    asked = set()
    made = ColumnChooser(request.getfixturevalue(lang), dark, lambda key: asked.add(key) or "1")
    made.show_columns(("last", "pct:60", "pct:2024-09-20"), {}, "")
    shown(made, 348, 6000)
    made.open()
    made.grab()
    assert {line.key for line in made.model.lines if line.key} <= asked
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in made.findChildren(QLabel))
