"""Calendars on one axis: what is carried, from when, and what makes no place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.compare.alignment import align
from models.compare.series import Remark, price_series, visits_series
from models.instruments import Instrument, Kind, Market
from tests.models.compare.samples import held, share
from tests.models.samples import INDEX, bars, day

# National Day 2024: Shanghai rests 1-7 October, Hong Kong on the 1st, New York on no day; the 5th and 6th are a weekend
SHANGHAI = {"0930": 10.0, "2024-10-08": 11.0, "2024-10-09": 10.5}
HONG_KONG = {"0930": 20.0, "2024-10-02": 21.0, "2024-10-03": 20.5, "2024-10-04": 21.5, "2024-10-07": 22.0,
             "2024-10-08": 20.0}  # fmt: skip
NEW_YORK = {"0930": 30.0, "2024-10-01": 31.0, "2024-10-02": 32.0, "2024-10-03": 33.0, "2024-10-04": 34.0,
            "2024-10-07": 35.0, "2024-10-08": 36.0}  # fmt: skip


@pytest.fixture
def national_day():
    return held({"600000.SH": SHANGHAI, "00700.HK": HONG_KONG, "NVDA.US": NEW_YORK})


def test_three_calendars_around_national_day(national_day):
    dates = [str(date)[5:] for date in national_day.dates]
    assert dates == ["09-30", "10-01", "10-02", "10-03", "10-04", "10-07", "10-08", "10-09"]
    assert national_day.values.tolist() == [
        [10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 11.0, 10.5],
        [20.0, 20.0, 21.0, 20.5, 21.5, 22.0, 20.0, 20.0],
        [30.0, 31.0, 32.0, 33.0, 34.0, 35.0, 36.0, 36.0],
    ]
    yes, no = True, False
    assert national_day.carried.tolist() == [
        [no, yes, yes, yes, yes, yes, no, no],
        [no, yes, no, no, no, no, no, yes],
        [no, no, no, no, no, no, no, yes],
    ]


def test_a_carried_value_says_of_which_day_it_is(national_day):
    assert {str(date) for date in national_day.stands[0, :6]} == {"2024-09-30"}
    assert str(national_day.stands[2, -1]) == "2024-10-08"


def test_before_its_first_bar_a_member_has_no_value_and_nothing_is_carried():
    aligned = held({"600000.SH": {"0920": 1.0, "0923": 2.0}, "600001.SH": {"0923": 5.0}})
    assert np.isnan(aligned.values[1, 0])
    assert np.isnat(aligned.stands[1, 0])
    assert not aligned.carried[1].any()


def test_a_suspended_share_is_carried_though_its_source_writes_flat_rows():
    volume = np.array([1000.0, 0.0, 0.0])
    aligned = held(
        {"600000.SH": {"0923": 5.0, "0924": 5.0, "0925": 5.0}, "600001.SH": {"0923": 1.0, "0924": 2.0, "0925": 3.0}},
        **{"600000_SH": {"volume": volume}},
    )
    assert aligned.carried[0].tolist() == [False, True, True]
    assert str(aligned.stands[0, -1]) == "2024-09-23"


def test_an_index_without_volume_is_not_suspended():
    made = price_series(INDEX, bars({"0923": 1.0, "0924": 2.0}, name="000300.SH", volume=np.zeros(2)))
    assert len(made.date) == 2


def test_missing_closes_are_no_sessions():
    made = price_series(share("600000.SH"), bars({"0923": 1.0, "0924": np.nan, "0925": 0.0, "0926": 2.0}))
    assert [str(date)[5:] for date in made.date] == ["09-23", "09-26"]


def test_a_benchmark_that_is_only_measured_against_makes_no_place():
    both = [price_series(share(name), bars(closes, name=name)) for name, closes in (
        ("600000.SH", {"0923": 1.0}), ("NVDA.US", {"0920": 1.0, "0923": 2.0, "0924": 3.0}),
    )]  # fmt: skip
    assert len(align(both, axis_of={"600000.SH"}).dates) == 1
    assert len(align(both).dates) == 3


def test_nothing_makes_an_empty_axis():
    aligned = align([])
    assert (aligned.values.shape, len(aligned.dates)) == ((0, 0), 0)
    assert align([price_series(share("600000.SH"), bars({}))]).values.shape == (1, 0)


def test_actions_that_make_no_sense_are_left_out_and_said():
    from tests.models.samples import cash

    made = price_series(share("600000.SH"), bars({"0923": 1.0, "0924": 2.0}, actions=(cash("0924", 5.0),)))
    assert made.remarks == (Remark.NOT_ADJUSTED,)
    assert made.ex_dates == ()


# visits


def months(*texts):
    return np.array(texts, "datetime64[M]").astype("datetime64[D]")


def test_visits_step_on_the_last_weekday_of_their_month_and_are_not_interpolated():
    """August 2024 ends on a Saturday: its number stands from Friday the 30th to September's on Monday the 30th."""
    visits = visits_series("visits:x", months("2024-08", "2024-09"), np.array([100.0, 130.0]))
    prices = price_series(share("NVDA.US"), bars(
        {"0829": 1.0, "0830": 1.0, "0903": 1.0, "0927": 1.0, "0930": 1.0, "2024-10-01": 1.0, "2024-10-31": 1.0},
        name="NVDA.US",
    ))  # fmt: skip
    aligned = align([visits, prices])
    assert len(aligned.dates) == 7
    assert aligned.values[0, 1:6].tolist() == [100.0, 100.0, 100.0, 130.0, 130.0]
    assert np.isnan(aligned.values[0, [0, 6]]).all()  # nobody says October's
    assert aligned.carried[0].tolist() == [False, False, True, True, False, True, False]


