"""Tencent's rows of five minutes to an hour: labelled by the end, close before high, in lots, without turnover."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from data_sources.adapters.tencent.klines import ROWS, parse_klines
from models.errors import NoSuchData, Unreadable
from models.values import Interval
from tests.data_sources import shapes as of
from tests.data_sources.adapters.test_tencent_bars import source

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
FIVE = of.days(of.CN, interval=Interval.MIN5)
ROW = ["202409250935", "10.10", "10.20", "10.25", "10.05", "1500.00", {}, "0.0123"]
DAY = [
    ROW,
    ["202409250940", "10.20", "10.15", "10.22", "10.11", "900.00", {}, "0.0070"],
    ["202409251130", "10.15", "10.18", "10.20", "10.15", "800.00", {}, "0.0062"],
    ["202409251305", "10.18", "10.30", "10.31", "10.17", "700.00", {}, "0.0055"],
    ["202409251500", "10.30", "10.32", "10.33", "10.28", "5000.00", {}, "0.0400"],
]


def clocks(bars):
    return [f"{dt.datetime.fromtimestamp(at, SHANGHAI):%m-%d %H:%M}" for at in bars.time.tolist()]


def parsed(rows, want=FIVE):
    return parse_klines(rows, want, of.NOW)


def test_a_row_is_the_end_open_close_high_low_volume():
    found = parsed(DAY)
    assert clocks(found) == ["09-25 09:30", "09-25 09:35", "09-25 11:25", "09-25 13:00", "09-25 14:55"]
    first = {name: float(getattr(found, name)[0]) for name in ("open", "close", "high", "low", "volume")}
    assert first == {"open": 10.1, "close": 10.2, "high": 10.25, "low": 10.05, "volume": 150_000.0}
    assert np.isnan(found.turnover).all()
    assert (found.interval, found.source) == (Interval.MIN5, "tencent")


def test_hours_begin_anew_after_lunch():
    labels = ("1030", "1130", "1400", "1500")
    found = parsed([[f"20240925{label}", *ROW[1:]] for label in labels], of.days(of.CN, interval=Interval.HOUR))
    assert [clock[6:] for clock in clocks(found)] == ["09:30", "10:30", "13:00", "14:00"]


def test_a_star_share_comes_in_shares():
    assert parsed(DAY, of.days(of.STAR, interval=Interval.MIN5)).volume[0] == 1500.0


def test_rows_out_of_order_and_twice():
    assert clocks(parsed([DAY[2], DAY[0], DAY[2]])) == ["09-25 09:30", "09-25 11:25"]


def full(first_label):
    """A full answer whose oldest day begins at ``first_label``; the 25th follows."""
    begin = dt.datetime.strptime(first_label, "%Y%m%d%H%M").replace(tzinfo=SHANGHAI)
    older = [(begin + dt.timedelta(seconds=place)).strftime("%Y%m%d%H%M") for place in range(1)]
    filler = [f"202409{day:02d}{hour:02d}{minute:02d}" for day in (10, 11, 12, 13, 18, 19, 20)
              for hour in (10, 11, 13, 14) for minute in range(1, 13)]  # fmt: skip
    return [[label, *ROW[1:]] for label in older + filler[: ROWS - 1 - len(DAY)]] + DAY


@pytest.mark.parametrize(("label", "kept"), [("202409091400", False), ("202409090935", True)])
def test_the_oldest_day_of_a_full_answer_counts_only_when_it_is_whole(label, kept):
    wide = dataclasses.replace(FIVE, start=dt.date(2024, 9, 1))
    rows = full(label)
    assert len(rows) == ROWS
    assert ("2024-09-09" in {str(day) for day in parsed(rows, wide).date}) is kept


def test_what_is_older_than_the_rows_is_not_kept_there():
    with pytest.raises(NoSuchData, match="that old"):
        parsed(DAY, dataclasses.replace(FIVE, start=dt.date(2024, 8, 1), end=dt.date(2024, 8, 9)))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["202409250935", "10.1", "10.2"], "fewer than six"),
        (["2024-09-25", *ROW[1:]], "no time"),
        (["202413250935", *ROW[1:]], "no time"),
        (["202409250935", "10.1", {}, "10.2", "10.0", "1"], r"field 2 \(close\)"),
        (["202409250935", "-", "-", "-", "-", "-"], "no numbers in field 1"),
    ],
)
def test_damage_is_named(row, says):
    with pytest.raises(Unreadable, match=says):
        parsed([row])


def test_the_rows_are_asked_and_read(upstream, tmp_path):
    answer = {"code": 0, "msg": "", "data": {"sh600000": {"m5": DAY, "qt": {}, "prec": "10.00"}}}
    asked = upstream(lambda url: of.body(answer))
    one = source(tmp_path)
    assert len(one.parse(one.download(FIVE), FIVE, of.NOW)) == 5
    assert str(asked[0].url).endswith("kline/mkline?param=sh600000,m5,,320")


def test_elsewhere_there_are_none(tmp_path):
    with pytest.raises(NoSuchData, match="no bars of 5m"):
        source(tmp_path).download(of.days(of.HK, interval=Interval.MIN5))
