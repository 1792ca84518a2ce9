"""Pins, sections without a title, filters, sections by strength, folds: what stands where."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from models import symbols
from tests.gui.samples import two_sections
from tests.gui.tables.samples import CHANGE, LAST, NAMES, PINS, fresh, listed, order, put, table, take

A, B, C, D, E = NAMES  # three of Alpha, two of Beta
FALL = Qt.SortOrder.DescendingOrder


@pytest.fixture
def shown(qapp, en, qtmodeltester):
    """``shown(part, ..., pins=...)``: a model of such a list, checked by Qt's rules when the test is over."""
    made = []

    def show(*parts, **named):
        made.append(table(listed(*parts, **named), en))
        return made[-1]

    yield show
    for one in made:
        qtmodeltester.check(one)


def spans(model):
    """Of every dataChanged from now on: the lines it is about."""
    seen = []
    model.dataChanged.connect(
        lambda top, low, roles=(): seen.append(model.changed_lines(top.row(), low.row()).tolist())
    )
    return seen


# pins


def test_a_pinned_row_stands_on_top_and_in_its_section_and_both_are_told(shown):
    model = shown(("Alpha", [A, B]), ("Beta", [D]), pins=[D, A])
    assert order(model) == ["Pinned", D, A, "Alpha", A, B, "Beta", D]
    assert (model.place_of(A), model.heading_of(PINS), model.heading_of("beta")) == (4, 0, 6)
    seen = spans(model)
    put(model, {D: 101.0})
    put(model, {B: 101.0})
    assert seen == [[0, 1, 6, 7], [3, 5]]


def test_a_row_whose_section_is_folded_is_found_among_the_pins(shown):
    model = shown(("Alpha", [A, B]), pins=[A], folded=["Alpha"])
    assert (model.place_of(A), model.place_of(B), model.section_of(A)) == (1, None, 1)


def test_a_row_that_is_only_pinned_has_its_place_there(shown):
    model = shown(("Alpha", [A]), pins=[E])
    assert (order(model), model.place_of(E), model.section_of(E)) == (["Pinned", E, "Alpha", A], 1, 0)


# untitled


def test_a_section_without_a_title_has_no_heading_and_cannot_be_folded(shown):
    model = shown(("", [A, B]), ("Beta", [D]), folded=[""])
    assert order(model) == [A, B, "Beta", D]
    model.fold(0)
    model.resort()
    assert (order(model), model.heading_of("")) == ([A, B, "Beta", D], None)


def test_one_untitled_section_is_a_plain_list(shown):
    model = shown(("", [A, B, C]))
    put(model, {A: 1.0, B: 3.0, C: 2.0})
    model.sort(LAST, FALL)
    assert order(model) == [B, C, A]
    model.set_filter([C])
    assert order(model) == [C]


# filter


def test_a_filter_leaves_what_passes_with_its_heading(shown):
    model = shown(("Alpha", [A, B]), ("Beta", [D]), ("Empty", []), pins=[D])
    model.set_filter([A, "TSM.US"])
    assert order(model) == ["Alpha", A]
    model.set_filter([])
    assert order(model) == []
    model.set_filter(None)
    assert order(model) == ["Pinned", D, "Alpha", A, B, "Beta", D, "Empty"]


def test_what_was_looked_for_is_shown_though_its_section_is_folded(shown):
    model = shown(("Alpha", [A, B]), ("Beta", [D]), folded=["Alpha"])
    model.set_filter([B])
    assert order(model) == ["Alpha", B]
    assert (model.folded(0), model.text(0, 0)) == (False, "▾ Alpha  2")
    model.set_filter(None)
    assert (order(model), model.folded(0)) == (["Alpha", "Beta", D], True)


def test_a_fold_while_a_filter_is_on_shows_no_more_than_passes_and_ends_with_it(shown):
    """Unfolding put in every member a second time."""
    model = shown(("Alpha", [A, B, C]))
    model.set_filter([A, C])
    model.fold(0)
    assert order(model) == ["Alpha"]
    model.fold(0)
    assert order(model) == ["Alpha", A, C]
    model.fold(0)
    model.set_filter(None)
    assert order(model) == ["Alpha", A, B, C]


def test_a_section_that_is_filtered_away_is_not_folded_unseen(shown):
    model = shown(("Alpha", [A]), ("Beta", [D]))
    model.set_filter([A])
    model.fold(1)
    model.set_filter(None)
    assert order(model) == ["Alpha", A, "Beta", D]


def test_a_list_that_grows_under_a_filter_shows_what_passes(shown):
    model = shown(("Alpha", [A]))
    model.set_filter([A])
    model.store.add([symbols.instrument("TSM.US")])
    model.show(listed(("Alpha", [A, B]), ("Beta", [D])))
    assert order(model) == ["Alpha", A]
    model.resort()
    take(model, [fresh(B), fresh("TSM.US")])
    model.set_filter([B])
    assert order(model) == ["Alpha", B]


