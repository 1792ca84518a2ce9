"""Which columns there are: what a key of the user's own may say."""

import datetime as dt

import pytest

from models.figures.history import reach
from models.lists.columns import KEYS, SETS, known, period_of

TODAY = dt.date(2026, 9, 25)


@pytest.mark.parametrize(
    ("key", "period"),
    [
        ("pct:5", 5), ("pct:2500", 2500), ("pct:2024-09-20", dt.date(2024, 9, 20)),
        ("pct:1900-01-01", dt.date(1900, 1, 1)),
        ("pct:0", None), ("pct:2501", None), ("pct:", None), ("pct:-5", None), ("pct:x", None), ("last", None),
        ("pct:1899-12-31", None), ("pct:0001-01-01", None),
    ],
)  # fmt: skip
def test_a_period_is_a_number_of_sessions_or_a_day(key, period):
    assert period_of(key) == period
    assert known(key) is (period is not None or key == "last")


@pytest.mark.parametrize("key", ["pct:1900-01-01", "pct:9999-12-31", "pct:2500"])
def test_bars_can_be_asked_for_whatever_period_there_is(key):
    """A span from the year 1 raised OverflowError once a second."""
    assert known(key)
    assert dt.date.min < reach([key], TODAY) < TODAY


def test_the_sets_that_ship_are_made_of_columns():
    assert all(known(key) for keys in SETS.values() for key in keys)
    assert len(set(KEYS)) == len(KEYS)
