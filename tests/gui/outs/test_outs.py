"""A chart leaves: pictures that can be read again, tables with their source, and a sentence for what fails."""

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPdfWriter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from data_sources.protocol import BytesKept, FileWanted
from gui.charts.out import encoding, priced
from gui.charts.out.page import FOOT, HEAD, REPORT, on_paper, pdf, picture, svg
from gui.charts.out.priced import PricedSource
from gui.charts.panel import ChartPanel
from gui.look.theme import theme
from gui.outs import outs
from gui.outs.menu import OutMenu
from gui.outs.outs import ACTS, NUMBERS, Outs
from models.charts.values import ChartSpec, IndicatorChoice
from models.errors import ExportError
from models.workbook import Format
from tests.gui.samples import bars, fresh, ink, is_colour, pixels

SPEC = ChartSpec(indicators=(IndicatorChoice(key="ma", params=(5.0, 0, 0, 0, 0, 0)), IndicatorChoice(key="macd")))


@pytest.fixture
def panel(parts, universe, shown):
    made = ChartPanel(parts.texts, parts.lang, parts.theme, parts.plotting)
    made.set_spec(SPEC)
    shown(made, 700, 500)
    one = universe.instruments["NVDA.US"]
    made.show_pending(one)
    made.show_bars(bars(300), one, "来源：测试", late=False)
    return made


@pytest.fixture
def source(panel):
    return PricedSource(panel)


@pytest.fixture
def leaving(parts, source, shown):
    window = shown(QWidget(), 100, 100)
    made = Outs(parts, lambda: source, window)
    made.said = []
    made.told.connect(lambda text, role: made.said.append((text, role)))
    yield made
    made.retire()


def test_a_page_has_title_chart_and_source(source, dark):
    made = pixels(picture(source.page(dark), QSize(800, 450), 1.0))
    assert made.shape[:2] == (450, 800)
    seen = ink(made, dark.panel)
    assert seen[:HEAD].any()
    assert seen[-FOOT:].any()
    assert is_colour(made[HEAD:-FOOT], dark.up).sum() > 100


def test_on_white_the_same_window_is_seen_in_the_light_colours(source, panel):
    panel.canvas.show_bars(100, 150)
    light = theme("light", panel.theme.convention)
    page = source.page(light)
    assert (page.chart.x0, page.chart.x1) == (100, 150)
    made = pixels(picture(page, REPORT, 2.0))
    assert made.shape[:2] == (REPORT.height() * 2, REPORT.width() * 2)
    assert is_colour(made, light.panel).mean() > 0.5
    assert is_colour(made, light.up).sum() > 100


def test_an_svg_can_be_read_and_holds_the_title_as_text(source, dark):
    made = svg(source.page(dark), REPORT)
    assert QSvgRenderer(QByteArray(made)).isValid()
    assert "<text" in made.decode()
    assert QSvgRenderer(QByteArray(made)).viewBox().size() == REPORT


def test_a_pdf_is_a_pdf_of_one_page(source, dark):
    made = pdf(source.page(dark), REPORT)
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") <= 1


def test_a_printers_page_takes_it_in_its_own_proportions(source, dark):
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    on_paper(source.page(dark), QPdfWriter(held), REPORT)
    assert held.data().startsWith(b"%PDF-")


def test_the_bars_leave_as_a_table_with_their_lines(source, panel):
    sheet, sources = source.book(1727222400.0).sheets
    assert [line.values[1] for line in sources.lines] == ["雅虎 yfinance"]
    titles = [column.title for column in sheet.columns]
    assert titles[-4:] == ["MA(5) MA5", "MACD(12,26,9) DIF", "MACD(12,26,9) DEA", "MACD(12,26,9) MACD"]
    assert len(sheet.lines) == 300
    held = bars(300)
    assert sheet.lines[-1].values[0] == held.date[-1].astype(object)
    assert sheet.lines[-1].values[4] == held.close[-1]
    ma5 = titles.index("MA(5) MA5")
    assert sheet.lines[3].values[ma5] is None  # the look-back is empty, not zero
    assert sheet.lines[-1].values[ma5] == pytest.approx(np.mean(held.close[-5:]))
    assert sheet.columns[ma5].format is Format.PRICE
    assert any("雅虎" in line for line in sheet.under)


