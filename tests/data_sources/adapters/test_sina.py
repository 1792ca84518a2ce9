"""Sina's lines to our values: places by kind of line, three clocks, extended hours, lines that say nothing."""

import datetime as dt

import pytest

from data_sources.adapters import sina
from models import spellings, symbols
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Kind, Market
from tests.data_sources import shapes as of
from tests.data_sources.samples import context


def utc(*when):
    return dt.datetime(*when, tzinfo=dt.UTC).timestamp()


def parsed(text, *asked):
    return sina.parse_quotes(text, of.quotes(*asked), of.NOW)


def changed(fields, **places):
    return [places.get(f"at{place}", value) for place, value in enumerate(fields)]


def test_an_a_share_comes_in_shares_on_beijings_clock():
    (found,) = parsed(of.sina_line("sh600000", of.SINA_CN), of.CN)
    assert (found.last, found.previous_close, found.open, found.high, found.low) == (10.5, 10.0, 10.2, 10.6, 10.1)
    assert (found.volume, found.turnover, found.suspended) == (2_000_000.0, 20_600_000.0, False)
    assert found.exchange_time == utc(2024, 9, 25, 7, 0, 3)


def test_a_shanghai_index_comes_in_lots_and_has_no_turnover_to_compare():
    (found,) = parsed(of.sina_line("sh000300", of.SINA_CN), of.CSI)
    assert (found.volume, found.turnover) == (200_000_000.0, None)
    (other,) = parsed(of.sina_line("sz399006", of.SINA_CN), symbols.instrument("399006.SZ"))
    assert other.volume == 2_000_000.0


def test_hong_kong_in_its_real_time_form():
    (found,) = parsed(of.sina_line("rt_hk00700", of.SINA_HK), of.HK)
    assert (found.last, found.previous_close, found.volume, found.turnover) == (10.5, 10.0, 2_000_000.0, 20_600_000.0)
    assert (found.currency, found.exchange_time) == ("HKD", utc(2024, 9, 25, 8, 8, 8))


def test_new_york_with_what_trades_outside_the_session():
    (found,) = parsed(of.sina_line("gb_nvda", of.SINA_US), of.US)
    assert (found.last, found.previous_close, found.volume, found.market_cap) == (10.5, 10.0, 2_000_000.0, 3.045e11)
    assert (found.extended_last, found.extended_time) == (10.65, utc(2024, 9, 24, 23, 59))
    assert (found.shares, found.exchange_time) == (29e9, utc(2024, 9, 24, 20))
    assert found.extended_pct == pytest.approx(1.43, abs=0.01)


@pytest.mark.parametrize(
    ("said", "hour"), [("Jan 24 04:00PM EST", 21), ("Jan 24 12:30AM EST", 5.5), ("Jan 24 12:15PM EST", 17.25)]
)
def test_winter_noon_and_midnight_of_new_york(said, hour):
    (found,) = parsed(of.sina_line("gb_nvda", changed(of.SINA_US, at25=said)), of.US)
    assert found.exchange_time == utc(2024, 1, 24) + hour * 3600


def test_within_the_session_there_is_no_other_trade():
    (found,) = parsed(of.sina_line("gb_nvda", changed(of.SINA_US, at21="0.0000", at24="")), of.US)
    assert (found.extended_last, found.extended_time) == (None, None)


def test_a_short_american_line_has_beijings_clock():
    (found,) = parsed(of.sina_line("gb_nvda", of.SINA_US[:27]), of.US)
    assert (found.exchange_time, found.shares) == (utc(2024, 9, 25, 0, 30), None)


def test_a_currency():
    (found,) = parsed(of.sina_line("fx_susdcny", of.SINA_FX), of.FX)
    assert (found.last, found.previous_close, found.open, found.high, found.low) == (
        7.0206,
        7.0249,
        7.0108,
        7.0215,
        7.0094,
    )
    assert (found.currency, found.volume, found.exchange_time) == ("CNY", None, utc(2024, 9, 25, 7, 4, 31))


@pytest.mark.parametrize(("state", "halted"), [("00", False), ("02", True), ("03", True), ("", False)])
def test_a_halted_share_says_so(state, halted):
    silent = changed(of.SINA_CN, at1="0.000", at3="0.000", at8="0", at9="0.000", at32=state)
    found = parsed(of.sina_line("sh600000", silent), of.CN)
    assert [(one.last, one.previous_close, one.suspended) for one in found] == ([(None, 10.0, True)] if halted else [])


def test_an_unknown_code_is_an_empty_string():
    assert parsed('var hq_str_sh600000="";\n', of.CN) == ()


def test_one_broken_line_does_not_spoil_the_others():
    text = of.sina_line("rt_hk00700", of.SINA_HK[:9]) + of.sina_line("sh600000", of.SINA_CN)
    assert [one.instrument for one in parsed(text, of.CN, of.HK)] == ["600000.SH"]


@pytest.mark.parametrize(
    ("text", "one", "says"),
    [
        ("", of.CN, "no quote lines"),
        (of.sina_line("sh600000", of.SINA_CN)[:-4], of.CN, "no quote lines"),
        (of.sina_line("sh600000", of.SINA_CN) + 'var hq_str_rt_hk00700="TENC', of.CN, "cut off"),
        (of.sina_line("sh600000", of.SINA_CN[:20]), of.CN, "fields"),
        (of.sina_line("sh600000", changed(of.SINA_CN, at31="15:0")), of.CN, "time"),
        (of.sina_line("sh600000", changed(of.SINA_CN, at31="25:00:00")), of.CN, "time"),
        (of.sina_line("rt_hk00700", changed(of.SINA_HK, at3="9.000")), of.HK, "fields moved"),
        (of.sina_line("gb_nvda", changed(of.SINA_US, at25="yesterday")), of.US, "time"),
        (of.sina_line("fx_susdcny", of.SINA_FX[:17]), of.FX, "no date"),
    ],
)
def test_damage_is_named(text, one, says):
    with pytest.raises(Unreadable, match=says):
        parsed(text, one)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (of.CN, "sh600000"), (of.HK, "rt_hk00700"), (of.US, "gb_nvda"), (symbols.instrument("BRK.B.US"), "gb_brk$b"),
        (symbols.instrument("SPX"), "gb_$inx"), (symbols.instrument("IXIC"), "gb_ixic"), (of.FX, "fx_susdcny"),
        (Instrument(id="USDHKD", kind=Kind.FX, market=Market.FX), "fx_susdhkd"), (symbols.instrument("SOX"), None),
        (symbols.instrument("900901.SH"), None),
    ],
)  # fmt: skip
def test_its_spelling(one, code):
    assert spellings.sina(one) == code


def test_sixty_at_a_time_with_its_own_site_as_referer(upstream, tmp_path):
    asked = upstream(lambda url: of.sina_line("sh600000", of.SINA_CN).encode("gbk"))
    many = of.quotes(*(symbols.instrument(f"{600000 + place}.SH") for place in range(61)))
    source = sina.open_source(context(tmp_path))
    (found, *_) = source.parse(source.download(many), many, of.NOW)
    source.close()
    assert found.instrument == "600000.SH"
    assert [str(request.url).count(",") + 1 for request in asked] == [60, 1]
    assert {request.headers["Referer"] for request in asked} == {"https://finance.sina.com.cn"}


def test_bars_are_not_its_business(upstream, tmp_path):
    upstream(lambda url: b"")
    source = sina.open_source(context(tmp_path))
    with pytest.raises(NoSuchData):
        source.download(of.days(of.CN))
    with pytest.raises(NoSuchData):
        source.parse("", of.days(of.CN), of.NOW)
