"""Tencent's quote lines to our values: numbered fields, units that differ by board, and lines that lie."""

import datetime as dt

import pytest

from data_sources.adapters import tencent
from models import spellings, symbols
from models.errors import Unreadable
from tests.data_sources import shapes as of
from tests.data_sources.samples import AFTER, CN, CSI, HK, STAR, US, context, quotes_of


def line(code, said, *, time="20240925150003", last="18.86", volume="1000", turnover="188.6", cap="3700.5", fields=88):
    """A line in the recorded shape: name, code, last, previous close, open, ... by their numbers."""
    held = [""] * fields
    numbered = {1: "浦发银行", 2: said, 3: last, 4: "18.00", 5: "18.10", 30: time, 33: "19.10", 34: "18.05"}
    for place, text in (numbered | {36: volume, 37: turnover, 45: cap}).items():
        held[place] = text
    return f'v_{code}="{"~".join(held)}";'


def quoted(text, *instruments):
    return tencent.parse_quotes(text, quotes_of(*instruments), AFTER)


def test_an_a_share_comes_in_lots_and_ten_thousands():
    (found,) = quoted(line("sh600000", "600000"), CN)
    assert (found.last, found.previous_close, found.open, found.high, found.low) == (18.86, 18.0, 18.1, 19.1, 18.05)
    assert (found.volume, found.turnover, found.market_cap) == (100_000.0, 1_886_000.0, 3700.5e8)
    assert found.exchange_time == dt.datetime(2024, 9, 25, 7, 0, 3, tzinfo=dt.UTC).timestamp()


def test_a_star_share_comes_in_shares():
    (found,) = quoted(line("sh688256", "688256", turnover="1.886"), STAR)
    assert (found.volume, found.turnover) == (1000.0, 18_860.0)


def test_an_index_has_no_market_cap():
    (found,) = quoted(line("sh000300", "000300"), CSI)
    assert (found.volume, found.market_cap) == (100_000.0, None)


def test_hong_kong_and_new_york_come_in_shares_and_units_on_their_own_clocks():
    hk = line("r_hk00700", "00700", time="2024/09/25 16:08:21", fields=78)
    us = line("usNVDA", "NVDA.OQ", time="2024-09-25 16:00:01", fields=73)
    first, second = quoted(f"{hk}\n{us}", HK, US)
    assert (first.volume, first.turnover, first.currency) == (1000.0, 188.6, "HKD")
    assert first.exchange_time == dt.datetime(2024, 9, 25, 8, 8, 21, tzinfo=dt.UTC).timestamp()
    assert second.exchange_time == dt.datetime(2024, 9, 25, 20, 0, 1, tzinfo=dt.UTC).timestamp()


def test_the_realtime_form_of_hong_kong_is_asked_for():
    assert spellings.tencent(HK) == "r_hk00700"


@pytest.mark.parametrize("last", ["0.000", "-", "", "inf", "nan", "-1"])
def test_a_share_without_a_price_is_left_out(last):
    assert quoted(line("sh600000", "600000", last=last), CN) == ()


def test_a_suspended_share_has_no_volume_rather_than_zero():
    (found,) = quoted(line("sh600000", "600000", volume="0", turnover="0.00"), CN)
    assert (found.volume, found.turnover) == (None, None)


def test_the_answers_own_code_must_be_the_one_asked_for():
    assert quoted(line("sh600000", "600001"), CN) == ()


def test_unasked_lines_are_left_out():
    assert quoted(line("sh600001", "600001") + line("sh600000", "600000"), CN)[0].instrument == "600000.SH"


def test_one_broken_line_does_not_spoil_the_others():
    short = 'v_sh688256="1~寒武纪~688256~1457";'
    assert [one.instrument for one in quoted(short + line("sh600000", "600000"), CN, STAR)] == ["600000.SH"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no quote lines"),
        ("<html>please verify</html>", "no quote lines"),
        ('v_pv_none_match="1";', None),
        ('v_sh600000="1~浦发银行~600000";', "fields"),
        (line("sh600000", "600000", time="yesterday"), "time"),
    ],
)
def test_damage_is_named(text, says):
    if says is None:
        assert quoted(text, CN) == ()
    else:
        with pytest.raises(Unreadable, match=says):
            quoted(text, CN)


