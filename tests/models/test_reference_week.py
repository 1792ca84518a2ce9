"""The week of 23-25 September 2024 as a broker printed it: every number from the bundled closes."""

import statistics

import pytest

from models.instruments import Market
from models.review.values import NoteKind, RowState
from tests.models.samples import AFTER, day, reference_review

PRINTED = {
    "NVDA.US": 6.47, "INTC.US": 7.78, "AMD.US": 3.89, "688256.SH": 6.29, "688041.SH": 3.73, "688047.SH": 2.73,
    "00020.HK": 6.84,
    "601138.SH": 11.72, "300308.SZ": 11.92, "300394.SZ": 7.15, "300476.SZ": 7.57, "002463.SZ": 5.75,
}  # fmt: skip
# the note prints +5.73 for 002463.SZ; its closes, 32.15 and 34.00, give +5.75
SECTORS = {"cpu_gpu": list(PRINTED)[:6], "cloud": ["00020.HK"], "dc_hardware": list(PRINTED)[7:]}


@pytest.fixture(scope="module")
def week():
    return reference_review()


@pytest.fixture(scope="module")
def by_id(week):
    return {row.instrument.id: row for row in week.rows}


def test_figure_1_shows_the_twelve_featured_names_in_their_order(week):
    assert [row.instrument.id for row in week.rows] == list(PRINTED)


@pytest.mark.parametrize(("name", "change"), PRINTED.items())
def test_a_change_comes_out_to_two_decimals(by_id, name, change):
    assert round(by_id[name].change_pct, 2) == change


def test_no_change_is_rounded_inside(by_id):
    assert by_id["002463.SZ"].change_pct == pytest.approx((34.0 / 32.15 - 1) * 100, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "base", "end"),
    [("NVDA.US", 116.00, 123.51), ("00020.HK", 1.17, 1.25), ("688256.SH", 208.87, 222.01), ("002463.SZ", 32.15, 34.0)],
)
def test_closes_and_dates_are_those_of_20_and_25_september(by_id, name, base, end):
    row = by_id[name]
    assert (row.base_date, row.base_close, row.end_date, row.end_close) == (day("0920"), base, day("0925"), end)
    assert row.sessions == 3


@pytest.mark.parametrize(
    ("name", "base", "end", "change"),
    [("000300.SH", 3201.05, 3401.53, 6.26), ("HSI", 18258.57, 19129.10, 4.77), ("IXIC", 17948.32, 18082.21, 0.75)],
)
def test_a_benchmark_is_measured_like_a_share(week, name, base, end, change):
    mark = next(row for row in week.benchmarks if row.instrument.id == name)
    assert (mark.base_close, mark.end_close, round(mark.change_pct, 2)) == (base, end, change)


@pytest.mark.parametrize(
    ("name", "excess"),
    [("688041.SH", -2.53), ("688047.SH", -3.53), ("002463.SZ", -0.51), ("NVDA.US", 5.73), ("00020.HK", 2.07)],
)
def test_excess_is_over_the_own_markets_benchmark(by_id, name, excess):
    """The document subtracts a rounded 6.26; from the closes two of these end in 4, hence the slack."""
    assert by_id[name].excess_pct == pytest.approx(excess, abs=0.02)


def test_three_names_lagged_their_benchmark(by_id):
    lagging = [name for name, row in by_id.items() if row.excess_pct < 0]
    assert lagging == ["688041.SH", "688047.SH", "002463.SZ"]


def test_the_us_benchmark_is_a_setting():
    week = reference_review(us_benchmark="SPX")
    nvidia = week.rows[0]
    assert (nvidia.benchmark, round(week.benchmarks[-1].change_pct, 2)) == ("SPX", 0.35)
    assert nvidia.excess_pct == pytest.approx(6.47 - 0.35, abs=0.02)


@pytest.mark.parametrize("place", range(3))
def test_a_sectors_mean_and_median_weigh_every_name_alike(week, by_id, place):
    held = week.sectors[place]
    changes = [by_id[name].change_pct for name in SECTORS[held.sector.id]]
    assert held.mean_pct == pytest.approx(sum(changes) / len(changes))
    assert held.median_pct == pytest.approx(statistics.median(changes))


def test_sector_figures_are_the_golden_ones(week):
    figures = [(one.sector.id, round(one.mean_pct, 2), round(one.median_pct, 2)) for one in week.sectors]
    assert figures == [("cpu_gpu", 5.15, 5.09), ("cloud", 6.84, 6.84), ("dc_hardware", 8.82, 7.57)]


def test_all_twelve_rose(week):
    assert [(one.up, one.down) for one in week.sectors] == [(6, 0), (1, 0), (5, 0)]


def test_the_week_has_three_sessions_in_every_market_and_is_final(week):
    assert week.sessions == {Market.CN: 3, Market.HK: 3, Market.US: 3}
    assert week.final


def test_the_week_is_not_final_before_new_york_has_closed():
    early = reference_review(now=AFTER - 17 * 3600)  # 25 September, 19:00 UTC
    note = next(note for note in early.notes if note.kind is NoteKind.NOT_FINAL)
    assert not early.final
    assert note.facts["markets"] == "US"


def test_every_member_is_shown_when_asked_for():
    everyone = reference_review(everyone=True)
    assert [len(one.rows) for one in everyone.sectors] == [7, 8, 8]
    assert all(row.state is RowState.OK for row in everyone.rows)


def test_a_dividend_adjusted_close_serves_the_return_and_is_never_a_price():
    everyone = reference_review(everyone=True)
    tencent = next(row for row in everyone.rows if row.instrument.id == "00700.HK")
    assert tencent.change_pct is not None
    assert (tencent.base_close, tencent.end_close) == (None, None)
    note = next(note for note in everyone.notes if note.kind is NoteKind.RETURNS_ONLY)
    assert note.facts["names"] == "00700.HK, 09988.HK"


def test_market_cap_is_missing_without_dated_shares_and_a_footnote_says_so(week):
    assert {row.market_cap for row in week.rows} == {None}
    assert NoteKind.NO_CAP in [note.kind for note in week.notes]
