"""A chart with what stands around it: waiting, bars, late bars, failure with a way out, live quotes."""

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.charts.loading import Plotting
from gui.charts.panel import ChartPanel
from models.charts.values import ChartSpec
from models.instruments import Instrument, Market
from models.values import Adjust, Interval
from tests.gui.samples import NOW, bars, closes_only, fresh, ink, is_colour, pixels

SHARE = Instrument(id="NVDA.US", market=Market.US, exchange="XNAS", name_zh="英伟达", name_en="NVIDIA")
OTHER = Instrument(id="AMD.US", market=Market.US, exchange="XNAS", name_zh="超威", name_en="AMD")
HELD = bars(50, last="2024-09-24")  # NOW is the evening of the 24th in New York


@pytest.fixture
def panel(zh, dark, plotting, shown):
    return shown(ChartPanel(zh, "zh", dark, plotting), 700, 400)


def retried(panel, qtbot):
    qtbot.mouseClick(panel._again, Qt.MouseButton.LeftButton)


def test_before_anything_is_chosen_it_says_how_to_choose(panel, zh):
    assert panel._message.isVisible()
    assert panel._message.text() == zh["chart.pick"]
    assert not panel._again.isVisible()
    assert (panel.painted, panel.instrument) == (False, None)


def test_waiting_says_for_what(panel, zh):
    panel.show_pending(SHARE)
    assert panel._title.text() == "英伟达"
    assert panel._about.text() == f"NVDA.US  ·  {zh['chart.loading']}"
    assert panel.instrument is SHARE


def test_bars_are_shown_with_what_they_are_and_where_from(panel, dark):
    panel.show_pending(SHARE)
    panel.show_bars(HELD, SHARE, "来源：雅虎", late=False)
    assert panel.painted
    assert panel._about.text() == "NVDA.US  ·  日K  ·  USD"
    assert panel._adjust.text() == "不复权"
    assert (panel._foot.text(), panel._foot.property("role")) == ("来源：雅虎", "foot")
    assert is_colour(pixels(panel.canvas), dark.up).any()


def test_late_bars_have_a_warning_for_a_foot(panel):
    panel.show_bars(HELD, SHARE, "来源：雅虎；可能不是最新", late=True)
    assert panel._foot.property("role") == "warn"
    panel.show_bars(HELD, SHARE, "来源：雅虎", late=False)
    assert panel._foot.property("role") == "foot"


def test_another_choice_keeps_the_old_picture_dimmed_until_its_bars_come(panel):
    panel.show_bars(HELD, SHARE, "", late=False)
    panel.show_pending(OTHER)
    assert panel.canvas.isVisible()
    assert panel.canvas._picture.dimmed
    assert panel._title.text() == "超威"
    assert not panel.painted
    panel.show_bars(HELD, OTHER, "", late=False)
    assert not panel.canvas._picture.dimmed


def test_a_failure_stands_where_the_bars_would_be_and_can_be_retried(panel, zh, qtbot):
    asked = []
    panel.show_pending(SHARE)
    panel.show_failure("NVDA.US 的K线取不到：离线", lambda: asked.append(1))
    assert panel._message.isVisible()
    assert panel._message.text().endswith("离线")
    assert panel._about.text() == "NVDA.US"
    retried(panel, qtbot)
    assert asked == [1]
    assert panel._message.text() == zh["chart.loading"]  # the click is seen to do something
    assert not panel._again.isVisible()
    panel.show_failure("NVDA.US 的K线取不到：离线", lambda: asked.append(2))
    retried(panel, qtbot)
    assert asked == [1, 2]
    panel.show_bars(HELD, SHARE, "", late=False)
    assert panel.painted


def test_another_choice_after_a_failure_forgets_it(panel, zh):
    panel.show_pending(SHARE)
    panel.show_failure("NVDA.US 的K线取不到", lambda: None)
    panel.show_pending(OTHER)
    assert panel._message.text() == zh["chart.loading"]
    assert not panel._again.isVisible()


def test_a_failure_leaves_bars_that_are_shown_and_says_so_under_them(panel):
    panel.show_bars(HELD, SHARE, "来源：雅虎", late=False)
    panel.show_failure("NVDA.US 的K线取不到：离线", lambda: None)
    assert panel.painted
    assert (panel._foot.text(), panel._foot.property("role")) == ("NVDA.US 的K线取不到：离线", "warn")


def test_a_failure_that_looks_like_html_is_shown_as_text(panel):
    panel.show_pending(SHARE)
    panel.show_failure("<h1>502</h1>" * 200, lambda: None)
    assert panel._message.text() == "<h1>502</h1>" * 200
    assert panel._message.textFormat() == Qt.TextFormat.PlainText


def test_a_live_quote_moves_the_newest_bar_and_only_that_one(panel):
    panel.show_bars(HELD, SHARE, "", late=False)
    before = panel.price.stack.close.copy()
    panel.apply(fresh("NVDA.US", 999.0, previous_close=500.0, volume=77.0))
    stack = panel.price.stack
    assert stack.count == 50
    assert (stack.close[:-1] == before[:-1]).all()
    assert (stack.close[-1], stack.high[-1], stack.volume[-1]) == (999.0, 999.0, 77.0)
    assert panel.canvas.frames()[0].high > 999.0
    assert panel.price.candles.previous_close == 500.0
    assert HELD.close[-1] == before[-1]


