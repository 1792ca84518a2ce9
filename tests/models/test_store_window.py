"""A window that is over: its percentages are given, and no live price moves them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import symbols
from models.store import QuoteStore
from tests.models.samples import ASKED, day, quote

NAMES = ("600000.SH", "00700.HK", "NVDA.US")


@pytest.fixture
def store():
    return QuoteStore([symbols.instrument(name) for name in NAMES])


def window(store):
    return [store.value(row, "window") for row in range(len(NAMES))]


def test_percentages_are_taken_as_they_are_and_strangers_are_ignored(store):
    store.give("window", {"00700.HK": 4.5, "AMD.US": 9.0})
    assert window(store) == [None, 4.5, None]


def test_no_price_moves_them(store):
    store.give("window", {"00700.HK": 4.5})
    store.apply([quote("00700.HK", 400.0), quote("NVDA.US", 5.0)])
    store.apply([quote("00700.HK", 800.0, exchange_time=ASKED + 1)])
    assert window(store) == [None, 4.5, None]


def test_they_replace_the_live_ones_with_their_bases(store):
    store.apply([quote(last=10.0)])
    store.set_bases("window", {"600000.SH": (8.0, day("0920"))})
    store.give("window", {"NVDA.US": -1.0})
    assert window(store) == [None, None, -1.0]
    assert store.base_dates == {}


def test_live_ones_replace_them_again(store):
    store.give("window", {"600000.SH": 4.5, "NVDA.US": -1.0})
    store.apply([quote(last=10.0)])
    store.set_bases("window", {"600000.SH": (8.0, day("0920"))})
    assert window(store) == [pytest.approx(25.0), None, None]


changes = st.dictionaries(st.sampled_from([*NAMES, "AMD.US"]), st.floats(-99, 999))


@given(st.lists(changes, max_size=4), changes)
def test_only_the_newest_window_counts(before, last):
    store = QuoteStore([symbols.instrument(name) for name in NAMES])
    for held in [*before, last]:
        store.give("window", held)
    assert window(store) == [last.get(name) for name in NAMES]
