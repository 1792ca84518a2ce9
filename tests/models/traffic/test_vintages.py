"""Restatements: the newest number counts, older ones stay, and a day in the past sees what was known then."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.values import PARTIAL, RESTATED
from models.traffic.vintages import changed, newest
from tests.models.traffic.made import months


def test_the_newest_number_of_a_period_counts_and_says_that_it_is_restated():
    first = months([2.6e9, 3.1e9], first="2024-08", known_at=100.0, batch=1)
    later = months([3.0e9, 3.7e9], first="2024-09", known_at=200.0, batch=2)
    made = newest([later, first])
    assert made.value.tolist() == [2.6e9, 3.0e9, 3.7e9]
    assert made.batch.tolist() == [1, 2, 2]
    assert (made.flags & RESTATED).astype(bool).tolist() == [False, True, False]


def test_as_known_on_a_day_before_the_restatement():
    first = months([3.1e9], first="2024-09", known_at=100.0, batch=1)
    later = months([3.0e9, 3.7e9], first="2024-09", known_at=200.0, batch=2)
    assert newest([first, later], until=150.0).value.tolist() == [3.1e9]
    assert not newest([first, later], until=150.0).flags.any()
    assert newest([first, later], until=99.0) is None


def test_of_two_known_at_one_moment_the_later_batch_counts():
    one, other = (months([value], known_at=5.0, batch=number) for number, value in ((7, 1.0), (8, 2.0)))
    assert newest([other, one]).value.tolist() == [2.0]


def test_more_digits_of_the_same_number_are_no_restatement():
    rounded = months([3.1e9], step=1e8, known_at=1.0, batch=1)
    exact = months([3.124e9], known_at=2.0, batch=2)
    assert not newest([rounded, exact]).flags.any()
    assert newest([rounded, months([3.2e9], known_at=2.0, batch=2)]).flags.tolist() == [RESTATED]


def test_an_older_number_that_comes_later_does_not_win():
    """A file of last year, imported today, with the day it was retrieved."""
    today = months([3.0e9], known_at=200.0, batch=1)
    old = months([3.1e9], known_at=100.0, batch=2)
    assert newest([today, old]).value.tolist() == [3.0e9]


def test_different_keys_are_never_joined():
    with pytest.raises(ValueError, match="different keys"):
        newest([months([1.0]), months([2.0], source="Toolify")])
    assert newest([]) is None


def test_what_a_download_brings_that_was_not_known():
    held = months([1.0, 2.0, 3.0], batch=1)
    come = months([1.0, 2.5, None, 4.0], batch=0)
    kept, new, other = changed(held, come)
    assert (kept.value.tolist(), new, other) == ([2.5, 4.0], 1, 1)
    assert changed(held, held) == (None, 0, 0)
    assert changed(None, come)[1:] == (3, 0)


def test_a_month_so_far_is_kept_again_when_it_is_whole():
    held = months([5.0, 6.0])
    longer = held.taken(slice(None))
    shorter = type(held)(
        key=held.key, start=held.start, end=held.end - 3, value=held.value, step=held.step, flags=held.flags,
        known_at=held.known_at, batch=held.batch,
    )  # fmt: skip
    assert changed(shorter, longer)[1:] == (0, 2)


@given(st.lists(st.lists(st.one_of(st.none(), st.floats(1, 1e12)), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_last_number_of_each_period_stands(vintages):
    made = newest([months(one, known_at=float(at), batch=at) for at, one in enumerate(vintages)])
    wanted = [next((one[place] for one in reversed(vintages) if one[place] is not None), None) for place in range(3)]
    known = [value for value in wanted if value is not None]
    assert ([] if made is None else made.value.tolist()) == known
    assert made is None or (np.diff(made.start).astype(int) > 0).all()


def test_a_period_that_was_not_over_is_not_restated():
    so_far, whole = months([5.0], flags=PARTIAL, known_at=1.0), months([9.0], known_at=2.0)
    assert newest([so_far, whole]).flags.tolist() == [0]
    assert changed(so_far, whole)[1:] == (1, 0)
    again = months([10.0], known_at=3.0)
    assert newest([so_far, whole, again]).flags.tolist() == [RESTATED]
