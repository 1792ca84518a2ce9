"""A chart at its place: bars of what it shows as they come; latest wins."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.seats.seat import Seat
from models.charts.days import ask_from
from models.charts.values import Scale, Style
from models.values import Adjust, Interval
from tests.gui.samples import NOW, bars, fresh


@pytest.fixture
def tab(parts, clock, shown):
    host, made = QWidget(), Seat(parts, clock=clock)
    QVBoxLayout(host).addWidget(made)
    shown(host, 700, 400)
    yield made
    made.retire()


@pytest.fixture
def nvidia(universe):
    return universe.instruments["NVDA.US"]


@pytest.fixture
def amd(universe):
    return universe.instruments["AMD.US"]


def foot(tab):
    return tab.panel._foot.text()


def test_it_asks_for_years_of_adjusted_prices_up_to_the_exchanges_today(tab, client, nvidia):
    tab.show_instrument(nvidia)
    (want,) = client.wants
    assert (want.instrument, want.interval, want.adjust, want.actions) == (nvidia, Interval.DAY, Adjust.QFQ, True)
    assert want.end == dt.date(2024, 9, 24)  # NOW is the 25th in Shanghai, the 24th in New York
    assert want.start == ask_from(Interval.DAY, want.end)


def test_bars_are_shown_with_source_span_and_age(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(300, fetched_at=NOW - 120))
    settle()
    assert tab.panel.painted
    first = bars(300).date[0]
    assert foot(tab) == f"来源：雅虎 yfinance，{first} 至 2024-09-24，2分前取得"


def test_cached_bars_come_first_and_final_ones_replace_them(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    asked = client.one("NVDA.US")
    asked.partial(bars(100))
    settle()
    assert tab.panel.price.stack.count == 100
    asked.future.set_result(bars(300))
    settle()
    assert tab.panel.price.stack.count == 300


def test_cached_bars_may_come_from_another_thread(tab, client, nvidia, qtbot):
    tab.show_instrument(nvidia)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(client.one("NVDA.US").partial, bars(100))
    qtbot.waitUntil(lambda: tab.panel.painted)


def test_what_arrives_for_an_instrument_no_longer_chosen_is_dropped(tab, client, nvidia, amd, settle):
    tab.show_instrument(nvidia)
    old = client.one("NVDA.US")
    tab.show_instrument(amd)
    assert old.future.cancelled()
    old.partial(bars(50))
    client.answer("AMD.US", bars(70, name="AMD.US"))
    settle()
    assert (tab.panel.instrument, tab.panel.price.stack.count) == (amd, 70)


def test_an_answer_on_its_way_when_another_is_chosen_is_dropped(tab, client, nvidia, amd, settle):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(50))
    tab.show_instrument(amd)
    settle()
    assert tab.panel.instrument is amd
    assert not tab.panel.painted


def test_back_and_forth_shows_the_last_choice(tab, client, nvidia, amd, settle):
    for one in (nvidia, amd, nvidia):
        tab.show_instrument(one)
    assert [one.name for one in client.open] == ["NVDA.US"]
    client.answer("NVDA.US", bars(40))
    settle()
    assert (tab.panel.instrument, tab.panel.price.stack.count) == (nvidia, 40)


def test_a_failure_is_said_in_the_readers_words_and_retry_asks_again(tab, client, nvidia, settle, qtbot):
    tab.show_instrument(nvidia)
    client.fail("NVDA.US", "yahoo: no answer in time")
    settle()
    assert tab.panel._message.text() == "NVDA.US 的K线取不到：雅虎 yfinance: 未按时应答"
    qtbot.mouseClick(tab.panel._again, Qt.MouseButton.LeftButton)
    assert len(client.wants) == 2
    client.answer("NVDA.US", bars(40))
    settle()
    assert tab.panel.painted


def test_a_failure_of_an_instrument_no_longer_chosen_is_not_shown(tab, client, nvidia, amd, settle):
    tab.show_instrument(nvidia)
    client.fail("NVDA.US")
    tab.show_instrument(amd)
    settle()
    assert not tab.panel._again.isVisible()


def test_a_failure_after_cached_bars_leaves_them(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    client.one("NVDA.US").partial(bars(100))
    settle()
    client.fail("NVDA.US", "offline")
    settle()
    assert tab.panel.painted
    assert foot(tab) == "NVDA.US 的K线取不到：离线"


def test_doubtful_bars_say_why_under_them(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(100, doubt="yahoo: no answer in time; tencent: HTTP 503"))
    settle()
    assert "雅虎 yfinance: 未按时应答；腾讯: HTTP 503" in foot(tab)
    assert tab.panel._foot.property("role") == "warn"


def test_an_answer_without_any_bar_is_no_data_and_not_a_bug(tab, client, nvidia, settle):
    nothing = bars(1).rows(slice(0, 0))
    tab.show_instrument(nvidia)
    client.one("NVDA.US").partial(nothing)
    settle()
    assert not tab.panel._again.isVisible()  # the sources are still being asked
    client.answer("NVDA.US", nothing)
    settle()
    assert tab.panel._message.text() == "NVDA.US 的K线取不到：该区间没有数据"
    assert tab.panel._again.isVisible()


def test_a_quote_of_what_is_shown_moves_it_and_others_do_not(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(100))
    settle()
    tab.apply((fresh("AMD.US", 7.0), fresh("NVDA.US", 999.0)))
    assert tab.panel.price.stack.close[-1] == 999.0
    tab.apply((fresh("AMD.US", 8.0),))
    assert tab.panel.price.stack.close[-1] == 999.0


def test_a_quote_known_before_its_instrument_is_chosen_is_on_its_chart(tab, client, nvidia, settle):
    tab.apply((fresh("NVDA.US", 999.0, previous_close=900.0),))
    tab.show_instrument(nvidia)
    client.one("NVDA.US").partial(bars(100))
    settle()
    assert (tab.panel.price.stack.close[-1], tab.panel.price.candles.previous_close) == (999.0, 900.0)
    client.answer("NVDA.US", bars(300))
    settle()
    assert (tab.panel.price.stack.close[-1], tab.panel.price.candles.previous_close) == (999.0, 900.0)


def test_after_its_end_it_waits_for_nothing(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    tab.retire()
    tab.retire()
    settle()
    assert client.open == []


def test_another_adjustment_asks_for_other_bars_and_another_style_does_not(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(100))
    settle()
    tab.set_spec(replace(tab.spec, adjust=Adjust.NONE))
    tab.set_spec(replace(tab.spec, style=Style.LINE, scale=Scale.LOG, indicators=()))
    tab.set_spec(replace(tab.spec, adjust=Adjust.QFQ))
    assert [want.adjust for want in client.wants] == [Adjust.QFQ, Adjust.NONE, Adjust.QFQ]
    assert (tab.spec.style, tab.spec.scale) == (Style.LINE, Scale.LOG)


def test_it_tells_when_it_is_specified_otherwise(tab, client, nvidia, qtbot):
    told = []
    tab.specified.connect(told.append)
    tab.set_spec(tab.spec)
    other = replace(tab.spec, interval=Interval.WEEK)
    tab.set_spec(other)
    assert told == [other]
    assert client.wants == []  # nothing is shown yet: there is nothing to ask for
    tab.show_instrument(nvidia)
    assert client.wants[0].interval is Interval.WEEK


def test_bars_of_another_interval_go_before_the_new_ones_come(tab, client, nvidia, settle):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(100))
    settle()
    tab.set_spec(replace(tab.spec, interval=Interval.WEEK))
    assert not tab.panel.painted
    client.answer("NVDA.US", bars(40, interval=Interval.WEEK))
    settle()
    assert (tab.panel.painted, tab.panel.price.stack.count) == (True, 40)


def test_the_age_under_the_chart_grows(tab, client, nvidia, settle, clock):
    tab.show_instrument(nvidia)
    client.answer("NVDA.US", bars(300, fetched_at=clock()))
    settle()
    before = tab.panel._foot.text()
    clock.now += 125
    tab.tick(clock())
    assert "2分前" in tab.panel._foot.text() != before


def state_of(tab):
    return tab.panel._state.text(), tab.panel._state.property("role")


def test_the_heading_says_how_far_the_live_price_may_be_trusted(tab, clock, universe):
    share = next(one for one in universe.instruments.values() if one.id.endswith(".HK"))
    tab.show_instrument(share)
    assert state_of(tab) == ("", "foot")
    tab.apply((fresh(share.id, 5.0),))
    assert state_of(tab) == ("实时", "foot")
    clock.now = NOW + 120
    tab.tick(clock.now)
    assert state_of(tab) == ("陈旧", "warn")
    tab.apply((fresh(share.id, 5.0, received_at=NOW + 119, delay_s=900.0),))
    assert state_of(tab) == ("延迟15分", "foot")
    tab.apply((fresh(share.id, 5.0, suspended=True),))
    assert state_of(tab) == ("停牌", "foot")


def test_another_instrument_takes_its_own_state_into_the_heading(tab, nvidia, amd):
    tab.show_instrument(nvidia)
    tab.apply((fresh(nvidia.id, 5.0),))
    assert state_of(tab)[0] == "收盘"  # eleven at night in New York
    tab.show_instrument(amd)
    assert state_of(tab)[0] == ""
