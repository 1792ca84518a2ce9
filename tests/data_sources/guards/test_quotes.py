"""A batch of quotes: what may be shown, what waits for a second source, what is refused and why."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.guards import checked_quotes, confirmed, sifted_quotes
from tests.data_sources.samples import AFTER, CN, CSI, HK, quote

GOOD = {"previous_close": 10.0, "open": 9.9, "high": 10.4, "low": 9.8, "volume": 2000.0, "turnover": 20_200.0}


def sifted(*quotes, asked=(CN, HK, CSI), **changes):
    return sifted_quotes(quotes, asked, "tencent", AFTER, **changes)


def why(made, **changes):
    found = sifted(made, **changes)
    return found.refused[0][1] if found.refused else ""


def test_a_good_quote_passes_unchanged():
    made = quote(**GOOD)
    assert sifted(made).good == (made,)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"currency": "USD"}, "in USD instead of CNY"),
        ({"currency": ""}, "no currency"),
        ({"last": None}, "no price"),
        ({"last": 0.0}, "no price"),
        ({"last": -1.0}, "no price"),
        ({"last": float("nan")}, "no price"),
        ({"last": float("inf")}, "no price"),
        ({"source": "yahoo"}, "comes from yahoo"),
        ({"exchange_time": AFTER + 3600}, "future"),
        ({"exchange_time": float("nan")}, "future"),
        ({"high": 9.0}, "between low and high"),
        ({"low": 10.2}, "between low and high"),
        ({"open": 12.0}, "between low and high"),
        ({"turnover": 99.0}, "unknown units"),
    ],
)
def test_each_fault_is_refused_and_named(changes, says):
    assert says in why(quote(**(GOOD | changes)))


def test_what_nobody_asked_for_is_refused():
    assert why(quote(**GOOD), asked=(HK,)) == "nobody asked for it"
    assert checked_quotes([quote(**GOOD), quote(HK)], [CN], "tencent", AFTER) == (quote(**GOOD),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pe": 0.0, "pb": 0.0}, (None, None, None, None)),
        ({"pe": float("nan"), "pb": float("inf")}, (None, None, None, None)),
        ({"pe": -24.51, "pb": 0.47}, (-24.51, 0.47, None, None)),
        ({"pe": 1e7}, (None, None, None, None)),
        ({"high_52w": 12.0, "low_52w": 8.0}, (None, None, 12.0, 8.0)),
        ({"high_52w": 0.0, "low_52w": 8.0}, (None, None, None, 8.0)),
        ({"high_52w": 8.0, "low_52w": 12.0}, (None, None, None, None)),
        ({"high_52w": 700.0, "low_52w": 400.0}, (None, None, None, None)),  # of before a split
    ],
)
def test_what_cannot_be_a_multiple_or_a_years_range_is_missing(changes, expected):
    (found,) = sifted(quote(**(GOOD | changes))).good
    assert (found.pe, found.pb, found.high_52w, found.low_52w) == expected


def test_a_halted_share_needs_no_price():
    assert len(sifted(quote(last=None, previous_close=10.0, suspended=True)).good) == 1


def test_time_does_not_run_backwards_within_a_source():
    held = {CN.id: quote(at=AFTER)}
    assert why(quote(at=AFTER - 1), known=held) == "older than the one before"
    assert why(quote(at=AFTER), known=held) == ""
    assert why(quote(at=AFTER - 900), known={CN.id: quote(source="yahoo", at=AFTER)}) == ""


def test_lots_become_shares():
    (found,) = sifted(quote(**(GOOD | {"volume": 20.0}))).good
    assert found.volume == 2000.0


def test_an_index_has_no_average_price():
    assert len(sifted(quote(CSI, **(GOOD | {"turnover": 99.0}))).good) == 1


def test_other_prices_of_zero_or_less_are_missing():
    (found,) = sifted(quote(**(GOOD | {"previous_close": 0.0, "limit_up": -1.0, "extended_last": 0.0}))).good
    assert (found.previous_close, found.limit_up, found.extended_last) == (None, None, None)


@pytest.mark.parametrize("last", [12.0, 8.0, 250.0, 0.4])
def test_beyond_the_limit_waits_for_a_second_source(last):
    found = sifted(quote(last=last, previous_close=10.0))
    assert (found.good, len(found.held), found.refused) == ((), 1, ())


@pytest.mark.parametrize("factor", [25.0, 0.04])
def test_so_does_twenty_times_the_close_before_anywhere(factor):
    assert len(sifted(quote(HK, last=10.0 * factor, previous_close=10.0)).held) == 1


def test_two_sources_that_agree_confirm_and_one_cannot_confirm_itself():
    first, second = quote(last=12.0, previous_close=10.0), quote(last=12.05, previous_close=10.0, source="sina")
    assert confirmed([first], [second]) == (second,)
    assert confirmed([first], [first]) == ()
    assert confirmed([first], [dataclasses.replace(second, last=10.1)]) == ()
    assert confirmed([], [second]) == ()


ODD = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -1.0, 1e308, float("inf"), float("nan")]))


@given(st.fixed_dictionaries(dict.fromkeys(("last", *GOOD), ODD)), st.floats())
def test_nothing_that_passes_has_a_price_of_zero_or_less_and_nothing_raises(changes, time):
    for one in sifted(quote(exchange_time=time, **changes)).good:
        assert one.last is not None and one.last > 0
        assert one.exchange_time < AFTER + 120
        assert all(value is None or not value <= 0 for value in (one.previous_close, one.open, one.high, one.low))
