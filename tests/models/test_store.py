"""The newest state of what is followed: rows stay, older news is ignored, missing is NaN and never zero."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import symbols
from models.store import DERIVED, KEPT, QuoteStore
from tests.models.samples import ASKED, day, quote

NAMES = ("600000.SH", "00700.HK", "NVDA.US")


@pytest.fixture
def store():
    return QuoteStore([symbols.instrument(name) for name in NAMES])


def test_before_any_quote_every_number_is_missing(store):
    assert {store.value(row, column) for row in range(3) for column in (*KEPT, *DERIVED)} == {None}


def test_a_quote_fills_its_row_and_no_other(store):
    assert store.apply([quote("00700.HK", 400.0, previous_close=390.0, volume=0.0)]) == [1]
    assert (store.value(1, "last"), store.value(1, "volume"), store.sources[1]) == (400.0, 0.0, "sample")
    assert store.value(1, "change_pct") == pytest.approx(400 / 390 * 100 - 100)
    assert store.value(0, "last") is None


def test_changed_rows_are_named_once_in_ascending_order(store):
    quotes = [quote("NVDA.US", 1.0), quote("600000.SH", 1.0), quote("NVDA.US", 2.0)]
    assert store.apply(quotes) == [0, 2]


def test_a_quote_of_nothing_followed_is_ignored(store):
    assert store.apply([quote("AMD.US", 1.0)]) == []


def test_an_older_quote_than_the_held_one_is_ignored(store):
    store.apply([quote(last=10.0, exchange_time=ASKED)])
    assert store.apply([quote(last=9.0, exchange_time=ASKED - 1)]) == []
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
    store.set_bases({"600000.SH": (8.0, day("0920")), "AMD.US": (1.0, day("0920"))})
    store.apply([quote(last=10.0), quote("NVDA.US", 5.0)])
    assert store.value(0, "window_pct") == pytest.approx(25.0)
    assert (store.value(2, "window_pct"), store.base_dates) == (None, [day("0920"), None, None])


def test_a_new_base_counts_at_once_and_the_old_ones_are_gone(store):
    store.apply([quote(last=10.0), quote("NVDA.US", 5.0)])
    store.set_bases({"600000.SH": (8.0, day("0920"))})
    store.set_bases({"NVDA.US": (4.0, day("0923"))})
    assert (store.value(0, "window_pct"), store.value(2, "window_pct")) == (None, pytest.approx(25.0))
    assert store.base_dates == [None, None, day("0923")]


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
    assert all(math.isnan(held.columns["last"][held.row_of[name]]) for name in set(NAMES) - set(newest))


def test_a_late_source_takes_over_when_the_other_has_been_silent_for_long(store):
    held = quote("600000.SH", 10.0, exchange_time=1000.0, received_at=1001.0, source="tencent")
    late = quote("600000.SH", 9.9, exchange_time=500.0, received_at=1030.0, source="yahoo")
    store.apply([held])
    assert (store.apply([late]), store.shows(held), store.shows(late)) == ([], True, False)
    later = quote("600000.SH", 9.9, exchange_time=500.0, received_at=1092.0, source="yahoo")
    assert (store.apply([later]), store.shows(held), store.shows(later)) == ([0], False, True)


def test_a_halt_is_a_column_of_ones(store):
    store.apply([quote(suspended=True)])
    assert store.value(0, "suspended") == 1.0
    store.apply([quote(suspended=False)])
    assert store.value(0, "suspended") == 0.0
