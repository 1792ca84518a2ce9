"""分时 worked by hand: the axis, prices on it, the average, the reach, the labels, and quotes."""

import datetime as dt
import math
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.charts.minute_line import Average, minute_line, shown_days, with_close_before, with_quote
from models.instruments import ZONES, Instrument, Market
from models.values import Interval
from tests.models.samples import INDEX, SHARE, bars, quote

HK = Instrument(id="00700.HK", market=Market.HK)
US = Instrument(id="NVDA.US", market=Market.US)
BY = {Market.CN: SHARE, Market.HK: HK, Market.US: US}
DAY, BEFORE = dt.date(2024, 9, 25), dt.date(2024, 9, 24)
NAN = math.nan


def moment(text, market=Market.CN):
    """``"2024-09-25 11:29:40"`` on the exchange's clock, UTC seconds."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[market])).timestamp()


def minutes(rows, one=SHARE):
    """One-minute bars of ``{"2024-09-25 09:30": (close, volume, turnover)}``; they reach 0.1 both ways."""
    close, volume, turnover = (np.array(column, float) for column in zip(*rows.values(), strict=True))
    time = np.array([int(moment(at, one.market)) for at in rows], np.int64)
    held = {
        "date": np.array([at[:10] for at in rows], "datetime64[D]"), "time": time, "open": close, "high": close + 0.1,
        "low": close - 0.1, "close": close, "volume": volume, "turnover": turnover, "interval": Interval.MIN1,
    }  # fmt: skip
    some = {"0925": 10.0}
    return bars(some, name=one.id).with_columns(**held)


ROWS = {
    "2024-09-25 09:30": (10.0, 100.0, 1000.0),
    "2024-09-25 09:31": (10.2, 300.0, 3060.0),
    "2024-09-25 13:00": (9.9, 100.0, 990.0),
}


def line(rows=ROWS, one=SHARE, days=(DAY,), **changes):
    return minute_line(minutes(rows, one) if rows else None, one, days, **changes)


@pytest.mark.parametrize(("one", "count"), [(SHARE, 240), (HK, 330), (US, 390)])
def test_the_axis_has_every_minute_of_the_session_with_or_without_bars(one, count):
    empty = line({}, one)
    assert len(empty) == count
    assert np.isnan(empty.price).all()
    assert (empty.newest, empty.blocks[0].average) == (-1, Average.NONE)


def test_a_half_day_is_shorter():
    assert len(line({}, US, (dt.date(2024, 11, 29),))) == 210
    assert len(line({}, HK, (dt.date(2024, 12, 24),))) == 150


def test_prices_stand_at_their_minute_and_are_carried_nowhere():
    made = line()
    assert {int(place): made.price[place] for place in np.flatnonzero(np.isfinite(made.price))} == {
        0: 10.0, 1: 10.2, 120: 9.9,
    }  # fmt: skip
    assert made.newest == 120
    assert made.volume[[0, 1, 120]].tolist() == [100, 300, 100]


def test_the_average_is_turnover_over_volume_since_the_opening():
    made = line()
    assert made.blocks[0].average is Average.TRADED
    assert made.average[[0, 1, 120]].tolist() == [10.0, 10.15, 10.1]
    assert np.isnan(made.average[2])


def test_without_turnover_it_is_estimated_from_typical_prices():
    made = line({at: (close, volume, NAN) for at, (close, volume, _) in ROWS.items()})
    assert made.blocks[0].average is Average.ESTIMATED
    assert made.average[[0, 1, 120]] == pytest.approx([10.0, 10.15, 10.1])


def test_turnover_in_another_unit_is_not_believed():
    wrong = {at: (close, volume, turnover * 100) for at, (close, volume, turnover) in ROWS.items()}
    made = line(wrong)
    assert made.blocks[0].average is Average.ESTIMATED
    assert made.average[1] == pytest.approx(10.15)


def test_an_index_has_no_average():
    made = line(one=INDEX)
    assert made.blocks[0].average is Average.NONE
    assert np.isnan(made.average).all()


def test_closes_alone_make_a_line_too():
    bare = minutes(ROWS)
    nothing = np.full(3, NAN)
    made = minute_line(bare.with_columns(open=nothing, high=nothing, low=nothing), SHARE, (DAY,))
    assert made.blocks[0].average is Average.TRADED
    assert made.average[120] == pytest.approx(10.1)


def test_the_picture_reaches_as_far_down_as_up():
    made = line(daily=bars({"0924": 9.8, "0925": 9.9}))
    assert made.centre == 9.8
    assert made.reach(2) == pytest.approx((9.4, 10.2))


def test_a_day_without_moves_is_not_flat():
    made = line({"2024-09-25 09:30": (10.0, 1.0, 10.0)}, previous_close=10.0)
    assert made.reach(2) == pytest.approx((9.98, 10.02))
    cheap = line({"2024-09-25 09:30": (0.15, 1.0, 0.15)}, previous_close=0.15)
    assert cheap.reach(3) == pytest.approx((0.148, 0.152))


def test_where_nothing_tells_the_close_before_the_first_price_is_the_centre():
    assert line().centre == 10.0
    assert math.isnan(line({}).centre)
    assert math.isnan(line({}).reach(2)[0])


def test_the_quotes_close_before_is_the_newest_days():
    both = {"2024-09-24 14:59": (9.7, 1.0, 9.7)} | ROWS
    made = line(both, days=(BEFORE, DAY), daily=bars({"0923": 9.5}), previous_close=9.71)
    assert [block.previous_close for block in made.blocks] == [9.5, 9.71]
    assert made.centre == 9.5


def test_of_several_days_each_has_a_block_and_an_average_of_its_own():
    both = {"2024-09-24 09:30": (9.0, 50.0, 450.0), "2024-09-24 14:59": (9.7, 50.0, 485.0)} | ROWS
    made = line(both, days=(BEFORE, DAY))
    assert [(block.first, block.stop) for block in made.blocks] == [(0, 240), (240, 480)]
    assert made.average[[0, 239, 240, 241]] == pytest.approx([9.0, 9.35, 10.0, 10.15])
    assert made.blocks[1].previous_close == 9.7
    assert [(mark.place, mark.text) for mark in made.marks] == [(0, "09-24"), (240, "09-25")]


def labels(one, day=DAY, **changes):
    return [(mark.place, mark.text) for mark in line({}, one, (day,), **changes).marks]


def test_labels_of_the_clock():
    assert labels(SHARE) == [(0, "09:30"), (60, "10:30"), (120, "11:30/13:00"), (180, "14:00"), (240, "15:00")]
    assert labels(HK) == [
        (0, "09:30"), (60, "10:30"), (120, "11:30"), (150, "12:00/13:00"), (210, "14:00"), (270, "15:00"),
        (330, "16:00"),
    ]  # fmt: skip
    assert [text for _, text in labels(US)] == [
        "09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30", "16:00",
    ]  # fmt: skip
    assert labels(US, dt.date(2024, 11, 29))[-1] == (210, "13:00")
    night = labels(US, extended=True)
    assert (night[0], night[-1]) == ((0, "04:00"), (960, "20:00"))
    assert {"09:30", "16:00"} <= {text for _, text in night}


@pytest.mark.parametrize(
    ("now", "count", "days"),
    [
        ("2024-09-25 10:00", 1, ["2024-09-25"]),
        ("2024-09-25 09:29", 1, ["2024-09-24"]),
        ("2024-09-25 20:00", 2, ["2024-09-24", "2024-09-25"]),
        ("2024-10-05 12:00", 1, ["2024-09-30"]),  # the national holiday
        ("2024-10-08 10:00", 3, ["2024-09-27", "2024-09-30", "2024-10-08"]),
        ("2024-09-25 10:00", 9, ["2024-09-19", "2024-09-20", "2024-09-23", "2024-09-24", "2024-09-25"]),
    ],
)
def test_the_newest_sessions_that_have_begun(now, count, days):
    assert [str(day) for day in shown_days(Market.CN, moment(now), count)] == days


def told(at, last=10.4, one=SHARE, **changes):
    money = {Market.CN: "CNY", Market.HK: "HKD", Market.US: "USD"}[one.market]
    return quote(one.id, last, currency=money, exchange_time=moment(f"2024-09-25 {at}", one.market), **changes)


def test_a_quote_moves_the_newest_minute_and_begins_the_next():
    made = with_quote(line(), told("13:00:30", volume=500.0, turnover=5050.0, low=9.8, high=10.3), SHARE)
    assert (made.newest, made.price[120], made.average[120]) == (120, 10.4, 10.1)
    assert made.volume[120] == 100  # how much of the day's came before is told by the next quote
    after = with_quote(made, told("13:01:02", 10.5, volume=700.0, turnover=7150.0, low=9.8, high=10.5), SHARE)
    assert (after.newest, after.price[121], after.volume[121]) == (121, 10.5, 200)
    assert after.average[121] == pytest.approx(7150 / 700)
    assert made.newest == 120  # the line before stays as it was


def test_a_quote_whose_turnover_cannot_be_is_counted_by_its_price():
    made = with_quote(line(), told("13:00:30", volume=500.0, turnover=50.0, low=9.8, high=10.4), SHARE)
    assert made.average[120] == pytest.approx(5050 / 500)
    after = with_quote(made, told("13:01:30", 10.6, volume=600.0, turnover=60.0, low=9.8, high=10.6), SHARE)
    assert after.average[121] == pytest.approx((5050 + 1060) / 600)


def test_the_first_quote_of_a_day_without_bars():
    made = with_quote(line({}), told("09:30:03", volume=900.0, turnover=9360.0, low=10.4, high=10.4), SHARE)
    assert (made.newest, made.volume[0], made.average[0]) == (0, 900.0, 10.4)


def test_an_index_still_has_no_average_after_a_quote():
    made = with_quote(line(one=INDEX), told("13:00:30", one=INDEX, volume=9.0, turnover=90.0), INDEX)
    assert (made.price[120], bool(np.isnan(made.average).all())) == (10.4, True)


@pytest.mark.parametrize(
    "wrong",
    [
        told("12:59:00"), told("09:31:00"), told("13:00:30", last=None), replace(told("13:00:30"), currency="USD"),
        replace(told("13:00:30"), exchange_time=moment("2024-09-26 10:00")),
        replace(told("13:00:30"), exchange_time=moment("2024-09-28 10:00")),
    ],
    ids=["lunch", "older", "no price", "currency", "tomorrow", "saturday"],
)  # fmt: skip
def test_a_quote_that_says_nothing_about_the_line(wrong):
    assert with_quote(line(), wrong, SHARE) is None


def test_the_night_of_new_york_is_on_a_longer_axis():
    both = {"2024-09-25 08:00": (99.0, 0.0, NAN), "2024-09-25 09:30": (100.0, 5.0, NAN)}
    made = line(both, US, extended=True)
    assert (len(made), made.price[240], made.price[330]) == (960, 99.0, 100.0)
    late = told("16:00:01", 101.0, US, extended_last=102.0, extended_time=moment("2024-09-25 17:00:20", Market.US))
    assert with_quote(made, late, US).price[13 * 60] == 102.0
    assert with_quote(line(both, US), late, US).price[389] == 101.0


def test_another_close_before_moves_the_middle_of_one_day_only():
    one = with_close_before(line(previous_close=9.0), 9.5)
    assert (one.centre, one.blocks[-1].previous_close) == (9.5, 9.5)
    two = line(days=(BEFORE, DAY), previous_close=9.0)
    moved = with_close_before(two, 9.5)
    assert (moved.centre, moved.blocks[-1].previous_close) == (two.centre, 9.5)
    assert moved.blocks[0] is two.blocks[0]


def test_bars_of_another_length_are_refused():
    with pytest.raises(ValueError, match="minutes"):
        minute_line(minutes(ROWS).with_columns(interval=Interval.MIN5), SHARE, (DAY,))


def naive(rows):
    """The average written once more, row by row."""
    shares = paid = 0.0
    found = []
    for close, volume in rows:
        shares, paid = shares + volume, paid + close * volume
        found.append(paid / shares if shares else NAN)
    return found


@given(st.lists(st.tuples(st.floats(5, 15), st.integers(0, 10**6).map(float)), min_size=1, max_size=60))
def test_the_average_lies_within_the_day_and_is_the_naive_one(rows):
    clock = [f"2024-09-25 {9 + (30 + n) // 60:02d}:{(30 + n) % 60:02d}" for n in range(len(rows))]
    made = line({at: (close, volume, close * volume) for at, (close, volume) in zip(clock, rows, strict=True)})
    known = made.average[: len(rows)]
    assert known == pytest.approx(naive(rows), nan_ok=True)
    bottom, top = made.reach(2)
    assert bottom <= min(close for close, _ in rows) + 1e-9
    assert top >= max(close for close, _ in rows) - 1e-9
