"""Closes in another currency, hand-worked."""

import numpy as np
import pytest

from models.compare.currency import is_spare, rates
from models.compare.series import Remark, price_series
from models.compare.values import Currency, Weighting, pairs_of
from models.instruments import Instrument, Kind, Market
from tests.models.compare.samples import basket, fx, share, single
from tests.models.samples import bars

DATES = np.array(["2024-09-20", "2024-09-23", "2024-09-24"], "datetime64[D]")
USDCNY = fx("USDCNY", {"0920": 7.05, "0923": 7.04, "0924": 7.03})
USDHKD = fx("USDHKD", {"0920": 7.79, "0924": 7.78})
USDCNH = fx("USDCNH", {"0920": 7.10})


def value(own, target, **pairs):
    return rates(own, target, DATES, pairs).values.tolist()


def test_a_dollar_in_yuan_and_back():
    assert value("USD", "CNY", USDCNY=USDCNY) == [7.05, 7.04, 7.03]
    assert value("CNY", "USD", USDCNY=USDCNY) == [1 / 7.05, 1 / 7.04, 1 / 7.03]


def test_hong_kong_crosses_over_the_dollar_with_the_rate_of_the_day_before_on_a_day_without_one():
    made = rates("HKD", "CNY", DATES, {"USDCNY": USDCNY, "USDHKD": USDHKD})
    assert made.values == pytest.approx([7.05 / 7.79, 7.04 / 7.79, 7.03 / 7.78], abs=1e-12)
    assert (made.pairs, made.sources) == (("USDHKD", "USDCNY"), ("sample",))


def test_a_pair_of_just_these_two_comes_first():
    direct = fx("HKDCNY", {"0920": 0.9})
    made = rates("HKD", "CNY", DATES, {"HKDCNY": direct, "USDCNY": USDCNY, "USDHKD": USDHKD})
    assert (made.values.tolist(), made.pairs) == ([0.9] * 3, ("HKDCNY",))


def test_the_offshore_rate_stands_in_where_no_onshore_one_is_held():
    assert value("USD", "CNY", USDCNH=USDCNH)[0] == 7.10
    assert value("USD", "CNY", USDCNH=USDCNH, USDCNY=USDCNY)[0] == 7.05


def test_one_currency_needs_no_pair():
    assert value("CNY", "CNY") == [1.0, 1.0, 1.0]


def test_without_a_rate_there_is_no_value():
    assert np.isnan(value("HKD", "CNY", USDCNY=USDCNY)).all()
    assert np.isnan(value("USD", "CNY", USDCNY=fx("USDCNY", {"0920": np.nan}))).all()


def test_a_rate_is_carried_for_seven_days_and_no_longer():
    dates = np.array(["2024-09-19", "2024-09-27", "2024-09-28"], "datetime64[D]")
    made = rates("USD", "CNY", dates, {"USDCNY": fx("USDCNY", {"0920": 7.0})}).values
    assert np.isnan(made).tolist() == [True, False, True]


def test_a_share_in_dollars_moves_with_its_currency():
    closes = bars({"0920": 70.5, "0923": 77.44, "0924": 70.3})
    made = price_series(share("600000.SH"), closes, Currency.USD, {"USDCNY": USDCNY})
    assert made.value == pytest.approx([10.0, 11.0, 10.0], abs=1e-12)
    assert (made.currency, made.pairs) == ("USD", ("USDCNY",))


def test_a_missing_rate_leaves_a_gap_and_says_so():
    closes = bars({"0910": 70.5, "0920": 70.5})
    made = price_series(share("600000.SH"), closes, Currency.USD, {"USDCNY": USDCNY})
    assert np.isnan(made.value).tolist() == [True, False]
    assert Remark.NO_RATE in made.remarks


def test_a_currency_pair_is_not_converted():
    one = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
    made = price_series(one, USDCNY, Currency.USD, {"USDCNY": USDCNY})
    assert made.value.tolist() == [7.05, 7.04, 7.03]


@pytest.mark.parametrize(
    ("members", "currency", "names"),
    [
        ((single("NVDA.US"),), Currency.LOCAL, []),
        ((single("NVDA.US"),), Currency.USD, []),
        ((single("600000.SH"),), Currency.CNY, []),
        ((single("NVDA.US"),), Currency.CNY, ["USDCNY", "USDCNH"]),
        ((single("00700.HK"),), Currency.CNY, ["USDCNY", "USDCNH", "USDHKD"]),
        ((single("00700.HK"), single("600000.SH")), Currency.USD, ["USDCNY", "USDCNH", "USDHKD"]),
        ((basket("00700.HK", "NVDA.US", weighting=Weighting.CAP),), Currency.LOCAL, ["USDHKD"]),
        ((basket("00700.HK", "NVDA.US"),), Currency.LOCAL, []),
    ],
)
def test_only_the_pairs_that_are_needed_are_asked_for(members, currency, names):
    assert [one.id for one in pairs_of(members, currency)] == names


def test_a_pair_is_spare_where_another_of_its_currency_is_held():
    assert [is_spare(name, {"USDCNH"}) for name in ("USDCNY", "USDCNH", "USDHKD", "NVDA.US")] == [True, *[False] * 3]
