"""涨速: five minutes by the clock, rows that are rarely pushed, new rows, new sessions, a clock set back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.figures.speed import SLOT_S, Speeds

START = 1_727_227_800.0  # 25 September 2024, 09:30 in Shanghai


@pytest.fixture
def speeds():
    return Speeds(3)


def push(speeds, prices, after):
    rows = np.array(list(prices), np.intp)
    speeds.push(rows, np.array(list(prices.values()), float), START + after)


def at(speeds, after, row=0):
    return speeds.values(START + after)[row]


def test_five_minutes_by_hand(speeds):
    for minute, price in enumerate([10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6]):
        push(speeds, {0: price}, 60 * minute)
    assert at(speeds, 360) == pytest.approx((10.6 / 10.1 - 1) * 100)


def test_under_a_minute_nothing_is_said_then_what_is_known(speeds):
    push(speeds, {0: 10.0}, 0)
    push(speeds, {0: 10.2}, 45)
    assert np.isnan(at(speeds, 59))
    assert at(speeds, 60) == pytest.approx(2.0)
    push(speeds, {0: 10.4}, 299)
    assert at(speeds, 299) == pytest.approx(4.0)
    assert at(speeds, 360) == pytest.approx((10.4 / 10.2 - 1) * 100)


def test_a_row_that_was_not_pushed_keeps_its_price(speeds):
    push(speeds, {0: 10.0, 1: 5.0}, 0)
    push(speeds, {1: 5.5}, 600)
    assert list(speeds.values(START + 600)[:2]) == [0.0, pytest.approx(10.0)]
    assert at(speeds, 630, 1) == pytest.approx(10.0)
    assert at(speeds, 900, 1) == 0.0
    assert np.isnan(at(speeds, 900, 2))


def test_the_last_price_of_a_slot_counts(speeds):
    push(speeds, {0: 10.0}, 0)
    push(speeds, {0: 10.1}, 5)
    push(speeds, {0: 11.11}, 300)
    assert at(speeds, 300) == pytest.approx(10.0)


@pytest.mark.parametrize("price", [0.0, -1.0, float("nan")])
def test_what_is_no_price_is_left_out(speeds, price):
    push(speeds, {0: 10.0, 1: price}, 0)
    push(speeds, {0: price, 1: price}, 60)
    assert at(speeds, 120) == 0.0
    assert np.isnan(at(speeds, 120, 1))


def test_another_session_starts_afresh_for_its_rows_only(speeds):
    push(speeds, {0: 10.0, 1: 10.0}, 0)
    push(speeds, {0: 11.0, 1: 11.0}, 120)
    speeds.restart(np.array([0]))
    push(speeds, {0: 12.0}, 130)
    assert np.isnan(at(speeds, 150))
    assert at(speeds, 150, 1) == pytest.approx(10.0)
    push(speeds, {0: 12.6}, 200)
    assert at(speeds, 200) == pytest.approx(5.0)


def test_a_clock_that_was_set_back_starts_all_afresh(speeds):
    push(speeds, {0: 10.0}, 0)
    push(speeds, {0: 11.0}, 120)
    push(speeds, {0: 11.5}, -7200)
    assert np.isnan(at(speeds, -7200))
    assert at(speeds, -7140) == 0.0


def test_it_grows_and_keeps_what_it_has(speeds):
    push(speeds, {0: 10.0}, 0)
    push(speeds, {1000: 5.0}, 30)
    assert len(speeds) >= 1001
    push(speeds, {0: 10.5, 1000: 5.5}, 120)
    assert at(speeds, 120) == pytest.approx(5.0)
    assert at(speeds, 120, 1000) == pytest.approx(10.0)


def test_nothing_pushed_is_nothing(speeds):
    assert np.isnan(speeds.values(START)).all()
    push(speeds, {}, 0)
    assert np.isnan(speeds.values(START)).all()


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), st.floats(1, 100)), min_size=1, max_size=40))
def test_it_says_what_a_list_of_all_prices_says(pushes):
    """Slot by slot: the newest price up to 20 slots ago, else the first one if it is four slots old."""
    speeds, seen = Speeds(1), {}
    slot = 0
    for gap, row, price in pushes:
        slot += gap // 10
        push(speeds, {row: price}, SLOT_S * slot)
        seen.setdefault(row, []).append((slot, price))
    found = speeds.values(START + SLOT_S * slot)
    for row, prices in seen.items():
        old = [price for place, price in prices if place <= slot - 20]
        known = old[-1] if old else prices[0][1] if prices[0][0] <= slot - 4 else float("nan")
        assert found[row] == pytest.approx((prices[-1][1] / known - 1) * 100, nan_ok=True)
