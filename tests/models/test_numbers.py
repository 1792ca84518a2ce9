"""Numbers, times and ages as a trader reads them."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import numbers

NOW = dt.datetime(2024, 9, 25, 3, 4, 5, tzinfo=dt.UTC).timestamp()
NONE = (None, math.nan, math.inf, -math.inf)


def at(*when):
    return dt.datetime(*when, tzinfo=dt.UTC).timestamp()


@pytest.mark.parametrize("value", NONE)
def test_what_is_missing_is_two_dashes_everywhere(value):
    said = [
        numbers.price(value), numbers.percent(value), numbers.signed(value), numbers.big(value, "zh"),
        numbers.money(value, "USD", "en"), numbers.clock(value, "Asia/Shanghai", NOW),
        numbers.stamp(value, "Asia/Shanghai"), numbers.age(value, "zh"),
    ]  # fmt: skip
    assert set(said) == {"--"}


def test_zero_is_not_missing():
    assert (numbers.price(0.0), numbers.percent(0.0), numbers.signed(0.0)) == ("0.00", "0.00%", "0.00")
    assert (numbers.big(0.0, "zh"), numbers.age(0.0, "en")) == ("0", "0s")


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (1234567.891, 2, "1,234,567.89"),
        (473.625, 3, "473.625"),
        (0.4567, 2, "0.4567"),
        (0.4567, 3, "0.457"),
        (1.0, 2, "1.00"),
        (-0.5, 2, "-0.5000"),
    ],
)
def test_a_price_has_the_decimals_of_its_market_and_four_under_one(value, decimals, said):
    assert numbers.price(value, decimals) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(6.47, "+6.47%"), (-0.5, "-0.50%"), (0.004, "0.00%"), (-0.004, "0.00%"), (1234.5, "+1234.50%")],
)
def test_a_percentage_is_always_signed_unless_it_rounds_to_zero(value, said):
    assert numbers.percent(value) == said


@pytest.mark.parametrize(("value", "said"), [(1.5, "+1.50"), (-1234.5, "-1,234.50"), (0.001, "0.00"), (-0.001, "0.00")])
def test_a_change_is_always_signed_unless_it_rounds_to_zero(value, said):
    assert numbers.signed(value) == said


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (999.0, "999", "999"),
        (9999.4, "9,999", "10.00K"),
        (9999.5, "1.00万", "10.00K"),
        (12345.0, "1.23万", "12.35K"),
        (999_950.0, "100.0万", "1.00M"),
        (6_978_000.0, "697.8万", "6.98M"),
        (11_450_000.0, "1,145万", "11.45M"),
        (99_995_000.0, "1.00亿", "100.0M"),
        (1.5e9, "15.00亿", "1.50B"),
        (3.2e12, "3.20万亿", "3.20T"),
        (-5e8, "-5.00亿", "-500.0M"),
        (4.4e15, "4,400万亿", "4,400T"),
    ],
)
def test_large_amounts_read_in_the_readers_units(value, zh, en):
    assert (numbers.big(value, "zh"), numbers.big(value, "en")) == (zh, en)


@given(st.floats(1, 1e15), st.sampled_from(["zh", "en"]))
def test_a_large_amount_is_within_half_a_percent_of_its_text(value, lang):
    units = {"": 1, "万": 1e4, "亿": 1e8, "万亿": 1e12, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
    text = numbers.big(value, lang)
    digits = text.rstrip("万亿KMBT")
    assert float(digits.replace(",", "")) * units[text[len(digits) :]] == pytest.approx(value, rel=0.005, abs=0.5)
    assert sum(mark.isdigit() for mark in digits) <= 4


@pytest.mark.parametrize(("currency", "said"), [("CNY", "¥1.20亿"), ("HKD", "HK$1.20亿"), ("USD", "$1.20亿"),
                                                ("EUR", "EUR 1.20亿")])  # fmt: skip
def test_money_carries_its_currency(currency, said):
    assert numbers.money(1.2e8, currency, "zh") == said


@pytest.mark.parametrize(
    ("utc", "zone", "said"),
    [
        (NOW - 5, "Asia/Shanghai", "11:04:00"),
        (NOW - 5, "America/New_York", "23:04:00"),
        (at(2024, 9, 24, 15, 59), "Asia/Shanghai", "09-24"),  # 23:59 there, a minute before its today
        (at(2024, 9, 24, 16, 0), "Asia/Shanghai", "00:00:00"),
        (at(2024, 9, 24, 16, 0), "America/New_York", "12:00:00"),  # there it is still the 24th
        (at(2023, 12, 31, 20), "America/New_York", "2023-12-31"),
        (at(2023, 12, 31, 20), "Asia/Hong_Kong", "01-01"),  # already 2024 there
        (0.0, "Asia/Shanghai", "--"),
    ],
)
def test_a_time_is_the_exchanges_and_gets_a_date_when_it_is_not_its_today(utc, zone, said):
    assert numbers.clock(utc, zone, NOW) == said


def test_a_clock_follows_summer_time():
    assert numbers.stamp(at(2024, 7, 1, 14), "America/New_York") == "2024-07-01 10:00:00"
    assert numbers.stamp(at(2024, 12, 2, 14), "America/New_York") == "2024-12-02 09:00:00"


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (-5.0, "0秒", "0s"),
        (59.9, "59秒", "59s"),
        (60.0, "1分", "1m"),
        (3599.0, "59分", "59m"),
        (3600.0, "1小时", "1h"),
        (86399.0, "23小时", "23h"),
        (86400.0 * 400, "400天", "400d"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(seconds, zh, en):
    assert (numbers.age(seconds, "zh"), numbers.age(seconds, "en")) == (zh, en)
