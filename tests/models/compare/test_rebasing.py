"""Lines based on one day: exact there, and moved only as a whole by another base."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.compare.rebasing import Absent, Scale, together
from models.compare.values import Against, Currency, Pair, Weighting
from tests.models.compare.samples import based, basket, fx, held, share, single, weekdays
from tests.models.samples import cash, day, split

A, B, C = "600000.SH", "600001.SH", "NVDA.US"
TWO = {A: {"0920": 10.0, "0923": 11.0, "0924": 12.0}, B: {"0920": 50.0, "0923": 60.0, "0924": 45.0}}


def ratio(one, other, against=Against.RATIO):
    return Pair(against=against, one=one, other=other)


def test_a_line_is_nought_percent_or_a_hundred_on_the_base_date():
    made = based(held(TWO), single(A), single(B), base="0923")
    assert made.lines(Scale.PERCENT)[:, 1].tolist() == [0.0, 0.0]
    assert made.lines(Scale.INDEX)[:, 1].tolist() == [100.0, 100.0]
    assert made.lines(Scale.PERCENT)[1] == pytest.approx([-100 / 6, 0.0, -25.0])


def test_the_base_is_the_last_close_on_or_before_the_date():
    made = based(held(TWO), single(A), base="0922")  # a Sunday
    assert (made.base, made.base_dates) == (day("0920"), (day("0920"),))
    resting = held({A: {"0920": 10.0, "0924": 12.0}, C: {"0920": 1.0, "0923": 2.0, "0924": 3.0}})
    made = based(resting, single(A), base="0923")
    assert (made.base, made.base_dates, made.since) == (day("0923"), (day("0920"),), (None,))


def test_a_member_that_begins_later_is_based_on_its_own_first_close_and_says_since():
    made = based(held({A: TWO[A], B: {"0923": 60.0, "0924": 45.0}}), single(A), single(B))
    assert made.since == (None, day("0923"))
    assert made.lines(Scale.PERCENT)[1] == pytest.approx([math.nan, 0.0, -25.0], nan_ok=True)


def test_a_base_before_everything_is_the_first_date():
    made = based(held(TWO), single(A), base="2020-01-01")
    assert (made.base, made.since) == (day("0920"), (None,))


def test_a_member_nobody_holds_bars_of_has_no_line():
    made = based(held(TWO), single(C), ratio(single(A), single(C)), basket(C))
    assert np.isnan(made.growth).all()
    assert (made.since, made.base_dates) == ((None,) * 3, (None,) * 3)
    assert made.absent["basket:b:equal"] == {C: Absent.NO_BARS}


def test_no_axis_no_base():
    made = based(held({}), single(A))
    assert (made.base, made.growth.shape) == (None, (1, 0))


def test_a_split_and_a_dividend_inside_the_window_hand_worked():
    """(10.5 - 0.5) / 10.5 goes ex on the 24th, then 1.4 new for one old on the 25th."""
    closes = {"0920": 10.0, "0923": 10.5, "0924": 10.2, "0925": 7.5}
    aligned = held({A: closes}, **{"600000_SH": {"actions": (cash("0924", 0.5), split("0925", 1.4))}})
    made = based(aligned, single(A))
    by_hand = [0.0, 5.0, (10.5 / 10.0 * 10.2 / (10.5 - 0.5) - 1) * 100, (1.05 * 1.02 * 7.5 * 1.4 / 10.2 - 1) * 100]
    assert made.lines(Scale.PERCENT)[0] == pytest.approx(by_hand, abs=1e-9)
    assert by_hand[2:] == pytest.approx([7.1, 10.25], abs=1e-9)


def test_a_ratio_is_relative_strength_and_a_spread_percentage_points():
    made = based(held(TWO), ratio(single(A), single(B)), ratio(single(A), single(B), Against.SPREAD), base="0920")
    assert made.lines(Scale.INDEX)[0] == pytest.approx([100.0, 1.1 / 1.2 * 100, 1.2 / 0.9 * 100], abs=1e-9)
    assert made.lines(Scale.PERCENT)[0] == pytest.approx([0.0, -100 / 12, 100 / 3], abs=1e-9)
    for scale in Scale:
        assert made.lines(scale)[1] == pytest.approx([0.0, 10.0 - 20.0, 20.0 + 10.0], abs=1e-9)


def test_a_pair_begins_with_its_younger_part_and_is_carried_with_its_older_price():
    aligned = held({A: TWO[A], C: {"0923": 5.0}})
    made = based(aligned, ratio(single(A), single(C)))
    assert made.since == (day("0923"),)
    assert made.lines(Scale.INDEX)[0] == pytest.approx([math.nan, 100.0, 12 / 11 * 100], nan_ok=True)
    assert made.carried[0].tolist() == [False, False, True]
    turned = based(aligned, *(ratio(single(C), single(A), against) for against in Against))
    assert turned.lines(Scale.INDEX)[0] == pytest.approx([math.nan, 100.0, 11 / 12 * 100], nan_ok=True)
    assert turned.lines(Scale.INDEX)[1] == pytest.approx([math.nan, 0.0, -100 / 11], nan_ok=True)


def test_equal_stakes_are_held_from_the_base_date():
    made = based(held(TWO), basket(A, B))
    assert made.lines(Scale.PERCENT)[0] == pytest.approx([0.0, 15.0, 5.0], abs=1e-9)
    moved = based(held(TWO), basket(A, B), base="0923")
    assert moved.lines(Scale.PERCENT)[0] == pytest.approx(
        [((10 / 11 + 50 / 60) / 2 - 1) * 100, 0.0, ((12 / 11 + 45 / 60) / 2 - 1) * 100], abs=1e-9
    )


def test_stakes_by_cap_are_those_of_the_base_date_and_who_has_no_cap_is_left_out_and_named():
    aligned = held({**TWO, C: {"0920": 1.0, "0923": 9.0, "0924": 9.0}})
    made = based(aligned, basket(A, B, C, weighting=Weighting.CAP), caps={A: 300.0, B: 100.0, C: math.nan})
    assert made.lines(Scale.PERCENT)[0] == pytest.approx([0.0, 0.75 * 10 + 0.25 * 20, 0.75 * 20 - 0.25 * 10], abs=1e-9)
    assert made.stakes["basket:b:cap"] == {A: 0.75, B: 0.25}
    assert made.absent["basket:b:cap"] == {C: Absent.NO_CAP}


def test_nobody_with_a_cap_is_no_basket():
    made = based(held(TWO), basket(A, B, weighting=Weighting.CAP))
    assert np.isnan(made.growth).all()
    assert set(made.absent["basket:b:cap"]) == {A, B}


def test_who_is_listed_after_the_base_has_no_stake_and_a_base_before_all_waits_for_the_first():
    aligned = held({A: {"0923": 10.0, "0924": 11.0}, B: {"0924": 5.0}, C: {"0920": 1.0, "0923": 1.0, "0924": 1.0}})
    made = based(aligned, basket(A, B))
    assert (made.since, made.absent["basket:b:equal"]) == ((day("0923"),), {B: Absent.LATER})
    assert made.lines(Scale.PERCENT)[0] == pytest.approx([math.nan, 0.0, 10.0], nan_ok=True)


def test_a_member_whose_close_cannot_be_converted_has_no_stake_for_that_reason():
    pairs = {"USDCNY": fx("USDCNY", {"0923": 7.0})}
    aligned = held({**TWO, C: {"0920": 1.0, "0923": 1.0, "0924": 2.0}}, currency=Currency.USD, pairs=pairs)
    made = based(aligned, basket(A, C))
    assert made.absent["basket:b:equal"] == {A: Absent.NO_RATE}
    assert made.lines(Scale.PERCENT)[0] == pytest.approx([0.0, 0.0, 100.0])


def test_a_basket_is_carried_only_where_none_of_it_traded():
    aligned = held({
        A: {"0920": 1.0, "0924": 1.0}, C: {"0920": 1.0, "0923": 1.0}, "00700.HK": {"0920": 1.0, "0925": 1.0},
    })  # fmt: skip
    made = based(aligned, basket(A, C))
    assert made.carried[0].tolist() == [False, False, False, True]
    assert str(made.stands[0, -1]) == "2024-09-24"


# whatever the closes


PRICES = st.lists(st.lists(st.one_of(st.none(), st.floats(0.01, 1e5)), min_size=3, max_size=15), min_size=1, max_size=5)


def aligned_of(columns):
    dates = weekdays("2024-01-01", 15)
    return held({
        f"60000{number}.SH": {date: price for date, price in zip(dates, column, strict=False) if price is not None}
        for number, column in enumerate(columns)
    })  # fmt: skip


def all_members(aligned):
    singles = [single(one.key) for one in aligned.series]
    return [*singles, *(ratio(singles[0], one) for one in singles[1:])]


@given(PRICES, st.integers(0, 20), st.integers(0, 20))
def test_another_base_leaves_the_quotients_between_dates_as_they_were(columns, one, other):
    aligned = aligned_of(columns)
    members = all_members(aligned)
    dates = weekdays("2024-01-01", 21)
    first, second = (based(aligned, *members, base=dates[place]).growth for place in (one, other))
    assert (np.isnan(first) == np.isnan(second)).all()
    assert first[:, 1:] / first[:, :-1] == pytest.approx(second[:, 1:] / second[:, :-1], rel=1e-12, nan_ok=True)


@given(PRICES, st.integers(0, 20))
def test_every_line_is_exactly_nought_or_a_hundred_on_its_base_date(columns, place):
    aligned = aligned_of(columns)
    singles = [single(one.key) for one in aligned.series]
    spreads = [ratio(singles[0], one, Against.SPREAD) for one in singles]
    names = [one.key for one in aligned.series]
    caps = {name: 0.1 * (number + 1) for number, name in enumerate(names)}
    baskets = [basket(*names), basket(*names, weighting=Weighting.CAP)]
    members = [*all_members(aligned), *spreads, *baskets]
    made = based(aligned, *members, base=weekdays("2024-01-01", 21)[place], caps=caps)
    for row, member in enumerate(members):
        if made.base_dates[row] is None:
            assert np.isnan(made.growth[row]).all()
            continue
        column = list(made.dates.astype(object)).index(made.since[row] or made.base)
        assert made.lines(Scale.PERCENT)[row, column] == 0.0
        assert made.lines(Scale.INDEX)[row, column] == (0.0 if member in spreads else 100.0)


@given(PRICES, st.integers(0, 15), st.randoms())
@settings(max_examples=50)
def test_the_order_of_members_and_series_changes_nothing(columns, place, random):
    aligned = aligned_of(columns)
    names = [one.key for one in aligned.series]
    members, turned = [*all_members(aligned), basket(*names)], names[:]
    random.shuffle(turned)
    base = weekdays("2024-01-01", 21)[place]
    told = {
        one.key: {str(date): value for date, value in zip(one.date, one.value, strict=True)} for one in aligned.series
    }
    again = held({name: told[name] for name in turned})
    others = [*reversed(all_members(aligned)), basket(*turned)]
    first, second = based(aligned, *members, base=base), based(again, *others, base=base)
    by_key = {member.key: second.growth[row] for row, member in enumerate(others)}
    for row, member in enumerate(members):
        assert first.growth[row] == pytest.approx(by_key[member.key], rel=1e-12, nan_ok=True)


def test_the_samples_shares_are_those_of_their_market():
    assert share(C).currency == "USD"


def test_two_lines_meet_where_both_are_there_first():
    nan = math.nan
    one, other = np.array([nan, nan, 2.0, 3.0]), np.array([1.0, 1.1, 1.2, 1.5])
    first, second, place = together(one, other, 1)
    assert place == 2
    assert first == pytest.approx([nan, nan, 1.0, 1.5], nan_ok=True)
    assert second == pytest.approx([1 / 1.2, 1.1 / 1.2, 1.0, 1.25])
    assert together(one, np.array([1.0, 1.1, nan, nan]), 1) is None
