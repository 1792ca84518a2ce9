"""The search box by keyboard and mouse: what it shows, what it says, whom it asks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow

import gui.search.box
from gui.look.theme import theme
from gui.search.box import MOST_LINES, SearchBox
from models.errors import Unreachable
from tests.gui.samples import is_colour, pixels
from tests.models.search.samples import known, table

TSM = known("TSM.US", "台积电", "<b>TSMC</b>").instrument


@pytest.fixture
def window(shown):
    made = QMainWindow()
    made.setCentralWidget(QLineEdit())
    return shown(made, 1000, 700)


@pytest.fixture
def make(window, client, settle, finder):
    """A box over a window, open, with the whole table; ``make(lang=..., texts=...)`` changes its parts."""
    made = []

    def build(parts, *, whole=True):
        window.centralWidget().setFocus()
        box = SearchBox(parts, window)
        made.append(box)
        box.open()
        if whole:
            client.indices[0].future.set_result(table())
            settle()
        return box

    yield build
    for box in made:
        box.dismiss()


@pytest.fixture
def box(make, parts):
    return make(parts)


@pytest.fixture
def heard(box):
    chosen = []
    box.chosen.connect(chosen.append)
    return chosen


def shown_ids(box):
    return [hit.instrument.id for hit in box.results.hits]


def press(qtbot, box, *keys):
    for key in keys:
        qtbot.keyClick(box.line, key)


def test_typing_shows_the_best_hit_first_and_current(box, qtbot):
    qtbot.keyClicks(box.line, "yingweida")
    assert box.current.id == "NVDA.US"
    assert box.results.index(0).data() == "NVDA.US  英伟达  NVIDIA  美股"


def test_enter_goes_to_it_once_and_closes(box, heard, qtbot):
    qtbot.keyClicks(box.line, "wehc")
    press(qtbot, box, Qt.Key.Key_Return)
    assert [one.id for one in heard] == ["002130.SZ"]
    assert not box.isVisible()


def test_arrows_move_and_stop_at_the_ends(box, qtbot):
    qtbot.keyClicks(box.line, "3005")
    last = len(box.results.hits) - 1
    press(qtbot, box, Qt.Key.Key_Up)
    assert box.view.currentIndex().row() == 0
    press(qtbot, box, Qt.Key.Key_Down)
    assert box.view.currentIndex().row() == 1
    press(qtbot, box, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert box.view.currentIndex().row() == last
    press(qtbot, box, Qt.Key.Key_PageUp)
    assert box.view.currentIndex().row() == 0


def test_escape_closes_and_gives_the_keyboard_back(box, heard, window, qtbot):
    assert box.line.hasFocus()
    press(qtbot, box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert window.centralWidget().hasFocus()
    assert heard == []


def test_a_click_goes_to_a_line(box, heard, qtbot):
    qtbot.keyClicks(box.line, "3005")
    second = box.view.visualRect(box.results.index(1)).center()
    qtbot.mouseClick(box.view.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert [one.id for one in heard] == ["03005.HK"]


def test_the_keyboard_going_elsewhere_closes_it(box, window):
    window.centralWidget().setFocus(Qt.FocusReason.MouseFocusReason)
    assert not box.isVisible()
    assert window.centralWidget().hasFocus()


def test_another_program_in_front_does_not(box):
    box.line.clearFocus()  # without a mouse or tab
    assert box.isVisible()


def test_it_opens_again_with_the_last_text_selected(box, qtbot):
    qtbot.keyClicks(box.line, "amd")
    press(qtbot, box, Qt.Key.Key_Escape)
    box.open()
    assert box.isVisible()
    assert box.line.selectedText() == "amd"


def test_what_an_input_method_is_still_composing_is_not_searched_for(box, qtbot):
    qtbot.keyClicks(box.line, "amd")
    QApplication.sendEvent(box.line, QInputMethodEvent("ying", []))
    assert shown_ids(box)[0] == "AMD.US"
    box.line.clear()
    done = QInputMethodEvent("", [])
    done.setCommitString("英伟达")
    QApplication.sendEvent(box.line, done)
    assert box.current.id == "NVDA.US"


def test_before_the_table_has_come_it_says_so_and_searches_what_is_bundled(make, parts, client, settle, qtbot):
    box = make(parts, whole=False)
    qtbot.keyClicks(box.line, "gzmt")
    assert box.foot.text().startswith("没有找到")
    assert "内置" in box.foot.text()
    client.indices[0].future.set_result(table())
    settle()
    assert shown_ids(box) == ["600519.SH"]
    assert "内置" not in box.foot.text()


def test_more_to_show_leaves_the_current_line(make, parts, client, settle, qtbot):
    box = make(parts, whole=False)
    qtbot.keyClicks(box.line, "a")
    press(qtbot, box, Qt.Key.Key_Down, Qt.Key.Key_Down)
    before = box.current
    client.indices[0].future.set_result(table())
    settle()
    assert box.current == before


def test_no_match_is_said_in_place_and_the_sources_are_asked_after_a_pause(box, client, qtbot):
    qtbot.keyClicks(box.line, "tsmc")
    assert box.foot.text().startswith("没有找到")
    assert client.suggested == []
    assert not box.view.isVisible()
    box._pause.timeout.emit()
    assert "正在向数据源查询" in box.foot.text()
    client.suggested[0].future.set_result((TSM,))
    qtbot.waitUntil(lambda: shown_ids(box) == ["TSM.US"])
    assert "数据源另有 1 个" in box.foot.text()


def test_sources_that_know_none_and_sources_that_fail_are_not_the_same(box, client, settle, qtbot):
    qtbot.keyClicks(box.line, "tsmc")
    box._ask()
    client.suggested[0].future.set_result(())
    settle()
    assert "数据源也没有" in box.foot.text()
    qtbot.keyClicks(box.line, "x")
    box._ask()
    client.suggested[1].future.set_exception(Unreachable("no answer in time"))
    settle()
    assert "数据源未能回答" in box.foot.text()
    assert box.foot.property("role") == "warn"


def test_what_sources_know_takes_the_place_of_a_mere_code(box, client, settle, qtbot):
    qtbot.keyClicks(box.line, "tsm.us")
    assert box.results.index(0).data() == "TSM.US  不在列表中的代码  美股"
    box._ask()
    client.suggested[0].future.set_result((TSM,))
    settle()
    assert [hit.instrument for hit in box.results.hits] == [TSM]


@pytest.mark.parametrize(("text", "changes"), [("nvda", {}), ("t", {}), ("tsmc", {"offline": True}),
                                               ("tsmc", {"simulated": True})])  # fmt: skip
def test_sources_are_not_asked_for_what_is_here_nor_offline(make, parts, client, text, changes, qtbot):
    box = make(replace(parts, **changes))
    qtbot.keyClicks(box.line, text)
    box._ask()
    assert client.suggested == []


def test_a_choice_is_remembered(box, finder, qtbot):
    qtbot.keyClicks(box.line, "wehc")
    press(qtbot, box, Qt.Key.Key_Enter)
    assert finder._used == {"002130.SZ": 1}


def test_no_label_reads_html(box, client, settle, qtbot):
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in box.findChildren(QLabel))
    qtbot.keyClicks(box.line, "tsmc")
    box._ask()
    client.suggested[0].future.set_result((TSM,))
    settle()
    assert "<b>TSMC</b>" in box.results.index(0).data()


@pytest.mark.parametrize(("lang", "surface", "count"), [("zh", "dark", "1 个结果"), ("en", "light", "1 found")])
def test_both_languages_on_both_surfaces(make, parts, request, lang, surface, count, qtbot):
    look = theme(surface)
    box = make(replace(parts, texts=request.getfixturevalue(lang), lang=lang, theme=look))
    qtbot.keyClicks(box.line, "gyfl")
    assert box.foot.text().startswith(count)
    picture = pixels(box.view.viewport())
    assert is_colour(picture, look.selection).mean() > 0.5
    assert is_colour(picture, look.accent).any()  # what was typed stands out


def test_it_stays_inside_a_small_window_and_moves_with_it(box, window, qtbot, settle):
    qtbot.keyClicks(box.line, "a")
    assert box.view.height() == min(MOST_LINES, len(box.results.hits)) * gui.search.box.LINE_HEIGHT
    window.resize(400, 300)
    settle()
    assert window.rect().contains(box.geometry())
    assert box.mapTo(window, QPoint(0, 0)).y() == gui.search.box.TOP


def test_names_too_long_for_their_room_end_in_an_ellipsis_and_hide_no_market(box, finder, settle, qtbot):
    one = known("600001.SH", "甲" * 60, "Very Long " * 10).instrument
    finder._told("zzzz", gui.search.finder.Online("answered", (one,)))
    qtbot.keyClicks(box.line, "zzzz")
    settle()
    assert shown_ids(box) == ["600001.SH"]
    box.view.viewport().grab()
