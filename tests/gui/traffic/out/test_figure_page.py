"""Figures as a note prints them: what stands where, side by side or alone, on every kind of painter."""

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtSvg import QSvgRenderer

from gui.charts.out.page import REPORT, pdf, picture, svg
from gui.charts.price import Look, PriceChart
from gui.look.theme import theme
from gui.traffic.out.page import BETWEEN, MARGIN, FigurePage
from models.charts.values import ChartSpec
from models.instruments import Instrument, Market
from tests.gui.samples import bars, ink, is_colour, pixels
from tests.models.traffic.panels import figure

SIZE = QSize(900, 520)
SHARE = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS")


@pytest.fixture
def page(qapp, zh, dark):
    """Captions with a chart each; ``None`` in ``charts`` leaves one out."""

    def build(*captions, look=dark, charts=None, lang="zh"):
        def chart():
            made = PriceChart(bars(60), SHARE, ChartSpec(indicators=()), Look(theme=look, lang=lang, zone="")).chart
            made.x0, made.x1 = made.newest()
            return made

        held = [chart() for _ in captions] if charts is None else charts
        return FigurePage(charts=held, captions=captions, theme=look, texts=zh, lang=lang, empty="未持有数据")

    return build


def drawn(page, size=SIZE):
    return pixels(picture(page, size, 1.0))


def rows(made, look, left=0, right=None):
    """Which rows of a picture have ink between two columns."""
    return np.flatnonzero(ink(made, look.panel)[:, left:right].any(axis=1))


def chart_rows(made, look):
    """First and last row with a candle."""
    return np.flatnonzero((is_colour(made, look.up) | is_colour(made, look.down)).any(axis=1))[[0, -1]]


def test_title_unit_chart_and_source_stand_one_under_another(page, dark):
    made = drawn(page(figure()))
    top, bottom = chart_rows(made, dark)
    inked = rows(made, dark)
    assert inked[0] >= MARGIN
    assert inked[-1] < SIZE.height() - MARGIN
    assert is_colour(made[: MARGIN + 24], dark.text).any()
    assert is_colour(made[MARGIN + 20 : top], dark.muted).any()
    assert is_colour(made[bottom:], dark.muted).any()


def test_the_title_begins_at_the_left(page, dark):
    made = drawn(page(figure()))
    title = np.flatnonzero(ink(made, dark.panel)[MARGIN : MARGIN + 20].any(axis=0))
    assert MARGIN <= title[0] <= MARGIN + 4
    assert title[-1] < SIZE.width() / 2


def test_a_warning_is_in_its_own_colour_above_the_chart(page, dark):
    plain, warned = (drawn(page(figure(warning=warning))) for warning in ("", "演示数据"))
    assert not is_colour(plain, dark.warn, 4).any()
    seen = np.flatnonzero(is_colour(warned, dark.warn, 4).any(axis=1))
    assert seen.size
    assert seen[-1] < chart_rows(warned, dark)[0]


def test_more_notes_take_more_room_and_never_more_than_half(page, dark):
    few, many, endless = (drawn(page(figure(notes=("一条注释。",) * count))) for count in (1, 4, 90))
    assert chart_rows(many, dark)[1] < chart_rows(few, dark)[1]
    top, bottom = chart_rows(endless, dark)
    assert bottom - top > 0.25 * SIZE.height()
    assert rows(endless, dark)[-1] < SIZE.height() - MARGIN


def test_notes_without_room_are_counted(page, zh):
    one = page(figure(notes=tuple(f"第{place}条" for place in range(90))))
    said = [line.text for line in one._foot(one.captions[0], 800, SIZE.height())]
    left = 90 - (len(said) - 2)
    assert said[-1] == zh["trafficfile.more"].format(count=left)
    assert said[:2] == ["资料来源：Similarweb；取得于 2024-10-03", "注1：第0条"]


def test_two_figures_stand_side_by_side_at_one_height(page, dark):
    made = drawn(page(figure(), figure(warning="演示", title="图3" * 30)))
    middle = SIZE.width() // 2
    gap = ink(made, dark.panel)[: chart_rows(made, dark)[1], middle - BETWEEN // 2 + 2 : middle + BETWEEN // 2 - 2]
    assert not gap.any()
    left, right = (chart_rows(part, dark) for part in (made[:, :middle], made[:, middle:]))
    assert left.tolist() == right.tolist()


def test_one_source_is_said_once_and_two_under_each(page, zh):
    same, other = page(figure(), figure()), page(figure(), figure(source="资料来源：七麦"))
    assert len(same._feet(400, 800, 500)) == 1
    assert [lines[0].text for lines in other._feet(400, 800, 500)] == [
        "资料来源：Similarweb；取得于 2024-10-03", "资料来源：七麦",
    ]  # fmt: skip
    assert other.foot == "资料来源：Similarweb；取得于 2024-10-03  资料来源：七麦"


@pytest.mark.parametrize("captions", [1, 2])
def test_a_figure_without_numbers_says_what_would_be_there(page, dark, captions):
    made = drawn(page(*[figure()] * captions, charts=[None] * captions))
    seen = ink(made, dark.panel)[SIZE.height() // 2 - 30 : SIZE.height() // 2 + 30]
    assert seen.any()


def test_without_any_figure_it_is_an_empty_page(page, dark):
    made = page()
    assert not ink(drawn(made), dark.panel).any()
    assert (made.title, made.foot) == ("", "")


def test_paper_is_white(page):
    look = theme("light")
    made = pixels(picture(page(figure(), look=look), REPORT, 2.0))
    assert made.shape[:2] == (REPORT.height() * 2, REPORT.width() * 2)
    assert is_colour(made, look.panel).mean() > 0.7


def test_an_svg_holds_its_words_and_a_pdf_is_one(page):
    one = page(figure(), figure(title="图3：图像类"))
    made = svg(one, REPORT)
    assert QSvgRenderer(QByteArray(made)).isValid()
    assert "图3：图像类" in made.decode()
    assert pdf(one, REPORT).startswith(b"%PDF-")


def test_a_tiny_page_does_not_fail(page):
    drawn(page(figure(), figure()), QSize(60, 40))
