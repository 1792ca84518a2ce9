"""The table beside the chart: each number hand-worked or from a second calculation written here."""

import itertools
import math
import statistics

import numpy as np
import pytest

from models.compare.alignment import align
from models.compare.notes import NoteKind, notes
from models.compare.rebasing import Scale, rebase
from models.compare.returns import Fall, Point, returns
from models.compare.series import price_series, visits_series
from models.compare.values import Against, Currency, Pair, Single, Visits
from tests.models.compare.samples import based, basket, fx, held, share, single, weekdays
from tests.models.samples import INDEX, bars, cash, day

A, B, US, HK = "600000.SH", "600001.SH", "NVDA.US", "00700.HK"
PATH = {"0920": 10.0, "0923": 12.0, "0924": 9.0, "0925": 11.0, "0926": 8.0, "0927": 13.0}


def table(aligned, *members, base="0920", first="0920", last="0927", **named):
    return returns(based(aligned, *members, base=base), day(first), day(last), **named)


def one_row(closes, *, first="0920", last="0927", **named):
    return table(held({A: closes}), single(A), first=first, last=last, **named).rows[0]


def test_a_row_hand_worked():
    row = one_row(PATH)
    assert row.change == pytest.approx(30.0, abs=1e-9)
    assert (row.first, row.last, row.sessions, row.currency) == (day("0920"), day("0927"), 5, "CNY")
    assert (row.high.date, row.low.date) == (day("0927"), day("0926"))
    assert (row.high.value, row.low.value) == pytest.approx((30.0, -20.0), abs=1e-9)
    assert row.fall == Fall(pct=pytest.approx((8 / 12 - 1) * 100), peak=day("0923"), trough=day("0926"))


def test_a_range_away_from_the_base_is_measured_from_its_own_first_date():
    row = one_row(PATH, base="0926", first="0923", last="0925")
    assert row.change == pytest.approx((11 / 12 - 1) * 100, abs=1e-9)
    assert row.high == Point(value=pytest.approx(50.0), date=day("0923"))  # as drawn: 12 on a base of 8


def test_extremes_are_as_drawn_on_an_index_of_a_hundred():
    assert one_row(PATH, scale=Scale.INDEX).high.value == pytest.approx(130.0)


def test_a_line_that_never_fell_has_no_drawdown():
    assert one_row({"0920": 1.0, "0923": 1.0, "0924": 2.0}).fall is None


def test_ends_between_sessions_are_those_before():
    row = one_row(PATH, first="0922", last="0929")
    assert (row.first, row.last) == (day("0920"), day("0927"))


def test_a_range_before_or_without_any_date_has_no_numbers():
    assert one_row(PATH, first="0101", last="0102").change is None
    assert table(held({}), single(A)).first is None
    assert one_row(PATH, first="0924", last="0920").change is None


def test_who_did_not_trade_inside_the_range_has_no_change():
    """Suspended, or its market rested: nought would be a number."""
    aligned = held({A: {"0920": 1.0}, B: PATH})
    made = table(aligned, single(A), single(B), first="0923")
    assert (made.rows[0].change, made.rows[0].sessions, made.rows[0].last) == (None, 0, None)


def test_a_range_that_begins_with_a_carried_value_is_measured_from_the_day_it_is_of():
    aligned = held({A: {"0920": 1.0, "0924": 3.0}, B: PATH})
    row = table(aligned, single(A), single(B), first="0923", last="0924").rows[0]
    assert (row.change, row.first, row.last, row.sessions) == (pytest.approx(200.0), day("0920"), day("0924"), 1)


def test_a_carried_last_value_says_of_which_day_it_is():
    aligned = held({A: {"0920": 1.0, "0923": 2.0}, B: PATH})
    row = table(aligned, single(A), single(B)).rows[0]
    assert (row.change, row.carried, row.last) == (100.0, True, day("0923"))


def test_who_begins_inside_says_since_when_and_has_no_excess_over_another_span():
    aligned = held({A: {"0924": 1.0, "0927": 2.0}, B: PATH})
    row = table(aligned, single(A), single(B), against={A: B}).rows[0]
    assert (row.change, row.since, row.benchmark, row.excess) == (100.0, day("0924"), B, None)


def test_a_benchmark_that_begins_inside_gives_no_excess():
    aligned = held({A: PATH, B: {"0924": 1.0, "0927": 2.0}})
    assert table(aligned, single(A), against={A: B}).rows[0].excess is None


def test_excess_is_over_the_chosen_benchmark_shown_or_not():
    aligned = held({A: PATH, B: {"0920": 10.0, "0927": 11.0}})
    row = table(aligned, single(A), against={A: B}).rows[0]
    assert row.excess == pytest.approx(20.0, abs=1e-9)
    assert table(aligned, single(A), against={A: US}).rows[0].excess is None  # nobody holds its bars


