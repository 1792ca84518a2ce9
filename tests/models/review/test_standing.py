"""What stands beside figure 1: worked by hand for the reference week, and by a second way of reckoning for any week."""

import csv
import datetime as dt
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from models.instruments import Market
from models.review.standing import due, indices
from models.review.values import RowState, Window
from models.universe import universe_from
from tests.models.review.standings import RATES, SHARES, reference, stood
from tests.models.samples import AFTER, MARK, WEEK, bars, day, small_universe

# The sessions of September 2024 as the exchanges published them: mid-autumn closed mainland China on the 16th and
# 17th and Hong Kong on the 18th, a typhoon Hong Kong on the 6th, Labour Day New York on the 2nd
SEPTEMBER = {
    "CN": "02 03 04 05 06 09 10 11 12 13 18 19 20 23 24 25 26 27 30",
    "HK": "02 03 04 05 09 10 11 12 13 16 17 19 20 23 24 25 26 27 30",
    "US": "03 04 05 06 09 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30",
}


@pytest.fixture(scope="module")
def week():
    return reference()


def part(standing, kind, name):
    return next(one for one in getattr(standing, kind) if one.id == name)


def ids(rows):
    return [row.instrument.id for row in rows]


# the reference week, by hand


@pytest.mark.parametrize(
    ("name", "points"),
    [("NVDA.US", 6.4741 / 6), ("688047.SH", 2.7253 / 6), ("00020.HK", 6.8376), ("300308.SZ", 11.9174 / 5)],
)
def test_a_rows_contribution_is_its_part_of_its_sectors_mean(week, name, points):
    assert week.of(name).contribution_pp == pytest.approx(points, abs=1e-4)


@pytest.mark.parametrize(
    ("sector", "mean", "excess", "beat", "lagged"),
    [("cpu_gpu", 5.149, 1.645, 4, 2), ("cloud", 6.838, 2.070, 1, 0), ("dc_hardware", 8.823, 2.560, 4, 1)],
)
def test_a_sectors_total_says_how_much_of_it_was_the_market(week, sector, mean, excess, beat, lagged):
    held = part(week, "sectors", sector)
    assert (held.mean_pct, held.excess_pct) == pytest.approx((mean, excess), abs=1e-3)
    assert (held.beat, held.lagged) == (beat, lagged)


def test_the_tiers_are_those_of_the_chain_and_the_whole_is_all_twelve(week):
    assert [one.id for one in week.tiers] == ["chips", "cloud", "hardware"]
    assert [one.name("zh") for one in week.tiers] == ["芯片", "云", "硬件"]
    assert part(week, "tiers", "hardware").mean_pct == part(week, "sectors", "dc_hardware").mean_pct
    whole = week.whole
    assert (whole.measured, whole.up, whole.down, whole.flat, whole.beat, whole.lagged) == (12, 12, 0, 0, 9, 3)
    assert whole.mean_pct == pytest.approx(6.8206, abs=1e-4)


def test_leaders_and_laggards_are_told_by_change_and_by_excess(week):
    chips, hardware = part(week, "sectors", "cpu_gpu"), part(week, "sectors", "dc_hardware")
    assert (ids(chips.raw.leaders), ids(chips.raw.laggards)) == (["INTC.US", "NVDA.US"], ["688047.SH", "688041.SH"])
    assert ids(hardware.raw.leaders) == ["300308.SZ", "601138.SH"]
    assert (ids(week.whole.raw.leaders), ids(week.whole.excess.leaders)) == (
        ["300308.SZ", "601138.SH"], ["INTC.US", "NVDA.US"],
    )  # fmt: skip


def test_a_single_name_leads_and_nobody_lags(week):
    cloud = part(week, "sectors", "cloud")
    assert (ids(cloud.raw.leaders), ids(cloud.raw.laggards)) == (["00020.HK"], [])


