"""What is traded outside the hours of New York."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from models import extended, periods
from models.instruments import Market
from models.values import Interval
from tests.models.samples import bars

NEW_YORK = ZoneInfo("America/New_York")


def minutes(*clocks, interval=Interval.MIN1):
    held = [dt.datetime.fromisoformat(text).replace(tzinfo=NEW_YORK) for text in clocks]
    return bars({}, name="NVDA.US").with_columns(
        interval=interval, date=np.array([at.date() for at in held], "datetime64[D]"),
        time=np.array([int(at.timestamp()) for at in held]),
        **{name: np.arange(1.0, len(held) + 1) for name in ("open", "high", "low", "close", "volume", "turnover")},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("2024-09-25 04:00", True), ("2024-09-25 09:29", True), ("2024-09-25 09:30", False),
        ("2024-09-25 15:59", False), ("2024-09-25 16:00", True), ("2024-11-29 13:00", True),
        ("2024-11-29 12:59", False), ("2024-11-04 09:30", False),
    ],
)  # fmt: skip
def test_a_bar_before_the_opening_or_after_the_close_is_outside(text, outside):
    assert extended.extended(minutes(text), Market.US).tolist() == [outside]


def test_days_and_other_markets_have_no_such_bars():
    assert not extended.extended(minutes("2024-09-25 04:00"), Market.HK).any()
    daily = bars({"0925": 1.0}, time=np.zeros(1))
    assert not extended.extended(daily, Market.US).any()
    assert len(extended.extended(minutes(), Market.US)) == 0


def test_hours_of_a_day():
    clock = dt.time
    assert extended.hours(Market.US, dt.date(2024, 9, 25)) == (
        (clock(4), clock(9, 30)), (clock(9, 30), clock(16)), (clock(16), clock(20)),
    )  # fmt: skip
    assert extended.hours(Market.US, dt.date(2024, 11, 29))[-1] == (clock(13), clock(17))
    assert extended.hours(Market.US, dt.date(2024, 9, 28)) == ()
    assert len(extended.hours(Market.HK, dt.date(2024, 9, 25))) == 2


def test_longer_bars_do_not_reach_from_the_morning_into_the_session():
    made = minutes("2024-09-25 09:05", "2024-09-25 09:29", "2024-09-25 09:30", "2024-09-25 15:59", "2024-09-25 16:00")
    found = periods.resampled(made, Interval.HOUR, Market.US, extended=True)
    clocks = [f"{dt.datetime.fromtimestamp(at, NEW_YORK):%H:%M}" for at in found.time]
    assert clocks == ["09:00", "09:30", "15:30", "16:00"]
    assert found.volume.tolist() == [3, 3, 4, 5]
