"""Extremes over any stretch, against the same counted out; whatever is held and however the newest row moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.pyramid import FACTOR, SMALLEST_LEVEL, Fold, Pyramid
from gui.charts.rows import Rows

COUNTS = sorted({count + off for count in (1, 8, 64, SMALLEST_LEVEL, FACTOR * SMALLEST_LEVEL, 32768)
                 for off in (-1, 0, 1) if count + off > 0})  # fmt: skip


def column(count, gaps):
    """A walk with a share of holes in it."""
    luck = np.random.default_rng(count)
    return np.where(luck.random(count) < gaps, np.nan, luck.normal(0, 1, count).cumsum())


HELD = {(count, gaps): column(count, gaps) for count in COUNTS for gaps in (0.0, 0.3, 1.0)}
held = st.sampled_from(sorted(HELD))


def made(values):
    rows = Rows({"value": values})
    return rows, Pyramid(rows, Fold("value", np.fmax), Fold("value", np.fmin))


def counted(values, first, stop):
    part = values[max(0, first) : max(0, stop)]
    part = part[np.isfinite(part)]
    return [part.max(), part.min()] if len(part) else [np.nan, np.nan]


def same(one, other):
    return np.array_equal(one, other, equal_nan=True)


@given(held, st.data())
def test_any_stretch_is_exact_and_gaps_count_for_nothing(key, data):
    count, _ = key
    first, stop = (data.draw(st.integers(-5, count + 5)) for _ in range(2))
    _, pyramid = made(HELD[key])
    assert same(pyramid.over(first, stop), counted(HELD[key], first, stop))
    assert same(pyramid.over(first, stop), counted(HELD[key], first, stop))  # the kept answer is the same


@given(held, st.integers(1, 700))
def test_cells_hold_their_own_extremes_and_at_most_those_of_a_cells_length_around(key, width):
    count, _ = key
    values, (_, pyramid) = HELD[key], made(HELD[key])
    per = count / width
    first = np.unique(np.floor(np.arange(width) * per).astype(int))
    high, low = pyramid.cells(first, count - 1, per)
    near = max(1, round(per / 2))
    for place, begin in enumerate(first.tolist()):
        end = int(first[place + 1]) if place + 1 < len(first) else count
        widest, own = counted(values, begin - near, end + near), counted(values, begin, end - near)
        assert not high[place] > widest[0]
        assert not low[place] < widest[1]
        assert not high[place] < own[0]
        assert not low[place] > own[1]
    assert same([np.fmax.reduce(high), np.fmin.reduce(low)], counted(values, 0, count))


@given(held, st.lists(st.tuples(st.booleans(), st.floats(-1e6, 1e6) | st.just(np.nan)), min_size=1, max_size=30))
def test_the_newest_row_may_change_and_others_begin(key, steps):
    values, (rows, pyramid) = HELD[key], made(HELD[key])
    for begins, number in steps:
        at = rows.count if begins else rows.count - 1
        rows.put(at, value=number)
        pyramid.lift(at)
        values = np.append(values[:at], number)
        assert same(pyramid.over(0, rows.count), counted(values, 0, rows.count))
        assert same(pyramid.over(at, at + 1), counted(values, at, at + 1))
    for first in (0, rows.count - 9, rows.count - 70):
        assert same(pyramid.over(first, rows.count), counted(values, first, rows.count))


@pytest.mark.parametrize("count", [SMALLEST_LEVEL - 1, SMALLEST_LEVEL, FACTOR * SMALLEST_LEVEL])
def test_rows_that_begin_past_the_end_of_a_level_make_new_cells(count):
    values, (rows, pyramid) = np.zeros(count), made(np.zeros(count))
    for number in range(1, 3 * FACTOR * FACTOR):
        rows.put(rows.count, value=float(number))
        pyramid.lift(rows.count - 1)
    values = np.append(values, np.arange(1.0, 3 * FACTOR * FACTOR))
    first = np.arange(0, rows.count, 32)
    high, low = pyramid.cells(first, rows.count - 1, 32.0)
    assert high.max() == values.max()
    assert low.min() == 0.0
    assert pyramid.over(count, rows.count) == [values[-1], 1.0]
