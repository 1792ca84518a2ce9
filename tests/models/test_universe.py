"""The universe: what is bundled is what the week needs, and what does not fit together is refused by name."""

import copy

import pytest

import resources
from models.instruments import Instrument, Kind, Market
from models.universe import universe_from

BUNDLED = resources.universe()


@pytest.fixture
def data():
    return copy.deepcopy(BUNDLED)


# what is bundled


def test_the_bundled_sectors_feature_the_notes_names_in_their_order():
    featured = {sector.id: sector.featured for sector in universe_from(BUNDLED).sectors}
    assert featured == {
        "cpu_gpu": ("NVDA.US", "INTC.US", "AMD.US", "688256.SH", "688041.SH", "688047.SH"),
        "cloud": ("00020.HK",),
        "dc_hardware": ("601138.SH", "300308.SZ", "300394.SZ", "300476.SZ", "002463.SZ"),
    }


@pytest.mark.parametrize("name", ["688702.SH", "300502.SZ", "002130.SZ", "002837.SZ"])
def test_names_worth_following_are_members_without_being_featured(name):
    sector = next(sector for sector in universe_from(BUNDLED).sectors if name in sector.members)
    assert name not in sector.featured


def test_cloud_holds_the_names_its_readers_follow():
    cloud = next(sector for sector in universe_from(BUNDLED).sectors if sector.id == "cloud")
    assert set(cloud.members) == {
        "00020.HK", "MSFT.US", "AMZN.US", "GOOG.US", "META.US", "00700.HK", "09988.HK", "09888.HK",
    }  # fmt: skip


def test_alphabet_is_goog_and_oracle_is_not_followed():
    ids = set(universe_from(BUNDLED).instruments)
    assert "GOOG.US" in ids
    assert not ids & {"GOOGL.US", "ORCL.US"}


def test_every_market_has_its_benchmark():
    made = universe_from(BUNDLED)
    assert made.benchmarks == {Market.CN: "000300.SH", Market.HK: "HSI", Market.US: "IXIC"}
    assert {made.instruments[name].kind for name in made.benchmarks.values()} == {Kind.INDEX}


def test_every_instrument_has_a_name_in_both_languages_and_a_listing():
    for one in universe_from(BUNDLED).instruments.values():
        assert one.name_zh, one.id
        assert one.name_en, one.id
        assert one.exchange or one.kind is Kind.INDEX, one.id


def test_no_two_instruments_share_an_id_or_a_name():
    items = BUNDLED["instruments"]
    assert len({item["id"] for item in items}) == len(items)
    said = [name for item in items for name in {item["name_zh"], item["name_en"], *item.get("aliases", ())}]
    assert len(set(said)) == len(said)


def test_every_sector_has_its_tier_of_the_chain():
    made = universe_from(BUNDLED)
    assert [(one.id, one.name("zh"), one.name("en")) for one in made.tiers] == [
        ("chips", "芯片", "Chips"), ("cloud", "云", "Cloud"), ("hardware", "硬件", "Hardware"),
    ]  # fmt: skip
    assert [sector.tier for sector in made.sectors] == ["chips", "cloud", "hardware"]


# what a review asks for


def test_a_review_needs_the_featured_names_and_their_benchmarks():
    made = universe_from(BUNDLED)
    needed = [one.id for one in made.needed(everyone=False)]
    assert len(needed) == 12 + 3
    assert needed[-3:] == ["000300.SH", "HSI", "IXIC"]


def test_with_everyone_it_needs_every_member_once():
    needed = [one.id for one in universe_from(BUNDLED).needed(everyone=True)]
    assert len(needed) == len(set(needed)) == 23 + 3


def test_a_benchmark_of_a_market_without_names_is_not_asked_for(data):
    data["sectors"] = [sector for sector in data["sectors"] if sector["id"] == "dc_hardware"]
    assert [one.id for one in universe_from(data).needed(everyone=False)][5:] == ["000300.SH"]


# what is refused


def test_a_featured_name_must_be_a_member(data):
    data["sectors"][0]["featured"].append("00020.HK")
    with pytest.raises(ValueError, match=r"cpu_gpu: featured names that are no members: \['00020.HK'\]"):
        universe_from(data)


def test_a_tier_must_be_one_of_the_chain(data):
    data["sectors"][0]["tier"] = "sand"
    with pytest.raises(ValueError, match="cpu_gpu: no such tier: sand"):
        universe_from(data)


def test_a_member_must_be_an_instrument(data):
    data["sectors"][1]["members"].append("ORCL.US")
    with pytest.raises(ValueError, match=r"cloud: members that are no instruments: \['ORCL.US'\]"):
        universe_from(data)


def test_a_benchmark_must_be_an_instrument(data):
    with pytest.raises(ValueError, match=r"benchmarks that are no instruments: \['DJI'\]"):
        universe_from(data, us_benchmark="DJI")


# labels, and the list on screen


def test_a_label_falls_back_to_the_name_in_both_languages():
    cpu, _, hardware = universe_from(BUNDLED).sectors
    assert (cpu.name("zh"), cpu.label("zh")) == ("CPU/GPU", "CPU/GPU板块")
    assert (hardware.label("zh"), hardware.label("en")) == ("数据中心硬件", "Data-centre hardware")


def test_a_title_says_a_code_once():
    titled = [Instrument(id="NVDA.US", market=Market.US, name_en=name).titled("en") for name in ("NVIDIA", "NVDA", "")]
    assert titled == ["NVIDIA NVDA.US", "NVDA.US", "NVDA.US"]


def test_an_instruments_name_falls_back_to_the_other_language_and_then_to_the_code():
    held = universe_from(BUNDLED).instruments["NVDA.US"]
    assert (held.name("zh"), held.name("en")) == ("英伟达", "NVIDIA")


def test_the_strip_has_the_indices_and_currencies_in_order_under_short_names():
    made = universe_from(BUNDLED)
    assert [one.id for one in made.strip] == [
        "000300.SH", "000688.SH", "399006.SZ", "HSI", "HSTECH", "SPX", "IXIC", "SOX", "USDCNY", "USDHKD", "USDCNH",
    ]  # fmt: skip
    assert [one.id for one in made.strip if one.kind is Kind.FX] == ["USDCNY", "USDHKD", "USDCNH"]
    assert {one.currency for one in made.strip if one.kind is Kind.FX} == {"CNY", "HKD", "CNH"}


def test_what_is_followed_is_the_members_and_the_strip_once_each_under_full_names():
    made = universe_from(BUNDLED)
    followed = made.followed()
    ids = [one.id for one in followed]
    assert len(ids) == len(set(ids))
    assert {one.id for one in (*made.strip, *made.needed(everyone=True))} == set(ids)
    assert {one.id: one for one in followed}["IXIC"] == made.instruments["IXIC"]
