"""No bars, one bar, nothing but gaps, prices that stand still, negative prices, no trade: sense and no exception."""

import numpy as np
import pytest

from models.indicators import INDICATORS
from models.indicators.values import Columns
from models.values import Interval
from tests.models.indicators.samples import NAN, columns, computed, walk
from tests.models.samples import bars

EVERY = pytest.mark.parametrize("key", INDICATORS)


def values(key, held, **params):
    """The lines as lists, None where there is no value; infinite is none of them."""
    made = computed(key, held, **params)
    assert all(len(line) == len(held) and not np.isinf(line).any() for line in made.values())
    return {name: [None if np.isnan(one) else float(one) for one in line] for name, line in made.items()}


@EVERY
def test_no_bars(key):
    held = columns([], benchmark=[])
    assert set(map(tuple, values(key, held).values())) == {()}
    assert len(held.settled()) == 0


@EVERY
@pytest.mark.parametrize("intraday", [False, True])
def test_one_bar(key, intraday):
    held = columns([8.0], high=[9.0], low=[7.0], benchmark=[2.0], intraday=intraday)
    first = {"ema": [8.0], "macd": [0.0], "rel": [100.0], "vwap": [8.0] if intraday else [None]}.get(key, [None])
    assert all(line == first for line in values(key, held).values())


@EVERY
@pytest.mark.parametrize("count", [1, 2, 7, 40])
@pytest.mark.parametrize("intraday", [False, True])
def test_nothing_but_gaps(key, count, intraday):
    nothing = [NAN] * count
    held = columns(nothing, volume=nothing, benchmark=nothing, intraday=intraday)
    assert all(line == [None] * count for line in values(key, held).values())


@EVERY
def test_a_gap_is_skipped_and_has_no_value(key):
    """Suspended bars change nothing: the other bars have what they have without them."""
    whole = walk(300)
    kept = np.arange(300) % 7 != 3
    gappy = columns(
        np.where(kept, whole.close, NAN), high=np.where(kept, whole.high, NAN), low=np.where(kept, whole.low, NAN),
        volume=np.where(kept, whole.volume, NAN), benchmark=whole.benchmark,
    )  # fmt: skip
    found, alone = computed(key, gappy), computed(key, whole.rows(kept))
    for name, line in found.items():
        assert np.isnan(line[~kept]).all()
        np.testing.assert_array_equal(line[kept], alone[name])


def test_prices_that_stand_still():
    held = columns([5.0] * 30, benchmark=[2.0] * 30)
    late = {"ma": [5.0], "boll": [5.0], "ema": [5.0], "vwap": [5.0], "macd": [0.0], "atr": [0.0], "rel": [100.0]}
    for key, expected in late.items():
        for name, line in values(key, held).items():
            assert line[-1:] == (expected if name not in ("ma4", "ma5", "ma6") else [None]), (key, name)
    assert all(line[8:] == [50.0] * 22 for line in values("kdj", held).values())  # K stays at its seed
    assert all(line == [None] * 30 for line in values("rsi", held).values())  # it has not moved: nothing to divide


def test_k_stays_while_highest_and_lowest_are_one_price():
    held = columns([5.0, 6.0, 6.0, 6.0, 9.0])
    found = values("kdj", held, period=2)
    k = (2 * 50 + 100) / 3
    assert found["k"] == pytest.approx([None, k, k, k, (2 * k + 100) / 3])
    assert found["d"][2] == pytest.approx((2 * found["d"][1] + k) / 3)


def test_rsi_begins_when_the_price_has_moved():
    found = values("rsi", columns([5.0] * 10 + [6.0, 6.0, 5.0]), period1=3)["rsi1"]
    assert found[:12] == [None] * 10 + [100.0, 100.0]
    assert 0.0 < found[12] < 100.0


def test_a_price_that_stands_still_keeps_its_rsi():
    found = values("rsi", columns([5.0, 6.0, 5.5, 6.0, *[5.8] * 200]), period1=2)["rsi1"]
    assert found[4:] == pytest.approx([found[4]] * 200)


@EVERY
def test_negative_prices(key):
    """后复权 by subtraction may go below zero; all but a ratio is as it would be higher up."""
    whole = walk(300)
    lower = columns(
        whole.close - 150.0, high=whole.high - 150.0, low=whole.low - 150.0, volume=whole.volume,
        benchmark=whole.benchmark,
    )  # fmt: skip
    assert (lower.close < 0.0).any()
    found, above = computed(key, lower), computed(key, whole)
    shift = -150.0 if key in ("ma", "ema", "boll", "vwap") else 0.0
    if key == "rel":
        assert (np.isnan(found["rel"]) == (lower.close <= 0.0)).all()
        return
    for name, line in found.items():
        np.testing.assert_allclose(line, above[name] + shift, rtol=1e-9, atol=1e-7)


@pytest.mark.parametrize("intraday", [False, True])
def test_nothing_traded_has_no_mean_price(intraday):
    """Fractions of a share, whose running sum does not come back to zero."""
    volume = [0.0, 0.1, 0.2, 0.7, 0.0, 0.0, 0.0, 0.3]
    held = columns(
        [5.0, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7], volume=volume, days=[0, 0, 0, 0, 1, 1, 1, 1], intraday=intraday
    )
    found = values("vwap", held, period=2)["vwap"]
    nothing = [0, 4, 5, 6] if intraday else [0, 5, 6]
    assert [place for place, one in enumerate(found) if one is None] == nothing
    assert found[7] == pytest.approx(5.7)


def test_without_a_benchmark_there_is_no_relative_strength():
    assert values("rel", columns([1.0, 2.0])) == {"rel": [None, None]}
    live = INDICATORS["rel"].live(columns([1.0, 2.0]), {})
    assert np.isnan(live.value(columns([3.0]).bar(0))["rel"])


def test_closes_alone_are_enough_for_what_is_made_of_closes():
    nothing = [NAN] * 40
    held = columns(list(range(40)), high=nothing, low=nothing, volume=nothing)
    assert {key for key in INDICATORS if any(any(line) for line in values(key, held).values())} == {
        "ma", "ema", "boll", "macd", "rsi",
    }  # fmt: skip


def test_the_columns_of_bars():
    held = bars({"0923": 10.0, "0924": 11.0})
    made = Columns.of(held, np.array([1.0, 2.0]))
    assert (made.close is held.close, made.intraday) == (True, False)
    assert made.bar(-1).benchmark == 2.0
    assert Columns.of(held.with_columns(interval=Interval.MIN1)).intraday


def test_parameters_are_put_right():
    ma, boll, rsi = (INDICATORS[key] for key in ("ma", "boll", "rsi"))
    assert ma.complete({"period1": 7.4, "period2": -3, "period3": 1e9, "other": 1.0}) == {
        "period1": 7, "period2": 0, "period3": 2000, "period4": 60, "period5": 120, "period6": 250,
    }  # fmt: skip
    assert boll.complete({"period": 0, "width": NAN}) == {"period": 2, "width": 2.0}
    assert rsi.complete({"period1": 1})["period1"] == 2


def test_lines_have_their_names_and_those_of_period_0_are_off():
    ma, macd = INDICATORS["ma"], INDICATORS["macd"]
    params = {"period1": 7, "period2": 0}
    titles = [ma.title(one, params) for one in ma.shown(params)]
    assert titles == ["MA7", "MA20", "MA60", "MA120", "MA250"]
    assert [macd.title(one, {}) for one in macd.shown({})] == ["DIF", "DEA", "MACD"]
