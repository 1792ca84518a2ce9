"""What every answer must pass before it is stored or shown."""

import numpy as np
import pytest

from data_sources.guards import checked_bars, checked_quotes
from models.errors import Unreadable
from tests.data_sources.samples import AFTER, CN, HK, WEEK, bars, close_of, day, many, quote, split, want

TODAY = day("2024-09-27")


def checked(made, wanted=None):
    return checked_bars(made, wanted or want(), "akshare", TODAY)


def test_good_bars_pass_unchanged():
    assert close_of(checked(bars())) == WEEK


def test_the_source_is_who_was_asked():
    assert checked(bars(source="somebody")).source == "akshare"


@pytest.mark.parametrize("changes", [{"one": HK}, {"currency": "HKD"}])
def test_another_instrument_or_currency_is_refused(changes):
    with pytest.raises(Unreadable, match="instead of"):
        checked(bars(**changes))


def test_rows_without_a_close_and_of_the_future_are_dropped():
    made = bars(WEEK | {"2024-09-26": np.nan, "2024-09-28": 12.0, "2024-09-30": 12.5})
    assert close_of(checked(made)) == WEEK | {"2024-09-28": 12.0}  # tomorrow: the date line


@pytest.mark.parametrize("close", [0.0, -3465.0])
def test_a_close_of_zero_or_less_is_refused(close):
    with pytest.raises(Unreadable, match="zero"):
        checked(bars(WEEK | {"2024-09-24": close}))


@pytest.mark.parametrize("swap", [("high", "low"), ("close", "high"), ("open", "low"), ("close", "low")])
def test_swapped_columns_are_refused(swap):
    made = many("2024-01-01", 60)
    prices = {"open": made.close, "close": made.close + 0.2, "high": made.close + 0.5, "low": made.close - 0.5}
    right = made.with_columns(**prices)
    assert len(checked(right)) == 60
    with pytest.raises(Unreadable, match="order"):
        checked(right.with_columns(**{swap[0]: prices[swap[1]], swap[1]: prices[swap[0]]}))


def test_one_odd_old_row_is_forgiven():
    made = many("2023-01-02", 200)
    high = made.high.copy()
    high[3] = 1.0
    assert len(checked(made.with_columns(high=high))) == 200


def test_closes_only_have_no_order():
    nothing = np.full(4, np.nan)
    assert len(checked(bars(open=nothing, high=nothing, low=nothing))) == 4


@pytest.mark.parametrize("factor", [100.0, 0.01])
def test_a_unit_that_jumps_is_refused(factor):
    with pytest.raises(Unreadable, match="jumps"):
        checked(bars(WEEK | {"2024-09-25": 11.0 * factor}))


def test_a_split_explains_its_jump():
    made = bars(WEEK | {"2024-09-25": 0.5}, actions=(split("2024-09-25", 25.0),))
    assert len(checked(made)) == 4


def test_an_empty_answer_is_no_mistake():
    assert len(checked(bars({}))) == 0


def test_quotes_that_do_not_answer_the_question_are_left_out():
    good = quote()
    odd = [
        quote(HK),
        quote(currency="USD"),
        quote(last=None),
        quote(last=0.0),
        quote(source="yahoo"),
        quote(exchange_time=AFTER + 3600),
    ]
    assert checked_quotes([good, *odd], [CN], "tencent", AFTER) == (good,)
