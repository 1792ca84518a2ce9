"""Every table and every chart of the program is named here with the way it leaves; one more without a way fails."""

import ast
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu

from data_sources.protocol import Completeness, Rejected, Status
from gui.charts.out.page import picture, svg
from gui.imports.page import ImportPage
from gui.lists.leaving import source_of
from gui.look.theme import theme
from gui.outs.outs import ACTS, size_of
from gui.outs.strip import outs_of
from gui.strip import IndexStrip
from gui.tabs.alerts import AlertsTab
from gui.tabs.sources import SourcesTab
from gui.traffic.out.products import listed
from gui.traffic.products.page import ProductsPage
from gui.traffic.versions import Versions
from models.exports import EXPORTS
from models.traffic.values import Metric
from tests.gui.imports.samples import traffic
from tests.gui.samples import NOW, fresh, ink, pixels
from tests.gui.test_sources_tab import RESTING, ROUTES, backstage
from tests.house.parts import ROOT
from tests.models.traffic.made import months

QT = {"QTableView", "QListView", "QTreeView", "QTableWidget", "QListWidget", "QTreeWidget", "GraphicsView"}
# where a view is made -> how many, and what copies and exports it
LEAVE = {
    ("gui/alerts/page.py", "KeyedView"): (3, "gui/tabs/alerts.py: AlertsTab.outs of digest, alerts and log"),
    ("gui/charts/panel.py", "ChartView"): (1, "gui/seats/furniture.py: Furniture.outs of the active chart"),
    ("gui/compare/plot.py", "CompareView"): (1, "gui/compare/out.py: Out"),
    ("gui/compare/report.py", "ReturnsView"): (1, "gui/compare/out.py: Out.table"),
    ("gui/imports/cells.py", "TextTable"): (1, "gui/imports/leaving.py: ImportOuts of cells"),
    ("gui/imports/page.py", "SeriesView"): (1, "gui/imports/leaving.py: ImportOuts of series"),
    ("gui/imports/page.py", "TextTable"): (2, "gui/imports/leaving.py: ImportOuts of market and refused"),
    ("gui/lists/incoming.py", "_Table"): (1, "gui/lists/files.py: ListFiles.incoming"),
    ("gui/lists/panel.py", "QuoteTableView"): (1, "gui/lists/files.py: ListFiles.outs"),
    ("gui/review/figure_page.py", "FigureView"): (1, "gui/review/sides.py: Sides.outs of figure 1"),
    ("gui/review/ledger.py", "VerdictTable"): (
        1,
        "gui/review/sides.py: Sides.outs of the ledger and of a checked text",
    ),
    ("gui/review/protocol.py", "CheckTable"): (1, "gui/review/sides.py: Sides.outs of the gate"),
    ("gui/review/restated.py", "TextTable"): (1, "gui/review/sides.py: Sides.outs of what was restated"),
    ("gui/sources/wholeness.py", "LinesView"): (1, "gui/tabs/sources.py: SourcesTab.outs"),
    ("gui/tabs/sources.py", "LinesView"): (2, "gui/tabs/sources.py: SourcesTab.outs of states and refused"),
    ("gui/traffic/figure.py", "TrafficView"): (1, "gui/traffic/leaving.py: Leaving"),
    ("gui/traffic/prices.py", "PriceView"): (1, "gui/traffic/prices.py: Prices.outs"),
    ("gui/traffic/products/page.py", "QListView"): (1, "gui/traffic/out/products.py: listed"),
    ("gui/traffic/report.py", "PeriodTable"): (1, "gui/traffic/leaving.py: Leaving.table"),
    ("gui/traffic/versions.py", "TextTable"): (1, "gui/traffic/versions.py: Versions.outs"),
}
PAINTED = {"gui/strip.py": "gui/outs/strip.py: outs_of"}  # no view of Qt's, and full of quotes
CHOICES = {  # what is chosen from holds nothing that is not shown elsewhere
    ("gui/lists/chooser.py", "ColumnView"): 1,
    ("gui/review/settings/page.py", "PartsList"): 1,
    ("gui/search/box.py", "QListView"): 1,
    ("gui/sources/preferences.py", "QListWidget"): 1,
    ("gui/traffic/picker.py", "QListWidget"): 1,
}
NAMESAKES = {  # a frame around a figure, whose view is counted where it is made
    ("gui/traffic/figures.py", "FigureView"),
    ("gui/review/figures_page.py", "FigureView"),  # these leave by gui/review/outs.py
}