def test_the_newest_bar_leaves_as_quotes_have_made_it(source, panel):
    panel.apply(fresh("NVDA.US", 999.0, volume=77.0))
    sheet, _ = source.book(1727222400.0).sheets
    held = bars(300)
    assert len(sheet.lines) == 300
    assert sheet.lines[-2].values[4] == held.close[-2]
    assert sheet.lines[-1].values[1:6] == (held.open[-1], 999.0, held.low[-1], 999.0, 77.0)
    ma5 = [column.title for column in sheet.columns].index("MA(5) MA5")
    assert sheet.lines[-1].values[ma5] == pytest.approx(np.mean([*held.close[-5:-1], 999.0]))
    assert any("未收盘" in line or "未完" in line for line in sheet.under)


def test_a_bar_that_began_since_leaves_too(source, panel):
    panel.show_bars(bars(300, last="2024-09-23"), panel.instrument, "", late=False)
    panel.apply(fresh("NVDA.US", 999.0))
    sheet, _ = source.book(1727222400.0).sheets
    assert (len(sheet.lines), sheet.lines[-1].values[4]) == (301, 999.0)


def test_of_very_long_series_what_is_seen_leaves(parts, universe, shown, monkeypatch):
    monkeypatch.setattr(priced, "MOST_ROWS", 5_000)
    panel = ChartPanel(parts.texts, parts.lang, parts.theme, parts.plotting)
    shown(panel, 700, 400)
    one = universe.instruments["NVDA.US"]
    panel.show_pending(one)
    count = 5_500
    days = np.datetime64("1800-01-01", "D") + np.arange(count)
    panel.show_bars(bars(count, date=days), one, "", late=False)
    panel.canvas.show_bars(1000, 1100)
    assert len(PricedSource(panel).book(0.0).sheets[0].lines) == 100


def test_a_picture_goes_onto_the_clipboard(leaving, zh):
    leaving.do("copy")
    assert not QGuiApplication.clipboard().image().isNull()
    assert leaving.said == [(zh["out.copied"], "foot")]
    leaving.do("copy_report")
    assert QGuiApplication.clipboard().image().width() == REPORT.width() * 2


@pytest.mark.parametrize(
    ("act", "begins"), [("png", b"\x89PNG"), ("report", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_pictures_are_written_by_the_data_process(leaving, client, settle, tmp_path, act, begins):
    leaving.write(act, str(tmp_path / "chart"))
    leaving.retire()
    settle()
    (asked,) = client.files
    assert isinstance(asked.want, BytesKept)
    assert asked.want.content.startswith(begins)
    asked.future.set_result(len(asked.want.content))
    settle()
    assert leaving.said[-1] == (f"已写入 {tmp_path / 'chart'}", "foot")


@pytest.mark.parametrize("act", ["xlsx", "csv"])
def test_tables_are_made_by_the_data_process(leaving, client, settle, act):
    leaving.write(act, "chart")
    (asked,) = client.files
    assert isinstance(asked.want, FileWanted)
    assert asked.want.format == act
    asked.future.set_exception(ExportError("disk full"))
    settle()
    assert leaving.said[-1][1] == "error"


def test_the_dialog_proposes_a_name_and_nothing_is_written_without_one(leaving, client, monkeypatch):
    asked = []
    monkeypatch.setattr(outs.dialogs, "to_write", lambda *words: asked.append(words) or ("", ""))
    leaving.do("svg")
    assert asked[0][2:] == ("NVDA.US_1d_20240924.svg", "SVG (*.svg)")
    assert client.files == []


@pytest.mark.parametrize("act", [act for act in ACTS if act != "print"])
def test_without_a_chart_it_says_so(parts, shown, zh, act, monkeypatch):
    monkeypatch.setattr(outs.dialogs, "to_write", lambda *words: ("somewhere", ""))
    empty = ChartPanel(parts.texts, parts.lang, parts.theme, parts.plotting)
    shown(empty, 300, 200)
    made, said = Outs(parts, lambda: PricedSource(empty), empty), []
    made.told.connect(lambda text, role: said.append((text, role)))
    made.do(act)
    assert said == [(zh["out.nothing"], "error")]
    assert PricedSource(empty).stem() == "chart"


def test_the_menu_offers_every_act(zh, qtbot):
    menu, asked = OutMenu(zh), []
    qtbot.addWidget(menu)
    menu.asked.connect(asked.append)
    menu.menu().aboutToShow.emit()
    menu.menu().aboutToShow.emit()  # its lines are made once
    for action in menu.menu().actions():
        action.trigger()
    assert tuple(asked) == (NUMBERS, *ACTS)


def test_packing_keeps_every_pixel(bridge, settle, dark):
    drawn, packed = QImage(30, 20, QImage.Format.Format_RGB32), []
    drawn.fill(dark.accent)
    encoding.pack(drawn, bridge, packed.append)()
    settle()
    assert QImage.fromData(packed[0]).pixelColor(7, 7) == dark.accent
