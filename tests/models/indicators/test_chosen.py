"""Indicators as a line of text asks for them, and the columns they make."""

import numpy as np
import pytest

from models.indicators import INDICATORS
from models.indicators.benchmark import aligned, beside
from models.indicators.chosen import NotAnIndicator, chosen, over
from models.indicators.values import Columns
from models.values import Interval
from tests.models.samples import bars

CLOSES = {"0918": 10.0, "0919": 12.0, "0920": 11.0, "0923": 13.0, "0924": 15.0}


def titles(text, closes=CLOSES):
    held = Columns.of(bars(closes), np.full(len(closes), 4.0))
    return [made.title for made in over(chosen(text), held, slice(None))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ma:5,20", ["MA5", "MA20"]),
        (" MA : 5 , 0, 20 ;; Ema:3", ["MA5", "MA20", "EMA3"]),
        ("ma", ["MA5", "MA10", "MA20", "MA60", "MA120", "MA250"]),
        ("macd", ["MACD(12,26,9) DIF", "MACD(12,26,9) DEA", "MACD(12,26,9) MACD"]),
        ("kdj:9", ["KDJ(9,3,3) K", "KDJ(9,3,3) D", "KDJ(9,3,3) J"]),
        ("boll:20,2.5", ["BOLL(20,2.5) UPPER", "BOLL(20,2.5) MID", "BOLL(20,2.5) LOWER"]),
        ("vwap;atr;rsi:6;rel", ["VWAP(20)", "ATR14", "RSI6", "REL"]),
        ("volma:5;ma:5", ["VOLMA MA5", "MA5"]),
        ("ma:5;ma:5,10;ma:5", ["MA5", "MA10"]),
        ("", []),
    ],
)
def test_every_line_has_a_heading_of_its_own(text, expected):
    assert titles(text) == expected


def test_all_of_them_at_once_are_told_apart():
    made = titles(";".join(INDICATORS))
    assert len(made) == len(set(made)) == sum(len(one.shown({})) for one in INDICATORS.values())


@pytest.mark.parametrize(
    ("text", "why", "part", "takes"),
    [
        ("ma;foo:3", "unknown", "foo:3", "ma, ema, boll"),
        ("kdj:1", "numbers", "kdj:1", "period 2-500, k 1-100, d 1-100"),
        ("kdj:9,3,3,3", "numbers", "kdj:9,3,3,3", "period 2-500"),
        ("ma:5.5", "numbers", "ma:5.5", "period1 0-2000"),
        ("ma:5,", "numbers", "ma:5,", "period1 0-2000"),
        ("ma:nan", "numbers", "ma:nan", "period1"),
        ("boll:20,wide", "numbers", "boll:20,wide", "width 0.1-10"),
        ("rel:3", "none", "rel:3", "rel"),
    ],
)
def test_what_is_none_says_what_there_is(text, why, part, takes):
    with pytest.raises(NotAnIndicator) as refused:
        chosen(text)
    assert (refused.value.why, refused.value.text) == (why, part)
    assert refused.value.takes.startswith(takes) or takes in refused.value.takes


def test_lines_look_back_beyond_the_rows_that_are_written():
    (made,) = over(chosen("ma:3"), Columns.of(bars(CLOSES)), slice(3, 5))
    assert made.values.tolist() == pytest.approx([12.0, 13.0])
    (whole,) = over(chosen("ma:3"), Columns.of(bars(CLOSES)), slice(0, 5))
    assert np.isnan(whole.values).tolist() == [True, True, False, False, False]


def test_a_comparison_is_100_where_the_rows_begin():
    columns = Columns.of(bars(CLOSES), np.array([1.0, 1.0, 2.0, 2.0, 1.0]))
    (made,) = over(chosen("rel"), columns, slice(2, 5))
    assert made.values.tolist() == pytest.approx([100.0, 13 / 11 * 100, 15 / 11 * 200])


def test_without_a_benchmark_a_comparison_has_no_value():
    (made,) = over(chosen("rel"), Columns.of(bars(CLOSES)), slice(0, 5))
    assert np.isnan(made.values).all()


# the benchmark's closes beside the bars


def test_a_benchmark_is_carried_where_it_did_not_trade():
    made = beside(bars(CLOSES), bars({"0919": 1.0, "0923": 2.0, "0925": 9.0}))
    assert made.tolist() == pytest.approx([np.nan, 1.0, 1.0, 2.0, 2.0], nan_ok=True)


def test_a_close_that_is_missing_is_not_carried():
    made = beside(bars(CLOSES), bars({"0918": 1.0, "0919": np.nan}))
    assert made.tolist() == [1.0] * 5


def test_minutes_are_matched_by_their_time():
    own = bars({"0918": 1.0}, interval=Interval.MIN5).with_columns(time=np.array([600]))
    other = bars({"0918": 1.0}).with_columns(interval=Interval.MIN5, time=np.array([300]))
    later = other.with_columns(time=np.array([900]))
    assert beside(own, other).tolist() == [1.0]
    assert np.isnan(beside(own, later)).all()


def test_nothing_is_beside_nothing():
    assert np.isnan(aligned(np.arange(2), np.arange(0), np.array([]))).tolist() == [True, True]
    assert aligned(np.arange(0), np.arange(2), np.ones(2)).tolist() == []
