"""A chart with little room says less: name, change and origin; panes that could not be read are left out."""

import pytest

from gui.charts.panel import LEAST_PANE
from models.charts.values import ChartSpec, GridSpec, IndicatorChoice
from tests.gui.samples import fresh

FOUR = tuple(IndicatorChoice(key=key) for key in ("ma", "boll", "macd", "kdj"))


@pytest.fixture
def nine(make_tab, grown, rows, answered):
    """Nine charts with four indicators each, as they stand beside the list in a window of 1600 x 900."""
    tab = make_tab(GridSpec(shape=9, charts=(ChartSpec(indicators=FOUR),) * 9), 756, 820)
    tab.show_instrument(rows[0])
    grown(tab)
    tab.apply((fresh("NVDA.US", 110.0, previous_close=100.0),))
    answered()
    return tab


def test_the_heading_says_name_change_and_period_alone(nine):
    heading = nine.seat.panel._heading
    seen = [part.text() for part in heading._standing if part.width() > 1]
    assert seen == ["英伟达", "110.00  +10.00%", "日K"]


def test_the_colour_of_the_change_is_its_direction(nine):
    assert nine.seat.panel._heading.change.property("role") == "up"
    nine.apply((fresh("NVDA.US", 90.0, previous_close=100.0),))
    assert nine.seat.panel._heading.change.property("role") == "down"


def test_a_stale_change_has_no_colour(nine, clock):
    nine.apply((fresh("NVDA.US", 90.0, previous_close=100.0, received_at=clock() - 9e5, exchange_time=clock() - 9e5),))
    assert nine.seat.panel._heading.change.property("role") == "flat"


def test_the_line_of_origin_stays(nine):
    foot = nine.seat.panel._foot
    assert foot.isVisible()
    assert foot.text().startswith("来源")


def test_both_panes_are_there_where_they_can_be_read(nine):
    frames = nine.seat.panel.canvas.frames()
    assert len(frames) == 3
    assert min(frame.height for frame in frames) >= LEAST_PANE - 2


def test_panes_without_room_are_left_out_and_come_back(nine):
    nine.resize(756, 560)
    assert len(nine.seat.panel.canvas.frames()) == 1
    nine.stage.enlarge()
    assert len(nine.seat.panel.canvas.frames()) == 3
    assert nine.seat.panel._heading.about.width() > 0


def test_bars_keep_their_width_when_the_chart_grows(nine, settle):
    settle()
    canvas = nine.seat.panel.canvas
    canvas.grab()
    before, (_, end) = canvas.frames()[0].bar_width, canvas.window
    nine.stage.enlarge()
    assert canvas.frames()[0].bar_width == pytest.approx(before, rel=0.02)
    assert canvas.window[1] == pytest.approx(end)
