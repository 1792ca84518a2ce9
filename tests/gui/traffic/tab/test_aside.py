"""Imports, products and versions stand in the tab, and the way back is theirs."""

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from data_sources.protocol.traffic import Held
from models.imports.traffic.values import Hints, Template, TrafficLine, TrafficPreview
from models.traffic.chosen import View
from models.traffic.values import Batch, Granularity, Metric, Origin, Point, SeriesKey, series_of
from tests.gui.traffic.tab.conftest import months, text_weeks, weeks


def preview(*subjects):
    lines = tuple(
        TrafficLine(
            product=product, written=product, known=True, category=category, metric=metric, granularity=every,
            source="S", geo="ww", device="all", first=dt.date(2024, 9, 13), last=dt.date(2024, 9, 19), count=1,
        )
        for product, category, metric, every in subjects
    )  # fmt: skip
    return TrafficPreview(
        name="weekly.xlsx", encoding="", layout="", vendor="S", unit=1e4, metric=None, granularity=None, lines=lines,
        series=len(lines), points=len(lines), refused=(), refused_count=0, questions=(),
        template=Template(fingerprint="", hints=Hints()), committed=True,
    )  # fmt: skip


WEEK = Granularity.WEEK


def test_the_import_page_opens_and_closes(full, qtbot):
    full.acts.bring.click()
    page = full.pages.currentWidget()
    assert type(page).__name__ == "ImportPage"
    page.closed.emit()
    assert full.pages.currentWidget() is full._front


def test_ctrl_v_shows_what_is_on_the_clipboard(full, qtbot, client, settle):
    QGuiApplication.clipboard().setText("产品\t0913-0919\nChatGPT\t82390\n")
    full.activateWindow()
    full.report.table.setFocus()
    qtbot.keyClick(full.report.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert type(full.pages.currentWidget()).__name__ == "ImportPage"
    assert client.imports


def test_a_table_of_one_category_is_shown_as_it_came(full, answered, client):
    full.pages.taken.emit(preview(("Kimi", "text", Metric.VISITS, WEEK), ("豆包", "text", Metric.VISITS, WEEK)))
    assert (full.book.held.category, full.book.held.granularity) == ("text", WEEK)
    answered(*months(), *text_weeks())
    assert full.figures.alone[0].drawn is not None
    assert "weekly.xlsx" in full._state.text()


def test_tables_of_several_figures_are_shown_on_a_page(full, answered):
    full.pages.taken.emit(
        preview(
            ("ChatGPT", "text", Metric.VISITS, WEEK), ("Midjourney", "image", Metric.VISITS, WEEK),
            ("豆包", "text", Metric.DOWNLOADS, Granularity.MONTH),
        )
    )  # fmt: skip
    assert full.book.whole
    assert full.book.held.granularity is WEEK
    answered(*text_weeks())
    assert full.figures.page[2].drawn is not None


def test_whom_nobody_knows_is_shown_by_name(full):
    full.pages.taken.emit(preview(("某产品", "", Metric.VISITS, WEEK)))
    assert full.book.held.products == ("某产品",)


def test_an_import_that_is_taken_back_is_read_again(full, client):
    full.pages.taken.emit(None)
    assert len(client.traffic_asked) == 2
    assert full.book.held == View()


def test_an_import_is_taken_back_from_the_figures(full, client, settle, qtbot):
    assert full._take_back.isHidden()
    full.pages.taken.emit(preview(("Kimi", "text", Metric.VISITS, WEEK)))
    assert not full._take_back.isHidden()
    qtbot.mouseClick(full._take_back, Qt.MouseButton.LeftButton)
    client.imports[-1].future.set_result(3)
    settle()
    assert full.pages.currentWidget() is full._front
    assert full._state.text() == "已撤销最近一次导入"
    assert full._take_back.isHidden()


def test_products_are_edited_and_the_figures_follow(full, settle):
    full.pages.edit_products("Kimi")
    settle()
    assert full.pages.currentWidget() is not full._front
    full.pages.back()
    assert full.pages.currentWidget() is full._front


def versions():
    key = SeriesKey(product="Kimi", metric=Metric.VISITS, granularity=WEEK, source="Similarweb", week_start=4)
    day = dt.date(2024, 9, 13)
    return tuple(
        series_of(key, [Point(start=day, end=day + dt.timedelta(days=6), value=value)], known, batch)
        for value, known, batch in ((5.2e6, 1.7268e9, 1), (5.4e6, 1.7272e9, 2))
    )


@pytest.fixture
def both(tab, client, settle):
    """Two batches, of which the second restated the first."""
    batches = tuple(
        Batch(number=number, origin=Origin.FILE, name=f"file{number}.xlsx", source="Similarweb", known_at=1.0,
              taken_at=1.0)
        for number in (1, 2)
    )  # fmt: skip
    client.traffic_asked[-1].future.set_result(Held(series=(weeks("Kimi"),), batches=batches))
    settle()
    tab.pages.show_versions("Kimi")
    client.vintages_asked[-1].future.set_result(versions())
    settle()
    return tab


def test_every_number_ever_known_is_listed_the_newest_first(both, client):
    assert client.vintages_asked[-1].want.products == ("Kimi",)
    page = both.pages._made["versions"][0]
    texts = page.table.texts
    lines = [[texts.text(row, column) for column in range(5)] for row in range(2)]
    assert [line[1] for line in lines] == ["540.0", "520.0"]
    assert [line[4] for line in lines] == ["file2.xlsx", "file1.xlsx"]
    assert lines[0][0] == "2024 0913-0919"


def test_versions_are_copied_and_left_with_escape(both, qtbot):
    page = both.pages._made["versions"][0]
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "540.0" in QGuiApplication.clipboard().text()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert both.pages.currentWidget() is both._front


def test_a_product_nobody_knows_has_no_versions(full, client):
    full.pages.show_versions("nobody")
    assert client.vintages_asked == []
    assert np.isfinite(full.board.panel.matrix).any()
