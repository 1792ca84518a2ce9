"""区间统计 by hand, and against a second, slower implementation that walks bar by bar."""

import datetime as dt
import math
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.charts.measure import Anchor, Base, Extreme, Ruler, measure, measure_between
from models.values import COLUMNS, Interval
from tests.models.samples import bars, cash, day, split

NAN = math.nan


def columns(rows, dates=None, times=None):
    """Rows of open, high, low, close, volume, turnover on days from 2024-09-16 (Monday) on."""
    made = np.array(rows, float).reshape(-1, 6)
    date = np.array(dates, "datetime64[D]") if dates is not None else np.datetime64("2024-09-16") + np.arange(len(made))
    time = np.arange(len(made)) * 60 if times is None else np.array(times)
    return SimpleNamespace(date=date, time=time, **dict(zip(COLUMNS, made.T, strict=True)))


WEEK = columns(
    [
        (9.8, 10.2, 9.7, 10.0, 100, 1000),
        (10.5, 12.0, 10.4, 11.0, 200, 2200),
        (11.0, 11.5, 8.5, 8.8, 300, 3000),
        (8.8, 9.9, 8.6, 9.9, 100, 940),
        (9.9, 9.9, 9.9, 9.9, 0, 0),
    ],
    ["2024-09-13", "2024-09-18", "2024-09-19", "2024-09-20", "2024-09-23"],
)


def test_a_range_by_hand():
    """From the 18th to the 23rd: the base is the close of the 13th, 10.00."""
    made = measure(WEEK, 1, 4, shares=70_000)
    assert (made.bars, made.sessions, made.days) == (4, 4, 6)
    assert (made.first_date, made.last_date) == (day("0918"), day("0923"))
    assert (made.base, made.base_kind, made.close) == (10.0, Base.PREVIOUS_CLOSE, 9.9)
    assert (made.change, made.change_pct) == (pytest.approx(-0.1), pytest.approx(-1.0))
    assert made.high == Extreme(12.0, 1, day("0918"), 60.0)
    assert made.low == Extreme(8.5, 2, day("0919"), 120.0)
    assert made.amplitude_pct == pytest.approx(35.0)  # 3.50 of 10.00
    assert made.drawdown_pct == pytest.approx(-20.0)  # 11.00 to 8.80
    assert (made.volume, made.turnover) == (600.0, 6140.0)
    assert made.average == pytest.approx(6140 / 600)
    assert made.turnover_rate == pytest.approx(600 / 70_000 * 100)
    assert (made.up, made.down, made.flat) == (2, 1, 1)


def test_the_first_bar_held_is_measured_from_its_open_and_says_so():
    made = measure(WEEK, 0, 1)
    assert (made.base, made.base_kind) == (9.8, Base.OPEN)
    assert made.change_pct == pytest.approx((11.0 / 9.8 - 1) * 100)
    assert (made.up, made.turnover_rate) == (2, None)


def test_either_order_and_what_lies_beyond_the_bars():
    assert measure(WEEK, 4, 1) == measure(WEEK, 1, 99) == measure(WEEK, 1, 4)
    assert measure(WEEK, -5, 0) == measure(WEEK, 0, 0)
    assert measure(WEEK, 7, 9) is None
    assert measure(WEEK, -3, -1) is None
    assert measure(columns([]), 0, 0) is None


def test_closes_alone_have_a_change_and_the_range_of_their_closes():
    held = columns([(NAN, NAN, NAN, price, NAN, NAN) for price in (10.0, 12.0, 9.0)])
    made = measure(held, 0, 2)
    assert (made.base, made.base_kind, made.change_pct) == (10.0, Base.CLOSE, pytest.approx(-10.0))
    assert (made.high.value, made.high.bar, made.low.value, made.low.bar) == (12.0, 1, 9.0, 2)
    assert (made.volume, made.turnover, made.average) == (None, None, None)
    assert (made.up, made.down, made.flat) == (1, 1, 1)


def test_one_missing_volume_makes_the_sum_missing_and_a_missing_close_is_passed_over():
    held = columns([(1, 1, 1, 1, 5, 5), (1, 2, 1, NAN, NAN, 5), (2, 2, 2, 2, 5, 10), (NAN,) * 6])
    made = measure(held, 1, 3)
    assert (made.volume, made.turnover, made.average) == (None, None, None)
    assert (made.base, made.close, made.change_pct) == (1.0, 2.0, pytest.approx(100.0))
    assert measure(held, 2, 3).base == 1.0  # the newest close that is known before the range


def test_nothing_but_gaps_is_no_zero():
    made = measure(columns([(NAN,) * 6] * 3), 0, 2)
    assert (made.base, made.close, made.change, made.change_pct, made.high, made.low) == (None,) * 6
    assert (made.amplitude_pct, made.drawdown_pct, made.volume, made.bars) == (None, None, None, 3)
    assert (made.up, made.down, made.flat) == (0, 0, 0)


@pytest.mark.parametrize("base", [-2.0, 0.0])
def test_from_a_price_that_is_not_above_zero_there_is_no_percentage(base):
    held = columns([(base, base, base, base, 1, 1), (1, 1, 1, 1, 1, 1)])
    made = measure(held, 1, 1)
    assert made.change == 1.0 - base
    assert (made.change_pct, made.amplitude_pct, made.drawdown_pct) == (None, None, None)


def test_an_average_that_is_no_price_is_left_out():
    lots = columns([(10, 11, 9, 10, 100, 100_000)])  # volume in lots of a hundred
    assert measure(lots, 0, 0).average is None
    assert measure(WEEK, 1, 4, as_traded=False).average is None
    assert measure(columns([(1, 1, 1, 1, 0, 0)]), 0, 0).average is None


