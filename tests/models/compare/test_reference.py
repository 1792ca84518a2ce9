"""The reference week on the compare chart: the printed percentages, sector means, benchmarks and excess returns."""

import statistics

import numpy as np
import pytest

from models.compare.baskets import sector_baskets
from models.compare.notes import EVERY, NoteKind, notes
from models.compare.rebasing import Scale, rebase
from models.compare.returns import returns
from models.compare.series import Remark
from models.compare.values import Basket, Single, own_benchmarks
from tests.models.compare.samples import UNIVERSE, reference_aligned
from tests.models.samples import day, reference_bars

PRINTED = {
    "NVDA.US": 6.47, "INTC.US": 7.78, "AMD.US": 3.89, "688256.SH": 6.29, "688041.SH": 3.73, "688047.SH": 2.73,
    "00020.HK": 6.84,
    "601138.SH": 11.72, "300308.SZ": 11.92, "300394.SZ": 7.15, "300476.SZ": 7.57, "002463.SZ": 5.75,
}  # fmt: skip
MARKS = {"000300.SH": 6.26, "HSI": 4.77, "SPX": 0.35, "IXIC": 0.75}
FEATURED = [
    Basket(
        id=one.id, name_zh=one.name_zh, name_en=one.name_en,
        members=tuple(UNIVERSE.instruments[name] for name in one.featured),
    )
    for one in UNIVERSE.sectors
]  # fmt: skip
MEMBERS = [
    *(Single(instrument=UNIVERSE.instruments[name]) for name in PRINTED),
    *FEATURED,
    *(Single(instrument=UNIVERSE.instruments[name], benchmark=True) for name in MARKS),
]


@pytest.fixture(scope="module")
def table():
    aligned = reference_aligned(MEMBERS, reference_bars())
    made = rebase(aligned, MEMBERS, day("0920"))
    return returns(made, day("0920"), day("0925"), against=own_benchmarks(MEMBERS, UNIVERSE.benchmarks))


@pytest.fixture(scope="module")
def by_key(table):
    return {row.member.key: row for row in table.rows}


@pytest.mark.parametrize(("name", "change"), PRINTED.items())
def test_a_change_comes_out_to_two_decimals(by_key, name, change):
    row = by_key[name]
    assert round(row.change, 2) == change
    assert (row.first, row.last, row.carried, row.since) == (day("0920"), day("0925"), False, None)
    assert row.sessions == 3


@pytest.mark.parametrize(("name", "change"), MARKS.items())
def test_a_benchmark_is_measured_like_a_share(by_key, name, change):
    assert round(by_key[f"benchmark:{name}"].change, 2) == change


def test_the_last_point_of_a_line_is_the_change(table, by_key):
    made = table.based
    place = list(made.dates.astype(object)).index(day("0925"))
    drawn = made.lines(Scale.PERCENT)[:, place]
    assert drawn == pytest.approx([row.change for row in table.rows], abs=1e-9)


def test_a_basket_of_equal_stakes_did_what_its_names_did_on_average(by_key):
    closes = {name: dict(zip(map(str, one.date), one.close, strict=True)) for name, one in reference_bars().items()}
    for sector in UNIVERSE.sectors:
        changes = [
            (closes[name]["2024-09-25"] / closes[name]["2024-09-20"] - 1) * 100 for name in sector.featured
        ]  # fmt: skip
        assert by_key[f"basket:{sector.id}:equal"].change == pytest.approx(statistics.fmean(changes), abs=1e-9)


@pytest.mark.parametrize(
    ("name", "mark", "excess"),
    [("NVDA.US", "SPX", 6.47 - 0.35), ("688041.SH", "000300.SH", -2.53), ("688047.SH", "000300.SH", -3.53),
     ("002463.SZ", "000300.SH", -0.51), ("00020.HK", "HSI", 2.07), ("basket:dc_hardware:equal", "000300.SH", 2.56)],
)  # fmt: skip
def test_excess_is_over_the_own_markets_benchmark(by_key, name, mark, excess):
    assert by_key[name].benchmark == mark
    assert by_key[name].excess == pytest.approx(excess, abs=0.02)


def test_what_spans_markets_has_no_benchmark_of_its_own_and_a_benchmark_is_not_held_against_itself(by_key):
    assert (by_key["basket:cpu_gpu:equal"].benchmark, by_key["basket:cpu_gpu:equal"].excess) == ("", None)
    assert by_key["benchmark:SPX"].benchmark == ""


def test_three_sessions_are_too_few_for_statistics(table):
    assert {(row.volatility, row.correlation) for row in table.rows} == {(None, None)}
    assert {row.common for row in table.rows if row.benchmark} == {3}


def test_the_whole_axis_knows_the_mid_autumn_rest():
    """Shanghai rested on 16 and 17 September 2024, Hong Kong on the 18th; New York on neither."""
    aligned = reference_aligned(MEMBERS, reference_bars())
    dates = [str(date)[5:] for date in aligned.dates]
    assert dates[:6] == ["09-13", "09-16", "09-17", "09-18", "09-19", "09-20"]
    for name, resting in (("688256.SH", ["09-16", "09-17"]), ("00020.HK", ["09-18"]), ("NVDA.US", [])):
        row = aligned.carried[aligned.rows[name]]
        assert [date for date, carried in zip(dates, row, strict=True) if carried] == resting


def test_the_notes_say_what_the_closes_are(table):
    assert [(note.kind, note.names) for note in notes(table)] == [
        (NoteKind.BASE, ()),
        (NoteKind.EQUAL, tuple(f"basket:{one.id}:equal" for one in FEATURED)),
        (NoteKind.ACTIONS_UNKNOWN, (EVERY,)),
        (NoteKind.CLOSE_ONLY, (EVERY,)),
    ]


def test_dividend_adjusted_closes_serve_and_say_so():
    cloud = sector_baskets(UNIVERSE)[1]
    aligned = reference_aligned([cloud], reference_bars())
    assert Remark.DIVIDENDS_INSIDE in aligned.series[aligned.rows["00700.HK"]].remarks
    assert np.isfinite(rebase(aligned, [cloud], day("0920")).growth).all()
