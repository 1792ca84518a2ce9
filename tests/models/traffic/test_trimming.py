"""A panel cut for print: it begins where numbers do, ends with its window, and nothing moves against its period."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.panel import Break
from models.traffic.trimming import trimmed
from tests.models.traffic.panels import panel


def test_periods_before_the_first_number_of_the_shown_are_left_out():
    held = panel()
    made = trimmed(held, (1,))  # the second product begins a period later than the first
    assert made.start[0] == held.start[1]
    assert (made.first, made.stop) == (0, len(held.start) - 1)
    assert np.array_equal(made.members[1].value, held.members[1].value[1:])
    assert np.array_equal(made.members[0].value, held.members[0].value[1:], equal_nan=True)


def test_a_gap_inside_stays():
    held = panel()
    assert np.isnan(trimmed(held, (0,)).members[0].value).tolist() == np.isnan(held.members[0].value).tolist()


def test_periods_behind_the_window_are_left_out():
    held = panel(first=1, stop=4)
    made = trimmed(held, (2,))
    assert made.start.tolist() == held.start[1:4].tolist()
    assert [len(one.value) for one in made.members] == [3] * 4
    assert [len(one.flags) for one in made.members] == [3] * 4


def test_breaks_and_moves_stay_with_their_period():
    def broken(place):
        return Break(place=place, source="Similarweb", products=("Kimi",), middle=-36.0)

    held = panel(
        first=2, stop=6, breaks=tuple(map(broken, range(7))), moves=tuple((at, "Kimi", "x") for at in range(7))
    )
    made = trimmed(held, (2,))
    assert [one.place for one in made.breaks] == [1, 2, 3]  # one at the first period would stand at the edge
    assert made.moves == ((0, "Kimi", "x"), (1, "Kimi", "x"), (2, "Kimi", "x"), (3, "Kimi", "x"))


def test_offsets_go_along():
    made = trimmed(panel(offsets=tuple(range(7))), (1,))
    assert made.offsets == (1, 2, 3, 4, 5, 6)


def test_without_any_number_nothing_is_cut():
    held = panel()
    assert trimmed(held, (3,)) is held
    assert trimmed(held, ()) is held
    empty = panel(first=3, stop=3)
    assert trimmed(empty, (0,)) is empty


@given(st.integers(0, 6), st.integers(0, 7), st.sets(st.integers(0, 3), min_size=1))
def test_every_number_of_the_window_is_kept(first, stop, which):
    held = panel(first=first, stop=max(first, stop))
    made = trimmed(held, which)
    for place in which:
        before = held.members[place].value[held.first : held.stop]
        after = made.members[place].value[made.first : made.stop]
        assert before[np.isfinite(before)].tolist() == after[np.isfinite(after)].tolist()
