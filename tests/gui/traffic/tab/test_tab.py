"""The traffic tab as a user has it in his hands."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from gui.look.theme import PADDING
from gui.tabs.traffic import TrafficTab
from models.errors import Unreachable
from models.traffic import presets
from models.traffic.chosen import Shape, View
from models.traffic.values import Granularity, Metric
from tests.gui.traffic.tab.conftest import months, text_weeks, weeks


def titles(tab):
    return [one.title.text() for one in tab.figures.views]


def choose(box, value):
    """As a hand picks a line of a box."""
    box.activated.emit(box.findData(value))


def rows(tab):
    model = tab.report.table.rows
    return [[model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())]  # fmt: skip


def test_the_bundled_months_are_there_at_once(full):
    assert titles(full) == ["文本类模型网站月访问量"]
    assert full.figures.alone[0].drawn is not None
    assert rows(full)[0][0] == "ChatGPT"
    assert "Toolify" in full.figures.alone[0].source.text()
    assert "万次" in full.figures.alone[0].unit.text()


def test_a_category_is_one_choice_away(full, settle):
    choose(full.strip.categories, "image")
    settle()
    assert titles(full) == ["图4：图片类模型网站月访问量"]
    assert full.strip.figures[4].isChecked()
    assert full.strip.categories.currentData() == "image"


def test_a_figure_that_has_no_data_says_how_to_get_it(full, qtbot, answered):
    qtbot.mouseClick(full.strip.figures[4], Qt.MouseButton.LeftButton)
    answered()
    place = full.figures.alone[0]
    assert titles(full) == ["图4：图片类模型网站周访问量"]
    assert place.drawn is None
    assert place.unit.text() == "单位：万次"
    assert place.source.text() == "资料来源：Similarweb"
    assert place._why.text() == "没有“网站周访问量”的数据，但已有“网站月访问量”。"
    assert {name for name, made in place._acts.items() if not made.isHidden()} == {"import", "refresh", "month"}
    qtbot.mouseClick(place._acts["month"], Qt.MouseButton.LeftButton)
    answered()
    assert titles(full) == ["图4：图片类模型网站月访问量"]
    assert place.drawn is not None


def test_figures_2_and_3_stand_side_by_side(tab, answered, qtbot):
    answered(*months(), *text_weeks())
    qtbot.mouseClick(tab.strip.figures[3], Qt.MouseButton.LeftButton)
    answered()
    assert titles(tab) == ["图2：文本类模型网站周访问量（一）", "图3：文本类模型网站周访问量（二）"]
    large, rest = (one.figure.which for one in tab.figures.alone)
    named = [tab.board.panel.members[place].product.id for place in large]
    assert named == ["ChatGPT"]
    assert len(rest) == len(tab.board.panel.members) - 1


def test_a_page_without_data_is_as_wide_as_the_tab(tab, answered, qtbot):
    answered(*months())
    qtbot.mouseClick(tab.strip.all, Qt.MouseButton.LeftButton)
    answered(*months())
    for wide in (440, 1400):
        tab.resize(wide, 700)
        scroll = tab.figures.currentWidget()
        assert scroll.widget().width() <= scroll.viewport().width()
        one = tab.figures.page[3]
        acts = [made for made in one._acts.values() if made.isVisible()]
        assert {made.text() for made in acts}
        assert all(made.mapTo(one, made.rect().bottomRight()).x() < one.width() for made in acts)


def test_all_five_stand_on_one_page(tab, answered, qtbot):
    answered(*months(), *text_weeks())
    qtbot.mouseClick(tab.strip.all, Qt.MouseButton.LeftButton)
    answered(*months(), *text_weeks())
    assert [title[:2] for title in titles(tab)] == ["图2", "图3", "图4", "图5", "图6"]
    drawn = [number for number, one in tab.figures.page.items() if one.drawn is not None]
    assert drawn == [2, 3]
    assert not tab.report.isVisible()
    tab.do(lambda held: replace(held, granularity=Granularity.MONTH, days=366))
    answered()
    assert tab.book.whole
    assert [number for number, one in tab.figures.page.items() if one.drawn is not None] == [2, 3, 4, 5]
    choose(tab.strip.categories, "video")
    answered()
    assert not tab.book.whole
    assert titles(tab) == ["图5：视频类模型网站月访问量"]


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_can_be_pressed(full, shape, qtbot, settle):
    qtbot.mouseClick(full.tools._shapes[shape], Qt.MouseButton.LeftButton)
    settle()
    assert full.book.held.shape is shape
    assert full.figures.isHidden() is (shape is Shape.TABLE)
    assert full.report.isVisible()


def test_the_tools_say_what_is_chosen_and_hide_what_has_no_meaning(full, settle):
    full.book.put(View(granularity=Granularity.WEEK, shape=Shape.SHARE, week_end=2))
    settle()
    tools = full.tools
    assert tools._every[Granularity.WEEK].isChecked()
    assert not tools._cut.isHidden()
    assert tools._cut.currentText() == "周四至周三"
    assert not tools.switches["log"].button.isEnabled()
    full.book.put(View())
    settle()
    assert tools._cut.isHidden()
    assert tools.switches["log"].button.isEnabled()
    assert tools._first.isHidden()


def test_an_index_is_based_on_the_first_period_and_dragged_elsewhere(full, settle):
    full.tools.switches["index"].button.click()
    settle()
    panel = full.board.panel
    assert full.book.held.base == panel.start[panel.first].astype(object)
    assert full.figures.alone[0].unit.text().endswith("=100")
    before = full.book.held
    later = panel.start[panel.first + 2].astype(object)
    full.figures.alone[0].view.based.emit(panel.start[panel.first + 1].astype(object), False)
    full.figures.alone[0].view.based.emit(later, True)
    settle()
    assert full.book.held.base == later
    full.book.undo()
    assert full.book.held == before  # the drag is one step


def test_a_member_is_switched_off_and_on_by_its_chip(full, qtbot, settle):
    chip = full.chips.chips["Gemini"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, 8))
    settle()
    assert full.book.held.left_out == ("Gemini",)
    assert "Gemini" not in [row[0] for row in rows(full)]
    assert not full.chips.chips["Gemini"].isChecked()
    full.chips.removed.emit("Claude")
    settle()
    assert "Claude" not in full.book.held.products
    assert "ChatGPT" in full.book.held.products


def test_steps_go_back_with_the_keys(full, qtbot, settle):
    full.book.put(View(category="video"))
    settle()
    full.activateWindow()
    full.report.table.setFocus()
    qtbot.keyClick(full.report.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert full.book.held == View()


def test_the_table_goes_from_period_to_period(full, settle):
    report = full.report
    newest = report.title.text()
    report.back.click()
    settle()
    assert report.title.text() != newest
    assert report.on.isEnabled()
    report.on.click()
    settle()
    assert report.title.text() == newest
    assert not report.on.isEnabled()


def test_a_long_unit_stands_whole_over_its_numbers(tab, answered):
    views = months()[0]
    views = replace(views, key=replace(views.key, metric=Metric.WIKI_VIEWS, source="Wikimedia"))
    answered(*months())
    before = tab.report.table.columnWidth(1)
    tab.book.put(View(metric=Metric.WIKI_VIEWS, days=0))
    answered(views)
    heads = tab.report.table.horizontalHeader()
    title = tab.report.table.rows.headerData(1, Qt.Orientation.Horizontal)
    assert heads.sectionSize(1) >= heads.fontMetrics().horizontalAdvance(title) + PADDING
    assert heads.sectionSize(1) > before


def test_the_table_is_sorted_by_value_and_copied(full, settle):
    table = full.report.table
    names = [row[0] for row in rows(full)]
    table.rows.sort_by(1)
    assert next(row[0] for row in rows(full)) != names[0]
    assert rows(full)[-1][1] == "--"  # what is missing stays last
    table.copy()
    assert "ChatGPT" in QGuiApplication.clipboard().text()


def test_a_product_that_is_picked_in_the_figure_is_selected_in_the_table(full):
    full.figures.alone[0].view.picked.emit("Gemini")
    assert full.report.table.chosen == ("Gemini",)
    assert full.figures.alone[0].view.shown.focus == "Gemini"


def test_events_are_marked_and_can_be_aligned_at(full, settle):
    assert full.figures.alone[0].drawn.events.placed
    full.tools.switches["events"].button.click()
    settle()
    assert not full.figures.alone[0].drawn.events.placed
    full.tools.align.fill()
    menu = full.tools.align.button.menu()
    years = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert years
    years[-1].actions()[0].trigger()
    settle()
    assert full.book.held.align in {one.date.isoformat() for one in full.figures.events(full.board.shown)}
    assert full.board.panel.offsets
    full.tools.align.fill()
    menu.actions()[1].trigger()
    settle()
    assert full.book.held.align == "launch"


def test_what_cannot_be_read_is_said_and_asked_for_again(tab, client, settle, answered):
    client.traffic_asked[-1].future.set_exception(Unreachable("no answer in time"))
    settle()
    assert not tab._again.isHidden()
    assert "读不到" in tab.figures.alone[0]._why.text()
    tab._again.click()
    answered(*months())
    assert tab._again.isHidden()
    assert tab.figures.alone[0].drawn is not None


def test_known_on_asks_for_that_day(full, client, settle):
    full.tools.switches["known_on"].button.click()
    settle()
    assert client.traffic_asked[-1].want.known_on == dt.date(2024, 9, 25)
    assert not full.tools._known_on.isHidden()


def test_a_window_of_ones_own(full, settle):
    place = full.tools._days.findData(None)
    full.tools._days.setCurrentIndex(place)
    full.tools._days.activated.emit(place)
    settle()
    assert full.book.held.first is not None
    assert not full.tools._first.isHidden()


def test_the_metric_and_source_are_chosen_in_their_boxes(full, client, answered):
    tools = full.tools
    tools._source.activated.emit(tools._source.findData("Similarweb via AIPure"))
    answered()
    assert full.board.panel.view.source == "Similarweb via AIPure"
    tools._metric.activated.emit(tools._metric.findData("downloads"))
    answered()
    assert client.traffic_asked[-1].want.metric is Metric.DOWNLOADS
    assert full.book.held.source == ""
    assert "图" not in titles(full)[0]


def test_the_foot_says_what_window_source_and_unit(full):
    assert full._foot.text().startswith("网站月访问量；万次；")
    assert "资料来源：Toolify" in full._foot.text()


def test_a_tab_that_is_retired_hears_nothing_any_more(parts, clock, shown, client, settle):
    tab = shown(TrafficTab(parts, clock))
    tab.retire()
    assert client.traffic_asked[-1].future.cancelled()
    parts.traffic.put(View(metric=Metric.DOWNLOADS))
    settle()
    assert len(client.traffic_asked) == 1


def test_every_figure_of_the_note_has_its_button(full):
    assert tuple(full.strip.figures) == presets.NUMBERS


def downloads(every):
    """Apps of China by the week or the month."""
    return tuple(
        replace(one, key=replace(one.key, metric=Metric.DOWNLOADS, granularity=every, source="七麦 Qimai"))
        for one in (weeks("豆包", 9.8e5), weeks("Kimi", 6e5))
    )


def test_weekly_downloads_are_offered_where_monthly_ones_are_asked_for(tab, answered, qtbot):
    answered(*months())
    tab.show_figure(6)
    answered(*downloads(Granularity.WEEK))
    place = tab.figures.alone[0]
    assert place.drawn is None
    assert place._why.text() == "没有“月下载量”的数据，但已有“周下载量”。"
    assert not place._acts["week"].isHidden()
    qtbot.mouseClick(place._acts["week"], Qt.MouseButton.LeftButton)
    answered()
    assert titles(tab) == ["图6：国产AI应用周下载量"]
    assert place.drawn is not None
    assert "七麦" in place.source.text()


def test_a_page_has_weekly_downloads_where_there_are_no_others(tab, answered):
    tab.show_whole()
    answered(*text_weeks(), *downloads(Granularity.WEEK))
    assert titles(tab)[-1] == "图6：国产AI应用周下载量"
    assert tab.figures.page[6].drawn is not None


def test_an_empty_place_has_no_offer_of_what_nobody_holds(tab, answered):
    answered()
    place = tab.figures.alone[0]
    assert {name for name, made in place._acts.items() if not made.isHidden()} == {"import", "refresh"}
