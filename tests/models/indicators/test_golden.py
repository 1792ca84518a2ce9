"""Every indicator against values worked by hand, and against a second implementation over 300 random bars."""

import numpy as np
import pytest

from models.indicators import INDICATORS
from tests.models.indicators.naive import NAIVE, vwap_intraday
from tests.models.indicators.samples import NAN, columns, computed, known, numbers, walk


def line(key, output, held, **params):
    """One line as a list, None where there is no value."""
    return [None if np.isnan(one) else pytest.approx(one, abs=1e-12) for one in computed(key, held, **params)[output]]


def test_ma_by_hand():
    held = columns([1.0, 2.0, 6.0, 3.0, 0.0])
    assert line("ma", "ma1", held, period1=3) == [None, None, 3.0, 11 / 3, 3.0]
    assert line("ma", "ma2", held, period2=1) == [1.0, 2.0, 6.0, 3.0, 0.0]


def test_volma_by_hand():
    held = columns([1.0] * 4, volume=[100.0, 300.0, 0.0, 500.0])
    assert line("volma", "volma1", held, period1=2) == [None, 200.0, 150.0, 250.0]


def test_ema_by_hand():
    """Of three bars: half the close and half of what was, beginning with the first close."""
    assert line("ema", "ema1", columns([4.0, 8.0, 2.0, 2.0]), period1=3) == [4.0, 6.0, 4.0, 3.0]


def test_boll_by_hand():
    """2, 4, 6: mean 4, squares 4 + 0 + 4, over n - 1 = 2: deviation 2. 4, 6, 11: mean 7, squares 9 + 1 + 16 = 26."""
    held, off = columns([2.0, 4.0, 6.0, 11.0]), 1.5 * 13.0**0.5
    assert line("boll", "upper", held, period=3, width=1.5) == [None, None, 7.0, 7.0 + off]
    assert line("boll", "mid", held, period=3, width=1.5) == [None, None, 4.0, 7.0]
    assert line("boll", "lower", held, period=3, width=1.5) == [None, None, 1.0, 7.0 - off]


def test_macd_by_hand():
    """EMA 3: 8, 12, 6. EMA 7: 8, 10, 7.5. DIF 0, 2, -1.5. DEA (of 3) 0, 1, -0.25. Bars twice the rest."""
    held, periods = columns([8.0, 16.0, 0.0]), {"fast": 3, "slow": 7, "signal": 3}
    assert line("macd", "dif", held, **periods) == [0.0, 2.0, -1.5]
    assert line("macd", "dea", held, **periods) == [0.0, 1.0, -0.25]
    assert line("macd", "macd", held, **periods) == [0.0, 2.0, -2.5]


def test_kdj_by_hand():
    """RSV of two bars: (8 - 4) / (10 - 4), (10 - 5) / (10 - 5): 66.67 and 100, from K = D = 50 on."""
    held = columns([5.0, 8.0, 10.0], high=[6.0, 10.0, 10.0], low=[4.0, 5.0, 6.0])
    k1, k2 = (100 + 200 / 3) / 3, (2 * (100 + 200 / 3) / 3 + 100) / 3
    d1 = (100 + k1) / 3
    d2 = (2 * d1 + k2) / 3
    assert line("kdj", "k", held, period=2) == [None, k1, k2]
    assert line("kdj", "d", held, period=2) == [None, d1, d2]
    assert line("kdj", "j", held, period=2) == [None, 3 * k1 - 2 * d1, 3 * k2 - 2 * d2]


def test_rsi_by_hand():
    """Changes +3, -1, +1: averages 1.5 and 0.5, then 1.25 and 0.25."""
    assert line("rsi", "rsi1", columns([1.0, 4.0, 3.0, 4.0]), period1=2) == [None, None, 75.0, 125 / 1.5]


def test_atr_by_hand():
    """Ranges from the close before: 4 (8 to 12, close before 9), 5 (gap from 11 down to 6), 1."""
    held = columns([9.0, 11.0, 7.0, 7.0], high=[10.0, 12.0, 8.0, 7.5], low=[8.0, 8.0, 6.0, 6.5])
    assert line("atr", "atr", held, period=2) == [None, None, 4.5, 2.75]


def test_vwap_begins_afresh_with_every_day():
    held = columns(
        [10.0, 20.0, 30.0, 40.0], high=[13.0, 20.0, 30.0, 40.0], volume=[100.0, 300.0, 50.0, 150.0],
        days=[0, 0, 1, 1], intraday=True,
    )  # fmt: skip
    assert line("vwap", "vwap", held) == [11.0, (1100 + 6000) / 400, 30.0, (1500 + 6000) / 200]