def test_what_the_day_allows_and_how_busy_it_is():
    (found,) = quoted(of.tencent_line("sh600000", of.tencent_fields(CN)), CN)
    assert (found.limit_up, found.limit_down, found.volume_ratio, found.turnover_rate) == (11.0, 9.0, 1.2, 0.4)
    assert (found.shares, found.market_cap) == (2.9e10, pytest.approx(3.045e11))
    assert (found.volume, found.turnover) == (2_000_000.0, 20_600_000.0)


@pytest.mark.parametrize(("one", "code", "ratio"), [(of.HK, "r_hk00700", 1.2), (of.US, "usNVDA", None)])
def test_shares_of_hong_kong_and_the_us(one, code, ratio):
    (found,) = quoted(of.tencent_line(code, of.tencent_fields(one)), one)
    assert (found.shares, found.limit_up, found.volume_ratio) == (2.9e10, None, ratio)


@pytest.mark.parametrize(
    ("one", "code", "pe", "pb"),
    [(CN, "sh600000", 6.3, 0.47), (of.HK, "r_hk00700", 14.8, 3.1), (of.US, "usNVDA", 6.3, 46.3)],
)
def test_what_a_share_is_valued_at_and_the_range_of_its_year(one, code, pe, pb):
    (found,) = quoted(of.tencent_line(code, of.tencent_fields(one)), one)
    assert (found.pe, found.pb, found.high_52w, found.low_52w) == (pe, pb, 12.5, 8.5)


def test_a_loss_is_below_zero_and_a_short_line_says_nothing():
    fields = of.tencent_fields(CN)
    fields[39] = "-24.51"
    (found,) = quoted(of.tencent_line("sh600000", fields), CN)
    assert found.pe == -24.51
    (found,) = quoted(of.tencent_line("sh600000", fields[:46]), CN)
    assert (found.last, found.pe, found.pb, found.high_52w) == (10.5, -24.51, None, None)


def test_an_index_is_not_valued():
    fields = of.tencent_fields(CSI)
    (found,) = quoted(of.tencent_line("sh000300", fields), CSI)
    assert (found.pe, found.pb, found.high_52w) == (None, None, None)


@pytest.mark.parametrize("place", [82, 83])
def test_another_currency_or_one_in_another_place_is_refused(place):
    fields = of.tencent_fields(CN)
    fields[82], fields[place] = "", "CNY" if place == 83 else "USD"
    with pytest.raises(Unreadable, match="fields moved"):
        quoted(of.tencent_line("sh600000", fields), CN)


def test_limits_on_one_side_of_the_close_before_are_refused():
    fields = of.tencent_fields(CN)
    fields[48] = "10.6"
    with pytest.raises(Unreadable, match="between the limits"):
        quoted(of.tencent_line("sh600000", fields), CN)


def test_a_line_without_an_end_is_an_answer_that_was_cut_off():
    whole = of.tencent_line("sh600000", of.tencent_fields(CN))
    with pytest.raises(Unreadable, match="cut off"):
        quoted(whole + whole[:40], CN)


def test_a_silent_share_in_an_open_market_is_halted():
    fields = of.tencent_fields(CN, last=10.0)
    fields[5] = fields[6] = fields[36] = fields[37] = "0"
    fields[35] = "10.00/0/0"
    text = of.tencent_line("sh600000", fields)
    (found,) = tencent.parse_quotes(text, quotes_of(CN), of.CLOSED_CN - 3600)
    assert (found.last, found.suspended) == (10.0, True)
    assert not quoted(text, CN)[0].suspended  # at night


def test_sixty_at_a_time(upstream, tmp_path):
    asked = upstream(lambda url: line("sh600000", "600000").encode("gbk"))
    source = tencent.open_source(context(tmp_path))
    many = tuple(symbols.instrument(f"{600000 + place}.SH") for place in range(61))
    text = source.download(quotes_of(*many))
    source.close()
    assert [request.url.path.count(",") + 1 for request in asked] == [60, 1]
    assert "浦发银行" in text
