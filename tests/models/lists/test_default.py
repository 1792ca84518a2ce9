"""The lists of a new profile: what the note of the reference week names, in its order."""

import copy

import pytest

import resources
from models.lists.default import default_lists
from models.lists.edits.whole import named
from models.universe import universe_from
from models.watchlist import shown

TITLES = (("算力链", "Compute chain"), ("基准", "Benchmarks"))
BUNDLED = resources.universe()


def made(data=BUNDLED, **named):
    return default_lists(universe_from(data, **named), *TITLES)


def test_the_first_list_is_the_reference_universe_by_sector_with_its_benchmarks():
    first, universe = made().lists[0], universe_from(BUNDLED)
    sectors = [(one.id, one.name_zh, one.name_en, one.members) for one in universe.sectors]
    assert [(s.id, s.name_zh, s.name_en, s.members) for s in first.sections] == [
        *sectors, ("benchmarks", "基准", "Benchmarks", ("000300.SH", "HSI", "IXIC"))
    ]  # fmt: skip
    assert (first.id, first.pinned, first.name("zh"), first.name("en")) == (
        "reference",
        True,
        "算力链",
        "Compute chain",
    )


def test_the_first_lists_instruments_are_every_member_once_in_order():
    table = shown(made(), "", "置顶", "Pinned")
    assert [one.id for one in table.instruments] == [one.id for one in universe_from(BUNDLED).needed(everyone=True)]
    assert [section.name("en") for section in table.sections] == [
        "CPU/GPU", "Cloud", "Data-centre hardware", "Benchmarks",
    ]  # fmt: skip


def test_then_the_recommended_ones_in_the_order_of_the_note():
    held = made()
    names = [[held.known[name].name_zh for name in s.members] for s in held.named("recommended").sections]
    assert [one.name("zh") for one in held.lists] == ["算力链", "建议关注", "云厂商"]
    assert names == [
        ["寒武纪", "海光信息", "龙芯中科", "盛科通信"],
        ["中际旭创", "工业富联", "新易盛", "天孚通信", "沃尔核材", "英维克", "沪电股份", "胜宏科技"],
    ]
    assert held.named("cloud_names").members == (
        "MSFT.US", "AMZN.US", "GOOG.US", "META.US", "00700.HK", "09988.HK", "09888.HK",
    )  # fmt: skip


def test_known_is_exact_and_the_benchmark_is_the_users_choice():
    assert list(made().known) == list(named(made()))
    assert made(us_benchmark="SPX").lists[0].sections[-1].members == ("000300.SH", "HSI", "SPX")


def test_a_recommended_name_must_be_an_instrument():
    data = copy.deepcopy(BUNDLED)
    data["recommended"][0]["sections"][0]["members"].append("ORCL.US")
    with pytest.raises(ValueError, match=r"domestic_chain: members that are no instruments: \['ORCL.US'\]"):
        universe_from(data)
    del data["recommended"]
    assert universe_from(data).recommended == ()
