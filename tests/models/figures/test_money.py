"""Rates into CNY and USD: crossed by hand, with their day and source, none older than a week."""

import datetime as dt

import pytest

from models.figures.money import rates
from tests.models.samples import quote

NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC).timestamp()
TODAY, DAY = dt.date(2026, 11, 25), 86400.0


def pair(name, last, *, days=0.0, source="yahoo"):
    return quote(name, last, currency=name[3:], exchange_time=NOW - days * DAY, received_at=NOW, source=source)


CNY, HKD = pair("USDCNY", 7.0), pair("USDHKD", 7.8)


def test_a_cap_in_hong_kong_by_hand():
    """4 trillion HKD at 7.8 and 7.0: 0.5128 trillion USD, 3.5897 trillion CNY."""
    found = rates([CNY, HKD], NOW)
    rate = found["HKD", "CNY"]
    assert 4e12 * rate.value == pytest.approx(3.58974359e12)
    assert (rate.value, rate.date, rate.source, rate.pairs) == (
        pytest.approx(0.897435897), TODAY, "yahoo", ("USDHKD", "USDCNY"),
    )  # fmt: skip
    assert 4e12 * found["HKD", "USD"].value == pytest.approx(5.12820513e11)


def test_every_pair_into_cny_and_usd():
    found = {names: rate.value for names, rate in rates([CNY, HKD], NOW).items()}
    assert found == {
        ("CNY", "USD"): pytest.approx(1 / 7),
        ("USD", "CNY"): 7.0,
        ("HKD", "USD"): pytest.approx(1 / 7.8),
        ("HKD", "CNY"): pytest.approx(7 / 7.8),
    }


def test_a_crossed_rate_is_of_the_older_day_and_of_both_sources():
    found = rates([pair("USDCNY", 7.0, days=2), pair("USDHKD", 7.8, source="sina")], NOW)
    crossed = found["HKD", "CNY"]
    assert (crossed.date, crossed.source) == (dt.date(2026, 11, 23), "sina+yahoo")
    assert found["HKD", "USD"].date == TODAY


@pytest.mark.parametrize(("days", "known"), [(6.9, True), (7.0, True), (7.1, False)])
def test_a_rate_older_than_seven_days_is_not_used(days, known):
    assert (("USD", "CNY") in rates([pair("USDCNY", 7.0, days=days)], NOW)) is known


def test_the_offshore_rate_stands_in_and_says_so():
    offshore = pair("USDCNH", 7.01)
    assert rates([CNY, offshore], NOW)["USD", "CNY"].pairs == ("USDCNY",)
    stale = pair("USDCNY", 6.9, days=30)
    assert rates([stale, offshore], NOW)["USD", "CNY"].pairs == ("USDCNH",)


@pytest.mark.parametrize("last", [None, 0.0, -7.0, float("nan"), float("inf")])
def test_what_is_no_rate_is_none(last):
    assert rates([pair("USDCNY", last), HKD], NOW).keys() == {("HKD", "USD")}


def test_without_quotes_there_is_no_rate():
    assert rates([], NOW) == {}
