"""A table of traffic on the page of imports: what it shows, what it asks, and the three acts of a pasted week."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from gui.imports.page import ImportPage
from models.errors import ImportRejected
from models.imports.traffic.values import Asked, Hints, Role, Template
from tests.gui.imports.samples import (
    BLOCK,
    LINE,
    PASTED,
    STRANGER,
    UNIT,
    YEAR,
    open_questions,
    traffic,
)  # fmt: skip

TODAY = dt.date(2024, 9, 25)


@pytest.fixture
def page(parts, shown):
    made = shown(ImportPage(parts, today=lambda: TODAY), 1100, 640)
    yield made
    made.retire()


@pytest.fixture
def answer(client, settle):
    def give(made):
        client.imports[-1].future.set_result(made)
        settle()

    return give


@pytest.fixture
def told(page):
    heard = []
    page.taken.connect(heard.append)
    return heard


def want(client):
    return client.imports[-1].want


def pasted(page, answer, *previews):
    QGuiApplication.clipboard().setText(PASTED)
    assert page.paste()
    for one in previews:
        answer(one)


def test_a_week_is_taken_with_three_acts(page, client, answer, told, settle):
    QGuiApplication.clipboard().setText(PASTED)
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (want(client).path, want(client).text, want(client).commit) == ("", PASTED, False)
    answer(traffic())
    assert page.take.hasFocus()
    assert page.take.text() == "导入 4 个数"
    QTest.keyClick(page.take, Qt.Key.Key_Return)
    assert (want(client).commit, want(client).known_on) == (True, TODAY)
    made = traffic(committed=True)
    answer(made)
    assert told == [made]
    assert page.state.text() == "已导入，可撤销。"
    assert not page.take.isEnabled()


def test_a_number_stands_there_as_a_count_and_as_people_say_it(page, answer):
    pasted(page, answer, traffic())
    assert list(page.series.texts.rows[1]) == [
        "ChatGPT", "689,300,000", "6.89亿", "6.70亿", "文本", "访问量", "Similarweb", "周", "2024-09-06",
        "2024-09-19", "2",
    ]  # fmt: skip


def test_an_unknown_product_stands_first_and_is_loud(page, answer, dark):
    pasted(page, answer, traffic())
    model = page.series.texts
    assert model.text(0, 0) == "星图<b>AI（新产品）"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole) == dark.warn
    assert page.state.text().endswith("新产品 1 个：双击可归入已有产品或定类别。")
    assert "星图&lt;b&gt;AI" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


def test_cells_say_what_they_are_taken_for(page, answer, dark):
    pasted(page, answer, traffic())
    model = page.cells.table.texts
    assert list(model.heads) == ["A · 忽略 ▾", "B · 产品 ▾", "C · 数值 ▾", "D · 数值 ▾"]
    assert model.labels == ["1", "2", "3", "4"]
    assert [model.text(0, column) for column in range(4)] == ["单位：万次", "", "", ""]
    assert model.data(model.index(1, 0), Qt.ItemDataRole.FontRole).bold()
    assert model.data(model.index(2, 0), Qt.ItemDataRole.ForegroundRole) == dark.faint
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole) == dark.muted


def test_another_role_reads_the_table_again(page, client, answer):
    pasted(page, answer, traffic())
    menu = QMenu(page)
    page.cells.fill_roles(menu, 0)
    assert [act.text() for act in menu.actions() if act.isChecked()] == ["忽略"]
    next(act for act in menu.actions() if act.text() == "类别").trigger()
    assert want(client).hints.columns == ((0, Role.CATEGORY),)
    assert "ChatGPT" in [one.id for one in want(client).products]
    answer(traffic())
    assert [chip.text() for chip in page.given.chips] == ["改过含义的列：1  ×"]
    page.given.chips[0].click()
    assert want(client).hints is None


def test_another_row_of_headings_voids_what_was_said_of_columns(page, client, answer):
    pasted(page, answer, traffic())
    page.asking.put_role(0, Role.CATEGORY)
    answer(traffic())
    menu = QMenu(page)
    page.cells.fill_header(menu, 3)
    menu.actions()[0].trigger()
    assert want(client).hints == Hints(header=3)


def test_a_unit_is_asked_for_and_nothing_is_taken_before(page, client, answer):
    pasted(page, answer, open_questions(UNIT))
    assert not page.take.isEnabled()
    assert page.state.text() == "请先回答上面的问题，再导入。"
    assert [one.text() for one in page.questions.buttons] == ["原数（68930 → 68,930）", "×1万（68930 → 689,300,000）"]
    page.questions.buttons[1].click()
    assert want(client).hints.unit == 1e4
    answer(traffic())
    assert page.questions.isHidden()
    assert page.take.isEnabled()
    assert [chip.text() for chip in page.given.chips] == ["单位：×1万  ×"]


def test_an_answer_may_be_written(page, client, answer):
    pasted(page, answer, open_questions(UNIT))
    (edit,) = page.questions.edits
    edit.setFocus()
    QTest.keyClicks(edit, "1000")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert want(client).hints.unit == 1000.0


def test_what_is_no_answer_is_said_and_asks_nothing(page, client, answer):
    pasted(page, answer, open_questions(UNIT))
    count = len(client.imports)
    (edit,) = page.questions.edits
    edit.setText("many")
    edit.returnPressed.emit()
    assert page.state.property("role") == "error"
    assert len(client.imports) == count


def test_a_likely_year_is_filled_in_and_can_be_another(page, client, answer):
    pasted(page, answer, open_questions(YEAR))
    assert want(client).hints.year == 2024
    answer(traffic())
    assert page.take.hasFocus()  # it is seen, and need not be pressed
    assert next(one.text() for one in page.questions.findChildren(QLabel)) == (
        "日期属于哪一年？（0913-0919） 推定 2024，请核对"
    )
    assert page.given.isHidden()
    page.questions.buttons[1].click()
    assert want(client).hints.year == 2023
    answer(traffic())
    assert page.questions.isHidden()
    assert [chip.text() for chip in page.given.chips] == ["年份：2023  ×"]


def test_what_is_assumed_may_be_confirmed(page, client, answer, settle):
    pasted(page, answer, open_questions(YEAR), traffic())
    page.questions.buttons[0].click()
    settle()
    assert len(client.imports) == 2
    assert [chip.text() for chip in page.given.chips] == ["年份：2024  ×"]


def test_what_is_taken_back_is_not_filled_in_a_second_time(page, client, answer):
    pasted(page, answer, open_questions(YEAR), traffic())
    page.questions.buttons[0].click()
    page.given.chips[0].click()
    answer(open_questions(YEAR))
    assert client.imports[-1].future.done()
    assert not page.take.isEnabled()


def test_a_unit_is_never_filled_in(page, client, answer):
    pasted(page, answer, open_questions(replace(UNIT, offered="10000")))
    assert len(client.imports) == 1
    assert page.questions.buttons[0].text().startswith("×1万")  # it only stands first


def test_a_product_is_one_of_ours(page, client, answer):
    pasted(page, answer, traffic())
    page.series.selectRow(0)
    menu = QMenu(page)
    page.series.fill(menu, page.series.written)
    ours = menu.actions()[0].menu()
    of_text = next(act.menu() for act in ours.actions() if act.text() == "文本")
    next(act for act in of_text.actions() if act.text() == "Kimi").trigger()
    assert want(client).hints.products == (("星图<b>AI", "Kimi"),)


def test_a_product_is_new_or_left_out(page, client, answer):
    pasted(page, answer, traffic())
    page.series.selectRow(0)
    menu = QMenu(page)
    page.series.fill(menu, page.series.written)
    menu.actions()[1].menu().actions()[1].trigger()
    assert want(client).hints.categories == (("星图<b>AI", "image"),)
    answer(traffic(lines=(LINE, replace(STRANGER, category="image"))))
    assert page.state.property("role") == "foot"
    page.series.selectRow(0)
    QTest.keyClick(page.series, Qt.Key.Key_Delete)
    assert want(client).hints.products == (("ChatGPT", ""),)


def test_the_next_table_of_a_layout_is_read_as_the_last(page, client, answer, papers_kept):
    said = Hints(unit=1e4, columns=((0, Role.IGNORED),))
    papers_kept()
    pasted(page, answer, traffic())
    page.commit()
    answer(traffic(committed=True, template=Template(fingerprint="f1", hints=said)))
    papers_kept()
    assert client.papers_disk["import_templates", "f1"]["hints"] == {"unit": 1e4, "columns": [[0, "ignored"]]}
    pasted(page, answer, open_questions(UNIT))
    assert want(client).hints == said
    answer(traffic())
    assert page.given.label.text() == "与上次相同："
    assert [chip.text() for chip in page.given.chips] == ["单位：×1万  ×", "改过含义的列：1  ×"]


def test_what_is_remembered_may_come_after_the_table(page, client, answer, papers_kept):
    client.papers_disk = {("import_templates", "f1"): {"fingerprint": "f1", "hints": {"unit": 10000.0}}}
    pasted(page, answer, open_questions(UNIT))
    papers_kept()
    assert want(client).hints == Hints(unit=1e4)


def test_a_copied_file_is_opened(page, client):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/week.xlsx")])
    QGuiApplication.clipboard().setMimeData(data)
    assert page.paste()
    assert (want(client).path, want(client).text) == ("/tmp/week.xlsx", "")


def test_an_empty_clipboard_is_said(page, client):
    QGuiApplication.clipboard().setText("  ")
    assert not page.paste()
    assert page.state.text() == "剪贴板里没有表格"
    assert client.imports == []


def test_what_is_not_taken_stands_there_with_its_row(page, answer):
    pasted(page, answer, traffic(refused_count=300))
    assert page.refused.texts.rows == [["clipboard", "9", "合计不是产品"], ["", "", "另有 299 处未采用"]]
    page.sides.setCurrentIndex(1)
    assert page.refused.isVisible()
    page.sides.setCurrentIndex(0)
    assert page.series.isVisible()


def test_an_undo_is_told(page, client, settle, qtbot):
    with qtbot.waitSignal(page.undone):
        page.undo()
        client.imports[-1].future.set_result(12)
    assert page.state.text() == "已撤销最近一次导入：12 条"


def test_a_refusal_of_the_commit_leaves_nothing_to_take(page, client, answer, settle):
    pasted(page, answer, traffic())
    page.commit()
    client.imports[-1].future.set_exception(ImportRejected("an empty file"))
    settle()
    assert (page.state.text(), page.take.isEnabled()) == ("文件是空的", False)


def test_esc_goes_back(page, qtbot):
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_huge_table_shows_its_first_rows(page, answer):
    rows = tuple(tuple(f"{row}:{column}" for column in range(300)) for row in range(500))
    pasted(page, answer, traffic(blocks=(replace(BLOCK, rows=rows),)))
    model = page.cells.table.texts
    assert (model.rowCount(), model.columnCount()) == (200, 200)


def test_sheets_have_their_tabs(page, answer):
    pasted(page, answer, traffic(blocks=(BLOCK, replace(BLOCK, sheet="A&B"))))
    assert [page.cells.tabs.tabText(place) for place in range(2)] == ["clipboard", "A&&B"]
    page.cells.tabs.setCurrentIndex(1)
    answer_again = traffic(blocks=(BLOCK, replace(BLOCK, sheet="A&B")))
    page.asking.put_role(0, Role.PRODUCT)
    answer(answer_again)
    assert page.cells.tabs.currentIndex() == 1
    assert Asked.UNIT not in page.asking.assumed