def test_vwap_of_days_is_that_of_the_last_bars():
    held = columns([10.0, 20.0, 40.0], volume=[100.0, 300.0, 100.0])
    assert line("vwap", "vwap", held, period=2) == [None, 17.5, 25.0]


def test_rel_is_100_at_the_first_common_bar():
    held = columns([NAN, 50.0, 60.0, 50.0, 55.0], benchmark=[10.0, 10.0, 10.0, NAN, 11.0])
    assert line("rel", "rel", held) == [None, 100.0, 120.0, None, 100.0]


def by_hand(key, held, params, naive):
    """The second implementation over the bars the indicator sees, NaN at the others."""
    places = known(key, held)
    made = {}
    for output, values in naive([numbers(held, place) for place in places], params).items():
        made[output] = np.full(len(held), NAN)
        made[output][places] = values
    return made


CHANGED = {
    "ma": {"period1": 1, "period2": 0, "period6": 299}, "volma": {"period1": 60}, "ema": {"period1": 1, "period3": 0},
    "boll": {"period": 2, "width": 3.0}, "macd": {"fast": 20, "slow": 5, "signal": 1},
    "kdj": {"period": 2, "k": 1, "d": 5}, "rsi": {"period1": 2, "period2": 0}, "atr": {"period": 1},
    "vwap": {"period": 2}, "rel": {},
}  # fmt: skip
CASES = [
    *((key, params, False) for key in INDICATORS for params in ({}, CHANGED[key])),
    ("vwap", {}, True),
]


@pytest.mark.parametrize(("key", "params", "intraday"), CASES)
@pytest.mark.parametrize("held", [{}, {"gaps": 0.1}, {"dry": 0.7}, {"gaps": 0.05, "dry": 0.9}], ids=str)
def test_a_second_implementation_agrees(key, params, intraday, held):
    held, complete = walk(300, intraday=intraday, **held), INDICATORS[key].complete(params)
    expected = by_hand(key, held, complete, vwap_intraday if intraday else NAIVE[key])
    found = computed(key, held, **params)
    assert list(found) == list(expected) == [one.key for one in INDICATORS[key].shown(params)]
    for output, values in expected.items():
        np.testing.assert_allclose(found[output], values, rtol=1e-9, atol=1e-9, err_msg=output)


FIRST = {
    "ma": {"ma1": 4, "ma2": 9, "ma3": 19, "ma4": 59, "ma5": 119, "ma6": 249},
    "ema": dict.fromkeys(("ema1", "ema2", "ema3", "ema4", "ema5", "ema6"), 0),
    "boll": {"upper": 19, "mid": 19, "lower": 19},
    "vwap": {"vwap": 19},
    "volma": {"volma1": 4, "volma2": 9},
    "macd": {"dif": 0, "dea": 0, "macd": 0},
    "kdj": {"k": 8, "d": 8, "j": 8},
    "rsi": {"rsi1": 6, "rsi2": 12, "rsi3": 24},
    "atr": {"atr": 14},
    "rel": {"rel": 0},
}


@pytest.mark.parametrize("key", INDICATORS)
@pytest.mark.parametrize("before", [0, 3])
def test_the_look_back_is_exact(key, before):
    """The first value stands where it must, as many bars later as closes are missing at the beginning."""
    whole = walk(300)
    closes, volumes = (np.where(np.arange(300) < before, NAN, one) for one in (whole.close, whole.volume))
    held = columns(closes, high=whole.high, low=whole.low, volume=volumes, benchmark=whole.benchmark)
    missing = {output: np.flatnonzero(np.isnan(values)) for output, values in computed(key, held).items()}
    assert {output: list(places) for output, places in missing.items()} == {
        output: list(range(first + before)) for output, first in FIRST[key].items()
    }


@pytest.mark.parametrize("key", ["ema", "macd", "kdj"])
def test_behind_the_head_a_long_line_is_what_the_definition_says(key):
    """Only the head is computed with the seed before it: no step where it ends."""
    held, params = walk(12_000), INDICATORS[key].complete({})
    expected, found = by_hand(key, held, params, NAIVE[key]), computed(key, held)
    for output, values in expected.items():
        np.testing.assert_allclose(found[output], values, rtol=1e-12, atol=1e-11, err_msg=output)


@pytest.mark.parametrize("seed", [1, 2])
def test_many_days_of_minutes_keep_their_digits(seed):
    """More bars than are computed at a time: each day is as if it stood alone."""
    held = walk(200_000, seed=seed, intraday=True, a_day=241)
    whole = computed("vwap", held)["vwap"]
    for day in (0, 271, 272, 543, 829):
        part = slice(day * 241, min((day + 1) * 241, 200_000))
        np.testing.assert_allclose(whole[part], computed("vwap", held.rows(part))["vwap"], rtol=1e-13)
