"""Which rows a filter shows; the fast way and the plain way say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments import Instrument, Market
from models.lists.filtering import BLOCK, Filter, Rows
from models.lists.values import FLAGS, Mark
from models.search.fold import folded

NVDA = Instrument(id="NVDA.US", market=Market.US, name_zh="英伟达", name_en="NVIDIA")
TENCENT = Instrument(id="00700.HK", market=Market.HK, name_zh="腾讯控股", name_en="Tencent")
WOER = Instrument(id="002130.SZ", market=Market.CN, name_zh="沃尔核材", name_en="Woer")
ALL = (NVDA, TENCENT, WOER)
MARKS = {"NVDA.US": Mark(flag="red", note="Add below 110\nafter results", tags=("AI", "ＧＰＵ")),
         "002130.SZ": Mark(flag="blue", tags=("铜缆",))}  # fmt: skip
SECTIONS = ("chips", "cloud", "")


def shown(**wanted):
    return [one.id for one, kept in zip(ALL, Rows(ALL, SECTIONS, MARKS).kept(Filter(**wanted)), strict=True) if kept]


@pytest.mark.parametrize(
    ("text", "ids"),
    [("", [one.id for one in ALL]), ("nvda", ["NVDA.US"]), ("00700", ["00700.HK"]), ("英伟", ["NVDA.US"]),
     ("ＮＶＩＤＩＡ", ["NVDA.US"]), ("gpu", ["NVDA.US"]), ("after", ["NVDA.US"]), ("铜缆", ["002130.SZ"]),
     ("nv 110", ["NVDA.US"]), ("110 nv", ["NVDA.US"]), ("nv 铜", []), ("nvdaen", []), ("   ", [one.id for one in ALL]),
     ("０07", ["00700.HK"]), ("zzz", [])],
)  # fmt: skip
def test_words_are_all_found_in_code_names_tags_and_note(text, ids):
    assert shown(text=text) == ids


def test_one_of_a_kind_is_enough_and_every_kind_must_hold():
    assert shown(markets=frozenset({"US", "HK"})) == ["NVDA.US", "00700.HK"]
    assert shown(flags=frozenset({"red", "blue"})) == ["NVDA.US", "002130.SZ"]
    assert shown(flags=frozenset({""})) == ["00700.HK"]
    assert shown(tags=frozenset({"AI", "铜缆"})) == ["NVDA.US", "002130.SZ"]
    assert shown(sections=frozenset({""})) == ["002130.SZ"]
    assert shown(markets=frozenset({"US", "HK"}), flags=frozenset({"blue"})) == []
    assert shown(text="n", markets=frozenset({"US", "HK"}), sections=frozenset({"cloud"})) == ["00700.HK"]


def test_a_filter_is_on_when_it_can_hide_something():
    assert not Filter().on
    assert not Filter(text="  ").on
    assert Filter(text="a").on
    assert Filter(flags=frozenset({""})).on


def test_a_row_that_is_marked_otherwise_is_found_by_it():
    rows = Rows(ALL, SECTIONS, MARKS)
    assert not rows.kept(Filter(text="cowos")).any()
    assert not rows.kept(Filter(flags=frozenset({"green"}))).any()
    rows.mark(1, Mark(flag="green", note="CoWoS"))
    assert rows.kept(Filter(text="cowos")).tolist() == [False, True, False]
    assert rows.kept(Filter(flags=frozenset({"green"}))).tolist() == [False, True, False]


def test_the_texts_are_made_block_by_block():
    rows = Rows([WOER] * (BLOCK + 1), [""] * (BLOCK + 1), {})
    assert rows.prepare()
    assert not rows.prepare()
    assert rows.kept(Filter(text="woer")).all()


def test_a_list_without_rows():
    assert Rows((), (), {}).kept(Filter(text="a", markets=frozenset({"US"}))).tolist() == []


LETTERS = st.text(st.sampled_from("aAｂ1. 中\n\x1e\x00ßİ"), max_size=6)
MADE = st.builds(
    lambda name, zh, en: Instrument(id=f"{name}.US", market=Market.US, name_zh=zh, name_en=en),
    LETTERS, LETTERS, LETTERS,
)  # fmt: skip
MARKED = st.builds(
    lambda flag, note, tags: Mark(flag=flag, note=note, tags=tuple(tags)),
    st.sampled_from(("", *FLAGS[:2])), LETTERS, st.lists(LETTERS, max_size=2),
)  # fmt: skip
WANTED = st.builds(
    lambda text, flags, tags: Filter(text=text, flags=frozenset(flags), tags=frozenset(tags)),
    LETTERS, st.sets(st.sampled_from(("", *FLAGS[:2])), max_size=2), st.sets(LETTERS, max_size=1),
)  # fmt: skip


def matches(wanted, one, mark):
    key = folded("\n".join((one.id, one.name_zh, one.name_en, mark.note, *mark.tags)))
    stands = mark.flag in (wanted.flags or (*FLAGS, "")) and (not wanted.tags or bool(wanted.tags & {*mark.tags}))
    return stands and all(word in key for word in wanted.words)


@given(st.lists(st.tuples(MADE, MARKED), max_size=6), st.lists(WANTED, min_size=1, max_size=3))
def test_the_fast_way_says_what_the_plain_way_says(made, filters):
    marks = {f"{place}": mark for place, (_, mark) in enumerate(made)}
    rows = Rows([one for one, _ in made], ["s"] * len(made), {})
    for place, mark in enumerate(marks.values()):
        rows.mark(place, mark)
    for wanted in filters:
        plain = [matches(wanted, one, mark) for one, mark in made]
        assert rows.kept(wanted).tolist() == plain
