"""A line of numbers under a pyramid, against the same worked out without one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.curve import Curve
from gui.charts.pyramid import SMALLEST_LEVEL

COUNTS = (1, 2, 9, 300, SMALLEST_LEVEL + 1, 20_000)
LINES = {
    (count, lead): np.concatenate([np.full(min(lead, count), np.nan),
                                   np.random.default_rng(count).normal(0, 1, max(0, count - lead)).cumsum()])
    for count in COUNTS for lead in (0, 5, 30_000)
}  # fmt: skip
lines = st.sampled_from(sorted(LINES))


@given(lines, st.integers(-5, 20_005), st.integers(-5, 20_005))
def test_extremes_are_exact(key, first, stop):
    values = LINES[key]
    part = values[max(0, first) : max(0, stop)]
    part = part[np.isfinite(part)]
    found = Curve(values).extremes(first, stop)
    assert np.array_equal(found, (part.min(), part.max()) if len(part) else (np.nan, np.nan), equal_nan=True)


@given(lines, st.integers(1, 900))
def test_columns_of_pixels_keep_every_extreme_and_touch_their_neighbours(key, width):
    values = LINES[key]
    held = Curve(values).spans(0.0, float(len(values)), width)
    known = values[np.isfinite(values)]
    assert len(held.pixel) == len(held.low) == len(held.high)
    if not len(known):
        assert not len(held.pixel)
        return
    assert (held.low.min(), held.high.max()) == (known.min(), known.max())
    assert (held.low <= held.high).all()
    beside = np.flatnonzero(np.diff(held.pixel) == 1)
    assert (held.low[beside + 1] <= held.high[beside]).all()
    assert (held.high[beside + 1] >= held.low[beside]).all()


def test_a_hole_stays_a_hole():
    values = np.arange(400.0)
    values[100:200] = np.nan
    held = Curve(values).spans(0.0, 400.0, 40)
    assert held.pixel.tolist() == [*range(10), *range(20, 40)]


def test_numbers_beside_the_line_are_unknown():
    curve = Curve(np.array([1.0, 2.0]))
    assert (curve.at(0), curve.at(1)) == (1.0, 2.0)
    assert np.isnan([curve.at(-1), curve.at(2)]).all()
    assert curve.part(-3, 9).tolist() == [1.0, 2.0]
    assert not len(curve.spans(50.0, 60.0, 100).pixel)


@given(lines, st.lists(st.tuples(st.booleans(), st.floats(-1e3, 1e3) | st.just(np.nan)), min_size=1, max_size=20),
       st.booleans())  # fmt: skip
def test_the_newest_number_may_change_before_and_after_the_line_was_looked_at(key, steps, looked):
    values, curve = LINES[key], Curve(LINES[key])
    if looked:
        curve.extremes(0, 10)
    for begins, number in steps:
        at = curve.count if begins else curve.count - 1
        curve.put(at, number)
        values = np.append(values[:at], number)
    known = values[np.isfinite(values)]
    assert np.array_equal(curve.part(0, curve.count), values, equal_nan=True)
    wanted = (known.min(), known.max()) if len(known) else (np.nan, np.nan)
    assert np.array_equal(curve.extremes(0, curve.count), wanted, equal_nan=True)


def test_the_callers_line_is_not_written():
    values = np.arange(5.0)
    values.flags.writeable = False
    curve = Curve(values)
    curve.put(4, 9.0)
    curve.put(5, 10.0)
    assert values.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert curve.part(0, 6).tolist() == [0.0, 1.0, 2.0, 3.0, 9.0, 10.0]
