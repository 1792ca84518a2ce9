"""The axis of 分时: the line's marks where they belong, and every minute at its place whether it traded or not."""

import datetime as dt

import pytest

from gui.charts.minute_axis import MinuteAxis
from models.instruments import ZONES
from tests.gui.charts.minutes import DAY, HK, SHARE, US, WEEK, line

WIDE, NARROW = 12, 2  # labels there is room for


def axis(days=(DAY,), one=SHARE, zone="", **changes):
    made = MinuteAxis(line(days, one, **changes), ZONES[one.market])
    made.zone = zone or made.zone
    return made


def marks(of, most=WIDE, lang="en"):
    return [(tick.bar, tick.text) for tick in of.ticks(0, of.count, most, lang)]


def test_lunch_is_one_place_between_two_minutes():
    assert marks(axis()) == [
        (-0.5, "09:30"), (59.5, "10:30"), (119.5, "11:30/13:00"), (179.5, "14:00"), (239.5, "15:00"),
    ]  # fmt: skip


def test_hong_kong_and_new_york_have_their_own_hours():
    assert [text for _, text in marks(axis(one=HK))] == [
        "09:30", "10:30", "11:30", "12:00/13:00", "14:00", "15:00", "16:00",
    ]  # fmt: skip
    outside = axis(one=US, extended=True)
    assert outside.count == 16 * 60
    assert [(bar, text) for bar, text in marks(outside, 30) if text in ("09:30", "16:00")] == [
        (329.5, "09:30"), (719.5, "16:00"),
    ]  # fmt: skip


def test_where_there_is_little_room_opening_lunch_and_close_stay():
    assert [text for _, text in marks(axis(), NARROW)] == ["09:30", "11:30/13:00", "15:00"]


def test_a_half_day_ends_at_noon():
    assert marks(axis((dt.date(2024, 12, 24),), HK))[-1] == (149.5, "12:00")


def test_several_days_are_marked_by_their_dates():
    assert marks(axis(WEEK), lang="zh")[0] == (-0.5, "9月19日")
    assert [text for _, text in marks(axis(WEEK))] == ["Sep 19", "Sep 20", "Sep 23", "Sep 24", "Sep 25"]


@pytest.mark.parametrize(("zone", "opening"), [("Asia/Shanghai", "21:30"), ("Europe/London", "14:30")])
def test_another_clock_moves_the_words_only(zone, opening):
    here = axis(one=US, zone=zone)
    assert marks(here)[0] == (-0.5, opening)
    assert here.words(0, {"chart.weekdays": "a b c d e f g"}).endswith("(09-25 09:30 New York)")


def test_a_minute_has_its_place_though_nobody_traded_in_it():
    made = axis(keep=(0, 1, 130))
    assert (made.count, made.newest) == (240, 130)
    assert made.place(made.time(200)) == 200
    assert made.place(made.time(119) + 60) == pytest.approx(119 + 60 / (91 * 60))  # noon lies between the two halves
    assert axis(count=0).newest == -1
