"""The newest bar, quote after quote: as computing everything again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.indicators import INDICATORS
from models.indicators.values import NUMBERS, Bar
from models.live_bar import Tail
from tests.models.indicators.samples import NAN, columns, walk
from tests.models.samples import day

SHORT = {
    "ma": {"period1": 3, "period4": 0, "period6": 40}, "ema": {"period1": 3, "period6": 0}, "volma": {"period1": 7},
    "boll": {"period": 5}, "vwap": {"period": 4}, "macd": {"fast": 3, "slow": 7, "signal": 4}, "kdj": {"period": 4},
    "rsi": {"period1": 3, "period2": 9}, "atr": {"period": 4}, "rel": {},
}  # fmt: skip


def with_bar(held, place, bar):
    """The columns up to ``place``, which is ``bar``."""
    made = held.rows(slice(0, place + 1))
    changed = {name: np.append(getattr(made, name)[:-1], getattr(bar, name)) for name in NUMBERS}
    return replace(made, date=np.append(made.date[:-1], np.datetime64(bar.date)), **changed)


def quoted(bar, move):
    """The bar as another quote leaves it."""
    close = bar.close * (1 + move)
    return replace(
        bar, close=close, high=float(np.fmax(bar.high, close)), low=float(np.fmin(bar.low, close)),
        volume=bar.volume * (1 + abs(move)),
    )  # fmt: skip


def agree(indicator, live, held, bar, params):
    expected = {key: values[-1] for key, values in indicator.compute(held, params).items()}
    found = live.value(bar)
    assert list(found) == list(expected)
    for key, value in expected.items():
        np.testing.assert_allclose(found[key], value, rtol=1e-9, atol=1e-9, err_msg=key)


@pytest.mark.parametrize("key", INDICATORS)
@settings(deadline=None, max_examples=30)
@given(
    count=st.integers(1, 60), settled=st.integers(0, 59), seed=st.integers(0, 10_000),
    gaps=st.sampled_from([0.0, 0.1, 0.6]), dry=st.sampled_from([0.0, 0.5]), intraday=st.booleans(),
    moves=st.lists(st.floats(-0.05, 0.05), max_size=3), short=st.booleans(),
)  # fmt: skip
def test_any_run_of_quotes_and_bars_equals_computing_again(
    key, count, settled, seed, gaps, dry, intraday, moves, short
):
    indicator, params = INDICATORS[key], SHORT[key] if short else {}
    held = walk(count, seed=seed, gaps=gaps, dry=dry, intraday=intraday, a_day=7)
    begin = min(settled, count - 1)
    live = indicator.live(held.rows(slice(0, begin)), params)
    for place in range(begin, count):
        bar = held.bar(place)
        for move in moves:
            agree(indicator, live, with_bar(held, place, one := quoted(bar, move)), one, params)
        agree(indicator, live, held.rows(slice(0, place + 1)), bar, params)
        live.advance(bar)


@pytest.mark.parametrize("key", INDICATORS)
def test_prices_that_stand_still_and_then_move(key):
    closes = [5.0] * 20 + [6.0] * 15 + [5.5] * 5
    held = columns(closes, benchmark=[7.0] * 40)
    live = INDICATORS[key].live(held.rows(slice(0, 0)), SHORT[key])
    for place in range(40):
        agree(INDICATORS[key], live, held.rows(slice(0, place + 1)), held.bar(place), SHORT[key])
        live.advance(held.bar(place))


@pytest.mark.parametrize("key", INDICATORS)
def test_all_but_the_newest_is_what_a_live_state_begins_with(key):
    held = walk(300)
    assert len(held.settled()) == 299
    agree(INDICATORS[key], INDICATORS[key].live(held.settled(), {}), held, held.bar(-1), {})


@pytest.mark.parametrize("key", ["ema", "macd", "kdj", "rsi", "atr"])
@pytest.mark.parametrize("still", [0, 30, 600])
def test_a_state_made_of_the_newest_bars_is_that_of_all(key, still):
    """Of those that have stood still too, behind which an old average shows."""
    moving = walk(3000 - still)
    closes, highs, lows = (
        np.append(one, [moving.close[-1]] * still) for one in (moving.close, moving.high, moving.low)
    )  # fmt: skip
    held = columns(closes, high=highs, low=lows)
    agree(INDICATORS[key], INDICATORS[key].live(held.settled(), SHORT[key]), held, held.bar(-1), SHORT[key])


def test_a_bar_from_the_tail_a_quote_left():
    tail = Tail(date=day("0925"), open=10.0, high=11.0, low=9.0, close=10.5, volume=NAN)
    bar = Bar.of(tail, benchmark=3000.0)
    assert (bar.date, bar.open, bar.high, bar.low, bar.close, bar.benchmark) == (
        tail.date,
        10.0,
        11.0,
        9.0,
        10.5,
        3000.0,
    )
    assert np.isnan([bar.volume, bar.turnover]).all()
