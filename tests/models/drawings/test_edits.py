"""Edits of drawings: what they do, what they leave alone, and that a locked one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawings import edits
from models.drawings.values import LONGEST_TEXT, Anchor, Drawing, Kind, Style, anchored, factor_at, shown_price
from tests.models.drawings.samples import ALL, ANCHORS, STYLES, TEXTS, drawn, line

A, B, C = line("a"), line("b", price=2.0), line("c", locked=True)
HELD = (A, B, C)
THERE = (Anchor(time=1, price=5.0), Anchor(time=2, price=6.0))


def names(drawings):
    return "".join(one.id for one in drawings)


def test_a_new_one_lies_on_top_and_an_id_counts_once():
    assert names(edits.add(HELD, line("d"))) == "abcd"
    assert edits.add(HELD, line("a", price=9.0)) is HELD


def test_one_is_moved_restyled_renamed_and_hidden():
    assert edits.found(edits.move(HELD, "a", THERE), "a").anchors == THERE
    assert edits.found(edits.restyle(HELD, "b", Style(colour="ramp3", width=4, dash=True)), "b").style.width == 4
    assert edits.found(edits.retext(HELD, "b", "x" * 9999), "b").text == "x" * LONGEST_TEXT
    assert not edits.found(edits.show(HELD, "b", visible=False), "b").visible
    assert [one.visible for one in edits.show_all(HELD, visible=False)] == [False] * 3
    assert edits.show_all(HELD, visible=True) is HELD


def test_a_locked_one_is_neither_moved_nor_removed_until_it_is_free():
    assert edits.move(HELD, "c", THERE) is HELD
    assert edits.remove(HELD, "c") is HELD
    assert names(edits.remove_all(HELD)) == "c"
    assert edits.remove_all((C,)) == (C,)
    free = edits.lock(HELD, "c", locked=False)
    assert edits.found(edits.move(free, "c", THERE), "c").anchors == THERE
    assert names(edits.remove(free, "c")) == "ab"


def test_one_goes_over_the_others():
    assert names(edits.to_top(HELD, "a")) == "bca"
    assert edits.to_top(HELD, "c") is HELD
    assert edits.to_top(HELD, "z") is HELD


@pytest.mark.parametrize(
    "edit",
    [
        lambda held: edits.move(held, "z", THERE), lambda held: edits.restyle(held, "a", Style()),
        lambda held: edits.retext(held, "a", ""), lambda held: edits.lock(held, "c", locked=True),
        lambda held: edits.remove(held, "z"), lambda held: edits.show(held, "a", visible=True),
    ],
)  # fmt: skip
def test_what_changes_nothing_gives_the_same_value(edit):
    assert edit(HELD) is HELD


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Drawing(id="", kind=Kind.TEXT, anchors=THERE[:1]), lambda: Style(width=5), lambda: Style(colour="pink"),
        lambda: Drawing(id="a", kind=Kind.TREND, anchors=THERE[:1]), lambda: Anchor(time=0, price=float("nan")),
        lambda: Drawing(id="a", kind=Kind.TEXT, anchors=THERE[:1], text="x" * 501), lambda: Anchor(time=9**20, price=1),
        lambda: edits.move(HELD, "a", THERE[:1]), lambda: Anchor(time=0, price=1e999),
    ],
)  # fmt: skip
def test_what_is_no_drawing_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"drawing|style|reach|long"):
        wrong()


EDITS = st.one_of(
    st.builds(lambda one: lambda held: edits.add(held, one), drawn(st.sampled_from("abc"))),
    st.builds(lambda name, to: lambda held: _moved(held, name, to), st.sampled_from("abc"), st.lists(ANCHORS)),
    st.builds(lambda name, to: lambda held: edits.restyle(held, name, to), st.sampled_from("abc"), STYLES),
    st.builds(lambda name, to: lambda held: edits.retext(held, name, to), st.sampled_from("abc"), TEXTS),
    st.builds(lambda name, on: lambda held: edits.lock(held, name, locked=on), st.sampled_from("abc"), st.booleans()),
    st.sampled_from([lambda held: edits.remove(held, "a"), edits.remove_all, lambda held: edits.to_top(held, "a")]),
)


def _moved(held, name, to):
    one = edits.found(held, name)
    return edits.move(held, name, tuple(to)) if one and len(to) == one.kind.anchors else held


@given(ALL, st.lists(EDITS, max_size=12))
def test_no_edit_loses_a_locked_one_or_makes_an_id_twice(held, done):
    for one in done:
        before, held = held, one(held)
        assert len({drawing.id for drawing in held}) == len(held)
        assert {drawing.id for drawing in before if drawing.locked} <= {drawing.id for drawing in held}


# prices


DAY = 86_400


def test_an_anchor_stands_at_its_bar_whatever_the_adjustment():
    """Hand-worked: 10 yuan before a split of two for one is 5 on a chart that ends at today's prices."""
    at = factor_at([0, DAY, 2 * DAY], [0.5, 0.5, 1.0])
    assert shown_price(Anchor(time=DAY, price=10.0), at) == 5.0
    assert shown_price(Anchor(time=2 * DAY, price=5.0), at) == 5.0
    assert anchored(DAY + 60, 5.0, at) == Anchor(time=DAY + 60, price=10.0)
    assert (at(-1), at(9 * DAY)) == (0.5, 1.0)


@pytest.mark.parametrize("factors", [[], [float("nan")], [0.0], [-1.0], [float("inf")]])
def test_without_a_factor_a_price_is_as_traded(factors):
    assert factor_at([0] * len(factors), factors)(5) == 1.0


def test_all_are_locked_and_free_again():
    held = (line("a"), line("b", locked=True))
    locked = edits.lock_all(held, locked=True)
    assert [one.locked for one in locked] == [True, True]
    assert edits.lock_all(locked, locked=True) is locked
    assert [one.locked for one in edits.lock_all(locked, locked=False)] == [False, False]
