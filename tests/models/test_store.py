"""The newest state of what is followed: rows stay, older news is ignored, missing is NaN and never zero."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import symbols
from models.derived import DERIVED
from models.instruments import Kind, Market
from models.store import QUOTED, QuoteStore
from tests.models.samples import ASKED, day, quote

NAMES = ("600000.SH", "00700.HK", "NVDA.US")


@pytest.fixture
def store():
    return QuoteStore([symbols.instrument(name) for name in NAMES])


def test_before_any_quote_every_number_is_missing(store):
    assert {store.value(row, column) for row in range(3) for column in (*QUOTED, *DERIVED, "unheard of")} == {None}


def test_a_quote_fills_its_row_and_no_other(store):
    assert store.apply([quote("00700.HK", 400.0, previous_close=390.0, volume=0.0)]).tolist() == [1]
    assert (store.value(1, "last"), store.value(1, "volume"), store.sources[1]) == (400.0, 0.0, "sample")
    assert store.value(1, "change_pct") == pytest.approx(400 / 390 * 100 - 100)
    assert store.value(0, "last") is None


def test_changed_rows_are_named_once_in_ascending_order(store):
    quotes = [quote("NVDA.US", 1.0), quote("600000.SH", 1.0), quote("NVDA.US", 2.0)]
    assert store.apply(quotes).tolist() == [0, 2]


def test_a_quote_of_nothing_followed_is_ignored(store):
    assert store.apply([quote("AMD.US", 1.0)]).tolist() == []


def test_an_older_quote_than_the_held_one_is_ignored(store):
    store.apply([quote(last=10.0, exchange_time=ASKED)])
    assert store.apply([quote(last=9.0, exchange_time=ASKED - 1)]).tolist() == []
    assert store.value(0, "last") == 10.0


def test_a_field_the_newer_quote_lacks_is_missing_and_not_kept(store):
    """Half of one source's quote beside half of another's would be a wrong quote."""
    store.apply([quote(last=10.0, high=11.0, previous_close=9.0)])
    store.apply([quote(last=10.1, exchange_time=ASKED + 1)])
    assert (store.value(0, "high"), store.value(0, "change_pct")) == (None, None)


@pytest.mark.parametrize(
    ("before", "last", "moved"), [(10.0, 10.1, 1), (10.0, 9.9, -1), (10.0, 10.0, 0), (None, 10.0, 0)]
)
def test_the_direction_is_that_of_the_newest_change(store, before, last, moved):
    store.apply([quote(last=before), quote(last=last, exchange_time=ASKED + 1)])
    assert store.moved[0] == moved


def test_a_windows_change_is_over_the_base_it_was_given(store):
    store.set_bases("window", {"600000.SH": (8.0, day("0920")), "AMD.US": (1.0, day("0920"))})
    store.apply([quote(last=10.0), quote("NVDA.US", 5.0)])
    assert store.value(0, "window") == pytest.approx(25.0)
    assert (store.value(2, "window"), store.base_dates) == (None, {"window": {0: day("0920")}})


def test_a_new_base_counts_at_once_and_the_old_ones_are_gone(store):
    store.apply([quote(last=10.0), quote("NVDA.US", 5.0)])
    store.set_bases("window", {"600000.SH": (8.0, day("0920"))})
    store.set_bases("window", {"NVDA.US": (4.0, day("0923"))})
    assert (store.value(0, "window"), store.value(2, "window")) == (None, pytest.approx(25.0))
    assert store.base_dates["window"] == {2: day("0923")}


def test_columns_have_bases_of_their_own(store):
    store.apply([quote(last=10.0)])
    store.set_bases("mtd", {"600000.SH": (8.0, day("0830"))})
    store.set_bases("pct:5", {"600000.SH": (20.0, day("0918"))})
    assert (store.value(0, "mtd"), store.value(0, "pct:5")) == (pytest.approx(25.0), pytest.approx(-50.0))


def test_over_a_base_of_nothing_there_is_no_change(store):
    store.apply([quote(last=10.0)])
    store.set_bases("window", {"600000.SH": (0.0, day("0920"))})
    assert store.value(0, "window") is None


prices = st.none() | st.floats(0.01, 1e6)


@given(st.lists(st.tuples(st.sampled_from([*NAMES, "AMD.US"]), prices, prices, st.integers(0, 5)), max_size=30))
def test_a_row_always_shows_its_newest_quote(events):
    held = QuoteStore([symbols.instrument(name) for name in NAMES])
    newest = {}
    for name, last, previous, second in events:
        held.apply([quote(name, last, previous_close=previous, exchange_time=ASKED + second)])
        if name in NAMES and second >= newest.get(name, (None, 0))[1]:
            newest[name] = (last, second)
    for name, (last, _) in newest.items():
        assert held.value(held.row_of[name], "last") == last
    assert all(math.isnan(held.values("last")[held.row_of[name]]) for name in set(NAMES) - set(newest))


def test_a_late_source_takes_over_when_the_other_has_been_silent_for_long(store):
    held = quote("600000.SH", 10.0, exchange_time=1000.0, received_at=1001.0, source="tencent")
    late = quote("600000.SH", 9.9, exchange_time=500.0, received_at=1030.0, source="yahoo")
    store.apply([held])
    assert (store.apply([late]).tolist(), store.shows(held), store.shows(late)) == ([], True, False)
    later = quote("600000.SH", 9.9, exchange_time=500.0, received_at=1092.0, source="yahoo")
    assert (store.apply([later]).tolist(), store.shows(held), store.shows(later)) == ([0], False, True)


def test_a_halt_is_a_column_of_ones(store):
    store.apply([quote(suspended=True)])
    assert store.value(0, "suspended") == 1.0
    store.apply([quote(suspended=False)])
    assert store.value(0, "suspended") == 0.0


def test_rows_are_picked_by_places_or_all_of_them(store):
    store.apply([quote(last=10.0, previous_close=8.0), quote("NVDA.US", 5.0, previous_close=4.0)])
    assert store.values("change_pct", [2, 0]).tolist() == [pytest.approx(25.0), pytest.approx(25.0)]
    picked = store.pick()
    assert (len(picked), picked.numbers.tolist(), store.pick([2, 0]).numbers.tolist()) == (3, [0, 1, 2], [2, 0])
    assert [value if value == value else None for value in picked.values("change").tolist()] == [2.0, None, 1.0]


def test_many_quotes_of_one_instrument_in_a_batch_are_taken_in_their_order(store):
    quotes = [quote(last=9.0), quote("NVDA.US", 1.0), quote(last=8.0, exchange_time=ASKED + 1), quote(last=7.0)]
    assert store.apply(quotes).tolist() == [0, 2]
    assert (store.value(0, "last"), store.value(2, "last"), int(store.moved[0])) == (8.0, 1.0, -1)


def test_rows_that_are_added_later_have_no_numbers_yet(store):
    store.apply([quote(last=10.0)])
    store.set_bases("window", {"600000.SH": (8.0, day("0920"))})
    store.give("mtd", {"600000.SH": 3.0})
    store.add([symbols.instrument("AMD.US"), symbols.instrument("AMD.US"), symbols.instrument("NVDA.US")])
    assert (len(store), store.row_of["AMD.US"]) == (4, 3)
    assert [store.value(3, name) for name in ("last", "window", "mtd")] == [None] * 3
    assert [store.value(0, name) for name in ("last", "window", "mtd")] == [10.0, pytest.approx(25.0), 3.0]


def test_a_name_takes_the_place_of_a_bare_code_and_not_the_other_way_round(store):
    bare = store.instruments[0]
    named = replace(bare, name_zh="浦发银行", kind=Kind.INDEX)
    store.add([replace(store.instruments[1], name_en="Tencent"), named])
    assert (store.instruments[0].name_zh, store.decimals[0]) == ("浦发银行", named.decimals)
    store.add([bare])
    assert store.instruments[0] is named


def test_a_price_knows_how_many_decimals_it_has_once_it_is_known_what_it_is(store):
    """A bare Hong Kong code turned out to be an index, and went on with three."""
    assert store.decimals[1] == 3
    store.add([replace(store.instruments[1], name_en="Index", kind=Kind.INDEX)])
    assert (store.decimals[1], store.shares.tolist()) == (2, [True, False, True])


def test_each_market_is_compared_with_its_benchmark_whoever_came_first(store):
    store.set_benchmarks({Market.CN: "000300.SH", Market.US: "IXIC"})
    assert store.benchmark.tolist() == [-1, -1, -1]
    store.add([symbols.instrument("000300.SH")])
    assert store.benchmark.tolist() == [3, -1, -1, 3]
    store.apply([quote(last=11.0, previous_close=10.0), quote("000300.SH", 3030.0, previous_close=3000.0)])
    assert [store.value(row, "excess") for row in range(4)] == [pytest.approx(9.0), None, None, None]


def test_the_speed_is_over_what_is_known_of_the_last_minutes(store):
    store.apply([quote(last=10.0, exchange_time=ASKED - 200, received_at=ASKED - 200)])
    store.apply([quote(last=10.5)])
    assert (store.value(0, "speed"), store.value(1, "speed")) == (pytest.approx(5.0), None)


def test_a_quote_kept_from_the_morning_does_not_end_the_speed_of_all_others(store):
    """The cache's answer for a new row was taken for a clock that had been set back, and everything was forgotten."""
    store.apply([quote(last=10.0, exchange_time=ASKED - 200, received_at=ASKED - 200)])
    store.apply([quote(last=10.5)])
    store.apply([quote("NVDA.US", 5.0, exchange_time=ASKED - 9000, received_at=ASKED - 9000)])
    assert (store.value(0, "speed"), store.value(2, "speed")) == (pytest.approx(5.0), None)


