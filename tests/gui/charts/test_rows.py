"""Columns whose newest rows may change: what is read is what an array that grows would say, and nothing is copied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.rows import SPARE, Rows

NUMBERS = st.floats(-1e6, 1e6)
STEPS = st.lists(st.tuples(st.booleans(), NUMBERS), max_size=2 * SPARE + 10)  # whether one begins, and its number


def grown(count, steps):
    """Rows after some puts, and the arrays they must equal."""
    value, place = np.arange(count, dtype=float), np.arange(count) * 10
    made = Rows({"value": value, "mark": place})
    for begins, number in steps:
        at = made.count if begins or not made.count else made.count - 1
        made.put(at, value=number, mark=at * 10)
        value = np.append(value[:at], number)
        place = np.append(place[:at], at * 10)
    return made, value, place


@given(st.integers(0, 40), STEPS, st.integers(0, 60), st.integers(0, 200))
def test_a_part_is_what_a_growing_array_says(count, steps, first, length):
    made, value, place = grown(count, steps)
    assert made.count == len(value)
    assert np.array_equal(made.part("value"), value)
    assert np.array_equal(made.part("value", first, first + length), value[first : first + length])
    assert np.array_equal(made.part("mark", first, first + length), place[first : first + length])


@given(st.integers(1, 40), STEPS, st.data())
def test_single_rows_and_places_in_them(count, steps, data):
    made, value, place = grown(count, steps)
    wanted = np.array(data.draw(st.lists(st.integers(0, len(value) - 1), max_size=20)), int)
    assert np.array_equal(made.take("value", wanted), value[wanted])
    assert [made.at("mark", at) for at in wanted.tolist()] == place[wanted].tolist()
    for asked in (-5, 0, 15, 10 * len(value) - 10, 10 * len(value) + 5):
        for side in ("left", "right"):
            assert made.find("mark", asked, side=side) == np.searchsorted(place, asked, side=side)


def test_settled_rows_are_never_copied_and_never_written():
    value = np.arange(1000.0)
    value.flags.writeable = False
    made = Rows({"value": value})
    made.put(999, value=-1.0)
    made.put(1000, value=-2.0)
    assert np.shares_memory(made.part("value", 0, 500), value)
    assert made.part("value", 998).tolist() == [998.0, -1.0, -2.0]
    assert value[999] == 999.0


@pytest.mark.parametrize("dtype", ["float64", "int64", "datetime64[D]"])
def test_columns_keep_their_type(dtype):
    made = Rows({"one": np.zeros(3, dtype)})
    made.put(3, one=np.ones(1, dtype)[0])
    assert made.part("one").dtype == np.dtype(dtype)
    assert made.part("one", 3)[0] == np.ones(1, dtype)[0]