def test_the_strip_has_every_index_market_by_market_and_its_own_benchmark_first(week):
    shown = [(one.row.instrument.id, round(one.row.change_pct, 2)) for one in week.marks]
    assert shown == [("000300.SH", 6.26), ("HSI", 4.77), ("IXIC", 0.75), ("SPX", 0.35)]
    spoken = reference(universe=universe_from(resources.universe(), us_benchmark="SPX"))
    assert ids(one.row for one in spoken.marks)[2:] == ["SPX", "IXIC"]


def test_an_index_that_nobody_holds_is_in_the_strip_as_missing():
    held = {"600000.SH": bars({"0920": 10, "0925": 11})}
    _, made = stood(held, small_universe("600000.SH"), failures={"000300.SH": "offline"})
    assert [(one.row.state, one.row.doubt) for one in made.marks] == [(RowState.MISSING, "offline")]


def test_an_index_of_the_quotes_strip_is_shown_when_its_bars_are_held(week):
    star = bars({"0920": 600.0, "0925": 660.0}, name="000688.SH")
    made = reference(rates={"000688.SH": star})
    assert ids(one.row for one in made.marks) == ["000300.SH", "000688.SH", "HSI", "IXIC", "SPX"]
    assert made.of("000688.SH").row.change_pct == pytest.approx(10.0)
    assert week.of("000688.SH") is None


def test_the_strip_asks_for_the_indices_of_the_universe():
    assert [one.id for one in indices(universe_from(resources.universe()))] == ["000300.SH", "HSI", "IXIC", "SPX"]


# earlier windows


def test_a_sparkline_counts_back_in_each_markets_own_sessions(week):
    spans = {market: [(one.first.day, one.last.day) for one in held] for market, held in week.windows.items()}
    assert spans == {
        Market.CN: [(3, 5), (6, 10), (11, 13), (18, 20), (23, 25)],
        Market.HK: [(3, 5), (9, 11), (12, 16), (17, 20), (23, 25)],
        Market.US: [(5, 9), (10, 12), (13, 17), (18, 20), (23, 25)],
    }


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("NVDA.US", 116.0 / 115.59),
        ("688256.SH", 208.87 / 220.50),
        ("00020.HK", 1.17 / 1.07),
        ("SPX", 5702.55 / 5634.58),
    ],
)
def test_the_window_before_is_measured_like_the_reviews_own_and_older_ones_are_not_held(week, name, before):
    spark = week.of(name).spark
    assert spark[:3] == (None, None, None)
    assert spark[3] == pytest.approx((before - 1) * 100, abs=1e-9)
    assert spark[4] == week.of(name).row.change_pct


def _by_hand(closes, market, length):
    """The sparkline of closes by day of September, from the published sessions and exact fractions."""
    days = [int(text) for text in SEPTEMBER[market].split()]
    before = [one for one in days if one < 23]
    ends = [25] + [before[-1 - length * at] for at in range(4)]
    starts = [23] + [before[-length * (at + 1)] for at in range(4)]
    found = []
    for first, last in zip(starts[::-1], ends[::-1], strict=True):
        inside = [one for one in closes if first <= one <= last]
        base = [one for one in closes if one < first]
        known = inside and base
        found.append(Fraction(closes[max(inside)]) / Fraction(closes[max(base)]) * 100 - 100 if known else None)
    return found


CLOSES = st.floats(1, 1000).map(lambda value: round(value, 2))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([("CN", "600000.SH"), ("HK", "00005.HK"), ("US", "KO.US")]))
def test_a_second_reckoning_gives_the_same_sparkline(data, which):
    market, name = which
    days = [int(text) for text in SEPTEMBER[market].split() if int(text) < 26]
    held = [*data.draw(st.lists(st.sampled_from(days), unique=True, min_size=1)), 20, 23, 24, 25]
    closes = {one: data.draw(CLOSES) for one in sorted(set(held))}
    made = bars({f"09{one:02}": value for one, value in closes.items()}, name=name)
    row = stood({name: made}, small_universe(name))[1].rows[0]
    wanted = _by_hand(closes, market, 3)
    assert [one is None for one in row.spark] == [one is None for one in wanted]
    assert [one for one in row.spark if one is not None] == pytest.approx(
        [float(one) for one in wanted if one is not None]
    )


