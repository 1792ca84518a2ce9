"""Price charts on a canvas in a widget, as in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.canvas import ChartView
from gui.charts.chart import AXIS_PX, DATES_PX
from gui.charts.price import Look, PriceChart
from models.charts.values import ChartSpec
from models.instruments import Instrument, Market
from tests.gui.samples import bars

PLOT = 800, 400
WIDTH, HEIGHT = PLOT[0] + AXIS_PX, PLOT[1] + DATES_PX
COUNT = 1000
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
