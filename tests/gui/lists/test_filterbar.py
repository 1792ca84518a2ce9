"""The filter bar: what is typed and toggled comes out as one value; Esc clears, then hides."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from gui.lists.filterbar import FilterBar
from models.lists.filtering import Filter

CHOICES = (("CN", "US"), ("blue", "", "red"), ("AI", "<b>bold</b>"), (("s1", "CPU & GPU"), ("", "Rest")))


@pytest.fixture
def bar(shown, en, dark):
    """In a window, for a hidden bar has no keyboard."""
    window = QWidget()
    made = FilterBar(en, dark)
    made.show_choices(*CHOICES)
    box = QVBoxLayout(window)
    box.addWidget(made)
    box.addStretch(1)
    window.other = QPushButton("other")
    box.addWidget(window.other)
    made.show_choices((), (), (), ())
    made.show_choices(*CHOICES)  # made after what follows them
    window.bar = made
    shown(window, 360, 300)
    return made


@pytest.fixture
def heard(bar):
    told = []
    bar.changed.connect(told.append)
    bar.left.connect(lambda: told.append("left"))
    return told


def chip(bar, part, value):
    return next(one for one in bar._chips[part] if one.value == value)


def test_it_is_hidden_until_it_is_opened(bar):
    assert not bar.isVisible()
    bar.open()
    assert bar.isVisible()
    assert bar.line.hasFocus()


def test_every_key_is_told(bar, heard, qtbot):
    bar.open()
    qtbot.keyClicks(bar.line, "nv")
    assert heard == [Filter(text="n"), Filter(text="nv")]
    bar.open("d")
    assert heard[-1] == Filter(text="nvd")


def test_the_first_key_may_come_from_the_table(bar, heard):
    bar.open("n")
    assert (heard, bar.line.text()) == ([Filter(text="n")], "n")


def test_chips_are_toggled_by_click_and_by_space(bar, heard, qtbot):
    bar.open()
    qtbot.mouseClick(chip(bar, "markets", "US"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip(bar, "flags", "red"), Qt.Key.Key_Space)
    qtbot.keyClick(chip(bar, "tags", "AI"), Qt.Key.Key_Space)
    assert heard[-1] == Filter(markets=frozenset({"US"}), flags=frozenset({"red"}), tags=frozenset({"AI"}))
    qtbot.keyClick(chip(bar, "flags", "red"), Qt.Key.Key_Space)
    assert heard[-1] == Filter(markets=frozenset({"US"}), tags=frozenset({"AI"}))


def test_flags_stand_in_their_order_with_none_last(bar):
    assert [one.value for one in bar._chips["flags"]] == ["red", "blue", ""]


def test_tab_goes_from_the_line_to_the_chips(bar, qtbot):
    bar.open()
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in bar._chips["markets"]:
            break
    assert QApplication.focusWidget() is chip(bar, "markets", "CN")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is chip(bar, "markets", "US")


def test_sections_are_chosen_in_a_menu_and_all_of_them_is_none_asked_for(bar, heard, en):
    every, first, rest = bar.sections.menu().actions()
    assert (every.isChecked(), first.text()) == (True, "CPU && GPU")
    first.trigger()
    rest.trigger()
    assert heard[-1] == Filter(sections=frozenset({"s1", ""}))
    assert bar.sections.text() == en["filter.sections.some"].format(count=2)
    assert (every.isChecked(), first.isChecked()) == (False, True)
    first.trigger()
    assert heard[-1] == Filter(sections=frozenset({""}))
    every.trigger()
    assert heard[-1] == Filter()
    assert every.isChecked()


def test_escape_clears_then_hides(bar, heard, qtbot):
    bar.open()
    qtbot.keyClicks(bar.line, "n")
    qtbot.mouseClick(chip(bar, "tags", "AI"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip(bar, "tags", "AI"), Qt.Key.Key_Escape)
    assert heard[-1] == Filter()
    assert bar.isVisible()
    assert not chip(bar, "tags", "AI").isChecked()
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert heard[-1] == "left"


def test_escape_is_ours_before_any_shortcut(bar, qtbot):
    bar.open()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(bar.line, event)
    assert event.isAccepted()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_enter_and_down_go_to_the_table_and_the_filter_stays(bar, heard, qtbot, key):
    bar.open("n")
    qtbot.keyClick(bar.line, key)
    assert heard == [Filter(text="n"), "left"]
    assert bar.isVisible()


def test_the_clear_button_works_only_while_something_is_on(bar, heard, qtbot):
    bar.open()
    assert not bar.clear_button.isEnabled()
    qtbot.keyClicks(bar.line, "n")
    qtbot.mouseClick(bar.clear_button, Qt.MouseButton.LeftButton)
    assert heard[-1] == Filter()
    assert bar.line.text() == ""


def test_a_lists_own_filter_is_shown_and_told_to_nobody(bar, heard):
    wanted = Filter(text="x", flags=frozenset({"red"}), sections=frozenset({"s1"}))
    bar.set_filter(wanted)
    assert bar.isVisible()
    assert (bar.filter, heard) == (wanted, [])
    assert chip(bar, "flags", "red").isChecked()
    bar.set_filter(Filter())
    assert not bar.isVisible()


def test_what_is_not_there_any_more_is_let_go_and_told(bar, heard):
    bar.set_filter(Filter(text="n", tags=frozenset({"AI"}), sections=frozenset({"s1"})))
    bar.show_choices(("CN",), (), (), (("", "Rest"),))
    assert heard == [Filter(text="n")]
    assert not bar.sections.isVisible()
    bar.show_choices(("CN",), (), (), (("", "Rest"),))
    assert len(heard) == 1


def test_the_same_choices_leave_the_chips(bar):
    before = chip(bar, "markets", "CN")
    bar.show_choices(*CHOICES)
    assert chip(bar, "markets", "CN") is before


def test_rows_are_counted(bar, zh):
    bar.say_count(12, 50_000)
    assert bar.count.text() == "12 of 50,000 rows"


def test_chips_break_into_lines_that_fit_and_show_text_as_it_is(bar, shown, settle):
    bar.show_choices(("CN", "HK", "US"), ("red",), tuple(f"tag {place} " + "x" * 30 for place in range(9)), ())
    bar.open()
    settle()
    chips = [one for part in bar._chips.values() for one in part]
    assert all(one.x() + one.width() <= bar.chips.width() for one in chips)
    assert len({one.y() for one in chips}) > 2
    assert bar.chips.height() == max(one.y() + one.height() for one in chips)
    assert "&lt;b&gt;" not in chips[0].toolTip()
    bar.grab()