def test_what_goes_ex_inside_is_named_while_prices_are_as_traded():
    """On the first day of the range it is inside, as the base lies before it."""
    actions = [cash("0913", 1.0), cash("0918", 1.0), split("0918", 2.0), cash("0923", 0.5), cash("0924", 1.0)]
    assert measure(WEEK, 1, 4, actions=actions).ex_dates == (day("0918"), day("0923"))
    assert measure(WEEK, 1, 4, actions=actions, as_traded=False).ex_dates == ()
    assert measure(WEEK, 0, 1, actions=actions).ex_dates == (day("0918"),)


def test_minutes_count_sessions_by_their_dates():
    held = columns([(1, 1, 1, 1, 1, 1)] * 4, ["2024-09-19", "2024-09-19", "2024-09-20", "2024-09-20"])
    made = measure(held, 0, 3, interval=Interval.MIN1)
    assert (made.bars, made.sessions, made.days) == (4, 2, 2)
    assert made.last_time == 180.0


def test_weeks_begin_with_their_first_session_and_count_none():
    """Mid-autumn in Shanghai: the week of the 16th begins on Wednesday the 18th."""
    opened = [dt.datetime(2024, 9, day, 1, 30, tzinfo=dt.UTC).timestamp() for day in (18, 23)]
    held = columns([(1, 1, 1, 1, 1, 1)] * 2, ["2024-09-20", "2024-09-27"], opened)
    made = measure(held, 0, 1, interval=Interval.WEEK)
    assert (made.first_date, made.last_date, made.sessions, made.days) == (day("0918"), day("0927"), None, 10)
    assert measure(held, 1, 1, interval=Interval.WEEK, actions=[cash("0923", 1.0)]).ex_dates == (day("0923"),)


def test_the_bars_of_the_program_are_columns():
    made = measure(bars({"0918": 10.0, "0919": 11.0}), 1, 1)
    assert (made.change_pct, made.average) == (pytest.approx(10.0), 11.0)


# against a second implementation

number = st.one_of(st.just(NAN), st.floats(-5, 100, allow_nan=False).map(lambda value: round(value, 2)))
row = st.tuples(number, number, number, number, st.integers(0, 9).map(float), number)


def naive(held, first, last):
    rows = [{name: float(getattr(held, name)[bar]) for name in COLUMNS} for bar in range(len(held.close))]

    def known(value):
        return not math.isnan(value)

    before = [one["close"] for one in rows[:first] if known(one["close"])]
    start = rows[first]
    base = before[-1] if before else next((start[key] for key in ("open", "close") if known(start[key])), None)
    closes = [one["close"] for one in rows[first : last + 1] if known(one["close"])]
    tops = [one["high"] if known(one["high"]) else one["close"] for one in rows[first : last + 1]]
    feet = [one["low"] if known(one["low"]) else one["close"] for one in rows[first : last + 1]]
    high = max((value for value in tops if known(value)), default=None)
    low = min((value for value in feet if known(value)), default=None)
    path = ([] if base is None else [base]) + closes
    worst = None
    if closes and all(price > 0 for price in path):
        worst = min(later / earlier - 1 for place, earlier in enumerate(path) for later in path[place:]) * 100
    steps = [later - earlier for earlier, later in pairwise(path)]
    percent = None
    if closes and base is not None and base > 0:
        percent = (closes[-1] / base - 1) * 100
    turnover = sum(one["turnover"] for one in rows[first : last + 1])
    return {
        "base": base, "close": closes[-1] if closes else None, "change_pct": percent, "high": high, "low": low,
        "high_bar": None if high is None else first + tops.index(high),
        "low_bar": None if low is None else first + feet.index(low),
        "drawdown_pct": worst, "turnover": turnover if known(turnover) else None,
        "volume": sum(one["volume"] for one in rows[first : last + 1]),
        "up": sum(step > 0 for step in steps), "down": sum(step < 0 for step in steps),
        "flat": sum(step == 0 for step in steps),
    }  # fmt: skip


@settings(max_examples=200)
@given(st.lists(row, min_size=1, max_size=12), st.data())
def test_any_columns_agree_with_the_walk_bar_by_bar(rows, data):
    held = columns(rows)
    first = data.draw(st.integers(0, len(rows) - 1))
    last = data.draw(st.integers(first, len(rows) - 1))
    made, other = measure(held, first, last), naive(held, first, last)
    said = {name: getattr(made, name) for name in other if hasattr(made, name)}
    for name in ("high", "low"):
        extreme = said[name]
        said[name] = extreme and extreme.value
        said[f"{name}_bar"] = extreme and extreme.bar
    assert said.keys() == other.keys()
    for name, value in other.items():
        assert said[name] == (value if value is None else pytest.approx(value, abs=1e-9)), name
    assert made.average is None or made.volume > 0


# the ruler

DATES = WEEK.date


def test_a_ruler_by_hand():
    assert measure_between(DATES, Anchor(1, 10.0), Anchor(4, 12.5)) == Ruler(2.5, 25.0, 3, 5)
    assert measure_between(DATES, Anchor(4, 12.5), Anchor(1, 10.0)) == Ruler(-2.5, pytest.approx(-20.0), -3, -5)


def test_a_ruler_beyond_the_bars_or_from_nothing():
    assert measure_between(DATES, Anchor(4, 10.0), Anchor(6, 11.0)) == Ruler(1.0, pytest.approx(10.0), 2, None)
    assert measure_between(DATES, Anchor(-1, 10.0), Anchor(0, 10.0)) == Ruler(0.0, 0.0, 1, None)
    assert measure_between(DATES, Anchor(0, 0.0), Anchor(0, 1.0)) == Ruler(1.0, None, 0, 0)
