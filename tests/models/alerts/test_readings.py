"""Readings of the store's rows: missing columns are missing, and the market is what it was when the price was made."""

import math
import random

import pytest

from models.alerts.readings import PLACE, Reading, aged, phase, readings
from models.alerts.values import Crossing, What
from models.freshness import Freshness
from models.instruments import Market
from models.store import QuoteStore
from tests.models.alerts.samples import DAY, KNOWN, NOW, ONE, THREE, TODAY, TWO, alert, watch_of
from tests.models.samples import quote


@pytest.fixture
def store():
    return QuoteStore(list(KNOWN.values()))


def put(store, name=ONE, last=400.0, **changes):
    held = {"exchange_time": NOW - 60, "received_at": NOW - 1, "currency": KNOWN[name].currency, "source": "tencent"}
    store.apply([quote(name, last, **(held | changes))])
    return readings(store, [store.row_of[name]], NOW)[0]


def test_a_reading_holds_what_the_row_holds(store):
    one = put(store, previous_close=380.0)
    assert (one.instrument, one.market, one.last, one.source, one.date) == (ONE, Market.HK, 400.0, "tencent", TODAY)
    assert (one.phase, one.freshness, one.age) == ("open", Freshness.LIVE, 1.0)
    assert one.change == pytest.approx(5.2631578947)
    assert math.isnan(one.excess)  # there is no such column here


