"""What is seen can be taken along: the table, the numbers, pictures, and a workbook with all vintages."""

import pytest
from PySide6.QtGui import QGuiApplication

from data_sources.protocol import FileWanted
from gui import dialogs
from gui.look.theme import theme
from gui.traffic.leaving import PAGE
from models.errors import Unreachable
from models.traffic.chosen import View
from models.traffic.values import Granularity
from tests.gui.traffic.tab.conftest import months, text_weeks


@pytest.fixture
def target(tmp_path, monkeypatch):
    """Where the dialog says that files shall lie."""
    monkeypatch.setattr(dialogs, "to_write", lambda *told: (str(tmp_path / told[2]), ""))
    return tmp_path


def test_the_table_and_the_numbers_go_to_the_clipboard(full):
    full.leaving.do("table")
    assert "ChatGPT" in QGuiApplication.clipboard().text()
    full.leaving.do("numbers")
    assert "2025-06" in QGuiApplication.clipboard().text()
    assert full._state.text() == "已复制"


def test_the_picture_has_title_source_and_figure(full):
    full.leaving.do("copy")
    assert not QGuiApplication.clipboard().image().isNull()
    page = full.leaving.source.page(theme("light"))
    assert page.title == "文本类模型网站月访问量"
    assert "Toolify" in page.foot
    assert len(page.charts) == 1


def test_a_workbook_waits_for_all_vintages(full, client, settle, target):
    full.leaving.do("xlsx")
    assert client.files == []
    client.vintages_asked[-1].future.set_result(())
    settle()
    want = client.files[-1].want
    assert isinstance(want, FileWanted)
    assert want.format == "xlsx"
    assert any(sheet.graph is not None for sheet in want.book.sheets)


def test_a_workbook_without_its_vintages_is_not_written(full, client, settle, target):
    full.leaving.do("xlsx")
    client.vintages_asked[-1].future.set_exception(Unreachable("no answer in time"))
    settle()
    assert client.files == []
    assert full._state.property("role") == "error"


def test_a_pair_goes_out_together_and_a_page_figure_by_figure(tab, answered, settle):
    answered(*months(), *text_weeks())
    tab.book.put(View(granularity=Granularity.WEEK, split=True))
    answered()
    assert len(tab.leaving.source.page(theme("light")).charts) == 2
    tab.show_whole()
    answered(*months(), *text_weeks())
    menu = tab.acts.outs.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["图2/3"]  # one alone is the page
    tab.leaving.do("numbers", 2)
    assert "ChatGPT" in QGuiApplication.clipboard().text()
    assert len(tab.leaving.source.page(theme("light")).charts) == 2


def test_one_figure_after_a_pair_goes_out_alone(tab, answered):
    answered(*text_weeks())
    tab.book.put(View(granularity=Granularity.WEEK, split=True))
    answered(*text_weeks())
    tab.book.put(View(granularity=Granularity.WEEK))
    answered(*text_weeks())
    tab.leaving.do("copy_report")
    assert not QGuiApplication.clipboard().image().isNull()
    assert len(tab.leaving.source.page(theme("light")).charts) == 1
    assert tab.leaving.source.size().width() <= tab.figures.width()


@pytest.fixture
def paged(tab, answered):
    """A page of figures 2 to 5 by the month."""
    tab.book.put(View(granularity=Granularity.MONTH), whole=True)
    answered(*months(), *text_weeks())
    return tab


def test_a_page_goes_out_as_one_picture(paged, settle):
    menu = paged.acts.outs.menu()
    menu.aboutToShow.emit()
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert said[-3:] == ["图2/3", "图4", "图5"]
    assert any("PNG" in one for one in said[:-3])
    paged.leaving.do("copy_report", PAGE)
    page = paged.leaving.source.page(theme("light"))
    assert [one.title[:2] for one in page.pages] == ["图2", "图3", "图4", "图5"]
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (page.report.width() * 2, page.report.height() * 2)
    size = paged.leaving.source.size()
    assert size.width() > size.height() / 2 > 100
    assert paged.leaving.source.stem().startswith("traffic_figures_")


def test_a_page_goes_out_as_one_workbook(paged, client, settle, target):
    paged.leaving.do("xlsx", PAGE)
    client.vintages_asked[-1].future.set_result(months())
    settle()
    book = client.files[-1].want.book
    named = [sheet.title for sheet in book.sheets]
    assert named[:2] == ["图2", "图3"]
    assert {"图4", "图5", "数据表 2-3", "数据表 4", "历次版本 5", "来源 5"} <= set(named)
    assert len(named) == len(set(named))
    assert sum(sheet.graph is not None for sheet in book.sheets) == 4


def test_where_nothing_is_held_nothing_goes_out(tab, answered):
    answered()
    tab.leaving.do("copy")
    assert tab._state.property("role") == "error"
    tab.leaving.do("numbers")
    assert tab._state.property("role") == "error"


def test_the_menu_of_a_figure_that_stands_alone(full):
    menu = full.acts.outs.menu()
    menu.aboutToShow.emit()
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert said[:2] == ["复制表格", "复制图中数据"]
    assert any("Excel" in one for one in said)


def test_the_table_leaves_by_itself_painted_and_with_what_is_behind_it(full, parts):
    source = full.leaving.table.source
    page = source.page(theme("light"))
    assert page.title == full.report.title.text()
    assert "Toolify" in page.foot
    assert [row[0] for row in page.reading.rows][:1] == [full.report.table.lines([0])[0][0]]
    book = source.book(0.0)
    assert [sheet.title for sheet in book.sheets] == [
        parts.texts["trafficfile.sheet.table"], parts.texts["trafficfile.sheet.sources"],
    ]  # fmt: skip
