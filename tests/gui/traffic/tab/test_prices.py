"""The exposed companies' shares under the figure, on its periods."""

import numpy as np
import pytest

from gui.charts.out.page import REPORT, picture
from gui.look.theme import theme
from gui.traffic.out.prices import PricesSource
from models.traffic.chosen import View
from tests.gui.samples import NOW, bars, ink, pixels


@pytest.fixture
def priced(full, client, settle, universe):
    """Bars of everybody who is asked for."""

    def run(missing=()):
        full.book.put(View(prices=True))
        settle()
        for _ in range(3):
            client.answer_all(lambda name: None if name in missing else bars(600, name=name, last="2025-06-30"))
            settle()
        full.prices._bars._settled.stop()
        full.prices._draw()
        return full.prices

    return run


def test_companies_of_the_products_are_asked_for_over_the_window(priced, client, full):
    prices = priced()
    assert {"MSFT.US", "GOOG.US"} <= set(prices.exposed)
    panel = full.board.panel
    first = panel.start[panel.first].astype(object)
    assert all(want.start < first for want in client.wants)
    assert all(want.looked_at for want in client.wants)  # before the histories of a list that nobody sees
    assert all(want.end == panel.end[panel.stop - 1].astype(object) for want in client.wants)


def test_lines_begin_at_100_and_stand_on_the_panels_periods(priced, full):
    prices = priced()
    panel = full.board.panel
    for row in prices.rows.values():
        assert len(row) == len(panel.start)
        inside = row[panel.first : panel.stop]
        assert inside[np.isfinite(inside)][0] == pytest.approx(100.0)


def test_they_show_the_same_window_as_the_figure(priced, full, settle):
    prices = priced()
    figure = full.figures.alone[0].view
    assert prices.view.window == pytest.approx(figure.window)
    figure.zoom(0.6)
    settle()
    assert prices.view.window == pytest.approx(figure.window)


def test_who_cannot_be_fetched_is_said(priced):
    prices = priced(missing=("MSFT.US",))
    assert "MSFT.US" in prices._state.text()
    assert "MSFT.US" not in prices.rows


def test_products_of_no_listed_company_say_so(full, settle):
    full.book.put(View(category="", products=("Midjourney",), prices=True))
    settle()
    assert "没有对应的上市公司" in full.prices._state.text()
    assert full.prices.rows == {}


def test_they_are_hidden_until_wanted_and_where_nothing_is_a_day(full, settle):
    assert full.prices.isHidden()
    full.tools.switches["prices"].button.click()
    settle()
    assert not full.prices.isHidden()
    full.tools.align._aligns("launch")
    settle()
    assert full.prices.isHidden()


def test_they_leave_as_a_picture_and_as_a_table_with_their_sources(priced, full, parts):
    prices = priced()
    source = PricesSource(parts, prices)
    page = source.page(theme("light", "red-up"))
    assert (page.chart.x0, page.chart.x1) == prices.view.window
    assert ink(pixels(picture(page, REPORT, 1.0)), page.theme.panel).mean() > 0.01
    lines, sources = source.book(NOW).sheets
    assert len(lines.lines) == full.board.panel.stop - full.board.panel.first
    assert [column.title.split()[-1] for column in lines.columns[1:]] == list(prices.rows)
    held = [line.values[1] for line in lines.lines if line.values[1] is not None]
    assert held[0] == pytest.approx(100.0)
    assert len(sources.lines) == len(prices.rows)


def test_without_shares_nothing_leaves(full, parts):
    source = PricesSource(parts, full.prices)
    assert source.page(parts.theme) is None
    assert source.book(NOW) is None
