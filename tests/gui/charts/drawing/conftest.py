"""A panel with bars that a hand draws on, and a mouse."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.charts.drawn import Drawn
from gui.charts.panel import ChartPanel
from models.instruments import Instrument, Market
from tests.gui.samples import FIRST, bars

NONE = Qt.KeyboardModifier.NoModifier
ONE = Instrument(id=FIRST, market=Market.US)


class Mouse:
    """Presses, moves and releases on a chart, in logical pixels."""

    def __init__(self, panel):
        self._panel = panel

    @property
    def view(self):
        return self._panel.canvas

    def press(self, x, y, keys=NONE):
        self._send(QEvent.Type.MouseButtonPress, x, y, keys)

    def move(self, x, y, keys=NONE):
        self._send(QEvent.Type.MouseMove, x, y, keys)

    def release(self, x, y, keys=NONE):
        self._send(QEvent.Type.MouseButtonRelease, x, y, keys)

    def click(self, x, y, keys=NONE):
        self.press(x, y, keys)
        self.release(x, y, keys)

    def double(self, x, y):
        self.click(x, y)
        self._send(QEvent.Type.MouseButtonDblClick, x, y, NONE)
        self.release(x, y)

    def drag(self, a, b, keys=NONE):
        self.press(*a, keys)
        self.move((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, keys)
        self.move(*b, keys)
        self.release(*b, keys)

    def right(self, x, y):
        at = QPointF(x, y).toPoint()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, self.view.mapToGlobal(at), NONE)
        QApplication.sendEvent(self.view.viewport(), event)

    def _send(self, kind, x, y, keys):
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        at = QPointF(x, y)
        button = none if kind is QEvent.Type.MouseMove else left
        event = QMouseEvent(kind, at, self.view.mapToGlobal(at), button, left, keys)
        QApplication.sendEvent(self.view.viewport(), event)


@pytest.fixture
def make_drawn(zh, dark, plotting, drawings, shown, settle):
    """Panels of some bars, each with what hands draw."""

    def build(held=None, instrument=ONE, spec=None):
        host = QWidget()
        box = QVBoxLayout(host)
        box.setContentsMargins(0, 0, 0, 0)
        panel = ChartPanel(zh, "zh", dark, plotting)
        box.addWidget(panel)
        made = Drawn(panel, drawings)
        made.panel, made.host, made.heard, made.tools = panel, host, [], []
        made.said.connect(made.heard.append)
        made.tooled.connect(made.tools.append)
        if spec is not None:
            panel.set_spec(spec)
        shown(host, 900, 560)
        panel.show_bars(bars(300) if held is None else held, instrument, "source", late=False)
        settle()
        return made

    return build


@pytest.fixture
def drawn(make_drawn):
    return make_drawn()


@pytest.fixture
def panel(drawn):
    return drawn.panel


@pytest.fixture
def view(panel):
    return panel.canvas


@pytest.fixture
def mouse(panel):
    return Mouse(panel)


@pytest.fixture
def on():
    """The drawings of the only instrument there is."""
    return lambda made: made.sketch.drawings