def test_a_clock_that_was_set_back_begins_the_speeds_afresh(store):
    for last, second in ((10.0, -200), (10.5, 0), (10.5, -3600), (11.0, -3400)):
        store.apply([quote(last=last, received_at=ASKED + second)])
    assert store.value(0, "speed") == pytest.approx(11 / 10.5 * 100 - 100)


def test_the_quote_of_a_row_is_what_it_was(store):
    held = quote(last=10.0, previous_close=9.0, pe=12.5, volume=0.0)
    assert store.quote(0) is None
    store.apply([held])
    assert store.quote(0) == replace(held, high_52w=None, low_52w=None)


@pytest.mark.parametrize(
    ("name", "stated", "expected"),
    [
        ("600000.SH", (10.5, 9.5), (10.5, 9.5, 1, 0.0)),
        ("600000.SH", (12.0, 8.0), (11.0, 9.0, 0, (11 / 10.5 - 1) * 100)),
        ("688256.SH", (11.0, 9.0), (12.0, 8.0, 0, (12 / 10.5 - 1) * 100)),
    ],
)
def test_stated_limits_that_the_board_does_not_allow_are_no_limits(name, stated, expected):
    """One source took every share for one of the main board: 10 percent below limit-up looked like limit-up."""
    store = QuoteStore([symbols.instrument(name)])
    store.apply([quote(name, 10.5, previous_close=10.0, limit_up=stated[0], limit_down=stated[1])])
    found = [store.value(0, column) for column in ("ceiling", "floor", "limit_state", "limit_room")]
    assert found == pytest.approx(list(expected))
