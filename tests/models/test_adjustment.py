"""The ratio method against cases worked by hand, as an exchange's own reference price and 涨跌幅 have it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.adjustment import adjusted, factors, scales, window_factor
from models.instruments import Market
from models.periods import resampled
from models.values import Adjust, Basis, Interval
from tests.models.samples import bars, cash, day, row_of, split

# 10 转 4 派 1.40 元: closes 35.14, reference price (35.14 - 0.14) / 1.4 = 25.00, next close 25.50: +2.00 %
BONUS = {"0920": 35.14, "0923": 35.14, "0924": 25.50, "0925": 25.50}
BONUS_ACTIONS = (split("0924", 1.4), cash("0924", 0.14))


def test_a_bonus_issue_with_cash_has_the_exchanges_reference_price():
    factor = factors(bars(BONUS, actions=BONUS_ACTIONS))[day("0924")]
    assert 35.14 * factor == pytest.approx(25.00)


def test_a_bonus_issue_with_cash_inside_the_window_counts_as_the_exchange_counts_it():
    row = row_of(BONUS, actions=BONUS_ACTIONS)
    assert row.change_pct == pytest.approx(2.0)
    assert row.ex_dates == (day("0924"),)


def test_a_dividend_inside_the_window_is_no_loss():
    """10.00 goes ex 0.50: reference 9.50; a close of 9.69 is +2 %, not -3.1 %."""
    row = row_of({"0920": 10.0, "0923": 9.69}, actions=(cash("0923", 0.5),))
    assert row.change_pct == pytest.approx(2.0)


def test_a_split_inside_the_window_is_no_crash():
    row = row_of({"0920": 120.0, "0924": 12.36}, actions=(split("0924", 10.0),))
    assert row.change_pct == pytest.approx(3.0)


def test_a_reverse_split_is_no_leap():
    row = row_of({"0920": 0.5, "0924": 5.1}, actions=(split("0924", 0.1),))
    assert row.change_pct == pytest.approx(2.0)


def test_two_ex_dates_multiply():
    """10 -> ex 1.00 (reference 9) closes 9.9 (+10 %) -> split 2 (reference 4.95) closes 4.95 (0 %)."""
    row = row_of({"0920": 10.0, "0923": 9.9, "0924": 4.95}, actions=(cash("0923", 1.0), split("0924", 2.0)))
    assert row.change_pct == pytest.approx(10.0)
    assert row.ex_dates == (day("0923"), day("0924"))


@pytest.mark.parametrize("date", ["0920", "0926"])
def test_an_ex_date_outside_base_and_end_changes_nothing(date):
    """On the base date the base close is ex already; after the end date it does not concern the window."""
    closes = {"0919": 11.0, "0920": 10.0, "0925": 10.5, "0926": 9.0}
    row = row_of(closes, actions=(cash(date, 1.0),))
    assert row.change_pct == pytest.approx(5.0)
    assert row.ex_dates == ()


def test_an_ex_date_during_a_suspension_counts_from_the_last_traded_close():
    row = row_of({"0913": 20.0, "0925": 10.2}, actions=(split("0918", 2.0),))
    assert row.change_pct == pytest.approx(2.0)


def test_an_ex_date_before_the_first_bar_has_no_factor():
    assert factors(bars({"0923": 10.0}, actions=(cash("0923", 1.0),))) == {}


def test_without_ex_dates_the_factor_is_one():
    assert window_factor(bars({"0920": 10.0, "0923": 11.0}), day("0920"), day("0923")) == (1.0, ())


def test_qfq_ends_at_todays_price_and_carries_the_change_of_every_day():
    held = adjusted(bars(BONUS, actions=BONUS_ACTIONS), Adjust.QFQ)
    assert held.close == pytest.approx([25.0, 25.0, 25.5, 25.5])
    assert held.adjust is Adjust.QFQ


def test_hfq_begins_at_the_traded_price():
    held = adjusted(bars(BONUS, actions=BONUS_ACTIONS), Adjust.HFQ)
    assert held.close == pytest.approx([35.14, 35.14, 35.14 * 1.02, 35.14 * 1.02])


def test_the_past_is_never_negative_though_the_dividends_exceed_it():
    """Subtracting 12 from 10, as a subtractive 前复权 does, would give -2."""
    closes = {"0913": 10.0, "0918": 40.0, "0920": 28.0}
    assert (adjusted(bars(closes, actions=(cash("0920", 12.0),)), Adjust.QFQ).close > 0).all()


def test_a_dividend_paid_later_does_not_touch_the_window():
    """Taking 0.97 of later dividends off both closes, as a subtractive 前复权 does, makes +11.72 into +12.35."""
    base, end, later = 18.86, 21.07, 0.97
    row = row_of({"0920": base, "0925": end, "2025-07-01": 25.0}, actions=(cash("2025-07-01", later),))
    assert row.change_pct == pytest.approx(11.72, abs=0.005)
    assert ((end - later) / (base - later) - 1) * 100 == pytest.approx(12.35, abs=0.01)


def test_volume_and_turnover_stay_as_traded():
    raw = bars(BONUS, actions=BONUS_ACTIONS)
    held = adjusted(raw, Adjust.QFQ)
    assert np.array_equal(held.volume, raw.volume)
    assert np.array_equal(held.turnover, raw.turnover)


@pytest.mark.parametrize(
    "changes", [{"actions": None}, {"basis": Basis.DIVIDEND_ADJUSTED}, {"adjust": Adjust.QFQ}], ids=str
)
def test_what_cannot_be_adjusted_comes_back_as_it_was(changes):
    raw = bars(BONUS, **({"actions": BONUS_ACTIONS} | changes))
    assert adjusted(raw, Adjust.HFQ) is raw


def test_closes_that_are_adjusted_already_are_not_adjusted_twice():
    row = row_of({"0920": 9.5, "0923": 9.69}, actions=(cash("0923", 0.5),), basis=Basis.DIVIDEND_ADJUSTED)
    assert row.change_pct == pytest.approx(2.0)


def test_prices_as_traded_were_multiplied_with_nothing():
    assert scales(bars(BONUS, actions=BONUS_ACTIONS)).tolist() == [1.0] * 4


def test_a_week_has_the_factor_of_its_last_session():
    weeks = resampled(adjusted(bars(BONUS, actions=BONUS_ACTIONS), Adjust.QFQ), Interval.WEEK, Market.CN)
    assert scales(weeks) == pytest.approx([25.0 / 35.14, 1.0])


DAYS = ("0916", "0917", "0918", "0919", "0920", "0923")
closes_of_six_days = st.lists(st.floats(1, 1000), min_size=6, max_size=6)
some_actions = st.lists(
    st.builds(split, st.sampled_from(DAYS), st.floats(0.1, 10)) | st.builds(cash, st.sampled_from(DAYS), st.just(0.05)),
    max_size=4,
)


@given(closes_of_six_days, some_actions)
def test_qfq_and_hfq_agree_on_the_change_of_every_day(closes, actions):
    raw = bars(dict(zip(DAYS, closes, strict=True)), actions=tuple(actions))
    qfq, hfq = (adjusted(raw, kind).close for kind in (Adjust.QFQ, Adjust.HFQ))
    assert qfq[1:] / qfq[:-1] == pytest.approx(hfq[1:] / hfq[:-1])


@given(closes_of_six_days, some_actions)
def test_hfq_over_qfq_is_one_constant_so_each_gives_the_other_back(closes, actions):
    raw = bars(dict(zip(DAYS, closes, strict=True)), actions=tuple(actions))
    qfq, hfq = (adjusted(raw, kind).close for kind in (Adjust.QFQ, Adjust.HFQ))
    assert qfq[-1] == pytest.approx(raw.close[-1])
    assert hfq[0] == pytest.approx(raw.close[0])
    assert qfq * (hfq[0] / qfq[0]) == pytest.approx(hfq)


@given(closes_of_six_days, some_actions)
def test_the_windows_change_is_that_of_the_adjusted_series(closes, actions):
    raw = bars(dict(zip(DAYS, closes, strict=True)), actions=tuple(actions))
    factor, _ = window_factor(raw, day(DAYS[1]), day(DAYS[4]))
    qfq = adjusted(raw, Adjust.QFQ).close
    assert raw.close[4] / raw.close[1] * factor == pytest.approx(qfq[4] / qfq[1])


@given(
    closes_of_six_days, some_actions, st.sampled_from([Adjust.QFQ, Adjust.HFQ]), st.integers(0, 5), st.integers(0, 5)
)
def test_the_scale_of_what_was_cut_gives_the_traded_prices_back(closes, actions, kind, first, last):
    raw = bars(dict(zip(DAYS, closes, strict=True)), actions=tuple(actions))
    cut = adjusted(raw, kind).between(day(DAYS[first]), day(DAYS[last]))
    assert cut.close / scales(cut) == pytest.approx(raw.close[first : last + 1])
