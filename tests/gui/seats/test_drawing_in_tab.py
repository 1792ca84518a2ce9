"""Drawing in the chart tab: by its keys and its menu, in the active chart, seen in every chart of the instrument."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.charts.drawn import Drawn
from gui.charts.panel import ChartPanel
from models.charts.values import ChartSpec, GridSpec
from models.drawings.values import Kind
from tests.gui.charts.drawing.conftest import ONE, Mouse
from tests.gui.samples import bars
from tests.models.drawings.samples import line

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pair(make_tab, grown, rows, answered):
    """Two charts of one instrument and one of another; the first is active."""
    names = ("NVDA.US", "NVDA.US", "AMD.US", "INTC.US")
    tab = grown(make_tab(GridSpec(shape=4, charts=tuple(ChartSpec(instrument=name) for name in names))))
    tab.show_instrument(rows[0])
    answered()
    return tab


def seats(tab):
    return [tab.stage.seats.at(place) for place in range(4)]


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_T, Kind.TREND), (Qt.Key.Key_H, Kind.HORIZONTAL), (Qt.Key.Key_V, Kind.VERTICAL)]
)
def test_the_keys_take_tools_in_the_active_chart(pair, key, kind):
    first, *others = seats(pair)
    QTest.keyClick(first.panel.canvas, key, ALT)
    assert first.drawn.sketch.tool is kind
    assert [one.drawn.sketch.tool for one in others] == [None] * 3


def test_what_is_drawn_is_in_each_chart_of_the_instrument_and_can_be_undone(pair, parts):
    first, same, *others = seats(pair)
    QTest.keyClick(first.panel.canvas, Qt.Key.Key_T, ALT)
    Mouse(first.panel).drag((60, 60), (200, 90))
    (made,) = first.drawn.sketch.drawings
    assert same.drawn.sketch.drawings == (made,)
    assert [one.drawn.sketch.drawings for one in others] == [(), ()]
    assert parts.drawings.of("NVDA.US") == (made,)
    QTest.keyClick(first.panel.canvas, Qt.Key.Key_Z, CONTROL)
    assert first.drawn.sketch.drawings == same.drawn.sketch.drawings == ()
    QTest.keyClick(first.panel.canvas, Qt.Key.Key_Y, CONTROL)
    assert same.drawn.sketch.drawings == (made,)


def test_alt_m_measures_and_esc_ends_it(pair, settle):
    first = seats(pair)[0]
    QTest.keyClick(first.panel.canvas, Qt.Key.Key_M, ALT)
    Mouse(first.panel).drag((60, 60), (200, 90))
    settle()
    assert first.drawn.measuring.marked.told
    QTest.keyClick(first.panel.canvas, Qt.Key.Key_Escape)
    assert first.drawn.measuring.marked.span is None


def test_keys_typed_into_a_text_are_no_keys_of_the_chart(pair):
    first = seats(pair)[0]
    first.drawn.act("draw.text")
    Mouse(first.panel).click(100, 150)
    line_ = first.drawn._line.line
    QTest.keyClicks(line_, "a/b 2024")
    QTest.keyClick(line_, Qt.Key.Key_Z, CONTROL)
    QTest.keyClicks(line_, "x")
    QTest.keyClick(line_, Qt.Key.Key_Return)
    (made,) = first.drawn.sketch.drawings
    assert made.text.endswith("x")


def test_a_panel_made_after_the_plots_takes_what_is_on_it(zh, dark, plotting, drawings, shown, settle):
    panel = shown(ChartPanel(zh, "zh", dark, plotting))
    panel.show_bars(bars(), ONE, "source", late=False)
    drawings.edit(ONE.id, "draw.trend", lambda held: (line("a"),))
    made = Drawn(panel, drawings)
    assert made.ready
    assert made.sketch.drawings == (line("a"),)


def test_a_panel_that_is_gone_hears_nothing(zh, dark, plotting, drawings, settle):
    panel = ChartPanel(zh, "zh", dark, plotting)
    panel.show_bars(bars(), ONE, "source", late=False)
    made = Drawn(panel, drawings)
    shiboken6.delete(panel)
    assert not shiboken6.isValid(made)
    drawings.edit(ONE.id, "draw.trend", lambda held: (line("a"),))
    settle()
