"""Strips on pages: nothing is lost, nothing is torn that belongs together, headings come again."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gui.render.strips import Strip, paged

HIGH = 100.0


def strip(height, before=0.0, keeps=False, head=None):
    return Strip(height=height, before=before, keeps=keeps, head=head, paint=lambda painter, left, top: None)


strips = st.lists(
    st.builds(strip, st.floats(1, 60), st.floats(0, 10), st.booleans(), st.none() | st.just(strip(7.0))), max_size=30
)


def drawn(pages, given_):
    """The strips of pages without repeated headings."""
    return [put.strip for page in pages for put in page if put.strip in given_]


@given(strips)
def test_every_strip_stands_once_in_its_order(held):
    assert drawn(paged(held, HIGH), held) == held


@given(strips)
def test_no_two_strips_overlap_and_all_are_inside_what_is_high_enough(held):
    for page in paged(held, HIGH):
        for one, following in pairwise(page):
            assert following.top >= one.top + one.strip.height - 1e-9
        for put in page:
            assert put.top >= 0
            assert put.top + put.strip.height <= HIGH + 1e-9


@given(strips)
def test_what_keeps_together_is_on_one_page_where_it_fits(held):
    pages = paged(held, HIGH)
    of = {id(put.strip): number for number, page in enumerate(pages) for put in page}
    group = []
    for one in held:
        group.append(one)
        if not one.keeps or one is held[-1]:
            high = sum(each.height + each.before for each in group) + (group[0].head.height if group[0].head else 0)
            assert high > HIGH or len({of[id(each)] for each in group}) == 1
            group = []


def test_a_heading_comes_again_where_its_table_goes_on():
    head = strip(10.0)
    rows = [strip(30.0, head=head) for _ in range(5)]
    pages = paged([strip(10.0, keeps=True), *rows], HIGH)
    assert [[put.strip is head for put in page] for page in pages] == [
        [False] * 4, [True, False, False],
    ]  # fmt: skip
    assert [put.top for put in pages[1]] == [0.0, 10.0, 40.0]


def test_room_above_is_left_out_at_the_top_of_a_page():
    pages = paged([strip(80.0), strip(80.0, before=15.0)], HIGH)
    assert [put.top for page in pages for put in page] == [0.0, 0.0]


def test_what_is_too_high_for_a_page_has_one_of_its_own():
    pages = paged([strip(20.0), strip(300.0), strip(20.0)], HIGH)
    assert [len(page) for page in pages] == [1, 1, 1]


def test_a_group_that_is_too_high_is_broken_after_all():
    pages = paged([strip(60.0, keeps=True), strip(60.0, keeps=True), strip(60.0)], HIGH)
    assert [len(page) for page in pages] == [1, 1, 1]


def test_nothing_is_one_empty_page():
    assert paged([], HIGH) == [[]]
