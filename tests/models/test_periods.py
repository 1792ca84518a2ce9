"""Weeks, months and longer minutes against cases worked by hand; nothing traded is lost or counted twice."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import sessions
from models.adjustment import adjusted
from models.instruments import ZONES, Market
from models.periods import last_session, period, resampled
from models.values import Adjust, Bars, Basis, Interval
from tests.models.samples import bars, day, split

WEEK, MONTH = Interval.WEEK, Interval.MONTH
# Mon 16 to Wed 18 September, Mon 23 to Fri 27, Mon 30; then October
DAYS = {
    "0918": (10, 12, 9, 11, 100), "0919": (11, 15, 10, 14, 200), "0920": (14, 14, 8, 9, 300),
    "0923": (9, 10, 9, 10, 400), "0927": (10, 11, 7, 8, 500),
    "0930": (8, 9, 8, 9, 600),
}  # fmt: skip


def daily(rows=DAYS, **changes):
    open_, high, low, close, volume = (np.array(column, float) for column in zip(*rows.values(), strict=True))
    held = {"open": open_, "high": high, "low": low, "volume": volume, "turnover": volume * 10}
    return bars(dict(zip(rows, close, strict=True)), **(held | changes))


def table(made):
    columns = (made.open, made.high, made.low, made.close, made.volume)
    return {str(date)[5:]: tuple(row) for date, *row in zip(made.date, *columns, strict=True)}


def test_weeks_worked_by_hand():
    made = resampled(daily(), WEEK, Market.CN)
    assert made.interval is WEEK
    assert table(made) == {"09-20": (10, 15, 8, 9, 600), "09-27": (9, 11, 7, 8, 900), "09-30": (8, 9, 8, 9, 600)}
    assert list(made.turnover) == [6000, 9000, 6000]


def test_months_worked_by_hand():
    rows = DAYS | {"2024-10-08": (9, 20, 9, 19, 700)}
    made = resampled(daily(rows), MONTH, Market.CN)
    assert table(made) == {"09-30": (10, 15, 7, 9, 2100), "10-08": (9, 20, 9, 19, 700)}


def test_a_week_carries_the_time_of_its_first_session():
    made = resampled(daily(time=np.arange(6) * 86400), WEEK, Market.CN)
    assert list(made.time) == [0, 3 * 86400, 5 * 86400]


def test_a_week_across_new_year_is_one_week():
    made = resampled(bars({"2024-12-30": 1.0, "2024-12-31": 2.0, "2025-01-02": 3.0}), WEEK, Market.US)
    assert [str(date) for date in made.date] == ["2025-01-02"]
    assert made.volume[0] == 3000


def test_a_sum_of_which_a_part_is_missing_is_missing():
    volume = np.array([100, np.nan, 300, 400, 500, 600])
    made = resampled(daily(volume=volume), WEEK, Market.CN)
    assert np.isnan(made.volume[0])
    assert list(made.volume[1:]) == [900, 600]


def test_closes_alone_make_closes_alone():
    nothing = np.full(6, np.nan)
    made = resampled(daily(open=nothing, high=nothing, low=nothing), WEEK, Market.CN)
    assert made.close_only
    assert list(made.close) == [9, 8, 9]


def test_a_day_without_an_opening_leaves_the_next_ones():
    open_ = np.array([np.nan, 11, 14, 9, 10, 8])
    assert list(resampled(daily(open=open_), WEEK, Market.CN).open) == [11, 9, 8]


@pytest.mark.parametrize(
    ("last", "final", "whole"),
    [("0927", True, True), ("0927", False, False), ("0926", True, False), ("0923", True, False)],
)
def test_the_newest_week_is_final_with_its_last_session_only(last, final, whole):
    made = resampled(bars({"0920": 1.0, last: 2.0}, last_is_final=final), WEEK, Market.CN)
    assert made.last_is_final is whole


@pytest.mark.parametrize(("last", "whole"), [("0827", False), ("0830", True)])
def test_a_month_ends_with_its_last_weekday(last, whole):
    """August 2024 ends on a Saturday."""
    assert resampled(bars({last: 2.0}), MONTH, Market.US).last_is_final is whole


def test_what_the_days_are_the_weeks_are():
    made = resampled(
        daily(basis=Basis.DIVIDEND_ADJUSTED, doubt="offline", source="reference", actions=None), WEEK, Market.CN
    )
    assert (made.basis, made.doubt, made.source, made.actions) == (
        Basis.DIVIDEND_ADJUSTED, "offline", "reference", None,
    )  # fmt: skip


def test_days_are_adjusted_before_they_are_put_together():
    """20 | 10 after 2 for 1 inside one week: 10 to 10, not a range of 10 to 20."""
    raw = bars({"0923": 20.0, "0924": 10.0}, actions=(split("0924", 2.0),))
    made = resampled(adjusted(raw, Adjust.QFQ), WEEK, Market.CN)
    assert table(made) == {"09-24": (10, 10, 10, 10, 2000)}
    assert made.adjust is Adjust.QFQ


@pytest.mark.parametrize("interval", [WEEK, MONTH, Interval.DAY])
def test_nothing_stays_nothing(interval):
    assert len(resampled(daily().rows(slice(0, 0)), interval, Market.CN)) == 0


@pytest.mark.parametrize(
    ("held", "wanted"), [(Interval.DAY, Interval.HOUR), (Interval.MIN5, Interval.MIN1), (Interval.MIN5, WEEK)]
)
def test_shorter_bars_and_weeks_of_minutes_are_refused(held, wanted):
    with pytest.raises(ValueError, match="is not made of"):
        resampled(daily(interval=held), wanted, Market.CN)


@pytest.mark.parametrize(
    ("interval", "text", "ends"),
    [(WEEK, "0925", ("0923", "0929")), (WEEK, "0923", ("0923", "0929")), (WEEK, "0929", ("0923", "0929")),
     (MONTH, "0925", ("0901", "0930")), (MONTH, "2024-02-29", ("2024-02-01", "2024-02-29")),
     (MONTH, "2024-12-31", ("2024-12-01", "2024-12-31"))],
)  # fmt: skip
def test_the_days_of_a_period(interval, text, ends):
    assert period(interval, day(text)) == tuple(day(end) for end in ends)


def test_a_day_is_no_period_of_days():
    with pytest.raises(ValueError, match="not made of days"):
        period(Interval.DAY, day("0925"))


def test_the_last_session_of_a_week_is_its_friday():
    assert last_session(Market.CN, day("0923"), day("0929")) == day("0927")


# minutes


def minutes(market, times, *, interval=Interval.MIN5, date="0923", fetched_at=0.0):
    """Bars at local clock times of one day, volumes 1, 2, 3, ..."""
    moments = [sessions.moment(ZONES[market], day(date), dt.time.fromisoformat(at)) for at in times]
    count = len(times)
    price = np.arange(count, dtype=float) + 10
    return Bars(
        instrument="x", interval=interval, date=np.array([day(date)] * count, "datetime64[D]"),
        time=np.array(moments, np.int64), open=price, high=price + 1, low=price - 1, close=price + 0.5,
        volume=np.arange(count) + 1.0, turnover=np.full(count, np.nan), currency="CNY", source="sample",
        fetched_at=fetched_at,
    )  # fmt: skip


def joined(parts):
    """One series of several, oldest first."""
    held = list(parts)
    names = ("date", "time", "open", "high", "low", "close", "volume", "turnover")
    return held[0].with_columns(**{name: np.concatenate([getattr(one, name) for one in held]) for name in names})


def clock(made, market):
    return [sessions.local(market, at).strftime("%H:%M") for at in made.time]


def every(minutes_, *spans):
    found = []
    for first, last in spans:
        at, end = (dt.datetime.combine(day("0923"), dt.time.fromisoformat(one)) for one in (first, last))
        while at < end:
            found.append(at.strftime("%H:%M"))
            at += dt.timedelta(minutes=minutes_)
    return found


CN_DAY = (("09:30", "11:30"), ("13:00", "15:00"))
HK_DAY = (("09:30", "12:00"), ("13:00", "16:00"))
US_DAY = (("09:30", "16:00"),)


@pytest.mark.parametrize(
    ("market", "spans", "interval", "starts"),
    [
        (Market.CN, CN_DAY, Interval.HOUR, ["09:30", "10:30", "13:00", "14:00"]),
        (Market.HK, HK_DAY, Interval.HOUR, ["09:30", "10:30", "11:30", "13:00", "14:00", "15:00"]),
        (Market.US, US_DAY, Interval.HOUR, ["09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"]),
        (Market.CN, CN_DAY, Interval.MIN30, every(30, *CN_DAY)),
        (Market.CN, CN_DAY, Interval.MIN15, every(15, *CN_DAY)),
    ],
)
def test_longer_minutes_begin_at_the_opening_and_after_lunch(market, spans, interval, starts):
    made = resampled(minutes(market, every(5, *spans)), interval, market)
    assert clock(made, market) == starts
    assert made.last_is_final


@pytest.mark.parametrize(
    ("market", "date", "spans", "starts"),
    [
        (Market.HK, "2024-12-24", [("09:30", "12:00")], ["09:30", "10:30", "11:30"]),  # no afternoon
        (Market.US, "2024-11-29", [("09:30", "13:00")], ["09:30", "10:30", "11:30", "12:30"]),
        (Market.HK, "2011-03-04", [("10:00", "12:30"), ("14:30", "16:00")],
         ["10:00", "11:00", "12:00", "14:30", "15:30"]),
        (Market.HK, "2012-03-02", [("09:30", "12:00"), ("13:30", "16:00")],
         ["09:30", "10:30", "11:30", "13:30", "14:30", "15:30"]),
        (Market.CN, "2024-09-28", CN_DAY, ["09:30", "10:30", "13:00", "14:00"]),  # a Saturday, as the vendor has it
    ],
)  # fmt: skip
def test_longer_minutes_keep_the_hours_of_their_very_day(market, date, spans, starts):
    made = resampled(minutes(market, every(5, *spans), date=date), Interval.HOUR, market)
    assert clock(made, market) == starts
    assert made.last_is_final  # with the last minutes before that day's close, not the usual one


def test_a_half_days_auction_counts_to_its_morning():
    made = resampled(minutes(Market.HK, ["11:55", "12:08"], date="2024-12-24"), Interval.HOUR, Market.HK)
    assert (clock(made, Market.HK), list(made.volume)) == (["11:30"], [3])


def test_days_of_different_hours_stand_in_one_series():
    """The last old-style day of Hong Kong, the next one, a half day and a whole one, each cut by its own hours."""
    whole = joined(
        minutes(Market.HK, times, date=date)
        for date, times in {
            "2012-03-02": ["13:30", "14:25"], "2012-03-05": ["13:00", "13:55"],
            "2024-12-24": ["11:30", "12:05"], "2024-12-27": ["11:30", "13:05"],
        }.items()
    )  # fmt: skip
    made = resampled(whole, Interval.HOUR, Market.HK)
    assert clock(made, Market.HK) == ["13:30", "13:00", "11:30", "11:30", "13:00"]
    assert list(made.volume) == [3, 3, 3, 1, 2]


def test_currencies_trade_to_the_last_minute_of_the_day():
    early, late = (minutes(Market.FX, every(5, ("23:00", last))) for last in ("23:55", "23:59"))
    assert not resampled(early, Interval.HOUR, Market.FX).last_is_final
    assert resampled(late, Interval.HOUR, Market.FX).last_is_final


def test_quarters_worked_by_hand():
    made = resampled(minutes(Market.CN, ["09:30", "09:35", "09:40", "09:45"]), Interval.MIN15, Market.CN)
    columns = (made.open, made.high, made.low, made.close, made.volume)
    assert [list(column) for column in columns] == [[10, 13], [13, 14], [9, 12], [12.5, 13.5], [6, 4]]
    assert not made.last_is_final


def test_an_auctions_bar_counts_to_the_session_beside_it():
    """Some vendors stamp the opening auction 09:25 and the last trade 15:00, the close of Hong Kong 16:05."""
    made = resampled(minutes(Market.CN, ["09:25", "09:30", "11:30", "13:00", "15:00"]), Interval.HOUR, Market.CN)
    assert (clock(made, Market.CN), list(made.volume)) == (["09:30", "10:30", "13:00", "14:00"], [3, 3, 4, 5])
    late = resampled(minutes(Market.HK, ["15:55", "16:05"]), Interval.HOUR, Market.HK)
    assert (clock(late, Market.HK), list(late.volume)) == (["15:00"], [3])


def test_a_quiet_last_minute_is_final_once_the_day_is():
    asked = sessions.close_time(Market.CN, day("0923"))
    held = ["14:00", "14:30"]
    early, late = (minutes(Market.CN, held, fetched_at=asked + more) for more in (0.0, 3600.0))
    assert not resampled(early, Interval.HOUR, Market.CN).last_is_final
    assert resampled(late, Interval.HOUR, Market.CN).last_is_final


def test_the_same_hour_of_two_days_is_two_bars():
    first, second = (minutes(Market.US, ["09:30", "09:35"], date=date) for date in ("2024-11-01", "2024-11-04"))
    made = resampled(joined([first, second]), Interval.HOUR, Market.US)  # the clocks went back between them
    assert clock(made, Market.US) == ["09:30", "09:30"]


# nothing is lost

numbers = st.lists(st.floats(0, 1e9), min_size=1, max_size=80)


@given(numbers, st.sampled_from([WEEK, MONTH]), st.integers(0, 400))
def test_volume_is_conserved_by_weeks_and_months(volumes, interval, skip):
    start = dt.date(2024, 1, 1) + dt.timedelta(days=skip)
    dates = [str(start + dt.timedelta(days=2 * place)) for place in range(len(volumes))]
    held = bars(dict.fromkeys(dates, 10.0), volume=np.array(volumes), high=np.arange(len(volumes)) + 10.0)
    made = resampled(held, interval, Market.US)
    assert made.volume.sum() == pytest.approx(sum(volumes))
    assert made.high.max() == held.high.max()
    assert (made.close[-1], made.open[0]) == (held.close[-1], held.open[0])


@given(
    st.sets(st.sampled_from(every(5, *HK_DAY)), min_size=1),
    st.sampled_from([Interval.MIN15, Interval.MIN30, Interval.HOUR]),
)
def test_volume_is_conserved_by_longer_minutes(times, interval):
    held = minutes(Market.HK, sorted(times))
    made = resampled(held, interval, Market.HK)
    assert made.volume.sum() == held.volume.sum()
    assert set(np.diff(np.sort(made.time))) <= set(range(900, 86400))
