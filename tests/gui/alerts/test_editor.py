"""The form: made by keyboard alone, wrong in place, nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

import resources
from gui.alerts.editor import AlertEditor, Subject
from models.alerts.values import Alert, Crossing, Scope, What
from tests.gui.alerts.conftest import KNOWN, ONE, alert
from tests.gui.samples import NOW

ROW = Subject(scope=Scope.ROW, target=ONE, name="00700.HK 腾讯控股", one=KNOWN[ONE],
              values={What.PRICE: 399.4, What.CHANGE: 1.5})  # fmt: skip
SECTION = Subject(scope=Scope.SECTION, target="main/a", name="算力链 · 平台")
ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def editor(shown, zh, qapp):
    made = shown(AlertEditor(zh, lambda: NOW), 900, 100)
    made.activateWindow()
    return made


@pytest.fixture
def kept(editor):
    told = []
    editor.kept.connect(told.append)
    return told


def test_a_level_and_enter_make_an_alert(editor, kept, qtbot):
    editor.open([ROW, SECTION])
    assert editor.level.hasFocus()
    qtbot.keyClicks(editor.level, "405.5")
    qtbot.keyClick(editor.level, ENTER)
    (made,) = kept
    assert made == Alert(id=made.id, scope=Scope.ROW, target=ONE, what=What.PRICE, crossing=Crossing.UP, level=405.5,
                         made_at=NOW)  # fmt: skip
    assert (len(made.id), editor.isVisible()) == (12, False)


def test_what_is_about_many_rows_begins_with_the_change(editor, kept, qtbot):
    """A price of 10 means nothing for a section."""
    editor.open([SECTION, ROW])
    assert editor.what.currentData() == What.CHANGE
    editor.whom.setCurrentIndex(1)
    assert editor.what.currentData() == What.PRICE
    editor.whom.setCurrentIndex(0)
    qtbot.keyClicks(editor.level, "5")
    editor.whom.setCurrentIndex(1)  # the level was meant as what stood there
    assert editor.what.currentData() == What.CHANGE


def test_what_the_user_chose_to_watch_stays(editor, qtbot):
    editor.open([ROW, SECTION])
    editor.what.setCurrentIndex(editor.what.findData(What.AGE.value))
    editor.what.activated.emit(editor.what.currentIndex())
    editor.whom.setCurrentIndex(1)
    assert editor.what.currentData() == What.AGE
    editor.open([SECTION], alert(target=SECTION.target, scope=Scope.SECTION, what=What.PRICE))
    assert editor.what.currentData() == What.PRICE


def test_two_alerts_have_two_ids(editor, kept, qtbot):
    for _ in range(2):
        editor.open([ROW])
        qtbot.keyClicks(editor.level, "405")
        qtbot.keyClick(editor.level, ENTER)
    assert kept[0].id != kept[1].id


def test_everything_is_reached_by_tab(editor, kept, qtbot, qapp):
    editor.open([ROW, SECTION])
    order = [editor.level, editor.note, editor.rearm, editor.cool, editor.day, editor.regular, editor.keep,
             editor.cancel, editor.whom, editor.what, editor.crossing, editor.level]  # fmt: skip
    for place, widget in enumerate(order):
        assert qapp.focusWidget() is widget, place
        qtbot.keyClick(widget, TAB)


def test_a_whole_alert_by_keyboard(editor, kept, qtbot):
    editor.open([ROW, SECTION])
    qtbot.keyClicks(editor.level, "-2.5%")
    qtbot.keyClick(editor.whom, Qt.Key.Key_Down)
    qtbot.keyClick(editor.what, Qt.Key.Key_Down)
    qtbot.keyClick(editor.crossing, Qt.Key.Key_Down)
    qtbot.keyClick(editor.cool, Qt.Key.Key_Down)
    qtbot.keyClicks(editor.note, "results")
    for box in (editor.day, editor.regular):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(editor.note, ENTER)
    (made,) = kept
    assert (made.scope, made.target, made.what, made.crossing, made.level) == (
        Scope.SECTION, "main/a", What.CHANGE, Crossing.DOWN, -2.5,
    )  # fmt: skip
    assert (made.cool_down_s, made.once_a_day, made.regular_hours, made.rearm, made.note) == (
        900,  # the next choice after five minutes
        True,
        False,
        True,
        "results",
    )


def test_escape_and_cancel_keep_nothing(editor, kept, qtbot):
    for leave in (lambda: qtbot.keyClick(editor.level, ESCAPE), lambda: qtbot.keyClick(editor.cancel, ENTER),
                  lambda: qtbot.mouseClick(editor.cancel, Qt.MouseButton.LeftButton)):  # fmt: skip
        editor.open([ROW])
        qtbot.keyClicks(editor.level, "405")
        editor.cancel.setFocus()
        leave()
        assert (editor.isVisible(), kept) == (False, [])


@pytest.mark.parametrize(
    ("text", "said"), [("4o5", "须为数字"), ("", "请输入数值"), ("0", "须大于零"), ("<b>1</b>", "须为数字")]
)
def test_what_is_no_level_is_told_in_place_and_stays(editor, kept, qtbot, text, said):
    editor.open([ROW])
    qtbot.keyClicks(editor.level, text)
    qtbot.keyClick(editor.level, ENTER)
    assert (kept, editor.level.text(), editor.hint.text()) == ([], text, said)
    assert (editor.hint.property("role"), editor.isVisible()) == ("error", True)
    qtbot.keyClicks(editor.level, "7")
    assert editor.hint.property("role") == "foot"


@pytest.mark.parametrize(("text", "way"), [("400", Crossing.UP), ("390", Crossing.DOWN), ("399.4", Crossing.DOWN)])
def test_the_side_of_the_level_says_which_way(editor, qtbot, text, way):
    editor.open([ROW])
    qtbot.keyClicks(editor.level, text)
    assert editor.crossing.currentData() == way


def test_a_way_that_was_chosen_stays_and_what_is_true_already_is_told(editor, qtbot):
    editor.open([ROW])
    assert editor.hint.text() == "当前 399.400"
    editor.crossing.activated.emit(0)
    qtbot.keyClicks(editor.level, "390")
    assert editor.crossing.currentData() == Crossing.UP
    assert editor.hint.text() == "当前 399.400，条件已满足：回到另一侧后再次穿越才触发"
    editor.what.setCurrentIndex(editor.what.findData(What.CHANGE.value))
    assert editor.hint.text() == "当前 +1.50%"


def test_a_change_keeps_the_identity_and_begins_anew(editor, kept, qtbot):
    old = alert(
        "mine", level=400.25, rearm=False, cool_down_s=420.0, note="n", snoozed_until=NOW + 9, on=False, made_at=1.0
    )
    editor.open([ROW], old)
    assert (editor.level.text(), editor.cool.currentText(), editor.cool.isEnabled()) == ("400.25", "7 分钟", False)
    editor.level.setText("402")
    qtbot.keyClick(editor.level, ENTER)
    (made,) = kept
    assert (made.id, made.level, made.rearm, made.cool_down_s, made.note) == ("mine", 402, False, 420, "n")
    assert (made.on, made.snoozed_until, made.made_at) == (True, 0.0, NOW)


def test_without_anyone_to_watch_nothing_is_kept(editor, kept, qtbot):
    editor.open([])
    qtbot.keyClicks(editor.level, "1")
    qtbot.keyClick(editor.level, ENTER)
    assert kept == []


@pytest.mark.parametrize(("lang", "width"), [("zh", 340), ("en", 340), ("en", 560), ("en", 844)])
def test_nothing_is_cut_and_nothing_lies_over_another(shown, settle, lang, width):
    """In a panel of 560 pixels the English form lay over itself."""
    made = shown(AlertEditor(resources.texts(lang), lambda: NOW), width, 170)
    made.open([ROW, SECTION])
    settle()
    seen = [one for one in made.findChildren(QWidget) if one.parent() is made and one.isVisible()]
    for one in seen:
        assert made.rect().contains(one.geometry()), one
        assert isinstance(one, QLineEdit) or one.width() >= min(one.sizeHint().width(), 104), one
        assert not [other for other in seen if other is not one and other.geometry().intersects(one.geometry())]