def test_a_market_without_a_session_has_no_windows_and_an_empty_sparkline():
    holiday = Window(first=dt.date(2024, 10, 1), last=dt.date(2024, 10, 7))
    closes = {"2024-09-27": 10.0, "2024-09-30": 11.0}
    now = dt.datetime(2024, 10, 9, tzinfo=dt.UTC).timestamp()
    made = stood({"600000.SH": bars(closes)}, small_universe("600000.SH"), window=holiday, now=now)[1]
    assert (made.windows[Market.CN], made.rows[0].spark) == ((), (None,) * 5)


# a second reckoning of totals


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(-40, 80).map(lambda value: round(value, 1))), min_size=1, max_size=6))
def test_a_second_reckoning_gives_the_same_totals(moves):
    names = [f"60000{place}.SH" for place in range(len(moves))]
    held = {"000300.SH": bars(MARK, name="000300.SH")}
    for name, move in zip(names, moves, strict=True):
        after = {} if move is None else {"0925": 100 + move}
        held[name] = bars({"0920": 100.0} | after, name=name)
    made = stood(held, small_universe(*names), leaders=2)[1]
    whole, known = made.sectors[0], [Fraction(str(one)) for one in moves if one is not None]
    assert (whole.up, whole.down, whole.flat, whole.suspended, whole.without) == (
        len([one for one in known if one > 0]), len([one for one in known if one < 0]), known.count(0),
        moves.count(None), 0,
    )  # fmt: skip
    assert sum(one.contribution_pp or 0 for one in made.rows) == pytest.approx(whole.mean_pct or 0, abs=1e-9)
    if known:
        assert whole.mean_pct == pytest.approx(float(sum(known) / len(known)), abs=1e-9)
        assert whole.median_pct == pytest.approx(float(median(known)), abs=1e-9)
        assert whole.excess_pct == pytest.approx(float(sum(known) / len(known)) - 1, abs=1e-9)
        ranks = sorted(known, reverse=True)
        told = [Fraction(round(row.change_pct, 6)).limit_denominator(1000) for row in whole.raw.leaders]
        assert told == ranks[: max(1, min(2, len(known) // 2))]
    assert not set(ids(whole.raw.leaders)) & set(ids(whole.raw.laggards))


# caps


def test_caps_stay_in_their_own_currency_when_none_is_wanted():
    made = reference(shares=SHARES)
    nvidia = made.of("NVDA.US")
    assert (nvidia.cap.value, nvidia.cap.currency, nvidia.cap.conversion) == (2.4e10 * 123.51, "USD", None)
    assert (made.conversions, made.unconverted) == ((), ())
    assert made.of("00020.HK").cap is None


def test_a_cap_is_converted_at_the_rate_of_its_own_day_and_the_day_is_told():
    made = reference(rates=RATES, shares=SHARES | {"00020.HK": 3.3e10}, currency="CNY")
    nvidia, sense = made.of("NVDA.US").cap, made.of("00020.HK").cap
    assert (nvidia.value, nvidia.currency, nvidia.conversion.date) == (
        pytest.approx(2.4e10 * 123.51 * 7.03), "CNY", day("0925"),
    )  # fmt: skip
    assert sense.value == pytest.approx(3.3e10 * 1.25 / 7.80 * 7.03)
    assert (sense.conversion.date, sense.conversion.pairs) == (day("0924"), ("USDHKD", "USDCNY"))
    assert made.of("688256.SH").cap.conversion is None
    assert [(one.own, one.target) for one in made.conversions] == [("USD", "CNY"), ("HKD", "CNY")]


def test_without_a_rate_a_cap_is_missing_and_named():
    made = reference(shares=SHARES, currency="CNY")
    assert made.of("NVDA.US").cap is None
    assert ids(made.unconverted) == ["NVDA.US", "INTC.US", "AMD.US"]


def test_a_weighted_mean_is_what_a_holder_of_them_all_earned():
    """Two American and one mainland name: 24 x 123.51 and 1.6 x 162.02 at 7.03, and 0.4 x 222.01."""
    shares = {name: SHARES[name] for name in ("NVDA.US", "AMD.US", "688256.SH")}
    chips = part(reference(rates=RATES, shares=shares), "sectors", "cpu_gpu")
    after = 24 * 123.51 * 7.03 + 1.6 * 162.02 * 7.03 + 0.4 * 222.01
    before = 24 * 116.00 * 7.03 + 1.6 * 155.95 * 7.03 + 0.4 * 208.87
    assert chips.weighted_pct == pytest.approx((after / before - 1) * 100, abs=1e-9)
    assert (chips.weighed, chips.measured, chips.cap) == (3, 6, None)


def test_names_of_one_currency_are_weighed_without_any_rate():
    shares = {name: SHARES[name] for name in ("688256.SH", "688041.SH")}
    chips = part(reference(shares=shares), "sectors", "cpu_gpu")
    assert chips.weighted_pct == pytest.approx(((0.4 * 222.01 + 2 * 78.75) / (0.4 * 208.87 + 2 * 75.92) - 1) * 100)


def test_a_total_cap_needs_every_name():
    made = reference(rates=RATES, shares=SHARES, currency="USD")
    cap = part(made, "tiers", "chips").cap
    assert cap.currency == "USD"
    assert cap.value == pytest.approx(sum(one.cap.value for one in made.rows if one.cap is not None))
    assert made.whole.cap is None
    assert part(reference(rates=RATES, shares=SHARES), "tiers", "chips").cap is None


# stale


def test_a_row_that_ends_before_its_markets_last_session_is_named():
    held = {"600000.SH": bars({"0920": 10, "0923": 11, "0924": 12}), "000300.SH": bars(MARK, name="000300.SH")}
    made = stood(held, small_universe("600000.SH"))[1]
    assert [(one.row.instrument.id, one.stale) for one in made.stale] == [("600000.SH", day("0925"))]


def test_a_row_that_says_it_did_not_trade_is_not_stale():
    volume = [1000.0, 1000.0, 1000.0, 0.0]
    flat = bars({"0920": 10, "0923": 11, "0924": 12, "0925": 12}, volume=volume)
    assert stood({"600000.SH": flat}, small_universe("600000.SH"))[1].stale == ()


def test_a_session_that_still_runs_is_not_waited_for():
    held = {"600000.SH": bars({"0920": 10, "0923": 11, "0924": 12})}
    noon = dt.datetime(2024, 9, 25, 4, tzinfo=dt.UTC).timestamp()
    assert stood(held, small_universe("600000.SH"), now=noon)[1].stale == ()
    assert due(Market.CN, WEEK, noon) == day("0924")
    assert due(Market.CN, WEEK, AFTER) == day("0925")
    assert due(Market.CN, WEEK, noon - 3 * 86400) is None


def test_the_bundled_closes_are_the_ones_that_were_typed_in_here():
    """The numbers above come from the file, read once more without any of our readers."""
    with (resources.facts_folder() / "closes_2024-09.csv").open(encoding="utf-8") as file:
        held = {(line["instrument"], line["date"]): float(line["close"]) for line in csv.DictReader(file)}
    assert held["688256.SH", "2024-09-13"] == 220.50
    assert (held["NVDA.US", "2024-09-17"], held["00020.HK", "2024-09-16"]) == (115.59, 1.07)
    assert held["SPX", "2024-09-17"] == 5634.58
