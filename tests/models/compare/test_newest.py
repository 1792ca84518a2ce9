"""Live prices in a comparison: what a day's own bar would have made of them."""

from dataclasses import replace

import numpy as np
import pytest

from models.compare.newest import lacks, newest, put, with_tail
from models.compare.series import price_series
from models.compare.values import Currency
from models.live_bar import Tail
from tests.models.compare.samples import fx, held, share
from tests.models.samples import bars, day

CLOSES = {"2024-09-19": 90.0, "2024-09-20": 100.0}


def tail(date, close):
    return Tail(date=day(date), open=close, high=close, low=close, close=close, volume=5.0)


def test_a_row_is_changed_or_begun():
    before = bars(CLOSES, name="NVDA.US")
    same, more = with_tail(before, tail("0920", 110.0)), with_tail(before, tail("0923", 120.0))
    assert (same.close.tolist(), same.last_is_final) == ([90.0, 110.0], False)
    assert (more.close.tolist(), more.date[-1]) == ([90.0, 100.0, 120.0], np.datetime64("2024-09-23"))
    assert before.close.tolist() == [90.0, 100.0]


def test_a_newest_value_is_what_bars_with_that_close_would_give():
    pairs = {"USDCNY": fx("USDCNY", {"2024-09-19": 7.0, "2024-09-20": 7.1})}
    one, before = share("NVDA.US"), bars(CLOSES, name="NVDA.US")
    series = price_series(one, before, Currency.CNY, pairs)
    made = newest(series, 100.0, 110.0)
    then = price_series(one, with_tail(before, tail("0920", 110.0)), Currency.CNY, pairs)
    assert (made.date, made.value) == (day("0920"), pytest.approx(float(then.value[-1])))


def test_a_newest_value_stands_from_its_date_on_and_says_so():
    aligned = held({"600000.SH": {**CLOSES, "2024-09-23": 105.0}, "NVDA.US": CLOSES})
    series = aligned.series[aligned.rows["NVDA.US"]]
    made = put(aligned, {"NVDA.US": newest(series, 100.0, 110.0)})
    row = aligned.rows["NVDA.US"]
    assert made.values[row].tolist() == [90.0, 110.0, 110.0]
    assert made.carried[row].tolist() == [False, False, True]
    assert aligned.values[row].tolist() == [90.0, 100.0, 100.0]  # nothing is mutated


def test_a_date_that_the_axis_does_not_have_is_none_of_its_business():
    aligned = held({"600000.SH": CLOSES, "NVDA.US": {**CLOSES, "2024-09-23": 120.0}})
    without = held({"600000.SH": CLOSES})
    late = newest(aligned.series[aligned.rows["NVDA.US"]], 120.0, 121.0)
    assert put(without, {"600000.SH": late}) is None
    assert put(without, {"somebody": late}).values.tolist() == without.values.tolist()
    assert put(held({}), {"NVDA.US": late}) is None


def test_a_flat_row_of_no_volume_lacks_the_day_until_something_is_traded():
    flat = bars({**CLOSES, "2024-09-23": 100.0}, name="600000.SH", volume=np.array([5.0, 5.0, 0.0]))
    traded, before = tail("0923", 101.0), replace(tail("0923", 100.0), volume=0.0)
    assert [lacks(flat, one) for one in (traded, before, tail("0924", 100.0))] == [True, False, True]
    assert not lacks(with_tail(flat, traded), traded)