def test_a_live_quote_of_the_next_day_begins_a_bar(panel):
    panel.show_bars(HELD, SHARE, "", late=False)
    panel.apply(fresh("NVDA.US", 10.0, exchange_time=NOW + 86400))
    assert panel.price.stack.count == 51
    assert panel.price.stack.date[-1].astype(dt.date) == dt.date(2024, 9, 25)


@pytest.mark.parametrize(
    "quote",
    [fresh("NVDA.US", None), fresh("NVDA.US", 1.0, currency="HKD"), fresh("NVDA.US", 1.0, exchange_time=NOW - 9e5)],
    ids=["no price", "another currency", "older"],
)
def test_a_quote_that_says_nothing_about_the_bars_is_ignored(panel, quote):
    panel.show_bars(HELD, SHARE, "", late=False)
    panel.apply(quote)
    assert panel.price.stack.close[-1] == HELD.close[-1]


@pytest.mark.parametrize("held", [closes_only(50), bars(50, adjust=Adjust.HFQ)], ids=["closes only", "hfq"])
def test_a_series_that_does_not_end_at_todays_price_takes_no_quote(panel, held):
    panel.show_bars(held, SHARE, "", late=False)
    panel.apply(fresh("NVDA.US", 999.0))
    assert panel.price.stack.close[-1] == held.close[-1]


def test_quotes_before_any_bars_do_no_harm(panel):
    panel.apply(fresh())
    panel.show_pending(SHARE)
    panel.apply(fresh())
    assert panel.price is None


def test_final_bars_after_cached_ones_keep_the_place_on_screen(panel):
    panel.show_pending(SHARE)
    panel.show_bars(bars(500).rows(slice(200, 500)), SHARE, "", late=False)
    panel.canvas.pan(-30)
    day = panel.price.stack.date[int(panel.canvas.window[0])]
    panel.show_bars(bars(500), SHARE, "", late=False)
    assert panel.price.stack.date[int(panel.canvas.window[0])] == day


def test_bars_and_quotes_that_come_before_pyqtgraph_are_not_lost(zh, dark, bridge, shown):
    plotting = Plotting(bridge)
    panel = shown(ChartPanel(zh, "zh", dark, plotting), 700, 400)
    panel.show_pending(SHARE)
    panel.show_bars(HELD, SHARE, "来源", late=False)
    panel.apply(fresh("NVDA.US", 999.0, previous_close=500.0))
    assert panel.canvas is None
    assert not panel.painted
    plotting._begin()
    assert panel.painted
    assert (panel.price.stack.count, panel.price.stack.close[-1]) == (50, 999.0)
    assert panel.price.candles.previous_close == 500.0
    assert ink(pixels(panel.canvas), dark.panel).any()


def test_another_instruments_previous_close_is_not_kept(panel):
    panel.show_bars(HELD, SHARE, "", late=False)
    panel.apply(fresh("NVDA.US", 999.0, previous_close=500.0))
    panel.show_pending(OTHER)
    panel.show_bars(bars(50, name="AMD.US"), OTHER, "", late=False)
    assert panel.price.candles.previous_close is None


def test_prices_adjusted_backward_are_not_measured_from_a_quote(panel):
    panel.show_bars(HELD, SHARE, "", late=False)
    panel.apply(fresh("NVDA.US", 999.0, previous_close=500.0))
    panel.show_bars(HELD.with_columns(adjust=Adjust.HFQ), SHARE, "", late=False)  # the same days
    assert panel.price.candles.reference(49) == HELD.close[48]


def test_pyqtgraph_that_comes_after_the_panel_has_gone_does_no_harm(zh, dark, bridge, qapp):
    plotting = Plotting(bridge)
    panel = ChartPanel(zh, "zh", dark, plotting)
    panel.deleteLater()
    qapp.sendPostedEvents(panel, 52)  # DeferredDelete
    plotting._begin()
    assert panel.canvas is None


def test_a_very_long_reason_does_not_widen_the_panel(panel, qapp):
    before = panel.minimumSizeHint().width()
    panel.show_bars(HELD, SHARE, "x" * 3000, late=True)
    qapp.processEvents()
    assert panel.minimumSizeHint().width() <= max(before, 400)
    assert panel.width() == 700


def test_bars_that_quotes_have_begun_are_on_a_chart_that_is_made_anew(panel):
    time = np.datetime64("2024-09-24T15:00", "s").astype(np.int64) + np.arange(-49, 1) * 300
    date = time.astype("datetime64[s]").astype("datetime64[D]")
    panel.show_bars(bars(50, interval=Interval.MIN5, time=time, date=date), SHARE, "", late=False)
    for bar in range(4):
        for price in (100.0 + bar, 110.0 + bar):
            panel.apply(fresh("NVDA.US", price, exchange_time=time[-1] + 300 * bar + 10))
    before = panel.price.stack.close.tolist()
    assert (len(before), before[-4:]) == (53, [110.0, 111.0, 112.0, 113.0])
    panel.set_spec(ChartSpec(volume=False))
    assert panel.price.stack.close.tolist() == before
    held = panel.bars
    panel.show_bars(held, SHARE, "", late=False)  # a source that is late does not take them away
    assert panel.price.stack.close.tolist() == [*held.close, *before[-3:]]
    panel.show_bars(held.with_columns(adjust=Adjust.HFQ), SHARE, "", late=False)
    assert panel.price.stack.count == 50
