"""Which charts of a grid follow which."""

from hypothesis import given
from hypothesis import strategies as st

from gui.seats.links import followers, joined, settled, showing
from models.charts.values import GROUPS, SHAPES, ChartSpec, GridSpec

NAMES = ("A.US", "B.US", "C.US", "D.US")


def grid(*charts, shape=4, active=0):
    """A grid of (instrument, group)."""
    return GridSpec(
        shape=shape, charts=tuple(ChartSpec(instrument=name, link=group) for name, group in charts), active=active
    )


def names(of):
    return [one.instrument for one in of.charts]


LINKED = grid(("A.US", 1), ("B.US", 0), ("A.US", 1), ("C.US", 2))


def test_a_chart_takes_its_group_along_and_leaves_the_free_and_the_others():
    assert names(showing(LINKED, 0, "D.US")) == ["D.US", "B.US", "D.US", "C.US"]
    assert names(showing(LINKED, 1, "D.US")) == ["A.US", "D.US", "A.US", "C.US"]


def test_a_group_reaches_charts_that_are_out_of_sight():
    assert followers(grid(("A.US", 1), ("A.US", 1), shape=1), 0) == (0, 1)


def test_who_joins_a_group_shows_what_it_shows():
    made = joined(LINKED, 1, 1)
    assert (names(made), made.charts[1].link) == (["A.US", "A.US", "A.US", "C.US"], 1)


def test_who_is_the_first_of_a_group_or_leaves_one_keeps_what_it_shows():
    assert names(joined(LINKED, 1, 3)) == names(LINKED)
    assert names(joined(LINKED, 0, 0)) == names(LINKED)


def test_charts_that_say_nothing_take_the_lists_rows_in_order():
    made = settled(grid(("", 0), ("B.US", 0), ("", 0), ("", 0)), "A.US", NAMES[1:])
    assert names(made) == ["A.US", "B.US", "C.US", "D.US"]


def test_the_active_chart_takes_the_lists_own_row():
    made = settled(grid(("", 0), ("", 0), shape=2, active=1), "A.US", NAMES[1:])
    assert names(made) == ["B.US", "A.US"]


def test_a_group_that_says_nothing_takes_one_row_together():
    made = settled(grid(("", 0), ("", 1), ("", 1), ("", 0)), "A.US", NAMES[1:])
    assert names(made) == ["A.US", "B.US", "B.US", "C.US"]


def test_a_short_list_is_shown_again_rather_than_nothing():
    assert names(settled(grid(*[("", 0)] * 4), "A.US", ("B.US",))) == ["A.US", "B.US", "A.US", "A.US"]


def test_a_single_chart_says_nothing():
    alone = GridSpec()
    assert settled(alone, "A.US", NAMES) is alone


@st.composite
def grids(draw):
    shape = draw(st.sampled_from(sorted(SHAPES)))
    charts = draw(
        st.lists(st.tuples(st.sampled_from(("", *NAMES)), st.integers(0, GROUPS)), min_size=shape, max_size=9)
    )
    return grid(*charts, shape=shape, active=draw(st.integers(0, shape - 1)))


@given(grids(), st.data())
def test_after_a_choice_a_group_agrees_and_all_others_are_as_they_were(of, data):
    place = data.draw(st.integers(0, len(of.charts) - 1))
    made = showing(of, place, "E.US")
    group = of.charts[place].link
    for at, (before, after) in enumerate(zip(of.charts, made.charts, strict=True)):
        follows = at == place or (group != 0 and before.link == group)
        assert after.instrument == ("E.US" if follows else before.instrument)
        assert after.link == before.link


@given(grids())
def test_a_settled_grid_of_several_says_what_each_shows_and_changes_nothing_that_was_said(of):
    made = settled(of, "A.US", NAMES[1:])
    if of.shape > 1:
        assert all(one.instrument for one in made.shown)
        grouped = {one.link for one in of.charts if not one.instrument}
        kept = [
            (b, a) for b, a in zip(of.charts, made.charts, strict=True) if b.instrument and b.link not in grouped - {0}
        ]
        assert all(before == after for before, after in kept)
    assert settled(made, "A.US", NAMES[1:]) == made
