"""Price charts on a canvas in a widget, and a chart tab with a list beside it, as in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.canvas import ChartView
from gui.charts.chart import AXIS_PX, DATES_PX
from gui.charts.price import Look, PriceChart
from gui.tabs.chart import ChartTab
from models.charts.values import ChartSpec, GridSpec
from models.instruments import Instrument, Market
from tests.gui.samples import bars

PLOT = 800, 400
WIDTH, HEIGHT = PLOT[0] + AXIS_PX, PLOT[1] + DATES_PX
COUNT = 1000
ROWS = ("NVDA.US", "AMD.US", "INTC.US", "00700.HK", "688256.SH")
SHARE = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS")


@pytest.fixture
def make(dark):
    """A price chart of some bars, with no indicators unless asked for."""

    def build(held=None, lang="zh", extra=None, zone="", **spec):
        spec = ChartSpec(**({"indicators": ()} | spec))
        look = Look(theme=dark, lang=lang, zone=zone)
        return PriceChart(bars(COUNT) if held is None else held, SHARE, spec, look, extra)

    return build


@pytest.fixture
def empty(zh, dark, shown):
    """A canvas without a chart, in another widget as in the window: alone, pyqtgraph's close() would crash."""
    host = QWidget()
    box = QVBoxLayout(host)
    box.setContentsMargins(0, 0, 0, 0)
    made = ChartView(zh, "zh", dark)
    box.addWidget(made)
    shown(host, WIDTH, HEIGHT)
    return made


@pytest.fixture
def price(make):
    return make()


@pytest.fixture
def view(empty, price):
    empty.set_chart(price.chart)
    return empty


@pytest.fixture
def rows(universe, parts):
    """The list's rows as they are shown."""
    held = tuple(universe.instruments[name] for name in ROWS)
    parts.neighbours.shown = lambda: held
    return held


@pytest.fixture
def make_tab(parts, clock, shown, rows):
    """Chart tabs on screen; every one is retired at the end."""
    made = []

    def build(grid=None, width=900, height=700):
        if grid is not None:
            parts.layouts.grid = grid
        made.append(shown(ChartTab(parts, clock), width, height))
        return made[-1]

    yield build
    for one in made:
        one.retire()


@pytest.fixture
def grown(qtbot):
    """Waits until every chart that is to be seen has been made."""

    def wait(tab):
        qtbot.waitUntil(lambda: not tab.busy)
        return tab

    return wait


@pytest.fixture
def answered(client, settle):
    """Every open want gets bars."""

    def run(count=300):
        client.answer_all(lambda name: bars(count, name=name, seed=len(name)))
        settle()

    return run


@pytest.fixture
def four(make_tab, grown, rows):
    """Four charts, the first one active, the second and third linked."""
    grid = GridSpec(
        shape=4,
        charts=tuple(ChartSpec(instrument=name, link=group) for name, group in zip(ROWS, (0, 1, 1, 0), strict=False)),
    )
    tab = make_tab(grid)
    tab.show_instrument(rows[0])
    return grown(tab)