# strength


def test_the_strongest_section_comes_first_and_one_without_a_number_last(shown):
    model = shown(("Weak", [A, B]), ("None", [C]), ("Strong", [D]), ("Empty", []), pins=[A])
    put(model, {A: 99.0, B: 98.0, D: 101.0})
    model.order_sections(strongest=True)
    assert order(model) == ["Pinned", A, "Strong", D, "Weak", A, B, "None", C, "Empty"]
    model.order_sections(strongest=False)
    assert order(model) == ["Pinned", A, "Weak", A, B, "None", C, "Strong", D, "Empty"]


def test_strength_is_that_of_the_column_sorted_by_if_it_has_a_mean(shown):
    model = shown(("Alpha", [A]), ("Beta", [D]))
    put(model, {A: 102.0, D: 101.0})
    model.store.give("window", {A: 1.0, D: 2.0})
    model.sort(3, FALL)
    model.order_sections(strongest=True)
    assert order(model) == ["Beta", D, "Alpha", A]
    model.sort(LAST, FALL)
    assert order(model) == ["Alpha", A, "Beta", D]


def test_rows_without_a_section_never_stand_below_anothers_heading(shown):
    model = shown(("", [A]), ("Beta", [D]))
    put(model, {A: 99.0, D: 101.0})
    model.order_sections(strongest=True)
    assert order(model) == [A, "Beta", D]


def test_sections_stay_while_quotes_come_until_they_are_ordered_anew(shown):
    model = shown(("Alpha", [A]), ("Beta", [D]))
    put(model, {A: 102.0, D: 101.0})
    model.order_sections(strongest=True)
    put(model, {D: 109.0})
    assert order(model) == ["Alpha", A, "Beta", D]
    model.resort()
    assert order(model) == ["Beta", D, "Alpha", A]


def test_a_suspended_row_does_not_weaken_its_section(shown):
    model = shown(("Alpha", [A]), ("Beta", [D, E]))
    put(model, {A: 101.0, D: 102.0})
    put(model, {E: 1.0}, suspended=True)
    model.order_sections(strongest=True)
    assert order(model)[0] == "Beta"


# folds


def test_a_fold_takes_out_exactly_its_rows_and_says_so(qapp, en, qtbot):
    model, told = table(two_sections(), en), []
    model.rowsRemoved.connect(lambda parent, first, last: told.append(("removed", first, last)))
    model.rowsInserted.connect(lambda parent, first, last: told.append(("inserted", first, last)))
    with qtbot.assertNotEmitted(model.modelReset):
        model.fold(0)
        model.fold(1)
        model.fold(0)
    assert told == [("removed", 1, 3), ("removed", 2, 3), ("inserted", 1, 3)]


def test_indexes_of_other_rows_follow_a_fold_and_those_of_its_own_end(qapp, en):
    model = table(two_sections(), en)
    held = {name: QPersistentModelIndex(model.index(model.place_of(name), LAST)) for name in NAMES}
    model.fold(0)
    assert [index.isValid() for index in held.values()] == [False] * 3 + [True] * 2
    assert {model.instrument(held[name].row()).id: name for name in (D, E)} == {D: D, E: E}


def test_places_are_right_while_rows_go(qapp, en):
    """Whoever was told of the removal still saw the places of before."""
    model, seen = table(two_sections(), en), []
    model.rowsRemoved.connect(lambda: seen.append((model.place_of(A), model.place_of(D), model.heading_of("b"))))
    model.rowsInserted.connect(lambda: seen.append((model.place_of(A), model.place_of(D), model.heading_of("b"))))
    model.fold(0)
    model.fold(0)
    assert seen == [(None, 2, 1), (1, 5, 4)]


def test_an_empty_section_folds_and_its_triangle_is_told(shown):
    model = shown(("Empty", []), ("Beta", [D]))
    seen = spans(model)
    model.fold(0)
    assert (seen, model.text(0, 0), order(model)) == ([[0]], "▸ Empty  0", ["Empty", "Beta", D])


def test_what_is_unfolded_is_sorted_by_the_newest_values(shown):
    model = shown(("Alpha", [A, B]), folded=["Alpha"])
    model.sort(CHANGE, FALL)
    put(model, {A: 99.0, B: 101.0})
    model.fold(0)
    assert order(model) == ["Alpha", B, A]


def test_the_same_list_with_the_fold_it_has_already_resets_nothing(shown, qtbot):
    model = shown(("Alpha", [A, B]), ("Beta", [D]))
    model.fold(0)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(listed(("Alpha", [A, B]), ("Beta", [D]), folded=["Alpha"]))
    assert order(model) == ["Alpha", "Beta", D]
