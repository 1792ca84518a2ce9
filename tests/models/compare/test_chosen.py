"""What is compared as a value: edits, colours that stay, and paper that falls back where it is bad."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.compare.chosen import (
    NONE,
    OWN,
    Comparison,
    against_of,
    moved,
    only,
    read,
    reweighted,
    subjects,
    switched,
    usual,
    with_members,
    without,
    written,
)
from models.compare.rebasing import Scale
from models.compare.values import Against, Currency, Pair, Visits, Weighting, own_benchmarks
from tests.models.compare.samples import UNIVERSE, basket, single
from tests.models.samples import day

NAMES = ("600000.SH", "600001.SH", "00700.HK", "NVDA.US")


def held(*names):
    return with_members(Comparison(), [single(name) for name in names])


def keys(comparison):
    return [one.key for one in comparison.members]


def test_before_anybody_chose_the_sectors_are_compared_with_the_three_markets():
    made = usual(UNIVERSE)
    assert keys(made)[-3:] == ["000300.SH", "HSI", "SPX"]
    assert [one.key.split(":")[0] for one in made.members[:3]] == ["basket"] * 3
    assert made.against == "000300.SH"


def test_a_member_that_is_there_is_shown_again_and_does_not_stand_twice():
    made = with_members(switched(held(*NAMES), "NVDA.US"), [single("NVDA.US")])
    assert (keys(made), made.hidden) == (list(NAMES), frozenset())


def test_each_member_has_a_colour_of_its_own_and_keeps_it_when_others_go():
    made = held(*NAMES)
    assert [made.colours[name] for name in NAMES] == [0, 1, 2, 3]
    left = without(made, ("600001.SH",))
    assert [left.colours[name] for name in ("600000.SH", "00700.HK", "NVDA.US")] == [0, 2, 3]


def test_a_free_colour_goes_to_the_next_and_one_that_comes_back_has_its_own():
    left = without(held(*NAMES), ("600001.SH",))
    assert with_members(left, [single("AMD.US")]).colours["AMD.US"] == 1
    assert with_members(left, [single("600001.SH")]).colours["600001.SH"] == 1


def test_others_in_the_place_of_all_keep_base_and_currency():
    before = replace(held(*NAMES), base=day("0920"), currency=Currency.USD, hidden=frozenset({"NVDA.US"}))
    made = only(before, [single("AMD.US")])
    assert (keys(made), made.base, made.currency, made.hidden) == (["AMD.US"], day("0920"), Currency.USD, frozenset())


@pytest.mark.parametrize(("by", "then"), [(1, [1, 0, 2, 3]), (-1, [0, 1, 2, 3]), (9, [1, 2, 3, 0])])
def test_a_member_moves_and_stops_at_the_ends(by, then):
    assert keys(moved(held(*NAMES), NAMES[0], by)) == [NAMES[place] for place in then]


def test_a_basket_gets_the_other_weights_in_its_place_and_colour():
    before = with_members(held("NVDA.US"), [basket("600000.SH", "600001.SH"), single("AMD.US")])
    made = reweighted(before, "basket:b:equal")
    assert keys(made) == ["NVDA.US", "basket:b:cap", "AMD.US"]
    assert made.members[1].weighting is Weighting.CAP
    assert made.colours["basket:b:cap"] == before.colours["basket:b:equal"]


def test_each_is_measured_against_one_or_its_own_markets_benchmark_and_pairs_against_none():
    pair = Pair(against=Against.RATIO, one=single("NVDA.US"), other=single("AMD.US"))
    made = with_members(held("600000.SH", "NVDA.US"), [pair])
    own = own_benchmarks(made.shown, UNIVERSE.benchmarks)
    assert against_of(made, own) == {}
    assert against_of(replace(made, against="HSI"), own) == {"600000.SH": "HSI", "NVDA.US": "HSI"}
    assert against_of(replace(made, against=OWN), own) == {"600000.SH": "000300.SH", "NVDA.US": "SPX"}


def test_events_are_about_instruments_members_of_baskets_and_products():
    visits = Visits(id="ChatGPT@Toolify", name_zh="", name_en="")
    made = with_members(held("NVDA.US"), [basket("600000.SH", "600001.SH"), visits])
    assert subjects(made) == ("NVDA.US", "600000.SH", "600001.SH", "ChatGPT")


@given(
    st.lists(st.sampled_from(NAMES), unique=True), st.sampled_from([NONE, OWN, "HSI"]), st.booleans(), st.booleans(),
    st.sampled_from(list(Currency)), st.sampled_from(list(Scale)), st.sets(st.sampled_from(NAMES)),
)  # fmt: skip
def test_what_is_written_is_read_as_it_was(names, against, log, excess, currency, scale, hidden):
    made = replace(
        held(*names), against=against, log=log, excess=excess, currency=currency, scale=scale,
        base=day("0920"), hidden=frozenset(hidden) & set(names), left_out=frozenset({"video"}),
    )  # fmt: skip
    assert read(json.loads(json.dumps(written(made)))) == made


@pytest.mark.parametrize("said", [None, 1, [], "x", {}, {"members": None}, {"members": 3}])
def test_what_says_no_comparison_is_none(said):
    assert read(said) is None


def test_what_is_bad_falls_back_alone():
    said = written(replace(held("NVDA.US"), base=day("0920"), log=True))
    said |= {"base": "soon", "currency": "DEM", "scale": 7, "hidden": 5, "colours": {"NVDA.US": "red"}, "against": None}
    made = read(said)
    assert (keys(made), made.base, made.currency, made.scale, made.log) == (
        ["NVDA.US"], None, Currency.LOCAL, Scale.PERCENT, True,
    )  # fmt: skip
    assert made.colours == {"NVDA.US": 0}
