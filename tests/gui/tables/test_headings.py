"""The figures of a section's heading, worked out by hand."""

import pytest

from gui.tables.headings import base_cap
from models.figures.money import Rate
from tests.gui.tables.samples import NAMES, NOW, at, fresh, listed, put, table, take
from tests.models.samples import day

A, B, C, D, E = NAMES
KEYS = ("last", "change_pct", "turnover", "volume", "cap", "window", "excess", "note", "age", "high")


@pytest.fixture
def model(qapp, en):
    """Alpha: +10 % of a base of 300, -5 % of 100, and a halted one. Beta: +1 % of 600 and +3 % of 100."""
    made = table(listed(("Alpha", [A, B, C]), ("Beta", [D, E])), en, KEYS)
    rates = {pair: Rate(value=1.0, date=day("0924"), source="x", pairs=()) for pair in (("HKD", "CNY"), ("USD", "CNY"))}
    made.store.rates = rates
    take(made, [
        fresh(A, 110.0, previous_close=100.0, market_cap=330e9), fresh(B, 95.0, previous_close=100.0, market_cap=95e9),
        fresh(C, 50.0, previous_close=100.0, market_cap=500e9, suspended=True),
        fresh(D, 101.0, previous_close=100.0, market_cap=606e9),
        fresh(E, 103.0, previous_close=100.0, market_cap=103e9),
    ])  # fmt: skip
    made.store.give("window", {A: 4.0, C: 99.0})
    made.announce_all()
    return made


def cells(model, place):
    return {key: model.text(place, at(model, key)) for key in KEYS}


def test_a_heading_says_mean_breadth_weighted_median_and_contribution(model):
    assert cells(model, 0) == {
        "change_pct": "+2.50%",  # (10 - 5) / 2
        "last": "▲1 ▼1",
        "turnover": "w +6.25%",  # (300 * 10 - 100 * 5) / 400
        "volume": "m +2.50%",
        "cap": "contr. +2.27",  # (3000 - 500) / (300 + 100 + 600 + 100)
        "window": "+4.00%",
        "excess": "--",
        "note": "",
        "age": "",
        "high": "",  # nobody shall take a change for one of a price
    }  # fmt: skip


def test_the_other_section_says_the_same_of_its_own(model):
    said = cells(model, 4)
    assert (said["change_pct"], said["turnover"], said["volume"]) == ("+2.00%", "w +1.29%", "m +2.00%")  # 900 / 700
    assert said["cap"] == "contr. +0.82"  # 900 / 1100


def test_while_a_cap_is_missing_nothing_is_weighed(model):
    put(model, {E: 103.0}, exchange_time=NOW)
    assert [cells(model, 4)[key] for key in ("change_pct", "turnover", "volume", "cap")] == [
        "+2.00%",
        "w --",
        "m +2.00%",
        "contr. --",
    ]
    assert [cells(model, 0)[key] for key in ("turnover", "cap")] == ["w +6.25%", "contr. --"]


def test_contributions_add_up_to_the_change_of_the_whole(model):
    whole = (300 * 10 - 100 * 5 + 600 * 1 + 100 * 3) / 1100
    assert model._headings.contribution(0) + model._headings.contribution(1) == pytest.approx(whole)


def test_a_pinned_row_is_counted_once_in_the_whole(model):
    """It stood in the base twice, and every section's part was too small."""
    before = model._headings.contribution(0)
    model.show(listed(("Alpha", [A, B, C]), ("Beta", [D, E]), pins=[A, D]))
    assert model._headings.contribution(1) == pytest.approx(before)


def test_figures_are_made_anew_when_quotes_come(model):
    put(model, {A: 120.0}, market_cap=360e9)
    assert cells(model, 0)["change_pct"] == "+7.50%"


def test_headings_asked_for_together_say_the_same(model):
    alone = [cells(model, place) for place in (0, 4)]
    model.announce_all()
    model.prepare([0, 1])
    assert [cells(model, place) for place in (0, 4)] == alone


def test_a_wide_column_has_the_longer_label(model):
    model.set_columns(["last", "cap", "volume"])
    assert (model.text(0, 2), model.text(0, 3)) == ("cap-w. +6.25%", "m +2.50%")


def test_only_where_there_is_room_a_figure_is_labelled(model):
    model.set_columns(["change_pct", "age", "last"])
    assert [model.text(0, column) for column in (1, 2, 3)] == ["+2.50%", "", "▲1 ▼1"]


def test_the_base_of_what_lost_everything_is_unknown():
    assert base_cap(-100.0, 5.0) != base_cap(-100.0, 5.0)
    assert base_cap(25.0, 5.0) == 4.0


def test_a_name_that_is_read_from_the_right_leaves_triangle_and_count_in_their_places(en):
    """The triangle was painted behind the name, and a click on its place hit nothing that could be seen."""
    from_right = table(listed(("שלום", NAMES[:2]), ("Beta", NAMES[2:3])), en)
    assert [from_right.text(place, 0) for place in (0, 3)] == ["▾ \u200eשלום\u200e  2", "▾ Beta  1"]
