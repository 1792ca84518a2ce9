"""A list by its id or name, and columns by what the user calls them."""

from dataclasses import replace

import pytest

from models.lists.columns import SETS
from models.lists.finding import found, keys_of, keys_said
from models.lists.values import Chosen
from tests.models.lists.samples import two


@pytest.mark.parametrize(
    ("text", "ids"), [("l1", ["l1"]), ("One", ["l1"]), ("一", ["l1"]), (" oNE ", ["l1"]), ("three", []), ("", [])]
)
def test_by_id_and_by_name_in_both_languages(text, ids):
    assert [one.id for one in found(two(), text)] == ids


def test_an_id_goes_before_a_name_and_capitals_tell_names_apart():
    lists = two()
    first, second = lists.lists
    renamed = replace(lists, lists=(first, replace(second, name_zh="l1", name_en="ONE")))
    assert [one.id for one in found(renamed, "l1")] == ["l1"]
    assert [one.id for one in found(renamed, "ONE")] == ["l2"]
    assert [one.id for one in found(renamed, "one")] == ["l1", "l2"]


def test_columns_are_sets_and_keys_each_once():
    lists = replace(two(), sets={"mine": ("pe", "last")})
    assert keys_said(lists, "mine, last,pct:5 ,weekly")[0][:3] == ("pe", "last", "pct:5")
    assert keys_said(lists, "weekly") == (SETS["weekly"], "")
    assert keys_said(lists, "last,nonsense,pe") == ((), "nonsense")
    assert keys_said(lists, "pct:0") == ((), "pct:0")
    assert keys_said(lists, " , ") == ((), "")


def test_a_list_shows_its_own_columns_those_of_its_set_or_the_usual_ones():
    lists = replace(two(), sets={"mine": ("pe",)})
    one = lists.lists[0]
    assert keys_of(lists, replace(one, chosen=Chosen(set="", columns=("pb",)))) == ("pb",)
    assert keys_of(lists, replace(one, chosen=Chosen(set="mine"))) == ("pe",)
    assert keys_of(lists, replace(one, chosen=Chosen(set="gone"))) == SETS["intraday"]
