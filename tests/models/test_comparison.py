"""Sources compared by return over a window: levels may differ, the return may not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.adjustment import adjusted
from models.answers import comparison_json
from models.comparison import compared
from models.review.values import Window
from models.values import Adjust, Basis
from tests.models.samples import SHARE, WEEK, bars, cash, split

RAW = {"0920": 109.00, "0923": 110.0, "0924": 115.0, "0925": 121.99}  # +11.917 %
HALF = {day: close / 1.4 for day, close in RAW.items()}  # the same share at a vendor that knows a later 10 转 4
RETURN = (121.99 / 109.00 - 1) * 100


def by_source(**series):
    return {name: one.with_columns(source=name) for name, one in series.items()}


def row(made, source):
    return next(one for one in made.rows if one.source == source)


def test_other_levels_with_the_same_return_agree():
    made = compared(by_source(eastmoney=bars(RAW), yahoo=bars(HALF)), WEEK, {})
    assert [one.return_pct for one in made.rows] == pytest.approx([RETURN, RETURN])
    assert (made.agree, made.odd, made.spread_pp) == (True, (), pytest.approx(0, abs=1e-9))


def test_traded_closes_across_an_ex_date_agree_with_adjusted_ones():
    """A dividend of 2 on the 24th: raw closes carry it as a factor, adjusted closes have it inside."""
    raw = bars(RAW, actions=(cash("0924", 2.0),))
    qfq = adjusted(raw, Adjust.QFQ)
    theirs = qfq.with_columns(adjust=Adjust.NONE, basis=Basis.DIVIDEND_ADJUSTED)
    made = compared(by_source(raw=raw, qfq=qfq, theirs=theirs), WEEK, {})
    assert [one.return_pct for one in made.rows] == pytest.approx([(121.99 / 109 * 110 / 108 - 1) * 100] * 3, abs=1e-9)
    assert [one.basis for one in made.rows] == ["raw", "qfq (ratio)", "dividend-adjusted"]
    assert made.agree


def test_a_source_without_actions_is_given_those_of_the_first_that_has_them():
    knows = bars(RAW, actions=(split("0924", 2.0),))
    made = compared(by_source(eastmoney=bars(RAW, actions=None), yahoo=knows), WEEK, {})
    assert (row(made, "eastmoney").actions_from, row(made, "yahoo").actions_from) == ("yahoo", "")
    assert [len(one.ex_dates) for one in made.rows] == [1, 1]
    assert made.agree


def test_a_subtractive_series_is_the_odd_one():
    """601138.SH: 0.97 of later dividends taken off both closes makes +11.72 into +12.35."""
    traded = {"0920": 18.86, "0925": 21.07}
    wrong = {day: close - 0.97 for day, close in traded.items()}
    made = compared(by_source(a=bars(traded), b=bars(traded), c=bars(wrong)), WEEK, {})
    assert (made.agree, made.odd) == (False, ("c",))
    assert [one.agrees for one in made.rows] == [True, True, False]
    assert made.spread_pp == pytest.approx(12.35 - 11.72, abs=0.01)


def test_of_two_that_differ_neither_is_called_the_odd_one():
    made = compared(by_source(a=bars(RAW), b=bars(RAW | {"0925": 120.0})), WEEK, {})
    assert (made.agree, made.odd) == (False, ())
    assert [one.agrees for one in made.rows] == [None, None]


@pytest.mark.parametrize(("more", "agree"), [(0.009, True), (0.011, False)])
def test_the_tolerance_is_a_hundredth_of_a_percentage_point(more, agree):
    other = {"0920": 100.0, "0925": 110.0 + more}
    assert compared(by_source(a=bars({"0920": 100.0, "0925": 110.0}), b=bars(other)), WEEK, {}).agree is agree


def test_a_return_over_other_days_is_not_compared():
    """A vendor that has lost Friday measures from Thursday."""
    late = {"0919": 105.0, "0925": 121.99}
    made = compared(by_source(a=bars(RAW), b=bars(RAW), c=bars(late)), WEEK, {})
    assert (row(made, "c").return_pct, row(made, "c").why) == (None, "its closes are of other days")
    assert (made.agree, made.odd) == (True, ())


def test_who_has_no_return_says_why():
    made = compared(by_source(a=bars(RAW), b=bars({"0920": 1.0}), c=bars({"0923": 1.0})), WEEK, {"d": "offline"})
    assert [one.why for one in made.rows] == ["", "no close in the window", "no close before the window", "offline"]
    assert made.agree is None


def test_nobody_is_nothing():
    made = compared({}, WEEK, {})
    assert (made.rows, made.spread_pp, made.agree) == ((), None, None)


def test_json_carries_basis_dates_closes_and_returns():
    made = comparison_json(SHARE, WEEK, compared(by_source(a=bars(RAW), b=bars(HALF)), WEEK, {"c": "offline"}))
    assert (made["id"], made["agree"], made["odd"], made["tolerance_pp"]) == ("600000.SH", True, [], 0.01)
    assert made["sources"][0] == {
        "source": "a", "basis": "raw", "base_date": "2024-09-20", "base_close": 109.0, "end_date": "2024-09-25",
        "end_close": 121.99, "return_pct": pytest.approx(RETURN), "ex_dates": [], "actions_from": None,
        "agrees": True, "why": None,
    }  # fmt: skip
    assert (made["sources"][2]["return_pct"], made["sources"][2]["why"]) == (None, "offline")


@given(st.floats(0.01, 100), st.lists(st.floats(1, 1000), min_size=3, max_size=3))
def test_a_constant_between_two_series_is_no_difference(scale, closes):
    days = ("0920", "0923", "0925")
    one = bars(dict(zip(days, closes, strict=True)))
    other = bars({day: close * scale for day, close in zip(days, closes, strict=True)})
    window = Window(first=dt.date(2024, 9, 23), last=dt.date(2024, 9, 25))
    assert compared(by_source(a=one, b=other), window, {}).spread_pp == pytest.approx(0, abs=1e-6)
