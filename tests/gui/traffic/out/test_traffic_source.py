"""What leaves of the tab, through the same door as every chart: pictures, the workbook, numbers on the clipboard."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from data_sources.protocol import BytesKept, FileWanted
from gui.charts.price import Look, PriceChart
from gui.outs import outs
from gui.outs.outs import ACTS, Outs
from gui.traffic.out.source import Seen, TrafficSource
from models.charts.values import ChartSpec
from models.instruments import Instrument, Market
from tests.gui.samples import bars
from tests.models.traffic.panels import KNOWN, figure, panel, vintage

SHARE = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS")


@pytest.fixture
def looks():
    """The themes that charts were asked for."""
    return []


@pytest.fixture
def seen(looks):
    def charts(look):
        looks.append(look)
        return [PriceChart(bars(60), SHARE, ChartSpec(indicators=()), Look(theme=look, lang="zh", zone="")).chart] * 2

    captions = (figure((0,), size=1e8, counter="亿次"), figure((1, 2, 3)))
    return Seen(
        panel=panel(), captions=captions, charts=charts, inked=lambda product, look: look.ramp[len(product) % 3].name(),
        vintages=(vintage([1e6], KNOWN, 1),),
    )  # fmt: skip


@pytest.fixture
def source(parts, seen):
    return TrafficSource(parts, lambda: (seen,), lambda: QSize(800, 450))


@pytest.fixture
def nothing(parts):
    return TrafficSource(parts, lambda: (), lambda: QSize(800, 450))


@pytest.fixture
def leaving(parts, source, shown):
    made = Outs(parts, lambda: source, shown(QWidget(), 100, 100), lambda: KNOWN)
    yield made
    made.retire()


@pytest.mark.parametrize(("act", "begins"), [("report", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_pictures_leave_on_white(leaving, client, settle, looks, act, begins):
    leaving.write(act, "figure")
    leaving.retire()
    settle()
    (asked,) = client.files
    assert isinstance(asked.want, BytesKept)
    assert asked.want.content.startswith(begins)
    assert [look.name for look in looks] == ["light"]


def test_the_workbook_has_figures_table_vintages_and_sources_in_paper_colours(leaving, client, looks, parts):
    leaving.write("xlsx", "figure")
    (asked,) = client.files
    assert isinstance(asked.want, FileWanted)
    made = asked.want.book
    assert [one.title for one in made.sheets] == ["图表1", "图表2", "数据表", "历次版本", "来源"]
    assert made.sheets[1].graph.runs[0].colour == "0F8069"
    assert looks == []


def test_the_picture_goes_onto_the_clipboard(leaving):
    leaving.do("copy_report")
    assert QGuiApplication.clipboard().image().width() == 2560


def test_the_numbers_of_both_figures_go_onto_the_clipboard_as_one_table(source):
    assert source.copy_numbers()
    held = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in held.text().splitlines()]
    assert lines[0][:4] == ["周期", "起始日", "截止日", "ChatGPT 次"]
    newest = dict(zip(lines[0], lines[7], strict=True))
    assert (newest["周期"], newest["截止日"]) == ("2024-09", "2024-09-30")
    assert (newest["ChatGPT 次"], newest["ChatGPT 万次"], newest["豆包 万次"]) == ("3,100,000,000", "310,000", "1,350")
    assert lines[1][lines[0].index("豆包 次")] == "--"  # not counted yet
    assert "天工 次" not in newest
    assert any("资料来源：Similarweb" in line[0] for line in lines)
    assert "<table" in held.html()


def test_files_are_called_by_metric_and_days(source, nothing):
    assert source.stem() == "traffic_visits_2024-03-01_2024-09-30"
    assert nothing.stem() == "traffic"
    assert source.size() == QSize(800, 450)


def test_without_figures_nothing_leaves(nothing, dark):
    assert nothing.page(dark) is None
    assert nothing.book(0.0) is None
    assert not nothing.copy_numbers()


@pytest.mark.parametrize("act", [act for act in ACTS if act not in ("print", "copy", "copy_report")])
def test_without_figures_it_says_so(parts, nothing, shown, zh, act, monkeypatch):
    monkeypatch.setattr(outs.dialogs, "to_write", lambda *words: ("somewhere", ""))
    made, said = Outs(parts, lambda: nothing, shown(QWidget(), 100, 100)), []
    made.told.connect(lambda text, role: said.append((text, role)))
    made.do(act)
    assert said == [(zh["out.nothing"], "error")]
