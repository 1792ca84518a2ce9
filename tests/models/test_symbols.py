"""Every spelling users paste reads to one canonical instrument; what is unclear is answered with candidates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models import symbols
from models.instruments import Kind
from models.universe import universe_from

SPELLINGS = {
    "NVDA.US": "NVDA nvda NVDA.US US.NVDA NASDAQ:NVDA 105.NVDA usNVDA gb_nvda 74#NVDA ＮＶＤＡ",
    "BRK.B.US": "BRK.B BRK-B NYSE:BRK.B BRK.B.US 106.BRK_B",
    "600000.SH": "600000 600000.SH sh600000 SH600000 SH.600000 SSE:600000 600000.SS 1.600000 600000.XSHG SHSE.600000 "
    "600000.SSE 1600000 ６０００００",
    "000001.SZ": "000001.SZ sz000001 SZ000001 SZ.000001 SZSE:000001 0.000001 000001.XSHE 0000001",
    "830799.BJ": "830799 830799.BJ bj830799 2830067:no 0.830799",
    "00700.HK": "700 0700 00700 700.HK "
    " 0700.HK 00700.HK HK.00700 hk00700 r_hk00700 rt_hk00700 116.00700 31#00700 HKEX:700",
    "000300.SH": "000300.SH sh000300 1B0300 1.000300 SSE:000300",
    "000001.SH": "000001.SH sh000001 1A0001 1000001",
    "HSI": "HSI ^HSI hsi",
    "SPX": "SPX ^GSPC .INX",
    "IXIC": "IXIC ^IXIC .IXIC",
    "SOX": "SOX ^SOX",
}
PAIRS = [(text, name) for name, texts in SPELLINGS.items() for text in texts.split() if ":no" not in text]


@pytest.mark.parametrize(("text", "name"), PAIRS)
def test_a_spelling_reads_to_its_canonical_id(text, name):
    assert symbols.read(text).instrument.id == name


@pytest.mark.parametrize(
    ("text", "name"), [("700 HK Equity", "00700.HK"), ("NVDA US Equity", "NVDA.US"), ("2830067", "830067.BJ")]
)
def test_a_spelling_with_words_reads_too(text, name):
    assert symbols.read(text).instrument.id == name


@pytest.mark.parametrize("code", ["000001", "000300"])
def test_a_bare_code_of_share_and_index_is_never_guessed(code):
    reading = symbols.read(code)
    assert reading.instrument is None
    assert [one.id for one in reading.candidates] == [f"{code}.SZ", f"{code}.SH"]


def test_a_shanghai_000_code_is_an_index_and_a_shenzhen_one_a_share():
    assert symbols.read("000001.SH").instrument.kind is Kind.INDEX
    assert symbols.read("000001.SZ").instrument.kind is Kind.STOCK


def test_private_boards_are_refused_with_the_reason():
    assert "private boards" in symbols.read("881121").reason


@pytest.mark.parametrize(
    ("text", "name"),
    [("英伟达", "NVDA.US"), ("商汤", "00020.HK"), ("cambricon", "688256.SH"), ("沪深300", "000300.SH")],
)
def test_names_and_aliases_of_the_universe_are_understood(text, name):
    assert symbols.read(text, universe_from(resources.universe())).instrument.id == name


@given(st.text(max_size=20))
def test_garbage_never_raises(text):
    reading = symbols.read(text)
    assert (reading.instrument is not None) + bool(reading.candidates) + bool(reading.reason) == 1


@given(st.sampled_from(["SH", "SZ"]), st.integers(0, 999_999))
def test_a_canonical_mainland_id_reads_to_itself(suffix, number):
    code = f"{number:06d}"
    if not code.startswith("88"):
        assert symbols.read(f"{code}.{suffix}").instrument.id == f"{code}.{suffix}"


@given(st.integers(1, 99_999))
def test_a_hong_kong_code_reads_the_same_in_every_spelling(number):
    spellings = [f"{number:05d}.HK", f"HK.{number:05d}", f"hk{number:05d}", f"HKEX:{number}"]
    assert {symbols.read(text).instrument.id for text in spellings} == {f"{number:05d}.HK"}