def called(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def made():
    """Where in gui/ a view is made, and how many times."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "gui").rglob("*.py")}
    nodes = [(path, node) for path, tree in trees.items() for node in ast.walk(tree)]
    classes = [node for _, node in nodes if isinstance(node, ast.ClassDef)]
    views, before = set(QT), set()
    while views != before:
        before = set(views)
        views |= {one.name for one in classes if any(called(base) in views for base in one.bases)}
    found = Counter(
        (path.relative_to(ROOT).as_posix(), called(node.func))
        for path, node in nodes if isinstance(node, ast.Call) and called(node.func) in views
    )  # fmt: skip
    return {place: count for place, count in found.items() if place not in NAMESAKES}


def test_every_view_has_its_way_out():
    assert made() == {place: count for place, (count, _) in LEAVE.items()} | CHOICES


@pytest.mark.parametrize("way", [way for _, way in LEAVE.values()] + list(PAINTED.values()))
def test_every_way_out_is_there(way):
    file, _, what = way.partition(": ")
    text = (ROOT / file).read_text(encoding="utf-8")
    name, _, attribute = what.partition(" ")[0].partition(".")
    assert name == "its" or f"class {name}" in text or f"def {name}" in text
    assert not attribute or f"self.{attribute} = " in text


# what leaves


@pytest.fixture
def sources(parts, clock, shown, client, settle):
    made = shown(SourcesTab(replace(parts, backstage=backstage()), clock), 1000, 900)
    one = Rejected(
        source="yahoo", instrument="NVDA.US", reason="no quote lines in the answer", at=NOW - 60, file="x.bin"
    )
    parts.board.put(Status(sources=(RESTING,), rejected=(one,)))
    settle()
    assert ROUTES.sources
    yield made
    made.retire()


@pytest.fixture
def page(parts, shown, client, settle):
    made = shown(ImportPage(parts), 1000, 700)
    made.open("x.csv")
    client.imports[-1].future.set_result(traffic())
    settle()
    yield made
    made.retire()


@pytest.fixture
def strip(parts, shown):
    made = shown(IndexStrip(parts.universe, parts.texts, parts.lang, parts.theme), 900, 24)
    made.apply((fresh("HSI", 19_123.4, previous_close=19_000.0, received_at=NOW, exchange_time=NOW - 5),))
    return made


def leaves(outs, parts, *, lines=1):
    """A page that is painted, an SVG that can be read, and a workbook with typed cells and a sheet of sources."""
    source, light = outs.source, theme("light", parts.theme.convention)
    page = source.page(light)
    drawn = pixels(picture(page, size_of(page), 1.0))
    assert ink(drawn, light.panel).mean() > 0.002
    assert QSvgRenderer(QByteArray(svg(page, size_of(page)))).isValid()
    book = source.book(NOW)
    assert len(book.sheets[0].lines) >= lines
    assert book.sheets[-1].title == parts.texts["sources.sheet"]
    for kind in EXPORTS:
        assert EXPORTS[kind](book)
    return book.sheets[0]


def column(sheet, title):
    place = [one.title for one in sheet.columns].index(title)
    return sheet.columns[place].format, [line.values[place] for line in sheet.lines]


def test_the_sources_leave(sources, parts, zh):
    states, refused, _ = sources.outs
    sheet = leaves(states, parts)
    kind, values = column(sheet, zh["sources.last_ok"])
    assert (kind, values[0].timestamp()) == ("moment", NOW - 400)  # an age would not stay true
    assert zh["sources.action"] not in [one.title for one in sheet.columns]
    assert column(leaves(refused, parts), zh["sources.instrument"])[1] == ["NVDA.US"]


def test_the_wholeness_of_bars_leaves(sources, parts, client, settle):
    one = parts.universe.needed(everyone=True)[0]
    held = Completeness(instrument=one.id, expected=250, held=240, gaps=(), source="yahoo", fetched_at=NOW)
    client.checked[-1].future.set_result((held,))
    settle()
    sheet = leaves(sources.outs[2], parts)
    assert column(sheet, parts.texts["sources.expected"])[1] == [250.0]


def test_a_table_that_is_imported_leaves_as_it_was_read(page, parts):
    by_name = page.outs.by_name
    cells = leaves(by_name["cells"], parts)
    assert {one.format for one in cells.columns} == {"text"}
    leaves(by_name["series"], parts)


def test_the_strip_leaves_with_every_quote(strip, parts, zh):
    sheet = leaves(outs_of(parts, strip), parts, lines=11)
    assert column(sheet, zh["out.strip.last"])[1][strip.store.row_of["HSI"]] == 19_123.4
    kind, values = column(sheet, zh["out.strip.change_pct"])
    assert (kind, round(values[strip.store.row_of["HSI"]], 4)) == ("percent", 0.6495)


def test_the_alerts_page_offers_its_tables(parts, clock, shown):
    tab = shown(AlertsTab(parts, clock), 800, 600)
    assert len(tab.outs) == 3
    tab.retire()


def test_the_products_leave_with_all_that_is_known(parts, shown):
    page = shown(ProductsPage(parts.products, parts.universe, parts.texts, parts.lang, parts.theme), 800, 600)
    sheet = leaves(listed(parts, page.view, page.lines), parts, lines=20)
    assert "OpenAI" in column(sheet, parts.texts["products.vendor"])[1]


def test_the_versions_of_a_number_leave(parts, shown, client, settle, zh):
    page = shown(Versions(parts), 700, 400)
    product = parts.products.products.all()[0]
    page.show_product(product, Metric.VISITS, ())
    assert page.outs.source.book(NOW) is None  # nothing has come
    client.vintages_asked[-1].future.set_result((months([1.5e9, float("nan"), 2.6e9]),))
    settle()
    sheet = leaves(page.outs, parts)
    assert sheet.title == page.title.text()
    assert [line.values[1] for line in sheet.lines] == [260_000.0, None, 150_000.0]  # 万次, as its heading says
    page.retire()


def test_a_list_leaves_as_it_stands(make_window, parts):
    window = make_window()
    window.lists.apply((fresh("NVDA.US", 120.5, previous_close=118.0, received_at=NOW),), NOW)
    sheet = leaves(SimpleNamespace(source=source_of(parts, window.lists.panel)), parts)
    assert "NVDA.US" in column(sheet, "代码")[1]


def test_every_table_has_the_key_and_the_menu(sources, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: opened.append(len(menu.actions())))
    sources.states_view.setFocus()
    qtbot.keyClick(sources.states_view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    at = QPoint(5, 5)
    pressed = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, sources.states_view.viewport().mapToGlobal(at))
    QCoreApplication.sendEvent(sources.states_view.viewport(), pressed)
    assert len(opened) == 2
    assert min(opened) > len(ACTS)