def walk(seed, count):
    steps = np.random.default_rng(seed).normal(0, 0.02, count)
    return dict(zip(weekdays("2024-01-01", count), (100 * np.exp(np.cumsum(steps))).tolist(), strict=True))


def logs(closes):
    return [math.log(later / before) for before, later in itertools.pairwise(closes)]


def test_volatility_is_that_of_daily_log_returns():
    closes = walk(1, 40)
    row = table(held({A: closes}), single(A), first="2024-01-01", last="2024-12-31").rows[0]
    assert row.volatility == pytest.approx(statistics.stdev(logs(list(closes.values()))) * 252**0.5 * 100, rel=1e-12)


@pytest.mark.parametrize(("count", "enough"), [(20, False), (21, True)])
def test_under_twenty_returns_there_are_no_statistics(count, enough):
    aligned = held({A: walk(1, count), B: walk(2, count)})
    row = table(aligned, single(A), first="2024-01-01", last="2024-12-31", against={A: B}).rows[0]
    assert ((row.volatility is not None), (row.correlation is not None)) == (enough, enough)
    assert row.common == count - 1


def test_correlation_is_of_common_sessions_so_that_both_returns_span_the_same_days():
    one, other = walk(1, 40), walk(2, 40)
    rests = list(one)[10:15]
    here = {date: close for date, close in one.items() if date not in rests}
    common = [date for date in here if date != list(one)[20]]
    there = {date: close for date, close in other.items() if date != list(one)[20]}
    aligned = held({A: here, US: there})
    row = table(aligned, single(A), first="2024-01-01", last="2024-12-31", against={A: US}).rows[0]
    expected = statistics.correlation(logs([here[date] for date in common]), logs([there[date] for date in common]))
    assert (row.correlation, row.common) == (pytest.approx(expected, rel=1e-9), len(common) - 1)


def test_a_first_value_of_another_day_is_no_common_session():
    one, other = walk(1, 30), walk(2, 30)
    begin = list(one)[4]
    aligned = held({A: {date: close for date, close in one.items() if date != begin}, US: other})
    row = table(aligned, single(A), single(US), first=begin, last="2024-12-31", against={A: US}).rows[0]
    later = list(one)[5:]
    expected = statistics.correlation(logs([one[date] for date in later]), logs([other[date] for date in later]))
    assert (row.correlation, row.common) == (pytest.approx(expected, rel=1e-9), 24)


def test_a_flat_line_correlates_with_nothing():
    dates = weekdays("2024-01-01", 30)
    aligned = held({A: dict.fromkeys(dates, 5.0), B: walk(2, 30)})
    row = table(aligned, single(A), first="2024-01-01", last="2024-12-31", against={A: B}).rows[0]
    assert (row.correlation, row.common, row.volatility) == (None, 29, 0.0)


def test_carried_days_are_no_days_without_movement():
    closes = walk(3, 30)
    other = weekdays("2024-01-01", 60)
    aligned = held({A: closes, US: dict.fromkeys(other, 1.0)})
    row = table(aligned, single(A), first="2024-01-01", last="2024-12-31").rows[0]
    assert (row.sessions, row.carried) == (29, True)
    assert row.volatility == pytest.approx(statistics.stdev(logs(list(closes.values()))) * 252**0.5 * 100, rel=1e-12)


def test_a_spread_is_measured_in_points_and_a_ratio_like_a_price():
    aligned = held({A: PATH, B: {"0920": 10.0, "0927": 10.5}})
    pairs = [Pair(against=one, one=single(A), other=single(B)) for one in Against]
    ratio, spread = table(aligned, *pairs).rows
    assert ratio.change == pytest.approx((1.3 / 1.05 - 1) * 100, abs=1e-9)
    assert spread.change == pytest.approx(25.0, abs=1e-9)
    assert (spread.fall, spread.volatility, spread.high.date) == (None, None, day("0927"))


def test_a_pairs_extremes_are_dated_where_they_are_drawn_whichever_part_moved():
    aligned = held({A: PATH, B: {"0920": 10.0, "0927": 12.0}})
    row = table(aligned, Pair(against=Against.RATIO, one=single(A), other=single(B))).rows[0]
    assert (row.high.date, row.low.date) == (day("0923"), day("0926"))
    assert (row.fall.peak, row.fall.trough) == (day("0923"), day("0926"))


