"""Excess over the benchmark: by hand, and never across two sessions."""

import datetime as dt

import numpy as np

from models.figures.excess import excess

TODAY, LAST_NIGHT = dt.date(2026, 11, 25).toordinal(), dt.date(2026, 11, 24).toordinal()
NONE = float("nan")


def made(changes, benchmarks, dates, of, of_dates):
    held = excess(np.array(changes, float), np.array(benchmarks), np.array(dates), np.array(of), np.array(of_dates))
    return [None if np.isnan(one) else round(float(one), 6) for one in held]


def test_ten_in_the_morning_in_beijing():
    """Two A-shares against CSI 300 of today, one US share against last night's Nasdaq."""
    found = made([2.5, -1.0, 3.0], [0, 0, 1], [TODAY, TODAY, LAST_NIGHT], [0.5, 1.25], [TODAY, LAST_NIGHT])
    assert found == [2.0, -1.5, 1.75]


def test_a_benchmark_of_another_session_is_not_subtracted():
    assert made([2.5, 1.0], [0, 0], [TODAY, LAST_NIGHT], [0.5], [LAST_NIGHT]) == [None, 0.5]
    assert made([2.5], [0], [0], [0.5], [0]) == [None]


def test_a_missing_number_or_no_benchmark_is_missing():
    found = made([NONE, 1.0, 1.0], [0, 1, -1], [TODAY] * 3, [0.5, NONE], [TODAY, TODAY])
    assert found == [None, None, None]
    assert made([1.0], [-1], [TODAY], [], []) == [None]
