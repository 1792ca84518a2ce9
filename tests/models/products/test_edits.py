"""The user's products over the bundled ones, on paper and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.products.edits import Own, is_touched, kept, reset, with_own
from models.products.paper import own_from, own_json
from models.products.universe import Products
from models.products.values import Asset, Exposure, Kind, Product


def made(name, **more):
    return Product(**{"id": name, "name_zh": name, "name_en": name, "category": "text"} | more)


BUNDLED = Products([made("a", vendor="A"), made("b")])
NEW = made("n", assets=(Asset(kind=Kind.SITE, name="n.com"),), exposed=(Exposure(instrument="MSFT.US", reason="r"),))


def test_a_change_keeps_only_what_differs_and_lets_news_through():
    own = kept(Own(), BUNDLED, replace(BUNDLED.get("a"), category="agent"))
    assert own == Own(changes={"a": {"category": "agent"}})
    newer = Products([made("a", vendor="A2"), made("b")])
    assert with_own(newer, own).get("a") == made("a", vendor="A2", category="agent")


def test_a_product_put_back_by_hand_is_no_change():
    own = kept(Own(), BUNDLED, replace(BUNDLED.get("a"), category="agent"))
    assert kept(own, BUNDLED, BUNDLED.get("a")) == Own()


def test_a_new_product_stands_last_is_found_and_changes_in_its_place():
    own = kept(kept(Own(), BUNDLED, NEW), BUNDLED, made("z"))
    own = kept(own, BUNDLED, replace(NEW, name_zh="新"))
    held = with_own(BUNDLED, own)
    assert [one.id for one in held.all()] == ["a", "b", "n", "z"]
    assert (held.named("新"), held.named("https://n.com/x")) == ("n", "n")


def test_reset_brings_back_or_takes_away():
    own = kept(kept(Own(), BUNDLED, NEW), BUNDLED, replace(BUNDLED.get("a"), category="agent"))
    assert [is_touched(own, name) for name in "abn"] == [True, False, True]
    assert reset(reset(own, "a"), "n") == Own()


def test_an_own_product_that_is_bundled_by_now_gives_way_and_a_change_of_nobody_waits():
    own = Own(changes={"gone": {"category": "video"}}, added=(made("a", vendor="mine"),))
    assert with_own(BUNDLED, own) == BUNDLED


def test_on_paper_and_back():
    own = kept(kept(Own(), BUNDLED, NEW), BUNDLED, replace(BUNDLED.get("a"), exposed=NEW.exposed, assets=NEW.assets))
    assert own_from(json.loads(json.dumps(own_json(own)))) == (own, 0)


def test_one_bad_entry_costs_nobody_else_anything():
    said = own_json(kept(Own(), BUNDLED, NEW))
    said["changes"] = {"a": {"category": "films", "vendor": "V", "shoe": 1}, "b": "?"}
    said["added"] += [{"id": "broken"}, said["added"][0]]
    assert own_from(said) == (Own(changes={"a": {"vendor": "V"}}, added=(NEW,)), 5)


@pytest.mark.parametrize(("said", "bad"), [(None, 0), ([], 1), ("x", 1), ({}, 0), ({"changes": 3, "added": "x"}, 0)])
def test_a_paper_that_says_nothing(said, bad):
    assert own_from(said) == (Own(), bad)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["category", "assets", "id", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["changes", "added", "version"]), JSON))
def test_no_paper_breaks_anything(said):
    own, bad = own_from(said)
    assert bad >= 0
    assert own_from(own_json(own)) == (own, 0)