def test_a_missing_month_is_a_gap_and_nought_is_missing():
    visits = visits_series("visits:x", months("2024-05", "2024-06", "2024-07"), np.array([1.0, 0.0, 3.0]))
    dates = {"0603": 1.0, "0628": 1.0, "0715": 1.0, "0731": 1.0}
    aligned = align([visits, price_series(share("NVDA.US"), bars(dates, name="NVDA.US"))])
    assert np.isnan(aligned.values[0]).tolist() == [False, True, True, False]


def test_visits_alone_make_their_own_axis():
    aligned = align([visits_series("visits:x", months("2024-08", "2024-09"), np.array([100.0, 130.0]))])
    assert [str(date) for date in aligned.dates] == ["2024-08-30", "2024-09-30"]


# whatever the calendars


CALENDARS = st.lists(
    st.dictionaries(st.integers(0, 60), st.floats(0.01, 1e6), min_size=1, max_size=20), min_size=1, max_size=5
)


@given(CALENDARS)
def test_every_place_holds_the_newest_close_on_or_before_its_date(calendars):
    first = np.datetime64("2024-01-01", "D")
    made = []
    for number, closes in enumerate(calendars):
        told = {str(first + place): closes[place] for place in sorted(closes)}
        made.append(price_series(share(f"60000{number}.SH"), bars(told, name=f"60000{number}.SH")))
    aligned = align(made)
    assert aligned.dates.tolist() == sorted({(first + place).item() for closes in calendars for place in closes})
    for row, closes in enumerate(calendars):
        for column, date in enumerate(aligned.dates):
            before = [place for place in closes if first + place <= date]
            expected = closes[max(before)] if before else None
            value = aligned.values[row, column]
            assert np.isnan(value) if expected is None else value == expected
            assert aligned.carried[row, column] == (expected is not None and first + max(before) != date)


def test_a_currency_pair_as_a_member_is_a_price():
    one = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
    made = price_series(one, bars({"0923": 7.0}, name="USDCNY", currency="CNY"))
    assert (made.price, made.currency, made.date[0].item()) == (True, "CNY", day("0923"))
