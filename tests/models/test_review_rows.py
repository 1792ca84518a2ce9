"""What a row says when there is no ordinary percentage, and the footnote that goes with it."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments import Market
from models.review.calculation import review
from models.review.values import NoteKind, RowState, Window
from tests.models.samples import AFTER, MARK, WEEK, bars, cash, day, reviewed, row_of, small_universe

FLAT = {"0920": 10.0, "0923": 10.0, "0924": 10.0, "0925": 10.0}


def note(made, kind):
    """The facts of the one note of ``kind``, None without it."""
    found = [one.facts for one in made.notes if one.kind is kind]
    return found[0] if found else None


# suspended, listed, missing


def test_a_share_that_did_not_trade_while_its_market_did_is_suspended():
    made = reviewed([bars({"0919": 9.0, "0920": 10.0})])
    row = made.rows[0]
    assert (row.state, row.change_pct, row.sessions) == (RowState.SUSPENDED, None, 0)
    assert (row.base_date, row.base_close, row.end_close) == (day("0920"), 10.0, None)
    assert note(made, NoteKind.SUSPENDED)["names"] == "600000.SH"


def test_flat_rows_without_volume_are_a_suspension_and_no_session():
    """Some vendors carry the last price through a 停牌."""
    row = row_of(FLAT, volume=np.array([1000.0, 0.0, 0.0, 0.0]))
    assert (row.state, row.change_pct) == (RowState.SUSPENDED, None)


def test_a_day_at_the_limit_with_volume_is_a_session():
    row = row_of({"0920": 10.0, "0923": 11.0})
    assert (row.state, row.change_pct) == (RowState.OK, pytest.approx(10.0))


def test_a_share_that_resumes_inside_the_window_counts_from_its_last_traded_close():
    closes = {"0912": 8.0, "0913": 8.0, "0920": 8.0, "0924": 8.4}
    row = row_of(closes, volume=np.array([1000.0, 0.0, 0.0, 1000.0]))
    assert (row.base_date, row.sessions) == (day("0912"), 1)
    assert row.change_pct == pytest.approx(5.0)


def test_a_suspended_share_is_out_of_mean_and_breadth():
    made = reviewed([bars({"0920": 10.0}), bars({"0920": 10.0, "0925": 9.0}, name="600001.SH")],
                    ids=("600000.SH", "600001.SH"))  # fmt: skip
    sector = made.sectors[0]
    assert (sector.mean_pct, sector.median_pct, sector.up, sector.down) == (pytest.approx(-10.0),) * 2 + (0, 1)


def test_a_sector_without_any_percentage_has_no_mean():
    sector = reviewed([bars({"0920": 10.0})]).sectors[0]
    assert (sector.mean_pct, sector.median_pct) == (None, None)


def test_an_unchanged_share_neither_rose_nor_fell():
    sector = reviewed([bars(FLAT)]).sectors[0]
    assert (sector.mean_pct, sector.up, sector.down) == (0.0, 0, 0)


def test_a_share_listed_inside_the_window_has_no_base():
    made = reviewed([bars({"0924": 10.0, "0925": 12.0})])
    row = made.rows[0]
    assert (row.state, row.change_pct, row.excess_pct, row.base_close) == (RowState.LISTED, None, None, None)
    assert (row.end_date, row.end_close, row.sessions) == (day("0925"), 12.0, 2)
    assert note(made, NoteKind.LISTED)["names"] == "600000.SH"


def test_a_series_cut_short_by_a_failing_source_proves_no_listing():
    """Bundled facts begin on a certain day; that is not when the shares were listed."""
    row = row_of({"0924": 10.0, "0925": 12.0}, doubt="offline")
    assert (row.state, row.change_pct, row.doubt) == (RowState.MISSING, None, "offline")


def test_what_no_source_could_say_is_missing_with_the_reason():
    made = reviewed([], failures={"600000.SH": "akshare: refused; yahoo: time-out"})
    assert made.rows[0].state is RowState.MISSING
    assert note(made, NoteKind.MISSING) == {"names": "600000.SH", "why": "akshare: refused; yahoo: time-out"}


def test_a_share_is_not_called_suspended_when_its_source_failed():
    row = row_of({"0919": 9.0, "0920": 10.0}, doubt="offline")
    assert (row.state, row.sessions) == (RowState.MISSING, 0)


def test_a_missing_benchmark_leaves_the_excess_empty_and_is_named():
    made = reviewed([bars({"0920": 10.0, "0925": 11.0})], mark={})
    assert (made.rows[0].change_pct, made.rows[0].excess_pct) == (pytest.approx(10.0), None)
    assert note(made, NoteKind.MISSING)["names"] == "000300.SH"


# footnotes


def test_rows_with_one_reason_share_a_footnote_and_others_get_their_own():
    ids = ("600000.SH", "600001.SH", "600002.SH")
    made = reviewed([], ids=ids, failures=dict(zip(ids, ("offline", "offline", "refused"), strict=True)))
    found = [one.facts["names"] for one in made.notes if one.kind is NoteKind.MISSING]
    assert found == ["600000.SH, 600001.SH", "600002.SH"]


def test_a_doubtful_row_keeps_its_percentage_and_gets_a_footnote():
    made = reviewed([bars(MARK, doubt="offline")])
    assert made.rows[0].change_pct == pytest.approx(1.0)
    assert note(made, NoteKind.DOUBT) == {"names": "600000.SH", "why": "offline"}


def test_an_ex_date_inside_gets_a_footnote_with_its_day():
    made = reviewed([bars(MARK, actions=(cash("0924", 0.1),))])
    assert note(made, NoteKind.EX_DATES) == {"names": "600000.SH", "why": "2024-09-24"}


def test_a_source_without_corporate_actions_gets_a_footnote():
    assert note(reviewed([bars(MARK, actions=None)]), NoteKind.ACTIONS_UNKNOWN)["names"] == "600000.SH"
    assert note(reviewed([bars(MARK, actions=())]), NoteKind.ACTIONS_UNKNOWN) is None


def test_simulated_prices_are_named_as_such():
    assert note(reviewed([bars(MARK, source="simulated")]), NoteKind.SIMULATED)["names"] == "600000.SH"


def test_the_window_and_its_sessions_are_always_footnoted():
    made = reviewed([bars(MARK)])
    assert note(made, NoteKind.CUT_OFF) == {"last": "2024-09-25"}
    assert note(made, NoteKind.SESSIONS) == {"counts": "CN 3"}


# when it is final


def close_of_25th(hours):
    """UTC seconds ``hours`` after Shanghai's close of the window's last day."""
    return dt.datetime(2024, 9, 25, 7, tzinfo=dt.UTC).timestamp() + hours * 3600


@pytest.mark.parametrize(("hours", "final"), [(-1.0, False), (0.1, False), (0.5, True)])
def test_a_review_is_final_half_an_hour_after_the_close(hours, final):
    made = reviewed([bars(MARK)], now=close_of_25th(hours))
    assert made.final is final
    assert (note(made, NoteKind.NOT_FINAL) is None) is final


def test_only_markets_on_the_page_hold_it_back():
    """New York is open, but no US share is shown."""
    assert reviewed([bars(MARK)], now=close_of_25th(8)).final


def test_a_window_that_ends_on_a_weekend_is_final_with_its_friday():
    saturday = dt.datetime(2024, 9, 28, 1, tzinfo=dt.UTC).timestamp()
    window = Window(first=day("0923"), last=day("0929"))
    assert reviewed([bars(MARK, fetched_at=saturday)], window=window, now=saturday).final


def test_closes_that_were_fetched_during_the_session_are_not_final_later():
    """The market has closed since, but nobody has asked again: it is the noon price that stands there."""
    noon = dt.datetime(2024, 9, 25, 4, tzinfo=dt.UTC).timestamp()
    made = reviewed([bars(MARK, fetched_at=noon)], now=noon + 3 * 86400)
    assert not made.final
    assert [note.facts["markets"] for note in made.notes if note.kind is NoteKind.NOT_FINAL] == ["CN"]


def test_a_benchmark_fetched_during_the_session_holds_it_back_too():
    """Its row settled, but the excess is over a noon price of the index."""
    noon = dt.datetime(2024, 9, 25, 4, tzinfo=dt.UTC).timestamp()
    held = {"600000.SH": bars(MARK), "000300.SH": bars(MARK, name="000300.SH", fetched_at=noon)}
    made = review(small_universe("600000.SH"), WEEK, held, {}, AFTER)
    assert (made.final, note(made, NoteKind.NOT_FINAL)) == (False, {"markets": "CN"})


def test_a_review_with_nothing_in_it_is_not_final_and_counts_no_sessions():
    made = reviewed([], mark={})
    assert (made.final, dict(made.sessions)) == (False, {})


# sessions of markets with different holidays


def national_day():
    """1-7 October 2024: none in Shanghai, four in Hong Kong (closed on the 1st), five in New York."""
    window = Window(first=dt.date(2024, 10, 1), last=dt.date(2024, 10, 7))
    before = {"0927": 10.0, "0930": 10.0}
    hongkong = before | {f"2024-10-0{n}": 11.0 for n in (2, 3, 4, 7)}
    america = before | {f"2024-10-0{n}": 12.0 for n in (1, 2, 3, 4, 7)}
    series = [bars(before), bars(hongkong, name="00700.HK", currency="HKD"), bars(america, name="NVDA.US")]
    ids = ("600000.SH", "00700.HK", "NVDA.US")
    return reviewed(series, window=window, mark=before, ids=ids, now=AFTER + 30 * 86400)


def test_each_market_has_its_own_number_of_sessions():
    made = national_day()
    assert made.sessions == {Market.CN: 0, Market.HK: 4, Market.US: 5}
    assert note(made, NoteKind.SESSIONS) == {"counts": "CN 0, HK 4, US 5"}
    assert [row.sessions for row in made.rows] == [0, 4, 5]


def test_a_share_of_a_closed_market_is_neither_suspended_nor_missing():
    made = national_day()
    assert (made.rows[0].state, made.rows[0].change_pct) == (RowState.CLOSED, None)
    assert note(made, NoteKind.SUSPENDED) is None
    assert made.sectors[0].up == 2


# the definition


def test_the_base_is_the_last_close_before_the_window_however_far_back():
    row = row_of({"2024-06-28": 8.0, "0923": 10.0})
    assert (row.base_date, row.change_pct) == (dt.date(2024, 6, 28), pytest.approx(25.0))


def test_the_end_is_the_last_close_inside_though_later_ones_are_held():
    row = row_of({"0920": 10.0, "0924": 11.0, "0926": 99.0})
    assert (row.end_date, row.change_pct) == (day("0924"), pytest.approx(10.0))


def test_one_day_is_a_window_too():
    row = row_of(MARK, window=Window(first=day("0924"), last=day("0924")))
    assert row.change_pct == pytest.approx((3020 / 3010 - 1) * 100)


@given(st.lists(st.floats(0.01, 1e5), min_size=4, max_size=4), st.floats(0.001, 1000))
def test_scaling_all_closes_of_a_series_does_not_change_its_percentage(closes, by):
    """What makes a share that was split since comparable: its level differs, its return does not."""
    once = row_of(dict(zip(FLAT, closes, strict=True)))
    scaled = row_of({date: close * by for date, close in zip(FLAT, closes, strict=True)})
    assert scaled.change_pct == pytest.approx(once.change_pct, abs=1e-6, rel=1e-9)


@given(st.lists(st.floats(0.01, 1e5), min_size=4, max_size=4))
def test_excess_is_change_minus_the_benchmarks_change(closes):
    row = row_of(dict(zip(FLAT, closes, strict=True)))
    assert row.excess_pct == pytest.approx(row.change_pct - 1.0, abs=1e-6)