def test_numbers_stand_in_the_order_of_what_is_compared():
    one = Reading(ONE, Market.HK, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    named = {What.PRICE: one.last, What.CHANGE: one.change, What.WINDOW: one.window, What.EXCESS: one.excess,
             What.VOLUME: one.volume_ratio, What.AGE: one.age}  # fmt: skip
    assert {what: one.numbers[PLACE[what]] for what in What} == named


def test_a_row_without_a_quote_reads_as_nothing(store):
    one = readings(store, [1], NOW)[0]
    assert (one.freshness, math.isnan(one.last), math.isnan(one.age)) == (Freshness.NONE, True, True)


def test_a_price_that_is_missing_is_no_number(store):
    assert math.isnan(put(store, last=None).last)


@pytest.mark.parametrize(
    ("changes", "freshness"),
    [
        ({"received_at": NOW - 400}, Freshness.STALE),
        ({"suspended": True}, Freshness.SUSPENDED),
        ({"delay_s": 900.0}, Freshness.DELAYED),
        ({"exchange_time": NOW - 3600}, Freshness.STALE),
    ],
)
def test_how_far_it_may_be_trusted(store, changes, freshness):
    assert put(store, **changes).freshness is freshness


def test_a_delayed_price_is_of_the_phase_it_was_made_in(store):
    assert put(store, delay_s=900.0).phase == "open"
    assert put(store, delay_s=100 * 60.0).phase == "auction"  # 09:20 in Hong Kong
    assert phase(Market.CN, NOW + 4 * 3600 - 120) == "auction"  # 14:58 in Shanghai


def test_age_counts_only_while_the_market_trades(store):
    """Yesterday's close is 1.5 hours old at 11:00 in Hong Kong, where trading began at 09:30."""
    assert put(store, exchange_time=NOW - 19 * 3600).age == 90.0
    assert put(store, THREE, exchange_time=NOW - 5).age == pytest.approx(5 / 60)


def test_the_rows_that_pass_a_level_by_saying_nothing(store):
    put(store, exchange_time=NOW - 59)
    put(store, THREE, exchange_time=NOW - 10)
    rows = range(len(KNOWN))
    assert aged(store, rows, (1.0, 5.0), NOW, NOW + 2) == [store.row_of[ONE]]
    assert aged(store, rows, (1.0, 5.0), NOW + 2, NOW + 3) == []
    assert aged(store, rows, (1.0, 5.0), NOW + 239, NOW + 242) == [store.row_of[ONE]]
    assert aged(store, (), (1.0,), NOW, NOW + 2) == []


def test_silence_fires(store):
    watch = watch_of(alert(what=What.AGE, level=20.0), alert("b", target=TWO, what=What.AGE, level=20.0))
    put(store, exchange_time=NOW - 1)
    watch.step(readings(store, [0], NOW), NOW)
    now = NOW + 20 * 60
    rows = aged(store, range(3), watch.ages, now - 2, now)
    (fired,) = watch.step(readings(store, rows, now), now)
    assert (fired.instrument, fired.crossing, round(fired.value, 2)) == (ONE, Crossing.UP, 20.02)


def test_what_is_quiet_is_left_out(store):
    put(store)
    put(store, THREE, 9.0)
    asked = []

    def quiet(name, date, numbers):
        asked.append((name, date, numbers[PLACE[What.PRICE]], numbers[PLACE[What.AGE]]))
        return name == THREE

    assert [one.instrument for one in readings(store, [0, 1, 2], NOW, quiet)] == [ONE, TWO]  # TWO has no quote
    assert asked == [(ONE, TODAY, 400.0, 1.0), (THREE, TODAY, 9.0, 1.0)]


@pytest.mark.parametrize("seed", range(3))
def test_leaving_out_what_is_quiet_changes_nothing(seed):
    luck = random.Random(seed)
    alerts = [
        alert(str(at), level=float(luck.randrange(390, 410)), target=name) for at, name in enumerate([ONE, THREE] * 5)
    ]
    fired = {}
    for short in (False, True):
        store, luck, watch, fired[short] = QuoteStore(list(KNOWN.values())), random.Random(seed), watch_of(*alerts), []
        for at in range(300):
            name, now = luck.choice([ONE, THREE]), NOW + at
            late = luck.choice([1, 1, 1, 400])
            put(
                store,
                name,
                luck.choice([None, 0.0, *map(float, range(390, 410))]),
                exchange_time=now,
                received_at=now - late,
            )
            rows = [store.row_of[name]]
            fired[short] += watch.step(readings(store, rows, now, watch.is_quiet if short else None), now)
    assert len(fired[True]) > 20
    assert fired[True] == fired[False]


def windowed(store, base, watch, last=400.0, at=NOW, **changes):
    """A step with ONE's window measured from ``base``."""
    if base is not None:
        store.set_bases("window", {ONE: (base, TODAY)})
    put(store, last=last, exchange_time=at - 1, received_at=at - 1, **changes)
    return [one.value for one in watch.step(readings(store, [0], at, watch.is_quiet), at)]


def test_another_window_crosses_nothing(store):
    """Who looked at the year instead of the week had every alert on the window's change go off."""
    watch = watch_of(*(alert(str(level), what=What.WINDOW, level=float(level)) for level in (5, 30)))
    assert windowed(store, 390.0, watch) == []
    assert windowed(store, 350.0, watch) == []  # 14 % now, by another window
    assert windowed(store, None, watch, 450.0) == []
    assert windowed(store, None, watch, 460.0) == [pytest.approx(31.428571428)]


def test_another_window_between_the_same_levels_is_noted(store):
    watch = watch_of(alert(what=What.WINDOW, level=5.0))
    assert windowed(store, 399.0, watch) == windowed(store, 398.0, watch) == []
    assert windowed(store, None, watch, 420.0) == [pytest.approx(5.527638190)]


@pytest.mark.parametrize(("last", "fired"), [(412.0, []), (424.0, [pytest.approx(6.0)])])
def test_a_new_week_begins_at_the_close_before(store, last, fired):
    """8 % over last week; the new one is measured from its close."""
    watch = watch_of(alert(what=What.WINDOW, level=5.0))
    assert windowed(store, 370.37, watch, previous_close=395.0) == []
    assert windowed(store, 400.0, watch, last, at=NOW + 5 * DAY, previous_close=400.0) == fired


def test_a_window_that_is_over_is_watched_by_nobody(store):
    store.give("window", {ONE: 4.0})
    one = put(store)
    assert (math.isnan(one.window), math.isnan(one.base)) == (True, True)
