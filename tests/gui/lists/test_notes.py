"""The mark editor: flags by their keys, note and tags when they are kept, nothing told that did not change."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.lists.notes import MarkEditor, tags_of
from models.lists.values import Mark

SHIFT = Qt.KeyboardModifier.ShiftModifier
MARK = Mark(flag="orange", note="old", tags=("AI", "CPO"))


@pytest.fixture
def window(shown):
    made = QWidget()
    made.button = QPushButton("x", made)
    return shown(made, 700, 500)


@pytest.fixture
def editor(window, en, dark):
    made = MarkEditor(window, en, dark)
    made.edit((MARK,), ("NVIDIA",), QPoint(30, 40))
    return made


@pytest.fixture
def heard(editor):
    told = []
    for name in ("flagged", "noted", "tagged", "left"):
        getattr(editor, name).connect(lambda *said, name=name: told.append((name, *said)))
    return told


def on(editor):
    return [chip.value for chip in editor.flags if chip.isChecked()]


def focused():
    return QApplication.focusWidget()


def test_it_shows_the_marks_and_begins_at_the_flag(editor):
    assert (on(editor), editor.note.toPlainText(), editor.tags.text()) == (["orange"], "old", "AI, CPO")
    assert editor.title.text() == "Mark NVIDIA"
    assert focused() is editor.flags[2]
    assert editor.pos() == QPoint(30, 40)


def test_number_keys_flag_at_once(editor, heard, qtbot):
    qtbot.keyClick(focused(), "1")
    qtbot.keyClick(focused(), "6")
    qtbot.keyClick(focused(), "0")
    qtbot.keyClick(focused(), "7")
    assert heard == [("flagged", "red"), ("flagged", "purple"), ("flagged", "")]
    assert on(editor) == [""]
    assert editor.isVisible()


def test_arrows_and_space_flag_too(editor, heard, qtbot):
    qtbot.keyClick(focused(), Qt.Key.Key_Right)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)  # the same again: it stays on
    qtbot.mouseClick(editor.flags[5], Qt.MouseButton.LeftButton)
    assert heard == [("flagged", "yellow"), ("flagged", "yellow"), ("flagged", "blue")]
    assert on(editor) == ["blue"]


def test_the_flags_are_one_stop_of_the_tab_key(editor, qtbot):
    for steps in range(3):
        qtbot.keyClick(focused(), Qt.Key.Key_Right)
        assert focused() is editor.flags[3 + steps]
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is editor.note
    qtbot.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused() is editor.flags[5]
    editor.edit((Mark(flag="red"),), ("AMD",), QPoint(0, 0))
    assert focused() is editor.flags[1]
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is editor.note


def test_what_is_typed_on_a_flag_is_a_note(editor, heard, qtbot):
    """Once the letters were swallowed, the blank pressed the flag and a digit among them set another."""
    editor.edit((Mark(),), ("AMD",), QPoint(0, 0))
    for sign in "abc d2f":
        qtbot.keyClick(focused(), sign)
    assert (editor.note.toPlainText(), on(editor)) == ("abc d2f", [""])
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert heard == [("noted", "abc d2f"), ("left",)]


def test_it_goes_behind_a_note_that_is_there(editor, qtbot):
    qtbot.keyClick(focused(), "+")
    assert editor.note.toPlainText() == "old+"


def test_a_command_on_a_flag_is_no_note(editor, qtbot):
    qtbot.keyClick(focused(), "a", Qt.KeyboardModifier.ControlModifier)
    assert editor.note.toPlainText() == "old"


def test_digits_in_note_and_tags_are_text(editor, heard, qtbot):
    qtbot.keyClicks(editor.note, "1")
    qtbot.keyClicks(editor.tags, "2")
    assert heard == []


def test_tab_goes_on_and_enter_keeps_what_changed(editor, heard, qtbot):
    editor.flags[-1].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is editor.note
    editor.note.selectAll()
    qtbot.keyClicks(editor.note, "new")
    qtbot.keyClick(editor.note, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(editor.note, "second line")
    qtbot.keyClick(editor.note, Qt.Key.Key_Tab)
    assert focused() is editor.tags
    qtbot.keyClick(editor.tags, Qt.Key.Key_Return)
    assert heard == [("noted", "new\nsecond line"), ("left",)]
    assert not editor.isVisible()


def test_tags_are_told_when_they_changed(editor, heard, qtbot):
    editor.tags.setFocus()
    editor.tags.insert("，液冷, AI")  # keyClicks knows no Chinese
    qtbot.keyClick(editor.tags, Qt.Key.Key_Enter)
    assert heard == [("tagged", ("AI", "CPO", "液冷")), ("left",)]


def test_escape_discards(editor, heard, qtbot):
    qtbot.keyClicks(editor.note, "half")
    qtbot.keyClick(editor.note, Qt.Key.Key_Escape)
    assert heard == [("left",)]
    assert not editor.isVisible()


def test_going_elsewhere_keeps(editor, heard, window, qtbot):
    editor.note.setFocus()
    qtbot.keyClicks(editor.note, "er")
    editor.tags.setFocus(Qt.FocusReason.MouseFocusReason)
    assert heard == []
    window.button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert heard in ([("noted", "older")], [("noted", "erold")])
    assert not editor.isVisible()


def test_editing_other_rows_keeps_what_was_typed_for_the_first(editor, heard, qtbot):
    editor.tags.setText("new")
    editor.edit((Mark(),), ("AMD",), QPoint(0, 0))
    assert heard == [("tagged", ("new",))]
    assert (editor.isVisible(), editor.tags.text()) == (True, "")


def test_rows_that_differ_are_replaced_only_by_what_is_typed(editor, heard, qtbot, en):
    editor.edit((MARK, Mark()), ("NVIDIA", "AMD"), QPoint(0, 0))
    assert editor.title.text() == "Mark 2 rows"
    assert (on(editor), editor.note.toPlainText(), editor.tags.text()) == ([], "", "")
    assert editor.note.placeholderText() == editor.tags.placeholderText() == en["mark.differ"]
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert heard == [("left",)]
    editor.edit((MARK, Mark(note="old")), ("NVIDIA", "AMD"), QPoint(0, 0))
    assert editor.note.toPlainText() == "old"
    qtbot.keyClicks(editor.tags, "x")
    qtbot.keyClick(editor.tags, Qt.Key.Key_Return)
    assert heard[1:] == [("tagged", ("x",)), ("left",)]


def test_a_note_that_is_emptied_is_told(editor, heard, qtbot):
    editor.note.clear()
    qtbot.keyClick(editor.note, Qt.Key.Key_Return)
    assert heard == [("noted", ""), ("left",)]


def test_it_stays_inside_the_window(editor):
    editor.edit((MARK,), ("NVIDIA",), QPoint(690, 490))
    assert editor.parentWidget().rect().contains(editor.geometry())
    editor.edit((), (), QPoint(0, 0))
    assert editor.pos() != QPoint(0, 0)


@pytest.mark.parametrize(
    ("text", "tags"),
    [("", ()), ("AI", ("AI",)), ("AI,CPO", ("AI", "CPO")), ("AI，液冷、CPO;x", ("AI", "液冷", "CPO", "x")),
     (" #AI , AI ,, two  words", ("AI", "two words")), (",，", ())],
)  # fmt: skip
def test_tags_are_read_as_people_write_them(text, tags):
    assert tags_of(text) == tags
