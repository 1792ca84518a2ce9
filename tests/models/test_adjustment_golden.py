"""Must show: returns across splits and dividends against values worked by hand, to 1e-9, and a subtractive control.

Each case: closes before and on the ex-date, what goes ex, and the return an exchange prints, worked on paper as
last / reference price - 1 with the reference price (P - D) / s.
"""

import math

import numpy as np
import pytest

from models.adjustment import adjusted, factors, window_factor
from models.answers import bars_csv, bars_json
from models.values import Adjust, Interval
from tests.models.samples import bars, cash, day, row_of, split

EX = "0924"
CASES = {
    # 1208.88 splits 10 for 1: reference 120.888; closes 121.79: 121.79 / 120.888 - 1 = 902 / 120888
    "10:1 split": (1208.88, 121.79, (split(EX, 10.0),), 902 / 120_888),
    # 18.86 pays 0.58: reference 18.28; closes 18.50: 0.22 / 18.28
    "cash": (18.86, 18.50, (cash(EX, 0.58),), 22 / 1828),
    # 10 for 1 and 2.00 a share on one day: reference (1000 - 2) / 10 = 99.8; closes 104.79: 4.99 / 99.8 = 5 %
    "10:1 split and cash on one day": (1000.0, 104.79, (split(EX, 10.0), cash(EX, 2.0)), 0.05),
    # one new for ten old: reference 0.80 * 10 = 8.00; closes 7.60: -5 %
    "1:10 reverse": (0.80, 7.60, (split(EX, 0.1),), -0.05),
    # three for two: reference 45 / 1.5 = 30; closes 30.30: +1 %
    "3:2": (45.0, 30.30, (split(EX, 1.5),), 0.01),
    # 10 送 3 转 2 派 5 元 is 1.5 new for one old and 0.50 in cash: reference (30.50 - 0.50) / 1.5 = 20; closes 20.5
    "bonus of two kinds with cash": (30.50, 20.50, (split(EX, 1.3), split(EX, 1.5 / 1.3), cash(EX, 0.5)), 0.025),
}
cases = pytest.mark.parametrize(("before", "after", "actions", "by_hand"), CASES.values(), ids=CASES)


def around(before, after, actions):
    """Two flat days before the ex-date and two from it on."""
    return bars({"0920": before, "0923": before, EX: after, "0925": after}, actions=actions)


@cases
def test_the_return_over_the_window_is_the_one_worked_by_hand(before, after, actions, by_hand):
    raw = around(before, after, actions)
    factor, ex_dates = window_factor(raw, day("0920"), day("0925"))
    assert raw.close[-1] / raw.close[0] * factor - 1 == pytest.approx(by_hand, abs=1e-9)
    assert ex_dates == (day(EX),)


@cases
def test_the_review_prints_the_return_worked_by_hand(before, after, actions, by_hand):
    row = row_of({"0920": before, "0923": before, EX: after, "0925": after}, actions=actions)
    assert row.change_pct / 100 == pytest.approx(by_hand, abs=1e-9)


@cases
@pytest.mark.parametrize("adjust", [Adjust.QFQ, Adjust.HFQ])
def test_both_adjusted_series_have_the_return_worked_by_hand(before, after, actions, by_hand, adjust):
    close = adjusted(around(before, after, actions), adjust).close
    assert close[2] / close[1] - 1 == pytest.approx(by_hand, abs=1e-9)
    assert close[-1] / close[0] - 1 == pytest.approx(by_hand, abs=1e-9)


@cases
def test_qfq_ends_at_todays_price_and_hfq_begins_at_the_first(before, after, actions, by_hand):
    raw = around(before, after, actions)
    assert adjusted(raw, Adjust.QFQ).close[-1] == raw.close[-1] == after
    assert adjusted(raw, Adjust.HFQ).close[0] == raw.close[0] == before


@cases
def test_the_control_that_subtracts_is_found_wrong(before, after, actions, by_hand):
    """What an error would look like: cash taken off every earlier close, splits divided, as a subtractive 前复权.

    A window that ends before the ex-date shows it: +10 % there must stay +10 %.
    """
    paid = sum(one.value for one in actions if one.kind == "dividend")
    ratio = math.prod(one.value for one in actions if one.kind == "split")
    raw = bars({"0919": before, "0920": before * 1.1, "0923": before, EX: after}, actions=actions)
    ours = adjusted(raw, Adjust.QFQ).close
    subtracted = (raw.close - paid) / ratio
    assert ours[1] / ours[0] - 1 == pytest.approx(0.1, abs=1e-9)
    assert bool(abs(subtracted[1] / subtracted[0] - 1.1) > 1e-5) == (paid > 0)


def test_a_split_and_a_later_dividend_multiply_to_the_product_worked_by_hand():
    """1000 -> split 10 (reference 100), closes 110 (+10 %) -> pays 10 (reference 100), closes 95 (-5 %)."""
    raw = bars({"0920": 1000.0, "0923": 110.0, EX: 95.0}, actions=(split("0923", 10.0), cash(EX, 10.0)))
    assert factors(raw) == pytest.approx({day("0923"): 0.1, day(EX): 10 / 11}, abs=1e-12)
    assert adjusted(raw, Adjust.QFQ).close == pytest.approx([1000 / 11, 100.0, 95.0], abs=1e-9)
    assert adjusted(raw, Adjust.HFQ).close == pytest.approx([1000.0, 1100.0, 1045.0], abs=1e-9)


def test_open_high_and_low_move_with_the_close():
    raw = bars({"0923": 10.0, EX: 5.0}, actions=(split(EX, 2.0),), open=[9.0, 4.9], high=[11.0, 5.5], low=[8.0, 4.5])
    made = adjusted(raw, Adjust.QFQ)
    assert [getattr(made, name)[0] for name in ("open", "high", "low", "close")] == [4.5, 5.5, 4.0, 5.0]


def test_a_distribution_worth_more_than_the_share_adjusts_nothing():
    raw = bars({"0923": 10.0, EX: 5.0}, actions=(cash(EX, 12.0),))
    assert adjusted(raw, Adjust.QFQ) is raw


def test_weeks_and_months_are_not_adjusted_after_the_fact():
    raw = bars({"0920": 10.0, "0927": 5.0}, actions=(split(EX, 2.0),), interval=Interval.WEEK)
    assert adjusted(raw, Adjust.QFQ) is raw


@pytest.mark.parametrize(("adjust", "said"), [(Adjust.QFQ, "ratio"), (Adjust.HFQ, "ratio"), (Adjust.NONE, "")])
def test_every_row_says_by_which_method_it_is_adjusted(adjust, said):
    made = adjusted(around(10.0, 5.0, (split(EX, 2.0),)), adjust)
    assert bars_json(made)["adjust_method"] == (said or None)
    lines = bars_csv(made).splitlines()
    place = lines[0].split(",").index("adjust_method")
    assert {line.split(",")[place] for line in lines[1:]} == {said}
    assert np.isfinite(made.close).all()
