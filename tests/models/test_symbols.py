"""Every spelling users paste reads to one canonical instrument; what is unclear is answered with candidates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models import spellings, symbols
from models.instruments import Instrument, Kind, Market
from models.universe import universe_from

SPELLINGS = {
    "NVDA.US": "NVDA nvda NVDA.US US.NVDA NASDAQ:NVDA 105.NVDA usNVDA usNVDA.OQ us.NVDA gb_nvda 74#NVDA ＮＶＤＡ",
    "SPY.US": "SPY SPY.US 107.SPY AMEX:SPY usSPY.AM",
    "BRK.B.US": "BRK.B BRK-B NYSE:BRK.B BRK.B.US 106.BRK_B usBRK.B usBRK.B.N 74#BRK.B US.BRK.B",
    "600000.SH": "600000 600000.SH sh600000 SH600000 SH.600000 SSE:600000 600000.SS 1.600000 600000.XSHG SHSE.600000 "
    "600000.SSE 1600000 ６０００００ s_sh600000 SSE600000",
    "000001.SZ": "000001.SZ sz000001 SZ000001 SZ.000001 SZSE:000001 0.000001 000001.XSHE 0000001 SHE:000001",
    "830799.BJ": "830799 830799.BJ bj830799 BJ830799 BJ.830799 2830799 0.830799",
    "920799.BJ": "920799 920799.BJ bj920799 2920799 0.920799 BSE:920799",
    "430047.BJ": "430047 430047.BJ 0.430047",
    "00700.HK": "700 0700 00700 700.HK "
    " 0700.HK 00700.HK HK.00700 hk00700 r_hk00700 rt_hk00700 116.00700 31#00700 HKEX:700 "
    "00700.XHKG HKG:700",
    "000300.SH": "000300.SH sh000300 1B0300 1.000300 SSE:000300 000300.SS 1000300",
    "000001.SH": "000001.SH sh000001 1A0001 1000001 1.000001 000001.SS",
    "399001.SZ": "399001 399001.SZ sz399001 0.399001 0399001",
    "HSI": "HSI ^HSI hsi r_hkHSI hkHSI 100.HSI",
    "HSTECH": "HSTECH HSTECH.HK r_hkHSTECH 124.HSTECH",
    "SPX": "SPX ^GSPC .INX us.INX 100.SPX",
    "IXIC": "IXIC ^IXIC .IXIC us.IXIC 100.NDX",
    "SOX": "SOX ^SOX",
}
PAIRS = [(text, name) for name, texts in SPELLINGS.items() for text in texts.split()]


@pytest.mark.parametrize(("text", "name"), PAIRS)
def test_a_spelling_reads_to_its_canonical_id(text, name):
    assert symbols.read(text).instrument.id == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("700 HK Equity", "00700.HK"),
        ("700 HK", "00700.HK"),
        ("NVDA US Equity", "NVDA.US"),
        ("NVDA US", "NVDA.US"),
        ("  nvda ", "NVDA.US"),
    ],
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


@pytest.mark.parametrize("text", ["881121", "881121.SH", "sh880300", "1.881121", "1881121", "0881121"])
def test_private_boards_are_refused_with_the_reason(text):
    """They mean something else in each vendor's program, and a block file is where they turn up."""
    assert "private boards" in symbols.read(text).reason


@pytest.mark.parametrize("text", ["27#HZ5489", "12#A_NBI", "^NDX", "12345678", "600000.XX", "0.HK", "?"])
def test_what_is_not_known_is_refused_with_a_reason_and_never_guessed(text):
    reading = symbols.read(text)
    assert (reading.instrument, reading.candidates) == (None, ())
    assert reading.reason


@pytest.mark.parametrize(
    ("text", "exchange"),
    [("NASDAQ:NVDA", "XNAS"), ("106.BRK_B", "XNYS"), ("usSPY.AM", "XASE"), ("NVDA", ""), ("600000", "XSHG")],
)
def test_a_spelling_that_names_the_listing_keeps_it(text, exchange):
    assert symbols.read(text).instrument.exchange == exchange


BUNDLED = universe_from(resources.universe())


@pytest.mark.parametrize("name", BUNDLED.instruments)
def test_every_providers_spelling_of_a_followed_name_reads_back_to_it(name):
    one = BUNDLED.instruments[name]
    spelled = [spellings.yahoo(one), spellings.tencent(one), *spellings.eastmoney_secids(one)]
    assert {symbols.read(text).instrument.id for text in spelled if text} <= {name}


@pytest.mark.parametrize(
    ("name", "yahoo", "tencent", "eastmoney"),
    [
        ("600000.SH", "600000.SS", "sh600000", ("1.600000",)),
        ("000001.SZ", "000001.SZ", "sz000001", ("0.000001",)),
        ("830799.BJ", None, "bj830799", ("0.830799",)),
        ("00700.HK", "0700.HK", "r_hk00700", ("116.00700",)),
        ("BRK.B.US", "BRK-B", "usBRK.B", ("105.BRK_B", "106.BRK_B", "107.BRK_B")),
        ("SPX", "^GSPC", "us.INX", ("100.SPX",)),
        ("000688.SH", "000688.SS", "sh000688", ("1.000688",)),
        ("399006.SZ", "399006.SZ", "sz399006", ("0.399006",)),
        ("SOX", "^SOX", None, ()),
    ],
)
def test_each_provider_is_asked_in_its_own_spelling(name, yahoo, tencent, eastmoney):
    one = symbols.instrument(name)
    assert (spellings.yahoo(one), spellings.tencent(one), spellings.eastmoney_secids(one)) == (
        yahoo,
        tencent,
        eastmoney,
    )


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


@pytest.mark.parametrize("name", ["900901.SH", "200002.SZ", "80700.HK"])
def test_what_is_quoted_in_another_currency_than_its_markets_is_asked_of_nobody(name):
    one = symbols.instrument(name)
    assert (spellings.yahoo(one), spellings.tencent(one), spellings.eastmoney_secids(one)) == (None, None, ())


@pytest.mark.parametrize(
    ("name", "decimals"),
    [
        ("600000.SH", 2),
        ("510300.SH", 3),
        ("159919.SZ", 3),
        ("00700.HK", 3),
        ("HSI", 2),
        ("000300.SH", 2),
        ("NVDA.US", 2),
    ],
)
def test_a_price_has_the_decimals_of_its_market(name, decimals):
    assert symbols.instrument(name).decimals == decimals


@pytest.mark.parametrize("pair", ["USDCNY", "USDHKD", "USDCNH"])
def test_currencies_are_yahoos_and_sinas_business(pair):
    one = Instrument(id=pair, kind=Kind.FX, market=Market.FX)
    assert (spellings.yahoo(one), spellings.sina(one)) == (f"{pair}=X", f"fx_s{pair.lower()}")
    assert (spellings.tencent(one), spellings.tencent_history(one), spellings.eastmoney_secids(one)) == (None, None, ())