def test_what_went_ex_inside_is_told_by_instrument_a_baskets_too():
    actions = (cash("0920", 0.1), cash("0924", 0.5), cash("0930", 0.2))
    aligned = held({A: PATH, B: PATH}, **{"600000_SH": {"actions": actions}})
    rows = table(aligned, single(A), basket(A, B)).rows
    assert [row.ex_dates for row in rows] == [{A: (day("0924"),)}] * 2
    assert rows[0].change == pytest.approx((13 / 10 * 12 / 11.5 - 1) * 100, abs=1e-9)


def test_a_conversion_is_in_the_change():
    pairs = {"USDCNY": fx("USDCNY", {"0920": 7.0, "0927": 7.7})}
    row = table(held({A: PATH}, currency=Currency.USD, pairs=pairs), single(A), currency=Currency.USD).rows[0]
    assert row.change == pytest.approx((1.3 / 1.1 - 1) * 100, abs=1e-9)
    assert row.currency == "USD"


def test_visits_have_a_change_and_no_daily_statistics():
    one = Visits(id="x", name_zh="某", name_en="X")
    months = np.array(["2024-07", "2024-08", "2024-09"], "datetime64[M]").astype("datetime64[D]")
    series = [
        visits_series(one.key, months, np.array([100.0, 80.0, 150.0])),
        price_series(INDEX, bars(walk(1, 200), name=INDEX.id)),
    ]
    made = rebase(align(series), [one, Single(instrument=INDEX)], day("2024-07-31"))
    row = returns(made, day("2024-07-31"), day("2024-10-03"), against={one.key: INDEX.id}).rows[0]
    assert (row.change, row.fall.pct) == (pytest.approx(50.0), pytest.approx(-20.0))
    assert (row.first, row.last, row.sessions) == (day("2024-07-31"), day("2024-09-30"), 2)
    assert (row.volatility, row.correlation, row.currency) == (None, None, "")


def test_a_months_number_counts_though_nobody_trades_on_its_day():
    """There is no bar of 31 January here, as if the market had rested."""
    one = Visits(id="x", name_zh="某", name_en="X")
    months = np.array(["2023-12", "2024-01"], "datetime64[M]").astype("datetime64[D]")
    closes = {"2023-12-29": 1.0, "2024-01-30": 1.0, "2024-02-01": 1.0}
    series = [
        visits_series(one.key, months, np.array([100.0, 150.0])),
        price_series(INDEX, bars(closes, name=INDEX.id)),
    ]
    made = rebase(align(series), [one], day("2023-12-29"))
    row = returns(made, day("2023-12-29"), day("2024-02-01")).rows[0]
    assert (row.change, row.sessions, row.last) == (pytest.approx(50.0), 1, day("2024-01-31"))


def test_a_baskets_row_names_its_currencies():
    aligned = held({A: PATH, US: PATH})
    assert table(aligned, basket(A, US)).rows[0].currency == "CNY/USD"


def test_a_share_of_nobody_is_a_row_of_nothing():
    row = table(held({A: PATH}), single(HK)).rows[0]
    assert (row.change, row.high, row.currency) == (None, None, "")
    assert share(HK).currency == "HKD"


def test_a_benchmark_whose_bars_end_too_early_gives_no_excess():
    late = {A: PATH, B: {"0920": 10.0, "0923": 11.0, "0926": 12.0}}
    told = table(held(late), single(A), against={A: B})
    assert (told.rows[0].excess, told.rows[0].behind) == (None, day("0926"))
    assert NoteKind.BEHIND in {note.kind for note in notes(told)}
    assert table(held(late), single(A), last="0926", against={A: B}).rows[0].excess == pytest.approx(-40.0, abs=1e-9)
    abroad = {A: PATH, US: {"0920": 10.0, "0926": 12.0}}  # its 27th may be still to come
    assert table(held(abroad), single(A), against={A: US}).rows[0].excess == pytest.approx(10.0, abs=1e-9)
    older = {A: PATH, US: {"0920": 10.0, "0925": 12.0}}
    assert table(held(older), single(A), against={A: US}).rows[0].excess is None


def test_a_benchmark_that_is_closed_is_carried():
    shut = {US: {"2024-09-30": 10.0, "2024-10-02": 12.0}, A: {"2024-09-27": 4.0, "2024-09-30": 5.0}}
    row = table(held(shut), single(US), first="2024-09-27", last="2024-10-02", against={US: A}).rows[0]
    assert (row.since, row.excess) == (day("2024-09-30"), None)
    shut[US] = {"2024-09-27": 8.0, **shut[US]}
    row = table(held(shut), single(US), first="2024-09-27", last="2024-10-02", against={US: A}).rows[0]
    assert row.excess == pytest.approx(50.0 - 25.0)
