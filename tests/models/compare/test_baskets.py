"""Baskets of sectors, sections and lists, and what their members weigh."""

import pytest

from models.caps import Beside
from models.compare.baskets import baskets_of, caps_of, sector_baskets
from models.compare.values import Weighting, instruments_of, visits_of
from models.facts import Dated, Facts
from models.lists.values import Section
from models.values import Basis
from tests.models.compare.samples import UNIVERSE, basket, fx, share, single
from tests.models.samples import bars, day

PAIRS = {"USDCNY": fx("USDCNY", {"0920": 7.0}), "USDHKD": fx("USDHKD", {"0920": 7.8})}


def test_every_sector_and_recommended_chain_is_a_basket():
    made = sector_baskets(UNIVERSE)
    assert [one.key for one in made] == [
        "basket:cpu_gpu:equal", "basket:cloud:equal", "basket:dc_hardware:equal",
        "basket:recommended/domestic_chain:equal", "basket:recommended/chain_hardware:equal",
    ]  # fmt: skip
    assert [one.id for one in made[0].members] == list(UNIVERSE.sectors[0].members)
    assert sector_baskets(UNIVERSE, Weighting.CAP)[0].key == "basket:cpu_gpu:cap"


def test_sections_without_a_title_or_a_share_are_no_baskets():
    sections = [
        Section(id="", name_zh="", name_en="", members=("NVDA.US",)),
        Section(id="marks", name_zh="基准", name_en="Marks", members=("HSI", "SPX")),
        Section(id="mine", name_zh="我的", name_en="Mine", members=("NVDA.US", "HSI", "LOST.US")),
    ]
    (made,) = baskets_of(sections, UNIVERSE.instruments, within="a")
    assert (made.id, [one.id for one in made.members]) == ("a/mine", ["NVDA.US"])


def test_whose_bars_are_needed_each_once():
    members = [single("NVDA.US"), basket("NVDA.US", "00700.HK")]
    assert [one.id for one in instruments_of(members)] == ["NVDA.US", "00700.HK"]
    assert visits_of(members) == ()


def facts(name, shares):
    return Beside(facts=Facts(
        instrument=name, currency="", shares=(Dated(date=day("0101"), value=shares, source="s"),), actions=(),
        source="s", fetched_at=0.0,
    ))  # fmt: skip


def caps(bars_, beside, *, names=("600000.SH", "00700.HK", "NVDA.US"), pairs=PAIRS, base="0922"):
    return caps_of([share(name) for name in names], day(base), bars_, beside, pairs)


CLOSES = {
    "600000.SH": bars({"0919": 1.0, "0920": 14.0, "0923": 99.0}),
    "00700.HK": bars({"0920": 390.0}, name="00700.HK", currency="HKD"),
    "NVDA.US": bars({"0920": 116.0}, name="NVDA.US", currency="USD"),
}
BESIDE = {name: facts(name, shares) for name, shares in (("600000.SH", 100.0), ("00700.HK", 10.0), ("NVDA.US", 5.0))}


def test_caps_are_those_of_the_last_close_before_the_base_in_dollars():
    assert caps(CLOSES, BESIDE) == pytest.approx({"600000.SH": 200.0, "00700.HK": 500.0, "NVDA.US": 580.0})


def test_a_close_of_the_base_date_itself_counts():
    assert caps(CLOSES, BESIDE, base="0920") == caps(CLOSES, BESIDE)


def test_who_has_no_shares_no_close_or_no_rate_has_no_cap():
    assert caps(CLOSES, {}) == {}
    assert set(caps({"NVDA.US": CLOSES["NVDA.US"]}, BESIDE)) == {"NVDA.US"}
    assert set(caps(CLOSES, BESIDE, pairs={})) == {"NVDA.US"}
    assert caps(CLOSES, BESIDE, base="0102") == {}


def test_a_close_that_nobody_paid_makes_no_cap():
    adjusted = {"NVDA.US": CLOSES["NVDA.US"].with_columns(basis=Basis.DIVIDEND_ADJUSTED)}
    assert caps(adjusted, BESIDE) == {}
