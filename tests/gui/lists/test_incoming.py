"""The preview of a list file: everything told before anything is taken, by keyboard alone, as plain text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt

from gui.lists.incoming import FILTERS, IncomingPreview
from gui.lists.incoming_rows import COLUMNS, IncomingRows
from models.listfiles.meaning import Meaning
from models.listfiles.resolving import resolved
from models.listfiles.values import Draft, DraftRow, DraftSection, State
from tests.models.listfiles.samples import HOSTILE, Listed, ids, one, two_thousand

BANK, INDEX, MOUTAI = one("000001.SZ", "平安银行"), one("000001.SH", "上证指数"), one("600519.SH", "贵州茅台", "Moutai")
NVDA = one("NVDA.US", "英伟达", "NVIDIA")
CODE, REMARK = COLUMNS.index("code"), COLUMNS.index("remark")
LISTED = Listed(BANK, INDEX, MOUTAI, NVDA)


def preview(*words, listed=LISTED, names=(), title="", **told):
    rows = tuple(
        DraftRow(text=word, line=line, name=names[line - 1] if names else "") for line, word in enumerate(words, 1)
    )
    draft = Draft(format="text", encoding="utf-8", sections=(DraftSection(name_zh=title, name_en=title, rows=rows),))
    return replace(resolved(draft, Meaning(listed).row, "自选.txt"), **told)


@pytest.fixture
def widget(shown, zh, dark):
    return shown(IncomingPreview(zh, "zh", dark))


@pytest.fixture
def heard(widget):
    """What the widget has told: Takings, and None for a cancel."""
    told = []
    widget.taken.connect(told.append)
    widget.cancelled.connect(lambda: told.append(None))
    return told


def line(widget, row):
    model = widget.rows
    return [model.data(model.index(row, column)) for column in range(len(COLUMNS))]


def tabs(widget):
    return [widget.filters.tabText(place) for place in range(len(FILTERS)) if widget.filters.isTabVisible(place)]


def test_every_row_says_what_it_is_and_why_it_is_left(widget):
    widget.show_preview(preview("600519", "000001", "SH600519", "???", "NVDA"), "盘中", {"NVDA.US"})
    assert line(widget, 0) == ["✓ 已识别", "600519", "沪深", "600519.SH", "贵州茅台", "", "", "1"]
    assert line(widget, 1)[0] == "? 待选"
    assert line(widget, 1)[REMARK] == "可能是 000001.SZ 平安银行 / 000001.SH 上证指数"
    assert line(widget, 2)[REMARK] == "与第 1 行重复"
    assert line(widget, 3)[REMARK] == "既不是已知代码，也不是已知名称"
    assert line(widget, 4)[REMARK] == "列表中已有"
    assert tabs(widget) == ["全部 5", "已识别 1", "重复 2", "待选 1", "未识别 1"]
    assert widget.file.text() == "自选.txt · 文本 · UTF-8"
    assert widget.take.text() == "加入 1 只"


def test_enter_takes_sections_and_instruments_in_order(widget, heard, qtbot):
    widget.show_preview(preview("NVDA", "600519", "???", title="A"), "盘中")
    qtbot.keyClick(widget.table, Qt.Key.Key_Down)
    qtbot.keyClick(widget.table, Qt.Key.Key_Return)
    (taking,) = heard
    assert (taking.new, ids(taking.content)) == ("", [["NVDA.US", "600519.SH"]])
    assert taking.content.parts[0].name_zh == "A"


def test_escape_cancels(widget, heard, qtbot):
    widget.show_preview(preview("NVDA"), "盘中")
    qtbot.keyClick(widget.table, Qt.Key.Key_Escape)
    assert heard == [None]


def test_enter_on_the_cancel_button_cancels(widget, heard, qtbot):
    widget.show_preview(preview("NVDA"), "盘中")
    widget.cancel.setFocus()
    qtbot.keyClick(widget.cancel, Qt.Key.Key_Return)
    assert heard == [None]


def test_a_digit_chooses_and_the_next_question_is_asked(widget, heard, qtbot):
    widget.show_preview(preview("000001", "NVDA", "1000001", "000001"), "盘中")
    assert widget.question.text() == "000001 是："
    assert [b.text() for b in widget.choices if not b.isHidden()] == ["1  000001.SZ 平安银行", "2  000001.SH 上证指数"]
    qtbot.keyClick(widget.table, Qt.Key.Key_1)
    assert line(widget, 0)[2:5] == ["沪深", "000001.SZ", "平安银行"]
    assert widget.table.currentIndex().row() == 3
    qtbot.keyClick(widget.table, Qt.Key.Key_2)
    assert line(widget, 3)[REMARK] == "与第 3 行重复"
    qtbot.keyClick(widget.table, Qt.Key.Key_9)  # no such candidate
    qtbot.keyClick(widget.table, Qt.Key.Key_Return)
    assert ids(heard[0].content) == [["000001.SZ", "NVDA.US", "000001.SH"]]


def test_many_rows_are_chosen_at_one_press(widget, heard, qtbot):
    both = Listed(BANK, INDEX, one("000002.SZ", "万科"), one("000002.SH", "Ａ股指数"), NVDA)
    widget.show_preview(preview("000001", "NVDA", "000002", listed=both), "盘中")
    widget.table.selectAll()
    widget.table.selectionModel().setCurrentIndex(widget.rows.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    qtbot.keyClick(widget.table, Qt.Key.Key_1)
    widget.take.click()
    assert ids(heard[0].content) == [["000001.SZ", "NVDA.US", "000002.SZ"]]


def test_a_double_click_goes_through_the_candidates(widget):
    widget.show_preview(preview("000001", "NVDA"), "盘中")
    for wanted in ("000001.SZ", "000001.SH", "000001.SZ"):
        widget.table.doubleClicked.emit(widget.rows.index(0, 0))
        assert line(widget, 0)[CODE] == wanted
    widget.table.doubleClicked.emit(widget.rows.index(1, 0))
    assert line(widget, 1)[CODE] == "NVDA.US"


def test_del_leaves_the_selected_rows_out_and_takes_them_in_again(widget, heard, qtbot):
    widget.show_preview(preview("NVDA", "600519", "平安银行"), "盘中")
    qtbot.keyClick(widget.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(widget.table, Qt.Key.Key_Delete)
    assert [line(widget, row)[0] for row in range(3)] == ["– 剔除", "– 剔除", "✓ 已识别"]
    assert tabs(widget) == ["全部 3", "已识别 1", "剔除 2"]
    qtbot.keyClick(widget.table, Qt.Key.Key_Delete)
    assert tabs(widget) == ["全部 3", "已识别 3"]
    widget.filters.setCurrentIndex(FILTERS.index(State.FOUND))
    widget.table.setCurrentIndex(widget.rows.index(2, 0))
    qtbot.keyClick(widget.table, Qt.Key.Key_Delete)
    assert widget.table.currentIndex().row() == 1
    widget.take.click()
    assert ids(heard[0].content) == [["NVDA.US", "600519.SH"]]


def test_a_new_list_needs_a_name_and_holds_nothing_yet(widget, heard):
    widget.show_preview(preview("NVDA"), "盘中", {"NVDA.US"})
    widget.target.setCurrentIndex(0)
    assert not widget.take.isEnabled()
    widget.target.setCurrentIndex(1)
    assert (widget.name.text(), widget.take.isEnabled()) == ("自选", True)
    widget.name.setText("  ")
    assert not widget.take.isEnabled()
    widget.name.setText(" 我的  列表 ")
    widget.take.click()
    assert (heard[0].new, ids(heard[0].content)) == ("我的 列表", [["NVDA.US"]])


def test_where_all_of_it_stands_already_a_new_list_is_proposed(widget, heard, qtbot):
    """Nothing to take was where the keyboard ended."""
    widget.show_preview(preview("NVDA", "600519", "???"), "盘中", {"NVDA.US", "600519.SH"})
    assert (widget.target.currentIndex(), widget.name.text(), widget.take.text()) == (1, "自选", "加入 2 只")
    widget.show_preview(preview("NVDA", "000001"), "盘中", {"NVDA.US"})  # a question is open
    assert widget.target.currentIndex() == 0
    widget.show_preview(preview("NVDA", "600519"), "盘中", {"NVDA.US"})
    assert (widget.target.currentIndex(), widget.take.text()) == (0, "加入 1 只")


def test_what_is_taken_from_the_clipboard_is_called_so(widget):
    widget.wait("剪贴板")
    widget.show_preview(preview("NVDA", file=""), "盘中")
    assert widget.file.text() == "剪贴板 · 文本 · UTF-8"
    widget.target.setCurrentIndex(1)
    assert (widget.name.text(), widget.take.isEnabled()) == ("新列表", True)


@pytest.mark.parametrize("target", ["M", "盘中盯盘", "a list with a name that is much longer than others"])
def test_both_targets_can_be_read(widget, target):
    """The box once kept the width of the words it did not have yet."""
    widget.show_preview(preview("NVDA"), target)
    widget.layout().activate()
    widest = max(widget.fontMetrics().horizontalAdvance(widget.target.itemText(at)) for at in range(2))
    assert widest < widget.target.width() < 300


def test_only_the_rows_in_one_state(widget):
    widget.show_preview(preview("NVDA", "???", "600519", "!!!"), "盘中")
    widget.filters.setCurrentIndex(FILTERS.index(State.UNKNOWN))
    assert [widget.rows.row(place).text for place in range(widget.rows.rowCount())] == ["???", "!!!"]
    widget.table.setCurrentIndex(widget.rows.index(1, 0))
    assert widget.question.text() == "既不是已知代码，也不是已知名称"


def test_nothing_is_taken_before_anything_is_shown(widget, heard, qtbot):
    widget.wait("big.xlsx")
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert (heard, widget.file.text(), widget.state.text()) == ([], "big.xlsx", "正在读取")
    widget.refuse("a damaged workbook")
    assert (widget.state.text(), widget.state.property("role")) == ("工作簿已损坏", "error")
    widget.show_preview(preview("NVDA", remarks=("rows after the 20000th were left out",)), "盘中")
    assert widget.state.text() == "第 20000 行之后未读取"


def test_a_choice_keeps_the_selection_and_the_place(widget):
    widget.show_preview(preview("000001", *(["NVDA"] * 100)), "盘中")
    widget.table.setCurrentIndex(widget.rows.index(0, 0))
    resets = []
    widget.rows.modelReset.connect(lambda: resets.append(1))
    widget.choose(0)
    assert resets == []


def test_hostile_names_are_short_and_on_one_line(widget):
    names = [replace(share, name_zh=HOSTILE[place % 20]) for place, share in enumerate(two_thousand()[:60])]
    made = preview(*[share.id for share in names], *HOSTILE, listed=Listed(*names), title=HOSTILE[6], file=HOSTILE[6])
    widget.show_preview(made, HOSTILE[19])
    said = [text for row in range(widget.rows.rowCount()) for text in line(widget, row)]
    assert max(map(len, said)) <= 420
    assert not any("\n" in text for text in said)
    widget.grab()


def test_the_model_is_one_that_qt_accepts(qtmodeltester, zh, dark):
    model = IncomingRows(zh, "zh", dark)
    qtmodeltester.check(model)
    model.show(preview("NVDA", "???", "000001"))
    qtmodeltester.check(model)
    assert isinstance(model, QAbstractItemModel)


def test_in_english(shown, en, dark):
    widget = shown(IncomingPreview(en, "en", dark))
    widget.show_preview(preview("NVDA", names=("nvidia corp",)), "Intraday")
    assert line(widget, 0) == ["✓ Found", "NVDA", "US", "NVDA.US", "NVIDIA", "in the file: nvidia corp", "", "1"]
    assert (widget.take.text(), widget.target.itemText(0)) == ("Take 1", "Into “Intraday”")
